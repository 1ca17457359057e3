//! What is said: texts, variants, languages.

use serde::Serialize;

use super::{Expression, Language, Name};
use crate::source::Span;

/// What is said: variants, by language.
#[derive(Clone, Debug, Serialize)]
pub struct Speech {
    /// The groups in written order; the first may name no language and is then in the default one.
    pub groups: Vec<SpeechGroup>,
    /// All of it.
    #[serde(skip)]
    pub span: Span,
}

/// The variants of one language.
#[derive(Clone, Debug, Serialize)]
pub struct SpeechGroup {
    /// `zh:`
    pub language: Option<Language>,
    /// At least one.
    pub variants: Vec<Variant>,
}

/// One way to say it.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    /// `or if customer is returning "…"`
    pub condition: Option<Expression>,
    /// The words.
    pub text: Text,
}

/// A quoted text, possibly with expressions in it.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// Words and expressions in order.
    pub parts: Vec<TextPart>,
    /// With its quotes.
    #[serde(skip)]
    pub span: Span,
}

impl Text {
    /// The words, where the text has no expression in it.
    pub fn plain(&self) -> Option<String> {
        self.parts
            .iter()
            .map(|part| if let TextPart::Words(words) = part { Some(words.as_str()) } else { None })
            .collect()
    }
}

/// A piece of a text.
#[derive(Clone, Debug, Serialize)]
pub enum TextPart {
    /// Said as written; `{{` and `}}` are already single braces.
    Words(String),
    /// `{usual-size + 1}`
    Value(Expression),
    /// `{count, one knot, other knots}`
    Count {
        /// What is counted.
        count: Expression,
        /// A plural category (`zero one two few many other`, or a plain number) and its words.
        forms: Vec<(Name, String)>,
    },
}

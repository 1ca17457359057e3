//! What is said: variants by language, texts with values in them.

use std::sync::{Arc, OnceLock};

use super::{Expression, PolicyPlaces};
use crate::source::Span;

/// Variants of one thing to say.
#[derive(Clone, Debug)]
pub struct Speech {
    /// What state remembers its variants by: `offer free-shipping`, `reply welcome`, `bargain: …first sentence`.
    pub key: Arc<str>,
    /// The variants by [`LanguageId`](super::LanguageId); where a language has none its list is empty and the default language is spoken.
    pub variants: Vec<Vec<Variant>>,
    /// Where it stands.
    pub span: Span,
}

/// One way to say it.
#[derive(Clone, Debug)]
pub struct Variant {
    /// When it may be said.
    pub condition: Option<Expression>,
    /// The words.
    pub text: Text,
}

/// Words with values in them.
#[derive(Clone, Debug)]
pub struct Text {
    /// In order.
    pub pieces: Vec<Piece>,
    /// What state remembers this variant by: its words as the script has them, values as `{…}`.
    pub key: Arc<str>,
    /// The policies whose words it holds, where it has no values and was looked through before.
    pub held: OnceLock<PolicyPlaces>,
    /// Where it stands.
    pub span: Span,
}

impl Text {
    /// Whether it is always said as it stands.
    pub fn is_fixed(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Words(_)))
    }
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Said as it stands.
    Words(Arc<str>),
    /// Printed by its type in the turn's language; unknown makes the text unsayable.
    Value(Expression),
    /// `{count, one knot, other knots}`: a plural category and its words.
    Count(Expression, Vec<(Arc<str>, Arc<str>)>),
}

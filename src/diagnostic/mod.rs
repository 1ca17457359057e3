//! What an author is told: places, plain words and examples, with a stable code each.

mod excerpt;
mod json;
mod registry;
mod render;
mod suggest;

pub use json::{Json, Place, to_json};
pub use registry::{Code, Page, Severity, page, pages};
pub use render::{Style, render};
pub use suggest::{Spellings, did_you_mean};

use crate::source::Span;

/// One message to an author about one mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of mistake, for good: `patter explain` has a page on it.
    pub code: Code,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// Where, and what to say there.
    pub label: Label,
    /// Other places that matter (the first of two declarations, a cycle's other end).
    pub related: Vec<Label>,
    /// What was expected, in everyday words, and "did you mean".
    pub help: Option<String>,
    /// A valid line made of the author's own names.
    pub example: Option<String>,
}

/// A place in a source with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be said about it; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A message about `span`; the label's words say what the place is.
    pub fn new(code: Code, message: impl Into<String>, span: Span, label: impl Into<String>) -> Self {
        let label = Label { span, text: label.into() };
        Diagnostic { code, message: message.into(), label, related: Vec::new(), help: None, example: None }
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Says what was expected.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows a valid line.
    #[must_use]
    pub fn example(mut self, example: impl Into<String>) -> Self {
        self.example = Some(example.into());
        self
    }

    /// Whether the script cannot run because of this, or only might surprise.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

//! Diagnostics for people (miette only here) and for programs.

use super::Diagnostic;
use crate::source::Sources;

/// How diagnostics look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// With colours, for a person watching.
    pub colour: bool,
    /// How many columns there are; 100 where nobody says.
    pub width: Option<usize>,
}

/// One diagnostic as text.
pub fn render(_diagnostic: &Diagnostic, _sources: &Sources, _style: Style) -> String {
    String::new()
}

/// One diagnostic as JSON, `"format": 1`.
pub fn to_json(_diagnostic: &Diagnostic, _sources: &Sources) -> serde_json::Value {
    serde_json::Value::Null
}

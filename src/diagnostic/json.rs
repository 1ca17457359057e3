//! Diagnostics for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Code, Diagnostic, Label, Severity};
use crate::source::{Sources, Span};

/// The number a reader looks at first; it changes when a field changes its meaning.
const FORMAT: u32 = 1;

/// A diagnostic as programs read it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Diagnostic")]
pub struct Json<'a> {
    /// The contract's version, 1.
    format: u32,
    /// The stable code, `E0201`; a page explains it.
    #[schemars(with = "String")]
    code: Code,
    /// Whether the script cannot run because of it.
    severity: Severity,
    /// What is wrong, in a few words.
    message: &'a str,
    /// Where it is wrong.
    #[serde(flatten)]
    place: Place<'a>,
    /// Other places that matter.
    related: Vec<Place<'a>>,
    /// What was expected.
    help: Option<&'a str>,
    /// A valid line.
    example: Option<&'a str>,
}

/// A place in a file, with a few words about it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The file's name.
    file: &'a str,
    /// The line, from 1.
    line: usize,
    /// The column in cells as a terminal shows them, from 1.
    column: usize,
    /// The column in UTF-16 units as editors count, from 1.
    utf16_column: usize,
    /// The first byte, from 0, and the byte behind the last.
    span: [u32; 2],
    /// What is to be said about the place; may be empty.
    label: &'a str,
}

/// One diagnostic as JSON, `"format": 1`.
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> serde_json::Value {
    let json = Json {
        format: FORMAT,
        code: diagnostic.code,
        severity: diagnostic.severity(),
        message: &diagnostic.message,
        place: place(&diagnostic.label, sources),
        related: diagnostic.related.iter().map(|label| place(label, sources)).collect(),
        help: diagnostic.help.as_deref(),
        example: diagnostic.example.as_deref(),
    };
    serde_json::to_value(json).unwrap_or_default()
}

fn place<'a>(label: &'a Label, sources: &'a Sources) -> Place<'a> {
    let Span { source, start, end } = label.span;
    let source = sources.get(source);
    let display = source.map_or(1, |source| source.display_position(start as usize).column);
    let utf16 = source.map(|source| source.utf16_position(start as usize));
    Place {
        file: source.map_or("", |source| &source.name),
        line: utf16.map_or(1, |position| position.line),
        column: display,
        utf16_column: utf16.map_or(1, |position| position.column),
        span: [start, end],
        label: &label.text,
    }
}

//! Diagnostics for programs.

use serde::Serialize;

use super::{Code, Diagnostic, Label, Severity};
use crate::source::{Sources, Span};

/// The number a reader looks at first; it changes when a field changes its meaning.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Json<'a> {
    format: u32,
    code: Code,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Place<'a>>,
    help: Option<&'a str>,
    example: Option<&'a str>,
}

/// A place: lines and columns counted from 1, the span in bytes from 0.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(rename = "utf16-column")]
    utf16_column: usize,
    span: [u32; 2],
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

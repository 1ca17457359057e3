//! Text to tree and back: the parser (pest is private to it), the keyword tables, the formatter.

pub mod ast;
mod format;
mod parsers;

pub use format::{Change, FormatError, Wording, format, print};

use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId};

/// Reads a script. What could be read is in the tree, whatever the diagnostics say.
pub fn parse(_source: &Source, _id: SourceId) -> (ast::Script, Vec<Diagnostic>) {
    (ast::Script::default(), Vec::new())
}

//! Tree to text: one canonical layout, in any of the keyword languages.

mod comments;
mod customer;
mod declarations;
mod expressions;
mod lines;
mod names;
mod policies;
mod printer;
mod questions;
mod rules;
mod shop;
mod speech;
mod steps;
mod wording;
mod words;

pub use wording::Wording;

use printer::Printer;

use super::ast::{Keywords, Script};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, SourceId};

/// Why a script was not formatted. Nothing is ever written then.
#[derive(Debug)]
pub enum FormatError {
    /// It has mistakes; they come first.
    Mistakes(Vec<Diagnostic>),
    /// The new text would not mean the same: a fault of the formatter, not of the script.
    Changed(Change),
}

/// What formatting would have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The new text could not be read again.
    Unreadable,
    /// It said something else.
    Meaning,
    /// It had lost or moved a comment.
    Comments,
    /// Formatting it once more would have changed it again.
    Layout,
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = match self {
            FormatError::Mistakes(_) => return f.write_str("the script has mistakes and was left as it is"),
            FormatError::Changed(Change::Unreadable) => "the new text could not be read again",
            FormatError::Changed(Change::Meaning) => "the new text would have said something else",
            FormatError::Changed(Change::Comments) => "a comment would have been lost or moved",
            FormatError::Changed(Change::Layout) => "the layout would not have stayed the same",
        };
        write!(f, "left as it is: {why} (a fault in `patter fmt`, not in the script)")
    }
}

impl std::error::Error for FormatError {}

/// The canonical text of a script, in its own keyword language or in `keywords`. The text is read again before it is
/// handed out: tree and comments must be the same, and formatting it once more must change nothing.
pub fn format(source: &Source, id: SourceId, keywords: Option<Keywords>) -> Result<String, FormatError> {
    let (script, diagnostics) = super::parse(source, id);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(FormatError::Mistakes(diagnostics));
    }
    let keywords = keywords.unwrap_or(script.keywords);
    let text = print(&script, source, keywords);
    let written = Source::new(source.name.clone(), text);
    let (again, diagnostics) = super::parse(&written, id);
    let changed = if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        Some(Change::Unreadable)
    } else if !same_meaning(&script, &again) {
        Some(Change::Meaning)
    } else if !script
        .comments
        .iter()
        .map(|comment| &comment.text)
        .eq(again.comments.iter().map(|comment| &comment.text))
    {
        Some(Change::Comments)
    } else if print(&again, &written, keywords) != *written.text {
        Some(Change::Layout)
    } else {
        None
    };
    changed.map_or_else(|| Ok(written.text.to_string()), |change| Err(FormatError::Changed(change)))
}

/// Whether two scripts hold the same declarations, wherever they stand and whatever their keyword language.
fn same_meaning(one: &Script, other: &Script) -> bool {
    let tree = |script: &Script| serde_json::to_string(&script.declarations).ok();
    tree(one).is_some_and(|one| Some(one) == tree(other))
}

/// The text of a tree as it stands, unproved; `source` is where its comments and empty lines come from.
pub fn print(script: &Script, source: &Source, keywords: Keywords) -> String {
    let printer = Printer::new(keywords);
    let blocks: Vec<_> = script.declarations.iter().map(|declaration| printer.declaration(declaration)).collect();
    comments::weave(&blocks, &script.comments, source)
}

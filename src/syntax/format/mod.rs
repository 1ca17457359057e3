//! Tree to text: one canonical layout, in any of the keyword languages.

mod comments;
mod declarations;
mod expressions;
mod lines;
mod names;
mod policies;
mod questions;
mod rules;
mod shop;
mod speech;
mod steps;
mod wording;
mod words;

pub use wording::Wording;

use words::Words;

use super::ast::{Keywords, Script};
use super::scan::is_han;
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
        f.write_str(match self {
            FormatError::Mistakes(_) => "the script has mistakes and was left as it is",
            FormatError::Changed(Change::Unreadable) => {
                "left as it is: the new text could not be read again (a fault in `patter fmt`, not in the script)"
            }
            FormatError::Changed(Change::Meaning) => {
                "left as it is: the new text would have said something else (a fault in `patter fmt`, not in the script)"
            }
            FormatError::Changed(Change::Comments) => {
                "left as it is: a comment would have been lost or moved (a fault in `patter fmt`, not in the script)"
            }
            FormatError::Changed(Change::Layout) => {
                "left as it is: the layout would not have stayed the same (a fault in `patter fmt`, not in the script)"
            }
        })
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

/// Writes the pieces of a tree in one keyword language.
#[derive(Clone, Copy)]
struct Printer {
    words: &'static Words,
    marks: Marks,
}

/// The signs of a keyword language.
#[derive(Clone, Copy)]
struct Marks {
    /// Between the items of a list.
    list: &'static str,
    /// Between clauses.
    comma: &'static str,
    /// Behind a head or a language.
    colon: &'static str,
    brackets: (char, char),
    quotes: (char, char),
}

const ENGLISH: Marks = Marks { list: ", ", comma: ", ", colon: ": ", brackets: ('(', ')'), quotes: ('"', '"') };
const CHINESE: Marks =
    Marks { list: "、", comma: "，", colon: "：", brackets: ('（', '）'), quotes: ('“', '”') };
const SPANISH: Marks = Marks { quotes: ('«', '»'), ..ENGLISH };

impl Printer {
    fn new(keywords: Keywords) -> Self {
        let marks = match keywords {
            Keywords::English => ENGLISH,
            Keywords::Chinese => CHINESE,
            Keywords::Spanish => SPANISH,
        };
        Printer { words: Words::of(keywords), marks }
    }

    /// Adds `piece` behind a space, where the language wants one there.
    fn join(&self, out: &mut String, piece: &str) {
        let (Some(last), Some(first)) = (out.chars().next_back(), piece.chars().next()) else {
            return out.push_str(piece);
        };
        let tight = self.words.keywords == Keywords::Chinese && touches(last, first);
        if !tight && last != ' ' {
            out.push(' ');
        }
        out.push_str(piece);
    }

    /// The pieces one behind the other.
    fn joined(&self, pieces: &[&str]) -> String {
        let mut out = String::new();
        for piece in pieces {
            self.join(&mut out, piece);
        }
        out
    }

    /// How a keyword is written.
    fn word(&self, keyword: &str) -> &'static str {
        self.words.spelling(keyword)
    }

    /// How several keywords are written one behind the other.
    fn wording(&self, keywords: &str) -> String {
        self.fill(keywords, &[])
    }

    /// A phrase in the language's own word order, its places filled.
    fn phrase(&self, rule: &str, arguments: &[(&str, &str)]) -> String {
        self.fill(self.words.phrase(rule), arguments)
    }

    /// Keywords and signs with `{places}` between them; of several places of one name each takes the next argument.
    fn fill(&self, phrase: &str, arguments: &[(&str, &str)]) -> String {
        let mut arguments = arguments.to_vec();
        let mut out = String::new();
        let mut behind_time = false;
        for piece in phrase.split(' ') {
            let place = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}'));
            match place {
                Some(place) => {
                    let found = arguments.iter().position(|(name, _)| *name == place);
                    self.join(&mut out, found.map_or("", |index| arguments.remove(index).1));
                }
                // `30分钟内` is one word to a Chinese eye.
                None if behind_time => out.push_str(self.word(piece)),
                None if piece.starts_with(|c: char| c.is_ascii_alphabetic()) => self.join(&mut out, self.word(piece)),
                None => self.join(&mut out, piece),
            }
            behind_time = place == Some("duration") && self.words.keywords == Keywords::Chinese;
        }
        out
    }
}

/// Whether Chinese leaves no space between these two: around full-width signs, and between Han and quotes.
fn touches(last: char, first: char) -> bool {
    const SIGNS: &str = "，、：；（）";
    let quotes = |c| "“”「」".contains(c);
    SIGNS.contains(last)
        || SIGNS.contains(first)
        || (quotes(last) && (quotes(first) || is_han(first)))
        || (is_han(last) && quotes(first))
}

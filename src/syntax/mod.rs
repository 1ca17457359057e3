//! Text to tree and back: the parser (pest is private to it), the keyword tables, the formatter.

pub mod ast;
mod build;
mod format;
mod keywords;
mod node;
mod parsers;
mod piece;
mod prepared;
mod scan;
mod split;

pub use format::{Change, FormatError, Wording, format, print};

use rayon::prelude::*;

use self::ast::{Comment, Declaration, Keywords, Script};
use self::build::Builder;
use self::node::{Rule, Unreadable};
use self::prepared::{Edit, Prepared};
use self::scan::{Lexeme, Scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourceId, Span};

/// What came of one piece.
struct Outcome {
    declaration: Option<Declaration>,
    diagnostics: Vec<Diagnostic>,
    range: std::ops::Range<usize>,
}

/// Reads a script. What could be read is in the tree, whatever the diagnostics say.
pub fn parse(source: &Source, id: SourceId) -> (Script, Vec<Diagnostic>) {
    let file: &str = &source.text;
    let language = first_word_language(file);
    let scan = scan::scan(file, 0..file.len(), language);
    let pieces = split::split(file, &scan, language);
    let outcomes: Vec<Outcome> =
        pieces.into_par_iter().filter_map(|piece| read_piece(file, id, language, &scan, piece)).collect();
    let mut script = Script { keywords: language, ..Script::default() };
    let mut diagnostics = Vec::new();
    for outcome in outcomes {
        diagnostics.extend(outcome.diagnostics);
        match outcome.declaration {
            Some(declaration) => script.declarations.push(declaration),
            None => script.unread.push(Span::new(id, outcome.range.start, outcome.range.end)),
        }
    }
    script.comments = scan.comments.iter().map(|range| comment(file, id, range.clone())).collect();
    (script, diagnostics)
}

fn read_piece(file: &str, id: SourceId, language: Keywords, scan: &Scan, piece: split::Piece) -> Option<Outcome> {
    let lexemes: &[Lexeme] = scan.lexemes.get(piece)?;
    let range = lexemes.first()?.start..lexemes.last()?.end;
    let prepared = Prepared::new(file, range.clone(), edits_within(&scan.edits, &range));
    match piece::read(&prepared, lexemes, Rule::piece, language) {
        Ok(node) => {
            let mut builder = Builder { prepared: &prepared, file, id, language, diagnostics: Vec::new() };
            let declaration = builder.declaration(&node);
            Some(Outcome { declaration, diagnostics: builder.diagnostics, range })
        }
        Err(Unreadable::TooDeep(at)) => {
            let diagnostics = vec![build::too_deep(id, prepared.start(at))];
            Some(Outcome { declaration: None, diagnostics, range })
        }
        Err(Unreadable::At(at, _)) => {
            let at = prepared.start(at).min(range.end);
            let word = lexemes.iter().find(|lexeme| lexeme.end > at);
            let place = word.map_or(at..at, |lexeme| lexeme.range());
            let written = file.get(place.clone()).unwrap_or_default();
            let span = Span::new(id, place.start, place.end);
            let message = if written.is_empty() {
                "something is missing here".to_owned()
            } else {
                format!("`{written}` does not fit here")
            };
            let diagnostics = vec![Diagnostic::new(Code::UnexpectedText, message, span, "not expected here")];
            Some(Outcome { declaration: None, diagnostics, range })
        }
    }
}

/// The edits that lie in a stretch.
fn edits_within<'e>(edits: &'e [Edit], range: &std::ops::Range<usize>) -> &'e [Edit] {
    let from = edits.partition_point(|edit| edit.start < range.start);
    let to = edits.partition_point(|edit| edit.start < range.end);
    edits.get(from..to).unwrap_or_default()
}

fn comment(file: &str, id: SourceId, range: std::ops::Range<usize>) -> Comment {
    let written = file.get(range.clone()).unwrap_or_default();
    let text = written.strip_prefix(['[', '【']).unwrap_or(written);
    let text = text.strip_suffix([']', '】']).unwrap_or(text);
    Comment { text: text.to_owned(), span: Span::new(id, range.start, range.end) }
}

/// The keyword language whose declaration heads the file's first word is one of; English where it is none.
fn first_word_language(file: &str) -> Keywords {
    for language in [Keywords::English, Keywords::Spanish, Keywords::Chinese] {
        let scanned = scan::scan(file, 0..file.floor_char_boundary(4096), language);
        if split::Heads::of(language).is_head(file, &scanned.lexemes, 0) {
            return language;
        }
    }
    Keywords::English
}

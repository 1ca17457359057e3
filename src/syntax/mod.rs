//! Text to tree and back: the parser (pest is private to it), the keyword tables, the formatter.

pub mod ast;
mod attempt;
mod build;
mod diagnosis;
mod expected;
mod figure;
mod format;
mod hours;
mod keywords;
mod mend;
mod node;
mod parsers;
mod piece;
mod prepared;
mod recover;
mod repair;
mod scan;
mod segments;
pub(crate) mod simplified;
mod speaker;
mod split;
mod spoken;
mod tags;
mod zone;

pub use build::MOST_OPERANDS;
pub use figure::percent_in_words;
pub use format::{Change, FormatError, Wording, format, print};
pub use hours::{in_order, overlap};
pub use node::DEEPEST_NESTING;
pub use speaker::Speaker;
pub use spoken::short_name;
pub use zone::time_zone_called;

use std::ops::Range;

use rayon::prelude::*;

use self::ast::{Comment, Keywords, Script};
use self::piece::Piece;
use self::recover::{Outcome, Recovery};
use self::scan::Scan;
use self::split::Heads;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourceId, Span, Spanned};

/// Reads a script. What could be read is in the tree, whatever the diagnostics say.
pub fn parse(source: &Source, id: SourceId) -> (Script, Vec<Diagnostic>) {
    let file: &str = &source.text;
    let language = first_word_language(file);
    let scan = scan::scan(file, 0..file.len(), language);
    let ranges = split::split(file, &scan, language);
    let pieces: Vec<Piece<'_>> = ranges.iter().map(|lexemes| piece_of(file, &scan, lexemes.clone())).collect();
    let read: Vec<_> = pieces.par_iter().map(|&piece| recover::read(file, id, language, piece)).collect();
    let mut recovery = Recovery::new(source, id, language, &pieces);
    let mut outcomes = Vec::with_capacity(pieces.len());
    let is_declared = |name: &str| pieces.iter().any(|piece| piece.declares(file, name));
    let mut read = pieces.iter().zip(ranges).zip(read).peekable();
    while let Some(((&piece, lexemes), result)) = read.next() {
        match result {
            Ok((declaration, diagnostics)) => match recovery.swallowed(piece, is_declared) {
                Some(swallowed) => outcomes.extend(swallowed),
                None => outcomes.push(Outcome::read(piece, declaration, diagnostics)),
            },
            Err(wrong) => {
                // A sentence without quotes may hold a word that begins a declaration.
                let next = read.peek().filter(|((next, _), result)| result.is_err() && !begins_line(file, next));
                let joined = next.map(|((_, next), _)| piece_of(file, &scan, lexemes.start..next.end));
                match joined.and_then(|joined| recovery.rejoined(joined)) {
                    Some(outcome) => {
                        outcomes.push(outcome);
                        read.next();
                    }
                    None => outcomes.extend(recovery.recover(piece, wrong)),
                }
            }
        }
    }
    let mut script = Script { keywords: language, ..Script::default() };
    let mut diagnostics = Vec::new();
    if outcomes.is_empty() {
        diagnostics.extend(scan.mishaps.iter().map(|mishap| recover::mishap_diagnostic(mishap, id, None)));
    }
    for outcome in outcomes {
        diagnostics.extend(outcome.diagnostics);
        match outcome.declaration {
            Some(declaration) => {
                script.declarations.push(declaration);
                script.mended.extend(
                    outcome.edits.into_iter().filter(|edit| !edit.only_parts_words()).map(|edit| Spanned {
                        value: edit.with.into_owned(),
                        span: Span::new(id, edit.start, edit.end),
                    }),
                );
                if outcome.guessed {
                    script.unread.push(Span::new(id, outcome.range.start, outcome.range.end));
                }
            }
            None => {
                script.unread_names.extend(
                    named(file, &scan, &outcome.range, language).map(|name| Span::new(id, name.start, name.end)),
                );
                script.unread.push(Span::new(id, outcome.range.start, outcome.range.end));
            }
        }
    }
    if script.declarations.is_empty() && diagnostics.is_empty() {
        diagnostics.push(nothing_declared(file, id));
    }
    script.comments = scan.comments.iter().map(|range| comment(file, id, range.clone())).collect();
    (script, diagnostics)
}

/// The name behind the head of a piece.
fn named(file: &str, scan: &Scan, piece: &Range<usize>, language: Keywords) -> Option<Range<usize>> {
    let first = scan.lexemes.partition_point(|lexeme| lexeme.start < piece.start);
    let (head, name) = (scan.lexemes.get(first)?, scan.lexemes.get(first + 1)?);
    let is_name = matches!(name.kind, scan::LexemeKind::Word | scan::LexemeKind::QuotedName) && name.end <= piece.end;
    let alone = |keyword: &keywords::Keyword| matches!(keyword.rule, "kw_when" | "kw_never" | "kw_always" | "kw_avoid");
    let begins_rule = keywords::table(language).meanings(file.get(head.range())?).any(alone);
    (is_name && !begins_rule).then(|| name.range())
}

/// Chinese words glued together, apart: `则包邮` is `则 包邮`. Nothing where no word of the language is among them.
pub fn apart(run: &str, language: Keywords) -> Option<Vec<String>> {
    let parts = mend::steps(run, keywords::table(language));
    (language == Keywords::Chinese && parts.len() > 1).then_some(parts)
}

/// The event that is meant by one that ends with a word often written for another, `order payed`.
pub fn event_meant(event: &str, language: Keywords) -> Option<String> {
    mend::event_meant(event, language)
}

/// An order that is not paid in time, said in one Chinese word: how it is written.
pub fn unpaid_in_time(word: &str) -> Option<String> {
    mend::unpaid(word).filter(|(length, _)| *length == word.len()).map(|(_, meant)| meant)
}

/// A comparison that Chinese writes in one word, `库存大于0`: its name, its sign and its figure.
pub fn compared_in_one_word(word: &str) -> Option<(&str, &'static str, &str)> {
    mend::compared_in_one_word(word)
}

/// Whether a piece's first word is the first on its line.
fn begins_line(file: &str, piece: &Piece<'_>) -> bool {
    let before = file.get(..piece.range().start).unwrap_or_default();
    before.trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n')
}

fn nothing_declared(file: &str, id: SourceId) -> Diagnostic {
    let empty =
        Diagnostic::new(Code::NothingDeclared, "this script declares nothing", Span::new(id, 0, file.len().min(1)), "");
    empty.help("a script begins with a declaration, such as `shop`, `offer` or `when`").example("shop \"My shop\":")
}

/// A piece with the edits and mishaps up to the next one.
fn piece_of<'s>(file: &str, scan: &'s Scan, lexemes: Range<usize>) -> Piece<'s> {
    let from = if lexemes.start == 0 { 0 } else { piece::beginning(file, &scan.lexemes, lexemes.start) };
    let to = piece::beginning(file, &scan.lexemes, lexemes.end);
    Piece {
        lexemes: scan.lexemes.get(lexemes).unwrap_or_default(),
        edits: stretch(&scan.edits, |edit| edit.start, from..to),
        mishaps: stretch(&scan.mishaps, |mishap| mishap.range.start, from..to),
    }
}

/// The items of an ordered list whose places lie in a stretch of the file.
fn stretch<T>(list: &[T], place: impl Fn(&T) -> usize, within: Range<usize>) -> &[T] {
    let from = list.partition_point(|item| place(item) < within.start);
    let to = list.partition_point(|item| place(item) < within.end);
    list.get(from..to).unwrap_or_default()
}

fn comment(file: &str, id: SourceId, range: Range<usize>) -> Comment {
    let written = file.get(range.clone()).unwrap_or_default();
    let text = written.strip_prefix(['[', '【']).unwrap_or(written);
    let text = text.strip_suffix([']', '】']).unwrap_or(text);
    Comment { text: text.to_owned(), span: Span::new(id, range.start, range.end) }
}

/// How much of a file is looked at to find its keyword language.
const BEGINNING: usize = 4096;

/// The keyword language whose declaration heads the file's first word is one of. Where it is none, that of most of the
/// words at the beginning; English where there are none.
fn first_word_language(file: &str) -> Keywords {
    let mut most = (0, Keywords::English);
    for language in [Keywords::English, Keywords::Spanish, Keywords::Chinese] {
        let scanned = scan::scan(file, 0..file.floor_char_boundary(BEGINNING), language);
        if Heads::of(language).is_head(file, &scanned.lexemes, 0) {
            return language;
        }
        let table = keywords::table(language);
        let known =
            scanned.lexemes.iter().filter(|lexeme| table.is_reserved(file.get(lexeme.range()).unwrap_or_default()));
        let known = known.count();
        if known > most.0 {
            most = (known, language);
        }
    }
    most.1
}

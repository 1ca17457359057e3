//! The stretch of a file that is one declaration: nesting guarded, then read by the grammar.

use std::borrow::Cow;

use super::ast::Keywords;
use super::node::{self, DEEPEST_NESTING, Node, Rule, Unreadable};
use super::prepared::{Edit, Prepared};
use super::scan::{Lexeme, LexemeKind, Mishap};

/// A piece's lexemes with the edits and mishaps that lie in it.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// Its words and signs; never none.
    pub lexemes: &'a [Lexeme],
    /// What is to be read differently.
    pub edits: &'a [Edit],
    /// What scanning found wrong.
    pub mishaps: &'a [Mishap],
}

impl Piece<'_> {
    /// Whether its head is followed by this name.
    pub fn declares(&self, file: &str, name: &str) -> bool {
        let second = self.lexemes.get(1).and_then(|second| file.get(second.range()));
        second.is_some_and(|second| second == name || super::keywords::fold(second) == super::keywords::fold(name))
    }

    /// From its first word to its last, with what stands before the first that is to be taken away.
    pub fn range(&self) -> std::ops::Range<usize> {
        let start = self.lexemes.first().map_or(0, |first| first.start);
        let start = self.edits.first().map_or(start, |edit| edit.start.min(start));
        let edited = self.edits.last().map_or(0, |edit| edit.end);
        start..self.lexemes.last().map_or(0, |last| last.end).max(edited)
    }
}

/// Where the piece begins whose first lexeme this is: the signs before it on its line, as a list has them, are its own.
pub fn beginning(file: &str, lexemes: &[Lexeme], first: usize) -> usize {
    let Some(start) = lexemes.get(first).map(|first| first.start) else { return usize::MAX };
    let before = first.checked_sub(1).and_then(|before| lexemes.get(before)).map_or(0, |before| before.end);
    let line = file.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    if line >= before { line } else { start }
}

/// A stretch of a piece's lexemes as a piece of its own.
pub(super) fn part<'p>(file: &str, piece: Piece<'p>, lexemes: std::ops::Range<usize>) -> Piece<'p> {
    let start = if lexemes.start == 0 { 0 } else { beginning(file, piece.lexemes, lexemes.start) };
    let behind = beginning(file, piece.lexemes, lexemes.end);
    let lexemes = piece.lexemes.get(lexemes).unwrap_or_default();
    let edits = super::stretch(piece.edits, |edit| edit.start, start..behind);
    let mishaps = super::stretch(piece.mishaps, |mishap| mishap.range.start, start..behind);
    Piece { lexemes, edits, mishaps }
}

/// Reads a prepared stretch; what nests too deep does not reach the grammar, which would take the stack for it.
pub fn read(prepared: &Prepared<'_>, lexemes: &[Lexeme], rule: Rule, language: Keywords) -> Result<Node, Unreadable> {
    let mut depth = 0usize;
    for lexeme in lexemes {
        match lexeme.kind {
            LexemeKind::Sign('(' | '（') => depth += 1,
            LexemeKind::Sign(')' | '）') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_NESTING {
            return Err(Unreadable::TooDeep(lexeme.start.saturating_sub(prepared.start(0))));
        }
    }
    node::read(language, rule, &lower_accents(&prepared.text, language))
}

/// The grammar compares ASCII letters only without regard to case: accented capitals become small ones, byte for byte.
fn lower_accents(text: &str, language: Keywords) -> Cow<'_, str> {
    let capitals = ['Á', 'É', 'Í', 'Ó', 'Ú', 'Ü', 'Ñ'];
    if language != Keywords::Spanish || !text.contains(capitals) {
        return Cow::Borrowed(text);
    }
    let lower = |c: char| if capitals.contains(&c) { c.to_lowercase().next().unwrap_or(c) } else { c };
    Cow::Owned(text.chars().map(lower).collect())
}

//! A piece in stretches: what stands around lines of a conversation, and before and behind a line at the margin.

use std::ops::Range;

use super::keywords::table;
use super::mend::{self, Said, Words};
use super::piece::{Piece, part};
use super::recover::{Outcome, Recovery, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How much of a line of a conversation is shown, in characters.
const LONGEST_SAID: usize = 40;

impl Recovery<'_> {
    /// What can be read around lines of a conversation, which are told of, those that follow each other at once.
    pub(super) fn around(&mut self, piece: Piece<'_>, said: &[Said]) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let mut from = 0;
        for lines in said.chunk_by(|one, next| one.lexemes.end == next.lexemes.start) {
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            outcomes.extend(self.stretch(piece, from..first.lexemes.start));
            let line = part(self.file, piece, first.lexemes.clone());
            let whole = part(self.file, piece, first.lexemes.start..last.lexemes.end);
            let diagnostics = vec![self.conversation(piece, first, lines.len(), line.range())];
            let range = whole.range();
            outcomes.push(Outcome { declaration: None, diagnostics, range, guessed: false, edits: Vec::new() });
            from = last.lexemes.end;
        }
        outcomes.extend(self.stretch(piece, from..piece.lexemes.len()));
        outcomes
    }

    fn conversation(&self, piece: Piece<'_>, said: &Said, lines: usize, range: Range<usize>) -> Diagnostic {
        let words = Words::new(self.source, piece.lexemes, self.language, range.start);
        let written: String = self.file.get(range.clone()).unwrap_or_default().chars().take(LONGEST_SAID).collect();
        let message = match lines {
            1 => format!("`{written}` is a line of a conversation"),
            _ => format!("`{written}` and what stands below it are a conversation"),
        };
        let table = table(self.language);
        let is = if said.by_customer {
            "what customers say is an intent's here".to_owned()
        } else {
            let (when, first) = (table.spelling("kw_when"), table.spelling("kw_first_message"));
            format!("what you say stands in a rule: in the place of `{first}`, write behind `{when}` what it answers")
        };
        Diagnostic::new(
            Code::UnexpectedText,
            message,
            Span::new(self.id, range.start, range.end),
            "no declaration begins like this",
        )
        .help(format!("{is}; conversations are kept in files of their own, which end in `.chat`"))
        .example(mend::said_in_script(&words, said, |line| self.reads(line)))
    }

    /// What can be read of a stretch of a piece.
    fn stretch(&mut self, piece: Piece<'_>, lexemes: Range<usize>) -> Vec<Outcome> {
        if lexemes.is_empty() {
            return Vec::new();
        }
        let part = part(self.file, piece, lexemes);
        match read(self.file, self.id, self.language, part) {
            Ok((declaration, diagnostics)) => vec![Outcome::read(part, declaration, diagnostics)],
            Err(wrong) => self.recover(part, wrong),
        }
    }

    /// Where a line at the margin begins nothing that could go on with what is complete before it.
    pub(super) fn end_at_margin(&mut self, piece: Piece<'_>, at: usize) -> Option<usize> {
        let found = piece.lexemes.partition_point(|lexeme| lexeme.end <= at).min(piece.lexemes.len().checked_sub(1)?);
        let at_margin = |&index: &usize| {
            let before = piece.lexemes.get(index).and_then(|lexeme| self.file.get(..lexeme.start));
            before.is_some_and(|before| before.ends_with('\n'))
        };
        let end = (1..=found).rev().find(at_margin)?;
        // Where what stands before keeps no layout, the margin says nothing.
        let keeps_layout = self.file.contains("\n ") && !(1..end).any(|index| at_margin(&index));
        let before = part(self.file, piece, 0..end);
        let reads =
            keeps_layout && self.spend(before.range().len()) && read(self.file, self.id, self.language, before).is_ok();
        reads.then_some(end)
    }

    /// A piece as a complete declaration and what stands behind it.
    pub(super) fn apart(&mut self, piece: Piece<'_>, end: usize) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for lexemes in [0..end, end..piece.lexemes.len()] {
            outcomes.extend(self.stretch(piece, lexemes));
        }
        outcomes
    }
}

//! What is told of a piece that could not be read to its end, and of each change that helped.

use super::expected;
use super::keywords::{KeywordTable, table};
use super::mend::{Example, Mend};
use super::node::Rule;
use super::piece::Piece;
use super::prepared::{Edit, Prepared};
use super::recover::{MOST_MISTAKES, Recovery};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The longest line that is shown as the step of a rule.
const LONGEST_STEP: usize = 100;

impl Recovery<'_> {
    /// What is told where the changes that help do not reach the end: those, and on a later line the place that stays unread.
    pub(super) fn unfinished(
        &self,
        piece: Piece<'_>,
        mends: &[Mend],
        edits: &[Edit],
        (at, expected): (usize, &[Rule]),
    ) -> Vec<Diagnostic> {
        let sure = mends.iter().enumerate().take_while(|(number, mend)| *number == 0 || !mend.guess);
        let shown = Prepared::new(self.file, piece.range(), edits);
        let line = |at: usize| self.file.get(..at).map_or(0, |before| before.matches('\n').count());
        let mut told: Vec<Diagnostic> = Vec::new();
        let mut last = None;
        for (_, mend) in sure {
            // What is shown of a line that stays unread would not be right.
            let own = line(mend.range.start);
            let prepared = Some(&shown).filter(|_| own < line(at));
            told.push(self.mend_diagnostic(mend, prepared));
            last = Some(own);
        }
        if mends.len() < MOST_MISTAKES && last.is_none_or(|last| last < line(at)) {
            told.push(self.plain(piece, at, expected));
        }
        told
    }

    /// A change as it is told.
    pub(super) fn mend_diagnostic(&self, mend: &Mend, prepared: Option<&Prepared<'_>>) -> Diagnostic {
        let span = Span::new(self.id, mend.range.start, mend.range.end);
        let mut told = Diagnostic::new(mend.code, mend.message.clone(), span, mend.label.clone());
        if !mend.help.is_empty() {
            told = told.help(mend.help.clone());
        }
        let mended = || prepared.and_then(|prepared| prepared.line_at(mend.edit.start));
        let example = match &mend.example {
            Example::Usual => mended().filter(|_| mend.faithful),
            Example::Sketch => mended(),
            Example::Line(line) => Some(line.clone()),
        };
        match example {
            Some(line) => told.example(line),
            None => told,
        }
    }

    /// What can be said where no change helps.
    pub(super) fn plain(&self, piece: Piece<'_>, at: usize, expected: &[Rule]) -> Diagnostic {
        let table: &KeywordTable = table(self.language);
        let found = piece.lexemes.iter().find(|lexeme| lexeme.end > at);
        let last = piece.lexemes.last().map_or(at..at, |last| last.range());
        let place = found.map_or(last, |found| found.range());
        let written = self.file.get(place.clone()).unwrap_or_default();
        let written: String = written.chars().take(40).collect();
        let span = Span::new(self.id, place.start, place.end);
        let is_first = piece.lexemes.first().is_some_and(|first| first.start == place.start);
        let (message, label) = match found {
            Some(_) if is_first => (format!("no declaration begins with `{written}`"), "not a word that begins one"),
            Some(_) => (format!("`{written}` cannot stand here"), "not expected here"),
            None => (format!("something is missing behind `{written}`"), "the declaration ends too early"),
        };
        let told = Diagnostic::new(Code::UnexpectedText, message, span, label);
        let begins_file = self.file.get(..place.start).is_some_and(|before| before.trim().is_empty());
        let line = self.file.get(..place.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let line = self.file.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
        let is_step = is_first && table.begins_step(&written) && line.starts_with(&written);
        if is_step && line.chars().count() <= LONGEST_STEP {
            let (when, message) = (table.spelling("kw_when"), table.spelling("kw_first_message"));
            let rule = format!("{when} {message} {line}");
            let told = told.help(format!("what is done stands behind what happens: a rule begins with `{when}`"));
            return if self.reads(&rule) { told.example(rule) } else { told };
        }
        let help = match is_first {
            true if begins_file => expected::beginnings(),
            true => expected::heads(table),
            false => expected::help(expected, table),
        };
        if help.is_empty() { told } else { told.help(help) }
    }
}

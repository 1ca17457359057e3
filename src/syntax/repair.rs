//! A piece mended: change by change, or as a whole where its keywords are another language's.

use super::Wording;
use super::attempt::insert;
use super::build::Builder;
use super::expected;
use super::keywords::table;
use super::mend::{self, Example, Mend};
use super::node::{Node, Rule};
use super::piece::Piece;
use super::prepared::{Edit, Prepared};
use super::recover::{MOST_MISTAKES, Outcome, Recovery, mishap_diagnostic, read};
use super::scan::{self, Mishap};
use super::split::{Heads, LANGUAGES};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The longest declaration that is shown in the file's own keywords.
const LONGEST_TRANSLATED: usize = 300;

impl Recovery<'_> {
    /// A declaration that is written in the keywords of another language from its first word on: that is one mistake, and it is read so.
    pub(super) fn translated(&mut self, piece: Piece<'_>) -> Option<Outcome> {
        let before = piece.lexemes.first()?.start;
        let range = before..piece.range().end;
        let head = self.file.get(piece.lexemes.first()?.range())?;
        if self.heads.begins(head) {
            return None;
        }
        let (language, declaration, word) = LANGUAGES.into_iter().find_map(|language| {
            let scan = scan::scan(self.file, range.clone(), language);
            let first = scan.lexemes.first().and_then(|first| self.file.get(first.range()))?;
            if language == self.language
                || !Heads::of(language).is_head(self.file, &scan.lexemes, 0)
                || !self.spend(range.len())
            {
                return None;
            }
            let piece = Piece { lexemes: &scan.lexemes, edits: &scan.edits, mishaps: &scan.mishaps };
            match read(self.file, self.id, language, piece) {
                Ok((Some(declaration), told)) if told.is_empty() => Some((language, declaration, first)),
                _ => None,
            }
        })?;
        let (own, theirs) = (mend::language_name(self.language), mend::language_name(language));
        let start = range.start;
        let told = Diagnostic::new(
            Code::ForeignKeyword,
            format!("`{word}` is {theirs}, and so are the keywords behind it"),
            Span::new(self.id, start, start + word.len()),
            format!("this file is written in {own} keywords"),
        )
        .help(format!("write it in {own} keywords; a file's first word decides in which language they are"));
        let line = Wording::new(self.language).declaration(&declaration);
        let told = if line.chars().count() <= LONGEST_TRANSLATED { told.example(line) } else { told };
        let list = piece.mishaps.iter().filter(|mishap| mishap.range.start < before);
        let mut diagnostics: Vec<Diagnostic> = list.map(|mishap| mishap_diagnostic(mishap, self.id, None)).collect();
        diagnostics.push(told);
        Some(Outcome { declaration: Some(declaration), diagnostics, range, guessed: false, edits: Vec::new() })
    }

    /// Mends a piece change by change; what was mended is what is told.
    pub(super) fn mended(&mut self, piece: Piece<'_>, at: usize, expected: Vec<Rule>) -> Outcome {
        if let Some(outcome) = self.translated(piece) {
            return outcome;
        }
        let range = piece.range();
        let prepared = Prepared::new(self.file, range.clone(), piece.edits);
        let mut at = prepared.start(at).min(range.end);
        let mut edits = piece.edits.to_vec();
        let mut mends: Vec<Mend> = Vec::new();
        let first = (at, expected.clone());
        let mut expected = expected;
        while mends.len() < MOST_MISTAKES {
            let Some((found, next)) = self.best(piece, &edits, at) else { break };
            for mut mend in found {
                if mend.help.is_empty() {
                    mend.help = expected::help(&expected, table(self.language));
                }
                insert(&mut edits, mend.edit.clone());
                mends.push(mend);
            }
            match next {
                Ok(node) => return self.told(piece, &edits, &mends, &node),
                Err(furthest) => (at, expected) = furthest,
            }
        }
        let mut diagnostics: Vec<Diagnostic> =
            piece.mishaps.iter().map(|mishap| mishap_diagnostic(mishap, self.id, Some(&prepared))).collect();
        if diagnostics.is_empty() {
            match mends.as_slice() {
                [] => diagnostics.push(self.plain(piece, first.0, &first.1)),
                found => diagnostics.extend(self.unfinished(piece, found, &edits, (at, &expected))),
            }
        }
        Outcome { declaration: None, diagnostics, range, guessed: false, edits: Vec::new() }
    }

    /// The outcome of a piece that could be mended to its end.
    fn told(&self, piece: Piece<'_>, edits: &[Edit], mends: &[Mend], node: &Node) -> Outcome {
        let range = piece.range();
        let prepared = Prepared::new(self.file, range.clone(), edits);
        let id = self.id;
        let mut builder = Builder::new(&prepared, self.file, id, self.language);
        let declaration = builder.declaration(node).filter(|_| mends.iter().all(|mend| mend.faithful));
        // Where scanning already found a mistake, what may come of it is not told as another one, nor are words put in for it shown.
        let doubtful = !piece.mishaps.is_empty();
        let (told, untold): (Vec<&Mend>, Vec<&Mend>) = mends.iter().partition(|mend| !doubtful || !mend.guess);
        // Only a word directly before such a text is sure to belong there.
        let before_text = |edit: &Edit| {
            let gap = |mishap: &Mishap| self.file.get(edit.end..mishap.range.start);
            piece.mishaps.iter().any(|mishap| gap(mishap).is_some_and(|gap| gap.trim().is_empty()))
        };
        let put_in = |edit: &Edit| {
            untold.iter().any(|mend| mend.code == Code::MissingWord && mend.edit == *edit) && !before_text(edit)
        };
        let shown: Vec<Edit> = edits.iter().filter(|edit| !put_in(edit)).cloned().collect();
        let shown = Prepared::new(self.file, range.clone(), &shown);
        let around = |mishap: &Mishap| {
            let at = mishap.range.start;
            mends.iter().find(|mend| mend.edit.start < at && at < mend.edit.end)
        };
        let of_scanning = |mishap: &Mishap| match around(mishap).map(|mend| &mend.example) {
            // What stands on its line is shown with all that changes there.
            Some(Example::Line(line)) => mishap_diagnostic(mishap, id, None).example(line.clone()),
            _ => mishap_diagnostic(mishap, id, Some(&shown)),
        };
        let mut diagnostics: Vec<Diagnostic> = piece.mishaps.iter().map(of_scanning).collect();
        let line_of = |at: usize| self.file.get(..at).map_or(0, |before| before.matches('\n').count());
        // A line out of which words were only taken to read on says something else than its author.
        let cut: Vec<usize> = mends
            .iter()
            .filter(|mend| mend.last_resort && !mend.faithful && mend.edit.with.trim().is_empty())
            .map(|mend| line_of(mend.edit.start))
            .collect();
        for mend in told {
            let line = line_of(mend.edit.start);
            let own = matches!(mend.example, Example::Line(_));
            let mut one = self.mend_diagnostic(mend, Some(&shown).filter(|_| own || !cut.contains(&line)));
            // What is wrong in the mended line is mended in the line that is shown.
            let mut further = builder.diagnostics.iter().filter(|told| line_of(told.label.span.start as usize) == line);
            if let (false, Some(next), None) = (own, further.next(), further.next()) {
                one.example = next.example.clone().filter(|_| one.example.is_some());
            }
            diagnostics.push(one);
        }
        diagnostics.append(&mut builder.diagnostics);
        diagnostics.sort_by_key(|told| told.label.span);
        let guessed = mends.iter().any(|mend| mend.code == Code::MissingWord);
        Outcome { declaration, diagnostics, range, guessed, edits: edits.to_vec() }
    }
}

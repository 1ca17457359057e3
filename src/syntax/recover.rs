//! A piece that the grammar refuses: cut where a head is misspelt, mended where one small change lets it be read.

use std::collections::HashSet;

use super::ast::{Declaration, Keywords};
use super::attempt::insert;
use super::build::{self, Builder};
use super::keywords::{fold, table};
use super::mend::{self, Example, Mend};
use super::node::{Node, Rule, Unreadable};
use super::prepared::{Edit, Prepared};
use super::scan::{self, Lexeme, Mishap};
use super::split::{Heads, LANGUAGES};
use super::{Wording, expected, piece};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourceId, Span};

/// How many mistakes of one declaration are told apart; behind them it is left alone.
pub(super) const MOST_MISTAKES: usize = 6;

/// How many bytes a file's mends may read over and over: mending stays small beside reading.
const MOST_MENDING: usize = 1_000_000;

/// What comparing a word with the heads of declarations costs, in bytes read.
const COMPARING_HEADS: usize = 500;

/// The longest declaration that is shown in the file's own keywords.
const LONGEST_TRANSLATED: usize = 300;

/// What is needed to read pieces of one file.
pub struct Recovery<'a> {
    /// The file, with the day on which it is read.
    pub source: &'a Source,
    /// Its text.
    pub file: &'a str,
    /// Which.
    pub id: SourceId,
    /// Its keywords.
    pub language: Keywords,
    /// The intents and events it declares, folded: a rule may be for them.
    pub occasions: HashSet<String>,
    /// Its declaration heads.
    pub heads: &'static Heads,
    /// Bytes that may still be read for mending.
    pub budget: usize,
}

/// What came of one piece.
#[derive(Debug)]
pub struct Outcome {
    /// The declaration, where it could be read or mended.
    pub declaration: Option<Declaration>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
    /// Whether a word was put in by guess: its names may be no names.
    pub guessed: bool,
    /// What was read otherwise than it is written.
    pub edits: Vec<Edit>,
}

impl Outcome {
    /// What came of a piece that the grammar could read.
    pub fn read(piece: Piece<'_>, declaration: Option<Declaration>, diagnostics: Vec<Diagnostic>) -> Self {
        let edits = if diagnostics.is_empty() { Vec::new() } else { piece.edits.to_vec() };
        Outcome { declaration, diagnostics, range: piece.range(), guessed: false, edits }
    }
}

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

/// Reads a piece that has no mistake the grammar sees; gives back what it saw otherwise.
pub fn read(
    file: &str,
    id: SourceId,
    language: Keywords,
    piece: Piece<'_>,
) -> Result<(Option<Declaration>, Vec<Diagnostic>), Unreadable> {
    let prepared = Prepared::new(file, piece.range(), piece.edits);
    let node = piece::read(&prepared, piece.lexemes, Rule::piece, language)?;
    let mut builder = Builder::new(&prepared, file, id, language);
    let declaration = builder.declaration(&node);
    let mut diagnostics: Vec<Diagnostic> =
        piece.mishaps.iter().map(|mishap| mishap_diagnostic(mishap, id, Some(&prepared))).collect();
    diagnostics.append(&mut builder.diagnostics);
    Ok((declaration, diagnostics))
}

impl<'a> Recovery<'a> {
    /// Ready for a file's pieces.
    pub fn new(source: &'a Source, id: SourceId, language: Keywords, pieces: &[Piece<'_>]) -> Self {
        let file: &'a str = &source.text;
        let word = |lexeme: &Lexeme| file.get(lexeme.range()).unwrap_or_default();
        let occasion = |piece: &Piece<'_>| {
            let [head, name, ..] = piece.lexemes else { return None };
            let declares = ["kw_intent", "kw_event"].iter().any(|rule| table(language).is(word(head), rule));
            declares.then(|| fold(word(name)))
        };
        let occasions = pieces.iter().filter_map(occasion).collect();
        Recovery { source, file, id, language, occasions, heads: Heads::of(language), budget: MOST_MENDING }
    }

    /// What is wrong in a piece that could not be read, and what can be read of it all the same.
    pub fn recover(&mut self, piece: Piece<'_>, wrong: Unreadable) -> Vec<Outcome> {
        let range = piece.range();
        let (at, expected) = match wrong {
            Unreadable::At(at, expected) => (at, expected),
            Unreadable::TooDeep(at) => {
                let at = Prepared::new(self.file, range.clone(), piece.edits).start(at);
                let diagnostics = vec![build::too_deep(self.id, at)];
                return vec![Outcome { declaration: None, diagnostics, range, guessed: false, edits: Vec::new() }];
            }
        };
        let said = mend::said_lines(self.file, piece.lexemes, table(self.language));
        if !said.is_empty() {
            return self.around(piece, &said);
        }
        let starts = self.hidden_heads(piece);
        if !starts.is_empty() {
            return self.cut(piece, starts);
        }
        let there = Prepared::new(self.file, range.clone(), piece.edits).start(at).min(range.end);
        let outcome = self.mended(piece, at, expected);
        match self.end_at_margin(piece, there).filter(|_| outcome.declaration.is_none()) {
            Some(end) => self.apart(piece, end),
            None => vec![outcome],
        }
    }

    /// Reads a piece as the several declarations that begin at these lexemes.
    fn cut(&mut self, piece: Piece<'_>, starts: Vec<usize>) -> Vec<Outcome> {
        let ends: Vec<usize> = starts.iter().copied().chain([piece.lexemes.len()]).collect();
        let mut outcomes = Vec::new();
        for (start, end) in std::iter::once(0).chain(starts).zip(ends) {
            let part = part(self.file, piece, start..end);
            match read(self.file, self.id, self.language, part) {
                Ok((declaration, diagnostics)) => {
                    outcomes.push(Outcome::read(part, declaration, diagnostics));
                }
                Err(Unreadable::At(at, expected)) => outcomes.push(self.mended(part, at, expected)),
                Err(wrong) => outcomes.extend(self.recover(part, wrong)),
            }
        }
        outcomes
    }

    /// Two pieces as the one that they may have been; nothing where that cannot be mended to its end.
    pub fn rejoined(&mut self, piece: Piece<'_>) -> Option<Outcome> {
        match read(self.file, self.id, self.language, piece) {
            Ok((declaration, diagnostics)) => Some(Outcome::read(piece, declaration, diagnostics)),
            Err(Unreadable::At(at, expected)) => {
                Some(self.mended(piece, at, expected)).filter(|outcome| outcome.declaration.is_some())
            }
            Err(_) => None,
        }
    }

    /// A piece that can be read, but holds steps that look like heads without their colons: `offer gift` at the margin,
    /// where nothing else declares `gift`. Nothing where it does not.
    pub fn swallowed(&mut self, piece: Piece<'_>, is_declared: impl Fn(&str) -> bool) -> Option<Vec<Outcome>> {
        let mut starts: Vec<usize> =
            (1..piece.lexemes.len()).filter(|&at| self.heads.lacks_colon(self.file, piece.lexemes, at)).collect();
        starts.retain(|&at| {
            let name = piece.lexemes.get(at + 1).and_then(|name| self.file.get(name.range()));
            name.is_some_and(|name| !is_declared(name))
        });
        if starts.is_empty() {
            return None;
        }
        let outcomes = self.cut(piece, starts);
        let only_colons = |outcome: &Outcome| {
            // What scanning found stands in the piece whichever way it is cut.
            let scanned = |told: &Diagnostic| {
                let start = told.label.span.start as usize;
                piece.mishaps.iter().any(|mishap| mishap.code == told.code && mishap.range.start == start)
            };
            let colons = |told: &Diagnostic| told.code == Code::MissingColon || scanned(told);
            outcome.declaration.is_some() && outcome.diagnostics.iter().all(colons)
        };
        outcomes.iter().all(only_colons).then_some(outcomes)
    }

    /// Lexemes of a piece that look like a declaration's head: misspelt, of another language or without its colon.
    fn hidden_heads(&mut self, piece: Piece<'_>) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut from = 0;
        // Whether what stands before lacks its `when`: such a rule cannot be read, and another may well follow it.
        let mut lacked = false;
        for index in 1..piece.lexemes.len() {
            if self.budget == 0 {
                break;
            }
            let is_occasion = |name: &str| self.occasions.contains(&fold(name));
            let lacks_when = || self.heads.lacks_when(self.file, piece.lexemes, index, is_occasion);
            let likeness = self.heads.likeness(self.file, piece.lexemes, index);
            let lacks = likeness.is_none();
            let Some(likeness) = likeness.or_else(lacks_when) else { continue };
            let before = part(self.file, piece, from..index);
            self.spend(COMPARING_HEADS);
            let complete = likeness.sure
                || (lacks && lacked)
                || self.is_complete(before, !lacks)
                || self.translated(before).is_some();
            if complete {
                starts.push(index);
                (from, lacked) = (index, lacks);
            }
        }
        starts
    }

    /// Whether a piece can be read, or with small changes where it may be mended: two lines in a row may have a mistake each.
    fn is_complete(&mut self, piece: Piece<'_>, mended: bool) -> bool {
        if !self.spend(piece.range().len()) {
            return false;
        }
        match read(self.file, self.id, self.language, piece) {
            Ok(_) => true,
            Err(Unreadable::At(at, expected)) if mended => self.mended(piece, at, expected).declaration.is_some(),
            Err(_) => false,
        }
    }

    /// Takes these bytes from those that may still be read; false where there are too few.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.budget.checked_sub(bytes);
        self.budget = left.unwrap_or(0);
        left.is_some()
    }

    /// A declaration that is written in the keywords of another language from its first word on: that is one mistake, and it is read so.
    fn translated(&mut self, piece: Piece<'_>) -> Option<Outcome> {
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
    fn mended(&mut self, piece: Piece<'_>, at: usize, expected: Vec<Rule>) -> Outcome {
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

    /// Whether a line can be read as a declaration.
    pub(super) fn reads(&self, line: &str) -> bool {
        let scan = scan::scan(line, 0..line.len(), self.language);
        let piece = Piece { lexemes: &scan.lexemes, edits: &scan.edits, mishaps: &scan.mishaps };
        let read = |piece| read(line, self.id, self.language, piece);
        !scan.lexemes.is_empty() && matches!(read(piece), Ok((Some(_), told)) if told.is_empty())
    }
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

/// What scanning found, as it is told; with the line as it should be.
pub fn mishap_diagnostic(mishap: &Mishap, id: SourceId, prepared: Option<&Prepared<'_>>) -> Diagnostic {
    let span = Span::new(id, mishap.range.start, mishap.range.end);
    let told = Diagnostic::new(mishap.code, mishap.message.clone(), span, mishap.label).help(mishap.help.clone());
    if let Some(shown) = &mishap.shown {
        return told.example(shown.clone());
    }
    match prepared.and_then(|prepared| prepared.line_at(mishap.range.start)) {
        Some(line) if mishap.code != Code::TooDeep => told.example(line),
        _ => told,
    }
}

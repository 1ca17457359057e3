//! A piece that the grammar refuses: cut where a head is misspelt, mended where one small change lets it be read.

use std::collections::HashSet;

use super::ast::{Declaration, Keywords};
use super::build::{self, Builder};
use super::keywords::{fold, table};
use super::mend;
use super::node::{Rule, Unreadable};
use super::piece::{self, Piece, part};
use super::prepared::{Edit, Prepared};
use super::scan::{self, Lexeme, Mishap};
use super::split::Heads;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourceId, Span};

/// How many mistakes of one declaration are told apart; behind them it is left alone.
pub(super) const MOST_MISTAKES: usize = 6;

/// How many bytes a file's mends may read over and over: mending stays small beside reading.
const MOST_MENDING: usize = 1_000_000;

/// What comparing a word with the heads of declarations costs, in bytes read.
const COMPARING_HEADS: usize = 500;

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

/// Where a declaration begins in the midst of a piece.
struct Head {
    /// Its first lexeme.
    at: usize,
    /// What came of the declaration before it, where that had to be read in order to find it.
    before: Option<Outcome>,
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
        let heads = self.hidden_heads(piece);
        if !heads.is_empty() {
            return self.cut(piece, heads);
        }
        let there = Prepared::new(self.file, range.clone(), piece.edits).start(at).min(range.end);
        let outcome = self.mended(piece, at, expected);
        match self.end_at_margin(piece, there).filter(|_| outcome.declaration.is_none()) {
            Some(end) => self.apart(piece, end),
            None => vec![outcome],
        }
    }

    /// Reads a piece as the several declarations of which all but the first begin at these heads.
    fn cut(&mut self, piece: Piece<'_>, heads: Vec<Head>) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let mut start = 0;
        for Head { at: end, before } in heads.into_iter().chain([Head { at: piece.lexemes.len(), before: None }]) {
            let part = part(self.file, piece, start..end);
            start = end;
            if let Some(outcome) = before {
                outcomes.push(outcome);
                continue;
            }
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
        let heads = starts.into_iter().map(|at| Head { at, before: None }).collect();
        let outcomes = self.cut(piece, heads);
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
    fn hidden_heads(&mut self, piece: Piece<'_>) -> Vec<Head> {
        let mut heads = Vec::new();
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
            let sure = likeness.sure || (lacks && lacked);
            let before = if sure { None } else { self.complete(before, !lacks) };
            if sure || before.is_some() {
                heads.push(Head { at: index, before });
                (from, lacked) = (index, lacks);
            }
        }
        heads
    }

    /// A piece that can be read, or with small changes where it may be mended: two lines in a row may have a mistake each.
    fn complete(&mut self, piece: Piece<'_>, mended: bool) -> Option<Outcome> {
        if !self.spend(piece.range().len()) {
            return None;
        }
        match read(self.file, self.id, self.language, piece) {
            Ok((declaration, diagnostics)) => Some(Outcome::read(piece, declaration, diagnostics)),
            Err(Unreadable::At(at, expected)) if mended => {
                Some(self.mended(piece, at, expected)).filter(|outcome| outcome.declaration.is_some())
            }
            Err(_) => self.translated(piece),
        }
    }

    /// Takes these bytes from those that may still be read; false where there are too few.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.budget.checked_sub(bytes);
        self.budget = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether a line can be read as a declaration.
    pub(super) fn reads(&self, line: &str) -> bool {
        let scan = scan::scan(line, 0..line.len(), self.language);
        let piece = Piece { lexemes: &scan.lexemes, edits: &scan.edits, mishaps: &scan.mishaps };
        let read = |piece| read(line, self.id, self.language, piece);
        !scan.lexemes.is_empty() && matches!(read(piece), Ok((Some(_), told)) if told.is_empty())
    }
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

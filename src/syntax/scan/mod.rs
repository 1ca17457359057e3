//! The words and signs of a script, found without its grammar: what is text, what is comment, where words end.

mod extent;
mod mishap;
mod quote;
mod rows;
mod typed;

use std::ops::Range;

use unicode_ident::{is_xid_continue, is_xid_start};

use self::quote::Missing;
use super::ast::Keywords;
use super::keywords::{KeywordTable, table};
use super::node::DEEPEST_NESTING;
use super::prepared::Edit;
use super::simplified::simplified;
use super::split::Heads;
use crate::diagnostic::Code;

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// A keyword or a bare name, with its dots.
    Word,
    /// A name in 「 」.
    QuotedName,
    /// Digits, with a point among them.
    Number,
    /// A quoted text.
    Text,
    /// Any other character, `<=` and the like two of them.
    Sign(char),
}

/// A word or sign and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    /// What it is.
    pub kind: LexemeKind,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

impl Lexeme {
    /// Where it stands.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// All that scanning finds.
#[derive(Debug, Default)]
pub struct Scan {
    /// Words and signs in order, comments left out.
    pub lexemes: Vec<Lexeme>,
    /// Comments, outer brackets included.
    pub comments: Vec<Range<usize>>,
    /// What the grammar is to read differently: blanks between Chinese keywords, and what mends the mishaps.
    pub edits: Vec<Edit>,
    /// Texts, comments and names without an end, and the like.
    pub mishaps: Vec<Mishap>,
}

/// A mistake that is found before any grammar: where words end is itself in doubt.
#[derive(Debug)]
pub struct Mishap {
    /// Which.
    pub code: Code,
    /// Where.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to say at the place.
    pub label: &'static str,
    /// What was expected.
    pub help: String,
    /// What is shown as the line that it should be, where that is not the mended one.
    pub shown: Option<String>,
}

/// More of these in one file are not looked for.
const MOST_MISHAPS: usize = 100;

/// Scans a stretch of a file.
pub fn scan(file: &str, range: Range<usize>, language: Keywords) -> Scan {
    let heads = Heads::of(language);
    let table = table(language);
    let mut scanner = Scanner {
        file,
        at: range.start,
        end: range.end,
        language,
        table,
        heads,
        sure: true,
        found: Scan::default(),
        quotes: Vec::new(),
    };
    while scanner.step() {}
    scanner.found.edits.sort_by_key(|edit| edit.start);
    scanner.found
}

struct Scanner<'a> {
    file: &'a str,
    at: usize,
    end: usize,
    language: Keywords,
    table: &'static KeywordTable,
    heads: &'static Heads,
    /// Whether mishaps are looked for.
    sure: bool,
    found: Scan,
    /// Where the author left out a quote, in order.
    quotes: Vec<Missing>,
}

/// Whether a character is Chinese writing, as the grammar's `HAN` is.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '〡'..='〩' | '〸'..='〻' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{fad9}' | '\u{20000}'..='\u{323af}')
}

/// The mark that closes a text opened by this one.
pub fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        '『' => Some('』'),
        _ => None,
    }
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.file.get(self.at..self.end).unwrap_or_default()
    }

    fn push(&mut self, kind: LexemeKind, length: usize) {
        self.found.lexemes.push(Lexeme { kind, start: self.at, end: self.at + length });
        self.at += length;
    }

    /// Takes the next word, sign, comment or blank; false at the end.
    fn step(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else { return false };
        if self.begins_without_quote() || self.sure && self.rows() {
            return true;
        }
        match c {
            _ if c.is_whitespace() || typed::is_invisible(c) => self.blank(c),
            '[' | '【' => self.comment(),
            '「' => self.quoted_name(),
            'h' | 'w' if self.sure && self.found.mishaps.len() < MOST_MISHAPS && self.address() => {}
            _ if is_xid_start(c) => self.word(),
            '0'..='9' if self.sure && self.found.mishaps.len() < MOST_MISHAPS && self.numbered() => {}
            '0'..='9' | '０'..='９' => self.number(),
            _ => match closing(c) {
                Some(close) => self.text(c, close),
                None if self.sure && self.found.mishaps.len() < MOST_MISHAPS && self.mishap(c) => {}
                None => self.push(LexemeKind::Sign(c), c.len_utf8()),
            },
        }
        true
    }

    fn comment(&mut self) {
        let (mut depth, mut deepest) = (0usize, 0usize);
        for (at, c) in self.rest().char_indices() {
            match c {
                '[' | '【' => depth += 1,
                ']' | '】' => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
            if depth == 0 {
                let length = at + c.len_utf8();
                if deepest > DEEPEST_NESTING {
                    self.deep_comment(length);
                }
                self.found.comments.push(self.at..self.at + length);
                self.at += length;
                return;
            }
        }
        self.unclosed_comment();
    }

    fn quoted_name(&mut self) {
        let rest = self.rest();
        let inner = rest.get('「'.len_utf8()..).unwrap_or_default();
        let closed =
            inner.find(['」', '「', '\n']).filter(|&at| inner.get(at..).is_some_and(|rest| rest.starts_with('」')));
        let Some(at) = closed else { return self.unclosed_name() };
        let length = at + 2 * '」'.len_utf8();
        let dots = rest.get(length..).map_or(0, dotted_length);
        self.push(LexemeKind::QuotedName, length + dots);
    }

    fn number(&mut self) {
        let digits = |text: &str| text.find(|c: char| !matches!(c, '0'..='9' | '０'..='９')).unwrap_or(text.len());
        let mut length = digits(self.rest());
        let rest = self.rest().get(length..).unwrap_or_default();
        if let Some(point) = rest.chars().next().filter(|c| matches!(c, '.' | '．')) {
            let fraction = rest.get(point.len_utf8()..).map_or(0, digits);
            if fraction > 0 {
                length += point.len_utf8() + fraction;
            }
        }
        self.push(LexemeKind::Number, length);
    }

    fn word(&mut self) {
        let length = run_length(self.rest());
        if self.language == Keywords::Chinese && self.chinese_keywords(length) {
            return;
        }
        let dots = self.rest().get(length..).map_or(0, dotted_length);
        self.as_keyword(length);
        self.push(LexemeKind::Word, length + dots);
    }

    /// Splits a run of Han that is only keywords; the grammar gets a blank between them.
    fn chinese_keywords(&mut self, length: usize) -> bool {
        let run = self.rest().get(..length).unwrap_or_default();
        let han = run.find(|c| !is_han(c)).unwrap_or(run.len());
        let dotted = self.rest().get(length..).is_some_and(|rest| dotted_length(rest) > 0);
        if han == 0 || (dotted && han == length) {
            return false;
        }
        let simple: String = run.chars().map(simplified).collect();
        let Some(lengths) = simple.get(..han).and_then(|run| self.table.segments(run)) else { return false };
        // A single keyword before digits or letters ends where Han ends, unless it is free to begin a name.
        let reserved = run.get(..han).is_some_and(|run| self.table.is_reserved(run));
        if lengths.len() == 1 && han < length && !reserved {
            return false;
        }
        for (number, &length) in lengths.iter().enumerate() {
            if number > 0 {
                self.found.edits.push(Edit::insert(self.at, " "));
            }
            self.as_keyword(length);
            self.push(LexemeKind::Word, length);
        }
        true
    }
}

/// How long a bare name is: UAX 31 with hyphens inside.
fn run_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joined = c == '-' && at > 0 && chars.peek().is_some_and(|&(_, next)| is_xid_continue(next));
        if !joined && !is_xid_continue(c) {
            return at;
        }
    }
    text.len()
}

/// How long the dots and names behind a name are: `.total` in `cart.total`.
fn dotted_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        let part = match rest.chars().next() {
            Some('「') => rest.find('」').map_or(0, |at| at + '」'.len_utf8()),
            Some(c) if is_xid_start(c) => run_length(rest),
            _ => 0,
        };
        if part == 0 {
            break;
        }
        length += 1 + part;
    }
    length
}

//! Where texts end, also those whose author left out a quote.

use std::ops::Range;

use super::extent::{looks_like_begin, looks_like_end};
use super::{LexemeKind, MOST_MISHAPS, Mishap, Scanner, closing};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;

/// A quote that is not there.
#[derive(Debug)]
pub struct Missing {
    /// The byte before which it belongs.
    at: usize,
    /// Which.
    quote: char,
    /// Whether it begins its text.
    begins: bool,
}

impl Scanner<'_> {
    /// Takes a text whose first quote is missing here, if one is.
    pub(super) fn begins_without_quote(&mut self) -> bool {
        let Some(missing) = self.quotes.iter().find(|missing| missing.begins && missing.at == self.at) else {
            return false;
        };
        let close = closing(missing.quote).unwrap_or(missing.quote);
        let Some(length) = self.rest().find(close) else { return false };
        self.push(LexemeKind::Text, length + close.len_utf8());
        true
    }

    pub(super) fn text(&mut self, open: char, close: char) {
        let inner = self.rest().get(open.len_utf8()..).unwrap_or_default();
        let end = inner.find(close);
        let missing = self.quotes.iter().find(|missing| !missing.begins && missing.at > self.at);
        if let Some(missing) =
            missing.filter(|missing| end.is_none_or(|end| missing.at <= self.at + open.len_utf8() + end))
        {
            return self.push(LexemeKind::Text, missing.at - self.at);
        }
        let content = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
        if self.sure && self.found.mishaps.len() < MOST_MISHAPS && self.doubtful(open, close, content, end) {
            return;
        }
        let length = end.map_or(self.rest().len(), |end| open.len_utf8() + end + close.len_utf8());
        self.push(LexemeKind::Text, length);
    }

    /// `"a "cheap" one"`: words in quotes within a text between quotes of the same kind. True when such a text was taken.
    fn inner_quotes(&mut self, content: usize) -> bool {
        let line = self.line_at(self.at);
        let from = self.at - line.start;
        let written = self.file.get(line.clone()).unwrap_or_default();
        let quotes: Vec<usize> = written.match_indices('"').map(|(at, _)| at).filter(|at| *at > from).take(3).collect();
        let [first, second, last] = *quotes.as_slice() else { return false };
        let word = written.get(first + 1..).unwrap_or_default();
        let word = word.get(..super::run_length(word)).unwrap_or_default();
        let inside = first == from + 1 + content
            && looks_like_begin(written, first)
            && !looks_like_begin(written, second)
            && looks_like_end(written, last)
            && !looks_like_end(written, first)
            && !self.table.is(word, "kw_or");
        if !inside {
            return false;
        }
        let (open, close) = (line.start + first, line.start + second);
        let words = self.file.get(open + 1..close).unwrap_or_default();
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: open..close + 1,
            message: "words in quotes stand within a text between the same quotes".to_owned(),
            label: "this ends the text before it",
            help: format!("quotes within a text are of another kind: “{words}”"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(open..open + 1, "“"));
        self.found.edits.push(Edit::replace(close..close + 1, "”"));
        self.push(LexemeKind::Text, line.start + last + 1 - self.at);
        true
    }

    /// `“a “cheap” one”`: the same with quotes that differ at their two ends; the inner text begins at a byte behind the first.
    fn nested(&mut self, open: char, close: char, at: usize) -> bool {
        let start = self.at + open.len_utf8();
        let rest = self.file.get(start..self.end).unwrap_or_default().split('\n').next().unwrap_or_default();
        let behind = |from: usize| rest.get(from..).and_then(|rest| rest.find([open, close]).map(|found| from + found));
        let inner = behind(at + open.len_utf8());
        let outer = inner.and_then(|inner| behind(inner + close.len_utf8()));
        let (Some(inner), Some(outer)) = (inner, outer) else { return false };
        let closes = |at: usize| rest.get(at..).is_some_and(|rest| rest.starts_with(close));
        let between = rest.get(inner + close.len_utf8()..outer).unwrap_or_default();
        if !closes(inner) || !closes(outer) || !self.tags(between).is_empty() {
            return false;
        }
        let (begins, ends) = if open == '“' { ("『", "』") } else { ("“", "”") };
        let words = rest.get(at + open.len_utf8()..inner).unwrap_or_default();
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: start + at..start + inner + close.len_utf8(),
            message: "words in quotes stand within a text between the same quotes".to_owned(),
            label: "this ends the text before it",
            help: format!("quotes within a text are of another kind: {begins}{words}{ends}"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(start + at..start + at + open.len_utf8(), begins));
        self.found.edits.push(Edit::replace(start + inner..start + inner + close.len_utf8(), ends));
        self.push(LexemeKind::Text, start + outer + close.len_utf8() - self.at);
        true
    }

    /// Looks whether a text's end is missing; if so, notes the mishap and stands where scanning goes on.
    fn doubtful(&mut self, open: char, close: char, content: &str, end: Option<usize>) -> bool {
        let line = content.split('\n').next().unwrap_or_default();
        let same_line = end.is_some() && line.len() == content.len();
        if open == '"' && same_line && self.inner_quotes(content.len()) {
            return true;
        }
        if open == '"'
            && self.is_torn(end.filter(|_| same_line).map(|end| self.at + 1 + end))
            && self.mend_line(self.line_at(self.at))
        {
            return true;
        }
        let reopened = if open == close { None } else { line.find(open) };
        if same_line && reopened.is_none() {
            return false;
        }
        if let Some(at) = reopened
            && self.nested(open, close, at)
        {
            return true;
        }
        let start = self.at + open.len_utf8();
        let own = line.get(..reopened.unwrap_or(line.len())).map(|line| self.before_tag(line));
        let wrong_end = own.and_then(|line| self.wrong_end(open, line));
        if let Some((at, wrong)) = wrong_end.filter(|_| !same_line) {
            self.mixed_quotes(start + at, wrong, close);
            return true;
        }
        if let Some(at) = reopened {
            if looks_like_end(line, at) {
                self.mixed_quotes(start + at, open, close);
            } else {
                self.unclosed(start + self.before_next(line.get(..at).unwrap_or_default()), close);
            }
            return true;
        }
        let spoilt = end.is_none()
            || (open != close && content.contains(open))
            || content.match_indices('\n').any(|(at, _)| self.line_is_head(start + at + 1));
        if !spoilt {
            return false;
        }
        let head = content.match_indices('\n').map(|(at, _)| start + at + 1).find(|&at| self.line_is_head(at));
        match head.or(Some(self.end)).and_then(|head| if open == '"' { self.odd_line(head) } else { None }) {
            Some(odd) if self.mend_line(odd.clone()) => {}
            _ => self.unclosed(start + self.end_of_words(self.at, line), close),
        }
        true
    }

    /// Whether the straight quote here ends a text that never began, `cheaper"`, or the one that would end the text begins
    /// one, `"too dear, "cheaper"`: beside a word that is none of the language a text can neither begin nor end.
    fn is_torn(&self, end: Option<usize>) -> bool {
        let before = self.found.lexemes.last().filter(|word| word.end == self.at && word.kind == LexemeKind::Word);
        let is_name = |word: &str| !word.is_empty() && !self.table.knows(word);
        let behind = self.file.get(self.at + 1..).unwrap_or_default();
        // At a line's end even a word of the language, `good day"`, is one of the text's.
        let at_end = behind.is_empty() || behind.starts_with(['\n', '\r']);
        let ends = before.is_some_and(|word| at_end || is_name(self.file.get(word.range()).unwrap_or_default()))
            && looks_like_end(self.file, self.at)
            && !behind.starts_with([' ', '\t']);
        let Some(end) = end.filter(|_| !ends) else { return ends };
        let behind = self.file.get(end + 1..self.end).unwrap_or_default();
        let word = behind.get(..super::run_length(behind)).unwrap_or_default();
        let tag = behind.get(word.len()..).is_some_and(|behind| behind.trim_start().starts_with([':', '：']));
        looks_like_begin(self.file, end) && is_name(word) && !tag
    }

    /// The line in which a byte stands, without its end.
    fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.line_start(at);
        let line = self.file.get(start..self.end).unwrap_or_default().split('\n').next().unwrap_or_default();
        start..start + line.trim_end().len()
    }

    /// A closing mark of another kind on the line of a text.
    fn wrong_end(&self, open: char, line: &str) -> Option<(usize, char)> {
        let others: &[char] = if open == '"' { &['”', '»', '』'] } else { &['"', '”', '»'] };
        line.char_indices().rfind(|(_, c)| others.contains(c) && Some(*c) != closing(open))
    }

    fn mixed_quotes(&mut self, at: usize, wrong: char, close: char) {
        let range = self.at..at + wrong.len_utf8();
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: range.clone(),
            message: "a text ends with another kind of quote than it began with".to_owned(),
            label: "begins and ends differently",
            help: format!("end it with `{close}`"),
            shown: None,
        });
        let mut with = String::new();
        with.push(close);
        self.found.edits.push(Edit::replace(at..at + wrong.len_utf8(), with));
        self.push(LexemeKind::Text, range.len());
    }

    /// A text that begins here and has no end; it is taken to end before byte `end`.
    fn unclosed(&mut self, end: usize, close: char) {
        self.note(unclosed(self.at..end, close));
        self.found.edits.push(Edit::insert(end, close.to_string()));
        self.push(LexemeKind::Text, end - self.at);
    }

    /// The first line with an odd number of straight quotes, from the head before this place to the one behind it.
    fn odd_line(&self, until: usize) -> Option<Range<usize>> {
        let mut from = self.line_start(self.at);
        while from > 0 && !self.line_is_head(from) {
            from = self.line_start(from - 1);
        }
        let mut start = from;
        for line in self.file.get(from..until)?.split_inclusive('\n') {
            if line.matches('"').count() % 2 == 1
                && !self.quotes.iter().any(|missing| (start..start + line.len()).contains(&missing.at))
            {
                return Some(start..start + line.trim_end().len());
            }
            start += line.len();
        }
        None
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.file.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
    }

    /// Whether a declaration begins with the line that starts at this byte.
    fn line_is_head(&self, start: usize) -> bool {
        let line = self.file.get(start..self.end).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let first = line.trim_start().chars().next();
        if !first.is_some_and(|first| self.heads.may_begin_with(first)) {
            return false;
        }
        let mut scanner = Scanner {
            file: self.file,
            at: start,
            end: start + line.len(),
            language: self.language,
            table: self.table,
            heads: self.heads,
            sure: false,
            found: super::Scan::default(),
            quotes: Vec::new(),
        };
        while scanner.found.lexemes.len() < 60 && scanner.step() {}
        let flush_left = !line.starts_with(char::is_whitespace);
        self.heads.is_head_on_line(self.file, &scanner.found.lexemes, flush_left)
    }

    /// The first quote of a line that is missing: the stretch of its text, and whether it begins it. Those that were found
    /// missing before count as there.
    fn missing_in(&self, line: &Range<usize>) -> Option<(Range<usize>, bool)> {
        let written = self.file.get(line.clone()).unwrap_or_default();
        let mut quotes: Vec<(usize, bool)> = written.match_indices('"').map(|(at, _)| (at, true)).collect();
        let known = self.quotes.iter().filter(|missing| (line.start..=line.end).contains(&missing.at));
        quotes.extend(known.map(|missing| (missing.at - line.start, false)));
        quotes.sort_by_key(|(at, _)| *at);
        let mut pairs = quotes.chunks(2);
        let (stretch, begins) = pairs.find_map(|pair| match *pair {
            [(at, true), ..] if looks_like_end(written, at) => Some((self.start_of_words(written, at)..at + 1, true)),
            [(at, _), (next, true)] if !looks_like_end(written, next) && looks_like_begin(written, next) => {
                let words = written.get(at..next).unwrap_or_default();
                Some((at..at + self.before_next(words), false))
            }
            [(at, _)] => {
                let words = written.get(at..).unwrap_or_default();
                Some((at..at + self.end_of_words(line.start + at, words), false))
            }
            _ => None,
        })?;
        Some((line.start + stretch.start..line.start + stretch.end, begins))
    }

    /// Finds which quote of a line is missing, notes it and scans that line again; false where none is.
    fn mend_line(&mut self, line: Range<usize>) -> bool {
        let Some((range, begins)) = self.missing_in(&line) else { return false };
        let at = if begins { range.start } else { range.end };
        let quotes = &self.quotes;
        let known = |at: usize| quotes.iter().any(|missing| missing.at == at);
        self.found.lexemes.retain(|lexeme| lexeme.start < line.start);
        self.found.comments.retain(|comment| comment.start < line.start);
        self.found.edits.retain(|edit| edit.start < line.start || edit.start == edit.end && known(edit.start));
        self.found.mishaps.retain(|mishap| {
            let Range { start, end } = mishap.range;
            start < line.start || mishap.code == Code::UnclosedText && (known(start) || known(end))
        });
        self.note(if begins { unopened(range, '"') } else { unclosed(range, '"') });
        self.found.edits.push(Edit::insert(at, "\""));
        self.quotes.push(Missing { at, quote: '"', begins });
        self.at = line.start;
        true
    }

    /// Notes a mishap.
    pub(super) fn note(&mut self, mishap: Mishap) {
        self.found.mishaps.push(mishap);
    }
}

fn unclosed(range: Range<usize>, close: char) -> Mishap {
    Mishap {
        code: Code::UnclosedText,
        range,
        message: "a text without its end".to_owned(),
        label: "begins, but does not end",
        help: format!("every text stands between two quotes: put `{close}` where it ends"),
        shown: None,
    }
}

/// A text that ends and never began.
pub(super) fn unopened(range: Range<usize>, open: char) -> Mishap {
    Mishap {
        code: Code::UnclosedText,
        range,
        message: "a text without its first quote".to_owned(),
        label: "ends, but never began",
        help: format!("every text stands between two quotes: put `{open}` where it begins"),
        shown: None,
    }
}

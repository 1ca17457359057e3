//! Where the words of a text begin and end, on a line that lacks one of its quotes.

use super::{Scanner, run_length};
use crate::syntax::ast::Keywords;
use crate::syntax::tags::tags;

/// Behind these stands one text, commas and all.
const SAYING: &[&str] = &[
    "kw_say",
    "kw_ask",
    "kw_again",
    "kw_note",
    "kw_task",
    "kw_promise",
    "kw_because",
    "kw_persona",
    "kw_calls_customers",
    "kw_gives",
];

/// Behind these stand several texts, with commas between them.
const LISTING: &[&str] =
    &["kw_phrases", "kw_examples", "kw_except", "kw_avoid", "kw_never_say", "kw_always_say", "kw_prefer", "kw_or"];

/// What may stand before such a word, behind another text.
const JOINING: &[&str] = &["kw_then", "kw_and", "kw_else", "kw_otherwise"];

/// The longest word of the language, in words.
const MOST_WORDS: usize = 3;

/// Every sign with which a text begins or ends.
const QUOTES: [char; 7] = ['"', '“', '”', '«', '»', '『', '』'];

impl Scanner<'_> {
    /// Where the words before a lonely end began: behind the word that texts follow, or behind the last comma or colon.
    pub(super) fn start_of_words(&self, line: &str, end: usize) -> usize {
        let before = line.get(..end).unwrap_or_default();
        let from = behind_last(before, &QUOTES);
        let colon = before.get(from..).and_then(|rest| rest.find([':', '：']).map(|at| behind_sign(before, from + at)));
        let parted = from.max(behind_last(before, &[',', '，', '、', ':', '：']));
        let all = || SAYING.iter().chain(LISTING);
        let start = [colon, Some(from), Some(parted)]
            .into_iter()
            .flatten()
            .find_map(|at| self.begins_with(before, at, all()))
            .or_else(|| self.behind_saying(before, from))
            .unwrap_or(parted);
        let tag = self.tags(before).last().map_or(start, |tag| start.max(tag.end));
        behind_blanks(before, tag)
    }

    /// The byte behind one of these words, with which what stands here begins.
    fn begins_with<'r>(
        &self,
        line: &str,
        at: usize,
        rules: impl Iterator<Item = &'r &'static str> + Clone,
    ) -> Option<usize> {
        let start = behind_blanks(line, at);
        let mut end = start;
        let mut written = String::new();
        for count in 0..MOST_WORDS {
            let next = if count == 0 { end } else { behind_blanks(line, end) };
            let length = run_length(line.get(next..)?);
            let word = line.get(next..next + length).filter(|word| !word.is_empty())?;
            // A run of Han is one word, whatever it consists of.
            let han = (self.language == Keywords::Chinese).then(|| self.table.reserved_at(word)).flatten();
            let word = han.and_then(|length| word.get(..length)).unwrap_or(word);
            end = next + word.len();
            if count > 0 {
                written.push(' ');
            }
            written.push_str(word);
            if rules.clone().any(|rule| self.table.is(&written, rule)) {
                return Some(end);
            }
        }
        None
    }

    /// The byte behind the first word behind which one text stands.
    fn behind_saying(&self, line: &str, from: usize) -> Option<usize> {
        let mut at = from;
        while at < line.len() {
            if let Some(found) = self.begins_with(line, at, SAYING.iter()) {
                return Some(found);
            }
            let word = behind_blanks(line, at);
            let c = line.get(word..)?.chars().next()?;
            at = word + run_length(line.get(word..)?).max(c.len_utf8());
        }
        None
    }

    /// How long the words of a text are that begins at a byte and of which only the line says where they end.
    pub(super) fn end_of_words(&self, quote: usize, words: &str) -> usize {
        let before = self.file.get(..quote).unwrap_or_default().trim_end();
        let head = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let title = self.table.is(head, "kw_shop").then(|| words.find([':', '：'])).flatten();
        let words = words.get(..title.unwrap_or(words.len())).unwrap_or(words);
        trimmed(self.before_clause(self.before_tag(words)))
    }

    /// How long a text's words are before the quote that begins the next: without the words of the language between them.
    pub(super) fn before_next(&self, words: &str) -> usize {
        let full = trimmed(self.before_tag(words));
        let rest = words.get(..full).unwrap_or_default();
        let tag = rest.strip_suffix([':', '：']).map(str::trim_end).and_then(|rest| {
            let tag = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
            let short = matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
            short.then(|| rest.strip_suffix(tag)).flatten()
        });
        let said = |rest: &str| SAYING.iter().chain(LISTING).find_map(|rule| self.without_end(rest, rule));
        let Some(mut length) = tag.map(str::len).or_else(|| said(rest)) else { return full };
        length = trimmed(rest.get(..length).unwrap_or_default());
        while let Some(shorter) = rest.get(..length).and_then(|rest| {
            let words = JOINING.iter().chain(SAYING).chain(LISTING);
            words.into_iter().find_map(|rule| self.without_end(rest, rule))
        }) {
            length = trimmed(rest.get(..shorter).unwrap_or_default());
        }
        if rest.get(..length).is_some_and(|rest| rest.contains(char::is_alphanumeric)) { length } else { full }
    }

    /// How long a text is without this word of the language at its end.
    fn without_end(&self, text: &str, rule: &str) -> Option<usize> {
        let keyword = self.table.keywords.iter().find(|keyword| keyword.rule == rule)?;
        keyword.spellings.iter().find_map(|spelling| {
            let at = text.len().checked_sub(spelling.len())?;
            let (before, end) = text.split_at_checked(at)?;
            let apart = self.language == Keywords::Chinese || !before.ends_with(char::is_alphanumeric);
            (apart && self.table.is(end, rule)).then_some(at)
        })
    }

    pub(super) fn tags(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        tags(self.file, self.table, line)
    }

    /// A line up to where the next language's words begin.
    pub(super) fn before_tag<'l>(&self, line: &'l str) -> &'l str {
        self.tags(line).first().and_then(|tag| line.get(..tag.start)).unwrap_or(line)
    }

    /// A line up to what a question expects: that is no part of its words.
    fn before_clause<'l>(&self, line: &'l str) -> &'l str {
        let clause = |at: &usize| {
            let rest = line.get(*at..).unwrap_or_default().trim_start();
            let word = rest.get(..run_length(rest)).unwrap_or_default();
            ["kw_expects", "kw_remembers"].iter().any(|rule| self.table.is(word, rule))
        };
        let ends = line.match_indices(['?', '？', '.', '。', '!', '！']).map(|(at, sign)| at + sign.len());
        ends.into_iter().find(clause).and_then(|end| line.get(..end)).unwrap_or(line)
    }
}

/// The byte behind the last of these signs, the line's first where there is none.
fn behind_last(line: &str, signs: &[char]) -> usize {
    line.rfind(signs).map_or(0, |at| behind_sign(line, at))
}

fn behind_sign(line: &str, at: usize) -> usize {
    at + line.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

fn behind_blanks(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

/// The length of a line without the blanks and commas at its end.
fn trimmed(line: &str) -> usize {
    line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、')).len()
}

/// Whether a quote ends a text: something is written directly before it, and nothing directly behind.
pub(super) fn looks_like_end(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let behind = line.get(behind_sign(line, at)..).and_then(|behind| behind.chars().next());
    let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | ',' | '，' | '、' | ':' | '：'));
    let ends = behind.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '）' | ',' | '，' | '、' | '.' | '。'));
    !begins && ends
}

/// Whether a quote begins a text: nothing is written directly before it, and something directly behind.
pub(super) fn looks_like_begin(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let behind = line.get(behind_sign(line, at)..).and_then(|behind| behind.chars().next());
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | ',' | '，' | '、' | ':' | '：'))
        && behind.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | '）' | ',' | '，' | '、'))
}

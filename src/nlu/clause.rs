//! Clauses of a message, and what of a clause is more than manners.

use smallvec::SmallVec;

use super::boundary::{char_at, is_han};
use super::words::{BEFORE_AN_ANSWER, BEHIND_AN_ANSWER};

/// Part of a message between two punctuation marks, or beside a space where Han stands.
pub(super) struct Clause<'a> {
    /// Its first byte in the message.
    pub start: usize,
    /// The part, as written.
    pub written: &'a str,
    /// It ends in a question mark.
    pub asks: bool,
}

/// The clauses of a message as written.
pub(super) fn clauses(message: &str) -> SmallVec<[Clause<'_>; 8]> {
    let mut clauses = SmallVec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in message.char_indices() {
        let next = char_at(message, at + c.len_utf8());
        if ends_clause(c, before, next) {
            push(&mut clauses, message, start, at, matches!(c, '?' | '？'));
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    push(&mut clauses, message, start, message.len(), false);
    clauses
}

fn push<'a>(clauses: &mut SmallVec<[Clause<'a>; 8]>, message: &'a str, start: usize, end: usize, asks: bool) {
    let written = message.get(start..end).unwrap_or_default();
    if written.chars().any(|c| !c.is_whitespace()) {
        clauses.push(Clause { start, written, asks });
    } else if asks && let Some(last) = clauses.last_mut() {
        last.asks = true;
    }
}

fn ends_clause(c: char, before: Option<char>, next: Option<char>) -> bool {
    match c {
        '\n' | '!' | '?' | ';' | '(' | ')' | '~' | '…' | '—' | '。' | '、' | '，' | '；' | '！' | '？' | '（'
        | '）' | '～' | '¡' | '¿' => true,
        '.' | ',' | ':' | '：' => next.is_none_or(|next| !next.is_ascii_alphanumeric()),
        '-' => before.is_none_or(char::is_whitespace),
        ' ' | '\u{3000}' => before.is_some_and(is_han) || next.is_some_and(is_han),
        _ => false,
    }
}

/// The most words of manners that are taken off at either end.
const MOST_MANNERS: usize = 8;

/// A clause, normalised, with ever more of its manners taken off; the longest first.
pub(super) fn cores(clause: &str) -> Vec<&str> {
    let mut cores = Vec::new();
    let mut lead = Some(trimmed(clause));
    for _ in 0..MOST_MANNERS {
        let Some(begun) = lead else { break };
        let mut core = begun;
        for _ in 0..MOST_MANNERS {
            cores.push(core);
            match BEHIND_AN_ANSWER.before(core).map(trimmed) {
                Some(rest) if !rest.is_empty() => core = rest,
                _ => break,
            }
        }
        lead = without_lead(begun);
    }
    cores
}

/// A clause, normalised, without the longest manners it begins with; nothing where it begins with none or is nothing else.
pub(super) fn without_lead(clause: &str) -> Option<&str> {
    BEFORE_AN_ANSWER.behind(clause).map(trimmed).filter(|rest| !rest.is_empty())
}

/// Without punctuation around it.
pub(super) fn trimmed(clause: &str) -> &str {
    let sign = |c: char| {
        c.is_ascii_punctuation() && !matches!(c, '#' | '+' | '$' | '%')
            || matches!(c, ' ' | '。' | '、' | '…' | '¡' | '¿')
    };
    clause.trim_matches(sign)
}

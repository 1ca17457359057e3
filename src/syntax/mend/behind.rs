//! What stands behind a step and belongs before it: `say "y" if cart.total > 5`, `say "x" once per customer`.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::keywords::STEPS;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// The longest of these words, in words.
const MOST_WORDS: usize = 3;

/// How often something is said, and for whom.
const MEMORY: &[&str] = &["kw_once", "kw_per", "kw_customer", "kw_order", "kw_day", "kw_conversation"];

/// What ends a condition that stands behind its step.
const ENDS: &[&str] = &["kw_then", "kw_else", "kw_otherwise", "kw_covers"];

/// How many words from here on are one of these.
fn length(words: &Words<'_>, at: usize, rules: &[&str]) -> Option<usize> {
    let is_one = |count: &usize| {
        let phrase = words.phrase(at..at + count);
        rules.iter().any(|rule| words.table.is(&phrase, rule))
    };
    (1..=MOST_WORDS).rev().find(is_one)
}

/// `when price say "y" if cart.total > 5`: a condition stands before what it guards.
pub fn condition(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_if = |index: &usize| words.table.is(words.word(*index), "kw_if");
    // Where steps need nothing between them, what is missing is found at the end only.
    let at = Some(words.found).filter(is_if).or_else(|| {
        let ends = words.found >= words.lexemes.len();
        ends.then(|| (1..words.found).rev().find(is_if)).flatten()
    });
    let Some(at) = at else { return };
    let Some(begins) = guarded(words, at) else { return };
    let steps = (begins..at).filter(|&index| length(words, index, STEPS).is_some()).count();
    let guarded = (begins..at).any(|index| words.table.is(words.word(index), "kw_if"));
    let last = words.lexemes.len();
    let end = (at + 1..last).find(|&index| length(words, index, ENDS).is_some()).unwrap_or(last);
    // Of several steps nobody knows how many it guards; and where one follows, it guards that.
    if steps > 1 || guarded || (at + 1..end).any(|index| length(words, index, STEPS).is_some() || words.is_text(index))
    {
        return;
    }
    moved(words, begins, at..end, "what is asked first stands before what is done", mends);
}

/// `when price say "x" once per customer`: how often stands behind what happens.
pub fn memory(words: &Words<'_>, mends: &mut Vec<Mend>) {
    // `una` may be read as the name of a language before a colon.
    let begins = |at: &usize| length(words, *at, &["kw_once", "kw_per"]).is_some();
    let near = [words.found.checked_sub(1), Some(words.found), Some(words.found + 1)];
    let at = near.into_iter().flatten().find(begins).filter(|_| words.table.is(words.word(0), "kw_when"));
    let Some(at) = at else { return };
    let Some(begins) = trigger_ends(words, at) else { return };
    let mut end = at;
    while let Some(count) = length(words, end, MEMORY) {
        end += count;
    }
    moved(words, begins, at..end, "how often stands behind what happens, before what is done", mends);
}

/// Where the trigger of a rule ends: before its condition, its first rung or its first step.
fn trigger_ends(words: &Words<'_>, at: usize) -> Option<usize> {
    let ends = |index: &usize| {
        length(words, *index, STEPS).is_some() || length(words, *index, &["kw_then", "kw_if"]).is_some()
    };
    (2..at).find(ends)
}

/// Where what a condition behind it would guard begins: behind `then`, what happens, or the colon.
fn guarded(words: &Words<'_>, at: usize) -> Option<usize> {
    if words.table.is(words.word(0), "kw_when") {
        let rung = |index: usize| length(words, index, &["kw_then", "kw_else"]).map(|count| index + count);
        return (2..at).rev().find_map(rung).or_else(|| trigger_ends(words, at));
    }
    let says = ["kw_reply", "kw_flow"].iter().any(|rule| words.table.is(words.word(0), rule));
    let is_colon = |index: &usize| matches!(words.kind(*index), Some(LexemeKind::Sign(':' | '：')));
    let colon = (1..at).find(is_colon).filter(|_| says)?;
    let step = (colon + 1..at).rev().find(|&index| length(words, index, STEPS).is_some())?;
    Some(step)
}

/// Some words put before those that begin at `begins`.
fn moved(words: &Words<'_>, begins: usize, tail: std::ops::Range<usize>, help: &str, mends: &mut Vec<Mend>) {
    let Some((first, before)) = words.lexeme(begins).zip(tail.start.checked_sub(1).and_then(|at| words.lexeme(at)))
    else {
        return;
    };
    let Some((from, last)) = words.lexeme(tail.start).zip(words.lexeme(tail.end.saturating_sub(1))) else { return };
    if begins >= tail.start || tail.is_empty() {
        return;
    }
    let body = words.file.get(first.start..before.end).unwrap_or_default().trim_end_matches([',', '，', ' ']);
    let written = words.file.get(from.start..last.end).unwrap_or_default();
    let tail = written.trim_end_matches(['.', '。', ',', '，', ' ']);
    let shown: String = tail.chars().take(40).collect();
    let range = first.start..last.end;
    mends.push(Mend {
        message: format!("`{shown}` stands behind what is done"),
        label: "this belongs before it".to_owned(),
        help: help.to_owned(),
        ..Mend::new(
            Edit::replace(range.clone(), words.apart(&range, &format!("{tail} {body}"))),
            Code::UnexpectedText,
            from.start..from.start + tail.len(),
        )
    });
}

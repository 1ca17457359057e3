//! The customer's own words as an answer: the whole message as written, without links, and without what begins a correction.

use std::ops::Range;

use super::super::boundary::{is_han, may_cut};
use super::super::clause::{Clause, clauses};
use super::super::correction::behind_correction;
use super::super::links::without_links;
use super::super::normalise::Normal;
use super::super::words::BEHIND_AN_ANSWER;
use super::asking::Asking;
use super::{Answer, Asked};
use crate::program::Value;

/// The longest text an answer holds, in characters.
pub const LONGEST_ANSWER: usize = 500;

/// The message itself; nothing where only links are in it.
pub(super) fn text(asking: &Asking<'_>) -> Option<Answer> {
    match asking.asked {
        Asked::Open => whole(asking),
        Asked::Behind(at) => behind(asking, at),
        Asked::Unasked => None,
    }
}

/// What joins a reason to what stands before it, normalised.
const REASONS: [&str; 7] = ["because", "since", "as", "cause", "porque", "ya que", "因为"];

/// What joins anything to it, and says nothing itself.
const JOINTS: [&str; 5] = ["and", "y", "e", "而且", "并且"];

/// What follows an answer, where it is said apart from it: in a clause of its own, or behind "because".
fn behind(asking: &Asking<'_>, at: usize) -> Option<Answer> {
    let rest = asking.message.get(at..)?;
    // As far as it says nothing else: up to a question, or to what answers something besides.
    let ends = |clause: &Clause<'_>| {
        let (start, written) = (at + clause.start, clause.written.trim_end());
        clause.asks
            || written.ends_with(['吗', '呢', '么', '嘛'])
            || ["什么", "怎么", "哪", "多少"].iter().any(|word| written.contains(word))
            || asking.taken.iter().any(|taken| taken.start < start + written.len() && start < taken.end)
    };
    let end = clauses(rest).iter().find(|clause| ends(clause)).map_or(rest.len(), |clause| clause.start);
    let normal = Normal::new(rest.get(..end)?);
    let apart = |text: &str| text.starts_with(|c: char| !c.is_alphanumeric());
    let unsigned =
        |text: &'_ str| text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#').len();
    let mut said = normal.text.trim_start();
    if !apart(said) && behind_one_of(said, &REASONS).is_none() && behind_one_of(said, &JOINTS).is_none() {
        return None;
    }
    // "12345678, or 12345679" goes on about the answer itself.
    if behind_one_of(said.trim_start_matches(|c: char| !c.is_alphanumeric()), &["or", "o", "u", "或", "还是"]).is_some()
    {
        return None;
    }
    // "12345678, please": manners answer nothing.
    loop {
        said = said.get(unsigned(said)..)?;
        said = behind_one_of(said, &JOINTS).unwrap_or(said);
        match BEHIND_AN_ANSWER.behind(said).map(str::trim_start) {
            Some(more) if more.is_empty() || apart(more) => said = more,
            Some(_) => return None,
            None => break,
        }
    }
    let han = said.chars().filter(|c| is_han(*c)).count();
    let words = said.split(' ').filter(|word| word.chars().any(|c| c.is_alphabetic() && !is_han(c))).count();
    if words < 2 && han < 3 {
        return None;
    }
    let from = normal.text.len() - said.len();
    inside(asking, at + normal.original(from..normal.text.len()).start..at + end)
}

/// What follows one of these words, if the text begins with it.
fn behind_one_of<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let word = words.iter().find(|word| text.starts_with(**word) && may_cut(text, word.len()))?;
    text.get(word.len()..).map(str::trim_start)
}

/// The whole message, behind what begins a correction.
fn whole(asking: &Asking<'_>) -> Option<Answer> {
    // "No, I meant Mei" answers with "Mei"; where nothing is put in its place, 不对 is all there is.
    let text = asking.text();
    let corrected = behind_correction(text).filter(|rest| rest.contains(char::is_alphanumeric));
    let begin = corrected.map_or(0, |rest| asking.normal.original(text.len() - rest.len()..text.len()).start);
    inside(asking, begin..asking.message.len())
}

/// A part of the message, without links.
fn inside(asking: &Asking<'_>, part: Range<usize>) -> Option<Answer> {
    let begin = part.start;
    let message = asking.message.get(part)?.trim_end_matches([',', '，', '、', ';', '；', ' ']);
    let unlinked = without_links(message);
    let mut value = String::new();
    for word in unlinked.split_whitespace() {
        if !value.is_empty() {
            value.push(' ');
        }
        value.extend(word.chars().filter(|c| !c.is_control()));
    }
    let value: String = value.chars().take(LONGEST_ANSWER).collect();
    let start = begin + message.len() - message.trim_start().len();
    let end = begin + message.trim_end().len();
    let says = value.chars().any(|c| !c.is_whitespace());
    (says && asking.is_free_as_written(&(start..end))).then(|| Answer {
        value: Value::Text(value.trim_end().into()),
        start,
        end,
    })
}

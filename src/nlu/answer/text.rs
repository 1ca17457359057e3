//! The customer's own words as an answer: the whole message as written, without links, and without what begins a correction.

use super::super::correction::behind_correction;
use super::super::links::links;
use super::Answer;
use super::asking::Asking;
use crate::program::Value;

/// The longest text an answer holds, in characters.
pub const LONGEST_ANSWER: usize = 500;

/// The message itself; nothing where only links are in it.
pub(super) fn text(asking: &Asking<'_>) -> Option<Answer> {
    if !asking.open() {
        return None;
    }
    // "No, I meant Mei" answers with "Mei"; where nothing is put in its place, 不对 is all there is.
    let text = asking.text();
    let corrected = behind_correction(text).filter(|rest| rest.contains(char::is_alphanumeric));
    let begin = corrected.map_or(0, |rest| asking.normal.original(text.len() - rest.len()..text.len()).start);
    let message = asking.message.get(begin..)?;
    let mut unlinked = String::with_capacity(message.len());
    let mut behind = 0;
    for link in links(message) {
        unlinked.push_str(message.get(behind..link.start).unwrap_or_default());
        unlinked.push(' ');
        behind = link.end;
    }
    unlinked.push_str(message.get(behind..).unwrap_or_default());
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

//! One word as an answer: a user name, a password's hint, the code of a voucher. A sentence is none.

use std::ops::Range;

use super::Answer;
use super::asking::Asking;
use crate::program::Value;

/// The longest word, in characters.
const LONGEST_WORD: usize = 60;

/// What stands before the word in "my user name is norman_b", lower case.
const CUES: [&str; 16] = [
    "is", "it's", "its", "it’s", "called", "namely", "try", "code", "username", "es", "llamo", "código", "usuario",
    "是", "叫", "为",
];

/// The one word of a message: all there is, what stands behind "is", or the only one that has a digit or `_` in it.
pub(super) fn word(asking: &Asking<'_>) -> Option<Answer> {
    if !asking.open() {
        return None;
    }
    let words: Vec<Range<usize>> = words(asking.message);
    let at = |place: &Range<usize>| asking.message.get(place.clone()).unwrap_or_default();
    let cued = || {
        let last = words.last()?;
        let cue = words.iter().rev().nth(1)?;
        CUES.contains(&at(cue).to_lowercase().as_str()).then(|| last.clone())
    };
    let marked = || {
        let mut coded = words.iter().filter(|place| at(place).contains(|c: char| c.is_numeric() || c == '_'));
        coded.next().filter(|_| coded.next().is_none()).cloned()
    };
    let only = if words.len() == 1 { words.first().cloned() } else { None };
    let glued = only.clone().and_then(|place| behind_han_cue(at(&place), place));
    let place = glued.or(only).or_else(cued).or_else(marked)?;
    let value = at(&place);
    let fits = value.chars().nth(LONGEST_WORD).is_none() && asking.is_free_as_written(&place);
    fits.then(|| Answer { value: Value::Text(value.into()), start: place.start, end: place.end })
}

/// 是norman: Chinese writes no space behind the cue.
fn behind_han_cue(word: &str, place: Range<usize>) -> Option<Range<usize>> {
    let end = ["是", "叫", "为"].iter().filter_map(|cue| word.rfind(cue).map(|at| at + cue.len())).max()?;
    (end < word.len()).then_some(place.start + end..place.end)
}

/// The words of a message without the marks around them.
fn words(message: &str) -> Vec<Range<usize>> {
    let mark = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '#' | '@' | '$');
    let mut words = Vec::new();
    let mut start = 0;
    for part in message.split(char::is_whitespace) {
        let bare = part.trim_matches(mark);
        if !bare.is_empty() {
            let before = part.len() - part.trim_start_matches(mark).len();
            words.push(start + before..start + before + bare.len());
        }
        start += part.len();
        start += message.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    words
}

//! The day of a month in words: `first`, `twenty-first`, `primero`, and `quince` where a month follows.

use super::spelled::spelled;
use super::{Reading, digits, one_at, past_space, word_at};

const ORDINALS: &[(&str, i8)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("primero", 1),
    ("primer", 1),
];

/// What makes an ordinal of a figure: `1st`, `1º` (which is normalised to `1o`), `1ro`, and `1.º` with its point.
const ENDINGS: &[&str] = &["st", "nd", "rd", "th", "ro", "er", "o", "°", ".o", ".°"];

/// `first`, `twenty-first`, `primero`.
pub(in crate::nlu) fn ordinal(text: &str, at: usize) -> Option<Reading<i8>> {
    let tens = one_at(text, at, &[("twenty", 20), ("thirty", 30)]);
    let Some(tens) = tens else { return one_at(text, at, ORDINALS) };
    let next = if text.as_bytes().get(tens.end) == Some(&b'-') { tens.end + 1 } else { past_space(text, tens.end) };
    let one = one_at(text, next, ORDINALS).filter(|one| one.value < 10)?;
    Some(one.map(|one| tens.value + one))
}

/// A day of a month in words: an ordinal, or a number as Spanish says it.
pub(super) fn day_in_words(text: &str, at: usize) -> Option<(i8, usize)> {
    let spelled = || spelled(text, at).and_then(|read| Some((i8::try_from(read.value.value).ok()?, read.end)));
    ordinal(text, at).map(|read| (read.value, read.end)).or_else(spelled)
}

/// `3`, `3rd`, `1º`.
pub(super) fn day_in_figures(text: &str, at: usize) -> Option<(i8, usize)> {
    let (figures, end) = digits(text, at)?;
    Some((figures.parse().ok()?, ending(text, end).unwrap_or(end)))
}

/// The byte behind what makes an ordinal of the figure before it.
pub(in crate::nlu) fn ending(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let behind = |ending: &&str| {
        let end = at + ending.len();
        let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        (rest.starts_with(*ending) && !goes_on).then_some(end)
    };
    ENDINGS.iter().find_map(behind)
}

/// Past "of" or "de" between a day and its month.
pub(super) fn past_of(text: &str, at: usize) -> Option<usize> {
    let next = past_space(text, at);
    ["of", "de"].iter().find_map(|word| word_at(text, next, word)).map(|end| past_space(text, end))
}

//! What stands in a slot: one file a type. All of them read a normalised text from a byte on and say where they stopped.

pub(super) mod address;
pub(super) mod date;
pub(super) mod duration;
pub(super) mod email;
pub(super) mod han_number;
pub(super) mod measure;
pub(super) mod money;
pub(super) mod number;
pub(super) mod order_number;
pub(super) mod ordinal;
pub(super) mod percent;
pub(super) mod phone;
pub(super) mod spelled;
mod text;
pub(super) mod time;

use jiff::civil::Date;

use super::boundary::{char_at, is_han, may_cut};
use crate::program::{Money, SlotType, Value};

pub use address::LONGEST_ADDRESS;
pub use duration::length_of_time;
pub use email::is_email;
pub use money::currencies;
pub use spelled::number_in_words;
pub use text::LONGEST_TEXT;
pub(super) use text::{text_end, text_value};
pub use time::clock_time;

/// What reading a slot needs to know besides the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'a> {
    /// The shop's currency: an amount in another one is not read.
    pub money: &'a Money,
    /// The day the message is written on.
    pub today: Date,
}

/// A value read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading<T = Value> {
    /// What it is.
    pub value: T,
    /// The byte behind its last.
    pub end: usize,
    /// A bare Chinese numeral, which may be a piece of a word: the 一 of 一点.
    pub bare_han: bool,
}

impl<T> Reading<T> {
    pub fn new(value: T, end: usize) -> Self {
        Reading { value, end, bare_han: false }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: change(self.value), end: self.end, bare_han: self.bare_han }
    }

    /// Whether nothing behind it makes it a piece of something longer.
    pub fn ends_well(&self, text: &str) -> bool {
        may_cut(text, self.end) && !(self.bare_han && char_at(text, self.end).is_some_and(is_han))
    }
}

/// Reads the value of a slot that begins at byte `at`. Words for a text slot end where the phrase goes on: see [`text_end`].
pub(super) fn read(of: &SlotType, text: &str, at: usize, around: &Surroundings<'_>) -> Option<Reading> {
    match of {
        SlotType::Number(range) => {
            number::counted(text, at).filter(|read| within(read.value, *range)).map(|read| read.map(Value::Number))
        }
        SlotType::Money(range) => money::amount(text, at, around.money)
            .filter(|read| within(read.value.value, *range))
            .map(|read| read.map(|amount| Value::Money(amount.value))),
        SlotType::Percent => percent::percentage(text, at).map(|read| read.map(Value::Percent)),
        SlotType::Date => date::day(text, at, around.today).map(|read| read.map(Value::Date)),
        SlotType::Time => time::time_of_day(text, at).map(|read| read.map(Value::Time)),
        SlotType::Duration => duration::length(text, at).map(|read| read.map(Value::Duration)),
        SlotType::YesNo => YES_NO
            .iter()
            .filter_map(|(word, yes)| Some(Reading::new(Value::YesNo(*yes), word_at(text, at, word)?)))
            .max_by_key(|read| read.end),
        SlotType::OneOf(words) => words
            .iter()
            .filter_map(|(word, name)| Some((word_at(text, at, word)?, name)))
            .max_by_key(|(end, _)| *end)
            .map(|(end, name)| Reading::new(Value::Choice(name.clone()), end)),
        // Words are read by the phrase around them, and the others only as answers.
        SlotType::Text
        | SlotType::Word
        | SlotType::OrderNumber
        | SlotType::Email
        | SlotType::Phone
        | SlotType::Address => None,
    }
}

pub(super) fn within<T: PartialOrd>(value: T, range: Option<(T, T)>) -> bool {
    range.is_none_or(|(from, to)| from <= value && value <= to)
}

const YES_NO: [(&str, bool); 22] = [
    ("yes", true),
    ("yeah", true),
    ("yep", true),
    ("yes please", true),
    ("ok", true),
    ("sure", true),
    ("si", true),
    ("claro", true),
    ("vale", true),
    ("是", true),
    ("是的", true),
    ("对", true),
    ("好", true),
    ("好的", true),
    ("要", true),
    ("no", false),
    ("nope", false),
    ("no thanks", false),
    ("不", false),
    ("不是", false),
    ("不要", false),
    ("没有", false),
];

/// The byte behind `word`, where it stands at `at` by the boundary rule.
pub(super) fn word_at(text: &str, at: usize, word: &str) -> Option<usize> {
    let end = at + word.len();
    (text.get(at..)?.starts_with(word) && may_cut(text, at) && may_cut(text, end)).then_some(end)
}

/// The first of several words that stands at `at`, with what it means; longer ones come first in `words`.
pub(super) fn one_at<T: Copy>(text: &str, at: usize, words: &[(&str, T)]) -> Option<Reading<T>> {
    words.iter().find_map(|&(word, means)| Some(Reading::new(means, word_at(text, at, word)?)))
}

/// Past one space.
pub(super) fn past_space(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at) == Some(&b' ') { at + 1 } else { at }
}

/// A run of ASCII digits at `at`, and the byte behind it.
pub(super) fn digits(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| (rest.get(..length).unwrap_or_default(), at + length))
}

//! What a customer answers to a question of the shop.

mod asking;
mod choice;
mod clock;
mod contact;
mod day;
mod forms;
mod hour;
mod number;
mod numbered;
mod settle;
mod text;
mod weekday;
mod word;
mod yes_no;

use std::ops::Range;

use jiff::civil::Date;

use self::asking::Asking;
use super::normalise::{Normal, normalise};
use super::slots::Surroundings;
use super::slots::date::{Year, tense};
pub use text::LONGEST_ANSWER;

use crate::program::{Program, SlotType, Value};

/// How far a reading goes: the question is open, or its answer may have been given unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The question is open: the message is read as its answer, in whatever words.
    Open,
    /// It was not asked: only what is unmistakable is read.
    Unasked,
    /// It comes next, and the message gave the answer before it up to this byte: what follows may be free words in answer to it.
    Behind(usize),
}

/// What days are counted from.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The day at hand: "yesterday" is the one before it.
    pub today: Date,
    /// Whether the question asks for what was: then "the 20th" is the last one, otherwise the next.
    pub past: bool,
}

impl Days {
    /// Days as a question in these words asks for them, in whatever language: its last sentence does.
    pub fn asked_by(today: Date, words: &[&str]) -> Self {
        let last = |words: &str| {
            let sentences = words.rsplit(['.', '!', ';', '。', '！', '；']);
            sentences.map(normalise).find(|sentence| sentence.contains(char::is_alphanumeric))
        };
        let past = words.iter().any(|words| last(words).is_some_and(|asks| tense(&asks) == Some(Year::Last)));
        Days { today, past }
    }
}

/// An answer read from a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it is.
    pub value: Value,
    /// Its first byte in the message as written.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

/// Reads an answer of type `of` from a message. `taken` are bytes of the message as written that mean something else already: what
/// stands inside them is not read, while an answer to an open question that holds all of them is. `days` are what "yesterday" and "the
/// 3rd of May" are counted from.
pub fn answer(
    program: &Program,
    message: &str,
    of: &SlotType,
    asked: Asked,
    taken: &[Range<usize>],
    days: Days,
) -> Option<Answer> {
    let normal = Normal::new(message);
    let around = Surroundings { money: &program.shop.money, today: days.today };
    let asking = Asking { message, normal: &normal, around, asked, past: days.past, taken };
    let read = match of {
        SlotType::Number(range) => number::number(&asking, *range).map(|found| found.map(Value::Number)),
        SlotType::Money(range) => number::money(&asking, *range).map(|found| found.map(Value::Money)),
        SlotType::Percent => number::percent(&asking).map(|found| found.map(Value::Percent)),
        SlotType::Date => day::date(&asking).map(|found| found.map(Value::Date)),
        SlotType::Time => hour::time(&asking).map(|found| found.map(Value::Time)),
        SlotType::Duration => hour::length(&asking).map(|found| found.map(Value::Duration)),
        SlotType::OneOf(words) => choice::one_of(&asking, words).map(|found| found.map(Value::Choice)),
        SlotType::OrderNumber => contact::order_number(&asking).map(|found| found.map(Value::Text)),
        SlotType::Email => contact::email(&asking).map(|found| found.map(Value::Text)),
        SlotType::Phone => contact::phone(&asking).map(|found| found.map(Value::Text)),
        SlotType::YesNo => return yes_no::yes_no(&asking),
        SlotType::Address => return contact::address(&asking),
        SlotType::Word => return word::word(&asking),
        SlotType::Text => return text::text(&asking),
    }?;
    let place = normal.original(read.start..read.end);
    Some(Answer { value: read.value, start: place.start, end: place.end })
}

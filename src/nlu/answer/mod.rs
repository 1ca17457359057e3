//! What a customer answers to a question of the shop.

use std::ops::Range;

use jiff::civil::Date;

use super::boundary::{char_at, may_cut};
use super::normalise::Normal;
use super::slots::{self, Surroundings};
use crate::program::{Program, SlotType, Value};

/// The longest text an answer holds, in characters.
pub const LONGEST_ANSWER: usize = 500;

/// How far a reading goes: the question is open, or its answer may have been given unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The question is open: the message is read as its answer, in whatever words.
    Open,
    /// It was not asked: only what is unmistakable is read.
    Unasked,
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
/// stands inside them is not read, while an answer to an open question that holds all of them is. `today` is what "yesterday" and "the
/// 3rd of May" are counted from.
pub fn answer(
    program: &Program,
    message: &str,
    of: &SlotType,
    asked: Asked,
    taken: &[Range<usize>],
    today: Date,
) -> Option<Answer> {
    let normal = Normal::new(message);
    let around = Surroundings { money: &program.shop.money, today };
    let text: &str = &normal.text;
    if matches!(of, SlotType::Text) {
        let value = slots::text_value(message.get(..)?)?;
        return (asked == Asked::Open).then_some(Answer { value: Value::Text(value), start: 0, end: message.len() });
    }
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if may_cut(text, at)
            && let Some(read) = slots::read(of, text, at, &around)
            && read.ends_well(text)
        {
            let place = normal.original(at..read.end);
            let blocked = taken.iter().any(|taken| {
                place.start < taken.end
                    && taken.start < place.end
                    && (asked == Asked::Unasked || place.start > taken.start || place.end < taken.end)
            });
            if !blocked {
                return Some(Answer { value: read.value, start: place.start, end: place.end });
            }
        }
        at += c.len_utf8();
    }
    None
}

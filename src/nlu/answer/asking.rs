//! A message while an answer is looked for in it.

use std::ops::Range;

use super::super::boundary::{char_at, may_cut};
use super::super::normalise::Normal;
use super::super::slots::{self, Reading, Surroundings, email, money, order_number, percent, phone, time};
use super::Asked;
use crate::program::SlotType;

/// The most readings looked at in one message: nobody answers with more, and a hostile message must not be slow.
const MOST_READINGS: usize = 100;

/// A message and what is asked of it.
pub(super) struct Asking<'a> {
    pub message: &'a str,
    pub normal: &'a Normal<'a>,
    pub around: Surroundings<'a>,
    pub asked: Asked,
    /// Whether the question asks for what was.
    pub past: bool,
    /// Bytes of the message as written that mean something else.
    pub taken: &'a [Range<usize>],
}

impl<'a> Asking<'a> {
    /// The message normalised.
    pub fn text(&self) -> &'a str {
        &self.normal.text
    }

    /// Whether the question is open.
    pub fn open(&self) -> bool {
        self.asked == Asked::Open
    }

    /// Whether part of the normalised message may be an answer: it lies in nothing that means something else.
    pub fn is_free(&self, part: Range<usize>) -> bool {
        self.is_free_as_written(&self.normal.original(part))
    }

    /// The same of part of the message as written.
    pub fn is_free_as_written(&self, place: &Range<usize>) -> bool {
        self.taken.iter().all(|taken| {
            let apart = place.end <= taken.start || taken.end <= place.start;
            apart || self.open() && place.start <= taken.start && taken.end <= place.end
        })
    }

    /// The bytes of the normalised message that came from part of the message as written.
    pub fn normalised(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let inside = self.normal.characters();
        let inside = inside.filter(|(_, written)| place.start <= written.start && written.end <= place.end);
        inside.map(|(part, _)| part).reduce(|first, last| first.start..last.end)
    }

    /// The places at which a reader finds something, leftmost first, none overlapping another; [`MOST_READINGS`] of them.
    pub fn scan<T>(&self, mut read: impl FnMut(&str, usize) -> Option<Reading<T>>) -> Vec<(usize, Reading<T>)> {
        let text = self.text();
        let mut found = Vec::new();
        let mut at = 0;
        while found.len() < MOST_READINGS
            && let Some(c) = char_at(text, at)
        {
            let reading = if c != ' ' && may_cut(text, at) { read(text, at) } else { None };
            match reading.filter(|reading| reading.end > at) {
                Some(reading) => {
                    let start = std::mem::replace(&mut at, reading.end);
                    found.push((start, reading));
                }
                None => at += c.len_utf8(),
            }
        }
        found
    }

    /// What in the message is plainly of another type than the one asked for, in bytes of the normalised message.
    pub fn others(&self, of: &SlotType) -> Vec<Range<usize>> {
        let today = self.around.today;
        let other = |text: &str, at: usize| -> Option<Reading<()>> {
            let percent = || percent::percentage(text, at).map(|read| read.map(drop));
            let amount = || {
                let read = money::amount(text, at, self.around.money).filter(|read| read.ends_well(text))?;
                // 两块 may be two pieces.
                let pieces = matches!(of, SlotType::Number(_)) && text.get(at..read.end)?.ends_with('块');
                (read.value.named && !pieces).then(|| read.map(drop))
            };
            let day = || slots::date::day(text, at, today).map(|read| read.map(drop));
            let ago = || super::day::ago(text, at, today).map(|end| Reading::new((), end));
            let hour = || time::time_of_day(text, at).map(|read| read.map(drop));
            let phone =
                || phone::phone(text, at, today).filter(|read| read.value.unmistakable).map(|read| read.map(drop));
            let email = || email::email(text, at).map(|read| read.map(drop));
            let order = || order_number::marked(text, at, &self.around).map(|read| read.map(drop));
            let link = || super::super::links::link_at(text, at).map(|end| Reading::new((), end));
            let asked_money = matches!(of, SlotType::Money(_));
            let asked_number = matches!(of, SlotType::Number(_));
            link()
                .or_else(email)
                .or_else(|| if matches!(of, SlotType::Percent) { None } else { percent() })
                .or_else(|| if asked_money { None } else { amount() })
                .or_else(day)
                .or_else(ago)
                .or_else(|| hour().filter(|read| !asked_number || !hours(text, at, read.end)))
                .or_else(phone)
                .or_else(order)
        };
        self.scan(other).into_iter().map(|(start, read)| start..read.end).collect()
    }

    /// Whether a number that begins at `start` is a piece of a word: the 15 of `iphone15`.
    pub fn inside_word(&self, start: usize) -> bool {
        let text = self.text();
        let before = text.get(..start).unwrap_or_default();
        let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        !word.is_empty() && !["eu", "us", "uk", "size", "talla", "sz", "no", "x", "t"].contains(&word)
    }
}

/// `3h` may be three hours: no time of day where a number is asked for.
fn hours(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|read| read.ends_with('h'))
}

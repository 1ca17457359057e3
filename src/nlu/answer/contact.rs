//! E-mail addresses, phone numbers, numbers of orders and postal addresses as answers.

use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::super::links::link_at;
use super::super::slots::address::{LONGEST_ADDRESS, behind_cue, is_plausible};
use super::super::slots::{date, email, order_number, phone};
use super::Answer;
use super::asking::Asking;
use super::settle::{Candidate, settle};
use crate::program::Value;

const REACH: usize = 2;

/// The e-mail address in the message.
pub(super) fn email(asking: &Asking<'_>) -> Option<Candidate<Arc<str>>> {
    let found = asking.scan(email::email).into_iter().filter(|(_, read)| asking.is_free(read.value.clone()));
    let candidates = found.map(|(_, read)| as_written(asking, read.value, 0));
    settle(asking.text(), candidates.collect(), REACH)
}

/// The phone number in the message.
pub(super) fn phone(asking: &Asking<'_>) -> Option<Candidate<Arc<str>>> {
    let today = asking.around.today;
    let marked =
        if asking.open() { Vec::new() } else { asking.scan(|text, at| order_number::marked(text, at, &asking.around)) };
    let found = asking.scan(|text, at| phone::phone(text, at, today)).into_iter().filter(|(start, read)| {
        asking.is_free(*start..read.end)
            && (asking.open() || read.value.unmistakable)
            && !marked.iter().any(|(_, order)| order.value.start < read.end && *start < order.value.end)
    });
    // Written in two ways it is one number still.
    let candidates = found.map(|(start, read)| Candidate {
        rank: u8::from(read.value.unmistakable),
        value: read.value.digits,
        start,
        end: read.end,
    });
    let settled = settle(asking.text(), candidates.collect(), REACH)?;
    Some(as_written(asking, settled.start..settled.end, settled.rank))
}

/// The number of an order in the message.
pub(super) fn order_number(asking: &Asking<'_>) -> Option<Candidate<Arc<str>>> {
    let text = asking.text();
    let around = &asking.around;
    let read = |text: &str, at: usize| {
        if let Some(end) = link_at(text, at) {
            return Some(super::super::slots::Reading::new((0..0, 0), end));
        }
        if let Some(read) = email::email(text, at) {
            return Some(read.map(|_| (0..0, 0)));
        }
        if let Some(read) = order_number::marked(text, at, around) {
            return Some(read.map(|place| (place, 3)));
        }
        if let Some(read) = date::day(text, at, around.today) {
            return Some(read.map(|_| (0..0, 0)));
        }
        let read = order_number::code(text, at, false, around)?;
        let code = text.get(read.value.clone())?;
        let letters = code.chars().any(|c| c.is_ascii_alphabetic() || c == '-');
        let mobile = phone::phone(text, at, around.today).is_some_and(|phone| phone.value.unmistakable);
        Some(read.map(|place| (place, if letters { 2 } else { u8::from(!mobile) })))
    };
    let found = asking.scan(read).into_iter().map(|(_, read)| read.value);
    let found = found
        .filter(|(place, rank)| !place.is_empty() && asking.is_free(place.clone()) && (asking.open() || *rank == 3));
    settle(text, found.map(|(place, rank)| as_written(asking, place, rank)).collect(), REACH)
}

/// Part of the message in the customer's writing, its full-width signs made plain.
fn as_written(asking: &Asking<'_>, place: Range<usize>, rank: u8) -> Candidate<Arc<str>> {
    let written = asking.message.get(asking.normal.original(place.clone())).unwrap_or_default();
    let value = written.nfkc().collect::<String>();
    Candidate { value: value.trim().into(), start: place.start, end: place.end, rank }
}

/// The postal address that the message is, or that it names behind "my address is".
pub(super) fn address(asking: &Asking<'_>) -> Option<Answer> {
    if !asking.open() {
        return None;
    }
    let text = asking.text();
    let (start, cued) = behind_cue(text);
    if !is_plausible(text.get(start..)?, cued) {
        return None;
    }
    let place = asking.normal.original(start..text.len());
    let written = asking.message.get(place.clone())?;
    let cut =
        written.char_indices().nth(LONGEST_ADDRESS).map_or(written, |(end, _)| written.get(..end).unwrap_or(written));
    let lead = cut.len() - cut.trim_start().len();
    let cut = cut.trim();
    let start = place.start + lead;
    let end = start + cut.len();
    let mut value = String::with_capacity(cut.len());
    for line in cut.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !value.is_empty() {
            value.push_str(if value.ends_with([',', ';', '，', '、', '.']) { " " } else { ", " });
        }
        value.extend(line.chars().filter(|c| !c.is_control()));
    }
    asking.is_free_as_written(&(start..end)).then(|| Answer { value: Value::Text(value.into()), start, end })
}

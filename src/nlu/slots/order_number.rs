//! Numbers of orders: `#1024`, `A-20931`, `SO2024-0031`, `order no. 884`, 订单号123456, `pedido 8841`.

use std::ops::Range;

use super::super::boundary::{char_at, char_before, may_cut};
use super::measure::counts_at;
use super::number::goes_on;
use super::{Reading, Surroundings, date, money, one_at, past_space};

/// The fewest digits of one with a letter, a `#` or a word like "order" before it, and of one that is nothing but digits.
const FEWEST_DIGITS: usize = 3;
const FEWEST_BARE_DIGITS: usize = 4;

/// No shop's numbers are longer.
const LONGEST: usize = 40;

/// What says that the number of an order comes.
const HEADS: &[(&str, ())] = &[
    ("order confirmation", ()),
    ("order reference", ()),
    ("order number", ()),
    ("order code", ()),
    ("order id", ()),
    ("order", ()),
    ("numero de pedido", ()),
    ("numero de orden", ()),
    ("numero de compra", ()),
    ("num de pedido", ()),
    ("no de pedido", ()),
    ("pedido", ()),
    ("orden", ()),
    ("referencia", ()),
    ("reference", ()),
    ("订单编号", ()),
    ("订单号码", ()),
    ("订单号", ()),
    ("订单", ()),
    ("单号", ()),
    ("编号", ()),
    ("po", ()),
];

/// What may stand between those words and the number.
const LINKS: &[(&str, ())] = &[
    ("number", ()),
    ("numero", ()),
    ("num.", ()),
    ("num", ()),
    ("nr.", ()),
    ("nr", ()),
    ("no.", ()),
    ("no:", ()),
    ("no", ()),
    ("n.o", ()),
    ("n°", ()),
    ("id", ()),
    ("is", ()),
    ("was", ()),
    ("es", ()),
    ("el", ()),
    ("号码", ()),
    ("号", ()),
    ("是", ()),
    ("为", ()),
];

/// What digits measure: `500g` is no order.
const UNITS: &[&str] = &[
    "ml", "g", "kg", "cm", "mm", "m", "k", "x", "h", "hrs", "min", "am", "pm", "gb", "st", "nd", "rd", "th", "eur",
    "usd", "cny", "rmb",
];

/// Reads one that is plainly marked as such: by words before it or a `#`; gives the place of the number itself.
pub(in crate::nlu) fn marked(text: &str, at: usize, around: &Surroundings<'_>) -> Option<Reading<Range<usize>>> {
    let start = cue(text, at);
    let read = code(text, start.unwrap_or(at), start.is_some(), around)?;
    (start.is_some() || text.get(read.value.clone())?.starts_with('#')).then_some(read)
}

/// The byte behind "order no." and the like, where such words stand at `at`.
pub(in crate::nlu) fn cue(text: &str, at: usize) -> Option<usize> {
    let mut end = one_at(text, at, HEADS)?.end;
    loop {
        let next = past_space(text, end);
        if let Some(link) = one_at(text, next, LINKS) {
            end = link.end;
        } else if let Some(':') = char_at(text, next) {
            end = next + 1;
        } else {
            return Some(next);
        }
    }
}

/// Reads the number itself; `cued` is whether words before it say what it is.
pub(in crate::nlu) fn code(
    text: &str,
    at: usize,
    cued: bool,
    around: &Surroundings<'_>,
) -> Option<Reading<Range<usize>>> {
    let hash = char_at(text, at) == Some('#');
    let start = if hash { past_space(text, at + 1) } else { at };
    if !may_cut(text, at)
        || !hash && char_before(text, at).is_some_and(|before| matches!(before, '#' | '-' | '+' | '@'))
    {
        return None;
    }
    let mut end = start;
    let (mut digits, mut letters) = (0, 0);
    while let Some(c) = char_at(text, end) {
        match c {
            '0'..='9' => digits += 1,
            'a'..='z' => letters += 1,
            '-' | '_' if end > start && char_at(text, end + 1).is_some_and(|next| next.is_ascii_alphanumeric()) => {}
            _ => break,
        }
        end += 1;
    }
    let bare = letters == 0 && !hash;
    let fewest = if bare && !cued { FEWEST_BARE_DIGITS } else { FEWEST_DIGITS };
    if digits < fewest || end - start > LONGEST || !may_cut(text, end) {
        return None;
    }
    let written = text.get(start..end)?;
    if !hash && UNITS.contains(&written.trim_start_matches(|c: char| c.is_ascii_digit())) {
        return None;
    }
    if bare && !cued && (goes_on(text, end) || counts_at(text, end))
        || date::day(text, start, around.today).is_some_and(|day| day.end >= end)
        || !hash && !cued && money::has_sign(text, start, end, around.money)
        || matches!(char_at(text, end), Some('@'))
    {
        return None;
    }
    Some(Reading::new(at..end, end))
}

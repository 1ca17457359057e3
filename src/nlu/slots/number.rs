//! Numbers: `1,200.50`, `1.200,50`, `3k`, `八十`, `一百二十`.

use rust_decimal::Decimal;

use super::super::boundary::{char_at, may_cut};
use super::han_number::{and_more, han};
use super::measure::{counts_at, dozens, half_follows, two_or_three_of_them};
use super::spelled::times;
use super::{Reading, digits, past_space, word_at};

/// How a single point before three digits is read.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::nlu) enum Point {
    /// `1.250` is one and a quarter.
    Decimal,
    /// `1.250` is twelve hundred and fifty: nobody writes three decimals of money.
    Thousands,
}

/// A number on its own: no percentage, no amount, no time.
pub(in crate::nlu) fn counted(text: &str, at: usize) -> Option<Reading<Decimal>> {
    let negative = text.get(at..)?.starts_with('-');
    let start = at + usize::from(negative);
    let mut read = numeral(text, start, Point::Decimal)
        .map(|read| dozens(text, read))
        .or_else(|| two_or_three_of_them(text, start))
        .or_else(|| Some(Reading::new(Decimal::from(6), word_at(text, start, "半打")?)))?;
    if goes_on(text, read.end) || half_follows(text, read.end) {
        return None;
    }
    if negative {
        read.value.set_sign_negative(true);
    }
    read.bare_han &= !counts_at(text, read.end);
    Some(read)
}

/// Whether what stands behind a number makes it a percentage, a part of a price or a time.
pub(in crate::nlu) fn goes_on(text: &str, end: usize) -> bool {
    let next = past_space(text, end);
    match char_at(text, next) {
        Some('%' | '折' | '成') => true,
        Some(':') => digits(text, next + 1).is_some(),
        _ => ["percent", "per cent", "por ciento"].iter().any(|word| word_at(text, next, word).is_some()),
    }
}

/// A number in figures or in Chinese characters, with the `k`, `mil`, 千 and 万 behind it.
pub(in crate::nlu) fn numeral(text: &str, at: usize, point: Point) -> Option<Reading<Decimal>> {
    let read = match char_at(text, at)? {
        '0'..='9' => figures(text, at, point).filter(|read| !and_more(text, read.end))?,
        _ => return han(text, at),
    };
    let next = char_at(text, read.end);
    let (times, end) = match next {
        Some('千') => (1_000, read.end + '千'.len_utf8()),
        Some('万') => (10_000, read.end + '万'.len_utf8()),
        Some('百') => (100, read.end + '百'.len_utf8()),
        Some('k') if may_cut(text, read.end + 1) => (1_000, read.end + 1),
        _ => match times(text, past_space(text, read.end)).filter(|times| times.value >= 100) {
            Some(times) => (times.value, times.end),
            None => return Some(read),
        },
    };
    Some(Reading::new(read.value.checked_mul(Decimal::from(times))?, end))
}

/// Figures with their points and commas: the last of two kinds is the decimal one, one that repeats groups thousands.
fn figures(text: &str, at: usize, point: Point) -> Option<Reading<Decimal>> {
    if !may_cut(text, at) {
        return None;
    }
    let (_, mut end) = digits(text, at)?;
    let mut groups = Vec::new();
    while let Some(sign @ ('.' | ',')) = char_at(text, end)
        && let Some((group, behind)) = digits(text, end + 1)
    {
        groups.push((sign, group));
        end = behind;
    }
    let whole = digits(text, at)?.0;
    let Some(&(last, fraction)) = groups.last() else { return parse(whole, None, end) };
    let same = groups.iter().filter(|(sign, _)| *sign == last).count();
    let thousands = |groups: &[(char, &str)]| whole.len() <= 3 && groups.iter().all(|(_, group)| group.len() == 3);
    let grouping = if same < groups.len() {
        false
    } else if same > 1 {
        true
    } else {
        thousands(&groups) && whole != "0" && (last == ',' || point == Point::Thousands)
    };
    let (before, decimals) = match groups.split_last() {
        Some((_, before)) if !grouping => (before, Some(fraction)),
        _ => (groups.as_slice(), None),
    };
    let one_kind = before.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
    if !before.is_empty() && (!thousands(before) || !one_kind || !grouping && same > 1) {
        return None;
    }
    let whole: String = std::iter::once(whole).chain(before.iter().map(|(_, group)| *group)).collect();
    parse(&whole, decimals, end)
}

fn parse(whole: &str, decimals: Option<&str>, end: usize) -> Option<Reading<Decimal>> {
    let value = match decimals {
        Some(decimals) => Decimal::from_str_exact(&format!("{whole}.{decimals}")),
        None => Decimal::from_str_exact(whole),
    };
    value.ok().map(|value| Reading::new(value, end))
}

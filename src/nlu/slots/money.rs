//! Amounts: `80`, `$75`, `75 €`, `80块`, `八块五`. An amount in a currency that is not the shop's is none.

use rust_decimal::Decimal;

use super::super::boundary::{char_at, may_cut};
use super::super::normalise;
use super::number::{Point, goes_on, numeral};
use super::{Reading, past_space};
use crate::program::Money;

/// What people write for a currency, longer before shorter where one begins the other, and what it can mean.
const SIGNS: [(&str, &str); 47] = [
    ("us$", "USD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("$", "USD CAD AUD NZD HKD TWD SGD MXN ARS CLP COP UYU"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "CNY JPY"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("dollars", "USD CAD AUD NZD HKD TWD SGD"),
    ("dollar", "USD CAD AUD NZD HKD TWD SGD"),
    ("bucks", "USD CAD AUD NZD"),
    ("dolares", "USD CAD AUD"),
    ("dolar", "USD CAD AUD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("pounds", "GBP"),
    ("pound", "GBP"),
    ("quid", "GBP"),
    ("libras", "GBP"),
    ("pesos", "MXN ARS CLP COP UYU PHP DOP CUP"),
    ("peso", "MXN ARS CLP COP UYU PHP DOP CUP"),
    ("reais", "BRL"),
    ("soles", "PEN"),
    ("rupees", "INR"),
    ("yuan", "CNY"),
    ("kuai", "CNY"),
    ("rmb", "CNY"),
    ("yen", "JPY"),
    ("人民币", "CNY"),
    ("块钱", "CNY TWD HKD"),
    ("块", "CNY TWD HKD"),
    ("元", "CNY TWD HKD"),
    ("圆", "CNY JPY"),
    ("日元", "JPY"),
    ("円", "JPY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("刀", "USD CAD AUD"),
    ("欧元", "EUR"),
    ("欧", "EUR"),
    ("英镑", "GBP"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("台币", "TWD"),
];

/// Codes that are looked for besides the shop's own.
const CODES: [&str; 12] = ["usd", "eur", "cny", "gbp", "jpy", "mxn", "cad", "aud", "hkd", "twd", "ars", "cop"];

/// The codes of the currencies that a sign or a name can mean, the likeliest first; none where it is neither.
pub fn currencies(written: &str) -> Vec<&'static str> {
    let written = normalise(written);
    let named = SIGNS.iter().find(|(word, _)| *word == written);
    named.map(|(_, codes)| codes.split(' ').collect()).unwrap_or_default()
}

/// An amount, and whether its currency was named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::nlu) struct Amount {
    pub value: Decimal,
    pub named: bool,
}

/// Reads an amount.
pub(in crate::nlu) fn amount(text: &str, at: usize, money: &Money) -> Option<Reading<Amount>> {
    let mut start = at;
    let mut named = false;
    if let Some(sign) = sign(text, at, money) {
        if !sign.value {
            return None;
        }
        start = past_space(text, sign.end);
        named = true;
    }
    let mut read = numeral(text, start, Point::Thousands)?;
    if goes_on(text, read.end) {
        return None;
    }
    if let Some(sign) = sign(text, past_space(text, read.end), money) {
        if !sign.value {
            return None;
        }
        named = true;
        read.end = sign.end;
        if let Some((tail, end)) = small_change(text, sign.end) {
            read.value = read.value.checked_add(tail)?;
            read.end = end;
        }
    }
    read.bare_han &= !named;
    Some(read.map(|value| Amount { value, named }))
}

/// Whether a currency, the shop's or another, stands before or behind a number.
pub(in crate::nlu) fn has_sign(text: &str, start: usize, end: usize, money: &Money) -> bool {
    if sign(text, past_space(text, end), money).is_some() {
        return true;
    }
    let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
    let ends_before = |word: &str| {
        before
            .strip_suffix(word)
            .is_some_and(|rest| !word.starts_with(char::is_alphabetic) || may_cut(before, rest.len()))
    };
    let (own, code) = (money.sign.to_lowercase(), money.code.to_lowercase());
    let own = [own, code];
    let listed = SIGNS.iter().map(|(word, _)| *word).chain(CODES).chain(own.iter().map(String::as_str));
    listed.filter(|word| !word.is_empty()).any(ends_before)
}

/// The byte behind the shop's own currency, where it stands at `at`.
pub(in crate::nlu) fn own_sign(text: &str, at: usize, money: &Money) -> Option<usize> {
    sign(text, at, money).filter(|sign| sign.value).map(|sign| sign.end)
}

/// Whether a currency stands at `at` of a text, and whether it is the shop's.
fn sign(text: &str, at: usize, money: &Money) -> Option<Reading<bool>> {
    let rest = text.get(at..)?;
    let first = rest.as_bytes().first()?;
    let ends = |word: &str| {
        let end = at + word.len();
        // Almost every word falls at its first byte.
        let begins = word.as_bytes().first() == Some(first) && rest.starts_with(word);
        (begins && may_end(text, end, word)).then_some(end)
    };
    let listed = SIGNS
        .iter()
        .find_map(|(word, codes)| Some(Reading::new(codes.split(' ').any(|code| code == &*money.code), ends(word)?)));
    let coded =
        || CODES.iter().find_map(|code| Some(Reading::new(code.eq_ignore_ascii_case(&money.code), ends(code)?)));
    let own = || {
        let written = |word: &str| {
            let end = at + lowered(rest, word)?;
            may_end(text, end, word).then_some(end)
        };
        Some(Reading::new(true, written(&money.sign).or_else(|| written(&money.code))?))
    };
    listed.or_else(coded).or_else(own)
}

/// How many bytes of a text's beginning, which is in lower case, are this word's.
fn lowered(text: &str, word: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        chars.next().filter(|next| *next == c)?;
        length += c.len_utf8();
    }
    (length > 0).then_some(length)
}

/// `$75`: a sign is no letter, and `rmb80` is as good as `rmb 80`.
fn may_end(text: &str, end: usize, word: &str) -> bool {
    !word.ends_with(char::is_alphabetic) || may_cut(text, end)
}

/// The 五 of 八块五, the 半 of 八块半, the `50` of `8块50`.
fn small_change(text: &str, at: usize) -> Option<(Decimal, usize)> {
    if char_at(text, at) == Some('半') {
        return Some((Decimal::new(5, 1), at + '半'.len_utf8()));
    }
    let read = numeral(text, at, Point::Thousands)?;
    let tenths = match u32::try_from(read.value).ok()? {
        digit @ 1..=9 => Decimal::new(i64::from(digit), 1),
        cents @ 10..=99 => Decimal::new(i64::from(cents), 2),
        _ => return None,
    };
    let end = match char_at(text, read.end) {
        Some(c @ ('毛' | '角')) => read.end + c.len_utf8(),
        _ => read.end,
    };
    may_cut(text, end).then_some((tenths, end))
}

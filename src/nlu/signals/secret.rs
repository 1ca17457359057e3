//! Secrets nobody should write in a chat: passwords, codes, card numbers. Merely speaking of one is none.

use super::super::boundary::{char_at, char_before};
use super::super::slots::order_number;
use super::super::words::{
    CODES, List, OPEN_CODES, OPEN_CODES_BEHIND, PARCELS, PASSWORD_SPOKEN_OF, PASSWORDS, SECRET_LINKS,
};

/// Whether a normalised text gives a secret away.
pub(super) fn holds_secret(text: &str) -> bool {
    holds_card(text) || gives(text, &CODES, |rest, _| code(rest)) || gives(text, &PASSWORDS, password)
}

/// Whether one of some words is followed by what `secret` takes for one; it is told whether a word like "is" stands between.
fn gives(text: &str, words: &List, secret: impl Fn(&str, bool) -> bool) -> bool {
    words.places(text).any(|(start, end)| {
        let before = text.get(..start).unwrap_or_default().trim_end();
        let rest = text.get(end..).unwrap_or_default().trim_start();
        if OPEN_CODES.before(before).is_some() || OPEN_CODES_BEHIND.opening(rest).is_some() {
            return false;
        }
        let (rest, said) = match SECRET_LINKS.behind(rest) {
            Some(behind) => (behind, true),
            None => (rest, rest.starts_with([':', '='])),
        };
        secret(rest.trim_start_matches([' ', ':', '=', '"', '\'', ',']), said)
    })
}

/// Three to eight figures and nothing else behind a word for a code.
fn code(rest: &str) -> bool {
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let next = char_at(rest, figures);
    let goes_on = next.is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, '%' | '折'))
        || matches!(next, Some('.' | ',' | '-' | '/'))
            && char_at(rest, figures + 1).is_some_and(|next| next.is_ascii_digit());
    (3..=8).contains(&figures) && !goes_on
}

/// A word with figures in it, or the last word of the message behind "is".
fn password(rest: &str, said: bool) -> bool {
    let length = rest.find(|c: char| c == ' ' || !c.is_ascii() || matches!(c, ',' | ';' | '"')).unwrap_or(rest.len());
    let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let word = word.trim_end_matches(['.', '!', '?', '\'']);
    let figures = word.bytes().any(|byte| byte.is_ascii_digit());
    let letters = word.bytes().any(|byte| byte.is_ascii_alphanumeric());
    let long = word.chars().count() >= 4;
    let last = behind.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() && !rest.ends_with('?');
    letters && long && (figures && (said || last) || said && last && !PASSWORD_SPOKEN_OF.contains(word))
}

const FEWEST_CARD_DIGITS: usize = 13;
const MOST_CARD_DIGITS: usize = 19;

/// Whether the number of a card stands in the text: as many digits as one has, in the groups in which one is written, and its check
/// digit right.
fn holds_card(text: &str) -> bool {
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if let Some(end) = order_number::cue(text, at) {
            at = end + text.get(end..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            continue;
        }
        if !c.is_ascii_digit() || char_before(text, at).is_some_and(|before| before.is_ascii_alphanumeric()) {
            at += c.len_utf8();
            continue;
        }
        let mut digits = Vec::new();
        let mut end = at;
        while let Some(c) = char_at(text, end) {
            let next = char_at(text, end + c.len_utf8());
            match c.to_digit(10) {
                Some(digit) => digits.push(digit),
                None if matches!(c, ' ' | '-') && next.is_some_and(|next| next.is_ascii_digit()) => {}
                None => break,
            }
            end += c.len_utf8();
        }
        let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', ':', '是']);
        let parcel = PARCELS.before(before).is_some() || before.ends_with('+');
        if !parcel && is_card(&digits) {
            return true;
        }
        at = end.max(at + 1);
    }
    false
}

/// A length that cards have, beginnings that cards have, and a check digit that is right.
fn is_card(digits: &[u32]) -> bool {
    let begins = matches!(
        digits,
        [4, ..] | [5, 1..=5, ..] | [2, 2..=7, ..] | [3, 4 | 5 | 6 | 7 | 8 | 0, ..] | [6, 0 | 2 | 4 | 5, ..]
    );
    (FEWEST_CARD_DIGITS..=MOST_CARD_DIGITS).contains(&digits.len()) && begins && passes_luhn(digits)
}

fn passes_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().rev().enumerate().fold(0, |sum, (index, digit)| {
        let doubled = if index % 2 == 1 { digit * 2 } else { *digit };
        sum + if doubled > 9 { doubled - 9 } else { doubled }
    });
    sum.is_multiple_of(10)
}

//! Phone numbers: `+34 600 123 456`, `(977) 625-2661`, `13812345678`.

use jiff::civil::Date;

use super::super::boundary::{char_at, char_before, may_cut};
use super::number::goes_on;
use super::{Reading, date};

const FEWEST_DIGITS: usize = 7;
const MOST_DIGITS: usize = 15;

/// A phone number.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::nlu) struct Phone {
    /// A plus where there was one, and digits.
    pub digits: String,
    /// Written as only phone numbers are: it is one even where none was asked for.
    pub unmistakable: bool,
}

/// Reads a phone number; `today` is for telling it from a date.
pub(in crate::nlu) fn phone(text: &str, at: usize, today: Date) -> Option<Reading<Phone>> {
    let first = char_at(text, at)?;
    if !matches!(first, '+' | '(' | '0'..='9')
        || !may_cut(text, at)
        || char_before(text, at).is_some_and(|before| {
            matches!(before, '+' | '(' | '#' | '-' | '@' | '.' | '$' | '€' | '£' | '¥') || before.is_ascii_alphabetic()
        })
    {
        return None;
    }
    let mut digits = String::new();
    let mut groups: Vec<usize> = vec![0];
    let mut points = 0;
    let (mut next, mut end) = (at, at);
    while let Some(c) = char_at(text, next) {
        match c {
            '0'..='9' => {
                if digits.len() == MOST_DIGITS + 1 {
                    return None;
                }
                digits.push(c);
                if let Some(group) = groups.last_mut() {
                    *group += 1;
                }
                end = next + 1;
            }
            '+' if next == at => digits.push('+'),
            ' ' | '-' | '(' | ')' | '.' | '/' => {
                let mut reach = text.get(next..).unwrap_or_default().chars().take(4);
                if reach.find(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '/')).is_none_or(|c| !c.is_ascii_digit()) {
                    break;
                }
                points += usize::from(c == '.');
                if groups.last() != Some(&0) {
                    groups.push(0);
                }
            }
            _ => break,
        }
        next += 1;
    }
    let count: usize = groups.iter().sum();
    let plus = digits.starts_with('+');
    if !(FEWEST_DIGITS..=MOST_DIGITS).contains(&count)
        || !may_cut(text, end)
        || goes_on(text, end)
        || char_at(text, end).is_some_and(|next| next.is_ascii_alphabetic() || next == '@')
        || date::day(text, at, today).is_some_and(|day| day.end >= end)
    {
        return None;
    }
    // Sizes in a row, amounts with points.
    let sizes = groups.len() > 2 && groups.iter().all(|group| *group <= 2);
    let amounts = points > 0 && !plus && (points + 1 != groups.len() || count < 8);
    if !plus && first != '(' && (sizes || amounts) {
        return None;
    }
    let unmistakable =
        plus && count > FEWEST_DIGITS || first == '(' || is_mobile(&digits) || is_grouped(&groups, &digits);
    Some(Reading::new(Phone { digits, unmistakable }, end))
}

/// A Chinese mobile: 1, a figure from 3 to 9, and nine more; 86 may come before.
fn is_mobile(digits: &str) -> bool {
    let own = if digits.len() == 13 { digits.strip_prefix("86").unwrap_or(digits) } else { digits };
    let mut bytes = own.bytes();
    own.len() == 11 && bytes.next() == Some(b'1') && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

/// In the groups in which America and Spain write them.
fn is_grouped(groups: &[usize], digits: &str) -> bool {
    match groups {
        [3, 3, 4] | [1, 3, 3, 4] => true,
        [3, 3, 3] | [3, 2, 2, 2] => digits.starts_with(['6', '7', '8', '9']),
        _ => false,
    }
}

//! Percentages: `10%`, `10 percent`, `百分之十`, 两成 (20 %), and what is left to pay: 九折 (10 % off), `8.5折`.

use rust_decimal::Decimal;

use super::super::boundary::char_at;
use super::number::{Point, numeral};
use super::{Reading, past_space, word_at};

const SIGNS: [&str; 6] = ["percent", "per cent", "por ciento", "pct", "个百分点", "个点"];

/// Reads a percentage.
pub(in crate::nlu) fn percentage(text: &str, at: usize) -> Option<Reading<Decimal>> {
    if let Some(start) = word_at(text, at, "百分之") {
        return numeral(text, start, Point::Decimal).map(|read| Reading::new(read.value, read.end));
    }
    let half = ["打对折", "对折", "半价"].iter().find_map(|word| word_at(text, at, word));
    if let Some(end) = half {
        return Some(Reading::new(Decimal::from(50), end));
    }
    let start = word_at(text, at, "打").unwrap_or(at);
    let read = numeral(text, start, Point::Decimal)?;
    let next = past_space(text, read.end);
    match char_at(text, next)? {
        '折' => left_to_pay(read.value)
            .map(|left| Reading::new((Decimal::ONE_HUNDRED - left).normalize(), next + '折'.len_utf8())),
        _ if start != at => None,
        '%' => Some(Reading::new(read.value, next + 1)),
        '成' => Some(Reading::new(read.value.checked_mul(Decimal::TEN)?, next + '成'.len_utf8())),
        _ => sign_at(text, next).map(|end| Reading::new(read.value, end)),
    }
}

/// The byte behind a word for "percent", where it stands at `at`.
pub(in crate::nlu) fn sign_at(text: &str, at: usize) -> Option<usize> {
    SIGNS.iter().find_map(|sign| word_at(text, at, sign))
}

/// 9折 and 90折 leave 90 %, 8.5折 and 85折 leave 85 %.
fn left_to_pay(said: Decimal) -> Option<Decimal> {
    let left = if said < Decimal::TEN { said.checked_mul(Decimal::TEN)? } else { said };
    (left > Decimal::ZERO && left < Decimal::ONE_HUNDRED).then_some(left)
}

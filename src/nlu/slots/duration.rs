//! Lengths of time: `3 days`, `2 hours 30 minutes`, 两小时, 半小时, `media hora`.

use jiff::SignedDuration;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::{Point, numeral};
use super::spelled::spelled;
use super::{Reading, one_at, past_space, word_at};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const UNITS: [(&str, i64); 36] = [
    ("seconds", 1),
    ("second", 1),
    ("secs", 1),
    ("sec", 1),
    ("segundos", 1),
    ("segundo", 1),
    ("秒钟", 1),
    ("秒", 1),
    ("minutes", MINUTE),
    ("minute", MINUTE),
    ("mins", MINUTE),
    ("min", MINUTE),
    ("minutos", MINUTE),
    ("minuto", MINUTE),
    ("分钟", MINUTE),
    ("hours", HOUR),
    ("hour", HOUR),
    ("hrs", HOUR),
    ("h", HOUR),
    ("horas", HOUR),
    ("hora", HOUR),
    ("个小时", HOUR),
    ("小时", HOUR),
    ("个钟头", HOUR),
    ("days", DAY),
    ("day", DAY),
    ("dias", DAY),
    ("dia", DAY),
    ("天", DAY),
    ("日", DAY),
    ("weeks", 7 * DAY),
    ("week", 7 * DAY),
    ("semanas", 7 * DAY),
    ("semana", 7 * DAY),
    ("个星期", 7 * DAY),
    ("周", 7 * DAY),
];

const WHOLE: [(&str, i64); 7] = [
    ("half an hour", HOUR / 2),
    ("media hora", HOUR / 2),
    ("半个小时", HOUR / 2),
    ("半小时", HOUR / 2),
    ("半天", DAY / 2),
    ("an hour", HOUR),
    ("a day", DAY),
];

/// Days in a month and in a year, as people count what has lasted so long.
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 365 * DAY;

/// Units that stand in no phrase of a customer, where 年 and "mes" are more often something else.
const LONGER: [(&str, i64); 14] = [
    ("months", MONTH),
    ("month", MONTH),
    ("meses", MONTH),
    ("mes", MONTH),
    ("个月", MONTH),
    ("years", YEAR),
    ("year", YEAR),
    ("anos", YEAR),
    ("ano", YEAR),
    ("年", YEAR),
    ("个礼拜", 7 * DAY),
    ("礼拜", 7 * DAY),
    ("星期", 7 * DAY),
    ("个钟", HOUR),
];

/// Units as the script and spreadsheets write them besides.
const WRITTEN: [(&str, i64); 8] =
    [("月", MONTH), ("wk", 7 * DAY), ("d", DAY), ("hr", HOUR), ("m", MINUTE), ("分", MINUTE), ("seg", 1), ("s", 1)];

/// Reads a unit of time from seconds to years: how many seconds it has.
pub(in crate::nlu) fn any_unit(text: &str, at: usize) -> Option<Reading<i64>> {
    one_at(text, at, &LONGER).or_else(|| unit(text, at))
}

/// A text that is nothing but a length of time, as people write it in their language, or by ISO 8601: `2 days`, 90 分钟, `1 h 30 min`,
/// `PT2H`, `P1M`.
pub fn length_of_time(text: &str) -> Option<SignedDuration> {
    if let Ok(length) = text.trim().parse::<SignedDuration>() {
        return Some(length);
    }
    let text = super::super::normalise::normalise(text.trim());
    by_standard(&text).or_else(|| in_words(&text))
}

/// `P1Y2M3W4DT5H6M7S`, or a part of it, in lower case.
fn by_standard(text: &str) -> Option<SignedDuration> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let span: jiff::Span = rest.strip_prefix('p').and_then(|_| rest.to_uppercase().parse().ok())?;
    let days = [
        i64::from(span.get_years()).checked_mul(YEAR),
        i64::from(span.get_months()).checked_mul(MONTH),
        i64::from(span.get_weeks()).checked_mul(7 * DAY),
        i64::from(span.get_days()).checked_mul(DAY),
        i64::from(span.get_hours()).checked_mul(HOUR),
        span.get_minutes().checked_mul(MINUTE),
        Some(span.get_seconds()),
    ];
    let seconds = days.into_iter().try_fold(0_i64, |sum, part| sum.checked_add(part?))?;
    Some(SignedDuration::from_secs(if negative { -seconds } else { seconds }))
}

/// Counts with units, one behind the other, up to the end.
fn in_words(text: &str) -> Option<SignedDuration> {
    let mut seconds = Decimal::ZERO;
    let mut at = 0;
    while at < text.len() {
        let (length, end) = match one_at(text, at, &WHOLE) {
            Some(read) => (Decimal::from(read.value), read.end),
            None => {
                let count = spelled(text, at)
                    .map(|read| Reading::new(Decimal::from(read.value.value), read.end))
                    .or_else(|| numeral(text, at, Point::Decimal))?;
                let next = past_space(text, count.end);
                let unit = any_unit(text, next).or_else(|| one_at(text, next, &WRITTEN))?;
                (count.value.checked_mul(Decimal::from(unit.value))?, unit.end)
            }
        };
        seconds = seconds.checked_add(length)?;
        at = past_space(text, end);
        let joint = ["and", "y", ",", "零", "又"].iter().find_map(|joint| word_at(text, at, joint));
        at = joint.filter(|end| *end < text.len()).map_or(at, |end| past_space(text, end));
    }
    (at > 0).then_some(SignedDuration::from_secs(seconds.to_i64()?))
}

/// Reads a unit of time: how many seconds it has.
pub(in crate::nlu) fn unit(text: &str, at: usize) -> Option<Reading<i64>> {
    one_at(text, at, &UNITS)
}

/// Reads a length of time, of one unit or of several in a row.
pub(in crate::nlu) fn length(text: &str, at: usize) -> Option<Reading<SignedDuration>> {
    if let Some(read) = one_at(text, at, &WHOLE) {
        return Some(read.map(SignedDuration::from_secs));
    }
    let mut seconds = Decimal::ZERO;
    let mut end = None;
    let mut next = at;
    while let Some(count) = numeral(text, next, Point::Decimal)
        && let Some(unit) = one_at(text, past_space(text, count.end), &UNITS)
    {
        seconds = seconds.checked_add(count.value.checked_mul(Decimal::from(unit.value))?)?;
        end = Some(unit.end);
        next = past_space(text, unit.end);
    }
    Some(Reading::new(SignedDuration::from_secs(seconds.to_i64()?), end?))
}

//! Lengths of time: `3 days`, `2 hours 30 minutes`, 两小时, 半小时, `media hora`.

use jiff::SignedDuration;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::{Point, numeral};
use super::{Reading, one_at, past_space};

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

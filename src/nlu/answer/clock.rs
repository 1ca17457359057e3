//! The hour as a clock is read aloud: `half past four`, `un cuarto para las 6`, `las cuatro y media`, "20 minutes to five".

use jiff::civil::Time;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::boundary::{char_at, may_cut};
use super::super::slots::number::{Point, numeral};
use super::super::slots::spelled::spelled;
use super::super::slots::{Reading, one_at, past_space, time, word_at};

/// Minutes by their own names.
const NAMED: &[(&str, i16)] =
    &[("half", 30), ("a quarter", 15), ("quarter", 15), ("un cuarto", 15), ("cuarto", 15), ("y media", 30)];

/// Up to this, "ten to six" are two hours.
const LAST_HOUR: i16 = 12;

/// Minutes before or behind an hour, in either order.
pub(super) fn read_aloud(text: &str, at: usize) -> Option<Reading<Time>> {
    minutes_first(text, at).or_else(|| hour_first(text, at))
}

/// `half past four`, `a quarter to five`, `diez para las 6`.
fn minutes_first(text: &str, at: usize) -> Option<Reading<Time>> {
    let named = one_at(text, at, NAMED);
    let (count, end) = match &named {
        Some(read) => (read.value, read.end),
        None => counted(text, at)?,
    };
    let next = past_space(text, end);
    let unit = ["minutes", "mins", "min", "minutos"].iter().find_map(|word| word_at(text, next, word));
    let next = unit.map_or(next, |end| past_space(text, end));
    let links: &[(&str, i16)] = &[
        ("past", 1),
        ("after", 1),
        ("to", -1),
        ("till", -1),
        ("til", -1),
        ("of", -1),
        ("before", -1),
        ("para las", -1),
        ("para la", -1),
        ("antes de las", -1),
        ("antes de la", -1),
        ("despues de las", 1),
        ("despues de la", 1),
    ];
    let link = one_at(text, next, links)?;
    let said = text.get(next..link.end)?;
    let sure = named.is_some() || unit.is_some();
    let (hour, end) = hour(text, past_space(text, link.end))?;
    let fives = count % 5 == 0;
    let fits = match said {
        "past" => true,
        // "15 to 20 minutes" and "14 to 18" are ranges.
        "to" | "till" | "til" => sure || count > LAST_HOUR && fives && i16::from(hour) <= LAST_HOUR,
        // "12 para las 5" are twelve pieces.
        "para las" | "para la" => sure || count <= 30 && fives,
        "of" => named.is_some(),
        _ => sure,
    };
    if !fits || count == 0 {
        return None;
    }
    with_part(text, hour, count * link.value, end)
}

/// `las cuatro y media`, `a las 5 menos diez`.
fn hour_first(text: &str, at: usize) -> Option<Reading<Time>> {
    let lead = ["a las", "a la", "sobre las", "las", "la"].iter().find_map(|word| word_at(text, at, word));
    let (hour, end) = hour(text, lead.map_or(at, |end| past_space(text, end)))?;
    let next = past_space(text, end);
    let behind: &[(&str, i16)] = &[("y media", 30), ("y cuarto", 15), ("menos cuarto", -15), ("en punto", 0)];
    // "1 y media horas" is a length.
    let length = |end: usize| ["hora", "horas"].iter().any(|word| word_at(text, past_space(text, end), word).is_some());
    if let Some(read) = one_at(text, next, behind).filter(|read| lead.is_some() || !length(read.end)) {
        return with_part(text, hour, read.value, read.end);
    }
    let sign = one_at(text, next, &[("y", 1), ("con", 1), ("menos", -1)]).filter(|_| lead.is_some())?;
    let (count, end) = counted(text, past_space(text, sign.end))?;
    // "A las 5 y 6" names two hours.
    (count > 0 && count % 5 == 0).then(|| with_part(text, hour, count * sign.value, end))?
}

fn with_part(text: &str, hour: i8, minutes: i16, end: usize) -> Option<Reading<Time>> {
    let part = time::part_behind(text, end);
    let time = time::moment(part.as_ref().map(|part| part.value), hour, minutes, 0)?;
    Some(Reading::new(time, part.map_or(end, |part| part.end)))
}

fn counted(text: &str, at: usize) -> Option<(i16, usize)> {
    let (count, end) = whole(text, at)?;
    (0..60).contains(&count).then_some((count, end))
}

/// An hour, in figures or in words.
pub(super) fn hour(text: &str, at: usize) -> Option<(i8, usize)> {
    let (hour, end) = whole(text, at)?;
    let hour = i8::try_from(hour).ok().filter(|hour| (0..24).contains(hour))?;
    (may_cut(text, end) && !matches!(char_at(text, end), Some('%' | ':' | '-'))).then_some((hour, end))
}

fn whole(text: &str, at: usize) -> Option<(i16, usize)> {
    // "Seis y cuarto" and "seis y diez" are no numbers, but "treinta y cinco" is one.
    let read = match spelled(text, at) {
        Some(read) => Reading::new(Decimal::from(read.value.value), read.end),
        None => numeral(text, at, Point::Decimal)?,
    };
    let value = read.value.to_i16().filter(|value| Decimal::from(*value) == read.value)?;
    Some((value, read.end))
}

//! Times of day: `16:00`, `4:30 pm`, `16h`, 下午4点半, 差一刻六点.

use jiff::civil::Time;

use super::super::boundary::char_at;
use super::han_number::han_whole;
use super::{Reading, digits, one_at, past_space};

/// The part of the day that an hour is said to be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::nlu) enum Part {
    /// Before noon.
    Morning,
    /// Around noon.
    Noon,
    /// From noon to the evening.
    Afternoon,
    /// From the evening until it is light again.
    Night,
}

impl Part {
    /// The hour of the whole day that one of the clock's twelve is; twelve at night ends the day.
    pub fn hour(self, hour: i8) -> i8 {
        match (self, hour) {
            (Part::Morning | Part::Night, 12) => 0,
            (Part::Noon, 1..=4) | (Part::Afternoon, 0..=11) | (Part::Night, 5..=11) => hour + 12,
            _ => hour,
        }
    }
}

/// Said before the hour.
const BEFORE: [(&str, Part); 15] = [
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("清晨", Part::Morning),
    ("上午", Part::Morning),
    ("凌晨", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Afternoon),
    ("晚上", Part::Night),
    ("夜里", Part::Night),
    ("夜晚", Part::Night),
    ("深夜", Part::Night),
    ("半夜", Part::Night),
    ("午夜", Part::Night),
];

/// Said behind it.
const BEHIND: [(&str, Part); 17] = [
    ("a. m.", Part::Morning),
    ("a.m.", Part::Morning),
    ("a.m", Part::Morning),
    ("am", Part::Morning),
    ("p. m.", Part::Afternoon),
    ("p.m.", Part::Afternoon),
    ("p.m", Part::Afternoon),
    ("pm", Part::Afternoon),
    ("de la manana", Part::Morning),
    ("de la madrugada", Part::Morning),
    ("in the morning", Part::Morning),
    ("del mediodia", Part::Noon),
    ("de la tarde", Part::Afternoon),
    ("in the afternoon", Part::Afternoon),
    ("in the evening", Part::Afternoon),
    ("de la noche", Part::Night),
    ("at night", Part::Night),
];

/// Reads the part of the day behind an hour that ends at `at`, perhaps with a space between.
pub(in crate::nlu) fn part_behind(text: &str, at: usize) -> Option<Reading<Part>> {
    one_at(text, past_space(text, at), &BEHIND)
}

/// A time of day that is nothing else, to the second: `9:06:12 p. m.`, 晚上9:06, `9:06 de la noche`.
pub fn clock_time(text: &str) -> Option<Time> {
    let text = super::super::normalise::normalise(text);
    let read = to_the_second(&text, 0)?;
    // What `2:05.25 pm` says behind its point counts nothing.
    let rest = text.get(read.end..)?;
    let behind = rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    if behind.is_empty() {
        return Some(read.value);
    }
    let said = text.get(..read.end)?;
    let whole = to_the_second(&format!("{said}{behind}"), 0)?;
    (behind != rest && whole.end == said.len() + behind.len()).then_some(whole.value)
}

/// Reads a time of day; a bare number is none.
pub(in crate::nlu) fn time_of_day(text: &str, at: usize) -> Option<Reading<Time>> {
    // Seconds are nothing a shop needs.
    let read = to_the_second(text, at)?;
    Some(Reading::new(Time::new(read.value.hour(), read.value.minute(), 0, 0).ok()?, read.end))
}

fn to_the_second(text: &str, at: usize) -> Option<Reading<Time>> {
    let before = one_at(text, at, &BEFORE);
    let start = before.as_ref().map_or(at, |read| past_space(text, read.end));
    let lacking = lacking(text, start);
    let (hour, mut end) = small(text, lacking.as_ref().map_or(start, |read| read.end))?;
    let mut part = before.map(|read| read.value);
    let (mut minute, mut second, mut plain) = (0i16, 0, false);
    match char_at(text, end) {
        Some(':') => {
            let (said, behind) = small(text, end + 1)?;
            (minute, end, plain) = (said.into(), behind, true);
            if let Some((said, behind)) = text.get(end..)?.strip_prefix(':').and_then(|_| small(text, end + 1)) {
                (second, end) = (said, behind);
            }
        }
        Some(c @ ('点' | '时')) => {
            (minute, end) = behind_the_hour(text, end + c.len_utf8());
            plain = true;
        }
        Some('h') => {
            end += 1;
            plain = true;
            if let Some((said, behind)) = small(text, end) {
                (minute, end) = (said.into(), behind);
            }
        }
        _ => {}
    }
    if part.is_none()
        && let Some(read) = part_behind(text, end)
    {
        (part, end) = (Some(read.value), read.end);
    }
    if !plain && part.is_none() {
        return None;
    }
    let minutes = minute - lacking.map_or(0, |read| read.value);
    Some(Reading::new(moment(part, hour, minutes, second)?, end))
}

/// The time so many minutes behind an hour, or before it.
pub(in crate::nlu) fn moment(part: Option<Part>, hour: i8, minutes: i16, second: i8) -> Option<Time> {
    let hour = match part {
        Some(part) => part.hour(hour),
        // A quarter to one is behind noon.
        None if hour == 1 && minutes < 0 => 13,
        None => hour,
    };
    if !(0..=24).contains(&hour) || !(-59..=59).contains(&minutes) || hour == 24 && minutes > 0 {
        return None;
    }
    let minutes = (i16::from(hour) * 60 + minutes).rem_euclid(24 * 60);
    Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, second, 0).ok()
}

/// The minutes behind 点: 半, 一刻, 五分, 差一刻; and where they end.
fn behind_the_hour(text: &str, at: usize) -> (i16, usize) {
    match char_at(text, at) {
        Some(c @ ('钟' | '整')) => return (0, at + c.len_utf8()),
        Some(c @ '半') => return (30, at + c.len_utf8()),
        Some('差') => {
            if let Some(read) = minutes(text, at + '差'.len_utf8()) {
                return (-read.value, read.end);
            }
        }
        _ => {}
    }
    let start = if char_at(text, at) == Some('过') { at + '过'.len_utf8() } else { at };
    if let Some(read) = minutes(text, start) {
        return (read.value, read.end);
    }
    small(text, at).map_or((0, at), |(said, end)| (said.into(), end))
}

/// The minutes that an hour lacks: the 差一刻 of 差一刻六点, 差五分钟到六点.
fn lacking(text: &str, at: usize) -> Option<Reading<i16>> {
    let start = char_at(text, at).filter(|c| *c == '差').map(|c| at + c.len_utf8())?;
    let read = minutes(text, start)?;
    let end = ["到", "就", ""].iter().find(|word| text.get(read.end..).is_some_and(|rest| rest.starts_with(**word)));
    Some(Reading::new(read.value, read.end + end.map_or(0, |word| word.len())))
}

/// 一刻, 五分, 10分钟.
fn minutes(text: &str, at: usize) -> Option<Reading<i16>> {
    let (count, end) = small(text, at)?;
    let rest = text.get(end..)?;
    let units = [("刻钟", 15), ("刻", 15), ("分钟", 1), ("分", 1)];
    let (unit, each) = units.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    Some(Reading::new(i16::from(count).checked_mul(each)?, end + unit.len()))
}

/// An hour or a minute.
fn small(text: &str, at: usize) -> Option<(i8, usize)> {
    if let Some((figures, end)) = digits(text, at) {
        return Some((figures.parse().ok()?, end));
    }
    han_whole(text, at).and_then(|read| Some((i8::try_from(read.value).ok()?, read.end)))
}

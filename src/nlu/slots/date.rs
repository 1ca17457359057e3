//! Days: `2027-01-28`, `28/1/2027`, `28 January`, `May 3rd`, `3 de mayo`, 1月28日, `tomorrow`, 后天.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::boundary::char_at;
use super::super::words::{FUTURE, PAST};
use super::han_number::han_whole;
use super::ordinal::{day_in_figures, day_in_words, ordinal, past_of};
use super::{Reading, digits, one_at, past_space, word_at};

const MONTHS: [(&str, i8); 47] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("setiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("ene", 1),
    ("abr", 4),
    ("ago", 8),
    ("dic", 12),
    ("正月", 1),
    ("元月", 1),
    ("十二月", 12),
    ("十一月", 11),
    ("十月", 10),
    ("腊月", 12),
];

const RELATIVE: [(&str, i32); 21] = [
    ("the day after tomorrow", 2),
    ("day after tomorrow", 2),
    ("pasado manana", 2),
    ("tomorrow", 1),
    ("today", 0),
    ("the day before yesterday", -2),
    ("day before yesterday", -2),
    ("yesterday", -1),
    ("manana", 1),
    ("hoy", 0),
    ("antes de ayer", -2),
    ("anteayer", -2),
    ("antier", -2),
    ("ayer", -1),
    ("大后天", 3),
    ("后天", 2),
    ("明天", 1),
    ("今天", 0),
    ("昨天", -1),
    ("大前天", -3),
    ("前天", -2),
];

/// Years counted from this one, before and behind a day.
const YEARS_BEFORE: &[(&str, i16)] = &[("去年", -1), ("今年", 0), ("明年", 1), ("后年", 2), ("前年", -2)];
const YEARS_BEHIND: &[(&str, i16)] = &[
    ("last year", -1),
    ("this year", 0),
    ("next year", 1),
    ("ano pasado", -1),
    ("este ano", 0),
    ("ano que viene", 1),
    ("proximo ano", 1),
    ("ano proximo", 1),
];

/// Words behind a day that put it in the past.
const PAST_BEHIND: &[(&str, ())] = &[("pasado", ()), ("ultimo", ()), ("last", ())];

/// Which year a day without one is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::nlu) enum Year {
    /// That of the next such day, today included.
    Next,
    /// That of the last such day, today included.
    Last,
}

/// What a day is counted from.
#[derive(Clone, Copy, Debug)]
pub(in crate::nlu) struct From {
    pub today: Date,
    pub year: Year,
}

/// Reads a day. One without a year is the next such day, today included, unless the sentence speaks of what was.
pub(in crate::nlu) fn day(text: &str, at: usize, today: Date) -> Option<Reading<Date>> {
    let next = || plain_day(text, at, From { today, year: Year::Next });
    let read = relative(text, at, today).or_else(next)?;
    match tense(text) {
        Some(year @ Year::Last) if read.value > today && relative(text, at, today).is_none() => {
            plain_day(text, at, From { today, year })
        }
        _ => Some(read),
    }
}

/// Whether a sentence speaks of what was or of what will be.
pub(in crate::nlu) fn tense(text: &str) -> Option<Year> {
    match (PAST.stand_in(text), FUTURE.stand_in(text)) {
        (true, false) => Some(Year::Last),
        (false, true) => Some(Year::Next),
        _ => None,
    }
}

/// Reads "tomorrow", 前天, `ayer`.
pub(in crate::nlu) fn relative(text: &str, at: usize, today: Date) -> Option<Reading<Date>> {
    let read = one_at(text, at, &RELATIVE)?;
    Some(Reading::new(today.checked_add(read.value.days()).ok()?, read.end))
}

/// Reads a day written with its month, and perhaps with 去年 or 明年 before it.
pub(in crate::nlu) fn plain_day(text: &str, at: usize, from: From) -> Option<Reading<Date>> {
    if let Some(off) = one_at(text, at, YEARS_BEFORE) {
        let first = Date::new(from.today.year().checked_add(off.value)?, 1, 1).ok()?;
        return plain_day(text, off.end, From { today: first, year: Year::Next });
    }
    if let Some(month) = one_at(text, at, &MONTHS) {
        let han = text.get(..month.end).is_some_and(|said| said.ends_with('月'));
        let (day, end) = if han { after_month(text, month.end)? } else { behind_month(text, month.end)? };
        return with_year(text, month.value, day, end, from);
    }
    let Some((first, end, count)) = whole(text, at) else {
        // "One may" is no day: in words, "of" or "de" stands before the month.
        let (day, end) = day_in_words(text, at)?;
        let month = one_at(text, past_of(text, end)?, &MONTHS)?;
        return with_year(text, month.value, day, month.end, from);
    };
    match char_at(text, end)? {
        sign @ ('-' | '/' | '.') if whole(text, end + 1).is_some() => {
            in_figures(text, first, count, sign, end + 1, from)
        }
        '年' => {
            let (month, end, _) = whole(text, end + '年'.len_utf8())?;
            let (day, end) = after_month(text, end)?;
            dated(i16::try_from(first).ok()?, i8::try_from(month).ok()?, day, end)
        }
        '月' => {
            let (day, end) = after_month(text, end)?;
            such_day(i8::try_from(first).ok()?, day, end, from)
        }
        _ => {
            let (day, end) = day_in_figures(text, at)?;
            let next = past_of(text, end).unwrap_or_else(|| past_space(text, end));
            let month = one_at(text, next, &MONTHS)?;
            with_year(text, month.value, day, month.end, from)
        }
    }
}

/// `2027-01-28`, `28/1/2027`, `28/1`: the day comes before the month unless it cannot.
fn in_figures(text: &str, first: u64, count: usize, sign: char, at: usize, from: From) -> Option<Reading<Date>> {
    let (second, end, _) = whole(text, at)?;
    let third = text.get(end..)?.strip_prefix(sign).and_then(|_| whole(text, end + 1));
    let small = |value: u64| i8::try_from(value).ok();
    match third {
        Some((day, end, _)) if count == 4 => dated(i16::try_from(first).ok()?, small(second)?, small(day)?, end),
        Some((year, end, digits)) => {
            let year = i16::try_from(year).ok()?.checked_add(if digits == 2 { 2000 } else { 0 })?;
            let (day, month) = if second > 12 { (second, first) } else { (first, second) };
            dated(year, small(month)?, small(day)?, end)
        }
        None if sign == '/' => {
            let (day, month) = if second > 12 { (second, first) } else { (first, second) };
            such_day(small(month)?, small(day)?, end, from)
        }
        None => None,
    }
}

/// The day behind a month's name or number, and a year if there is one.
fn with_year(text: &str, month: i8, day: i8, end: usize, from: From) -> Option<Reading<Date>> {
    let mut next = end;
    if text.get(next..)?.starts_with(',') {
        next += 1;
    }
    next = past_space(text, next);
    for word in ["de", "del"] {
        next = word_at(text, next, word).map_or(next, |behind| past_space(text, behind));
    }
    match digits(text, next) {
        Some((year, behind)) if year.len() == 4 => dated(year.parse().ok()?, month, day, behind),
        _ if let Some(off) = one_at(text, next, YEARS_BEHIND) => {
            dated(from.today.year().checked_add(off.value)?, month, day, off.end)
        }
        _ if let Some(last) = one_at(text, next, PAST_BEHIND) => {
            such_day(month, day, last.end, From { year: Year::Last, ..from })
        }
        _ => such_day(month, day, end, from),
    }
}

fn dated(year: i16, month: i8, day: i8, end: usize) -> Option<Reading<Date>> {
    Some(Reading::new(Date::new(year, month, day).ok()?, end))
}

fn such_day(month: i8, day: i8, end: usize, from: From) -> Option<Reading<Date>> {
    // The 29th of February can be eight years off.
    let year = |years: i16| Date::new(from.today.year().checked_add(years)?, month, day).ok();
    let next = || (0..=8).filter_map(year).find(|date| *date >= from.today);
    let last = || (0..=8).filter_map(|years| year(-years)).find(|date| *date <= from.today);
    let found = match from.year {
        Year::Next => next(),
        Year::Last => last(),
    };
    found.map(|date| Reading::new(date, end))
}

/// The 28 of 28日, 28号 or plain, behind a month.
fn after_month(text: &str, at: usize) -> Option<(i8, usize)> {
    let at = if let Some('月') = char_at(text, at) { at + '月'.len_utf8() } else { at };
    let (day, end, _) = whole(text, at)?;
    let end = match char_at(text, end) {
        Some(c @ ('日' | '号')) => end + c.len_utf8(),
        _ => end,
    };
    Some((i8::try_from(day).ok()?, end))
}

/// The day behind a month's name: `May 3`, `May the 3rd`, and `May first` where nothing follows that would make it "may first".
fn behind_month(text: &str, at: usize) -> Option<(i8, usize)> {
    let next = past_space(text, at);
    let next = word_at(text, next, "the").map_or(next, |end| past_space(text, end));
    let words = || {
        let read = ordinal(text, next)?;
        let behind = text.get(past_space(text, read.end)..)?;
        (!behind.starts_with(|c: char| c.is_alphabetic() || c == '-')).then_some((read.value, read.end))
    };
    day_in_figures(text, next).or_else(words)
}

/// A whole number, in figures or Chinese characters, and how many figures it has.
fn whole(text: &str, at: usize) -> Option<(u64, usize, usize)> {
    if let Some((figures, end)) = digits(text, at) {
        return Some((figures.parse().ok()?, end, figures.len()));
    }
    han_whole(text, at).map(|read| (read.value, read.end, 0))
}

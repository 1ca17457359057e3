//! Days of the week as answers: `last Monday`, 上周一, `el viernes que viene`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::slots::date::{From, Year};
use super::super::slots::{Reading, one_at, past_space, word_at};

/// Days of the week by the names that mean nothing else.
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("mondays", Weekday::Monday),
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("mon", Weekday::Monday),
    ("tues", Weekday::Tuesday),
    ("tue", Weekday::Tuesday),
    ("weds", Weekday::Wednesday),
    ("thurs", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("lunes", Weekday::Monday),
    ("martes", Weekday::Tuesday),
    ("miercoles", Weekday::Wednesday),
    ("jueves", Weekday::Thursday),
    ("viernes", Weekday::Friday),
    ("sabado", Weekday::Saturday),
    ("domingo", Weekday::Sunday),
];

/// The last character of 星期一 and its like.
const HAN_WEEKDAYS: &[(&str, Weekday)] = &[
    ("一", Weekday::Monday),
    ("二", Weekday::Tuesday),
    ("三", Weekday::Wednesday),
    ("四", Weekday::Thursday),
    ("五", Weekday::Friday),
    ("六", Weekday::Saturday),
    ("日", Weekday::Sunday),
    ("天", Weekday::Sunday),
    ("1", Weekday::Monday),
    ("2", Weekday::Tuesday),
    ("3", Weekday::Wednesday),
    ("4", Weekday::Thursday),
    ("5", Weekday::Friday),
    ("6", Weekday::Saturday),
    ("7", Weekday::Sunday),
];

/// Which of the days of that name.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    /// The last one before today.
    Last,
    /// The first one from today on.
    This,
    /// The first one after today.
    Coming,
    /// That of another week, weeks counted from Monday.
    Week(i64),
}

/// A day of the week as it is named, with what stands before it.
pub(super) struct Named {
    which: Option<Which>,
    pub weekday: Weekday,
    /// The byte behind it.
    pub end: usize,
}

impl Named {
    /// Whether it is said to be gone: `last Friday`.
    pub fn is_gone(&self) -> bool {
        matches!(self.which, Some(Which::Last)) || matches!(self.which, Some(Which::Week(week)) if week < 0)
    }
}

/// Reads the name of a day of the week, in any of `names` or in Chinese.
pub(super) fn named(text: &str, at: usize, names: &[(&str, Weekday)]) -> Option<Named> {
    let before: &[(&str, Which)] = &[
        ("this past", Which::Last),
        ("this coming", Which::Coming),
        ("last week", Which::Week(-1)),
        ("last", Which::Last),
        ("past", Which::Last),
        ("next week", Which::Week(1)),
        ("next", Which::Week(1)),
        ("this", Which::This),
        ("coming", Which::Coming),
        ("el pasado", Which::Last),
        ("el ultimo", Which::Last),
        ("pasado", Which::Last),
        ("el proximo", Which::Coming),
        ("proximo", Which::Coming),
        ("este", Which::This),
    ];
    if let Some((which, weekday, end)) = han_weekday(text, at) {
        return Some(Named { which, weekday, end });
    }
    let lead = one_at(text, at, before);
    let start = lead.as_ref().map_or(at, |read| past_space(text, read.end));
    let day = one_at(text, start, names)?;
    Some(Named { which: lead.map(|read| read.value), weekday: day.value, end: day.end })
}

/// `last Monday`, `next Friday`, 上周一, `el viernes que viene`, or a bare `Friday`; no day where nobody knows which one is meant.
pub(super) fn weekday(text: &str, at: usize, from: From) -> Option<Reading<Option<Date>>> {
    let Named { mut which, weekday, mut end } = named(text, at, WEEKDAYS)?;
    let behind: &[(&str, Which)] = &[
        ("pasado", Which::Last),
        ("que viene", Which::Coming),
        ("proximo", Which::Coming),
        ("last week", Which::Week(-1)),
        ("next week", Which::Week(1)),
        ("of this week", Which::Week(0)),
        ("of next week", Which::Week(1)),
        ("of last week", Which::Week(-1)),
        ("de esta semana", Which::Week(0)),
        ("de la otra semana", Which::Week(1)),
        ("de la semana siguiente", Which::Week(1)),
        ("de la semana entrante", Which::Week(1)),
        ("de la semana proxima", Which::Week(1)),
        ("entrante", Which::Coming),
        ("que entra", Which::Coming),
        ("siguiente", Which::Coming),
        ("de la semana pasada", Which::Week(-1)),
        ("de la semana que viene", Which::Week(1)),
        ("de la proxima semana", Which::Week(1)),
    ];
    if let Some(read) = one_at(text, past_space(text, end), behind) {
        (which, end) = (Some(read.value), read.end);
    }
    // To some that of next week, to others that of the week behind it.
    if let Some(behind) = word_at(text, past_space(text, end), "after next") {
        return Some(Reading::new(None, behind));
    }
    let mut date = such_weekday(weekday, which, from)?;
    // "De hoy en ocho" is in a week, and so is "el lunes en ocho" from that Monday on, and "Friday week" from that Friday.
    let later: &[(&str, i64)] =
        &[("en ocho", 7), ("en 8", 7), ("en quince", 14), ("en 15", 14), ("week", 7), ("fortnight", 14)];
    if let Some(read) = one_at(text, past_space(text, end), later) {
        (date, end) = (date.checked_add(read.value.days()).ok()?, read.end);
    }
    Some(Reading::new(Some(date), end))
}

/// 周一, 上个星期三, 下周日: which of them, the day, and the byte behind it.
fn han_weekday(text: &str, at: usize) -> Option<(Option<Which>, Weekday, usize)> {
    let leads: &[(&str, i64)] = &[
        ("上上个", -2),
        ("上上", -2),
        ("上个", -1),
        ("上", -1),
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("这个", 0),
        ("这", 0),
        ("本", 0),
    ];
    let lead = one_at(text, at, leads);
    let week = lead.as_ref().map_or(at, |read| read.end);
    let end = ["周", "星期", "礼拜"].iter().find_map(|word| word_at(text, week, word))?;
    let day = one_at(text, end, HAN_WEEKDAYS)?;
    Some((lead.map(|read| Which::Week(read.value)), day.value, day.end))
}

fn such_weekday(weekday: Weekday, which: Option<Which>, from: From) -> Option<Date> {
    let today = from.today;
    match which {
        Some(Which::Week(weeks)) => {
            let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
            let days = weeks * 7 + i64::from(weekday.to_monday_zero_offset());
            monday.checked_add(days.days()).ok()
        }
        Some(Which::Last) => today.nth_weekday(-1, weekday).ok(),
        None if from.year == Year::Last => today.nth_weekday(-1, weekday).ok(),
        // On a Friday, "Friday" is today, and "this Friday" too.
        None | Some(Which::This) if today.weekday() == weekday => Some(today),
        _ => today.nth_weekday(1, weekday).ok(),
    }
}

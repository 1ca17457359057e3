//! Days as answers: "it was last Monday", 3天前, `el viernes que viene`, "the 5th".

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rust_decimal::Decimal;

use super::super::boundary::{char_before, may_cut};
use super::super::slots::date::{From, Year, day, plain_day, relative, tense};
use super::super::slots::number::{Point, numeral};
use super::super::slots::ordinal::{ending, ordinal};
use super::super::slots::spelled::spelled;
use super::super::slots::{Reading, digits, one_at, past_space, word_at};
use super::asking::Asking;
use super::numbered::numbered;
use super::settle::{Candidate, settle};
use super::weekday::weekday;

/// How many words may stand between "not" and the day it denies.
const REACH: usize = 2;

/// Reads the day the message answers with.
pub(super) fn date(asking: &Asking<'_>) -> Option<Candidate<Date>> {
    let text = asking.text();
    let today = asking.around.today;
    // The message's own words come before the question's: a day nobody puts in the past is the next one.
    let year = tense(text).unwrap_or(if asking.past { Year::Last } else { Year::Next });
    let from = From { today, year };
    let found = if asking.open() {
        asking.scan(|text, at| any_day(text, at, from))
    } else {
        // "How are you today?" names no day.
        asking.scan(|text, at| plain_day(text, at, from).map(|read| read.map(|date| (Some(date), 2))))
    };
    let free = found.into_iter().filter(|(start, read)| may_cut(text, read.end) && asking.is_free(*start..read.end));
    let candidates = free.map(|(start, read)| {
        let (value, rank) = read.value;
        Candidate { value, start, end: read.end, rank }
    });
    let Candidate { value, start, end, rank } = settle(text, candidates.collect(), REACH)?;
    Some(Candidate { value: value?, start, end, rank })
}

/// A day, or nothing where words name one that nobody can know, and how precisely they do: a date above "tomorrow", "tomorrow" above
/// "Friday".
type Ranked = (Option<Date>, u8);

/// A day in any of the ways people name it.
fn any_day(text: &str, at: usize, from: From) -> Option<Reading<Ranked>> {
    counted_from(text, at, from).or_else(|| one_day(text, at, from))
}

fn one_day(text: &str, at: usize, from: From) -> Option<Reading<Ranked>> {
    let today = from.today;
    let ranked = |rank: u8| move |read: Reading<Date>| read.map(|date| (Some(date), rank));
    // "por la mañana" is the morning.
    if word_at(text, at, "manana").is_some()
        && ["la ", "esta "].iter().any(|word| text.get(..at).is_some_and(|before| before.ends_with(word)))
    {
        return None;
    }
    let dated =
        || plain_day(text, at, from).or_else(|| eight_figures(text, at)).or_else(|| two_figures(text, at, from));
    let counted =
        || days_off(text, at, today).or_else(|| part_of_day(text, at, today)).or_else(|| relative(text, at, today));
    let named = || weekday(text, at, from).or_else(|| Some(holiday(text, at, from)?.map(Some)));
    numbered(text, at, from)
        .map(|read| read.map(|date| (date, 2)))
        .or_else(|| dated().map(ranked(2)))
        .or_else(|| in_month(text, at, from).map(ranked(2)))
        .or_else(|| counted().map(ranked(1)))
        .or_else(|| named().map(|read| read.map(|date| (date, 0))))
        .or_else(|| day(text, at, today).map(ranked(1)))
}

/// `20261121`.
fn eight_figures(text: &str, at: usize) -> Option<Reading<Date>> {
    let (figures, end) = digits(text, at).filter(|(figures, _)| figures.len() == 8)?;
    let part = |from: usize, to: usize| figures.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let year = part(0, 4).filter(|year| (1900..2200).contains(year))?;
    let date = Date::new(year, i8::try_from(part(4, 6)?).ok()?, i8::try_from(part(6, 8)?).ok()?).ok()?;
    Some(Reading::new(date, end))
}

/// `11.21`, `21-11`: a day and a month, where only one of the two can be the month.
fn two_figures(text: &str, at: usize, from: From) -> Option<Reading<Date>> {
    let (first, sign) = digits(text, at).filter(|(figures, _)| figures.len() <= 2)?;
    let (second, end) = digits(text, sign + 1).filter(|(figures, _)| figures.len() <= 2)?;
    if !matches!(text.get(sign..=sign), Some("." | "-")) || text.get(end..)?.starts_with(['.', '-', '/']) {
        return None;
    }
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let (month, day) = match (first > 12, second > 12) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return None,
    };
    let read = plain_day(&format!("{day}/{month}"), 0, from)?;
    Some(Reading::new(read.value, end))
}

/// `the 5th`, `5号`, `el día 5`, 上个月5号: a day of this month or of one beside it.
fn in_month(text: &str, at: usize, from: From) -> Option<Reading<Date>> {
    let months: &[(&str, i32)] =
        &[("上个月", -1), ("上月", -1), ("这个月", 0), ("本月", 0), ("下个月", 1), ("下月", 1)];
    let month = one_at(text, at, months);
    let start = month.as_ref().map_or(at, |read| read.end);
    let gone: &[(&str, Year)] = &[
        ("el pasado dia", Year::Last),
        ("el pasado", Year::Last),
        ("pasado el", Year::Last),
        ("last", Year::Last),
        ("el proximo dia", Year::Next),
        ("el proximo", Year::Next),
    ];
    let gone = one_at(text, start, gone);
    let plain = || ["el dia", "el"].iter().find_map(|word| word_at(text, start, word));
    let spanish = gone.as_ref().map(|gone| gone.end).or_else(plain);
    let figures = spanish.map_or(start, |end| past_space(text, end));
    let words = ordinal(text, figures);
    let read = match &words {
        Some(read) => Reading::new(Decimal::from(read.value), read.end),
        None => numeral(text, figures, Point::Decimal)?,
    };
    let number = i8::try_from(read.value).ok().filter(|day| (1..=31).contains(day))?;
    let rest = text.get(read.end..)?;
    let han = || ["号", "日"].iter().find(|mark| rest.starts_with(**mark)).map(|mark| read.end + mark.len());
    let marked = if words.is_none() { ending(text, read.end).or_else(han) } else { None };
    let behind = marked.unwrap_or(read.end);
    let months: &[(&str, i32)] = &[
        ("of last month", -1),
        ("last month", -1),
        ("of this month", 0),
        ("of next month", 1),
        ("next month", 1),
        ("del mes pasado", -1),
        ("de este mes", 0),
        ("del mes que viene", 1),
        ("del proximo mes", 1),
        ("del mes proximo", 1),
    ];
    let named = one_at(text, past_space(text, behind), months);
    let past = one_at(text, past_space(text, behind), &[("pasado", Year::Last), ("ultimo", Year::Last)]);
    // "The first" and "el primero" may be any first one.
    let of_days = words.is_none() || word_at(text, start, "el dia").is_some();
    let alone = (spanish.is_some() && of_days || named.is_some())
        && (named.is_some() || past.is_some() || rest.is_empty() || rest.starts_with([',', '.', '!', ';']));
    let end = match marked {
        Some(end) => end,
        None if alone => read.end,
        None => return None,
    };
    let today = from.today;
    let end = named.as_ref().map(|named| named.end).or(past.as_ref().map(|past| past.end)).unwrap_or(end);
    let year = past.or(gone).map_or(from.year, |read| read.value);
    let of_month = |off: i32| {
        let first = today.first_of_month().checked_add(off.months()).ok()?;
        Date::new(first.year(), first.month(), number).ok()
    };
    let date = match month.or(named) {
        Some(month) => of_month(month.value)?,
        None => {
            let near = (-2..=2).filter_map(of_month);
            let fits = |date: &Date| match year {
                Year::Next => *date >= today,
                Year::Last => *date <= today,
            };
            near.filter(fits).min_by_key(|date| days_between(*date, today))?
        }
    };
    Some(Reading::new(date, end))
}

fn days_between(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

/// `a week from Friday`, "2 days before Christmas", `una semana después del viernes`.
fn counted_from(text: &str, at: usize, from: From) -> Option<Reading<Ranked>> {
    let (count, end) = count(text, at)?;
    let unit = one_at(text, past_space(text, end), UNITS).filter(|unit| unit.value > 0)?;
    let links: &[(&str, i64)] = &[
        ("from", 1),
        ("after", 1),
        ("on", 1),
        ("before", -1),
        ("despues de", 1),
        ("despues del", 1),
        ("a partir del", 1),
        ("a partir de", 1),
        ("antes de", -1),
        ("antes del", -1),
    ];
    let link = one_at(text, past_space(text, unit.end), links)?;
    // "A week on Friday" is a day, but "for 2 days on Friday" is how long.
    if text.get(past_space(text, unit.end)..link.end) == Some("on") && unit.value % 7 != 0 {
        return None;
    }
    let days = count.checked_mul(unit.value)?.checked_mul(link.value)?;
    let next = past_space(text, link.end);
    let start = ["the", "this", "el", "la"].iter().find_map(|word| word_at(text, next, word));
    let day = one_day(text, next, from)
        .or_else(|| one_day(text, past_space(text, start?), from))
        .filter(|day| day.end > link.end)?;
    let (date, rank) = day.value;
    let date = date.and_then(|date| date.checked_add(Span::new().try_days(days).ok()?).ok());
    Some(Reading::new((date, rank.max(1)), day.end))
}

/// What days are counted in: how many one has; none of months, which have not all as many.
const UNITS: &[(&str, i64)] = &[
    ("days", 1),
    ("day", 1),
    ("dias", 1),
    ("dia", 1),
    ("天", 1),
    ("日", 1),
    ("weeks", 7),
    ("week", 7),
    ("semanas", 7),
    ("semana", 7),
    ("个星期", 7),
    ("星期", 7),
    ("个礼拜", 7),
    ("周", 7),
    ("months", 0),
    ("month", 0),
    ("meses", 0),
    ("mes", 0),
    ("个月", 0),
];

/// Where "3 weeks ago" ends, which is a day and no number.
pub(super) fn ago(text: &str, at: usize, today: Date) -> Option<usize> {
    days_off(text, at, today).filter(|read| read.value < today).map(|read| read.end)
}

/// `3 days ago`, `in a week`, `hace 3 días`, 三天后.
fn days_off(text: &str, at: usize, today: Date) -> Option<Reading<Date>> {
    let leads: &[(&str, i64)] = &[("in", 1), ("dentro de", 1), ("en", 1), ("hace", -1), ("过", 1), ("再过", 1)];
    let lead = one_at(text, at, leads);
    let start = lead.as_ref().map_or(at, |read| past_space(text, read.end));
    let (count, end) = count(text, start)?;
    let unit = one_at(text, past_space(text, end), UNITS)?;
    let tails: &[(&str, i64)] = &[
        ("ago", -1),
        ("before", -1),
        ("earlier", -1),
        ("from now", 1),
        ("from today", 1),
        ("later", 1),
        ("atras", -1),
        ("之前", -1),
        ("以前", -1),
        ("前", -1),
        ("之后", 1),
        ("以后", 1),
        ("后", 1),
    ];
    let tail = one_at(text, past_space(text, unit.end), tails);
    let direction = tail.as_ref().map(|tail| tail.value).or(lead.map(|lead| lead.value))?;
    let end = tail.map_or(unit.end, |tail| tail.end);
    let steps = count.checked_mul(direction)?;
    let span = if unit.value == 0 {
        Span::new().try_months(steps).ok()?
    } else {
        Span::new().try_days(steps.checked_mul(unit.value)?).ok()?
    };
    Some(Reading::new(today.checked_add(span).ok()?, end))
}

/// How many: in figures, in words, "a couple of".
fn count(text: &str, at: usize) -> Option<(i64, usize)> {
    let several: &[(&str, i64)] =
        &[("a couple of", 2), ("couple of", 2), ("un par de", 2), ("a", 1), ("an", 1), ("两三", 3), ("两", 2)];
    if let Some(read) = one_at(text, at, several) {
        return Some((read.value, read.end));
    }
    if let Some(read) = spelled(text, at) {
        return Some((i64::from(read.value.value), read.end));
    }
    let read = numeral(text, at, Point::Decimal)?;
    Some((i64::try_from(read.value).ok()?, read.end))
}

/// `last night`, `this morning`, 今晚.
fn part_of_day(text: &str, at: usize, today: Date) -> Option<Reading<Date>> {
    let parts: &[(&str, i64)] = &[
        ("de hoy en ocho", 7),
        ("hoy en ocho", 7),
        ("de hoy en quince", 15),
        ("hoy en quince", 15),
        ("manana en ocho", 8),
        ("a week today", 7),
        ("a week tomorrow", 8),
        ("last night", -1),
        ("anoche", -1),
        ("昨晚", -1),
        ("昨日", -1),
        ("昨儿", -1),
        ("前晚", -2),
        ("前日", -2),
        ("tonight", 0),
        ("this morning", 0),
        ("this afternoon", 0),
        ("this evening", 0),
        ("right now", 0),
        ("esta manana", 0),
        ("esta tarde", 0),
        ("esta noche", 0),
        ("今晚", 0),
        ("今早", 0),
        ("今日", 0),
        ("今儿", 0),
        ("刚才", 0),
        ("刚刚", 0),
        ("tmrw", 1),
        ("tmr", 1),
        ("明早", 1),
        ("明晚", 1),
        ("明日", 1),
        ("明儿", 1),
        ("后日", 2),
        ("前两天", -2),
    ];
    let read = one_at(text, at, parts)?;
    Some(Reading::new(today.checked_add(read.value.days()).ok()?, read.end))
}

/// Days that carry a name.
fn holiday(text: &str, at: usize, from: From) -> Option<Reading<Date>> {
    let holidays: &[(&str, &str)] = &[
        ("christmas eve", "24/12"),
        ("christmas day", "25/12"),
        ("christmas", "25/12"),
        ("new year's eve", "31/12"),
        ("new year's day", "1/1"),
        ("new year's", "1/1"),
        ("valentine's day", "14/2"),
        ("valentine's", "14/2"),
        ("nochebuena", "24/12"),
        ("nochevieja", "31/12"),
        ("navidad", "25/12"),
        ("ano nuevo", "1/1"),
        ("san valentin", "14/2"),
        ("平安夜", "24/12"),
        ("圣诞节", "25/12"),
        ("圣诞", "25/12"),
        ("元旦", "1/1"),
        ("情人节", "14/2"),
        ("国庆节", "1/10"),
        ("国庆", "1/10"),
        ("双十一", "11/11"),
        ("双11", "11/11"),
        ("双十二", "12/12"),
        ("双12", "12/12"),
    ];
    let read = one_at(text, at, holidays)?;
    if char_before(text, at) == Some('-') {
        return None;
    }
    Some(Reading::new(plain_day(read.value, 0, from)?.value, read.end))
}

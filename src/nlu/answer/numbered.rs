//! A day of the week beside the number of its day: `viernes 13`, "Friday the 13th", 13号周五. The number decides where the two agree;
//! where they do not, nobody knows which of them is meant.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use super::super::boundary::char_at;
use super::super::slots::date::{From, Year, plain_day};
use super::super::slots::number::{Point, numeral};
use super::super::slots::ordinal::{ending, ordinal};
use super::super::slots::{Reading, one_at, past_space, time, word_at};
use super::super::words::COUNTED;
use super::weekday::{Named, WEEKDAYS, named};

/// Names that are days of the week only beside a number.
const SHORT: &[(&str, Weekday)] = &[
    ("wed", Weekday::Wednesday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
    ("lun", Weekday::Monday),
    ("mie", Weekday::Wednesday),
    ("jue", Weekday::Thursday),
    ("vie", Weekday::Friday),
    ("sab", Weekday::Saturday),
    ("dom", Weekday::Sunday),
];

/// What stands before the number of a day.
const LEADS: &[&str] = &["on the", "the", "el dia", "el", "dia"];

/// What makes a time, a range or a quantity of the number before it.
const NO_DAY_BEHIND: &[&str] = &[
    "h",
    "hs",
    "hrs",
    "o'clock",
    "oclock",
    "in the",
    "at night",
    "de la manana",
    "de la tarde",
    "de la noche",
    "por la noche",
    "y media",
    "y cuarto",
    "menos",
    "en punto",
    "of us",
    "de nosotros",
];

/// What may stand behind the figure of a day that has no mark of one; anything else may be what there are so many of.
const HARMLESS_BEHIND: &[&str] = &[
    "please",
    "por favor",
    "porfa",
    "if",
    "si",
    "is",
    "would",
    "will",
    "works",
    "suits",
    "at",
    "around",
    "a las",
    "a la",
    "sobre las",
    "antes",
    "before",
    "after",
    "esta",
    "estaria",
    "me viene",
    "me va",
    "gracias",
    "thanks",
    "thank you",
    "then",
    "entonces",
    "ok",
    "vale",
    "pasado",
    "ultimo",
    "que viene",
    "proximo",
    "or",
    "o",
    "y",
    "and",
    "por la manana",
    "por la tarde",
];

/// How many days of one number are looked at: those of this month and of the next.
const NEAR: usize = 2;

/// The number of a day, and whether it can be nothing else.
struct Number {
    day: i8,
    end: usize,
    plain: bool,
    /// Whether another one is joined to it: "13 or 14".
    joined: bool,
}

/// Reads both together; no day where they do not agree.
pub(super) fn numbered(text: &str, at: usize, from: From) -> Option<Reading<Option<Date>>> {
    named_first(text, at, from).or_else(|| number_first(text, at, from))
}

fn named_first(text: &str, at: usize, from: From) -> Option<Reading<Option<Date>>> {
    let name = named(text, at, WEEKDAYS).or_else(|| named(text, at, SHORT))?;
    let point = text.get(name.end..).is_some_and(|rest| rest.starts_with(". ")) && is_short(text.get(at..name.end)?);
    let start = if point { name.end + ". ".len() } else { past_sign(text, name.end) };
    let led = past_lead(text, start);
    let mut number = number(text, led.unwrap_or(start), from)?;
    number.plain |= led.is_some();
    said(text, &name, &number, number.end, from)
}

fn number_first(text: &str, at: usize, from: From) -> Option<Reading<Option<Date>>> {
    let led = past_lead(text, at);
    let number = number(text, led.unwrap_or(at), from).filter(|number| number.plain || led.is_some())?;
    let name = named(text, past_sign(text, number.end), WEEKDAYS)?;
    said(text, &name, &Number { plain: true, ..number }, name.end, from)
}

fn said(text: &str, name: &Named, number: &Number, end: usize, from: From) -> Option<Reading<Option<Date>>> {
    let gone: &[(&str, bool)] = &[("pasado", true), ("ultimo", true), ("que viene", false), ("proximo", false)];
    let tail = one_at(text, past_space(text, end), gone);
    let year = match &tail {
        Some(tail) if tail.value => Year::Last,
        None if name.is_gone() => Year::Last,
        _ => from.year,
    };
    let date = near(number.day, year, from.today).find(|date| date.weekday() == name.weekday);
    let end = tail.map_or(end, |tail| tail.end);
    if number.joined {
        return date.map(|_| Reading::new(None, end));
    }
    // "Friday, 2 cakes" speaks of no 2nd.
    let apart = !number.plain && char_at(text, name.end) == Some(',') && !ends(text, number.end);
    (!apart).then(|| Reading::new(date, end))
}

/// The nearest days of that number.
fn near(day: i8, year: Year, today: Date) -> impl Iterator<Item = Date> {
    let months = (0..=3).map(move |off| if year == Year::Last { -off } else { off });
    let dates = months.filter_map(move |off: i32| {
        let first = today.first_of_month().checked_add(off.months()).ok()?;
        Date::new(first.year(), first.month(), day).ok()
    });
    dates.filter(move |date| if year == Year::Last { *date <= today } else { *date >= today }).take(NEAR)
}

/// The number of a day at `at`, where it is none of a date with its month, of a time or of things.
fn number(text: &str, at: usize, from: From) -> Option<Number> {
    if plain_day(text, at, from).is_some() || time::time_of_day(text, at).is_some() {
        return None;
    }
    let words = ordinal(text, at);
    let in_words = words.is_some();
    let (day, end, plain) = match words {
        Some(read) => (read.value, read.end, true),
        None => {
            let read = numeral(text, at, Point::Decimal)?;
            let mark = match char_at(text, read.end) {
                Some(mark @ ('号' | '日')) => Some(read.end + mark.len_utf8()),
                _ => ending(text, read.end),
            };
            let day = i8::try_from(read.value).ok().filter(|day| Decimal::from(*day) == read.value)?;
            (day, mark.unwrap_or(read.end), mark.is_some())
        }
    };
    let next = past_space(text, end);
    let rest = text.get(next..)?;
    let figure = |c: char| c.is_ascii_digit();
    let goes_on = rest.starts_with(['/', '.', ':', ',']) && rest.chars().nth(1).is_some_and(figure);
    let joined = rest.starts_with('-') && rest.chars().nth(1).is_some_and(figure)
        || ["to", "a", "al", "y", "and", "or", "o"].iter().any(|word| {
            let behind = word_at(text, next, word).map(|end| past_space(text, end));
            behind.and_then(|at| char_at(text, at)).is_some_and(figure)
        });
    let of_month = ["of", "de este", "de ese", "del", "last", "this", "next"];
    let other = NO_DAY_BEHIND.iter().chain(&of_month).any(|word| word_at(text, next, word).is_some());
    // A plain figure before Han counts something: 周五3个人.
    let counts = !plain && (rest.starts_with(super::super::boundary::is_han) || COUNTED.opening(rest).is_some());
    // "Friday first thing", "Friday 8 roses".
    let closes = ends(text, end) || HARMLESS_BEHIND.iter().any(|word| word_at(text, next, word).is_some());
    let open = (in_words || !plain) && !closes && !joined;
    ((1..=31).contains(&day) && !goes_on && !other && !counts && !open).then_some(Number { day, end, plain, joined })
}

/// Whether a clause ends here.
fn ends(text: &str, at: usize) -> bool {
    text.get(at..).unwrap_or_default().chars().next().is_none_or(|c| c.is_ascii_punctuation())
}

/// Whether a name is one cut short, behind which a point ends nothing.
fn is_short(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|name| name.len() <= 5)
}

/// Past a comma or a parenthesis, and a space.
fn past_sign(text: &str, at: usize) -> usize {
    let at = past_space(text, at);
    match char_at(text, at) {
        Some(',' | '(') => past_space(text, at + 1),
        _ => at,
    }
}

fn past_lead(text: &str, at: usize) -> Option<usize> {
    LEADS.iter().find_map(|word| word_at(text, at, word)).map(|end| past_space(text, end))
}

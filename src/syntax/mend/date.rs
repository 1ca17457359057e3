//! Days as people write them, `24/12/2026` or `24 de diciembre`, where a date such as `2026-12-24` belongs.

use std::sync::LazyLock;

use jiff::civil;
use regex::{Captures, Regex};

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::build::nearest_day;
use crate::syntax::prepared::Edit;

/// How many words before the place a day may begin, and how many behind it.
const NEAR: usize = 5;

/// The months, by the letters with which they begin in English and Spanish.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("ene", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("abr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("dic", 12),
];

/// A day in any of the usual ways: year first, year last, with the month's name, in Chinese.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = MONTHS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|");
    let month = format!(r"(?:{names})\w*\.?");
    Regex::new(&format!(
        r"(?ix)^(?:
            (?P<y1>\d{{4}})\s*[-/.年]\s*(?P<m1>\d{{1,2}})\s*[-/.月]\s*(?P<d1>\d{{1,2}})\s*[日号]?
            | (?P<d2>\d{{1,2}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<y2>\d{{4}})
            | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|º)?\s+(?:(?:of|de)\s+)?(?P<m3>{month})(?:,?\s+(?:(?:de|del)\s+)?(?P<y3>\d{{4}}))?
            | (?P<m4>{month})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y4>\d{{4}}))?
            | (?P<m5>\d{{1,2}})\s*月\s*(?P<d5>\d{{1,2}})\s*[日号]?
        )(?:$|[^\w/.-]|[.]\s|[.]$|\p{{Han}})"
    ))
    .ok()
});

/// A day that somebody wrote.
struct Day {
    date: String,
    /// Whether the year was written, too.
    has_year: bool,
    length: usize,
    /// Why the calendar has no such day, where it has none: the date is then the nearest there is.
    impossible: Option<String>,
}

/// The day with which a line begins; one without its year is the next from `today` on.
fn day(line: &str, today: civil::Date) -> Option<Day> {
    let found = DAY.as_ref()?.captures(line)?;
    (1..=5).find_map(|way| read(&found, way, today))
}

/// Two days with which a line begins, `2月5日-2月12日`: how long they are, and how they are written here.
fn stretch(line: &str, to: &str, today: civil::Date) -> Option<(usize, String)> {
    line.char_indices().filter(|(_, sign)| matches!(sign, '-' | '–' | '—' | '~' | '～' | '至')).find_map(
        |(at, sign)| {
            let (before, behind) = (line.get(..at)?.trim_end(), line.get(at + sign.len_utf8()..)?);
            let (from, until) = (day(before, today)?, day(behind.trim_start(), today)?);
            let whole = from.length == before.len() && from.impossible.is_none() && until.impossible.is_none();
            let length = line.len() - behind.trim_start().len() + until.length;
            (whole && from.date <= until.date).then(|| (length, format!("{} {to} {}", from.date, until.date)))
        },
    )
}

fn read(found: &Captures<'_>, way: usize, now: civil::Date) -> Option<Day> {
    let part = |name: &str| found.name(&format!("{name}{way}"));
    let (month, day) = (part("m")?, part("d")?);
    let number = |written: &str| written.parse::<u32>().ok();
    let name = month.as_str().to_lowercase();
    let named = || MONTHS.iter().find(|(begins, _)| name.starts_with(begins)).map(|(_, month)| *month);
    let (mut month_of, mut day_of) = (number(month.as_str()).or_else(named)?, number(day.as_str())?);
    if way == 2 && month_of > 12 {
        // The month stands first in America.
        std::mem::swap(&mut month_of, &mut day_of);
    }
    let year = part("y");
    let end = [Some(month), Some(day), year].into_iter().flatten().map(|part| part.end()).max()?;
    let behind = found.get(0)?.as_str().get(end..).unwrap_or_default();
    let length = end + behind.find(['日', '号']).map_or(0, |at| at + '日'.len_utf8());
    let small = |figure: u32| i8::try_from(figure).unwrap_or(i8::MAX);
    let passed = (small(month_of), small(day_of)) < (now.month(), now.day());
    let year_of: i16 = match year {
        Some(year) => year.as_str().parse().ok()?,
        None => now.year().checked_add(i16::from(passed))?,
    };
    let (month, day) = (i16::try_from(month_of).ok()?, i16::try_from(day_of).ok()?);
    // A month that is named or has its word is no day.
    let named = matches!(way, 3..=5) || found.get(0).is_some_and(|found| found.as_str().contains('月'));
    let whole = i8::try_from(month).ok().zip(i8::try_from(day).ok());
    let possible = whole.and_then(|(month, day)| civil::Date::new(year_of, month, day).ok());
    let (date, impossible) = match possible {
        Some(date) => (date, None),
        None => {
            let (near, why) = nearest_day(year_of, month, day, !named);
            (near, Some(why))
        }
    };
    Some(Day { date: date.to_string(), has_year: year.is_some(), length, impossible })
}

/// `closed 24/12/2026`, `today is after 24 December`.
pub fn dates(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for at in words.found.saturating_sub(NEAR)..=words.found + 2 {
        let Some(first) = words.lexeme(at).filter(|_| at > 0) else { continue };
        let line = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        if let Some((length, days)) = stretch(line, words.table.spelling("kw_to"), words.today) {
            let range = first.start..first.start + length;
            let written = words.file.get(range.clone()).unwrap_or_default();
            mends.push(Mend {
                message: format!("`{written}` are no days as they are written here"),
                label: "a day has its year, month and day".to_owned(),
                help: format!("write `{days}`: the first day and the last, the year too"),
                example: Example::Sketch,
                ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &days)), Code::NotANumber, range)
            });
            continue;
        }
        let Some(day) = day(line, words.today) else { continue };
        let mut range = first.start..first.start + day.length;
        if words.file.get(range.clone()).is_some_and(|written| written == day.date) {
            continue;
        }
        // `cerrado el 24 de diciembre`: the article goes with the day.
        let article = at.checked_sub(1).filter(|&before| words.word(before).eq_ignore_ascii_case("el"));
        if let Some(article) = article.filter(|_| words.language == Keywords::Spanish).and_then(|at| words.lexeme(at)) {
            range.start = article.start;
        }
        let written = words.file.get(range.clone()).unwrap_or_default();
        // A sum is one of numbers apart.
        let year = if day.has_year { "" } else { ", the year too" };
        let (message, label, why) = match &day.impossible {
            Some(why) => ("is no day of the calendar", "no such day", format!("{why}; ")),
            None => ("is no day as it is written here", "a day has its year, month and day", String::new()),
        };
        mends.push(Mend {
            message: format!("`{written}` {message}"),
            label: label.to_owned(),
            help: format!("{why}write `{}`: year, month and day{year}", day.date),
            faithful: day.has_year,
            example: Example::Sketch,
            ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &day.date)), Code::NotANumber, range)
        });
    }
}

/// `when 24 December at 10:00 say "…"`: a rule waits for a day that a fact names.
pub fn day_as_trigger(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(first) = words.lexeme(1).filter(|_| words.table.is(words.word(0), "kw_when") && words.found < 8) else {
        return;
    };
    let line = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let Some(day) = day(line, words.today) else { return };
    let range = first.start..first.start + day.length;
    let name = match words.language {
        Keywords::English => "special-day",
        Keywords::Chinese => "大日子",
        Keywords::Spanish => "gran-día",
    };
    let (fact, is, date) =
        (words.table.spelling("kw_fact"), words.table.spelling("kw_is"), words.table.spelling("kw_date"));
    let (when, at) = (words.word(0), words.table.spelling("kw_at"));
    let next = words.lexemes.iter().position(|lexeme| lexeme.start >= range.end).unwrap_or(words.lexemes.len());
    let has_hour = (next..next + 2).any(|index| {
        words.table.is(words.word(index), "kw_at") || words.table.is(&words.phrase(index..index + 2), "kw_at")
    });
    let hour = if has_hour { String::new() } else { format!(" {at} 10:00") };
    mends.push(Mend {
        message: format!(
            "a rule begins with what happens, and `{}` is a day",
            words.file.get(range.clone()).unwrap_or_default()
        ),
        label: "a day is kept by a fact".to_owned(),
        help: {
            let why = day.impossible.as_ref().map(|why| format!("{why}; ")).unwrap_or_default();
            format!("{why}declare it as below, and write `{when} {name} {at} 10:00` here")
        },
        faithful: false,
        example: Example::Line(format!("{fact} {name}{} {date} {is} {}", words.colon(), day.date)),
        ..Mend::new(
            Edit::replace(range.clone(), words.apart(&range, &format!("{name}{hour}"))),
            Code::UnexpectedText,
            range,
        )
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::day;

    #[test]
    fn days_are_read_however_they_are_written() {
        let (new_year, autumn) = (civil::date(2027, 1, 1), civil::date(2026, 11, 20));
        let date = |line: &str| day(line, new_year).map(|day| (day.date, day.length));
        let whole = |line: &str, of: &str| assert_eq!(date(line), Some((of.to_owned(), line.len())), "{line}");
        whole("24/12/2026", "2026-12-24");
        whole("12/24/2026", "2026-12-24");
        whole("24.12.2026", "2026-12-24");
        whole("2026/1/6", "2026-01-06");
        whole("24 December 2026", "2026-12-24");
        whole("Dec 24th, 2026", "2026-12-24");
        whole("24 de diciembre de 2026", "2026-12-24");
        whole("2026年12月24日", "2026-12-24");
        whole("12月24号", "2027-12-24");
        assert_eq!(date("31 de febrero de 2026").map(|day| day.0).as_deref(), Some("2026-02-28"));
        assert_eq!(date("13月5日").map(|day| day.0).as_deref(), Some("2027-12-05"));
        let next = |line: &str| day(line, autumn).map(|day| day.date);
        assert_eq!(next("24 December").as_deref(), Some("2026-12-24"));
        assert_eq!(next("6 de enero").as_deref(), Some("2027-01-06"));
        assert_eq!(date("30 minutes"), None);
        assert_eq!(date("7 days"), None);
    }
}

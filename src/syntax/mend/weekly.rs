//! The hours of a week as people write them on doors and in chats: `Mon-Fri 9-18`, `周一至五 9点到18点`, `L-V 9:00-18:00`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Time;
use regex::Regex;

use super::weekday::{self, Found};
use super::{Example, Mend, Words, hour};
use crate::diagnostic::Code;
use crate::syntax::Wording;
use crate::syntax::ast::{Days, Opening};
use crate::syntax::hours::in_order;
use crate::syntax::prepared::Edit;

/// How many words before the place the hours of a week may begin.
const FAR: usize = 40;

/// The hours that are shown where only days were written.
const USUAL: [&str; 2] = ["09:00", "18:00"];

/// The hours of days of which only is said that the shop is open.
const ALL_DAY: [&str; 2] = ["00:00", "23:59"];

/// Where a line is longer, what stands beside the hours is not shown with them.
const LONGEST_LINE: usize = 100;

/// What says that the shop is not open.
static CLOSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:we(?:\s+are|'re)\s+closed|closed|close|cerrad[oa]s?|cierra|cerramos|descansa|休息|歇业|不营业|关门|休)")
        .ok()
});

/// What stands before days that are left out of others.
static EXCEPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:except(?:\s+for)?|excluding|but\s+not|excepto|salvo|menos)\b|除了?)").ok()
});

/// Days that no week tells.
static HOLIDAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:public|bank)\s+)?holidays\b|^(?:d[ií]as\s+)?festivos\b|^(?:法定)?节假日").ok()
});

/// What stands between days and hours and says nothing.
static BETWEEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:[\s,，、;；/&+:：=|.。•·*-]|(?:and|on|from|every|we|are|open|y|e|de|del|desde|el|los|las|en|todos|cada|abre|abrimos|abiert[oa])\b|和|与|及|每|都|营业|从|自)",
    )
    .ok()
});

/// `open Mon-Fri 9-18, Sat 10-14, closed on Sundays`: the days and hours of a week at once.
pub fn hours(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if !words.table.is(words.word(0), "kw_shop") {
        return;
    }
    let found = (words.found.saturating_sub(FAR).max(1)..words.found + 2).find_map(|at| week(words, at));
    let Some((range, week)) = found else { return };
    let Some(hours) = week.hours() else { return };
    let meant = Wording::new(words.language).opening(&hours, &[]);
    let written = words.file.get(range.clone()).unwrap_or_default();
    if written == meant {
        return;
    }
    let label = match week.lacks_hours() {
        true => range.start + week.days.start..range.start + week.days.end,
        false => changed(words.file, &range, &meant),
    };
    let shown = words.file.get(label.clone()).unwrap_or_default();
    let shown: Vec<&str> = shown.split_whitespace().collect();
    let shown = shown.join(" ");
    let named = "on days that are not named you are closed";
    let mut mend =
        Mend::new(Edit::replace(range.clone(), words.apart(&range, &meant)), Code::UnexpectedText, label.clone());
    mend.message = format!("`{shown}` is written otherwise");
    mend.label = "the hours of the week".to_owned();
    mend.help = match hours.iter().all(|hours| hours.days.is_none()) {
        true => format!("write `{meant}`: hours without days are those of every day"),
        false => format!("write `{meant}`: the days, then from when to when; {named}"),
    };
    if week.lacks_hours() {
        mend.message = format!("nobody said from when to when it is open on `{shown}`");
        mend.label = "days without hours".to_owned();
        mend.help = format!("write from when to when behind the days; {named}");
    }
    // A week is told in one line, however long it is.
    if meant.chars().count() > LONGEST_LINE {
        mend.example = Example::Line(meant.clone());
    }
    if week.holidays {
        mend.help.push_str("; a holiday is a date, with its year");
    }
    mends.push(mend);
}

/// The words of a line that are to be others; the last where some are only to be added, all where they stand on several lines.
fn changed(file: &str, range: &Range<usize>, meant: &str) -> Range<usize> {
    let written = file.get(range.clone()).unwrap_or_default();
    if written.contains('\n') {
        return range.clone();
    }
    let starts = |text: &str| -> Vec<usize> {
        let begins = |(at, c): (usize, char)| {
            let blank = text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
            (blank && !c.is_whitespace()).then_some(at)
        };
        text.char_indices().filter_map(begins).collect()
    };
    let words: Vec<&str> = written.split_whitespace().collect();
    let others: Vec<&str> = meant.split_whitespace().collect();
    let same = words.iter().zip(&others).take_while(|(one, other)| one == other).count();
    let most = words.len().min(others.len()) - same;
    let behind = words.iter().rev().zip(others.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let first = same.min(words.len().saturating_sub(1));
    let last = words.len().saturating_sub(behind).max(first + 1) - 1;
    let starts = starts(written);
    let (Some(from), Some(to), Some(word)) = (starts.get(first), starts.get(last), words.get(last)) else {
        return range.clone();
    };
    range.start + from..range.start + to + word.len()
}

/// The week that is told of from a word on, and where; nothing where that is not what could not be read.
fn week(words: &Words<'_>, at: usize) -> Option<(Range<usize>, Week)> {
    let first = words.lexeme(at)?;
    let piece = words.lexemes.last()?.end;
    let text = words.file.get(first.start..piece)?;
    let begins = words.line_ends_before(at);
    let open = words.table.is(words.word(at), "kw_open").then_some(first.end - first.start);
    let head = || hour::HEAD.as_ref().and_then(|head| head.find(text)).map(|head| head.end());
    // A sign on a door says no word before its days.
    let sign = || (weekday::at(text, words).is_some() || begins_with(&CLOSED, text).is_some()).then_some(0);
    let behind = begins.then(head).flatten().or(open).or_else(|| begins.then(sign).flatten())?;
    let week = Week::read(text, behind, words)?;
    let range = first.start..first.start + week.end;
    let (place, before) = (words.place().start, words.end_before()?);
    let here = range.start <= place && (place <= range.end || before <= range.end);
    (here && week.tells_days()).then_some((range, week))
}

/// How long what a pattern finds at the beginning is.
fn begins_with(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<usize> {
    pattern.as_ref()?.find(text).map(|found| found.end())
}

/// What is told of a week, in written order.
enum Item {
    Days(Days),
    Hours(Time, Time),
}

/// A week as somebody tells of it.
struct Week {
    items: Vec<Item>,
    closed: Days,
    holidays: bool,
    /// The last days in it.
    days: Range<usize>,
    /// The byte behind the last of it.
    end: usize,
}

impl Week {
    /// Reads as far as days and hours go; nothing where none stand there.
    fn read(text: &str, behind: usize, words: &Words<'_>) -> Option<Week> {
        let mut week = Week { items: Vec::new(), closed: Days::default(), holidays: false, days: 0..0, end: 0 };
        let (mut at, mut closing, mut except) = (behind, false, false);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((length, [opens, closes])) = hour::between(rest).filter(|_| !closing) {
                let (Ok(from), Ok(to)) = (opens.parse(), closes.parse()) else { break };
                week.items.push(Item::Hours(from, to));
                at += length;
                except = false;
            } else if let Some(Found { days, length }) = weekday::at(rest, words) {
                match (closing || except, week.items.last_mut()) {
                    (true, _) => week.closed = week.closed.with(days),
                    (false, Some(Item::Days(before))) => *before = before.with(days),
                    (false, _) => week.items.push(Item::Days(days)),
                }
                week.days = at..at + length;
                at += length;
                // `closed Sunday, Monday 9-18`: what has hours is not closed.
                if closing && weekday::has_hours(text.get(at..).unwrap_or_default()) {
                    week.closed = week.closed.without(days);
                    week.items.push(Item::Days(days));
                    closing = false;
                }
            } else if let Some(length) = begins_with(&EXCEPT, rest) {
                at += length;
                except = true;
                continue;
            } else if let Some(length) = begins_with(&HOLIDAYS, rest) {
                week.holidays = true;
                at += length;
            } else if let Some(length) = begins_with(&CLOSED, rest) {
                at += length;
                // `Sunday closed`, or `closed on Sunday`.
                match week.items.pop() {
                    Some(Item::Days(days)) => {
                        week.closed = week.closed.with(days);
                        closing = false;
                    }
                    hours => {
                        week.items.extend(hours);
                        closing = true;
                        continue;
                    }
                }
            } else if let Some(length) = begins_with(&BETWEEN, rest) {
                at += length;
                continue;
            } else {
                break;
            }
            week.end = at;
        }
        (week.end > 0).then_some(week)
    }

    /// Whether days of a week are told of at all.
    fn tells_days(&self) -> bool {
        !self.closed.is_empty() || self.items.iter().any(|item| matches!(item, Item::Days(_)))
    }

    /// Whether the last days have none.
    fn lacks_hours(&self) -> bool {
        matches!(self.items.last(), Some(Item::Days(_))) && !matches!(self.items.first(), Some(Item::Hours(..)))
    }

    /// The hours that are meant.
    fn hours(&self) -> Option<Vec<Opening>> {
        let usual = |[from, to]: [&str; 2]| Some((from.parse().ok()?, to.parse().ok()?));
        // `9-18 Mon-Fri`: the hours stand before their days.
        let behind = matches!((self.items.first(), self.items.last()), (Some(Item::Hours(..)), Some(Item::Days(_))));
        let mut told: Vec<(Option<Days>, (Time, Time))> = Vec::new();
        let (mut days, mut fresh) = (None, false);
        for item in &self.items {
            match *item {
                Item::Days(on) if behind => {
                    told.iter_mut().filter(|(days, _)| days.is_none()).for_each(|told| told.0 = Some(on))
                }
                Item::Days(on) => (days, fresh) = (Some(on), true),
                Item::Hours(from, to) if behind => told.push((None, (from, to))),
                Item::Hours(from, to) => {
                    told.push((days, (from, to)));
                    fresh = false;
                }
            }
        }
        if fresh {
            let last = told.last().map(|(_, times)| *times);
            told.push((days, last.or_else(|| usual(USUAL))?));
        }
        if told.is_empty() {
            told.push((None, usual(ALL_DAY)?));
        }
        let mut hours = Vec::new();
        for (days, (from, to)) in told {
            let on = days.unwrap_or(Days::WEEK).without(self.closed);
            match days.is_none() && self.closed.is_empty() {
                true => hours.push(Opening { days: None, from, to }),
                false => hours.extend(on.stretches().into_iter().map(|days| Opening { days: Some(days), from, to })),
            }
        }
        Some(in_order(&hours)).filter(|hours| !hours.is_empty())
    }
}

//! Times of day and lengths of time as answers: "at 5", 下午三点, "half past four", "a couple of days".

use jiff::SignedDuration;
use jiff::civil::Time;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::boundary::{char_at, char_before, is_han, may_cut};
use super::super::clause::{clauses, cores};
use super::super::normalise;
use super::super::slots::number::{Point, numeral};
use super::super::slots::spelled::spelled;
use super::super::slots::{Reading, duration, one_at, past_space, time, word_at};
use super::super::words::{AFTERNOON, MORNING, NIGHT};
use super::asking::Asking;
use super::clock::{hour, read_aloud};
use super::settle::{Candidate, ends_range, settle};

const REACH: usize = 2;

/// What ends a clause.
const CLAUSE_ENDS: [char; 7] = [',', '.', ';', '!', '?', '。', '、'];

/// What an hour without figures for its minutes is said with.
const CUES: &[&str] =
    &["at", "around", "about", "by", "after", "before", "a las", "a la", "sobre las", "hacia las", "las"];

/// Reads the time of day the message answers with. An hour from one to six of which nobody says that it is of the morning is of the
/// afternoon: that is when shops are open.
pub(super) fn time(asking: &Asking<'_>) -> Option<Candidate<Time>> {
    let text = asking.text();
    let others = asking.scan(|text, at| {
        super::super::slots::date::plain_day(
            text,
            at,
            super::super::slots::date::From { today: asking.around.today, year: super::super::slots::date::Year::Next },
        )
    });
    let read = |text: &str, at: usize| {
        let dated = others.iter().any(|(start, read)| *start <= at && at < read.end);
        if dated { None } else { one_time(asking, text, at) }
    };
    let mut found = Vec::new();
    for (start, read) in asking.scan(read) {
        if !may_cut(text, read.end) || !asking.is_free(start..read.end) {
            continue;
        }
        if ends_range(text, start) {
            return None;
        }
        found.push(Candidate { value: read.value, start, end: read.end, rank: 0 });
    }
    settle(text, found, REACH)
}

fn one_time(asking: &Asking<'_>, text: &str, at: usize) -> Option<Reading<Time>> {
    let fixed: &[(&str, (i8, i8))] = &[
        ("noon", (12, 0)),
        ("midday", (12, 0)),
        ("mediodia", (12, 0)),
        ("midnight", (0, 0)),
        ("medianoche", (0, 0)),
        ("正午", (12, 0)),
        ("午夜", (0, 0)),
    ];
    let plain = time::time_of_day(text, at);
    if let Some(read) = one_at(text, at, fixed).filter(|_| plain.is_none()) {
        let del = text.get(..at).is_some_and(|before| before.ends_with("del "));
        return if del {
            None
        } else {
            Some(Reading::new(Time::new(read.value.0, read.value.1, 0, 0).ok()?, read.end))
        };
    }
    // 一点 is more often "a little" than one o'clock.
    if text.get(at..).is_some_and(|said| said.starts_with("一点"))
        && (char_before(text, at).is_some_and(is_han)
            || char_at(text, at + "一点".len()).is_some_and(|next| !"半钟左前后到来吧一二三四五整差过".contains(next)))
    {
        return None;
    }
    let read = match plain {
        Some(read) => read,
        None if !asking.open() => return None,
        None => read_aloud(text, at).or_else(|| bare_hour(asking, text, at))?,
    };
    let padded = text.get(at..).is_some_and(|said| said.starts_with('0'));
    let said = text.get(at..read.end).unwrap_or_default();
    // A part of the day inside the reading was minded already.
    let parted = MORNING.stand_in(said)
        || AFTERNOON.stand_in(said)
        || ["早", "晚", "午", "晨", "夜"].iter().any(|part| said.contains(part));
    let shift = match read.value.hour() {
        1..=6 => !MORNING.stand_in(text),
        7..=11 => AFTERNOON.stand_in(text) && !MORNING.stand_in(text),
        // Twelve at night ends the day.
        12 => NIGHT.stand_in(clause(text, at, read.end)),
        _ => false,
    };
    if parted || padded || !shift {
        return Some(read);
    }
    let later = Time::new((read.value.hour() + 12) % 24, read.value.minute(), 0, 0).ok()?;
    Some(Reading::new(later, read.end))
}

/// The clause that a part of a text stands in.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let from = before.rfind(CLAUSE_ENDS).map_or(0, |at| at + char_at(before, at).map_or(1, char::len_utf8));
    let behind = text.get(end..).unwrap_or_default();
    let to = end + behind.find(CLAUSE_ENDS).unwrap_or(behind.len());
    text.get(from..to).unwrap_or_default()
}

/// A bare hour: behind "at", before "o'clock", or as all that is said.
fn bare_hour(asking: &Asking<'_>, text: &str, at: usize) -> Option<Reading<Time>> {
    let (hour, mut end) = hour(text, at)?;
    let clock =
        word_at(text, past_space(text, end), "o'clock").or_else(|| word_at(text, past_space(text, end), "oclock"));
    let before = text.get(..at).unwrap_or_default().trim_end_matches(' ');
    let cued = CUES.iter().any(|cue| before.strip_suffix(cue).is_some_and(|rest| may_cut(before, rest.len())));
    let next = text.get(past_space(text, end)..).unwrap_or_default();
    let measured = next.starts_with(char::is_alphabetic)
        && !["tomorrow", "today", "on", "please", "would", "works", "is", "or", "manana", "hoy"]
            .iter()
            .any(|word| next.starts_with(word));
    let of_day = ["in the", "at night", "de la", "por la"].iter().any(|word| next.starts_with(word));
    if char_before(text, at) == Some(':') {
        return None;
    }
    if let Some(behind) = clock {
        end = behind;
    } else if of_day {
        // Which part it is, the message as a whole says.
    } else if measured || !cued && !is_all(asking.message, text.get(at..end).unwrap_or_default()) {
        return None;
    }
    Some(Reading::new(time::moment(None, hour, 0, 0)?, end))
}

fn is_all(message: &str, word: &str) -> bool {
    clauses(message).iter().any(|clause| cores(&normalise(clause.written)).contains(&word))
}

/// Reads the length of time the message answers with.
pub(super) fn length(asking: &Asking<'_>) -> Option<Candidate<SignedDuration>> {
    // "Three days" somewhere in a message may be anything.
    if !asking.open() {
        return None;
    }
    let text = asking.text();
    let mut found = Vec::new();
    for (start, read) in asking.scan(one_length) {
        if !may_cut(text, read.end) || !asking.is_free(start..read.end) {
            continue;
        }
        if ends_range(text, start) {
            return None;
        }
        found.push(Candidate { value: read.value, start, end: read.end, rank: 0 });
    }
    settle(text, found, REACH)
}

fn one_length(text: &str, at: usize) -> Option<Reading<SignedDuration>> {
    let counts: &[(&str, u32)] = &[("a couple of", 2), ("couple of", 2), ("un par de", 2), ("an", 1), ("a", 1)];
    if let Some(read) = duration::length(text, at) {
        return Some(read);
    }
    let count = one_at(text, at, counts)
        .map(|read| read.map(Decimal::from))
        .or_else(|| spelled(text, at).map(|read| Reading::new(Decimal::from(read.value.value), read.end)))
        .or_else(|| numeral(text, at, Point::Decimal))?;
    let next = past_space(text, count.end);
    let unit = duration::any_unit(text, next)?;
    let seconds = count.value.checked_mul(Decimal::from(unit.value))?.to_i64()?;
    Some(Reading::new(SignedDuration::from_secs(seconds), unit.end))
}

//! Times of day: `16:00`, `4:30 pm`, `16h`, 下午4点半.

use jiff::civil::Time;

use super::super::boundary::char_at;
use super::han_number::han_whole;
use super::{Reading, digits, one_at, past_space};

/// Said before the hour: whether the afternoon is meant.
const BEFORE: [(&str, bool); 7] =
    [("早上", false), ("上午", false), ("凌晨", false), ("中午", true), ("下午", true), ("傍晚", true), ("晚上", true)];

/// Said behind it.
const BEHIND: [(&str, bool); 10] = [
    ("a.m.", false),
    ("a.m", false),
    ("am", false),
    ("p.m.", true),
    ("p.m", true),
    ("pm", true),
    ("de la manana", false),
    ("de la tarde", true),
    ("de la noche", true),
    ("del mediodia", true),
];

/// Reads a time of day; a bare number is none.
pub(in crate::nlu) fn time_of_day(text: &str, at: usize) -> Option<Reading<Time>> {
    let before = one_at(text, at, &BEFORE);
    let (hour, mut end) = small(text, before.as_ref().map_or(at, |read| read.end))?;
    let mut afternoon = before.map(|read| read.value);
    let mut minute = 0;
    let mut plain = false;
    match char_at(text, end) {
        Some(':') => {
            (minute, end) = small(text, end + 1)?;
            plain = true;
            // Seconds are nothing a shop needs.
            if let Some(behind) = text.get(end..).and_then(|rest| rest.strip_prefix(':')).and(small(text, end + 1)) {
                end = behind.1;
            }
        }
        Some(c @ ('点' | '时')) => {
            end += c.len_utf8();
            plain = true;
            if let Some('钟') = char_at(text, end) {
                end += '钟'.len_utf8();
            } else if let Some('半') = char_at(text, end) {
                (minute, end) = (30, end + '半'.len_utf8());
            } else if let Some((said, behind)) = small(text, end) {
                (minute, end) = (said, behind);
                if let Some('分') = char_at(text, end) {
                    end += '分'.len_utf8();
                }
            }
        }
        Some('h') => {
            end += 1;
            plain = true;
            if let Some((said, behind)) = small(text, end) {
                (minute, end) = (said, behind);
            }
        }
        _ => {}
    }
    if afternoon.is_none()
        && let Some(read) = one_at(text, past_space(text, end), &BEHIND)
    {
        (afternoon, end) = (Some(read.value), read.end);
    }
    if !plain && afternoon.is_none() {
        return None;
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some(Reading::new(Time::new(hour, minute, 0, 0).ok()?, end))
}

/// An hour or a minute.
fn small(text: &str, at: usize) -> Option<(i8, usize)> {
    if let Some((figures, end)) = digits(text, at) {
        return Some((figures.parse().ok()?, end));
    }
    han_whole(text, at).and_then(|read| Some((i8::try_from(read.value).ok()?, read.end)))
}

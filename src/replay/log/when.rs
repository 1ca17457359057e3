//! When a row was written.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// The latest second that a plain figure counts from 1970; a larger figure counts milliseconds.
const LATEST_SECOND: i64 = 100_000_000_000;

/// Reads a time: RFC 3339, or a day and a time of day as the shop's clock shows it, or seconds since 1970. To the whole second.
pub fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let second = |at: Timestamp| Timestamp::from_second(at.as_second()).ok();
    if let Ok(at) = text.parse::<Timestamp>() {
        return second(at);
    }
    if let Ok(count) = text.parse::<i64>() {
        let seconds = if count.abs() > LATEST_SECOND { count / 1_000 } else { count };
        return Timestamp::from_second(seconds).ok();
    }
    let at = civil(text)?;
    second(at.to_zoned(zone.clone()).ok()?.timestamp())
}

/// `2026-11-26 10:30`, `2026/3/2 9:05:12`, `2026年3月2日 9:05`, `2026-11-26T10:30`.
fn civil(text: &str) -> Option<DateTime> {
    let figures = |text: &str| {
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        parts.map(|part| part.parse::<i32>().ok()).collect::<Option<Vec<i32>>>()
    };
    let divides = |c: char| c.is_whitespace() || c == 'T' || c == '日';
    let (day, time) = text.split_once(divides).unwrap_or((text, ""));
    let time = time.trim();
    let (time, afternoon) = match time.to_lowercase() {
        lower if lower.ends_with("pm") => (time.get(..time.len() - 2)?.to_owned(), Some(true)),
        lower if lower.ends_with("am") => (time.get(..time.len() - 2)?.to_owned(), Some(false)),
        _ => (time.to_owned(), None),
    };
    let [year, month, date] = figures(day)?.try_into().ok()?;
    // A year first, or nobody knows which of two figures is the month.
    let date =
        Date::new(year.try_into().ok().filter(|year| *year >= 1_000)?, month.try_into().ok()?, date.try_into().ok()?);
    // A fraction of a second counts nothing.
    let clock = figures(time.split('.').next()?)?;
    let (hour, minute, second) = match clock.as_slice() {
        [] => (0, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()?;
    date.ok()?.to_datetime(time).checked_add(second.seconds()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::moment;

    #[test]
    fn times_as_exports_write_them() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
        let half_past_ten = moment("2026-11-26T10:30:00+08:00", &zone);
        assert!(half_past_ten.is_some());
        for written in [
            "2026-11-26 10:30",
            "2026-11-26T10:30",
            "2026/11/26 10:30:00",
            "2026年11月26日 10:30",
            "2026-11-26 10:30:00.250",
            "2026-11-26T02:30:00Z",
            "2026-11-26 10:30 AM",
            "1795660200",
            "1795660200000",
        ] {
            assert_eq!(moment(written, &zone), half_past_ten, "{written}");
        }
        assert_eq!(moment("2026/3/2 9:05", &zone), moment("2026-03-02 09:05", &zone));
        for written in ["26/11/2026 10:30", "yesterday", "", "2026-13-02 10:00", "2026-11-26 25:00", "10:30"] {
            assert_eq!(moment(written, &zone), None, "{written}");
        }
    }
}

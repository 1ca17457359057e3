//! When a row was written.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::nlu::clock_time;

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

/// `2026-11-26 10:30`, `2026/3/2 9:05:12`, `2026年3月2日下午9:05`, `2026-11-26T10:30`, `2026-11-26 9:06 p. m.`; nothing where a word
/// is left that says nothing of a day or a time.
fn civil(text: &str) -> Option<DateTime> {
    let mut rest = text;
    // A year first, or nobody knows which of two figures is the month.
    let year = i16::try_from(figure(&mut rest)?).ok().filter(|year| *year >= 1_000)?;
    past(&mut rest, &['-', '/', '.', '年'])?;
    let month = figure(&mut rest)?.try_into().ok()?;
    past(&mut rest, &['-', '/', '.', '月'])?;
    let day = figure(&mut rest)?.try_into().ok()?;
    let date = Date::new(year, month, day).ok()?;
    let marked = past(&mut rest, &['日', '号', 'T', 't', ',']).is_some();
    let parted = marked || rest.starts_with(|c: char| !c.is_ascii_graphic());
    let time = match rest.trim() {
        "" => Time::midnight(),
        // Which day it belongs to, nobody knows.
        time if time.starts_with("24") || !parted => return None,
        time => clock_time(time)?,
    };
    Some(date.to_datetime(time))
}

/// The whole figure that a text begins with, in at most four digits.
fn figure(rest: &mut &str) -> Option<u16> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (figure, behind) = rest.split_at_checked(length).filter(|_| (1..=4).contains(&length))?;
    *rest = behind;
    figure.parse().ok()
}

/// Past one of several signs, and the spaces around it.
fn past(rest: &mut &str, signs: &[char]) -> Option<()> {
    *rest = rest.trim_start().strip_prefix(signs)?.trim_start();
    Some(())
}

/// How the three figures of a day may be written.
pub(super) type Order = fn([i16; 3]) -> Option<Date>;

/// The orders in which they are: the year first, the day first, the month first.
pub(super) const ORDERS: [Order; 3] = [
    |[year, month, day]| if year > 31 { dated(year, month, day) } else { None },
    |[day, month, year]| dated(year, month, day),
    |[month, day, year]| dated(year, month, day),
];

fn dated(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = if (0..100).contains(&year) { year + 2_000 } else { year };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The three figures of a day in another order, `12/3/25`.
pub(super) fn three_figures(day: &str) -> Option<[i16; 3]> {
    let figures: Option<Vec<i16>> = day.split(['/', '.', '-']).map(|figure| figure.parse().ok()).collect();
    figures?.try_into().ok()
}

/// A day and the time behind it, which a comma or a space parts from it.
pub(super) fn day_and_time(text: &str) -> Option<(&str, &str)> {
    text.split_once([',', ' ', '\u{a0}', '\u{202f}'])
}

/// What a time that is written in another order may be: two days where nobody can know which figure is the month.
pub(super) fn otherwise(text: &str) -> Option<(Vec<Date>, Option<Time>)> {
    let (day, rest) = day_and_time(text.trim()).unwrap_or((text.trim(), ""));
    let figures = three_figures(day)?;
    let mut days: Vec<Date> = ORDERS.into_iter().filter_map(|order| order(figures)).collect();
    days.dedup();
    (!days.is_empty()).then(|| (days, clock_time(rest)))
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
            "2026-11-26 10:30 a. m.",
            "2026-11-26 上午10:30",
            "2026-11-26 10:30:00.250 am",
            "1795660200",
            "1795660200000",
        ] {
            assert_eq!(moment(written, &zone), half_past_ten, "{written}");
        }
        assert_eq!(moment("2026/3/2 9:05", &zone), moment("2026-03-02 09:05", &zone));
        let evening = moment("2026-11-26 21:06", &zone);
        for written in [
            "2026-11-26 9:06 p. m.",
            "2026-11-26 9:06 p.\u{a0}m.",
            "2026-11-26\u{202f}9:06\u{202f}p.\u{202f}m.",
            "2026-11-26 9:06 p.m.",
            "2026-11-26 9:06 P.M.",
            "2026-11-26 09:06PM",
            "2026-11-26 下午9:06",
            "2026-11-26 晚上9:06",
            "2026年11月26日下午9:06",
            "2026-11-26 9:06 de la noche",
            "2026-11-26 21:06",
        ] {
            assert_eq!(moment(written, &zone), evening, "{written}");
        }
        assert_eq!(moment("2026-11-26 12:06 a. m.", &zone), moment("2026-11-26 0:06", &zone));
        assert_eq!(moment("2026-11-26 12:06 p. m.", &zone), moment("2026-11-26 12:06", &zone));
        for written in [
            "2026-11-26 9:06 foo bar",
            "2026-11-26 9:06 UTC",
            "2026-11-26 foo",
            "2026-11-26x 9:06",
            "2026 11 26 9:06",
            "2026-11-26 24:00",
            "26/11/2026 10:30",
            "yesterday",
            "",
            "2026-13-02 10:00",
            "2026-11-26 25:00",
            "10:30",
        ] {
            assert_eq!(moment(written, &zone), None, "{written}");
        }
    }
}

//! Whether the hours of a week fit together, and how they are put in order where they do not.

use std::ops::Range;

use jiff::civil::{Time, time};

use super::ast::{Days, Opening, Weekday};

/// A day in minutes.
const DAY: u32 = 24 * 60;

/// More changes than hours have ever needed before they fit together.
const MOST_CHANGES: usize = 50;

/// The first hours that begin while others last, with those and the day on which they meet.
pub fn overlap(hours: &[Opening]) -> Option<(usize, usize, Weekday)> {
    let hours: Vec<Hours> = hours.iter().map(Hours::of).collect();
    let found = (0..hours.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    found.into_iter().find_map(|(first, second)| {
        let day = hours.get(first)?.meets(hours.get(second)?)?;
        Some((first, second, day))
    })
}

/// Hours that fit together, as near as can be to what was written: hours without days get theirs, an end is behind its start,
/// and of two that overlap those of fewer days hold for them.
pub fn in_order(written: &[Opening]) -> Vec<Opening> {
    let mut hours: Vec<Hours> = Vec::new();
    let named = written.iter().filter(|hours| hours.days.is_some());
    let named = named.fold(Days::default(), |named, hours| named.with(hours.on()));
    for opening in written {
        let mut next = Hours::of(opening);
        if opening.days.is_none() && !named.is_empty() {
            // Behind hours of a day these are its afternoon; before all others they are for the days that nobody names.
            let same = hours.last().map(|last| Hours { days: last.days, ..next });
            let same = same.filter(|same| !hours.iter().any(|other| other.meets(same).is_some()));
            next.days = same.map_or(Days::WEEK.without(named), |same| same.days);
        }
        if next.from == next.to {
            next.to = closing(next.from);
        }
        hours.push(next);
    }
    for _ in 0..MOST_CHANGES {
        let found = (0..hours.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
        let meeting = found.into_iter().find(|(first, second)| {
            hours.get(*first).zip(hours.get(*second)).is_some_and(|(one, other)| one.meets(other).is_some())
        });
        let Some((first, second)) = meeting else { break };
        part(&mut hours, first, second);
    }
    hours.retain(|hours| !hours.days.is_empty());
    written_out(&hours)
}

/// Until when a shop is open that was said to close when it opens.
fn closing(from: Time) -> Time {
    // Who opens at nine and closes at nine means the evening.
    let evening = (1..12).contains(&from.hour()).then(|| time(from.hour() + 12, from.minute(), 0, 0));
    evening.unwrap_or_else(|| time(23, 59, 0, 0))
}

/// Changes two that overlap so that they do so no more.
fn part(hours: &mut [Hours], first: usize, second: usize) {
    let (Some(&one), Some(&other)) = (hours.get(first), hours.get(second)) else { return };
    let common = one.days.and(other.days);
    let on_one_day = one.span().start < other.span().end && other.span().start < one.span().end;
    let mut keep = |index: usize, changed: Hours| hours.get_mut(index).into_iter().for_each(|hours| *hours = changed);
    if on_one_day && !common.is_empty() && one.days == other.days {
        let (from, last) = (one.from.min(other.from), if one.span().end < other.span().end { other } else { one });
        let both = Hours { from, to: last.to, ..one };
        let all_day = last.span().end >= both.span().start + DAY;
        let (midnight, end) = (Time::midnight(), time(23, 59, 0, 0));
        keep(first, if all_day { Hours { from: midnight, to: end, ..one } } else { both });
        keep(second, Hours { days: Days::default(), ..other });
    } else if on_one_day && !common.is_empty() {
        match one.days.count() < other.days.count() {
            true => keep(second, Hours { days: other.days.without(common), ..other }),
            false => keep(first, Hours { days: one.days.without(common), ..one }),
        }
    } else if one.goes_on() && one.from != other.from {
        keep(first, Hours { to: other.from, ..one });
    } else if other.goes_on() && one.from != other.from {
        keep(second, Hours { to: one.from, ..other });
    } else {
        keep(second, Hours { days: Days::default(), ..other });
    }
}

/// Hours of some days as they are written: each stretch of days on its own.
fn written_out(hours: &[Hours]) -> Vec<Opening> {
    let every_day = hours.iter().all(|hours| hours.days == Days::WEEK);
    let written = hours.iter().flat_map(|hours| {
        let days = if every_day { vec![None] } else { hours.days.stretches().into_iter().map(Some).collect() };
        days.into_iter().map(|days| Opening { days, from: hours.from, to: hours.to })
    });
    written.collect()
}

/// The hours of some days.
#[derive(Clone, Copy)]
struct Hours {
    days: Days,
    from: Time,
    to: Time,
}

impl Hours {
    fn of(opening: &Opening) -> Hours {
        Hours { days: opening.on(), from: opening.from, to: opening.to }
    }

    /// Whether they run past midnight.
    fn goes_on(&self) -> bool {
        self.to <= self.from
    }

    /// From when to when, in minutes from the midnight before.
    fn span(&self) -> Range<u32> {
        let minute = |time: Time| u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs());
        minute(self.from)..minute(self.to) + if self.goes_on() { DAY } else { 0 }
    }

    /// The first day of the week on which both are open at once.
    fn meets(&self, other: &Hours) -> Option<Weekday> {
        let (mine, theirs) = (self.span(), other.span());
        Weekday::ALL.into_iter().find(|day| {
            let before = Weekday::ALL.into_iter().cycle().nth(day.place() + 6).unwrap_or(*day);
            let (own, yesterday) = (other.days.has(*day), other.days.has(before));
            let here = self.days.has(*day);
            // What began on the day before lasts a day less.
            let later = |early: &Range<u32>, late: &Range<u32>| early.end > late.start + DAY;
            here && own && mine.start < theirs.end && theirs.start < mine.end
                || here && yesterday && later(&theirs, &mine)
                || own && self.days.has(before) && later(&mine, &theirs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i8) -> Time {
        time(hour, 0, 0, 0)
    }

    fn hours(days: Option<(Weekday, Weekday)>, from: i8, to: i8) -> Opening {
        Opening { days, from: at(from), to: at(to) }
    }

    #[test]
    fn hours_that_touch_do_not_overlap() {
        let week = Some((Weekday::Monday, Weekday::Friday));
        assert_eq!(overlap(&[hours(week, 9, 13), hours(week, 13, 18)]), None);
        assert_eq!(overlap(&[hours(week, 9, 14), hours(week, 13, 18)]), Some((0, 1, Weekday::Monday)));
        assert_eq!(overlap(&[hours(None, 18, 2), hours(None, 2, 9)]), None);
        assert_eq!(overlap(&[hours(None, 18, 3), hours(None, 2, 9)]), Some((0, 1, Weekday::Monday)));
    }

    #[test]
    fn hours_past_midnight_meet_those_of_the_next_day() {
        let sunday = Some((Weekday::Sunday, Weekday::Sunday));
        let monday = Some((Weekday::Monday, Weekday::Monday));
        assert_eq!(overlap(&[hours(sunday, 18, 3), hours(monday, 2, 9)]), Some((0, 1, Weekday::Monday)));
        assert_eq!(overlap(&[hours(monday, 18, 3), hours(sunday, 2, 9)]), None);
        assert_eq!(in_order(&[hours(sunday, 18, 3), hours(monday, 2, 9)])[0], hours(sunday, 18, 2));
    }

    #[test]
    fn days_wrap_over_the_end_of_the_week() {
        let days = Days::between(Weekday::Saturday, Weekday::Monday);
        assert_eq!(days.count(), 3);
        assert_eq!(days.stretches(), [(Weekday::Saturday, Weekday::Monday)]);
        let others = Days::WEEK.without(days);
        assert_eq!(others.stretches(), [(Weekday::Tuesday, Weekday::Friday)]);
    }

    #[test]
    fn hours_put_in_order_fit_together() {
        let ends = |day: usize| Weekday::ALL[day % 7];
        let mut seed = 7_u32;
        let mut draw = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % most
        };
        for _ in 0..2_000 {
            let count = 1 + draw(4);
            let written: Vec<Opening> = (0..count)
                .map(|_| {
                    let days = (draw(4) > 0).then(|| (ends(draw(7) as usize), ends(draw(7) as usize)));
                    hours(days, draw(24) as i8, draw(24) as i8)
                })
                .collect();
            let fit = in_order(&written);
            assert!(!fit.is_empty(), "{written:?}");
            assert_eq!(overlap(&fit), None, "{written:?} became {fit:?}");
            assert!(fit.iter().all(|hours| hours.from != hours.to), "{written:?} became {fit:?}");
            assert!(fit.iter().all(|one| one.days.is_some()) || fit.iter().all(|one| one.days.is_none()));
            assert_eq!(in_order(&fit), fit, "{written:?}");
        }
    }
}

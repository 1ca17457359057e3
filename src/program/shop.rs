//! The shop's own settings.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::LanguageId;

/// What the shop's declaration says, defaults filled in.
#[derive(Clone, Debug)]
pub struct Shop {
    /// The shop's name.
    pub title: Arc<str>,
    /// Language tags; the first is the default.
    pub languages: Vec<Arc<str>>,
    /// The currency of all money.
    pub money: Money,
    /// The time zone of days and opening hours.
    pub time_zone: TimeZone,
    /// The hours of each day of the week, Monday first: from when to when, over midnight where the end is not behind the
    /// start. A day without any is closed. [`Shop::hours_on`] says them for a day of the calendar.
    pub hours: [Vec<(Time, Time)>; 7],
    /// Days, both included, on which the shop is closed.
    pub closed: Vec<(Date, Date)>,
    /// The name the shop speaks by.
    pub persona: Option<Arc<str>>,
    /// How it calls customers, by language.
    pub address: Vec<Option<Arc<str>>>,
    /// How many questions of one message are answered at most.
    pub answers: u32,
    /// Orders before this time leave the same day.
    pub ships_before: Option<Time>,
    /// How long a silence ends a conversation.
    pub silence: SignedDuration,
    /// The platforms it sells on, lower case.
    pub platforms: Vec<Arc<str>>,
}

/// The hours of a shop that says none: it is always open.
pub fn always_open() -> [Vec<(Time, Time)>; 7] {
    std::array::from_fn(|_| vec![(Time::midnight(), Time::midnight())])
}

impl Shop {
    /// The hours that begin on a day; none where the shop is closed then.
    pub fn hours_on(&self, day: Date) -> &[(Time, Time)] {
        if self.closed.iter().any(|(first, last)| day >= *first && day <= *last) {
            return &[];
        }
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.hours.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// The language of a tag, where the shop has it.
    pub fn language(&self, tag: &str) -> Option<LanguageId> {
        self.languages.iter().position(|language| language.eq_ignore_ascii_case(tag)).map(LanguageId::from)
    }
}

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// ISO 4217, upper case.
    pub code: Arc<str>,
    /// How many digits its minor unit has (ISO 4217): 2 for EUR, 0 for JPY.
    pub digits: u32,
    /// Its sign, `¥`; the code where it has none.
    pub sign: Arc<str>,
}

//! The week of a shop: its days, and the hours in which it is open on them.

use jiff::civil;
use serde::Serialize;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "each is the day of its name")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven in their order.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Its place in the week: Monday is 0.
    pub fn place(self) -> usize {
        self as usize
    }
}

/// Hours of some days of the week, or of every day: `monday to friday 09:00 to 18:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// The first day and the last; none is every day.
    pub days: Option<(Weekday, Weekday)>,
    /// When the shop opens on each.
    pub from: civil::Time,
    /// When it closes; on the next day where that is the earlier time.
    pub to: civil::Time,
}

impl Opening {
    /// The days that it speaks of.
    pub fn on(&self) -> Days {
        self.days.map_or(Days::WEEK, |(first, last)| Days::between(first, last))
    }
}

/// Some days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Every day.
    pub const WEEK: Days = Days(0b111_1111);

    /// From one day to another, over the end of the week where that one comes first in it.
    pub fn between(first: Weekday, last: Weekday) -> Days {
        let length = (last.place() + 7 - first.place()) % 7;
        (0..=length).fold(Days::default(), |days, step| Days(days.0 | 1 << ((first.place() + step) % 7)))
    }

    /// Whether a day is among them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 >> day.place() & 1 == 1
    }

    /// How many they are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and others.
    pub fn with(self, others: Days) -> Days {
        Days(self.0 | others.0)
    }

    /// These without others.
    pub fn without(self, others: Days) -> Days {
        Days(self.0 & !others.0)
    }

    /// Those that are among others too.
    pub fn and(self, others: Days) -> Days {
        Days(self.0 & others.0)
    }

    /// Its stretches of days that follow each other, each with its first and last; all seven are one from Monday to Sunday.
    pub fn stretches(self) -> Vec<(Weekday, Weekday)> {
        if self == Days::WEEK {
            return vec![(Weekday::Monday, Weekday::Sunday)];
        }
        let follows = |day: Weekday, by: usize| Weekday::ALL.into_iter().cycle().nth(day.place() + by).unwrap_or(day);
        let begins = |day: &Weekday| self.has(*day) && !self.has(follows(*day, 6));
        let last = |first: Weekday| (0..7).map(|by| follows(first, by)).take_while(|day| self.has(*day)).last();
        Weekday::ALL.into_iter().filter(begins).map(|first| (first, last(first).unwrap_or(first))).collect()
    }
}

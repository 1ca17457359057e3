//! Numbers, times, dates and durations.

use jiff::civil;
use rust_decimal::Decimal;

use super::super::ast::{Duration, TimeUnit};
use super::super::node::{Node, Rule};
use super::Builder;
use crate::diagnostic::{Code, Diagnostic};

impl Builder<'_> {
    /// A decimal number; one with more digits than can be kept exactly is a mistake.
    pub fn number(&mut self, node: &Node) -> Decimal {
        let digits = narrow(self.text(node));
        match Decimal::from_str_exact(&digits) {
            Ok(number) => number,
            Err(_) => {
                let message = format!("`{digits}` has more digits than can be kept exactly");
                let number = Diagnostic::new(Code::NotANumber, message, self.span(node), "too long a number");
                self.diagnostics.push(number.help("at most 28 digits"));
                Decimal::ZERO
            }
        }
    }

    /// A whole number, for counting.
    pub fn count(&mut self, node: &Node) -> u32 {
        let number = self.number(node);
        match u32::try_from(number) {
            Ok(count) if number.fract().is_zero() => count,
            _ => {
                let message = format!("`{}` is no whole number", self.text(node));
                let wrong =
                    Diagnostic::new(Code::NotANumber, message, self.span(node), "a whole number is expected here");
                self.diagnostics.push(wrong.help("a whole number, such as `2`"));
                1
            }
        }
    }

    /// A time of day.
    pub fn time(&mut self, node: &Node) -> civil::Time {
        let written = narrow(self.text(node));
        let parts = written.split_once(':').and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
        match parts.and_then(|(hour, minute)| civil::Time::new(hour, minute, 0, 0).ok()) {
            Some(time) => time,
            None => {
                let message = format!("`{written}` is no time of day");
                let wrong = Diagnostic::new(Code::NotANumber, message, self.span(node), "no such time");
                let part = |part: Option<&str>, most: u32| {
                    part.and_then(|part| part.parse::<u32>().ok()).map_or(most, |part| part.min(most))
                };
                let mut parts = written.split(':');
                let (hour, minute) = (part(parts.next(), 24), part(parts.next(), 59));
                let last = if hour > 23 { "23:59".to_owned() } else { format!("{hour:02}:{minute:02}") };
                let wrong = wrong.help(format!("hours go from 00:00 to 23:59: perhaps `{last}`"));
                let wrong = self.with_instead(wrong, self.text(node), &last);
                self.diagnostics.push(wrong);
                civil::Time::midnight()
            }
        }
    }

    /// A day of the calendar.
    pub fn date(&mut self, node: &Node) -> civil::Date {
        let written = narrow(self.text(node));
        let mut parts = written.split('-');
        let mut part = || parts.next().and_then(|part| part.parse::<i16>().ok());
        let (Some(year), Some(month), Some(day)) = (part(), part(), part()) else { return civil::Date::ZERO };
        let small = i8::try_from(month).ok().zip(i8::try_from(day).ok());
        if let Some(date) = small.and_then(|(month, day)| civil::Date::new(year, month, day).ok()) {
            return date;
        }
        let message = format!("`{written}` is no day of the calendar");
        let wrong = Diagnostic::new(Code::NotANumber, message, self.span(node), "no such day");
        let (near, why) = nearest_day(year, month, day, true);
        let wrong = self.with_instead(wrong.help(why), self.text(node), &near.to_string());
        self.diagnostics.push(wrong);
        near
    }

    /// A message with the line it is about, other words in the place of what is wrong there.
    pub(super) fn with_instead(&self, told: Diagnostic, written: &str, instead: &str) -> Diagnostic {
        let line = self.prepared.line_at(told.label.span.start as usize);
        match line.filter(|line| line.matches(written).count() == 1) {
            Some(line) => told.example(line.replace(written, instead)),
            None => told,
        }
    }

    /// `30 minutes`
    pub fn duration(&mut self, node: &Node) -> Option<Duration> {
        match node.children.as_slice() {
            [number, unit] => Some(Duration { count: self.number(number), unit: time_unit(unit.rule)? }),
            _ => None,
        }
    }
}

/// The day of the calendar nearest to one that is none, and why that one is none, in words. Where it is not said which figure
/// is the month, the two may have changed places.
pub fn nearest_day(year: i16, month: i16, day: i16, may_swap: bool) -> (civil::Date, String) {
    let swapped = i8::try_from(day).ok().zip(i8::try_from(month).ok()).filter(|_| may_swap && month > 12);
    if let Some(date) = swapped.and_then(|(month, day)| civil::Date::new(year, month, day).ok()) {
        return (date, format!("a year has 12 months, and the month stands before the day: perhaps `{date}`"));
    }
    let month_of = i8::try_from(month.clamp(1, 12)).unwrap_or(1);
    let first = civil::Date::new(year, month_of, 1).unwrap_or(civil::Date::ZERO);
    let last = first.last_of_month();
    let day_of = i8::try_from(day.clamp(1, i16::from(last.day()))).unwrap_or(1);
    let near = civil::Date::new(year, month_of, day_of).unwrap_or(last);
    let why = if month != i16::from(month_of) {
        format!("a year has 12 months, from 01 to 12: perhaps `{near}`")
    } else if day < 1 {
        format!("a month begins with its day 01: perhaps `{near}`")
    } else {
        format!("the last day of {} is `{last}`", last.strftime("%B %Y"))
    };
    (near, why)
}

/// The unit a node stands for.
pub fn time_unit(rule: Rule) -> Option<TimeUnit> {
    Some(match rule {
        Rule::unit_second => TimeUnit::Second,
        Rule::unit_minute => TimeUnit::Minute,
        Rule::unit_hour => TimeUnit::Hour,
        Rule::unit_day => TimeUnit::Day,
        Rule::unit_week => TimeUnit::Week,
        Rule::unit_month => TimeUnit::Month,
        Rule::unit_year => TimeUnit::Year,
        _ => return None,
    })
}

/// Full-width digits and signs as their ASCII twins.
fn narrow(written: &str) -> String {
    let twin = |c: char| match c {
        '０'..='９' | '：' | '．' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    written.chars().map(twin).collect()
}

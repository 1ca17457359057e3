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
                self.diagnostics.push(wrong.help("hours from 00 to 23 and minutes from 00 to 59, such as `16:00`"));
                civil::Time::midnight()
            }
        }
    }

    /// A day of the calendar.
    pub fn date(&mut self, node: &Node) -> civil::Date {
        let written = narrow(self.text(node));
        let mut parts = written.split('-');
        let mut part = || parts.next().and_then(|part| part.parse::<i16>().ok());
        let date = match (part(), part(), part()) {
            (Some(year), Some(month), Some(day)) => i8::try_from(month)
                .ok()
                .zip(i8::try_from(day).ok())
                .and_then(|(month, day)| civil::Date::new(year, month, day).ok()),
            _ => None,
        };
        date.unwrap_or_else(|| {
            let message = format!("`{written}` is no day of the calendar");
            let wrong = Diagnostic::new(Code::NotANumber, message, self.span(node), "no such day");
            self.diagnostics.push(wrong.help("year, month and day, such as `2027-01-28`"));
            civil::Date::ZERO
        })
    }

    /// `30 minutes`
    pub fn duration(&mut self, node: &Node) -> Option<Duration> {
        match node.children.as_slice() {
            [number, unit] => Some(Duration { count: self.number(number), unit: time_unit(unit.rule)? }),
            _ => None,
        }
    }
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

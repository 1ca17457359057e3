//! When the shop is open: hours that overlap, that last no time, or that lack their days.

use std::array;

use jiff::civil::Date;

use super::checker::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Opening, Weekday};
use crate::syntax::{Wording, in_order, overlap};

/// `open …`: what stands where, and how it is written right.
struct Line<'a> {
    hours: &'a [Spanned<Opening>],
    right: String,
}

impl Checker<'_> {
    /// Takes in `open monday to friday 09:00 to 18:00, closed …`.
    pub fn opening(&mut self, hours: &[Spanned<Opening>], closed: &[(Date, Date)], whole: Span, place: &Place) {
        let written: Vec<Opening> = hours.iter().map(|hours| hours.value.clone()).collect();
        let days: Vec<(Date, Date)> = closed.iter().map(|(from, to)| (*from.min(to), *from.max(to))).collect();
        let right = Wording::new(place.keywords).opening(&in_order(&written), &days);
        let line = Line { hours, right: self.report.line_with(whole, &right) };
        if !(self.no_time_open(&line) | self.lacks_days(&line, place)) {
            self.open_twice(&line, &written, place);
        }
        for (from, to) in closed.iter().filter(|(from, to)| from > to) {
            let message = format!("the shop cannot be closed from {from} to {to}");
            let told = Diagnostic::new(Code::RangeBackwards, message, whole, "the first day is the later one");
            self.report.push(told.help("write the earlier day first").example(line.right.clone()));
        }
        if !hours.is_empty() {
            self.shop.hours = array::from_fn(|_| Vec::new());
        }
        for (day, slot) in Weekday::ALL.into_iter().zip(&mut self.shop.hours) {
            let open = written.iter().filter(|hours| hours.on().has(day));
            slot.extend(open.map(|hours| (hours.from, hours.to)));
        }
        self.shop.closed = days;
    }

    /// `09:00 to 09:00`
    fn no_time_open(&mut self, line: &Line<'_>) -> bool {
        let found: Vec<_> = line.hours.iter().filter(|hours| hours.value.from == hours.value.to).collect();
        for hours in &found {
            let told = Diagnostic::new(
                Code::NoTimeAtAll,
                format!("`{}` ends when it begins", self.report.quote(hours.span)),
                hours.span,
                "no time to be open in",
            )
            .help("write the time at which you close; a shop that never closes needs no such line");
            self.report.push(told.example(line.right.clone()));
        }
        !found.is_empty()
    }

    /// `monday to friday 09:00 to 13:00, 15:00 to 19:00`
    fn lacks_days(&mut self, line: &Line<'_>, place: &Place) -> bool {
        let named = line.hours.iter().find(|hours| hours.value.days.is_some());
        let Some((named, lacks)) = named.zip(line.hours.iter().find(|hours| hours.value.days.is_none())) else {
            return false;
        };
        let told = Diagnostic::new(
            Code::MissingWord,
            format!("nobody said on which days it is `{}`", self.report.quote(lacks.span)),
            lacks.span,
            "hours without days",
        )
        .related(named.span, "these have theirs")
        .help(format!(
            "where some hours have days, all have: write them before each, such as `{}`",
            Wording::new(place.keywords).keyword("monday")
        ));
        self.report.push(told.example(line.right.clone()));
        true
    }

    /// `monday to saturday 09:00 to 18:00, saturday 10:00 to 14:00`
    fn open_twice(&mut self, line: &Line<'_>, written: &[Opening], place: &Place) {
        let Some((first, second, day)) = overlap(written) else { return };
        let (Some(first), Some(second)) = (line.hours.get(first), line.hours.get(second)) else { return };
        let every_day = first.value.days.is_none() && second.value.days.is_none();
        let day = (!every_day).then(|| format!("on `{}` ", Wording::new(place.keywords).weekday(day)));
        let told = Diagnostic::new(
            Code::SaidTwice,
            format!("{}the shop is open twice at the same time", day.unwrap_or_default()),
            second.span,
            "these hours begin before the others end",
        )
        .related(first.span, "the others")
        .help("a day's hours follow each other: let one end before the next begins, or name the day once");
        self.report.push(told.example(line.right.clone()));
    }
}

//! `shop`: its settings.

use jiff::civil;

use super::expressions::clock;
use super::lines::Lines;
use super::printer::Printer;
use crate::source::Span;
use crate::syntax::ast::{Opening, Setting, Shop, Weekday};

impl Printer {
    pub(super) fn shop(&self, shop: &Shop, span: Span) -> Lines {
        let title = self.text(&shop.title);
        let mut lines = Lines::beginning(self.headed(self.fill("shop {title}", &[("title", &title)])), span);
        for setting in &shop.settings {
            lines.add(2, self.setting(&setting.value), setting.span);
        }
        lines
    }

    fn setting(&self, setting: &Setting) -> String {
        match setting {
            Setting::Languages(languages) => {
                let languages: Vec<&str> = languages.iter().map(|language| &*language.value).collect();
                self.fill("language {languages}", &[("languages", &languages.join(self.marks.list))])
            }
            Setting::Currency(currency) => self.fill("currency {currency}", &[("currency", &currency.text)]),
            Setting::TimeZone(zone) => self.fill("time_zone {zone}", &[("zone", &zone.value)]),
            Setting::Open { hours, closed } => {
                let hours: Vec<Opening> = hours.iter().map(|hours| hours.value.clone()).collect();
                self.opening(&hours, closed)
            }
            Setting::Persona(text) => self.fill("persona {text}", &[("text", &self.text(text))]),
            Setting::Calls(text) => self.fill("calls_customers {text}", &[("text", &self.translations(text))]),
            Setting::Answers(count) => self.phrase("setting_answers", &[("number", &count.value.to_string())]),
            Setting::Ships(before) => self.phrase("setting_ships", &[("time", &clock(*before))]),
            Setting::Silence(silence) => self.phrase("setting_silence", &[("duration", &self.duration(*silence))]),
            Setting::Catalogue(text) => self.fill("catalogue {text}", &[("text", &self.text(text))]),
            Setting::Platforms(names) => {
                let names: Vec<String> = names.iter().map(|name| self.free_name(name)).collect();
                self.fill("sells_on {names}", &[("names", &names.join(self.marks.list))])
            }
        }
    }

    /// When the shop is open, and the days on which it is not.
    pub(super) fn opening(&self, hours: &[Opening], closed: &[(civil::Date, civil::Date)]) -> String {
        let span = |from: &str, to: &str| self.fill("{from} to {to}", &[("from", from), ("to", to)]);
        // Where hours have days, each is a clause of its own.
        let mark = if hours.iter().any(|hours| hours.days.is_some()) { self.marks.comma } else { self.marks.list };
        let written = |hours: &Opening| {
            let times = span(&clock(hours.from), &clock(hours.to));
            hours.days.map_or(times.clone(), |days| self.joined(&[&self.days_of_week(days), &times]))
        };
        let hours: Vec<String> = hours.iter().map(written).collect();
        let days: Vec<String> = closed
            .iter()
            .map(|(from, to)| if from == to { from.to_string() } else { span(&from.to_string(), &to.to_string()) })
            .collect();
        let mut out = String::new();
        if !hours.is_empty() {
            out = self.fill("open {hours}", &[("hours", &hours.join(mark))]);
        }
        if !days.is_empty() {
            let closed = self.fill("closed {days}", &[("days", &days.join(self.marks.list))]);
            self.clause(&mut out, !hours.is_empty(), &closed);
        }
        out
    }

    fn days_of_week(&self, (first, last): (Weekday, Weekday)) -> String {
        match first == last {
            true => self.weekday(first).to_owned(),
            false => self.phrase("on_days", &[("weekday", self.weekday(first)), ("weekday", self.weekday(last))]),
        }
    }

    /// A day of the week.
    pub(super) fn weekday(&self, day: Weekday) -> &'static str {
        self.word(match day {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        })
    }
}

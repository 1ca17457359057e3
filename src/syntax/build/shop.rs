//! The shop's settings, and `use`.

use super::super::ast::{Opening, Setting, Shop, Use, Weekday};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};
use crate::diagnostic::{Code, Diagnostic};

impl Builder<'_> {
    /// `use …`
    pub(super) fn use_module(&mut self, node: &Node) -> Option<Use> {
        let module = node.children.first()?;
        Some(match module.rule {
            Rule::text => Use::File(self.quoted(module)),
            _ => Use::Library(self.spanned(module, self.text(module).to_owned())),
        })
    }

    /// `shop "…":`
    pub(super) fn shop(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Shop> {
        self.gather(node, gathered);
        let title = self.quoted(node.children.first()?);
        let mut settings = Vec::new();
        for child in node.children.iter().skip(1).filter(|child| child.rule != Rule::covers) {
            let setting = self.setting(child)?;
            settings.push(self.spanned(child, setting));
        }
        Some(Shop { title, settings })
    }

    fn setting(&mut self, node: &Node) -> Option<Setting> {
        let first = node.children.first()?;
        Some(match node.rule {
            Rule::setting_languages => {
                Setting::Languages(node.children.iter().map(|language| self.language(language)).collect())
            }
            Rule::setting_currency => Setting::Currency(self.name(first)),
            Rule::setting_time_zone => Setting::TimeZone(self.spanned(first, self.text(first).to_owned())),
            Rule::setting_open => self.opening(node)?,
            Rule::setting_persona => Setting::Persona(self.quoted(first)),
            Rule::setting_calls => Setting::Calls(self.translations(first)?),
            Rule::setting_answers => {
                let count = self.count(first);
                Setting::Answers(self.spanned(first, count))
            }
            Rule::setting_ships => Setting::Ships(self.time(first)),
            Rule::setting_silence => Setting::Silence(self.duration(first)?),
            Rule::setting_catalogue => Setting::Catalogue(self.quoted(first)),
            Rule::setting_platforms => Setting::Platforms(self.names_in(node)),
            _ => return None,
        })
    }

    fn opening(&mut self, node: &Node) -> Option<Setting> {
        let (mut hours, mut closed) = (Vec::new(), Vec::new());
        for child in &node.children {
            match (child.rule, child.children.as_slice()) {
                (Rule::hours, [from, to]) => {
                    let opening = Opening { days: None, from: self.time(from), to: self.time(to) };
                    hours.push(self.spanned(child, opening));
                }
                (Rule::hours, [days, from, to]) => {
                    let days = Some(self.days_of_week(days)?);
                    let opening = Opening { days, from: self.time(from), to: self.time(to) };
                    hours.push(self.spanned(child, opening));
                }
                (_, [from, to]) => closed.push((self.date(from), self.date(to))),
                (_, [only]) => {
                    let day = self.date(only);
                    closed.push((day, day));
                }
                _ => return None,
            }
        }
        Some(Setting::Open { hours, closed })
    }

    /// `monday to monday`
    fn one_day_twice(&mut self, days: &Node, day: &Node) {
        let (written, day) = (self.text(days), self.text(day));
        let message = format!("`{written}` is one day or the whole week");
        let told = Diagnostic::new(Code::RangeBackwards, message, self.span(days), "the same day at both ends");
        let told = told.help(format!("for one day write `{day}` alone; hours of every day have no days before them"));
        let told = self.with_instead(told, written, day);
        self.diagnostics.push(told);
    }

    /// `monday to friday`; one day alone is the first and the last.
    fn days_of_week(&mut self, node: &Node) -> Option<(Weekday, Weekday)> {
        let day = |node: &Node| weekday(node.children.first()?.rule);
        match node.children.as_slice() {
            [only] => day(only).map(|day| (day, day)),
            [first, last] => {
                let days = (day(first)?, day(last)?);
                if days.0 == days.1 {
                    self.one_day_twice(node, first);
                }
                Some(days)
            }
            _ => None,
        }
    }
}

/// The day of the week that a node stands for.
fn weekday(rule: Rule) -> Option<Weekday> {
    Some(match rule {
        Rule::monday => Weekday::Monday,
        Rule::tuesday => Weekday::Tuesday,
        Rule::wednesday => Weekday::Wednesday,
        Rule::thursday => Weekday::Thursday,
        Rule::friday => Weekday::Friday,
        Rule::saturday => Weekday::Saturday,
        Rule::sunday => Weekday::Sunday,
        _ => return None,
    })
}

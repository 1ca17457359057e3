//! `when`: triggers, ladders and plain bodies.

use super::lines::Lines;
use super::printer::Printer;
use super::words;
use crate::source::Span;
use crate::syntax::ast::{Body, Carried, Occasion, Rule, Rung, Step, StepKind, Trigger};

impl Printer {
    pub(super) fn rule(&self, rule: &Rule, span: Span) -> Lines {
        let mut head = self.fill("when {trigger}", &[("trigger", &self.trigger(&rule.trigger))]);
        self.join(&mut head, &self.memory(rule.once, rule.scope));
        if let Some(condition) = &rule.condition {
            self.join(&mut head, &self.condition(condition));
        }
        match &rule.body {
            Body::Steps(steps) => {
                let opener = match steps.first().map(|step| &step.value) {
                    // Without a `then` the outer of two `if`s would read as the rule's own.
                    Some(StepKind::If { then, .. }) if rule.condition.is_none() && begins_with_if(then) => {
                        self.word("then")
                    }
                    _ => self.opener(steps),
                };
                if let Some(flat) = self.flat_steps(steps) {
                    let line = self.joined(&[&head, opener, &flat]);
                    if Lines::fits_alone(0, &line) {
                        return Lines::beginning(line, span);
                    }
                }
                let mut lines = Lines::beginning(head, span);
                self.joined_steps(&mut lines, 2, opener, steps);
                lines
            }
            Body::Ladder { rungs, otherwise } => {
                let mut lines = Lines::beginning(head, span);
                for (index, rung) in rungs.iter().enumerate() {
                    let then = if index == 0 { self.word("then") } else { self.words.then_next() };
                    self.rung(&mut lines, 2, then, rung);
                }
                self.else_rungs(&mut lines, otherwise);
                lines
            }
        }
    }

    /// `else …, then …`: on one line where they fit.
    fn else_rungs(&self, lines: &mut Lines, rungs: &[Rung]) {
        let Some(first) = rungs.first() else { return };
        let flat: Option<Vec<String>> = rungs
            .iter()
            .enumerate()
            .map(|(index, rung)| {
                let lead = if index == 0 { self.word("else") } else { self.words.then_next() };
                Some(self.joined(&[lead, &self.flat_rung(rung)?]))
            })
            .collect();
        if let Some(line) = flat.map(|rungs| rungs.join(self.marks.comma))
            && Lines::fits_alone(2, &line)
        {
            return lines.add(2, line, first.span);
        }
        for (index, rung) in rungs.iter().enumerate() {
            let (indent, lead) = if index == 0 { (2, self.word("else")) } else { (4, self.words.then_next()) };
            self.rung(lines, indent, lead, rung);
        }
    }

    /// `if C`, with a `then` where a bare name follows: Spanish would take `es no regalo` for `is not`.
    fn rung_condition(&self, rung: &Rung) -> String {
        let Some(condition) = &rung.condition else { return String::new() };
        self.joined(&[&self.condition(condition), self.opener(&rung.steps)])
    }

    /// `as second-gift formerly gift-again`
    fn rung_name(&self, rung: &Rung) -> String {
        let name = rung.name.as_ref().map(|name| self.fill("called {name}", &[("name", &self.name(name))]));
        self.joined(&[&name.unwrap_or_default(), &self.formerly(&rung.formerly)])
    }

    fn flat_rung(&self, rung: &Rung) -> Option<String> {
        Some(self.joined(&[&self.rung_condition(rung), &self.flat_steps(&rung.steps)?, &self.rung_name(rung)]))
    }

    fn rung(&self, lines: &mut Lines, indent: usize, lead: &str, rung: &Rung) {
        let simple = self.flat_rung(rung).map(|flat| self.joined(&[lead, &flat]));
        if let Some(line) = simple
            && (rung.steps.len() == 1 || Lines::fits_alone(indent, &line))
        {
            return lines.add(indent, line, rung.span);
        }
        let lead = self.joined(&[lead, &self.rung_condition(rung)]);
        self.joined_steps(lines, indent, &lead, &rung.steps);
        if let Some(last) = lines.last() {
            self.join(last, &self.rung_name(rung));
        }
    }

    fn trigger(&self, trigger: &Trigger) -> String {
        let event = self.occasion(&trigger.event.value);
        if let Some(after) = trigger.after {
            return self.joined(&[&event, &self.phrase("trigger_after", &[("duration", &self.duration(after))])]);
        }
        let Some((other, within)) = &trigger.unless else { return event };
        let (other, time) = (self.occasion(&other.value), self.duration(*within));
        self.joined(&[&event, &self.phrase("trigger_unless", &[("occasion", &other), ("duration", &time)])])
    }

    /// What happens, as it stands behind `when`.
    pub(super) fn occasion(&self, occasion: &Occasion) -> String {
        let keywords = match occasion {
            Occasion::FirstMessage => "first_message",
            Occasion::Message(None) => "message",
            Occasion::Message(Some(Carried::Link)) => "message with link",
            Occasion::Message(Some(Carried::File)) => "message with file",
            Occasion::Message(Some(Carried::Photo)) => "message with photo",
            Occasion::Message(Some(Carried::Contact)) => "message with contact",
            Occasion::Message(Some(Carried::Secret)) => "message with secret",
            Occasion::NothingUnderstood => "nothing_understood",
            Occasion::ShopAsked => "shop_asked",
            Occasion::OfferAccepted => "offer_accepted",
            Occasion::OfferDeclined => "offer_declined",
            Occasion::CartChanged => "cart_changed",
            Occasion::Order(stage) => return self.joined(&[self.word("order"), self.word(words::order_stage(*stage))]),
            Occasion::StaffJoined => "staff_joined",
            Occasion::StaffLeft => "staff_left",
            Occasion::DateAt { fact, at } => {
                let time = super::expressions::clock(*at);
                return self.fill("{fact} at {time}", &[("fact", &self.occasion_name(fact)), ("time", &time)]);
            }
            Occasion::Named(name) => return self.occasion_name(name),
        };
        self.wording(keywords)
    }
}

fn begins_with_if(steps: &[Step]) -> bool {
    matches!(steps.first().map(|step| &step.value), Some(StepKind::If { .. }))
}

//! What sets rules off: intents, events, and which of them run.

use std::sync::Arc;

use jiff::SignedDuration;
use rustc_hash::FxHashMap;

use super::checker::{Checker, Place};
use super::names::OccasionId;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{
    Body, Carried, Expression, Fired, NO_ANSWER, OrderStage, RuleId, Shortlist, Step, Trigger, Type, Until, Wait,
    WaitId,
};
use crate::syntax::ast::{self, Occasion};

impl Checker<'_> {
    /// What sets the rule off; nothing where it is unknown.
    pub fn trigger(&mut self, written: &ast::Trigger, place: &mut Place) -> Option<Trigger> {
        let after = written.after.map(|after| self.duration(after, written.span));
        let unless = written.unless.as_ref().map(|(event, within)| {
            let stops = self.occasion(&event.value, &mut place.clone());
            (stops, self.time_enough(*within, written.span))
        });
        let Some(trigger) = self.occasion(&written.event.value, place) else {
            place.without_slots = true;
            return None;
        };
        match (after, unless) {
            (None, None) => Some(trigger),
            (Some(after), _) => {
                let until = Until::After { event: trigger, after: after?, unless: None };
                Some(self.wait(until))
            }
            (None, Some((stops, within))) => {
                let until = Until::After { event: trigger, after: within?, unless: Some(stops?) };
                Some(self.wait(until))
            }
        }
    }

    /// What an event is; nothing where it is unknown.
    fn occasion(&mut self, occasion: &Occasion, place: &mut Place) -> Option<Trigger> {
        Some(match occasion {
            Occasion::FirstMessage => Trigger::FirstMessage,
            Occasion::Message(None) => Trigger::Message,
            Occasion::Message(Some(carried)) => Trigger::MessageWith(match carried {
                ast::Carried::Link => Carried::Link,
                ast::Carried::File => Carried::File,
                ast::Carried::Photo => Carried::Photo,
                ast::Carried::Contact => Carried::Contact,
                ast::Carried::Secret => Carried::Secret,
            }),
            Occasion::NothingUnderstood => Trigger::NothingUnderstood,
            Occasion::OfferAccepted => Trigger::OfferAccepted,
            Occasion::OfferDeclined => Trigger::OfferDeclined,
            Occasion::Order(ast::OrderStage::Placed) => {
                // An order that is placed is placed now, if nobody knows better.
                if let Some((id, _)) = self.names.facts.get("order.placed-at") {
                    place.know(vec![Expression::Fact(*id, Vec::new())]);
                }
                Trigger::Order(OrderStage::Placed)
            }
            Occasion::Order(stage) => Trigger::Order(match stage {
                ast::OrderStage::Placed => OrderStage::Placed,
                ast::OrderStage::Paid => OrderStage::Paid,
                ast::OrderStage::Shipped => OrderStage::Shipped,
                ast::OrderStage::Delayed => OrderStage::Delayed,
                ast::OrderStage::Delivered => OrderStage::Delivered,
                ast::OrderStage::Reviewed => OrderStage::Reviewed,
                ast::OrderStage::Returned => OrderStage::Returned,
                ast::OrderStage::Cancelled => OrderStage::Cancelled,
            }),
            Occasion::ShopAsked => Trigger::ShopAsked,
            Occasion::CartChanged => Trigger::CartChanged,
            Occasion::StaffJoined => Trigger::StaffJoined,
            Occasion::StaffLeft => Trigger::StaffLeft,
            Occasion::DateAt { fact, at } => {
                let reference = ast::FactReference { name: fact.clone(), keys: Vec::new() };
                let kind = ast::ExpressionKind::Reference(reference);
                let date = Box::new(crate::source::Spanned { value: kind, span: fact.span });
                let date = self.value(&date, &Type::Date, "the day of a rule", place)?;
                let Expression::Fact(id, _) = date else {
                    self.not_a_day(fact);
                    return None;
                };
                place.know(vec![Expression::Fact(id, Vec::new())]);
                self.wait(Until::Day { fact: id, at: *at })
            }
            Occasion::Named(name) => match self.occasion_named(name, place)? {
                OccasionId::Intent(id) => {
                    let slots = self.intents.get(id.index()).map(|intent| intent.slots.as_slice()).unwrap_or_default();
                    if let Some(count) = self.phrase_counts.get(id.index()) {
                        let always = |(slot, _): &&(Arc<str>, Type)| count.always().any(|name| name == slot);
                        let known = slots.iter().filter(always).flat_map(|(name, of)| self.known_by_slot(name, of));
                        place.known.extend(known);
                    }
                    place.locals.extend(slots.iter().cloned());
                    Trigger::Intent(id)
                }
                OccasionId::Event(id) => {
                    let fields = self.events.get(id.index()).map(|event| event.fields.clone()).unwrap_or_default();
                    place.known.extend(fields.iter().flat_map(|(name, of)| self.known_by_slot(name, of)));
                    place.locals.extend(fields);
                    Trigger::Event(id)
                }
            },
        })
    }

    fn not_a_day(&mut self, fact: &ast::Name) {
        let message = format!("`{}` is no day that a shop can supply", fact.text);
        self.report.push(
            Diagnostic::new(Code::NotAFact, message, fact.span, "the clock gives this")
                .help("name a fact that is a date, `customer.birthday` for instance"),
        );
    }

    /// The trigger that comes when a wait is over; the same wait is one trigger.
    pub fn wait(&mut self, until: Until) -> Trigger {
        if let Some(place) = self.waits.iter().position(|wait| wait.until == until) {
            return Trigger::Later(WaitId::from(place));
        }
        let id = WaitId::from(self.waits.len());
        let mut names = self.wait_names(&until).into_iter();
        let name = names.next().unwrap_or_default();
        self.waits.push(Wait { name, formerly: names.collect(), until });
        Trigger::Later(id)
    }

    /// What memory calls a wait, and then what it may have called it before.
    fn wait_names(&self, until: &Until) -> Vec<Arc<str>> {
        let names = |trigger: &Trigger| -> Vec<Arc<str>> {
            std::iter::once(self.trigger_name(trigger)).chain(self.trigger_formerly(trigger)).collect()
        };
        match until {
            Until::After { event, after, unless: None } => {
                let after = length_in_words(*after);
                names(event).iter().map(|event| format!("{event} after {after}").into()).collect()
            }
            Until::After { event, after, unless: Some(stops) } => {
                let (within, stops) = (length_in_words(*after), names(stops));
                let each = |event: &Arc<str>| -> Vec<Arc<str>> {
                    stops.iter().map(|stops| format!("{event} unless {stops} within {within}").into()).collect()
                };
                names(event).iter().flat_map(each).collect()
            }
            Until::Day { fact, at } => {
                let Some(fact) = self.facts.get(fact.index()) else { return Vec::new() };
                let names = std::iter::once(&fact.name).chain(&fact.formerly);
                names.map(|fact| format!("{fact} at {:02}:{:02}", at.hour(), at.minute()).into()).collect()
            }
            Until::Unanswered { within } => vec![format!("{NO_ANSWER} {}", length_in_words(*within)).into()],
        }
    }

    pub fn trigger_name(&self, trigger: &Trigger) -> Arc<str> {
        match trigger {
            Trigger::Intent(id) => self.intents.get(id.index()).map_or_else(|| "".into(), |intent| intent.name.clone()),
            Trigger::FirstMessage => "first message".into(),
            Trigger::Message => "message".into(),
            Trigger::MessageWith(carried) => format!("message with {}", carried.word()).into(),
            Trigger::NothingUnderstood => "nothing understood".into(),
            Trigger::OfferAccepted => "offer accepted".into(),
            Trigger::OfferDeclined => "offer declined".into(),
            Trigger::ShopAsked => "shop asked".into(),
            Trigger::CartChanged => "cart changed".into(),
            Trigger::StaffJoined => "staff joined".into(),
            Trigger::StaffLeft => "staff left".into(),
            Trigger::Order(stage) => format!("order {}", stage.word()).into(),
            Trigger::Event(id) => self.events.get(id.index()).map_or_else(|| "".into(), |event| event.name.clone()),
            Trigger::Later(id) => self.waits.get(id.index()).map_or_else(|| "".into(), |wait| wait.name.clone()),
        }
    }

    pub fn trigger_formerly(&self, trigger: &Trigger) -> Vec<Arc<str>> {
        match trigger {
            Trigger::Intent(id) => {
                self.intents.get(id.index()).map(|intent| intent.formerly.clone()).unwrap_or_default()
            }
            Trigger::Event(id) => self.events.get(id.index()).map(|event| event.formerly.clone()).unwrap_or_default(),
            Trigger::Later(id) => self.waits.get(id.index()).map(|wait| wait.formerly.clone()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Which rules each trigger sets off, those that only note, task, mark or remember apart.
    pub fn triggers(&self) -> FxHashMap<Trigger, Fired> {
        let mut triggers: FxHashMap<Trigger, Fired> = FxHashMap::default();
        for (index, rule) in self.rules.iter().enumerate() {
            let fired = triggers.entry(rule.trigger).or_default();
            let list = if is_silent(&rule.body) { &mut fired.silent } else { &mut fired.speaking };
            list.push(RuleId::from(index));
        }
        for (index, wait) in self.waits.iter().enumerate() {
            let Until::After { event, unless, .. } = &wait.until else { continue };
            triggers.entry(*event).or_default().begins.push(WaitId::from(index));
            if let Some(stops) = unless {
                triggers.entry(*stops).or_default().ends.push(WaitId::from(index));
            }
        }
        for fired in triggers.values_mut().filter(|fired| fired.silent.is_empty()) {
            fired.shortlist = Shortlist::new(&fired.speaking, &self.rules);
        }
        triggers
    }
}

fn is_silent(body: &Body) -> bool {
    let Body::Steps(steps) = body else { return false };
    let all = Step::flat(steps);
    let silent = |step: &&Step| {
        matches!(
            step,
            Step::Note(_) | Step::Task(_) | Step::Mark(_) | Step::Unmark(_) | Step::Remember(..) | Step::Forget(..)
        )
    };
    !all.is_empty() && all.iter().all(silent)
}

/// A length of time in its largest unit that leaves nothing over.
fn length_in_words(length: SignedDuration) -> String {
    let seconds = length.as_secs();
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let (size, unit) = units.into_iter().find(|(size, _)| seconds % size == 0).unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

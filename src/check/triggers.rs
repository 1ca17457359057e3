//! What sets rules off: intents, events, and which of them run.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::checker::{Checker, Place};
use super::names::OccasionId;
use crate::diagnostic::Code;
use crate::program::{Body, Carried, Expression, Fired, OrderStage, RuleId, Shortlist, Step, Trigger, Type};
use crate::syntax::ast::{self, Occasion};

impl Checker<'_> {
    /// What sets the rule off; nothing where it is unknown or does not run yet.
    pub fn trigger(&mut self, written: &ast::Trigger, place: &mut Place) -> Option<Trigger> {
        let mut waits = false;
        if let Some(after) = written.after {
            waits = true;
            self.duration(after, written.span);
        }
        if let Some((event, within)) = &written.unless {
            waits = true;
            self.duration(*within, written.span);
            self.occasion(&event.value, &mut place.clone());
        }
        let Some(trigger) = self.occasion(&written.event.value, place) else {
            place.without_slots = true;
            return None;
        };
        if let Err(what) = trigger {
            self.not_yet(Code::TriggerNotYet, what, written.event.span);
            return None;
        }
        if waits {
            self.not_yet(Code::TriggerNotYet, "a rule that waits", written.span);
            return None;
        }
        trigger.ok()
    }

    /// What an event is: nothing where it is unknown, words where it does not run yet.
    fn occasion(&mut self, occasion: &Occasion, place: &mut Place) -> Option<Result<Trigger, &'static str>> {
        Some(match occasion {
            Occasion::FirstMessage => Ok(Trigger::FirstMessage),
            Occasion::Message(None) => Ok(Trigger::Message),
            Occasion::Message(Some(_)) => Err("what a message brings besides words"),
            Occasion::NothingUnderstood => Ok(Trigger::NothingUnderstood),
            Occasion::OfferAccepted => Ok(Trigger::OfferAccepted),
            Occasion::OfferDeclined => Ok(Trigger::OfferDeclined),
            Occasion::Order(ast::OrderStage::Placed) => Ok(Trigger::Order(OrderStage::Placed)),
            Occasion::Order(_) => Err("what becomes of an order after it is placed"),
            Occasion::ShopAsked => Err("a question the shop puts"),
            Occasion::CartChanged => Err("a change in the cart"),
            Occasion::StaffJoined | Occasion::StaffLeft => Err("what staff do"),
            Occasion::DateAt { fact, .. } => {
                let reference = ast::FactReference { name: fact.clone(), keys: Vec::new() };
                let kind = ast::ExpressionKind::Reference(reference);
                let date = Box::new(crate::source::Spanned { value: kind, span: fact.span });
                self.value(&date, &Type::Date, "the day of a rule", place);
                Err("a day with a time")
            }
            Occasion::Named(name) => match self.occasion_named(name, place)? {
                OccasionId::Intent(id) => {
                    if let Some(intent) = self.intents.get(id.index()) {
                        place.locals.extend(intent.slots.iter().cloned());
                    }
                    if let Some(count) = self.phrase_counts.get(id.index()) {
                        place.known.extend(count.always().map(|name| Expression::Slot(name.clone())));
                    }
                    Ok(Trigger::Intent(id))
                }
                OccasionId::Event(id) => {
                    place.locals.extend(self.event_fields.get(id).cloned().unwrap_or_default());
                    place.known.extend(place.locals.iter().map(|(name, _)| Expression::Slot(name.clone())));
                    Err("an event of the shop's own")
                }
            },
        })
    }

    pub fn trigger_name(&self, trigger: &Trigger) -> Arc<str> {
        match trigger {
            Trigger::Intent(id) => self.intents.get(id.index()).map_or_else(|| "".into(), |intent| intent.name.clone()),
            Trigger::FirstMessage => "first message".into(),
            Trigger::Message => "message".into(),
            Trigger::MessageWith(carried) => format!("message with {}", carried_word(*carried)).into(),
            Trigger::NothingUnderstood => "nothing understood".into(),
            Trigger::OfferAccepted => "offer accepted".into(),
            Trigger::OfferDeclined => "offer declined".into(),
            Trigger::Order(stage) => format!("order {}", stage_word(*stage)).into(),
        }
    }

    pub fn trigger_formerly(&self, trigger: &Trigger) -> Vec<Arc<str>> {
        match trigger {
            Trigger::Intent(id) => {
                self.intents.get(id.index()).map(|intent| intent.formerly.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Which rules each trigger sets off, those that only note, task, mark or remember apart.
    pub fn triggers(&self) -> FxHashMap<Trigger, Fired> {
        let mut triggers: FxHashMap<Trigger, Fired> = FxHashMap::default();
        for (index, rule) in self.rules.iter().enumerate() {
            let fired = triggers.entry(rule.trigger.clone()).or_default();
            let list = if is_silent(&rule.body) { &mut fired.silent } else { &mut fired.speaking };
            list.push(RuleId::from(index));
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

fn carried_word(carried: Carried) -> &'static str {
    match carried {
        Carried::Link => "link",
        Carried::File => "file",
        Carried::Photo => "photo",
        Carried::Contact => "contact",
        Carried::Secret => "secret",
    }
}

fn stage_word(stage: OrderStage) -> &'static str {
    match stage {
        OrderStage::Placed => "placed",
        OrderStage::Paid => "paid",
        OrderStage::Shipped => "shipped",
        OrderStage::Delayed => "delayed",
        OrderStage::Delivered => "delivered",
        OrderStage::Reviewed => "reviewed",
        OrderStage::Returned => "returned",
        OrderStage::Cancelled => "cancelled",
    }
}

//! Rules: what sets them off, their ladders, and what memory calls their rungs.

use std::collections::HashMap;
use std::sync::Arc;

use super::checker::{Checker, Place};
use super::expression::scope_of;
use super::load::File;
use super::names::OccasionId;
use super::texts::{SpeechKey, first_sentence};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{
    Body, Carried, Expression, Fired, OrderStage, Rule, RuleId, Rung, Scope, Shortlist, Step, Trigger, Type,
};
use crate::source::Span;
use crate::syntax::ast::{self, DeclarationKind, Occasion};

impl Checker<'_> {
    /// All rules, the main file's first, the library's last.
    pub fn all_rules(&mut self) {
        let files = self.files;
        for file in files {
            for declaration in &file.script.declarations {
                if let DeclarationKind::Rule(rule) = &declaration.kind {
                    self.rule(rule, file, declaration.span);
                }
            }
        }
    }

    fn rule(&mut self, written: &ast::Rule, file: &File, span: Span) {
        let mut place = Place::of(file);
        let trigger = self.trigger(&written.trigger, &mut place);
        let condition = written.condition.as_ref().map(|condition| self.condition(condition, &place));
        if let Some(condition) = &condition {
            place = self.guarded(&place, condition.as_ref());
        }
        let name: Arc<str> = match &trigger {
            Some(trigger) => self.trigger_name(trigger),
            None => "later".into(),
        };
        let body = self.body(&written.body, &place, &name);
        let (Some(trigger), Some(condition)) = (trigger, condition.map_or(Some(None), |made| made.map(Some))) else {
            return;
        };
        let (key, key_formerly) = self.rule_key(&body);
        self.rules.push(Rule {
            trigger_formerly: self.trigger_formerly(&trigger),
            trigger_name: name,
            trigger,
            key,
            key_formerly,
            once: written.once,
            scope: written.scope.map(scope_of).unwrap_or(Scope::Conversation),
            condition,
            body,
            span,
        });
    }

    /// What sets the rule off; nothing where it is unknown or does not run yet.
    fn trigger(&mut self, written: &ast::Trigger, place: &mut Place) -> Option<Trigger> {
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
            place.lost = true;
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

    fn trigger_name(&self, trigger: &Trigger) -> Arc<str> {
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

    fn trigger_formerly(&self, trigger: &Trigger) -> Vec<Arc<str>> {
        match trigger {
            Trigger::Intent(id) => {
                self.intents.get(id.index()).map(|intent| intent.formerly.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn body(&mut self, written: &ast::Body, place: &Place, trigger: &str) -> Body {
        match written {
            ast::Body::Steps(steps) => Body::Steps(self.steps(steps, place, SpeechKey::Before(trigger))),
            ast::Body::Ladder { rungs, otherwise } => {
                let mut seen = HashMap::new();
                let rungs = self.rungs(rungs, place, trigger, &mut seen);
                let otherwise = self.rungs(otherwise, place, trigger, &mut seen);
                Body::Ladder { rungs, otherwise }
            }
        }
    }

    fn rungs(
        &mut self,
        written: &[ast::Rung],
        place: &Place,
        trigger: &str,
        seen: &mut HashMap<Arc<str>, Span>,
    ) -> Vec<Rung> {
        let mut rungs = Vec::new();
        for rung in written {
            let condition = rung.condition.as_ref().map(|condition| self.condition(condition, place));
            let guarded = match &condition {
                Some(condition) => &self.guarded(place, condition.as_ref()),
                None => place,
            };
            let steps = self.steps(&rung.steps, guarded, SpeechKey::Before(trigger));
            let Some(condition) = condition.map_or(Some(None), |made| made.map(Some)) else { continue };
            let Some((deed, mut formerly)) = self.deed(&steps) else { continue };
            let deed = match &rung.name {
                Some(name) => name.text.clone(),
                None => deed,
            };
            if rung.name.is_some() {
                formerly.clear();
            }
            for name in &rung.formerly {
                let was = &name.text;
                formerly.extend([was.clone(), format!("offer {was}").into(), format!("reply {was}").into()]);
            }
            formerly.retain(|old| *old != deed);
            if let Some(first) = seen.insert(deed.to_lowercase().into(), rung.span) {
                self.deed_twice(&deed, first, rung, place);
            }
            rungs.push(Rung { deed, named: rung.name.is_some(), formerly, condition, steps, span: rung.span });
        }
        rungs
    }

    fn deed_twice(&mut self, deed: &str, first: Span, rung: &ast::Rung, place: &Place) {
        let message = format!("`{deed}` stands twice in this ladder");
        let words = self.report.quote(rung.span);
        let words = words.trim_end_matches(['.', '。', ',', '，']);
        self.report.push(
            Diagnostic::new(Code::DeedTwice, message, rung.span, "again here")
                .related(first, "first here")
                .help("memory knows a rung by what it does; give the second one a name of its own, or take it out")
                .example(wording::named_rung(place.keywords, words)),
        );
    }

    /// What memory calls steps, and called them before: by the offer they make, else by the reply they give, else by
    /// the first thing they do.
    fn deed(&self, steps: &[Step]) -> Option<(Arc<str>, Vec<Arc<str>>)> {
        let mut all = Vec::new();
        flatten(steps, &mut all);
        let chosen = all
            .iter()
            .find(|step| matches!(step, Step::Offer(_)))
            .or_else(|| all.iter().find(|step| matches!(step, Step::Reply(_))))
            .or_else(|| all.first())?;
        Some(self.step_name(chosen))
    }

    fn step_name(&self, step: &Step) -> (Arc<str>, Vec<Arc<str>>) {
        let with_former = |verb: &str, name: &str, formerly: &[Arc<str>]| {
            let old = formerly.iter().map(|old| Arc::from(format!("{verb} {old}"))).collect();
            (Arc::from(format!("{verb} {name}")), old)
        };
        let plain = |name: String| (Arc::from(name), Vec::new());
        match step {
            Step::Offer(id) => match self.offers.get(id.index()) {
                Some(offer) => with_former("offer", &offer.name, &offer.formerly),
                None => plain("offer".into()),
            },
            Step::Reply(id) => match self.replies.get(id.index()) {
                Some(reply) => with_former("reply", &reply.name, &reply.formerly),
                None => plain("reply".into()),
            },
            Step::Say(id) => {
                let speech = self.speeches.get(id.index());
                let line = speech.and_then(|speech| speech.variants.iter().find_map(|lines| lines.first()));
                plain(format!("say {}", line.map_or("", |line| first_sentence(&line.text.key))))
            }
            Step::ShowProducts => plain("show products".into()),
            Step::ShowPicture(text) => plain(format!("show picture {}", text.key)),
            Step::SendLink(text) => plain(format!("send link {}", text.key)),
            Step::Remember(fact, ..) => match self.facts.get(fact.index()) {
                Some(fact) => with_former("remember", &fact.name, &fact.formerly),
                None => plain("remember".into()),
            },
            Step::Forget(fact, _) => match self.facts.get(fact.index()) {
                Some(fact) => with_former("forget", &fact.name, &fact.formerly),
                None => plain("forget".into()),
            },
            Step::Promise(words) => plain(format!("promise {}", words.first().map_or("", |words| words.as_ref()))),
            Step::Mark(kind) => match self.kinds.get(kind.index()) {
                Some(kind) => with_former("mark", &kind.name, &kind.formerly),
                None => plain("mark".into()),
            },
            Step::Unmark(kind) => match self.kinds.get(kind.index()) {
                Some(kind) => with_former("unmark", &kind.name, &kind.formerly),
                None => plain("unmark".into()),
            },
            Step::Note(text) => plain(format!("note {}", text.key)),
            Step::Task(text) => plain(format!("task {}", text.key)),
            Step::HandOver(_) => plain("hand over".into()),
            Step::Close => plain("close".into()),
            Step::NotYet(what) => plain((*what).to_owned()),
            Step::If { .. } => plain("if".into()),
        }
    }

    /// What memory calls a rule among those of its trigger, and its former keys.
    fn rule_key(&self, body: &Body) -> (Arc<str>, Vec<Arc<str>>) {
        match body {
            Body::Steps(steps) => self.deed(steps).unwrap_or_else(|| ("nothing".into(), Vec::new())),
            Body::Ladder { rungs, otherwise } => match rungs.iter().chain(otherwise).next() {
                Some(rung) => (rung.deed.clone(), rung.formerly.clone()),
                None => ("nothing".into(), Vec::new()),
            },
        }
    }

    /// Which rules each trigger sets off, those that only note, task, mark or remember apart.
    pub fn triggers(&self) -> HashMap<Trigger, Fired> {
        let mut triggers: HashMap<Trigger, Fired> = HashMap::new();
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

/// Steps with those behind `if` in written order.
fn flatten<'s>(steps: &'s [Step], all: &mut Vec<&'s Step>) {
    for step in steps {
        match step {
            Step::If { then, otherwise, .. } => {
                flatten(then, all);
                flatten(otherwise, all);
            }
            step => all.push(step),
        }
    }
}

fn is_silent(body: &Body) -> bool {
    let Body::Steps(steps) = body else { return false };
    let mut all = Vec::new();
    flatten(steps, &mut all);
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

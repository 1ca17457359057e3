//! Steps: what rules, rungs and replies do.

use super::checker::{Checker, Place};
use super::expression::learned;
use super::names::DeedId;
use super::speeches::SpeechKey;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, FactId, LanguageId, Step, Type};
use crate::syntax::ast::{self, FactReference, StepKind};

impl Checker<'_> {
    /// Steps in order; what one of them makes known is known to those behind it. What is wrong is left out.
    pub fn steps(&mut self, written: &[ast::Step], place: &Place, key: SpeechKey<'_>) -> Vec<Step> {
        self.steps_through(written, &mut place.clone(), key)
    }

    /// The same; the place then knows what is known behind them.
    fn steps_through(&mut self, written: &[ast::Step], place: &mut Place, key: SpeechKey<'_>) -> Vec<Step> {
        let mut steps = Vec::new();
        for (index, step) in written.iter().enumerate() {
            // Only the first thing a reply says goes by the reply's name alone.
            let key = match key {
                SpeechKey::Whole(name) if index > 0 => SpeechKey::Before(name),
                key => key,
            };
            let Some(made) = self.step(step, place, key) else {
                if let StepKind::Remember { fact, .. } = &step.value {
                    self.lose_name(&fact.name, &mut place.lost);
                }
                continue;
            };
            if let Step::Remember(fact, keys, value) = &made
                && self.doubt(value, place, LanguageId(0)).is_none()
            {
                place.known.push(Expression::Fact(*fact, keys.clone()));
            }
            self.learned_by(&made, place);
            steps.push(made);
        }
        steps
    }

    fn step(&mut self, written: &ast::Step, place: &mut Place, key: SpeechKey<'_>) -> Option<Step> {
        match &written.value {
            StepKind::Say(speech) => self.speech(speech, place, key).map(Step::Say),
            StepKind::Offer(name) => {
                let id = self.offer_named(name, place)?;
                self.sites.used(DeedId::Offer(id), place);
                Some(Step::Offer(id))
            }
            StepKind::Reply(name) => {
                let id = self.reply_named(name, place)?;
                self.sites.used(DeedId::Reply(id), place);
                Some(Step::Reply(id))
            }
            StepKind::Do(name) => match self.deed_named(name, "offer or reply", place)? {
                DeedId::Offer(id) => {
                    self.sites.used(DeedId::Offer(id), place);
                    Some(Step::Offer(id))
                }
                DeedId::Reply(id) => {
                    self.sites.used(DeedId::Reply(id), place);
                    Some(Step::Reply(id))
                }
                DeedId::Question(_) => self.asked(std::slice::from_ref(name), place),
                DeedId::Flow(id) => {
                    self.sites.used(DeedId::Flow(id), place);
                    Some(Step::Start(id))
                }
            },
            StepKind::Ask(names) => self.asked(names, place),
            StepKind::Start(name) => match self.deed_named(name, "flow", place)? {
                DeedId::Flow(id) => {
                    self.sites.used(DeedId::Flow(id), place);
                    Some(Step::Start(id))
                }
                other => {
                    self.wrong_deed(name, other, "flow");
                    None
                }
            },
            StepKind::Cancel => Some(Step::Cancel),
            StepKind::ShowProducts(query) => self.shown_products(query, written.span, place).map(Step::ShowProducts),
            StepKind::ShowPicture(text) => self.text(text, place).map(Step::ShowPicture),
            StepKind::SendLink(text) => self.text(text, place).map(Step::SendLink),
            StepKind::Remember { fact, value } => self.remember(fact, value, place),
            StepKind::Forget(fact) => {
                let (id, keys, _) = self.kept_fact(fact, place)?;
                Some(Step::Forget(id, keys))
            }
            StepKind::Promise(words) => self.translated(words, "a promise", place).map(Step::Promise),
            StepKind::Mark(name) => self.kind_named(name, place).map(Step::Mark),
            StepKind::Unmark(name) => self.kind_named(name, place).map(Step::Unmark),
            StepKind::Note(text) => self.text(text, place).map(Step::Note),
            StepKind::Task(text) => self.text(text, place).map(Step::Task),
            StepKind::HandOver(None) => Some(Step::HandOver(None)),
            StepKind::HandOver(Some(text)) => self.text(text, place).map(|text| Step::HandOver(Some(text))),
            StepKind::Close => Some(Step::Close),
            StepKind::If { condition, then, otherwise } => {
                let written = condition;
                let condition = self.condition(written, place);
                let key = key.inner();
                let mut held = self.guarded(place, written, condition.as_ref());
                let then = self.steps_through(then, &mut held, key);
                // Where the condition is unknown `otherwise` is done too, so nothing more is known there.
                let mut unknown = place.clone();
                let otherwise = self.steps_through(otherwise, &mut unknown, key);
                place.known = unknown.known;
                place.known.retain(|leaf| held.known.contains(leaf));
                Some(Step::If { condition: condition?, then, otherwise })
            }
        }
    }

    /// What is known behind a condition; where it could not be made out, what may be.
    pub(super) fn guarded(&self, place: &Place, written: &ast::Expression, made: Option<&Expression>) -> Place {
        let mut guarded = place.clone();
        match made {
            Some(condition) => {
                guarded.know(learned(condition, true, &self.kinds));
                self.lose_kinds(condition, &mut guarded.lost);
            }
            None => self.lose(written, &mut guarded.lost),
        }
        guarded
    }

    fn remember(&mut self, fact: &FactReference, value: &ast::Expression, place: &Place) -> Option<Step> {
        let Some((id, keys, of)) = self.kept_fact(fact, place) else {
            self.expression(value, None, place);
            return None;
        };
        let what = format!("`{}`", fact.name.text);
        let value = self.value(value, &of, &what, place)?;
        Some(Step::Remember(id, keys, value))
    }

    /// A fact that memory can hold; those the clock gives it cannot.
    pub(super) fn kept_fact(
        &mut self,
        written: &FactReference,
        place: &Place,
    ) -> Option<(FactId, Vec<Expression>, Type)> {
        let span = written.keys.last().map_or(written.name.span, |last| written.name.span.to(last.span));
        let kind = ast::ExpressionKind::Reference(written.clone());
        let reference = Box::new(crate::source::Spanned { value: kind, span });
        // A slot that is called like the fact is not what is kept; what the fact is looked up by may well be a slot.
        let mut place = place.clone();
        place.locals.retain(|(slot, _)| slot.to_lowercase() != written.name.key());
        let typed = self.expression(&reference, None, &place)?;
        match typed.expression {
            Expression::Fact(id, keys) => Some((id, keys, typed.of)),
            _ => {
                self.not_a_kept_fact(&written.name);
                None
            }
        }
    }

    fn not_a_kept_fact(&mut self, name: &ast::Name) {
        let message = format!("`{}` is no fact that can be remembered or forgotten", name.text);
        self.report.push(
            Diagnostic::new(Code::NotAFact, message, name.span, "not a fact of the customer or the order")
                .help("declare a fact for it; what the clock gives and kinds of customers change by themselves"),
        );
    }
}

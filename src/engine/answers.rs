//! What is known as the answer to a question, and what there is to choose from.

use std::sync::Arc;

use super::asking::asked_key;
use super::facts;
use super::printing::Printer;
use super::view::{Effect, View};
use crate::nlu;
use crate::program::{Addressee, Datum, Expected, ProductQuery, Program, Question, QuestionId, SlotType, Type, Value};

/// What a product is called in a message, and its own name.
type Called = (Arc<str>, Arc<str>);

impl View<'_> {
    /// Whether a question that is asked once in some time was answered in it, and its answer is there.
    pub fn is_not_asked_again(&self, question: &Question) -> bool {
        let was_answered = question.once.is_some_and(|scope| self.happened(scope, &asked_key(&question.name)));
        let kept = || match question.to {
            Addressee::Customer { .. } => !question.remembers.is_empty() || self.answer(question).is_some(),
            Addressee::System { .. } => true,
        };
        was_answered && kept()
    }

    /// Whether a customer's question needs not be asked.
    pub fn is_answered(&self, question: &Question) -> bool {
        match &question.to {
            Addressee::Customer { expects: Expected::Photos(count), .. } => match self.answer(question) {
                Some(Value::List(photos)) => photos.len() >= *count as usize,
                _ => false,
            },
            Addressee::Customer { .. } => self.answer(question).is_some(),
            Addressee::System { .. } => false,
        }
    }

    /// Whether a value that was told elsewhere is one that the question and the fact that keeps it take: a number between the two it
    /// names, words that are an e-mail address where it asks for one.
    pub fn may_answer(&self, question: &Question, value: &Value) -> bool {
        let Addressee::Customer { expects, .. } = &question.to else { return true };
        let kept_by = question.remembers.iter().filter_map(|id| self.program.fact(*id)).map(|fact| &fact.of);
        let datum = facts::write(value);
        if !kept_by.chain([&question.of]).all(|of| facts::read(&datum, of, &self.program.shop).is_ok()) {
            return false;
        }
        match (expects, value) {
            (Expected::NumberBetween(low, high), Value::Number(figure)) => match (self.value(low), self.value(high)) {
                (Some(Value::Number(low)), Some(Value::Number(high))) => (low..=high).contains(figure),
                _ => true,
            },
            (Expected::Of(of @ (SlotType::Email | SlotType::Phone | SlotType::OrderNumber)), Value::Text(words)) => {
                let today = self.moment.zoned(self.program).date();
                nlu::answer(self.program, words, of, nlu::Asked::Open, &[], nlu::Days { today, past: false }).is_some()
            }
            _ => true,
        }
    }

    /// What the words that set the steps at hand off say in answer to a question.
    fn slot_of(&self, question: &Question) -> Option<&Value> {
        self.slots.iter().find(|(slot, _)| question.is_called(slot)).map(|(_, value)| value)
    }

    /// What was answered to a question: to the steps at hand, by the words that set them off, to those that wait, unasked before, or in
    /// the fact that keeps it.
    pub fn answer(&self, question: &Question) -> Option<Value> {
        let name = &question.name;
        let waiting = || self.state.threads.iter().rev().find_map(|thread| thread.answers.get(name));
        let before = || self.state.conversation.answers.get(name);
        let datum = match self.answers.get(name) {
            Some(datum) => datum.clone(),
            None => match self.slot_of(question) {
                Some(value) if self.may_answer(question, value) => facts::write(value),
                // Whoever names a size that is none does not mean the one of yesterday.
                Some(_) => return None,
                None => match waiting().or_else(before).or_else(|| self.answered_once(question)) {
                    Some(datum) => datum.clone(),
                    None => facts::write(&self.fact_alone(*question.remembers.first()?)?),
                },
            },
        };
        facts::read(&datum, &question.of, &self.program.shop).ok()
    }

    /// What was answered to a question that is not asked again in some time.
    fn answered_once(&self, question: &Question) -> Option<&Datum> {
        let scope = question.once?;
        let given = self.pending.iter().rev().find_map(|effect| match effect {
            Effect::Answer { scope: of, question: name, datum } if *of == scope && *name == question.name => {
                Some(datum)
            }
            _ => None,
        });
        given.or_else(|| self.state.part(scope).answers.get(&question.name))
    }

    /// The products a customer may choose from: what each is called in a message, normalised, and its own name.
    pub fn product_words(&self, query: &ProductQuery) -> Option<Arc<[Called]>> {
        let catalogue = self.program.catalogue.as_ref()?;
        let named = |id: crate::program::ProductId| catalogue.products.get(id.index()).map(|product| &product.name);
        let found = self.products(query);
        Some(found.into_iter().filter_map(named).map(|name| (nlu::normalise(name).into(), name.clone())).collect())
    }

    /// What a customer may choose from, as the reader calls it.
    pub fn choices(&self, question: &Question, expects: &Expected) -> Vec<String> {
        let printer = Printer::new(self.program, self.language);
        let print = |value: &Value| printer.print(value, Some(&question.of));
        match (&question.of, expects) {
            (Type::OneOf(choices), _) => {
                choices.iter().map(|choice| print(&Value::Choice(choice.name.clone()))).collect()
            }
            (Type::Product, Expected::Product(query)) => {
                let words = self.product_words(query).unwrap_or_default();
                words.iter().map(|(_, name)| name.to_string()).collect()
            }
            (Type::YesNo, _) => [true, false].iter().map(|is| print(&Value::YesNo(*is))).collect(),
            _ => Vec::new(),
        }
    }
}

/// The question a slot answers by its name, where the script has one.
pub(super) fn answered_by_slot<'a>(program: &'a Program, slot: &str) -> Option<(QuestionId, &'a Question)> {
    let questions = &program.names.questions;
    if questions.is_empty() {
        return None;
    }
    let id = *questions.get(&slot.to_lowercase())?;
    Some((id, program.question(id)?))
}

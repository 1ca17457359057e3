//! Asking: what is known is not asked again, what a message says unasked is taken, and one question stands last in a turn.

use std::sync::Arc;

use super::facts;
use super::perform::{Failure, Place, Progress};
use super::printing::Printer;
use super::trace::{Answering, Outcome, Remark};
use super::turn::{Act, Deed};
use super::turning::{Put, Turning};
use super::view::{Effect, View};
use super::whose::told;
use crate::nlu;
use crate::program::{
    Addressee, Datum, Expected, Expression, ProductQuery, Program, Question, QuestionId, SlotType, Step, Type, Value,
};

impl<'a> Turning<'a> {
    /// Asks questions in order, until one has no answer yet.
    pub fn ask_all(&mut self, questions: &[QuestionId]) -> Result<Progress, Failure> {
        for id in questions {
            if self.ask(*id) == Progress::Waits {
                return Ok(Progress::Waits);
            }
        }
        Ok(Progress::Done)
    }

    fn ask(&mut self, id: QuestionId) -> Progress {
        let Some(question) = self.program.question(id) else { return Progress::Done };
        if question.once.is_some_and(|scope| self.view().happened(scope, &asked_key(&question.name))) {
            return Progress::Done;
        }
        match &question.to {
            Addressee::Customer { .. } => {
                if self.view().is_answered(question) {
                    self.said_in_slot(question);
                    return Progress::Done;
                }
                let mut heard = self.hear_unasked(question, nlu::Asked::Unasked);
                if heard.is_none() {
                    self.look_ahead();
                    // Free words are what follows an answer of the same message: "order 12345678, the zip broke".
                    let behind = self.read_to.map(nlu::Asked::Behind);
                    heard = behind.and_then(|behind| self.hear_unasked(question, behind));
                }
                if heard.is_some() {
                    self.read_to = heard;
                    return Progress::Done;
                }
            }
            Addressee::System { with, .. } => {
                if self.answers.contains_key(&question.name) {
                    return Progress::Done;
                }
                for (_, told) in with {
                    if let Expression::Answer(before) = told
                        && self.ask(*before) == Progress::Waits
                    {
                        return Progress::Waits;
                    }
                }
                self.deed(Deed::Asks(question.name.clone()));
            }
        }
        self.waits_for = Some(id);
        Progress::Waits
    }

    /// Takes an answer that the message gives unasked; the byte behind it, if there is one.
    fn hear_unasked(&mut self, question: &Question, asked: nlu::Asked) -> Option<usize> {
        let (value, place) = self.read_answer(question, asked)?;
        if !self.answered(question, &value, Answering::Unasked) {
            return None;
        }
        // Free words mean nothing besides; of others an intent may still be answered.
        let parts = if matches!(asked, nlu::Asked::Behind(_)) { &mut self.taken } else { &mut self.told };
        let end = Some(place.end).filter(|_| place != PHOTOS);
        parts.push(place);
        Some(end.or(self.read_to).unwrap_or_default())
    }

    /// A message answers more than the question that comes next: what the steps at hand ask later is read from it too, since it is not
    /// there any more when they ask.
    fn look_ahead(&mut self) {
        if self.message.is_none() {
            return;
        }
        let program = self.program;
        let asked = Step::flat(self.ahead).into_iter().filter_map(|step| match step {
            Step::Ask(questions) => Some(questions.iter().flat_map(|id| told(program, *id).into_iter().chain([*id]))),
            _ => None,
        });
        for question in asked.flatten().filter_map(|id| program.question(id)) {
            let Addressee::Customer { .. } = &question.to else { continue };
            let known = question.once.is_some_and(|scope| self.view().happened(scope, &asked_key(&question.name)));
            if !known && !self.view().is_answered(question) {
                self.hear_unasked(question, nlu::Asked::Unasked);
            }
        }
    }

    /// The words at hand brought the answer in a slot: what follows them follows an answer.
    fn said_in_slot(&mut self, question: &Question) {
        let Some(message) = self.message else { return };
        let intent =
            message.heard.intents.iter().find(|one| {
                Some(one.intent) == self.intent && one.slots.iter().any(|(slot, _)| question.is_called(slot))
            });
        self.read_to = self.read_to.max(intent.map(|one| one.end));
    }

    /// Reads an answer from the message at hand, past what answered something else already.
    pub fn read_answer(&mut self, question: &Question, asked: nlu::Asked) -> Option<(Value, Range)> {
        let message = self.message?;
        let Addressee::Customer { expects, .. } = &question.to else { return None };
        let of = match expects {
            Expected::Of(of) => of.clone(),
            Expected::NumberBetween(low, high) => {
                let view = self.view();
                let end = |end: &Expression| match view.value(end) {
                    Some(Value::Number(figure)) => Some(figure),
                    _ => None,
                };
                SlotType::Number(Some((end(low)?, end(high)?)))
            }
            Expected::Product(query) => match self.view().product_words(query) {
                Some(words) => SlotType::OneOf(words),
                None => SlotType::Text,
            },
            Expected::Photos(count) => return self.read_photos(question, *count, message.photos),
        };
        // What a slot holds was said about something else; the words of other phrases may well be the answer.
        let slots = message.heard.intents.iter().filter(|one| !one.slots.is_empty()).map(|one| one.start..one.end);
        let taken: Vec<Range> = self.taken.iter().chain(&self.told).cloned().chain(slots).collect();
        let today = self.moment.zoned(self.program).date();
        // Free words take anything, but not what asks for something that a rule answers.
        let whole = of == SlotType::Text && asked == nlu::Asked::Open;
        if whole && super::hearing::asks(message.text) && self.is_answered_by_a_rule(message.heard) {
            return None;
        }
        let answer = nlu::answer(self.program, message.text, &of, asked, &taken, today)?;
        let value = match answer.value {
            Value::Choice(name) if question.of == Type::Product => Value::Text(name),
            value => value,
        };
        Some((value, answer.start..answer.end))
    }

    /// Photos add up over several messages.
    fn read_photos(&mut self, question: &Question, count: u32, photos: &[String]) -> Option<(Value, Range)> {
        if photos.is_empty() || self.taken.contains(&PHOTOS) {
            return None;
        }
        let before = self.state.threads.iter().rev().find_map(|thread| thread.answers.get(&question.name));
        let mut all = match self.answers.get(&question.name).or(before) {
            Some(Datum::List(photos)) => photos.clone(),
            _ => Vec::new(),
        };
        let most = (count as usize).max(super::MOST_ATTACHMENTS);
        all.extend(photos.iter().map(|photo| Datum::Text(photo.chars().take(facts::LONGEST_FACT).collect())));
        all.truncate(most);
        let texts = all.iter().filter_map(|one| if let Datum::Text(text) = one { Some(text.as_str()) } else { None });
        Some((Value::List(texts.map(|text| Value::Text(text.into())).collect()), PHOTOS))
    }

    /// Takes an answer in: for the steps at hand, and in the facts that keep it. Whether it was taken.
    pub fn answered(&mut self, question: &Question, value: &Value, how: Answering) -> bool {
        let datum = facts::write(value);
        for fact in question.remembers.iter().filter_map(|id| self.program.fact(*id)) {
            if let Err(because) = facts::read(&datum, &fact.of, &self.program.shop) {
                self.turn.trace.remarks.push(Remark::FactRefused { fact: fact.name.to_string(), because });
                return false;
            }
        }
        let answer = Printer::new(self.program, self.language).print(value, Some(&question.of));
        self.turn.trace.remarks.push(Remark::Answered { question: question.name.clone(), answer, how });
        for fact in question.remembers.iter().filter_map(|id| self.program.fact(*id)) {
            let (scope, key) = (fact.scope, fact.name.clone());
            self.pending.push(Effect::Fact { scope, key, datum: Some(datum.clone()) });
        }
        self.was_answered(question);
        self.answers.insert(question.name.clone(), datum);
        if self.asked.iter().all(|(name, _)| *name != question.name) {
            self.asked.push((question.name.clone(), Vec::new()));
        }
        true
    }

    /// A question that is asked only once in some time has its answer.
    pub fn was_answered(&mut self, question: &Question) {
        if let Some(scope) = question.once {
            self.pending.push(Effect::Once(scope, asked_key(&question.name)));
        }
    }

    /// Puts the open question at the end of the turn, where something calls for it; one that was answered meanwhile goes on.
    pub fn put_question(&mut self) {
        for _ in 0..super::MOST_THREADS {
            let Some((index, id)) = self.open_question().filter(|_| !self.over && !self.state.handed_over) else {
                break;
            };
            if !self.program.question(id).is_some_and(|question| self.view().is_answered(question)) {
                break;
            }
            self.go_on(index);
        }
        let Some(put) = self.put.take().filter(|_| !self.over && !self.state.handed_over) else { return };
        let Some((_, id)) = self.open_question() else { return };
        let Some(question) = self.program.question(id) else { return };
        let Addressee::Customer { ask, again, expects, .. } = &question.to else { return };
        let speech = match (put, again) {
            (Put::Again, Some(again)) => *again,
            _ => *ask,
        };
        let (slots, intent, answers) =
            (std::mem::take(&mut self.slots), self.intent, std::mem::take(&mut self.answers));
        if let Some(thread) = self.state.threads.last().cloned() {
            self.enter(&thread);
        }
        let act = self.turn.acts.len();
        self.turn.acts.push(Act {
            choices: self.view().choices(question, expects),
            ..Act::deed(Deed::Asks(question.name.clone()))
        });
        let said = self.say(speech, &Place::default(), Some(act), None);
        let variants = std::mem::take(&mut self.said);
        match said {
            Ok(()) => {
                self.turn.trace.said.extend(variants);
                self.commit_effects();
            }
            Err(failure) => {
                self.turn.acts.truncate(act);
                self.pending.clear();
                if let Failure::Silenced { speech, policy } = failure {
                    self.call_staff(&speech, &policy);
                }
            }
        }
        (self.slots, self.intent, self.answers) = (slots, intent, answers);
        self.asked.clear();
    }

    /// The open question was answered by something that is no answer: it is asked again, or given up.
    /// Whether anything was done.
    pub fn not_an_answer(&mut self) -> bool {
        let Some((index, id)) = self.open_question() else { return false };
        let Some(question) = self.program.question(id) else { return false };
        let Addressee::Customer { times, .. } = &question.to else { return false };
        self.turn.trace.remarks.push(Remark::NotAnAnswer { question: question.name.clone() });
        let Some(thread) = self.state.threads.get_mut(index) else { return false };
        thread.tries = thread.tries.saturating_add(1);
        if thread.tries <= *times {
            self.put = Some(Put::Again);
            return true;
        }
        self.give_up(index, question)
    }

    /// Does what the script says where no answer comes, and drops the question with what waits for it; where that supplied
    /// the answer, it goes on instead. Whether anything was done.
    pub fn give_up(&mut self, index: usize, question: &'a Question) -> bool {
        if index >= self.state.threads.len() {
            return false;
        }
        let thread = self.state.threads.remove(index);
        self.turn.trace.remarks.push(Remark::GivenUp { question: question.name.clone() });
        let (Addressee::Customer { otherwise, .. } | Addressee::System { otherwise, .. }) = &question.to;
        self.enter(&thread);
        self.threads_before = self.state.threads.len();
        let of = || format!("question {}", question.name).into();
        let outcome = self.take(otherwise, &Place::in_thread(), of);
        self.turn.trace.said.append(&mut self.said);
        self.slots = Default::default();
        self.intent = None;
        if !self.over && self.supplied_meanwhile(question) && index <= self.state.threads.len() {
            let answered = (question.name.clone(), Datum::YesNo(true));
            let system = matches!(question.to, Addressee::System { .. });
            let mut thread = super::Thread { question: None, request: None, tries: 0, ..thread };
            thread.answers.extend(system.then_some(answered));
            self.state.threads.insert(index, thread);
            self.go_on(index);
            return true;
        }
        self.drop_chain(index.min(self.state.threads.len()));
        // Whatever was open below is asked again.
        if self.put.is_none() && self.open_question().is_some() {
            self.put = Some(Put::Fresh);
        }
        outcome == Outcome::Fired
    }

    /// Whether what a question asks for is known by now.
    fn supplied_meanwhile(&self, question: &Question) -> bool {
        match &question.to {
            Addressee::Customer { .. } => self.view().is_answered(question),
            Addressee::System { .. } => {
                !question.remembers.is_empty()
                    && question.remembers.iter().all(|id| self.view().fact_alone(*id).is_some())
                    && self.turn.acts.iter().any(|act| matches!(act.deed, Some(Deed::Remembers(_))))
            }
        }
    }
}

/// What a product is called in a message, and its own name.
type Called = (Arc<str>, Arc<str>);

/// What memory calls a question that is not asked again.
pub(super) fn asked_key(name: &str) -> Arc<str> {
    format!("question {name}").into()
}

/// Where a message was read.
type Range = std::ops::Range<usize>;

/// Stands for the photos of a message among what was read of it.
pub(super) const PHOTOS: Range = usize::MAX..usize::MAX;

impl View<'_> {
    /// Whether a customer's question needs not be asked.
    pub fn is_answered(&self, question: &Question) -> bool {
        match &question.to {
            Addressee::Customer { expects: Expected::Photos(count), .. } => match self.answer(question) {
                Some(Value::List(photos)) => photos.len() >= *count as usize,
                _ => false,
            },
            Addressee::Customer { .. } => {
                self.answer(question).is_some_and(|answer| self.may_answer(question, &answer))
            }
            Addressee::System { .. } => false,
        }
    }

    /// Whether a value that was told elsewhere is one the question takes: a number between the two it names.
    pub fn may_answer(&self, question: &Question, value: &Value) -> bool {
        match (&question.to, value) {
            (Addressee::Customer { expects: Expected::NumberBetween(low, high), .. }, Value::Number(figure)) => {
                match (self.value(low), self.value(high)) {
                    (Some(Value::Number(low)), Some(Value::Number(high))) => (low..=high).contains(figure),
                    _ => true,
                }
            }
            _ => true,
        }
    }

    /// What was answered to a question: to the steps at hand, by the words that set them off, to those that wait, unasked before, or in
    /// the fact that keeps it.
    pub fn answer(&self, question: &Question) -> Option<Value> {
        let name = &question.name;
        let slot = || self.slots.iter().find(|(slot, _)| question.is_called(slot));
        let waiting = || self.state.threads.iter().rev().find_map(|thread| thread.answers.get(name));
        let before = || self.state.conversation.answers.get(name);
        let datum = match (self.answers.get(name), slot()) {
            (Some(datum), _) => datum.clone(),
            (None, Some((_, value))) => facts::write(value),
            (None, None) => match waiting().or_else(before) {
                Some(datum) => datum.clone(),
                None => facts::write(&self.fact_alone(*question.remembers.first()?)?),
            },
        };
        facts::read(&datum, &question.of, &self.program.shop).ok()
    }

    /// The products a customer may choose from: what each is called in a message, normalised, and its own name.
    fn product_words(&self, query: &ProductQuery) -> Option<Arc<[Called]>> {
        let catalogue = self.program.catalogue.as_ref()?;
        let named = |id: crate::program::ProductId| catalogue.products.get(id.index()).map(|product| &product.name);
        let found = self.products(query);
        Some(found.into_iter().filter_map(named).map(|name| (nlu::normalise(name).into(), name.clone())).collect())
    }

    /// What a customer may choose from, as the reader calls it.
    fn choices(&self, question: &Question, expects: &Expected) -> Vec<String> {
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

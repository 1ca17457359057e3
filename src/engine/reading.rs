//! Reading answers from a message: the one that was asked for, and those it gives unasked.

use super::facts;
use super::printing::Printer;
use super::trace::{Answering, Remark};
use super::turning::Turning;
use super::view::Effect;
use super::whose::told;
use crate::nlu;
use crate::program::{Addressee, Datum, Expected, Expression, Piece, Question, SlotType, Step, Type, Value};

impl Turning<'_> {
    /// Takes an answer that the message gives unasked; the byte behind it, if there is one.
    pub fn hear_unasked(&mut self, question: &Question, asked: nlu::Asked) -> Option<usize> {
        let (value, place) = self.read_answer(question, asked)?;
        if !self.answered(question, &value, Answering::Unasked) {
            return None;
        }
        // Free words mean nothing besides; of others an intent may still be answered.
        let parts = if matches!(asked, nlu::Asked::Behind(_)) { &mut self.taken } else { &mut self.told };
        parts.push(place.clone());
        Some(place.end)
    }

    /// A message answers more than the question that comes next: what the steps at hand ask later is read from it too, since it is not
    /// there any more when they ask.
    pub fn look_ahead(&mut self) {
        if self.message.is_none() {
            return;
        }
        let program = self.program;
        let asked = self.still_ahead(self.ahead).into_iter().filter_map(|step| match step {
            Step::Ask(questions) => Some(questions.iter().flat_map(|id| told(program, *id).into_iter().chain([*id]))),
            _ => None,
        });
        for question in asked.flatten().filter_map(|id| program.question(id)) {
            let Addressee::Customer { .. } = &question.to else { continue };
            if !self.view().is_not_asked_again(question) && !self.view().is_answered(question) {
                self.hear_unasked(question, nlu::Asked::Unasked);
            }
        }
    }

    /// Steps with those behind `if`, in written order; a branch that is known not to be taken is left out.
    fn still_ahead<'p>(&self, steps: &'p [Step]) -> Vec<&'p Step> {
        let mut ahead = Vec::new();
        for step in steps {
            match step {
                Step::If { condition, then, otherwise } => {
                    let holds = self.view().holds(Some(condition));
                    let branches = [(then, holds != Some(false)), (otherwise, holds != Some(true))];
                    for (branch, _) in branches.into_iter().filter(|(_, may_come)| *may_come) {
                        ahead.extend(self.still_ahead(branch));
                    }
                }
                step => ahead.push(step),
            }
        }
        ahead
    }

    /// The words at hand brought the answer in a slot: what follows them follows an answer.
    pub fn said_in_slot(&mut self, question: &Question) {
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
        let wordings = if of == SlotType::Date { self.wordings(question) } else { Vec::new() };
        let days = nlu::Days::asked_by(today, &wordings);
        let answer = nlu::answer(self.program, message.text, &of, asked, &taken, days)?;
        let value = match answer.value {
            Value::Choice(name) if question.of == Type::Product => Value::Text(name),
            value => value,
        };
        Some((value, answer.start..answer.end))
    }

    /// The words in which a question is put, in every language.
    fn wordings(&self, question: &Question) -> Vec<&str> {
        let Addressee::Customer { ask, .. } = &question.to else { return Vec::new() };
        let variants = self.program.speech(*ask).into_iter().flat_map(|speech| speech.variants.iter().flatten());
        let pieces = variants.flat_map(|variant| &variant.text.pieces);
        pieces.filter_map(|piece| if let Piece::Words(words) = piece { Some(&**words) } else { None }).collect()
    }

    /// Photos add up over several messages.
    fn read_photos(&mut self, question: &Question, count: u32, photos: &[String]) -> Option<(Value, Range)> {
        if photos.is_empty() || self.taken.contains(&PHOTOS) || self.told.contains(&PHOTOS) {
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
        // A fact keeps it by itself.
        if let Some(scope) = question.once.filter(|_| question.remembers.is_empty()) {
            self.pending.push(Effect::Answer { scope, question: question.name.clone(), datum: datum.clone() });
        }
        self.answers.insert(question.name.clone(), datum);
        if self.asked.iter().all(|(name, _)| *name != question.name) {
            self.asked.push((question.name.clone(), Vec::new()));
        }
        true
    }
}

/// Where a message was read.
type Range = std::ops::Range<usize>;

/// Stands for the photos of a message among what was read of it.
const PHOTOS: Range = usize::MAX..usize::MAX;

/// Whether an answer stands by itself in a sentence, as numbers do, so that what follows it is said besides: a choice or a name is often
/// only a word among others.
pub(super) fn stands_apart(question: &Question) -> bool {
    let Addressee::Customer { expects, .. } = &question.to else { return false };
    match expects {
        Expected::Of(of) => {
            !matches!(of, SlotType::OneOf(_) | SlotType::YesNo | SlotType::Text | SlotType::Word | SlotType::Address)
        }
        Expected::NumberBetween(..) => true,
        Expected::Photos(_) | Expected::Product(_) => false,
    }
}

/// Whether a question asks where the customer is reached, or for a number that looks like that.
pub(super) fn says_where(question: &Question) -> bool {
    let Addressee::Customer { expects: Expected::Of(of), .. } = &question.to else { return false };
    matches!(of, SlotType::Email | SlotType::Phone | SlotType::Address | SlotType::OrderNumber)
}

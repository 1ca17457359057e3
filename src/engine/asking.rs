//! Asking: what is known is not asked again, and one question stands last in a turn.

use std::sync::Arc;

use super::perform::{Failure, Place, Progress};
use super::reading::stands_apart;
use super::trace::{Outcome, Remark};
use super::turn::{Act, Deed};
use super::turning::{Put, Turning};
use super::view::Effect;
use crate::nlu;
use crate::program::{Addressee, Datum, Expression, Question, QuestionId, Scope};

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
                // Of several photos some may still be missing.
                if let Some(end) = heard.filter(|_| self.view().is_answered(question)) {
                    self.read_to = Some(end).filter(|_| stands_apart(question));
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

    /// A question that is asked only once in some time has its answer.
    pub fn was_answered(&mut self, question: &Question) {
        if let Some(scope) = question.once {
            self.pending.push(Effect::Once(scope, asked_key(&question.name)));
        }
    }

    /// What was answered is known no more, in steps, in facts, or as asked once.
    pub fn forget_answer(&mut self, question: &Question) {
        self.state.part_mut(Scope::Conversation).answers.remove(&question.name);
        for fact in question.remembers.iter().filter_map(|id| self.program.fact(*id)) {
            let (scope, key) = (fact.scope, fact.name.clone());
            self.pending.push(Effect::Fact { scope, key, datum: None });
        }
        self.commit_effects();
        if let Some(scope) = question.once {
            self.state.part_mut(scope).once.remove(&asked_key(&question.name));
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
        let Some((index, id)) = self.open_question() else { return };
        let Some(question) = self.program.question(id) else { return };
        let Addressee::Customer { ask, again, expects, .. } = &question.to else { return };
        let speech = match (put, again) {
            (Put::Again, Some(again)) => *again,
            _ => *ask,
        };
        let (slots, intent, answers) =
            (std::mem::take(&mut self.slots), self.intent, std::mem::take(&mut self.answers));
        if let Some(thread) = self.state.threads.get(index).cloned() {
            self.enter(&thread);
        }
        let act = self.turn.acts.len();
        self.turn.acts.push(Act {
            choices: self.view().choices(question, expects),
            ..Act::deed(Deed::Asks(question.name.clone()))
        });
        let said = self.say(speech, &Place::in_question(id), Some(act), None);
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
        let id = self.program.names.questions.get(&question.name.to_lowercase()).copied();
        let outcome = self.take(otherwise, &id.map_or_else(Place::in_thread, Place::in_question), of);
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

/// What memory calls a question that is not asked again.
pub(super) fn asked_key(name: &str) -> Arc<str> {
    format!("question {name}").into()
}

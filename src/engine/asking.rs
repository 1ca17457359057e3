//! Asking: what is known is not asked again, and one question stands last in a turn.

use std::sync::Arc;

use super::perform::{Failure, Place, Progress};
use super::reading::stands_apart;
use super::trace::{Outcome, Remark};
use super::turn::{Act, Deed};
use super::turning::{Put, Turning};
use super::view::Effect;
use crate::nlu;
use crate::program::{Addressee, Datum, Expression, FactId, Question, QuestionId, Scope};

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
        if self.view().is_not_asked_again(question) {
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
                if self.asked_already(question).is_none() {
                    self.deed(Deed::Asks(question.name.clone()));
                }
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
            let part = self.state.part_mut(scope);
            part.once.remove(&asked_key(&question.name));
            part.answers.remove(&question.name);
        }
    }

    /// What is open is asked again, where nothing stands above it that is to be answered first.
    pub fn put_what_is_open(&mut self) {
        if self.open_question().is_some_and(|(index, _)| !self.waits_below(index)) {
            self.put = self.put.or(Some(Put::Fresh));
        }
    }

    /// Puts the open question at the end of the turn, where something calls for it; one that was answered meanwhile goes on.
    pub fn put_question(&mut self) {
        for _ in 0..super::MOST_THREADS {
            let Some((index, id)) = self.open_question().filter(|_| !self.over && !self.keeps_silent()) else {
                break;
            };
            if !self.program.question(id).is_some_and(|question| self.view().is_answered(question)) {
                break;
            }
            self.go_on(index);
        }
        let Some(put) = self.put.take().filter(|_| !self.over && !self.keeps_silent()) else { return };
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
        let begins = self.begins;
        let of = || given_up(&question.name);
        let id = self.program.names.questions.get(&question.name.to_lowercase()).copied();
        let outcome = self.take(otherwise, &id.map_or_else(Place::in_thread, Place::in_question), of);
        self.turn.trace.said.append(&mut self.said);
        self.slots = Default::default();
        self.intent = None;
        let thread = super::Thread { question: None, request: None, tries: 0, ..thread };
        let place = index.min(self.state.threads.len());
        if !self.over && self.supplied_meanwhile(question) {
            self.state.threads.insert(place, thread);
            self.go_on_answered(place, question);
            return true;
        }
        // Steps that ask themselves may supply it yet: what asked before waits for their end.
        let has_room = self.state.threads.len() < super::MOST_THREADS;
        if self.begins > begins && has_room && self.wait_below(&of(), place, thread) {
            return true;
        }
        self.drop_chain(place);
        self.put_what_is_open();
        outcome == Outcome::Fired
    }

    /// Puts a thread, with what waits for it below `place`, below the one of this name. Whether there is one.
    fn wait_below(&mut self, of: &str, place: usize, thread: super::Thread) -> bool {
        let threads = &mut self.state.threads;
        let Some(above) = threads.iter().rposition(|above| *above.of == *of) else { return false };
        let waits = |index: &usize| threads.get(*index).is_some_and(|thread| thread.question.is_none());
        let first = (0..place.min(above)).rev().take_while(waits).last().unwrap_or(place.min(above));
        let mut chain: Vec<super::Thread> = threads.drain(first..place.min(above)).collect();
        let place = above - chain.len();
        chain.push(thread);
        threads.splice(place..place, chain);
        true
    }

    /// Goes on with a thread whose question has its answer.
    pub fn go_on_answered(&mut self, index: usize, question: &Question) {
        if let Some(thread) = self.state.threads.get_mut(index) {
            thread.request = None;
            thread.question = None;
            thread.answers.extend(answered_by_system(question));
        }
        self.go_on(index);
    }

    /// Whether what a question asks for is known by now; what a system is to bring, because it was supplied instead.
    pub fn supplied_meanwhile(&self, question: &Question) -> bool {
        match &question.to {
            Addressee::Customer { .. } => self.view().is_answered(question),
            Addressee::System { .. } => {
                !question.remembers.is_empty()
                    && question.remembers.iter().all(|id| self.view().fact_alone(*id).is_some())
                    && (self.turn.acts.iter().any(|act| matches!(act.deed, Some(Deed::Remembers(_))))
                        || self.answers.keys().any(|name| self.keeps_one_of(name, &question.remembers)))
            }
        }
    }

    /// Whether the answer to a question of this name is kept in one of these facts.
    fn keeps_one_of(&self, name: &str, facts: &[FactId]) -> bool {
        let id = self.program.names.questions.get(&name.to_lowercase());
        let asked = id.and_then(|id| self.program.question(*id));
        asked.is_some_and(|asked| asked.remembers.iter().any(|fact| facts.contains(fact)))
    }
}

/// What memory calls the steps that are done where a question is given up.
pub(super) fn given_up(name: &str) -> Arc<str> {
    format!("question {name}").into()
}

/// What the steps behind a question to a system know: that it has its answer.
pub(super) fn answered_by_system(question: &Question) -> Option<(Arc<str>, Datum)> {
    let system = matches!(question.to, Addressee::System { .. });
    system.then(|| (question.name.clone(), Datum::YesNo(true)))
}

/// What memory calls a question that is not asked again.
pub(super) fn asked_key(name: &str) -> Arc<str> {
    format!("question {name}").into()
}

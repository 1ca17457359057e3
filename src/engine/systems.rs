//! The shop's own systems: the turn carries a request out, an event brings the facts, and silence has its own answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts;
use super::state::{Thread, Timer};
use super::trace::Remark;
use super::turn::{Request, TimerChange};
use super::turning::Turning;
use crate::program::{Addressee, Datum, Expression, Program, Question};

impl<'a> Turning<'a> {
    /// Sends what threads ask of systems and have not sent yet.
    pub fn send_requests(&mut self) {
        for index in 0..self.state.threads.len() {
            let Some(thread) = self.state.threads.get(index).filter(|thread| thread.request.is_none()) else {
                continue;
            };
            let Some(question) = thread.question.as_ref().and_then(|name| question(self.program, name)) else {
                continue;
            };
            let Addressee::System { system, with, within, .. } = &question.to else { continue };
            // What is asked once is asked once for all who wait.
            if let Some(request) = self.asked_already(question) {
                if let Some(thread) = self.state.threads.get_mut(index) {
                    thread.request = Some(request);
                }
                continue;
            }
            let thread = thread.clone();
            let (slots, intent) = (std::mem::take(&mut self.slots), self.intent);
            let (answers, asked) = (std::mem::take(&mut self.answers), std::mem::take(&mut self.asked));
            self.enter(&thread);
            let view = self.view();
            // A system is told an answer as it was given; only who reads it is spared its links.
            let value = |value: &Expression| match value {
                Expression::Answer(id) => view.answer(self.program.question(*id)?),
                value => view.value(value),
            };
            let told = |(name, what): &(Arc<str>, Expression)| Some((name.clone(), facts::write(&value(what)?)));
            let with: BTreeMap<Arc<str>, Datum> = with.iter().filter_map(told).collect();
            (self.slots, self.intent, self.answers, self.asked) = (slots, intent, answers, asked);
            let due = self.moment.now.checked_add(*within).unwrap_or(self.moment.now);
            let request = self.next_generation();
            let timer = Timer {
                name: format!("answer of {system} to {}", question.name).into(),
                generation: request,
                set: self.moment.now,
                due,
                day: None,
                slots: BTreeMap::new(),
                unknown: BTreeMap::new(),
            };
            self.turn.timers.push(TimerChange::Set { timer: timer.name.clone(), generation: request, due });
            self.state.timers.push(timer);
            if let Some(thread) = self.state.threads.get_mut(index) {
                thread.request = Some(request);
            }
            let wants = question.remembers.iter().filter_map(|id| self.program.fact(*id)).map(|fact| fact.name.clone());
            self.turn.requests.push(Request {
                request,
                system: system.clone(),
                question: question.name.clone(),
                with,
                wants: wants.collect(),
                due,
            });
        }
    }

    /// A system answered; `facts` is what the event brought. Facts of an answer that nobody waits for are not taken.
    pub fn system_answered(&mut self, request: u64, brought: &BTreeMap<String, Datum>) {
        let Some((index, question)) = self.waiting(request) else {
            self.turn.trace.remarks.push(Remark::SystemRefused { question: "".into(), because: TOO_LATE.into() });
            return;
        };
        let mut refused = None;
        for fact in question.remembers.iter().filter_map(|id| self.program.fact(*id)) {
            let named = |name: &String| self.program.names.facts.get(&name.to_lowercase()).copied();
            let datum = brought.iter().find(|(name, _)| {
                named(name).and_then(|id| self.program.fact(id)).is_some_and(|found| found.name == fact.name)
            });
            let wrong = match datum {
                None => Some(format!("it does not say `{}`", fact.name)),
                Some((_, datum)) => match facts::read(datum, &fact.of, &self.program.shop) {
                    Ok(_) => None,
                    Err(because) => Some(format!("`{}`: {because}", fact.name)),
                },
            };
            refused = refused.or(wrong);
        }
        if let Some(because) = refused {
            self.system_failed(request, &because);
            return;
        }
        for (name, datum) in brought {
            if let Err(remark) = facts::take(self.program, self.state, name, datum) {
                self.turn.trace.remarks.push(remark);
            }
        }
        self.stop_timer(request);
        self.was_answered(question);
        self.commit_effects();
        let stood_above = self.open_question().is_some_and(|(open, _)| open < index);
        while let Some((index, _)) = self.waiting(request) {
            self.go_on_answered(index, question);
        }
        if stood_above {
            self.put_what_is_open();
        }
    }

    /// The request that is out for a question which is asked only once in some time.
    pub fn asked_already(&self, question: &Question) -> Option<u64> {
        question.once?;
        let asks = |thread: &&Thread| thread.question.as_ref() == Some(&question.name);
        self.state.threads.iter().filter(asks).find_map(|thread| thread.request)
    }

    /// Whether a system is asked above a thread: its question waits, for who is asked next hears first what was asked for last.
    pub fn waits_below(&self, index: usize) -> bool {
        self.state.threads.iter().skip(index + 1).any(|thread| thread.request.is_some())
    }

    /// A system could not answer, or not in time: the question's `otherwise` is done.
    pub fn system_failed(&mut self, request: u64, because: &str) {
        let Some((index, question)) = self.waiting(request) else {
            self.turn.trace.remarks.push(Remark::SystemRefused { question: "".into(), because: TOO_LATE.into() });
            return;
        };
        self.stop_timer(request);
        let because = if because.is_empty() { "it could not answer" } else { because };
        let question_name = question.name.clone();
        self.turn.trace.remarks.push(Remark::SystemRefused { question: question_name, because: because.to_owned() });
        self.give_up(index, question);
        // Whoever else waits for it has the same answer, or none.
        while let Some((index, _)) = self.waiting(request) {
            if !self.over && self.supplied_meanwhile(question) {
                self.go_on_answered(index, question);
            } else {
                self.state.threads.remove(index);
                self.drop_chain(index);
            }
        }
        self.put_what_is_open();
    }

    /// The thread that waits for a request, and its question.
    pub fn waiting(&self, request: u64) -> Option<(usize, &'a Question)> {
        let index = self.state.threads.iter().rposition(|thread| thread.request == Some(request))?;
        let name = self.state.threads.get(index)?.question.as_ref()?;
        Some((index, question(self.program, name)?))
    }
}

/// What the trace says of an answer that nobody waits for.
const TOO_LATE: &str = "nobody waits for it any more";

fn question<'a>(program: &'a Program, name: &Arc<str>) -> Option<&'a Question> {
    program.question(*program.names.questions.get(&name.to_lowercase())?)
}

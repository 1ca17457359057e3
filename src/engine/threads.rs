//! Threads: steps that wait for an answer.

use std::borrow::Cow;
use std::sync::Arc;

use super::perform::{Failure, Progress};
use super::state::{State, Thread};
use super::terms::Term;
use super::trace::Remark;
use super::turning::{Put, Turning};
use super::whose::{Whose, whose};
use crate::program::{Addressee, QuestionId, Value};

/// How many threads may wait at once, one inside or beside another; what would begin one more is not done.
pub const MOST_THREADS: usize = 16;

impl State {
    /// Nothing is asked any more.
    pub(super) fn drop_threads(&mut self) {
        for request in self.threads.iter().filter_map(|thread| thread.request) {
            self.timers.retain(|timer| timer.generation != request);
        }
        self.threads.clear();
        self.ended.clear();
    }
}

impl<'a> Turning<'a> {
    /// The question that is open to the customer's next words, and the place of the thread that waits for it.
    pub fn open_question(&self) -> Option<(usize, QuestionId)> {
        let top = self.state.threads.len().checked_sub(1)?;
        let name = self.state.threads.get(top)?.question.as_ref()?;
        let id = *self.program.names.questions.get(&name.to_lowercase())?;
        let question = self.program.question(id)?;
        matches!(question.to, Addressee::Customer { .. }).then_some((top, id))
    }

    /// Steps stopped to wait: they become a thread. The innermost one carries what was answered so far.
    pub fn keep_thread(&mut self, of: Arc<str>) {
        let at = std::mem::take(&mut self.path);
        let question = self.waits_for.take().and_then(|id| self.program.question(id)).map(|one| one.name.clone());
        let slots = self.slots.iter().filter_map(|(name, value)| Some((name.clone(), Term::of(value)?))).collect();
        let intent = self.intent.and_then(|intent| self.program.intent(intent)).map(|intent| intent.name.clone());
        let innermost = question.is_some();
        let answers = if innermost { std::mem::take(&mut self.answers) } else { Default::default() };
        let asked = if innermost { std::mem::take(&mut self.asked) } else { Vec::new() };
        self.begun.push(Thread { of, at, question, answers, asked, slots, intent, ..Thread::default() });
    }

    /// Whether there is room for what was begun.
    pub fn has_room(&self) -> bool {
        self.state.threads.len() + self.begun.len() <= MOST_THREADS
    }

    /// Makes threads of what was begun: the first of a turn is asked first, whatever follows waits below it.
    pub fn begin_threads(&mut self) {
        if self.begun.is_empty() {
            return;
        }
        let place = if self.state.threads.len() > self.threads_before && self.put == Some(Put::Fresh) {
            self.threads_before
        } else {
            self.state.threads.len()
        };
        self.begin_threads_at(place);
    }

    fn begin_threads_at(&mut self, place: usize) {
        let begun: Vec<Thread> = self.begun.drain(..).rev().collect();
        let place = place.min(self.state.threads.len());
        self.state.threads.splice(place..place, begun);
        self.state.ended.clear();
        self.put = Some(Put::Fresh);
        self.send_requests();
    }

    /// Goes on with a thread whose question was answered, and with those that wait for it.
    pub fn go_on(&mut self, index: usize) {
        let mut index = index;
        self.state.ended.clear();
        loop {
            if index >= self.state.threads.len() {
                return;
            }
            let thread = self.state.threads.remove(index);
            let Some(whose) = whose(self.program, &thread) else {
                self.turn.trace.remarks.push(Remark::Gone { name: thread.of });
                self.drop_chain(index);
                return;
            };
            let (slots, intent) = (std::mem::take(&mut self.slots), self.intent);
            self.enter(&thread);
            let outcome = self.go_on_with(&whose, &thread, index);
            if outcome == Some(true) {
                let own = self.asked.iter().filter(|(_, path)| !path.is_empty()).cloned().collect();
                self.state.ended.push(Thread { answers: self.answers.clone(), asked: own, question: None, ..thread });
            }
            self.slots = slots;
            self.intent = intent;
            match outcome {
                // It waits again: what it began stands in its place.
                Some(false) => return,
                // It ended: the thread below may have waited for it.
                Some(true) => {}
                None => {
                    self.drop_chain(index);
                    return;
                }
            }
            let below = index.checked_sub(1);
            match below.filter(|below| self.state.threads.get(*below).is_some_and(|one| one.question.is_none())) {
                Some(below) if !self.over => index = below,
                _ => {
                    self.answers.clear();
                    self.asked.clear();
                    return;
                }
            }
        }
    }

    /// What a thread knows becomes what is at hand; answers of the thread that ended above it stay.
    pub fn enter(&mut self, thread: &Thread) {
        for (_, path) in &mut self.asked {
            path.clear();
        }
        self.answers.extend(thread.answers.iter().map(|(name, datum)| (name.clone(), datum.clone())));
        let above = std::mem::take(&mut self.asked);
        self.asked = thread.asked.iter().cloned().chain(above).collect();
        let slots: Vec<(Arc<str>, Value)> =
            thread.slots.iter().filter_map(|(name, term)| Some((name.clone(), term.value()?))).collect();
        self.slots = Cow::Owned(slots);
        let intent = thread.intent.as_ref().and_then(|name| self.program.names.intents.get(&name.to_lowercase()));
        self.intent = intent.copied();
    }

    /// Whether the thread came to its end; nothing where it was left or could not go on.
    fn go_on_with(&mut self, whose: &Whose<'a>, thread: &Thread, index: usize) -> Option<bool> {
        let mark = self.here();
        self.path.clear();
        let progress = self.perform_from(whose.steps, &whose.place, &thread.at);
        let said = std::mem::take(&mut self.said);
        match progress {
            Ok(Progress::Done) => {
                self.turn.trace.said.extend(said);
                self.commit_effects();
                Some(true)
            }
            Ok(Progress::Waits) => {
                self.turn.trace.said.extend(said);
                self.keep_thread(thread.of.clone());
                self.commit_effects();
                self.begin_threads_at(index);
                Some(false)
            }
            Ok(Progress::Left) => {
                self.turn.trace.said.extend(said);
                self.turn.trace.remarks.push(Remark::Left { of: thread.of.clone() });
                self.commit_effects();
                None
            }
            Err(Failure::Passed(_)) => {
                self.go_back(&mark);
                self.turn.trace.remarks.push(Remark::Left { of: thread.of.clone() });
                None
            }
            Err(Failure::Silenced { speech, policy }) => {
                self.go_back(&mark);
                self.call_staff(&speech, &policy);
                None
            }
        }
    }

    /// Drops the threads below a place that waited for the one that stood there.
    pub fn drop_chain(&mut self, index: usize) {
        self.answers.clear();
        self.asked.clear();
        let mut below = index;
        while let Some(next) = below.checked_sub(1)
            && self.state.threads.get(next).is_some_and(|thread| thread.question.is_none())
        {
            self.state.threads.remove(next);
            below = next;
        }
    }

    /// The customer's own words, or a rule's `cancel`: the open question and what waits for it are left.
    pub fn leave_threads(&mut self) {
        let Some(top) = self.state.threads.pop() else { return };
        if let Some(request) = top.request {
            self.stop_timer(request);
        }
        self.turn.trace.remarks.push(Remark::Left { of: top.of });
        self.drop_chain(self.state.threads.len());
        self.state.ended.clear();
        // Whatever was open below is asked again.
        self.put = self.open_question().map(|_| Put::Fresh);
    }
}

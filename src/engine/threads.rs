//! Threads: steps that wait for an answer.

use std::borrow::Cow;
use std::sync::Arc;

use super::answers::answered_by_slot;
use super::asking::answered_by_system;
use super::facts;
use super::perform::{Failure, Progress};
use super::state::{State, Thread};
use super::terms::Term;
use super::trace::Remark;
use super::turning::{Put, Turning};
use super::whose::{Whose, is_flow, whose};
use crate::program::{Addressee, Datum, Program, Question, QuestionId, Value};

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
    /// The question that is open to the customer's next words, and the place of the thread that waits for it. What waits for a system
    /// above it does not close it.
    pub fn open_question(&self) -> Option<(usize, QuestionId)> {
        self.state.threads.iter().enumerate().rev().find_map(|(place, thread)| {
            let id = *self.program.names.questions.get(&thread.question.as_ref()?.to_lowercase())?;
            let question = self.program.question(id)?;
            matches!(question.to, Addressee::Customer { .. }).then_some((place, id))
        })
    }

    /// The thread that the customer's words are about: that of the open question, or else the last.
    pub fn talked_of(&self) -> Option<usize> {
        self.open_question().map(|(index, _)| index).or(self.state.threads.len().checked_sub(1))
    }

    /// Steps stopped to wait: they become a thread. The innermost one carries what was answered so far.
    pub fn keep_thread(&mut self, of: Arc<str>) {
        let at = std::mem::take(&mut self.path);
        let question = self.waits_for.take().and_then(|id| self.program.question(id)).map(|one| one.name.clone());
        let slots = self.slots.iter().filter_map(|(name, value)| Some((name.clone(), Term::of(value)?))).collect();
        let intent = self.intent.and_then(|intent| self.program.intent(intent)).map(|intent| intent.name.clone());
        let innermost = self.begun.is_empty();
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
        let asks = self.put == Some(Put::Fresh) || !self.turn.requests.is_empty();
        let is_first = self.state.threads.len() <= self.threads_before || !asks;
        let place = if is_first { self.state.threads.len() } else { self.threads_before };
        self.begin_threads_at(place, self.threads_before);
    }

    /// Makes them at a place. Where they wait for what was begun before, that comes up to this place, unless it stands at `stays` or above.
    fn begin_threads_at(&mut self, place: usize, stays: usize) {
        let mut begun: Vec<Thread> = self.begun.drain(..).rev().collect();
        let mut place = place.min(self.state.threads.len());
        if let Some(waiting) = self.waiting_already(&begun) {
            let block = self.block(waiting);
            let mut threads: Vec<Thread> = self.state.threads.drain(block.clone()).collect();
            begun.retain(|one| !threads.iter().any(|other| is_same(one, other)));
            let inside = waiting - block.start;
            // Whoever says it again with another number means that one.
            if let Some(thread) = threads.get_mut(inside) {
                thread.answers.extend(self.answers_in_slots());
            }
            threads.splice(inside..inside, begun);
            begun = threads;
            self.threads_before -= if block.end <= self.threads_before { block.len() } else { 0 };
            if block.start >= stays {
                place = block.start;
            } else if place > block.start {
                place -= block.len();
            }
        }
        let asks = begun.last().is_some_and(|innermost| asks_customer(self.program, innermost));
        self.state.threads.splice(place..place, begun);
        self.state.ended.clear();
        self.begins += 1;
        if asks {
            self.put = Some(Put::Fresh);
        }
        self.send_requests();
    }

    /// The thread that waits for what the innermost of new threads would wait for: a flow that was to be started a second time, or the
    /// same step of the same rule with the same words of the customer.
    fn waiting_already(&mut self, begun: &[Thread]) -> Option<usize> {
        let flow = self.joins.take();
        let threads = &self.state.threads;
        match flow {
            Some(flow) => threads.iter().position(|thread| is_flow(self.program, &thread.of, flow)),
            None => threads.iter().position(|thread| begun.last().is_some_and(|innermost| is_same(innermost, thread))),
        }
    }

    /// The answers that the words bring which set the steps at hand off.
    fn answers_in_slots(&self) -> Vec<(Arc<str>, Datum)> {
        let answer = |(slot, value): &(Arc<str>, Value)| {
            let (_, question) = answered_by_slot(self.program, slot)?;
            Some((question.name.clone(), facts::write(value))).filter(|_| self.view().may_answer(question, value))
        };
        self.slots.iter().filter_map(answer).collect()
    }

    /// The threads that wait for one another around a place: the innermost is the last.
    fn block(&self, place: usize) -> std::ops::Range<usize> {
        let waits = |index: &usize| self.state.threads.get(*index).is_some_and(|thread| thread.question.is_none());
        let start = (0..place).rev().take_while(waits).last().unwrap_or(place);
        let end = (place..self.state.threads.len())
            .find(|index| !waits(index))
            .map_or(self.state.threads.len(), |end| end + 1);
        start..end
    }

    /// Goes on with a thread whose question was answered, and with those that wait for it; whatever was open below is asked then.
    pub fn go_on(&mut self, index: usize) {
        let open = self.open_question();
        self.go_through(index);
        if self.open_question() != open {
            self.put_what_is_open();
        }
    }

    fn go_through(&mut self, index: usize) {
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
            let of = thread.of.clone();
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
                Some(true) if self.leaves_unanswered(&of) => {
                    self.drop_chain(index);
                    return;
                }
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

    /// Whether steps that were done because a question was given up ended without its answer; where they supplied it, what asked goes on.
    fn leaves_unanswered(&mut self, of: &str) -> bool {
        let Some(question) = self.given_up_question(of) else { return false };
        if !self.supplied_meanwhile(question) {
            return true;
        }
        self.answers.extend(answered_by_system(question));
        false
    }

    fn given_up_question(&self, of: &str) -> Option<&'a Question> {
        let name = of.strip_prefix("question ")?;
        self.program.question(*self.program.names.questions.get(&name.to_lowercase())?)
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
        self.ahead = whose.steps;
        let resumed = std::mem::replace(&mut self.resumed, true);
        let progress = self.perform_from(whose.steps, &whose.place, &thread.at);
        self.resumed = resumed;
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
                self.begin_threads_at(index, usize::MAX);
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
        let Some(index) = self.talked_of() else { return };
        let left = self.state.threads.remove(index);
        if let Some(request) = left.request.filter(|request| self.waiting(*request).is_none()) {
            self.stop_timer(request);
        }
        self.turn.trace.remarks.push(Remark::Left { of: left.of });
        self.drop_chain(index);
        self.state.ended.clear();
        self.put = None;
        self.put_what_is_open();
    }
}

/// Whether a thread waits for an answer of the customer.
fn asks_customer(program: &Program, thread: &Thread) -> bool {
    let id = thread.question.as_ref().and_then(|name| program.names.questions.get(&name.to_lowercase()));
    let question = id.and_then(|id| program.question(*id));
    question.is_some_and(|question| matches!(question.to, Addressee::Customer { .. }))
}

/// Whether two threads wait for the same, by what set them off.
fn is_same(one: &Thread, other: &Thread) -> bool {
    one.of == other.of
        && one.at == other.at
        && one.question == other.question
        && one.slots == other.slots
        && one.intent == other.intent
}

//! A message while a question is open: it answers it, puts an earlier answer right, leaves what was begun, or does neither.

use std::ops::Range;

use super::answers::answered_by_slot;
use super::facts;
use super::reading::{says_where, stands_apart};
use super::state::Thread;
use super::trace::{Answering, Remark};
use super::turning::{Message, Put, Turning};
use crate::nlu;
use crate::program::{Datum, Question, Scope, Type, Value};

/// A question that was asked, the step that asked it, and what was answered.
struct Asked<'a> {
    question: &'a Question,
    path: Vec<u32>,
    answer: Option<Datum>,
}

impl<'a> Turning<'a> {
    /// What the message says to the questions of the conversation. Whether it answered one.
    pub fn hear_answers(&mut self, message: Message<'a>) -> bool {
        self.hear_slots(message);
        if self.leaves(&message) {
            return false;
        }
        if self.correct(message) {
            return true;
        }
        let Some((index, id)) = self.open_question() else { return false };
        let Some(question) = self.program.question(id) else { return false };
        if self.view().is_answered(question) {
            // What a phrase caught was answered to the steps that wait, so that it can be put right.
            let told = self.state.conversation.answers.get(&question.name).cloned();
            if let (Some(told), Some(thread)) = (told, self.state.threads.get_mut(index)) {
                thread.answers.insert(question.name.clone(), told);
                note_asked(thread, question);
            }
            self.go_on(index);
            return true;
        }
        let heard = self.read_answer(question, nlu::Asked::Open);
        let Some((value, place)) = heard else { return false };
        if !self.answered(question, &value, Answering::Asked) {
            return false;
        }
        self.read_to = Some(place.end).filter(|_| stands_apart(question));
        self.take_part(question, place);
        let answers = std::mem::take(&mut self.answers);
        self.asked.clear();
        self.commit_effects();
        // Whoever else waits for this answer has it too.
        for waiting in self.state.threads.iter_mut().filter(|one| one.question.as_ref() == Some(&question.name)) {
            waiting.answers.extend(answers.clone());
        }
        if let Some(thread_at) = self.state.threads.get_mut(index) {
            thread_at.tries = 0;
            note_asked(thread_at, question);
        }
        // Of several photos some may still be missing.
        if !self.view().is_answered(question) {
            self.put = Some(Put::Again);
            return true;
        }
        self.go_on(index);
        true
    }

    /// A part of the message answered a question, and means nothing else.
    fn take_part(&mut self, question: &Question, place: Range<usize>) {
        if says_where(question) {
            self.reached.push(place.clone());
        }
        self.taken.push(place);
    }

    /// A slot that has a question's name answers it, whenever it is said.
    fn hear_slots(&mut self, message: Message<'a>) {
        for one in &message.heard.intents {
            for (slot, value) in &one.slots {
                let Some((_, question)) = answered_by_slot(self.program, slot) else { continue };
                if !self.view().may_answer(question, value) || !self.answered(question, value, Answering::Unasked) {
                    continue;
                }
                self.commit_effects();
                let answers = std::mem::take(&mut self.answers);
                self.asked.clear();
                self.state.part_mut(Scope::Conversation).answers.extend(answers);
            }
        }
    }

    /// Whether the customer wants to stop what was begun.
    fn leaves(&mut self, message: &Message<'_>) -> bool {
        let Some(cancellation) = self.program.cancellation else { return false };
        let stops = !self.state.threads.is_empty()
            && message.heard.bare
            && message.heard.intents.iter().any(|one| one.intent == cancellation);
        if stops {
            self.leave_threads();
        }
        stops
    }

    /// "No, I meant 38": the last answer that reads like this one is put right, and the steps behind its question are gone through again.
    /// Where nothing is put in its place the question is asked again.
    fn correct(&mut self, message: Message<'a>) -> bool {
        if self.state.threads.is_empty() && self.state.ended.is_empty() {
            return false;
        }
        let mut asked = self.asked_last();
        if nlu::corrects_name(message.text) {
            // A name takes the place of one, and not of the words in which something else was told.
            asked.sort_by_key(|one| match &one.answer {
                Some(Datum::Text(answer)) => nlu::unlike_name(answer),
                _ => u8::MAX,
            });
        }
        let catches = asked.iter().any(|one| self.caught(one.question, message).is_some());
        let excused = || nlu::behind_excuse_of(message.text).filter(|_| catches);
        let Some(behind) = nlu::behind_correction_of(message.text).or_else(excused) else { return false };
        if nlu::only_corrects(message.text) {
            let taken_back = !self.answers_what_is_open() && self.take_back(&asked);
            self.taken.extend(Some(0..message.text.len()).filter(|_| taken_back));
            return taken_back;
        }
        // Free words take anything: what reads as another answer from end to end is that one.
        let whole = |place: &Range<usize>| {
            let said =
                |part: Range<usize>| message.text.get(part).is_some_and(|part| part.contains(char::is_alphanumeric));
            !said(behind..place.start.max(behind)) && !said(place.end..message.text.len())
        };
        for free_words in [false, true] {
            for Asked { question, path, answer } in
                asked.iter().filter(|one| free_words || one.question.of != Type::Text)
            {
                // What a phrase catches by a question's name is said to that one.
                let read = match catches {
                    true => self.caught(question, message).filter(|(_, place)| behind < place.end),
                    false => self.read_answer(question, nlu::Asked::Open).filter(|(_, place)| behind <= place.start),
                };
                let Some((value, place)) = read.filter(|(_, place)| free_words || whole(place)) else { continue };
                if answer.as_ref() == Some(&facts::write(&value)) {
                    return false;
                }
                if self.answered(question, &value, Answering::Corrected) {
                    // The "no" before it is part of it.
                    self.taken.push(0..place.end);
                    self.take_part(question, place);
                    self.go_through_again(question, path);
                    return true;
                }
            }
        }
        false
    }

    /// An earlier answer was put right: the steps behind its question are gone through again.
    fn go_through_again(&mut self, question: &Question, path: &[u32]) {
        self.state.part_mut(Scope::Conversation).answers.remove(&question.name);
        let answers = std::mem::take(&mut self.answers);
        self.asked.clear();
        self.commit_effects();
        let index = self.again();
        let Some(corrected) = self.state.threads.get_mut(index) else { return };
        corrected.answers.extend(answers);
        if path.is_empty() {
            // It was asked in steps that are over: only what stands open is asked again.
            self.put = Some(Put::Fresh);
            return;
        }
        corrected.at = path.to_vec();
        corrected.tries = 0;
        self.go_on(index);
    }

    /// What a phrase of the message catches by a question's name.
    fn caught(&self, question: &Question, message: Message<'a>) -> Option<(Value, Range<usize>)> {
        let caught = message.heard.intents.iter().find_map(|one| {
            let (_, value) = one.slots.iter().find(|(slot, _)| question.is_called(slot))?;
            Some((value.clone(), one.start..one.end))
        });
        caught.filter(|(value, _)| self.view().may_answer(question, value))
    }

    /// What was asked and answered in the steps that wait, or that ended last: the last first.
    fn asked_last(&self) -> Vec<Asked<'a>> {
        let waiting = self.talked_of().and_then(|index| self.state.threads.get(index));
        let Some(thread) = waiting.or(self.state.ended.first()) else { return Vec::new() };
        let asked = thread.asked.iter().rev().filter_map(|(name, path)| {
            let id = *self.program.names.questions.get(&name.to_lowercase())?;
            let (path, answer) = (path.clone(), thread.answers.get(name).cloned());
            Some(Asked { question: self.program.question(id)?, path, answer })
        });
        asked.collect()
    }

    /// The thread that a correction goes through again; what had ended waits again, the outermost below.
    fn again(&mut self) -> usize {
        let ended = std::mem::take(&mut self.state.ended);
        if self.state.threads.is_empty() {
            self.state.threads.extend(ended.into_iter().rev());
        }
        self.talked_of().unwrap_or_default()
    }

    /// Whether the words with which something is taken back answer the open question: 不对 is a no. Free words are none.
    fn answers_what_is_open(&mut self) -> bool {
        let open = self.open_question().and_then(|(_, id)| self.program.question(id));
        open.is_some_and(|question| question.of != Type::Text && self.read_answer(question, nlu::Asked::Open).is_some())
    }

    /// The last answer is taken back, and its question asked again. Whether there is one.
    fn take_back(&mut self, asked: &[Asked<'a>]) -> bool {
        let Some(Asked { question, path, .. }) = asked.iter().find(|one| !one.path.is_empty()) else { return false };
        self.turn.trace.remarks.push(Remark::TakenBack { question: question.name.clone() });
        self.forget_answer(question);
        let index = self.again();
        for thread in &mut self.state.threads {
            thread.answers.remove(&question.name);
        }
        if let Some(thread) = self.state.threads.get_mut(index) {
            thread.asked.retain(|(name, _)| *name != question.name);
            thread.at.clone_from(path);
            thread.tries = 0;
        }
        self.go_on(index);
        true
    }
}

/// Keeps which step of a thread asked a question.
fn note_asked(thread: &mut Thread, question: &Question) {
    if thread.asked.iter().all(|(name, _)| *name != question.name) {
        thread.asked.push((question.name.clone(), thread.at.clone()));
    }
}

//! A message while a question is open: it answers it, puts an earlier answer right, leaves what was begun, or does neither.

use super::answers::answered_by_slot;
use super::reading::{says_where, stands_apart};
use super::trace::{Answering, Remark};
use super::turning::{Message, Put, Turning};
use crate::nlu;
use crate::program::{Question, Scope, Type};

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
        let Some(thread) = self.state.threads.get(index).cloned() else { return false };
        if self.view().is_answered(question) {
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
            if thread_at.asked.iter().all(|(name, _)| *name != question.name) {
                thread_at.asked.push((question.name.clone(), thread.at));
            }
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
    fn take_part(&mut self, question: &Question, place: std::ops::Range<usize>) {
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
        if self.state.threads.is_empty() && self.state.ended.is_empty() || !nlu::corrects(message.text) {
            return false;
        }
        let asked = self.asked_last();
        if nlu::only_corrects(message.text) {
            return !self.answers_what_is_open() && self.take_back(&asked);
        }
        for (question, path) in asked {
            let Some((value, place)) = self.read_answer(question, nlu::Asked::Open) else { continue };
            if self.view().answer(question).as_ref() == Some(&value) {
                return false;
            }
            if !self.answered(question, &value, Answering::Corrected) {
                continue;
            }
            self.take_part(question, place);
            self.state.part_mut(Scope::Conversation).answers.remove(&question.name);
            let answers = std::mem::take(&mut self.answers);
            self.asked.clear();
            self.commit_effects();
            let index = self.again();
            let Some(corrected) = self.state.threads.get_mut(index) else { return true };
            corrected.answers.extend(answers);
            if path.is_empty() {
                // It was asked in steps that are over: only what stands open is asked again.
                self.put = Some(Put::Fresh);
                return true;
            }
            corrected.at = path;
            corrected.tries = 0;
            self.go_on(index);
            return true;
        }
        false
    }

    /// What was asked and answered in the steps that wait, or that ended last: the last first, each with the step that asked it.
    fn asked_last(&self) -> Vec<(&'a Question, Vec<u32>)> {
        let waiting = self.talked_of().and_then(|index| self.state.threads.get(index));
        let Some(thread) = waiting.or(self.state.ended.first()) else { return Vec::new() };
        let asked = thread.asked.iter().rev().filter_map(|(name, path)| {
            let id = *self.program.names.questions.get(&name.to_lowercase())?;
            Some((self.program.question(id)?, path.clone()))
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
    fn take_back(&mut self, asked: &[(&'a Question, Vec<u32>)]) -> bool {
        let Some((question, path)) = asked.iter().find(|(_, path)| !path.is_empty()) else { return false };
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

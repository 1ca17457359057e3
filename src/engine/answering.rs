//! A message while a question is open: it answers it, puts an earlier answer right, leaves what was begun, or does neither.

use super::asking::{PHOTOS, answered_by_slot};
use super::trace::Answering;
use super::turning::{Message, Put, Turning};
use crate::nlu;
use crate::program::{Question, Scope};

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
        self.read_to = Some(place.end).filter(|_| place != PHOTOS);
        self.taken.push(place);
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
    fn correct(&mut self, message: Message<'a>) -> bool {
        if self.state.threads.is_empty() && self.state.ended.is_empty() || !nlu::corrects(message.text) {
            return false;
        }
        let top = self.state.threads.len().checked_sub(1);
        let Some(thread) = top.and_then(|top| self.state.threads.get(top)).or(self.state.ended.first()).cloned() else {
            return false;
        };
        let asked: Vec<(&'a Question, Vec<u32>)> = thread
            .asked
            .iter()
            .rev()
            .filter_map(|(name, path)| {
                let id = *self.program.names.questions.get(&name.to_lowercase())?;
                Some((self.program.question(id)?, path.clone()))
            })
            .collect();
        for (question, path) in asked {
            let Some((value, place)) = self.read_answer(question, nlu::Asked::Open) else { continue };
            if self.view().answer(question).as_ref() == Some(&value) {
                return false;
            }
            if !self.answered(question, &value, Answering::Corrected) {
                continue;
            }
            self.taken.push(place);
            self.state.part_mut(Scope::Conversation).answers.remove(&question.name);
            let answers = std::mem::take(&mut self.answers);
            self.asked.clear();
            self.commit_effects();
            let index = match top {
                Some(top) => top,
                // What had ended is gone through again, the outermost below.
                None => {
                    let ended = std::mem::take(&mut self.state.ended);
                    self.state.threads.extend(ended.into_iter().rev());
                    self.state.threads.len().saturating_sub(1)
                }
            };
            self.state.ended.clear();
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
}

//! A message: what it means, and in which order its meanings are answered.

use std::sync::Arc;

use super::LARGEST_MESSAGE;
use super::state::OpenLadder;
use super::trace::{Remark, Understood};
use super::turning::Turning;
use crate::nlu::{self, Heard, HeardIntent};
use crate::program::{IntentId, Scope, Trigger};

impl<'a> Turning<'a> {
    /// Hears a message and answers it.
    pub fn hear(&mut self, text: &str, heard: &'a Heard, first: bool) {
        self.understand(text, heard);
        self.hear_product(text);
        if self.state.handed_over {
            self.turn.trace.remarks.push(Remark::WithStaff);
            return;
        }
        // An answer concerns what was open before the message, not what the message itself opens.
        let open = if heard.bare { self.state.open_ladder.clone() } else { None };
        let mut answered = false;
        if first {
            answered |= self.fire(&Trigger::FirstMessage);
        }
        if !self.over {
            answered |= self.fire(&Trigger::Message);
        }
        self.answer(heard, open);
        // What only kinds and silent rules listen to is no question: a message of nothing else was not understood.
        if !heard.intents.iter().any(|one| self.may_be_answered(one.intent)) && !answered && !self.over {
            self.fire(&Trigger::NothingUnderstood);
        }
    }

    /// Whether a message of this meaning may get an answer of its own: a bare "ok" or "no" needs none.
    fn may_be_answered(&self, intent: IntentId) -> bool {
        [self.program.refusal, self.program.acceptance].contains(&Some(intent))
            || self.program.triggers.get(&Trigger::Intent(intent)).is_some_and(|rules| !rules.speaking.is_empty())
    }

    /// Writes down what was understood, and counts it: once a message, however often it stands there.
    fn understand(&mut self, text: &str, heard: &Heard) {
        if let Some(language) = heard.language {
            self.speak(language);
            self.state.language = Some(self.turn.language.clone());
        }
        for (place, one) in heard.intents.iter().enumerate() {
            let Some(intent) = self.program.intent(one.intent) else { continue };
            let phrase = self.program.lexicon.patterns.get(one.pattern as usize).map(|pattern| pattern.written.clone());
            let slots = one.slots.iter().map(|(name, value)| (name.clone(), self.printed(value))).collect();
            self.turn.trace.understood.push(Understood {
                intent: intent.name.clone(),
                phrase: phrase.unwrap_or_else(|| Arc::from(text.get(one.start..one.end).unwrap_or_default())),
                start: one.start,
                end: one.end,
                slots,
            });
            if heard.intents.iter().take(place).any(|earlier| earlier.intent == one.intent) {
                continue;
            }
            for scope in [Scope::Conversation, Scope::Order, Scope::Day, Scope::Customer] {
                let said = &mut self.state.part_mut(scope).said;
                match said.get_mut(&intent.name) {
                    Some(count) => *count = count.saturating_add(1),
                    None => {
                        said.insert(intent.name.clone(), 1);
                    }
                }
            }
        }
    }

    fn printed(&self, value: &crate::program::Value) -> String {
        super::printing::Printer::new(self.program, self.language).print(value, None)
    }

    /// Answers what was understood, in order, at most as much as the shop says.
    fn answer(&mut self, heard: &'a Heard, mut open: Option<OpenLadder>) {
        let accepts = self.accepts(heard, open.as_ref());
        let mut answers = 0;
        for (place, one) in heard.intents.iter().enumerate() {
            let trigger = Trigger::Intent(one.intent);
            if self.declined.as_ref() == Some(&trigger) {
                continue;
            }
            if self.over || answers >= self.program.shop.answers {
                self.leave(one);
                continue;
            }
            self.slots = &one.slots;
            self.intent = Some(one.intent);
            let mut spoke = false;
            if Some(one.intent) == self.program.refusal
                && let Some(open) = open.take()
            {
                self.fire_silent(&Trigger::OfferDeclined);
                // "No, 30?" is one firing, and brings its figure; so is "30? No."
                let same = heard.intents.iter().position(|other| self.means(other, &open.trigger));
                if same.is_some_and(|same| same < place) {
                    continue;
                }
                if let Some(same) = same.and_then(|same| heard.intents.get(same)) {
                    self.slots = &same.slots;
                }
                spoke = self.decline(&open) || self.fire_speaking(&Trigger::OfferDeclined);
            } else if Some(one.intent) == self.program.acceptance
                && accepts
                && let Some(open) = open.take()
            {
                self.accept(open);
                spoke = self.fire(&Trigger::OfferAccepted);
            }
            if !spoke && !self.over {
                spoke = self.fire(&trigger);
            }
            answers += u32::from(spoke);
        }
        self.slots = &[];
        self.intent = None;
    }

    /// Whether an "ok" in the message takes what is open: not beside a "no", nor beside what the open ladder answers.
    fn accepts(&self, heard: &Heard, open: Option<&OpenLadder>) -> bool {
        open.is_some_and(|open| {
            !heard.intents.iter().any(|one| Some(one.intent) == self.program.refusal || self.means(one, &open.trigger))
        })
    }

    fn means(&self, one: &HeardIntent, trigger: &Arc<str>) -> bool {
        self.program.intent(one.intent).is_some_and(|intent| intent.name == *trigger)
    }

    /// Notes an intent that has no answer left, and still lets the silent rules run.
    fn leave(&mut self, one: &'a HeardIntent) {
        let trigger = Trigger::Intent(one.intent);
        let Some(rules) = self.program.triggers.get(&trigger) else { return };
        self.slots = &one.slots;
        self.intent = Some(one.intent);
        self.fire_silent(&trigger);
        if !rules.speaking.is_empty()
            && let Some(intent) = self.program.intent(one.intent)
        {
            self.remark_once(Remark::LeftUnanswered { intent: intent.name.clone() });
        }
    }
}

/// What of a message is read, and whether something is cut off.
pub(super) fn readable(text: &str) -> (&str, bool) {
    if text.len() <= LARGEST_MESSAGE {
        return (text, false);
    }
    match text.char_indices().nth(LARGEST_MESSAGE) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), true),
        None => (text, false),
    }
}

/// Understands a message on a day.
pub(super) fn heard(program: &crate::program::Program, text: &str, today: jiff::civil::Date) -> Heard {
    nlu::understand(program, text, today)
}

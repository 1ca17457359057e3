//! A message: what it means, and in which order its meanings are answered.

use std::borrow::Cow;
use std::sync::Arc;

use smallvec::SmallVec;

use super::LARGEST_MESSAGE;
use super::state::OpenLadder;
use super::trace::{Remark, Telling, Understood};
use super::turning::{Message, Put, Turning};
use crate::nlu::{self, Basis, Heard, HeardIntent};
use crate::program::{Addressee, Carried, Expected, IntentId, QuestionId, Scope, Trigger};

impl<'a> Turning<'a> {
    /// Hears a message and answers it.
    pub fn hear(&mut self, message: Message<'a>, files: &[String], first: bool) {
        let heard = message.heard;
        self.message = Some(message);
        self.understand(message.text, heard);
        // A product that answers a question is chosen from what was offered beside the one in question until now.
        let chooses = self.open_question().is_some_and(|(_, id)| self.chooses_product(id));
        if !chooses {
            self.hear_product(message.text);
        }
        self.state.away = false;
        let carried = self.carried(&message, files);
        self.begin_waits(&message, &carried, first);
        if self.keeps_silent() {
            self.remark_silence();
            return;
        }
        // An answer concerns what was open before the message, not what the message itself opens.
        let open = if heard.bare { self.state.open_ladder.clone() } else { None };
        let (ended, asked) = (self.state.ended.clone(), self.open_question());
        self.threads_before = self.state.threads.len();
        let was_answer = self.hear_answers(message);
        if chooses {
            self.hear_product(message.text);
        }
        let left = self.state.threads.len() < self.threads_before && !was_answer;
        self.threads_before = self.state.threads.len();
        let mut answered = was_answer || left;
        // Who only comes in is greeted; whoever says something besides is answered that too.
        if first && self.fire(&Trigger::FirstMessage) {
            answered |= self.asks_something() || nlu::only_greets(message.text);
        }
        for trigger in carried {
            if !self.over && !self.was_asked_for(&trigger, message.text, was_answer) {
                answered |= self.fire(&trigger);
            }
        }
        if !self.over {
            answered |= self.fire(&Trigger::Message);
        }
        self.answer(heard, open);
        // The talk went on: nothing of what had ended is put right any more.
        if self.state.ended == ended {
            self.state.ended.clear();
        }
        if self.over {
            return;
        }
        // Whatever else was said, the question that is still open is put again; below a system that is asked, when that answered.
        let open = self.open_question().filter(|(index, _)| !self.waits_below(*index));
        if asked.is_some() && !was_answer && open == asked {
            if self.turn.speaks() || self.asks_something() {
                self.put = self.put.or(Some(Put::Fresh));
            } else if !self.not_an_answer() {
                self.not_understood();
            }
            return;
        }
        // Nothing could be done with the answer: whoever gave it is not left in silence.
        if was_answer && self.left_out && !self.turn.speaks() && !self.asks_something() {
            self.not_understood();
            return;
        }
        // What only kinds and silent rules listen to is no question: a message of nothing else was not understood.
        if !heard.intents.iter().any(|one| self.may_be_answered(one.intent)) && !answered {
            self.not_understood();
        }
    }

    /// Whether the turn asks the customer or a system.
    fn asks_something(&self) -> bool {
        self.put.is_some() || !self.turn.requests.is_empty()
    }

    fn not_understood(&mut self) {
        self.occur(&Trigger::NothingUnderstood);
        self.fire(&Trigger::NothingUnderstood);
    }

    /// Whether a question is answered by a product.
    fn chooses_product(&self, question: QuestionId) -> bool {
        let to = self.program.question(question).map(|question| &question.to);
        matches!(to, Some(Addressee::Customer { expects: Expected::Product(_), .. }))
    }

    /// What the message brings besides words, as far as rules ask for it.
    fn carried(&self, message: &Message<'_>, files: &[String]) -> SmallVec<[Trigger; 2]> {
        let listens = |trigger: &Trigger| self.program.triggers.contains_key(trigger);
        let mut carried = SmallVec::new();
        let signs = [Carried::Link, Carried::Contact, Carried::Secret].map(Trigger::MessageWith);
        if signs.iter().any(listens) {
            let signals = nlu::signals(message.text);
            let found = [signals.link, signals.contact, signals.secret];
            carried.extend(signs.iter().zip(found).filter(|(_, found)| *found).map(|(sign, _)| *sign));
        }
        if !files.is_empty() {
            carried.push(Trigger::MessageWith(Carried::File));
        }
        if !message.photos.is_empty() {
            carried.push(Trigger::MessageWith(Carried::Photo));
        }
        if listens(&Trigger::ShopAsked) && asks(message.text) {
            carried.push(Trigger::ShopAsked);
        }
        carried
    }

    /// Whether what the message brings is only what the open question asked for: its photos, an e-mail address, a phone number.
    fn was_asked_for(&self, brought: &Trigger, text: &str, was_answer: bool) -> bool {
        match brought {
            Trigger::MessageWith(Carried::Photo) => was_answer && !self.taken.is_empty(),
            Trigger::MessageWith(Carried::Contact) if !self.reached.is_empty() => {
                let mut besides = text.to_owned();
                for place in &self.reached {
                    if besides.get(place.clone()).is_some() {
                        besides.replace_range(place.clone(), &" ".repeat(place.len()));
                    }
                }
                !nlu::signals(&besides).contact
            }
            _ => false,
        }
    }

    /// What waits for something that the message is.
    fn begin_waits(&mut self, message: &Message<'a>, carried: &[Trigger], first: bool) {
        if self.program.waits.is_empty() {
            return;
        }
        if first {
            self.occur(&Trigger::FirstMessage);
        }
        self.occur(&Trigger::Message);
        for trigger in carried {
            self.occur(trigger);
        }
        for one in &message.heard.intents {
            self.slots = Cow::Borrowed(&one.slots);
            self.occur(&Trigger::Intent(one.intent));
        }
        self.slots = Cow::Borrowed(&[]);
    }

    /// Whether a rule speaks to something in the message.
    pub fn is_answered_by_a_rule(&self, heard: &Heard) -> bool {
        let speaks = |rules: &crate::program::Fired| !rules.speaking.is_empty();
        heard.intents.iter().any(|one| self.program.triggers.get(&Trigger::Intent(one.intent)).is_some_and(speaks))
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
            let (phrase, telling) = match one.basis {
                Basis::Phrase(pattern) => (self.program.lexicon.patterns.get(pattern as usize), Telling::Phrase),
                Basis::Spelling(pattern) => (self.program.lexicon.patterns.get(pattern as usize), Telling::Spelling),
                Basis::Examples(score) => (None, Telling::Examples(self.sureness(score))),
                Basis::Outside(sure) => (None, Telling::Outside(sure)),
            };
            let phrase = phrase.map(|pattern| pattern.written.clone());
            let slots = one.slots.iter().map(|(name, value)| (name.clone(), self.printed(value))).collect();
            self.turn.trace.understood.push(Understood {
                intent: intent.name.clone(),
                phrase: phrase.unwrap_or_else(|| Arc::from(text.get(one.start..one.end).unwrap_or_default())),
                start: one.start,
                end: one.end,
                slots,
                telling,
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

    /// How sure the examples are at a score, in percent.
    fn sureness(&self, score: f32) -> u8 {
        let classifier = self.program.classifier.as_ref();
        classifier.map_or(0, |classifier| (nlu::confidence(classifier, score) * 100.0).round() as u8)
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
            // What answered a question means nothing besides.
            let is_answer = self.taken.iter().any(|taken| taken.start < one.end && one.start < taken.end);
            if self.declined.as_ref() == Some(&trigger) || is_answer {
                continue;
            }
            if self.over || answers >= self.program.shop.answers {
                self.leave(one);
                continue;
            }
            self.slots = Cow::Borrowed(&one.slots);
            self.intent = Some(one.intent);
            let mut spoke = false;
            if Some(one.intent) == self.program.refusal
                && let Some(open) = open.take()
            {
                self.occur(&Trigger::OfferDeclined);
                self.fire_silent(&Trigger::OfferDeclined);
                // "No, 30?" is one firing, and brings its figure; so is "30? No."
                let same = heard.intents.iter().position(|other| self.means(other, &open.trigger));
                if same.is_some_and(|same| same < place) {
                    continue;
                }
                if let Some(same) = same.and_then(|same| heard.intents.get(same)) {
                    self.slots = Cow::Borrowed(&same.slots);
                }
                spoke = self.decline(&open) || self.fire_speaking(&Trigger::OfferDeclined);
            } else if Some(one.intent) == self.program.acceptance
                && accepts
                && let Some(open) = open.take()
            {
                self.occur(&Trigger::OfferAccepted);
                self.accept(open);
                spoke = self.fire(&Trigger::OfferAccepted);
            }
            if !spoke && !self.over {
                spoke = self.fire(&trigger);
            }
            answers += u32::from(spoke);
        }
        self.slots = Cow::Borrowed(&[]);
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
        self.slots = Cow::Borrowed(&one.slots);
        self.intent = Some(one.intent);
        self.fire_silent(&trigger);
        if !rules.speaking.is_empty()
            && let Some(intent) = self.program.intent(one.intent)
        {
            self.remark_once(Remark::LeftUnanswered { intent: intent.name.clone() });
        }
    }
}

/// Whether a message asks something: it has a question mark, or ends as Chinese questions do.
pub(super) fn asks(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.contains(['?', '？', '¿']) || end.ends_with(['吗', '呢', '么', '嘛'])
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

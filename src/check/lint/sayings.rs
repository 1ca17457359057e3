//! Everything a shop can say, with where it is said.

use std::collections::HashSet;

use crate::program::{
    Addressee, Body, IntentId, LanguageId, OfferId, Program, Question, ReplyId, SpeechId, Step, TopicId, Trigger,
    Variant,
};

/// One wording, in one of the places where it can be said.
pub(super) struct Saying<'a> {
    /// The wording.
    pub variant: &'a Variant,
    /// Its language.
    pub language: LanguageId,
    /// Where it is said.
    pub place: Place,
}

/// Where something is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// The prepared answers it belongs to.
    pub replies: Vec<ReplyId>,
    /// The offer it is said with.
    pub offer: Option<OfferId>,
    /// What the customer said.
    pub intent: Option<IntentId>,
    /// What that is about: the topics of all three.
    pub topics: Vec<TopicId>,
}

/// Every wording of every speech, once for each place in which it can be said.
pub(super) fn sayings(program: &Program) -> Vec<Saying<'_>> {
    let mut walk = Walk { program, seen: HashSet::new(), found: Vec::new() };
    for rule in &program.rules {
        let intent = if let Trigger::Intent(intent) = rule.trigger { Some(intent) } else { None };
        let topics = intent.and_then(|intent| program.intent(intent)).map(|intent| intent.about.clone());
        let place = Place { intent, topics: topics.unwrap_or_default(), ..Place::default() };
        match &rule.body {
            Body::Steps(steps) => walk.steps(steps, &place),
            Body::Ladder { rungs, otherwise } => {
                rungs.iter().chain(otherwise).for_each(|rung| walk.steps(&rung.steps, &place));
            }
        }
    }
    for flow in &program.flows {
        walk.steps(&flow.steps, &Place::default());
    }
    for question in &program.questions {
        walk.question(question);
    }
    for index in 0..program.offers.len() {
        walk.offer(OfferId::from(index), &Place::default());
    }
    for index in 0..program.replies.len() {
        walk.reply(ReplyId::from(index), &Place::default());
    }
    walk.found
}

struct Walk<'a> {
    program: &'a Program,
    seen: HashSet<(SpeechId, Place)>,
    found: Vec<Saying<'a>>,
}

impl<'a> Walk<'a> {
    fn steps(&mut self, steps: &'a [Step], place: &Place) {
        for step in steps {
            match step {
                Step::Say(speech) => self.speech(*speech, place),
                Step::Offer(offer) => self.offer(*offer, place),
                Step::Reply(reply) => self.reply(*reply, place),
                Step::If { then, otherwise, .. } => {
                    self.steps(then, place);
                    self.steps(otherwise, place);
                }
                _ => {}
            }
        }
    }

    fn question(&mut self, question: &'a Question) {
        let place = Place { topics: question.about.clone(), ..Place::default() };
        match &question.to {
            Addressee::Customer { ask, again, otherwise, .. } => {
                self.speech(*ask, &place);
                if let Some(again) = again {
                    self.speech(*again, &place);
                }
                self.steps(otherwise, &place);
            }
            Addressee::System { otherwise, .. } => self.steps(otherwise, &place),
        }
    }

    fn offer(&mut self, id: OfferId, place: &Place) {
        let Some(offer) = self.program.offer(id) else { return };
        let mut place = place.clone();
        place.offer = Some(id);
        place.topics.extend(&offer.about);
        if let Some(speech) = offer.say {
            self.speech(speech, &place);
        }
    }

    fn reply(&mut self, id: ReplyId, place: &Place) {
        let Some(reply) = self.program.reply(id) else { return };
        // Replies that name each other are an error that is told elsewhere.
        if place.replies.contains(&id) {
            return;
        }
        let mut place = place.clone();
        place.replies.push(id);
        place.topics.extend(&reply.about);
        self.steps(&reply.steps, &place);
    }

    fn speech(&mut self, id: SpeechId, place: &Place) {
        // What it is about decides; which of two intents on one thing led here does not.
        let mut key = place.clone();
        key.intent = None;
        key.topics.sort_unstable();
        key.topics.dedup();
        let Some(speech) = self.program.speech(id) else { return };
        if !self.seen.insert((id, key)) {
            return;
        }
        for (language, variants) in speech.variants.iter().enumerate() {
            for variant in variants {
                let language = LanguageId::from(language);
                self.found.push(Saying { variant, language, place: place.clone() });
            }
        }
    }
}

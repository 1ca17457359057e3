//! A turn while it is worked out.

use std::sync::Arc;

use jiff::Timestamp;

use super::state::State;
use super::trace::Remark;
use super::turn::Turn;
use super::view::{Effect, Moment, View};
use crate::program::{IntentId, LanguageId, Program, Trigger, Value};

/// A turn while it is worked out: memory as it was plus what the rule at hand would change.
pub(super) struct Turning<'a> {
    pub program: &'a Program,
    pub state: &'a mut State,
    pub turn: Turn,
    pub moment: Moment,
    pub language: LanguageId,
    /// What the rule at hand would change.
    pub pending: Vec<Effect>,
    /// The variants the rule at hand would say.
    pub said: Vec<(Arc<str>, Arc<str>)>,
    /// The slots of the intent at hand.
    pub slots: &'a [(Arc<str>, Value)],
    /// The intent at hand.
    pub intent: Option<IntentId>,
    /// The trigger of the ladder that a refusal set off: the same meaning beside it in the message is no second firing.
    pub declined: Option<Trigger>,
    /// Staff took over or the conversation closed: nothing more is said.
    pub over: bool,
    /// The conversation ends with this turn.
    pub closing: bool,
}

/// How far a turn had come.
pub(super) struct Mark {
    acts: usize,
    pending: usize,
    said: usize,
}

impl<'a> Turning<'a> {
    pub fn new(program: &'a Program, state: &'a mut State, now: Timestamp) -> Self {
        Turning {
            program,
            state,
            turn: Turn::default(),
            moment: Moment::new(now),
            language: LanguageId(0),
            pending: Vec::new(),
            said: Vec::new(),
            slots: &[],
            intent: None,
            declined: None,
            over: false,
            closing: false,
        }
    }

    /// What expressions and texts are judged by.
    pub fn view(&self) -> View<'_> {
        View {
            program: self.program,
            state: self.state,
            pending: &self.pending,
            slots: self.slots,
            moment: &self.moment,
            language: self.language,
            candidate: None,
        }
    }

    /// The turn's language from here on.
    pub fn speak(&mut self, language: LanguageId) {
        self.language = language;
        if let Some(tag) = self.program.shop.languages.get(language.index()) {
            self.turn.language = tag.clone();
        }
    }

    /// Where the turn stands, to come back to.
    pub fn here(&self) -> Mark {
        Mark { acts: self.turn.acts.len(), pending: self.pending.len(), said: self.said.len() }
    }

    /// Whether anything was done since.
    pub fn came_further(&self, mark: &Mark) -> bool {
        self.turn.acts.len() > mark.acts || self.pending.len() > mark.pending
    }

    /// Undoes what was done since.
    pub fn go_back(&mut self, mark: &Mark) {
        self.turn.acts.truncate(mark.acts);
        self.pending.truncate(mark.pending);
        self.said.truncate(mark.said);
    }

    /// Tells something once a turn.
    pub fn remark_once(&mut self, remark: Remark) {
        if !self.turn.trace.remarks.contains(&remark) {
            self.turn.trace.remarks.push(remark);
        }
    }

    /// Makes memory of what was done.
    pub fn commit(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        for effect in pending.drain(..) {
            self.apply(effect);
        }
        self.pending = pending;
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Fact { scope, key, datum } => {
                let facts = &mut self.state.part_mut(scope).facts;
                match datum {
                    Some(datum) => {
                        facts.insert(key, datum);
                    }
                    None => {
                        facts.remove(&key);
                        self.state.last_order.remove(&key);
                    }
                }
            }
            Effect::Kind(kind, true) => {
                self.state.kinds.insert(kind);
            }
            Effect::Kind(kind, false) => {
                self.state.kinds.remove(&kind);
            }
            Effect::Promise(promise) => {
                self.state.promises.retain(|standing| !promise.renews(standing));
                self.state.promises.push((*promise).clone());
                self.turn.promised.push(*promise);
            }
            Effect::Once(scope, key) => {
                self.state.part_mut(scope).once.insert(key);
            }
            Effect::Said { speech, variant, fresh } => {
                let used = self.state.customer.variants.entry(speech).or_default();
                if fresh {
                    used.clear();
                }
                used.push(variant);
            }
            Effect::HandOver => {
                self.state.handed_over = true;
                self.state.open_ladder = None;
                self.over = true;
            }
            Effect::Close => {
                self.closing = true;
                self.over = true;
            }
        }
    }
}

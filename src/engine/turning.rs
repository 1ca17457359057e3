//! A turn while it is worked out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use super::state::{State, Thread};
use super::trace::Remark;
use super::turn::Turn;
use super::view::{Effect, Moment, View};
use crate::nlu::Heard;
use crate::program::{Datum, FlowId, IntentId, LanguageId, Program, QuestionId, Scope, Step, Trigger, Value};

/// The message of a turn, while it is answered.
#[derive(Clone, Copy)]
pub(super) struct Message<'a> {
    /// What of it is read.
    pub text: &'a str,
    /// What it means.
    pub heard: &'a Heard,
    /// The photos that came with it.
    pub photos: &'a [String],
}

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
    pub slots: Cow<'a, [(Arc<str>, Value)]>,
    /// The message, where the turn answers one.
    pub message: Option<Message<'a>>,
    /// The parts of the message, in bytes, that answered a question: they mean nothing else.
    pub taken: Vec<Range<usize>>,
    /// Those of them that say where the customer is reached, since the shop asked.
    pub reached: Vec<Range<usize>>,
    /// The parts of it that were read as answers nobody had asked for yet.
    pub told: Vec<Range<usize>>,
    /// The byte behind the last answer read from it.
    pub read_to: Option<usize>,
    /// The steps at hand, to look ahead in.
    pub ahead: &'a [Step],
    /// What was answered to the steps at hand, by question.
    pub answers: BTreeMap<Arc<str>, Datum>,
    /// The questions answered to the steps at hand, each with the step that asked it.
    pub asked: Vec<(Arc<str>, Vec<u32>)>,
    /// The step at hand, from the outermost list of steps inward.
    pub path: Vec<u32>,
    /// The question that the steps at hand wait for.
    pub waits_for: Option<QuestionId>,
    /// Threads that the rule at hand began, the innermost first.
    pub begun: Vec<Thread>,
    /// The flow that the innermost of them is to wait for, since it was begun before.
    pub joins: Option<FlowId>,
    /// How often threads were begun.
    pub begins: u32,
    /// Steps go on behind an answer: no other rule can have its turn any more, so that a step which cannot be done is left out.
    pub resumed: bool,
    /// Such a step was left out.
    pub left_out: bool,
    /// How many of the state's threads stood there before this turn: what it begins is asked in the order of the message.
    pub threads_before: usize,
    /// How the open question is put at the end of the turn; not at all where nothing calls for it.
    pub put: Option<Put>,
    /// Nobody wrote: what is said now is said first.
    pub writes_first: bool,
    /// Whether it is an answer to the customer that this turn is about.
    pub is_waited_for: bool,
    /// The script is muted, here or in the whole shop.
    pub muted: bool,
    /// The intent at hand.
    pub intent: Option<IntentId>,
    /// The trigger of the ladder that a refusal set off: the same meaning beside it in the message is no second firing.
    pub declined: Option<Trigger>,
    /// Staff took over or the conversation closed: nothing more is said.
    pub over: bool,
    /// The conversation ends with this turn.
    pub closing: bool,
}

/// How a question is put.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// In its own words.
    Fresh,
    /// In the words for asking again.
    Again,
}

/// How far a turn had come.
pub(super) struct Mark {
    begun: usize,
    answers: BTreeMap<Arc<str>, Datum>,
    taken: usize,
    told: usize,
    read_to: Option<usize>,
    acts: usize,
    /// How many texts the last of them had.
    texts: usize,
    pending: usize,
    said: usize,
    started: usize,
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
            slots: Cow::Borrowed(&[]),
            message: None,
            taken: Vec::new(),
            reached: Vec::new(),
            told: Vec::new(),
            read_to: None,
            ahead: &[],
            answers: BTreeMap::new(),
            asked: Vec::new(),
            path: Vec::new(),
            waits_for: None,
            begun: Vec::new(),
            joins: None,
            begins: 0,
            resumed: false,
            left_out: false,
            threads_before: 0,
            put: None,
            writes_first: false,
            is_waited_for: false,
            muted: false,
            intent: None,
            declined: None,
            over: false,
            closing: false,
        }
    }

    /// Whether the script says nothing: staff have the conversation, or it is muted.
    pub fn keeps_silent(&self) -> bool {
        self.state.handed_over || self.muted
    }

    /// Tells why the script says nothing.
    pub fn remark_silence(&mut self) {
        self.turn.trace.remarks.push(if self.state.handed_over { Remark::WithStaff } else { Remark::Muted });
    }

    /// What expressions and texts are judged by.
    pub fn view(&self) -> View<'_> {
        View {
            program: self.program,
            state: self.state,
            pending: &self.pending,
            slots: &self.slots,
            answers: &self.answers,
            moment: &self.moment,
            language: self.language,
            for_staff: false,
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
        Mark {
            acts: self.turn.acts.len(),
            texts: self.turn.acts.last().map_or(0, |act| act.texts.len()),
            pending: self.pending.len(),
            said: self.said.len(),
            started: self.turn.trace.started.len(),
            begun: self.begun.len(),
            answers: self.answers.clone(),
            taken: self.taken.len(),
            told: self.told.len(),
            read_to: self.read_to,
        }
    }

    /// Whether anything was done since.
    pub fn came_further(&self, mark: &Mark) -> bool {
        self.turn.acts.len() > mark.acts || self.pending.len() > mark.pending || self.begun.len() > mark.begun
    }

    /// Undoes what was done since.
    pub fn go_back(&mut self, mark: &Mark) {
        self.turn.acts.truncate(mark.acts);
        if let Some(last) = self.turn.acts.last_mut() {
            last.texts.truncate(mark.texts);
        }
        self.pending.truncate(mark.pending);
        self.said.truncate(mark.said);
        self.turn.trace.started.truncate(mark.started);
        self.begun.truncate(mark.begun);
        self.joins = None;
        self.taken.truncate(mark.taken);
        self.told.truncate(mark.told);
        self.read_to = mark.read_to;
        self.answers.clone_from(&mark.answers);
    }

    /// Tells something once a turn.
    pub fn remark_once(&mut self, remark: Remark) {
        if !self.turn.trace.remarks.contains(&remark) {
            self.turn.trace.remarks.push(remark);
        }
    }

    /// Makes memory of what was done, and threads of what waits.
    pub fn commit(&mut self) {
        self.commit_effects();
        self.begin_threads();
    }

    /// Makes memory of what was done.
    pub fn commit_effects(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        for effect in pending.drain(..) {
            self.apply(effect);
        }
        self.pending = pending;
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Fact { scope, key, datum } => {
                if scope == Scope::Customer {
                    self.turn.profile.insert(key.clone(), datum.clone());
                }
                let part = self.state.part_mut(scope);
                match datum {
                    Some(datum) => part.keep(key, datum),
                    None => {
                        part.lose(&key);
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
            Effect::Answer { scope, question, datum } => {
                self.state.part_mut(scope).answers.insert(question, datum);
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
                self.state.unanswered |= self.is_waited_for;
                self.state.open_ladder = None;
                self.state.drop_threads();
                self.over = true;
            }
            Effect::LeaveThreads => self.leave_threads(),
            Effect::Close => {
                self.closing = true;
                self.over = true;
            }
        }
    }
}

//! What a rule can see while a turn is worked out: the script, memory, what the rule has just done, and the clock.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{Timestamp, Zoned};

use super::state::{Due, Part, Promise, State};
use crate::program::{Datum, KindId, LanguageId, OfferId, ProductId, Program, Scope, Value};

/// What a step will have done once its rule is taken. A rule that turns out to do nothing leaves no trace in memory.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// A fact is set, or cleared.
    Fact { scope: Scope, key: Arc<str>, datum: Option<Datum> },
    /// The customer is of a kind, or no longer.
    Kind(Arc<str>, bool),
    /// A promise is made; boxed, since every effect is as large as the largest.
    Promise(Box<Promise>),
    /// An offer is made, not to be repeated within a scope.
    Once(Scope, Arc<str>),
    /// The answer to a question that is not asked again within a scope.
    Answer { scope: Scope, question: Arc<str>, datum: Datum },
    /// A variant was said; `fresh` when a new round begins with it.
    Said { speech: Arc<str>, variant: Arc<str>, fresh: bool },
    /// What was begun is left.
    LeaveThreads,
    /// Staff take over.
    HandOver,
    /// The conversation ends.
    Close,
}

/// The time of a turn, in the shop's zone where that is asked for.
#[derive(Debug)]
pub(super) struct Moment {
    pub now: Timestamp,
    zoned: OnceCell<Zoned>,
}

impl Moment {
    pub fn new(now: Timestamp) -> Self {
        Moment { now, zoned: OnceCell::new() }
    }

    /// The shop's own day and time.
    pub fn zoned(&self, program: &Program) -> &Zoned {
        self.zoned.get_or_init(|| self.now.to_zoned(program.shop.time_zone.clone()))
    }
}

/// What an expression, a text or a policy is judged by.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub program: &'a Program,
    pub state: &'a State,
    pub pending: &'a [Effect],
    pub slots: &'a [(Arc<str>, Value)],
    pub answers: &'a BTreeMap<Arc<str>, Datum>,
    pub moment: &'a Moment,
    pub language: LanguageId,
    /// Whether staff read it: they are told the customer's words whole.
    pub for_staff: bool,
    /// The product that is looked at while products are chosen.
    pub candidate: Option<ProductId>,
}

impl<'a> View<'a> {
    /// The part of memory of a scope.
    pub fn part(&self, scope: Scope) -> &'a Part {
        self.state.part(scope)
    }

    /// Whether something that happens once in a scope has happened.
    pub fn happened(&self, scope: Scope, key: &str) -> bool {
        self.part(scope).once.contains(key)
            || self
                .pending
                .iter()
                .any(|effect| matches!(effect, Effect::Once(of, name) if *of == scope && **name == *key))
    }

    /// Whether the customer was marked as of a kind.
    pub fn marked(&self, kind: KindId) -> Option<bool> {
        let name = &self.program.kind(kind)?.name;
        let pending = self.pending.iter().rev().find_map(|effect| match effect {
            Effect::Kind(of, is) if of == name => Some(*is),
            _ => None,
        });
        Some(pending.unwrap_or_else(|| self.state.kinds.contains(name)))
    }

    /// All promises that stand.
    pub fn promises(&self) -> impl Iterator<Item = &'a Promise> {
        let pending = self.pending.iter().filter_map(|effect| match effect {
            Effect::Promise(promise) => Some(&**promise),
            _ => None,
        });
        let kept = self.state.promises.iter();
        let renewed = self.pending;
        kept.filter(move |promise| {
            !renewed.iter().any(|effect| matches!(effect, Effect::Promise(newer) if newer.renews(promise)))
        })
        .chain(pending)
    }

    /// Whether an offer is promised and stands.
    pub fn promised(&self, offer: OfferId) -> Option<bool> {
        let name = &self.program.offer(offer)?.name;
        Some(self.promises().any(|promise| promise.name == *name))
    }
}

impl Promise {
    /// Whether this is the same promise made again, so that it takes the other's place.
    pub(super) fn renews(&self, other: &Promise) -> bool {
        self.name == other.name && self.rung == other.rung && self.due == other.due && other.due != Due::CarriedOver
    }
}

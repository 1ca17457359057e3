//! The four parts of memory, each emptied at its own end.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::state::{Part, State};
use super::trace::Remark;
use crate::program::{Datum, Program, Scope};

/// How many values of facts that are looked up by something each part of memory keeps: whatever a customer names may be a key.
pub const MOST_KEYED_FACTS: usize = 500;

impl Part {
    /// Keeps a fact. Of those that are looked up by something the one kept longest ago goes where there are too many.
    pub(super) fn keep(&mut self, key: Arc<str>, datum: Datum) {
        if is_keyed(&key) {
            // Memory that was written before keys were counted: those that stand there are the oldest.
            if self.keyed.is_empty() {
                self.keyed = self.facts.keys().filter(|key| is_keyed(key)).cloned().collect();
            }
            self.keyed.retain(|kept| *kept != key);
            self.keyed.push(key.clone());
            let facts = &mut self.facts;
            let goes = self.keyed.len().saturating_sub(MOST_KEYED_FACTS);
            self.keyed.drain(..goes).for_each(|oldest| drop(facts.remove(&oldest)));
        }
        self.facts.insert(key, datum);
    }

    /// Loses a fact.
    pub(super) fn lose(&mut self, key: &str) {
        self.facts.remove(key);
        self.keyed.retain(|kept| **kept != *key);
    }
}

/// Whether memory calls a fact so that is looked up by something: `stock for green, L`.
fn is_keyed(key: &str) -> bool {
    key.contains(" for ")
}

impl State {
    /// The part that lasts as long as a scope.
    pub fn part(&self, scope: Scope) -> &Part {
        match scope {
            Scope::Conversation => &self.conversation,
            Scope::Order => &self.order,
            Scope::Day => &self.day,
            Scope::Customer => &self.customer,
        }
    }

    /// The part that lasts as long as a scope.
    pub fn part_mut(&mut self, scope: Scope) -> &mut Part {
        match scope {
            Scope::Conversation => &mut self.conversation,
            Scope::Order => &mut self.order,
            Scope::Day => &mut self.day,
            Scope::Customer => &mut self.customer,
        }
    }

    /// Ends the day and the conversation if the clock says so.
    pub(super) fn let_time_pass(&mut self, program: &Program, now: Timestamp, today: Date, remarks: &mut Vec<Remark>) {
        if self.today != Some(today) {
            if self.today.is_some() {
                empty(&mut self.day);
                remarks.push(Remark::Began(Scope::Day));
            }
            self.today = Some(today);
        }
        let silent = self.last_heard.is_some_and(|heard| now.duration_since(heard) >= program.shop.silence);
        if silent {
            self.end_conversation();
        }
    }

    /// Empties the conversation's part: it closed, or the shop's silence passed. Promises and customer facts outlive it.
    pub(super) fn end_conversation(&mut self) {
        empty(&mut self.conversation);
        self.in_conversation = false;
        self.last_heard = None;
        self.open_ladder = None;
        self.unanswered = false;
        self.drop_questions();
    }

    /// Nobody is asked any more. What waits for a system goes on, since whoever asked still wants to hear.
    fn drop_questions(&mut self) {
        let mut kept = Vec::new();
        let mut waits = false;
        for thread in std::mem::take(&mut self.threads).into_iter().rev() {
            // A thread without a question waits for the one above it.
            waits = if thread.question.is_some() { thread.request.is_some() } else { waits };
            if waits {
                kept.push(thread);
            }
        }
        kept.reverse();
        self.threads = kept;
        self.ended.clear();
    }

    /// What the first message after an order, and the first of a conversation, begin; true for the latter.
    pub(super) fn begin(&mut self, remarks: &mut Vec<Remark>) -> bool {
        if self.order_placed {
            self.order_placed = false;
            // What is known of the order that was placed is asked about later ("where is my parcel?").
            let known = std::mem::take(&mut self.order.facts);
            self.last_order.extend(known);
            empty(&mut self.order);
            remarks.push(Remark::Began(Scope::Order));
        }
        if self.in_conversation {
            return false;
        }
        self.in_conversation = true;
        remarks.push(Remark::Began(Scope::Conversation));
        true
    }
}

fn empty(part: &mut Part) {
    let unknown = std::mem::take(&mut part.unknown);
    *part = Part { unknown, ..Part::default() };
}

//! Sums over all conversations: their size does not depend on how many there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::outcome::Outcome;
use super::reached::Reached;
use crate::program::Program;

/// Ladders that went deeper are counted with those that went so deep.
pub const MOST_DEPTH: usize = 12;

/// What came of all conversations so far.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// How many there were.
    pub conversations: u64,
    /// Turns, all events counted.
    pub turns: u64,
    /// Messages of customers.
    pub messages: u64,
    /// Messages that stand in the script as they were written.
    pub verbatim: u64,
    /// Messages that meant nothing to the shop.
    pub not_understood: u64,
    /// Messages that the shop answered with nothing.
    pub unanswered: u64,
    /// Conversations in which staff were called.
    pub handed_over: u64,
    /// Conversations with a first answer.
    pub answered: u64,
    /// Conversations whose first answer came within the same second.
    pub answered_at_once: u64,
    /// Seconds to the first answer.
    pub waited: i64,
    /// What could still have been given by the bottom line, of the orders where one can be judged.
    pub room: Decimal,
    /// How many those are.
    pub with_room: u64,
    /// What is left once goods and gifts are paid for, of the orders whose goods' cost is known.
    pub margin: Decimal,
    /// How many those are.
    pub with_margin: u64,
    /// Messages up to the order, of all orders.
    pub messages_to_order: u64,
    /// What was given, by what it is called: how often, and its cost.
    pub given: BTreeMap<Arc<str>, (u64, Decimal)>,
    /// By customer, in the program's order.
    pub kinds: Vec<KindTotals>,
    /// Rules and rungs.
    pub reached: Reached,
    /// The conversation in which most was given, and how much.
    pub largest_gift: Option<(u64, Decimal)>,
    /// The conversation with most messages, and how many.
    pub longest: Option<(u64, u64)>,
    /// The first conversation with a message that meant nothing.
    pub first_not_understood: Option<u64>,
}

/// The same of one kind of customer.
#[derive(Clone, Debug, Default)]
pub struct KindTotals {
    /// How many came.
    pub conversations: u64,
    /// How many placed an order.
    pub ordered: u64,
    /// How many paid it.
    pub paid: u64,
    /// How many sent it back.
    pub returned: u64,
    /// What they paid, parcels sent back left out.
    pub revenue: Decimal,
    /// What was in the carts of those who paid.
    pub carts: Decimal,
    /// What was given to those who paid.
    pub given: Decimal,
    /// How many went how deep in a ladder; the last counts all that went deeper.
    pub depths: [u64; MOST_DEPTH + 1],
}

impl Totals {
    /// Nothing counted yet.
    pub fn new(program: &Program) -> Self {
        Totals { kinds: vec![KindTotals::default(); program.customers.len()], ..Totals::default() }
    }

    /// Counts a conversation.
    pub fn count(&mut self, number: u64, outcome: &Outcome) {
        self.conversations += 1;
        self.turns += outcome.turns;
        self.messages += outcome.messages;
        self.verbatim += outcome.verbatim;
        self.not_understood += outcome.not_understood;
        self.unanswered += outcome.unanswered;
        self.handed_over += u64::from(outcome.handed_over);
        if let Some(seconds) = outcome.first_answer {
            self.answered += 1;
            self.answered_at_once += u64::from(seconds == 0);
            self.waited += seconds;
        }
        self.messages_to_order += outcome.messages_to_order.unwrap_or_default();
        if let Some(room) = outcome.room {
            self.room += room;
            self.with_room += 1;
        }
        if let Some(margin) = outcome.margin {
            self.margin += margin;
            self.with_margin += 1;
        }
        for (name, cost) in &outcome.given {
            let sum = self.given.entry(name.clone()).or_default();
            sum.0 += 1;
            sum.1 += *cost;
        }
        self.reached.add(&outcome.reached);
        let gifts = outcome.gifts();
        if gifts > Decimal::ZERO && self.largest_gift.is_none_or(|(_, most)| gifts > most) {
            self.largest_gift = Some((number, gifts));
        }
        if self.longest.is_none_or(|(_, most)| outcome.messages > most) {
            self.longest = Some((number, outcome.messages));
        }
        if outcome.not_understood > 0 {
            self.first_not_understood.get_or_insert(number);
        }
        let Some(kind) = self.kinds.get_mut(outcome.customer.index()) else { return };
        kind.count(outcome, gifts);
    }
}

impl KindTotals {
    fn count(&mut self, outcome: &Outcome, gifts: Decimal) {
        self.conversations += 1;
        self.ordered += u64::from(outcome.messages_to_order.is_some());
        self.paid += u64::from(outcome.paid);
        self.returned += u64::from(outcome.returned);
        if outcome.paid {
            self.carts += outcome.total;
            self.given += gifts;
            self.revenue += outcome.revenue;
        }
        let deep = usize::try_from(outcome.depth).unwrap_or(MOST_DEPTH).min(MOST_DEPTH);
        if let Some(depth) = self.depths.get_mut(deep) {
            *depth += 1;
        }
    }

    /// Adds another's sums.
    pub fn add(&mut self, other: &KindTotals) {
        self.conversations += other.conversations;
        self.ordered += other.ordered;
        self.paid += other.paid;
        self.returned += other.returned;
        self.revenue += other.revenue;
        self.carts += other.carts;
        self.given += other.given;
        for (depth, more) in self.depths.iter_mut().zip(other.depths) {
            *depth += more;
        }
    }
}

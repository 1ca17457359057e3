//! What one conversation came to.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::reached::Reached;
use crate::program::CustomerId;

/// What one conversation came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Who came.
    pub customer: CustomerId,
    /// Where variants begin.
    pub variants: u64,
    /// How many turns it took, all events counted.
    pub turns: u64,
    /// How many messages the customer wrote.
    pub messages: u64,
    /// How many of them stand in the script as they were written.
    pub verbatim: u64,
    /// How many of them meant nothing to the shop.
    pub not_understood: u64,
    /// How many of them the shop answered with nothing.
    pub unanswered: u64,
    /// Whether staff were called.
    pub handed_over: bool,
    /// The customer's messages up to the order, where one was placed.
    pub messages_to_order: Option<u64>,
    /// Whether the order was paid.
    pub paid: bool,
    /// Whether it was sent back.
    pub returned: bool,
    /// What was in the cart.
    pub total: Decimal,
    /// What was paid and not paid back: the cart less what came off it.
    pub revenue: Decimal,
    /// What was given with the order, and what it cost.
    pub given: Vec<(Arc<str>, Decimal)>,
    /// What could still have been given, by the bottom line.
    pub room: Option<Decimal>,
    /// What is left of the revenue once goods and gifts are paid for; goods that came back cost nothing.
    pub margin: Option<Decimal>,
    /// How many rungs of one ladder were taken, at most.
    pub depth: u32,
    /// How long the first answer took, in seconds; none where there was none.
    pub first_answer: Option<i64>,
    /// Which rules and rungs were tried, and what came of it.
    pub reached: Reached,
}

impl Outcome {
    /// Nothing has happened yet.
    pub(super) fn of(customer: CustomerId) -> Self {
        Outcome {
            customer,
            variants: 0,
            turns: 0,
            messages: 0,
            verbatim: 0,
            not_understood: 0,
            unanswered: 0,
            handed_over: false,
            messages_to_order: None,
            paid: false,
            returned: false,
            total: Decimal::ZERO,
            revenue: Decimal::ZERO,
            given: Vec::new(),
            room: None,
            margin: None,
            depth: 0,
            first_answer: None,
            reached: Reached::default(),
        }
    }

    /// What was given comes to this.
    pub fn gifts(&self) -> Decimal {
        self.given.iter().map(|(_, cost)| *cost).sum()
    }
}

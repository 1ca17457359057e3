//! Simulated customers.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Name, Names};
use crate::source::Spanned;

/// `customer habitual-bargainer:`, a simulated one.
#[derive(Clone, Debug, Serialize)]
pub struct Customer {
    /// Its names.
    pub names: Names,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<CustomerClause>>,
}

/// One line of a simulated customer.
#[derive(Clone, Debug, Serialize)]
pub enum CustomerClause {
    /// `opens with bargain`
    OpensWith(Vec<Name>),
    /// `after offer free-shipping accepts 15%, declines 75%, leaves 10%`
    After {
        /// The offer.
        offer: Name,
        /// What may come of it, each with its share in percent.
        outcomes: Vec<(Outcome, Decimal)>,
    },
    /// `says bargain at most 6 times`
    Says {
        /// The intent.
        intent: Name,
        /// How often.
        at_most: u32,
    },
}

/// What a simulated customer does with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Outcome {
    Accepts,
    Declines,
    Leaves,
}

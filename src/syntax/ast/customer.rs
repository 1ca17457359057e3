//! Simulated customers.

use jiff::civil;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Name, Names, Text};
use crate::source::Spanned;

/// `customer habitual-bargainer:`, a simulated one.
#[derive(Clone, Debug, Serialize)]
pub struct Customer {
    /// Its names.
    pub names: Names,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<CustomerClause>>,
}

/// One line of a simulated customer. Chances are in percent.
#[derive(Clone, Debug, Serialize)]
pub enum CustomerClause {
    /// `opens with bargain`
    OpensWith(Vec<Name>),
    /// `after offer free-shipping accepts 15%, declines 75%, leaves 10%`
    After {
        /// The offer.
        offer: Name,
        /// What may come of it, each with its chance.
        outcomes: Vec<(Outcome, Decimal)>,
    },
    /// `says delivery-time 20% at most 2 times`
    Says {
        /// The intent.
        intent: Name,
        /// The chance of it at each message; nothing where it is what the customer insists on.
        chance: Option<Decimal>,
        /// How often.
        at_most: Option<u32>,
    },
    /// `has cart.total from 20 to 400 around 120`
    Has {
        /// The fact.
        fact: Name,
        /// What it may be.
        drawn: Drawn,
    },
    /// `pays at most 70% to 100% around 85% of cart.total`
    PaysAtMost {
        /// The least that it may be.
        from: Decimal,
        /// The most that it may be, where that is more.
        to: Option<Decimal>,
        /// What it mostly is.
        around: Option<Decimal>,
        /// What it is a share of.
        of: Name,
    },
    /// `comes from 09:00 to 23:00 around 20:00`
    Comes {
        /// The earliest.
        from: civil::Time,
        /// The latest.
        to: civil::Time,
        /// When most come.
        around: Option<civil::Time>,
    },
    /// `forgets to pay 20%`
    ForgetsToPay(Decimal),
    /// `pays after a reminder 60%`
    PaysReminded(Decimal),
    /// `returns 5%`
    Returns(Decimal),
    /// `mistypes 10%`
    Mistypes(Decimal),
}

/// What a fact of a simulated customer may be.
#[derive(Clone, Debug, Serialize)]
pub enum Drawn {
    /// `from 20 to 400 around 120`
    Range {
        /// The least.
        from: Decimal,
        /// The most.
        to: Decimal,
        /// What it mostly is.
        around: Option<Decimal>,
    },
    /// `30%`: so often yes.
    Yes(Decimal),
    /// `broad 30%, "narrow" 20%`
    Choices(Vec<(DrawnChoice, Decimal)>),
}

/// One of several values.
#[derive(Clone, Debug, Serialize)]
pub enum DrawnChoice {
    /// By its name.
    Named(Name),
    /// In quotes.
    Text(Text),
}

/// What a simulated customer does with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Outcome {
    Accepts,
    Declines,
    Leaves,
}

//! Simulated customers, resolved: what a dry run plays.

use std::sync::Arc;

use jiff::civil::Time;
use rust_decimal::Decimal;

use super::{Datum, FactId, IntentId, OfferId};
use crate::source::Span;

/// A simulated customer. Chances lie between 0 and 1.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// What it begins with, one of these; none where the shop has none of what the library's customer says.
    pub opens: Vec<IntentId>,
    /// What it would begin with, by its names, in a shop that has it.
    pub lacks: Vec<Arc<str>>,
    /// What it makes of single offers, whatever its price.
    pub after: Vec<Reaction>,
    /// What it insists on, in written order: said again where an offer is not taken.
    pub insists: Vec<(IntentId, u32)>,
    /// What it says besides.
    pub besides: Vec<Aside>,
    /// What is known of it.
    pub has: Vec<(FactId, Drawn)>,
    /// What it would pay in the end, which it tells nobody.
    pub price: Option<Price>,
    /// When it comes.
    pub comes: Option<Hours>,
    /// The chance that it does not pay what it ordered.
    pub forgets_to_pay: f64,
    /// The chance that it pays after all once the shop has written to it.
    pub pays_reminded: f64,
    /// The chance that it sends back what it got.
    pub returns: f64,
    /// The share of its messages with a slip of the finger in them, where the script says.
    pub mistypes: Option<f64>,
    /// Where it is declared.
    pub span: Span,
}

/// What a customer makes of an offer; what is left over is silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    /// The offer.
    pub offer: OfferId,
    /// The chance that it is taken.
    pub accepts: f64,
    /// The chance that it is refused.
    pub declines: f64,
    /// The chance that the customer goes.
    pub leaves: f64,
}

/// Something said besides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aside {
    /// What.
    pub intent: IntentId,
    /// The chance of it at each message.
    pub chance: f64,
    /// How often at most.
    pub at_most: u32,
}

/// What a fact may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawn {
    /// A figure with so many digits behind the point.
    Figure {
        /// The least.
        from: Decimal,
        /// The most.
        to: Decimal,
        /// What it mostly is.
        around: Option<Decimal>,
        /// Digits behind the point.
        digits: u32,
    },
    /// One of these, each with its chance; with what is left over the fact stays unknown.
    OneOf(Vec<(Datum, f64)>),
}

/// A hidden price: a share of a fact, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// The least that it may be.
    pub from: Decimal,
    /// The most that it may be.
    pub to: Decimal,
    /// What it mostly is.
    pub around: Option<Decimal>,
    /// What it is a share of: money.
    pub of: FactId,
}

/// When customers come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hours {
    /// The earliest.
    pub from: Time,
    /// The latest.
    pub to: Time,
    /// When most come.
    pub around: Option<Time>,
}

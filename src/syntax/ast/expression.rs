//! Expressions.

use jiff::civil;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Name, Scope, Text};
use crate::source::Spanned;

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Duration {
    /// How many.
    pub count: Decimal,
    /// Of what.
    pub unit: TimeUnit,
}

/// What durations are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A fact, with what it is looked up by: `stock for product, "green", L`.
#[derive(Clone, Debug, Serialize)]
pub struct FactReference {
    /// Its name, with dots.
    pub name: Name,
    /// Its keys.
    pub keys: Vec<Expression>,
}

/// An expression, with its place.
pub type Expression = Box<Spanned<ExpressionKind>>;

/// What an expression is made of.
#[derive(Clone, Debug, Serialize)]
pub enum ExpressionKind {
    /// `yes`, `no`
    YesNo(bool),
    /// `30`, `30.50`: a number, or money where money is expected.
    Number(Decimal),
    /// `5%`: the figure before the sign.
    Percent(Decimal),
    /// `16:00`
    Time(civil::Time),
    /// `2027-01-28`
    Date(civil::Date),
    /// `30 minutes`
    Duration(Duration),
    /// `"green"`
    Text(Text),
    /// A fact, a slot, a choice, a kind: what, the checker finds out.
    Reference(FactReference),
    /// `customer is returning`
    CustomerIs(Name),
    /// `customer said bargain at least 4 times per day`
    CustomerSaid {
        /// The intent.
        intent: Name,
        /// How often at least; once where it is missing.
        at_least: Option<u32>,
        /// In what time; the conversation where it is missing.
        scope: Option<Scope>,
    },
    /// `promised gift`
    Promised(Name),
    /// `not A`
    Not(Expression),
    /// `A and B`, `A < B`, `A + B`, `A of B`
    Binary {
        /// What joins them.
        operator: Operator,
        /// The left side.
        left: Expression,
        /// The right side.
        right: Expression,
    },
    /// `A is between B and C`, both included.
    Between {
        /// What is looked at.
        value: Expression,
        /// The lower end.
        low: Expression,
        /// The upper end.
        high: Expression,
    },
}

/// What joins two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Operator {
    Or,
    And,
    Is,
    IsNot,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Before,
    After,
    Plus,
    Minus,
    Times,
    Divided,
    /// `5% of cart.total`
    Of,
}

//! Expressions, typed and resolved.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FactId, IntentId, KindId, OfferId, QuestionId, Scope, Value};

/// An expression ready to be evaluated. Every one can be *unknown*: a fact not supplied, a division by zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A value written in the script.
    Constant(Value),
    /// A fact, with what it is looked up by.
    Fact(FactId, Vec<Expression>),
    /// In `show products where …`: this fact of each product that is looked at.
    Column(FactId),
    /// A slot of the message that set the rule off.
    Slot(Arc<str>),
    /// What was answered to a question.
    Answer(QuestionId),
    /// `now`, `today` and the like, which the clock gives.
    Clock(Clock),
    /// What has been promised and still stands, as a list of names.
    PromisedNames,
    /// `promised gift`
    Promised(OfferId),
    /// `customer is returning`
    CustomerIs(KindId),
    /// `customer said bargain at least 4 times`
    CustomerSaid {
        /// The intent.
        intent: IntentId,
        /// How often at least.
        at_least: u32,
        /// In what time.
        scope: Scope,
    },
    /// `{dear}`: how the shop calls customers, in the turn's language.
    Address,
    /// The other way round; unknown stays unknown.
    Not(Box<Expression>),
    /// Three-valued: one `no` makes it no.
    And(Box<Expression>, Box<Expression>),
    /// Three-valued: one `yes` makes it yes.
    Or(Box<Expression>, Box<Expression>),
    /// A comparison of two values of one type.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// A sum, product and the like; the types were settled by `check`.
    Operate(Operation, Box<Expression>, Box<Expression>),
    /// The time of day of a moment, where it is compared with one.
    TimeOf(Box<Expression>),
    /// The day of a moment, where it is compared with one.
    DateOf(Box<Expression>),
}

/// What the clock knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// `now`
    Now,
    /// `today`
    Today,
    /// `shop.is-open`
    ShopIsOpen,
    /// `shop.opens-next`
    ShopOpensNext,
    /// `order.dispatch-day`: the day on which an order placed now, or the last one, leaves.
    OrderDispatchDay,
}

/// How two values of one type are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the signs' own names")]
pub enum Comparison {
    Is,
    IsNot,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What is done with two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// `a + b` of one type, or a date and a duration.
    Plus,
    /// `a - b` of one type, a date and a duration, or two dates.
    Minus,
    /// A number times a number or money.
    Times,
    /// By a number; money by money is a number.
    Divided,
    /// `5% of a`, `a` being money or a number.
    PercentOf,
    /// `a + 10%`: a tenth of its left side more.
    PlusPercent,
    /// `a - 10%`: a tenth of its left side less.
    MinusPercent,
}

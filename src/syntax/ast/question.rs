//! Questions and flows.

use serde::Serialize;

use super::{Duration, Expression, Name, Names, Scope, Speech, Step, Type};
use crate::source::Spanned;

/// `question foot-shape:`
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its names.
    pub names: Names,
    /// What it is about.
    pub about: Vec<Name>,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<QuestionClause>>,
}

/// One line of a question.
#[derive(Clone, Debug, Serialize)]
pub enum QuestionClause {
    /// `ask "…"`
    Ask(Speech),
    /// `ask system order-book with order-number, phone-end`
    AskSystem {
        /// The system's name.
        system: Name,
        /// What it is told.
        with: Vec<Name>,
    },
    /// `expects one of …`
    Expects(Spanned<Expected>),
    /// `again "…" at most 2 times, otherwise STEPS`
    Again {
        /// What is said, the question itself where it is missing.
        say: Option<Speech>,
        /// How often.
        times: Option<u32>,
        /// What then.
        otherwise: Vec<Step>,
    },
    /// `once per conversation`: not asked again in that time.
    Once(Scope),
    /// `remembers customer.foot`
    Remembers(Vec<Name>),
    /// `within 10 seconds, otherwise STEPS`
    Within {
        /// How long the system has.
        within: Duration,
        /// What then.
        otherwise: Vec<Step>,
    },
}

/// What counts as an answer.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Expected {
    Of(Type),
    NumberFromTo(Expression, Expression),
    Products(Option<Expression>),
    Photos(u32),
    Word,
    OrderNumber,
    Email,
    Phone,
    Address,
}

/// `flow size-advice:`
#[derive(Clone, Debug, Serialize)]
pub struct Flow {
    /// Its names.
    pub names: Names,
    /// What it does.
    pub steps: Vec<Step>,
}

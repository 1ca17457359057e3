//! The terms of a promise as memory keeps them: the condition itself, by names, so that an edited script cannot change them.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::View;
use crate::program::{Clock, Comparison, Expression, Operation, Program, Scope, Value};

/// How deep a condition is kept; readers of JSON give up on what is nested more than 128 times, and each part nests twice.
pub const DEEPEST_TERM: u32 = 32;

/// What a promise needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Needs {
    /// In the words of the script.
    pub words: Arc<str>,
    /// The condition; missing where it cannot be kept, and then the promise stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

/// A condition, and what it is made of, by names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the expression of its name")]
pub enum Term {
    YesNo(bool),
    Number(#[schemars(with = "String")] Decimal),
    Money(#[schemars(with = "String")] Decimal),
    Percent(#[schemars(with = "String")] Decimal),
    Text(Arc<str>),
    Choice(Arc<str>),
    Date(#[schemars(with = "String")] Date),
    Time(#[schemars(with = "String")] Time),
    Duration(#[schemars(with = "String")] SignedDuration),
    Fact(Arc<str>, Vec<Term>),
    Clock(Clock),
    Promised(Arc<str>),
    CustomerIs(Arc<str>),
    CustomerSaid(Arc<str>, u32, Scope),
    Not(Box<Term>),
    And(Box<Term>, Box<Term>),
    Or(Box<Term>, Box<Term>),
    Compare(Comparison, Box<Term>, Box<Term>),
    Operate(Operation, Box<Term>, Box<Term>),
    TimeOf(Box<Term>),
    DateOf(Box<Term>),
}

impl View<'_> {
    /// A condition as memory keeps it; what only this message knows is kept by its value.
    pub fn keep(&self, expression: &Expression) -> Option<Term> {
        self.keep_within(expression, DEEPEST_TERM)
    }

    fn keep_within(&self, expression: &Expression, depth: u32) -> Option<Term> {
        let depth = depth.checked_sub(1)?;
        let boxed = |inner: &Expression| self.keep_within(inner, depth).map(Box::new);
        Some(match expression {
            Expression::Fact(fact, keys) => {
                let keys: Option<Vec<Term>> = keys.iter().map(|key| self.keep_within(key, depth)).collect();
                Term::Fact(self.program.fact(*fact)?.name.clone(), keys?)
            }
            Expression::Clock(clock) => Term::Clock(*clock),
            Expression::Promised(offer) => Term::Promised(self.program.offer(*offer)?.name.clone()),
            Expression::CustomerIs(kind) => Term::CustomerIs(self.program.kind(*kind)?.name.clone()),
            Expression::CustomerSaid { intent, at_least, scope } => {
                Term::CustomerSaid(self.program.intent(*intent)?.name.clone(), *at_least, *scope)
            }
            Expression::Not(inner) => Term::Not(boxed(inner)?),
            Expression::And(left, right) => Term::And(boxed(left)?, boxed(right)?),
            Expression::Or(left, right) => Term::Or(boxed(left)?, boxed(right)?),
            Expression::Compare(comparison, left, right) => Term::Compare(*comparison, boxed(left)?, boxed(right)?),
            Expression::Operate(operation, left, right) => Term::Operate(*operation, boxed(left)?, boxed(right)?),
            Expression::TimeOf(inner) => Term::TimeOf(boxed(inner)?),
            Expression::DateOf(inner) => Term::DateOf(boxed(inner)?),
            other => Term::of(&self.value(other)?)?,
        })
    }
}

impl Term {
    /// A value as memory keeps it; nothing for a moment or a list.
    pub(super) fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::YesNo(is) => Term::YesNo(*is),
            Value::Number(figure) => Term::Number(*figure),
            Value::Money(figure) => Term::Money(*figure),
            Value::Percent(figure) => Term::Percent(*figure),
            Value::Text(text) => Term::Text(text.clone()),
            Value::Choice(name) => Term::Choice(name.clone()),
            Value::Date(day) => Term::Date(*day),
            Value::Time(time) => Term::Time(*time),
            Value::Duration(length) => Term::Duration(*length),
            Value::Moment(_) | Value::List(_) => return None,
        })
    }

    /// The value that memory keeps so; nothing where it is a condition.
    pub(super) fn value(&self) -> Option<Value> {
        Some(match self {
            Term::YesNo(is) => Value::YesNo(*is),
            Term::Number(figure) => Value::Number(*figure),
            Term::Money(figure) => Value::Money(*figure),
            Term::Percent(figure) => Value::Percent(*figure),
            Term::Text(text) => Value::Text(text.clone()),
            Term::Choice(name) => Value::Choice(name.clone()),
            Term::Date(day) => Value::Date(*day),
            Term::Time(time) => Value::Time(*time),
            Term::Duration(length) => Value::Duration(*length),
            _ => return None,
        })
    }

    /// The condition in a script as it stands now; nothing where the script no longer knows a name in it.
    pub(super) fn meant(&self, program: &Program) -> Option<Expression> {
        let boxed = |inner: &Term| inner.meant(program).map(Box::new);
        let names = &program.names;
        Some(match self {
            Term::YesNo(is) => Expression::Constant(Value::YesNo(*is)),
            Term::Number(figure) => Expression::Constant(Value::Number(*figure)),
            Term::Money(figure) => Expression::Constant(Value::Money(*figure)),
            Term::Percent(figure) => Expression::Constant(Value::Percent(*figure)),
            Term::Text(text) => Expression::Constant(Value::Text(text.clone())),
            Term::Choice(name) => Expression::Constant(Value::Choice(name.clone())),
            Term::Date(day) => Expression::Constant(Value::Date(*day)),
            Term::Time(time) => Expression::Constant(Value::Time(*time)),
            Term::Duration(length) => Expression::Constant(Value::Duration(*length)),
            Term::Fact(name, keys) => {
                let keys: Option<Vec<Expression>> = keys.iter().map(|key| key.meant(program)).collect();
                Expression::Fact(*names.facts.get(&name.to_lowercase())?, keys?)
            }
            Term::Clock(clock) => Expression::Clock(*clock),
            Term::Promised(name) => Expression::Promised(*names.offers.get(&name.to_lowercase())?),
            Term::CustomerIs(name) => Expression::CustomerIs(*names.kinds.get(&name.to_lowercase())?),
            Term::CustomerSaid(name, at_least, scope) => Expression::CustomerSaid {
                intent: *names.intents.get(&name.to_lowercase())?,
                at_least: *at_least,
                scope: *scope,
            },
            Term::Not(inner) => Expression::Not(boxed(inner)?),
            Term::And(left, right) => Expression::And(boxed(left)?, boxed(right)?),
            Term::Or(left, right) => Expression::Or(boxed(left)?, boxed(right)?),
            Term::Compare(comparison, left, right) => Expression::Compare(*comparison, boxed(left)?, boxed(right)?),
            Term::Operate(operation, left, right) => Expression::Operate(*operation, boxed(left)?, boxed(right)?),
            Term::TimeOf(inner) => Expression::TimeOf(boxed(inner)?),
            Term::DateOf(inner) => Expression::DateOf(boxed(inner)?),
        })
    }
}

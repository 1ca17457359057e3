//! Expressions, three-valued: `None` is *unknown*, and unknown is not true.

use std::sync::Arc;

use jiff::Zoned;

use super::arithmetic;
use super::facts;
use super::view::{Effect, View};
use super::{clock, echo};
use crate::program::{Addressee, Clock, Comparison, Datum, Expected, Expression, Fact, FactId, Scope, Value};

/// How deep expressions and kinds may lead into one another; deeper is unknown.
pub const DEEPEST_EXPRESSION: u32 = 512;

impl View<'_> {
    /// Whether a condition holds; none at all holds.
    pub fn holds(&self, condition: Option<&Expression>) -> Option<bool> {
        match condition {
            None => Some(true),
            Some(condition) => self.truth(condition, 0),
        }
    }

    /// What an expression comes to.
    pub fn value(&self, expression: &Expression) -> Option<Value> {
        self.evaluate(expression, 0)
    }

    fn truth(&self, expression: &Expression, depth: u32) -> Option<bool> {
        if depth > DEEPEST_EXPRESSION {
            return None;
        }
        let depth = depth + 1;
        match expression {
            Expression::Not(inner) => self.truth(inner, depth).map(|is| !is),
            Expression::And(left, right) => match bounds(left, right) {
                Some((value, low, high)) => {
                    let value = self.evaluate(value, depth)?;
                    both(self.compared(&value, low, depth), || self.compared(&value, high, depth))
                }
                None => both(self.truth(left, depth), || self.truth(right, depth)),
            },
            Expression::Or(left, right) => match self.truth(left, depth) {
                Some(true) => Some(true),
                Some(false) => self.truth(right, depth),
                None => self.truth(right, depth).filter(|is| *is),
            },
            Expression::Compare(comparison, left, right) => {
                self.compared(&self.evaluate(left, depth)?, (*comparison, right), depth)
            }
            Expression::Promised(offer) => self.promised(*offer),
            Expression::CustomerIs(kind) => match &self.program.kind(*kind)?.condition {
                Some(condition) => self.truth(condition, depth),
                None => self.marked(*kind),
            },
            Expression::CustomerSaid { intent, at_least, scope } => {
                let name = &self.program.intent(*intent)?.name;
                let said = self.part(*scope).said.get(name).copied().unwrap_or(0);
                Some(said >= *at_least)
            }
            other => match self.evaluate(other, depth)? {
                Value::YesNo(is) => Some(is),
                _ => None,
            },
        }
    }

    /// The name of the first thing a condition asks for that is not known.
    pub fn unknown(&self, condition: &Expression) -> Option<Arc<str>> {
        self.unknown_in(condition, 0)
    }

    fn unknown_in(&self, expression: &Expression, depth: u32) -> Option<Arc<str>> {
        if depth > DEEPEST_EXPRESSION || self.evaluate(expression, depth).is_some() {
            return None;
        }
        let depth = depth + 1;
        match expression {
            Expression::Fact(id, _) | Expression::Column(id) => self.program.fact(*id).map(|fact| fact.name.clone()),
            Expression::Slot(name) => Some(name.clone()),
            Expression::Answer(id) => self.program.question(*id).map(|question| question.name.clone()),
            Expression::CustomerIs(kind) => self.unknown_in(self.program.kind(*kind)?.condition.as_ref()?, depth),
            Expression::Not(inner) | Expression::TimeOf(inner) | Expression::DateOf(inner) => {
                self.unknown_in(inner, depth)
            }
            Expression::And(left, right)
            | Expression::Or(left, right)
            | Expression::Compare(_, left, right)
            | Expression::Operate(_, left, right) => {
                self.unknown_in(left, depth).or_else(|| self.unknown_in(right, depth))
            }
            _ => None,
        }
    }

    /// Whether a comparison with a value holds; a constant is looked at where it stands.
    fn compared(&self, value: &Value, (comparison, with): Bound<'_>, depth: u32) -> Option<bool> {
        match with {
            Expression::Constant(with) => arithmetic::compare(comparison, value, with),
            with => arithmetic::compare(comparison, value, &self.evaluate(with, depth)?),
        }
    }

    fn evaluate(&self, expression: &Expression, depth: u32) -> Option<Value> {
        if depth > DEEPEST_EXPRESSION {
            return None;
        }
        let depth = depth + 1;
        match expression {
            Expression::Constant(value) => Some(value.clone()),
            Expression::Fact(fact, keys) => self.fact(*fact, keys, depth),
            Expression::Column(fact) => self.column(*fact),
            Expression::Slot(name) => self.slot(name),
            Expression::Answer(id) => {
                let question = self.program.question(*id)?;
                match (self.answer(question)?, &question.to) {
                    (Value::Text(words), _) if self.for_staff => Some(Value::Text(echo::whole(&words))),
                    (Value::Text(words), Addressee::Customer { expects: Expected::Of(of), .. }) => {
                        Some(Value::Text(echo::answer(&words, of)))
                    }
                    (Value::Text(words), _) => Some(Value::Text(echo::clean(&words))),
                    (other, _) => Some(other),
                }
            }
            Expression::Clock(clock) => self.clock(*clock),
            Expression::PromisedNames => {
                Some(Value::List(self.promises().map(|promise| Value::Text(promise.name.clone())).collect()))
            }
            Expression::Address => {
                let address = &self.program.shop.address;
                let said = address.get(self.language.index()).and_then(Option::as_ref);
                said.or_else(|| address.first().and_then(Option::as_ref)).map(|words| Value::Text(words.clone()))
            }
            Expression::Operate(operation, left, right) => {
                let (left, right) = (self.evaluate(left, depth)?, self.evaluate(right, depth)?);
                arithmetic::operate(*operation, &left, &right, self.program.shop.money.digits)
            }
            Expression::TimeOf(inner) => match self.evaluate(inner, depth)? {
                Value::Moment(moment) => Some(Value::Time(moment.time())),
                Value::Time(time) => Some(Value::Time(time)),
                _ => None,
            },
            Expression::DateOf(inner) => match self.evaluate(inner, depth)? {
                Value::Moment(moment) => Some(Value::Date(moment.date())),
                Value::Date(date) => Some(Value::Date(date)),
                _ => None,
            },
            truth => self.truth(truth, depth).map(Value::YesNo),
        }
    }

    fn slot(&self, name: &str) -> Option<Value> {
        let (_, value) = self.slots.iter().find(|(slot, _)| **slot == *name)?;
        match value {
            Value::Text(words) if self.for_staff => Some(Value::Text(echo::whole(words))),
            Value::Text(words) => Some(Value::Text(echo::clean(words))),
            other => Some(other.clone()),
        }
    }

    fn clock(&self, clock: Clock) -> Option<Value> {
        let now = self.moment.zoned(self.program);
        match clock {
            Clock::Now => Some(Value::Moment(Box::new(now.clone()))),
            Clock::Today => Some(Value::Date(now.date())),
            Clock::ShopIsOpen => Some(Value::YesNo(clock::is_open(&self.program.shop, now.datetime()))),
            Clock::OrderDispatchDay => {
                let placed = self.program.names.facts.get("order.placed-at").and_then(|id| self.fact(*id, &[], 0));
                let day = |from: &Zoned| clock::dispatch_day(&self.program.shop, from);
                let placed = if let Some(Value::Moment(placed)) = &placed { day(placed) } else { None };
                // What should have left by now leaves no sooner than an order placed now.
                placed.filter(|day| *day >= now.date()).or_else(|| day(now)).map(Value::Date)
            }
            Clock::ShopOpensNext => clock::opens_next(&self.program.shop, now).map(|at| Value::Moment(Box::new(at))),
        }
    }

    fn fact(&self, id: FactId, keys: &[Expression], depth: u32) -> Option<Value> {
        let fact = self.program.fact(id)?;
        if keys.is_empty() {
            return self.known(id, fact, &fact.name, &[]);
        }
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            values.push(self.evaluate(key, depth)?);
        }
        self.known(id, fact, &facts::keyed(&fact.name, &values), &values)
    }

    /// What is known of a fact that is looked up by nothing.
    pub fn fact_alone(&self, id: FactId) -> Option<Value> {
        let fact = self.program.fact(id)?;
        self.known(id, fact, &fact.name, &[])
    }

    /// What is known of a fact by the name memory gives it; `keys` are what it is looked up by.
    fn known(&self, id: FactId, fact: &Fact, key: &str, keys: &[Value]) -> Option<Value> {
        match self.supplied(fact, key) {
            Some(datum) => facts::read(datum, &fact.of, &self.program.shop).ok().map(|value| self.by_name(fact, value)),
            None => self.in_files(id, fact, keys).or_else(|| fact.value.clone()),
        }
    }

    /// What memory has of a fact, or what the rule at hand has made of it.
    pub fn supplied(&self, fact: &Fact, key: &str) -> Option<&Datum> {
        let pending = self.pending.iter().rev().find_map(|effect| match effect {
            Effect::Fact { scope, key: of, datum } if *scope == fact.scope && **of == *key => Some(datum.as_ref()),
            _ => None,
        });
        match pending {
            Some(datum) => datum,
            None => match self.part(fact.scope).facts.get(key) {
                None if fact.scope == Scope::Order => self.state.last_order.get(key),
                datum => datum,
            },
        }
    }
}

/// What a value is compared with, and how.
type Bound<'e> = (Comparison, &'e Expression);

/// The two comparisons of one fact that `is between` comes to: the fact is read once for both.
fn bounds<'e>(left: &'e Expression, right: &'e Expression) -> Option<(&'e Expression, Bound<'e>, Bound<'e>)> {
    match (left, right) {
        (Expression::Compare(low, one, from), Expression::Compare(high, other, to))
            if matches!((&**one, &**other), (Expression::Fact(..), Expression::Fact(..))) && one == other =>
        {
            Some((one, (*low, from), (*high, to)))
        }
        _ => None,
    }
}

/// Three-valued: one `no` makes it no.
fn both(one: Option<bool>, other: impl FnOnce() -> Option<bool>) -> Option<bool> {
    match one {
        Some(false) => Some(false),
        Some(true) => other(),
        None => other().filter(|is| !is),
    }
}

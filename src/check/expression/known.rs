//! What a condition makes known, and what may be unknown in a text.

use crate::program::{Clock, Expression, FactId, Kind, LanguageId, Operation, QuestionId, Shop, Value};

/// Why a value might be unknown.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) enum Doubt {
    /// The shop may not have supplied this fact.
    Fact(FactId),
    /// The message may not have brought this slot.
    Slot(String),
    /// The question may not have been asked.
    Answer(QuestionId),
    /// The shop does not say until when orders leave the same day.
    Dispatch,
    /// A division by what may be zero.
    Division,
    /// The shop does not say how it calls customers in this language.
    Address,
}

/// The facts and slots that are known wherever `condition` came out as `outcome`.
pub(in crate::check) fn learned(condition: &Expression, outcome: bool, kinds: &[Kind]) -> Vec<Expression> {
    let mut found = Vec::new();
    learn(condition, outcome, kinds, 0, &mut found);
    found
}

/// How many kinds defined by kinds are followed.
const DEEPEST_KIND: usize = 16;

fn learn(condition: &Expression, outcome: bool, kinds: &[Kind], depth: usize, found: &mut Vec<Expression>) {
    match condition {
        Expression::Fact(..) | Expression::Slot(_) | Expression::Answer(_) => leaves(condition, found),
        Expression::Not(inner) => learn(inner, !outcome, kinds, depth, found),
        Expression::And(a, b) | Expression::Or(a, b) => {
            // A true `and` needed both, a false `or` too; else only what both sides would have shown is known.
            if matches!(condition, Expression::And(..)) == outcome {
                learn(a, outcome, kinds, depth, found);
                learn(b, outcome, kinds, depth, found);
            } else {
                let (mut first, mut second) = (Vec::new(), Vec::new());
                learn(a, outcome, kinds, depth, &mut first);
                learn(b, outcome, kinds, depth, &mut second);
                found.extend(first.into_iter().filter(|leaf| second.contains(leaf)));
            }
        }
        Expression::Compare(_, a, b) | Expression::Operate(_, a, b) => {
            leaves(a, found);
            leaves(b, found);
        }
        Expression::CustomerIs(kind) if depth < DEEPEST_KIND => {
            let condition = kinds.get(kind.index()).and_then(|kind| kind.condition.as_ref());
            if let Some(condition) = condition {
                learn(condition, outcome, kinds, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// Every fact and slot in a value.
fn leaves(expression: &Expression, found: &mut Vec<Expression>) {
    match expression {
        // What a fact is looked up by is known where it is.
        Expression::Fact(_, keys) => {
            found.push(expression.clone());
            keys.iter().for_each(|key| leaves(key, found));
        }
        Expression::Slot(_) | Expression::Answer(_) => found.push(expression.clone()),
        Expression::Not(a) | Expression::TimeOf(a) | Expression::DateOf(a) => leaves(a, found),
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Compare(_, a, b) | Expression::Operate(_, a, b) => {
            leaves(a, found);
            leaves(b, found);
        }
        _ => {}
    }
}

/// Why `expression` might be unknown where `known` is, in a turn of `language`.
pub(in crate::check) fn doubt(
    expression: &Expression,
    known: &dyn Fn(&Expression) -> bool,
    shop: &Shop,
    language: LanguageId,
) -> Option<Doubt> {
    let doubt_in = |inner: &Expression| doubt(inner, known, shop, language);
    match expression {
        Expression::Fact(fact, _) => (!known(expression)).then_some(Doubt::Fact(*fact)),
        Expression::Slot(name) => (!known(expression)).then(|| Doubt::Slot(name.to_string())),
        Expression::Answer(question) => (!known(expression)).then_some(Doubt::Answer(*question)),
        Expression::Clock(Clock::OrderDispatchDay) => {
            (shop.ships_before.is_none() && !known(expression)).then_some(Doubt::Dispatch)
        }
        Expression::Address => {
            let called = shop.address.get(language.index()).is_some_and(Option::is_some);
            (!called && !known(expression)).then_some(Doubt::Address)
        }
        Expression::Not(a) | Expression::TimeOf(a) | Expression::DateOf(a) => doubt_in(a),
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Compare(_, a, b) => {
            doubt_in(a).or_else(|| doubt_in(b))
        }
        Expression::Operate(operation, a, b) => doubt_in(a)
            .or_else(|| doubt_in(b))
            .or_else(|| (*operation == Operation::Divided && !is_not_zero(b)).then_some(Doubt::Division)),
        _ => None,
    }
}

fn is_not_zero(expression: &Expression) -> bool {
    match expression {
        Expression::Constant(Value::Number(figure) | Value::Money(figure)) => !figure.is_zero(),
        Expression::Constant(Value::Duration(length)) => !length.is_zero(),
        _ => false,
    }
}

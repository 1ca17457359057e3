//! What customers and the shop's own systems answer when the script asks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::book::value;
use super::dice::Dice;
use crate::engine::{Event, Happening, Request, State};
use crate::program::{Addressee, Datum, Expected, Expression, Program, Type, Value};

/// Of a hundred questions to a system so many stay without an answer.
const SYSTEM_FAILS: f64 = 0.05;

/// The customer's answer to the question that is open, where one is.
pub(super) fn to_open_question(program: &Program, state: &State, worth: Decimal, dice: &mut Dice) -> Option<Event> {
    let expects = state.threads.iter().rev().find_map(|thread| {
        let id = program.names.questions.get(&thread.question.as_ref()?.to_lowercase())?;
        match &program.question(*id)?.to {
            Addressee::Customer { expects, .. } => Some(expects),
            Addressee::System { .. } => None,
        }
    })?;
    let figure = |expression: &Expression| match expression {
        Expression::Constant(Value::Number(figure) | Value::Money(figure)) => Some(*figure),
        _ => None,
    };
    Some(match expects {
        Expected::Of(of) => Event::message(value(of, worth, dice)),
        Expected::NumberBetween(low, high) => {
            let low = figure(low).unwrap_or(Decimal::ONE);
            let high = figure(high).unwrap_or(low + Decimal::TEN);
            Event::message(dice.figure(low, high, None, 0).to_string())
        }
        Expected::Photos(count) => {
            let photos = (1..=*count).map(|number| format!("photo {number}")).collect();
            Happening::Message { text: String::new(), photos, files: Vec::new(), recognised: Vec::new() }.into()
        }
        Expected::Product(_) => {
            let products = program.catalogue.as_ref().map(|catalogue| catalogue.products.as_slice());
            let product = dice.one(products.unwrap_or_default())?;
            Event::message(product.name.to_string())
        }
    })
}

/// What a system answers: something that fits each fact it is asked for, and now and then nothing.
pub(super) fn of_system(program: &Program, request: &Request, dice: &mut Dice) -> Event {
    let mut facts = BTreeMap::new();
    for name in &request.wants {
        let fact = program.names.facts.get(&name.to_lowercase()).and_then(|id| program.fact(*id));
        if let Some(datum) = fact.and_then(|fact| any(&fact.of, dice)) {
            facts.insert(name.to_string(), datum);
        }
    }
    if facts.len() < request.wants.len() || dice.happens(SYSTEM_FAILS) {
        let because = "no answer".to_owned();
        return Happening::SystemFailed { request: request.request, because }.into();
    }
    Event { facts, ..Happening::SystemAnswered { request: request.request }.into() }
}

fn any(of: &Type, dice: &mut Dice) -> Option<Datum> {
    let figure = |range: &Option<(Decimal, Decimal)>, dice: &mut Dice| {
        let (low, high) = range.unwrap_or((Decimal::ONE, Decimal::from(50)));
        Some(Datum::Text(dice.figure(low, high, None, 0).to_string()))
    };
    match of {
        Type::YesNo => Some(Datum::YesNo(dice.happens(0.5))),
        Type::Number(range) | Type::Money(range) => figure(range, dice),
        Type::Percent => figure(&None, dice),
        Type::OneOf(choices) => dice.one(choices).map(|choice| Datum::Text(choice.name.to_string())),
        Type::Text => Some(Datum::Text(format!("A{}", dice.between(1_000, 9_999)))),
        Type::Date => Some(Datum::Text(format!("2026-03-{:02}", dice.between(3, 20)))),
        _ => None,
    }
}

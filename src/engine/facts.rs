//! Facts as they stand in JSON, and the values they mean by their types.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;

use super::arithmetic::round;
use super::state::State;
use super::trace::Remark;
use crate::nlu;
use crate::program::{Choice, Datum, Fact, Program, Scope, Shop, ShopEvent, Type, Value};

/// The longest text a fact may hold, in characters.
pub const LONGEST_FACT: usize = 2_000;

/// What a datum means by a type, or why it means nothing, in plain words.
pub(super) fn read(datum: &Datum, of: &Type, shop: &Shop) -> Result<Value, String> {
    match (of, datum) {
        (Type::List(of), Datum::List(data)) => {
            data.iter().map(|datum| read(datum, of, shop)).collect::<Result<_, _>>().map(Value::List)
        }
        (Type::List(of), datum) => Ok(Value::List(vec![read(datum, of, shop)?])),
        (_, Datum::List(_)) => Err("it must be one value, not a list".into()),
        (Type::YesNo, Datum::YesNo(is)) => Ok(Value::YesNo(*is)),
        (_, Datum::YesNo(is)) => read_text(if *is { "yes" } else { "no" }, of, shop),
        (_, Datum::Text(text)) => read_text(text, of, shop),
    }
}

/// What an event of the shop's own brings, by its fields; or why it does not bring all that it declares, in plain words.
pub fn fields_of(
    event: &ShopEvent,
    brought: &BTreeMap<Arc<str>, Datum>,
    shop: &Shop,
) -> Result<Vec<(Arc<str>, Value)>, String> {
    let value = |(field, of): &(Arc<str>, Type)| {
        let found = brought.iter().find(|(name, _)| name.to_lowercase() == field.to_lowercase());
        let value = found.map_or_else(|| Err("it is missing".to_owned()), |(_, datum)| read(datum, of, shop));
        value.map(|value| (field.clone(), value)).map_err(|because| format!("`{field}`: {because}"))
    };
    event.fields.iter().map(value).collect()
}

fn read_text(text: &str, of: &Type, shop: &Shop) -> Result<Value, String> {
    let text = text.trim();
    match of {
        Type::YesNo => match text.to_lowercase().as_str() {
            "yes" | "true" | "是" | "sí" | "si" => Ok(Value::YesNo(true)),
            "no" | "false" | "否" => Ok(Value::YesNo(false)),
            _ => Err("it must be yes or no".into()),
        },
        Type::Number(range) => {
            within(figure(text).ok_or("it must be a number such as 12 or 12.5")?, *range).map(Value::Number)
        }
        Type::Money(range) => {
            let figure = figure(text).ok_or("it must be an amount such as 12 or 12.50")?;
            if figure.scale() > shop.money.digits && round(figure, shop.money.digits) != figure {
                return Err(format!("{} has at most {} digits behind the point", shop.money.code, shop.money.digits));
            }
            within(figure, *range).map(Value::Money)
        }
        Type::Percent => figure(text.trim_end_matches(['%', '％']).trim_end())
            .map(Value::Percent)
            .ok_or_else(|| "it must be a percentage such as 5".into()),
        Type::Text | Type::Product if text.chars().nth(LONGEST_FACT).is_some() => {
            Err(format!("it is longer than {LONGEST_FACT} characters"))
        }
        Type::Text | Type::Product => Ok(Value::Text(text.into())),
        Type::Date => text.parse::<Date>().map(Value::Date).map_err(|_| "it must be a day such as 2027-01-28".into()),
        Type::Time => text.parse::<Time>().map(Value::Time).map_err(|_| "it must be a time such as 16:00".into()),
        Type::Moment => moment(text, shop)
            .map(|moment| Value::Moment(Box::new(moment)))
            .ok_or_else(|| "it must be a day with a time such as 2027-01-28T16:00:00+08:00".into()),
        Type::Duration => nlu::length_of_time(text)
            .map(Value::Duration)
            .ok_or_else(|| "it must be a length of time such as 30 minutes".into()),
        Type::OneOf(choices) => {
            choice(text, choices).map(|choice| Value::Choice(choice.name.clone())).ok_or_else(|| {
                let names: Vec<&str> = choices.iter().map(|choice| &*choice.name).collect();
                format!("it must be one of {}", names.join(", "))
            })
        }
        Type::List(of) => Ok(Value::List(vec![read_text(text, of, shop)?])),
    }
}

fn figure(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

fn within(figure: Decimal, range: Option<(Decimal, Decimal)>) -> Result<Decimal, String> {
    match range {
        Some((low, high)) if figure < low || figure > high => Err(format!("it must lie between {low} and {high}")),
        _ => Ok(figure),
    }
}

fn moment(text: &str, shop: &Shop) -> Option<Zoned> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.to_zoned(shop.time_zone.clone()));
    }
    text.parse::<DateTime>().ok()?.to_zoned(shop.time_zone.clone()).ok()
}

fn choice<'a>(text: &str, choices: &'a [Choice]) -> Option<&'a Choice> {
    let text = text.to_lowercase();
    let is = |name: &Arc<str>| name.to_lowercase() == text;
    choices
        .iter()
        .find(|choice| is(&choice.name))
        .or_else(|| choices.iter().find(|choice| choice.labels.iter().chain(&choice.synonyms).any(is)))
}

/// A value as it is kept.
pub(super) fn write(value: &Value) -> Datum {
    match value {
        Value::YesNo(is) => Datum::YesNo(*is),
        Value::List(values) => Datum::List(values.iter().map(write).collect()),
        other => Datum::Text(plain(other)),
    }
}

/// A value in the one way in which memory writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::YesNo(is) => if *is { "yes" } else { "no" }.into(),
        Value::Number(figure) | Value::Money(figure) | Value::Percent(figure) => figure.to_string(),
        Value::Text(text) | Value::Choice(text) => text.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Moment(moment) => moment.timestamp().to_string(),
        Value::Duration(length) => length.to_string(),
        Value::List(values) => values.iter().map(plain).collect::<Vec<_>>().join(" "),
    }
}

/// What memory calls a fact that is looked up by keys: `stock for green, L`.
pub(super) fn keyed(name: &str, keys: &[Value]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|key| match key {
            Value::Number(figure) | Value::Money(figure) => figure.normalize().to_string(),
            other => plain(other).to_lowercase(),
        })
        .collect();
    format!("{name} for {}", keys.join(", "))
}

/// Takes in a fact that an event brings; an empty list clears one. What cannot be taken is told, and the old value stays.
pub(super) fn take(program: &Program, state: &mut State, name: &str, datum: &Datum) -> Result<(), Remark> {
    let refused = |because: &str| Remark::FactRefused { fact: name.into(), because: because.into() };
    let (bare, keys) = match name.split_once(" for ") {
        Some((bare, keys)) => (bare, Some(keys)),
        None => (name, None),
    };
    let Some(fact) = program.names.facts.get(&bare.to_lowercase()).and_then(|id| program.fact(*id)) else {
        return mark(program, state, name, datum).ok_or_else(|| refused("the script declares no fact of this name"))?;
    };
    let key = key(program, fact, keys).map_err(|because| refused(&because))?;
    if matches!(datum, Datum::List(items) if items.is_empty()) {
        state.part_mut(fact.scope).lose(&key);
        if fact.scope == Scope::Order {
            state.last_order.remove(&key);
        }
        return Ok(());
    }
    let value = read(datum, &fact.of, &program.shop).map_err(|because| refused(&because))?;
    state.part_mut(fact.scope).keep(key, write(&value));
    Ok(())
}

fn key(program: &Program, fact: &Fact, keys: Option<&str>) -> Result<Arc<str>, String> {
    match keys {
        None if fact.keys.is_empty() => Ok(fact.name.clone()),
        Some(keys) if !fact.keys.is_empty() => {
            let keys: Vec<&str> = keys.split(',').collect();
            if keys.len() != fact.keys.len() {
                return Err(format!("it is looked up by {} values, not by {}", fact.keys.len(), keys.len()));
            }
            let values: Result<Vec<Value>, String> =
                keys.iter().zip(&fact.keys).map(|(key, of)| read_text(key, of, &program.shop)).collect();
            Ok(keyed(&fact.name, &values?).into())
        }
        None => Err(format!("it is looked up by {} values: `{} for …`", fact.keys.len(), fact.name)),
        Some(_) => Err("it is not looked up by anything".into()),
    }
}

/// A kind that is set by hand comes in like a fact: yes marks the customer, no unmarks.
fn mark(program: &Program, state: &mut State, name: &str, datum: &Datum) -> Option<Result<(), Remark>> {
    let kind = program.names.kinds.get(&name.to_lowercase()).and_then(|id| program.kind(*id))?;
    if kind.condition.is_some() {
        return None;
    }
    let marked = match datum {
        Datum::List(items) if items.is_empty() => Ok(Value::YesNo(false)),
        datum => read(datum, &Type::YesNo, &program.shop),
    };
    Some(match marked {
        Ok(Value::YesNo(true)) => {
            state.kinds.insert(kind.name.clone());
            Ok(())
        }
        Ok(_) => {
            state.kinds.remove(&kind.name);
            Ok(())
        }
        Err(because) => Err(Remark::FactRefused { fact: name.into(), because }),
    })
}

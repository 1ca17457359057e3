//! Exact arithmetic and comparison of values. What has no result is unknown.

use std::cmp::Ordering;

use jiff::SignedDuration;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::program::{Comparison, Operation, Value};

/// Money to the currency's minor unit, half to even.
pub(super) fn round(money: Decimal, digits: u32) -> Decimal {
    money.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven)
}

/// A percentage of a figure, exactly.
pub(super) fn percent_of(percent: Decimal, whole: Decimal) -> Option<Decimal> {
    percent.checked_mul(whole)?.checked_div(Decimal::ONE_HUNDRED)
}

/// Whether a comparison holds between two values.
pub(super) fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::List(_), Value::List(_)) => {}
        // A list "is" each thing in it, and "" where there is nothing in it.
        (Value::List(list), one) | (one, Value::List(list)) => {
            let nothing = list.is_empty() && matches!(one, Value::Text(words) if words.is_empty());
            let holds = nothing || list.iter().any(|item| order(item, one).is_some_and(Ordering::is_eq));
            return match comparison {
                Comparison::Is => Some(holds),
                Comparison::IsNot => Some(!holds),
                _ => None,
            };
        }
        _ => {}
    }
    let ordering = order(left, right)?;
    let ordered = !matches!(left, Value::Choice(_) | Value::YesNo(_) | Value::List(_));
    match comparison {
        Comparison::Is | Comparison::IsNot => Some(comparison.holds(ordering)),
        _ if ordered => Some(comparison.holds(ordering)),
        _ => None,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    Some(match (left, right) {
        (Value::YesNo(left), Value::YesNo(right)) => left.cmp(right),
        (Value::Text(left) | Value::Choice(left), Value::Text(right) | Value::Choice(right)) => left.cmp(right),
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => left.cmp(right),
        (Value::Moment(left), Value::Moment(right)) => left.timestamp().cmp(&right.timestamp()),
        (Value::Moment(left), Value::Time(right)) => left.time().cmp(right),
        (Value::Moment(left), Value::Date(right)) => left.date().cmp(right),
        (Value::Time(left), Value::Moment(right)) => left.cmp(&right.time()),
        (Value::Date(left), Value::Moment(right)) => left.cmp(&right.date()),
        (Value::Duration(left), Value::Duration(right)) => left.cmp(right),
        (Value::List(left), Value::List(right)) => {
            if left.len() != right.len() {
                return Some(left.len().cmp(&right.len()));
            }
            for (left, right) in left.iter().zip(right) {
                let ordering = order(left, right)?;
                if ordering.is_ne() {
                    return Some(ordering);
                }
            }
            Ordering::Equal
        }
        _ => figure(left)?.cmp(&figure(right)?),
    })
}

/// The figure of a number, an amount or a percentage.
pub(super) fn figure(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(figure) | Value::Money(figure) | Value::Percent(figure) => Some(*figure),
        _ => None,
    }
}

/// What an operation makes of two values; money has at most `digits` decimals.
pub(super) fn operate(operation: Operation, left: &Value, right: &Value, digits: u32) -> Option<Value> {
    match operation {
        Operation::Plus => plus(left, right),
        Operation::Minus => minus(left, right),
        Operation::Times => {
            if let (Value::Duration(length), count) | (count, Value::Duration(length)) = (left, right) {
                return seconds(*length)?.checked_mul(figure(count)?).and_then(length_of);
            }
            let product = figure(left)?.checked_mul(figure(right)?)?;
            Some(if is_money(left) || is_money(right) { money(product, digits) } else { like(left, right, product) })
        }
        Operation::Divided => {
            if let Value::Duration(length) = left {
                return match right {
                    Value::Duration(other) => seconds(*length)?.checked_div(seconds(*other)?).map(Value::Number),
                    count => seconds(*length)?.checked_div(figure(count)?).and_then(length_of),
                };
            }
            let quotient = figure(left)?.checked_div(figure(right)?)?;
            Some(match (left, right) {
                (Value::Money(_), Value::Money(_)) => Value::Number(quotient),
                (Value::Money(_), _) => money(quotient, digits),
                _ => like(left, right, quotient),
            })
        }
        Operation::PercentOf => {
            let part = percent_of(figure(left)?, figure(right)?)?;
            Some(if is_money(right) { money(part, digits) } else { Value::Number(part) })
        }
        Operation::PlusPercent => {
            let part = part_of(left, right, digits)?;
            figure(left)?.checked_add(part).map(|sum| same(left, sum))
        }
        Operation::MinusPercent => {
            let part = part_of(left, right, digits)?;
            figure(left)?.checked_sub(part).map(|rest| same(left, rest))
        }
    }
}

/// A length of time in seconds.
fn seconds(length: SignedDuration) -> Option<Decimal> {
    let parts = Decimal::from_i128_with_scale(i128::from(length.subsec_nanos()), 9);
    Decimal::from(length.as_secs()).checked_add(parts)
}

/// A length of time of so many seconds, to the second.
fn length_of(seconds: Decimal) -> Option<Value> {
    Some(Value::Duration(SignedDuration::from_secs(round(seconds, 0).to_i64()?)))
}

fn is_money(value: &Value) -> bool {
    matches!(value, Value::Money(_))
}

fn money(figure: Decimal, digits: u32) -> Value {
    Value::Money(round(figure, digits))
}

fn part_of(whole: &Value, percent: &Value, digits: u32) -> Option<Decimal> {
    let part = percent_of(figure(percent)?, figure(whole)?)?;
    Some(if is_money(whole) { round(part, digits) } else { part })
}

fn same(like: &Value, figure: Decimal) -> Value {
    match like {
        Value::Money(_) => Value::Money(figure),
        Value::Percent(_) => Value::Percent(figure),
        _ => Value::Number(figure),
    }
}

fn like(left: &Value, right: &Value, figure: Decimal) -> Value {
    match (left, right) {
        (Value::Money(_), _) | (_, Value::Money(_)) => Value::Money(figure),
        (Value::Percent(_), _) | (_, Value::Percent(_)) => Value::Percent(figure),
        _ => Value::Number(figure),
    }
}

fn plus(left: &Value, right: &Value) -> Option<Value> {
    Some(match (left, right) {
        (Value::Duration(left), Value::Duration(right)) => Value::Duration(left.checked_add(*right)?),
        (Value::Date(day), Value::Duration(length)) | (Value::Duration(length), Value::Date(day)) => {
            Value::Date(day.checked_add(*length).ok()?)
        }
        (Value::Time(time), Value::Duration(length)) | (Value::Duration(length), Value::Time(time)) => {
            Value::Time(time.wrapping_add(*length))
        }
        (Value::Moment(moment), Value::Duration(length)) | (Value::Duration(length), Value::Moment(moment)) => {
            Value::Moment(Box::new(moment.checked_add(*length).ok()?))
        }
        _ => like(left, right, figure(left)?.checked_add(figure(right)?)?),
    })
}

fn minus(left: &Value, right: &Value) -> Option<Value> {
    Some(match (left, right) {
        (Value::Duration(left), Value::Duration(right)) => Value::Duration(left.checked_sub(*right)?),
        (Value::Date(day), Value::Duration(length)) => Value::Date(day.checked_sub(*length).ok()?),
        (Value::Time(time), Value::Duration(length)) => Value::Time(time.wrapping_sub(*length)),
        (Value::Moment(moment), Value::Duration(length)) => Value::Moment(Box::new(moment.checked_sub(*length).ok()?)),
        (Value::Date(later), Value::Date(earlier)) => {
            let days = i64::from(later.since(*earlier).ok()?.get_days());
            Value::Duration(SignedDuration::from_hours(days.checked_mul(24)?))
        }
        (Value::Time(later), Value::Time(earlier)) => Value::Duration(later.duration_since(*earlier)),
        (Value::Moment(later), Value::Moment(earlier)) => Value::Duration(later.duration_since(earlier)),
        _ => like(left, right, figure(left)?.checked_sub(figure(right)?)?),
    })
}

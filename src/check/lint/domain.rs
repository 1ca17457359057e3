//! The values a thing may have for a condition to hold.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::program::{Comparison, Value};

/// What a condition demands of one thing. Two domains meet only where they are about the same thing and so of one shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Domain {
    /// It is yes, or no.
    Truth(bool),
    /// It lies here.
    Range(Range),
    /// It is one of these where there are any, and none of those.
    Values { one_of: Option<Vec<Value>>, none_of: Vec<Value> },
    /// How one thing compares with another: less, equal, greater.
    Order([bool; 3]),
}

/// A stretch of numbers with single numbers taken out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Range {
    /// The lower end, and whether it belongs to the range.
    pub low: Option<(Decimal, bool)>,
    /// The upper end, and whether it belongs to the range.
    pub high: Option<(Decimal, bool)>,
    /// Numbers that do not belong to it.
    pub without: Vec<Decimal>,
}

impl Range {
    /// From one number to another, both included.
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Range { low: Some((low, true)), high: Some((high, true)), without: Vec::new() }
    }

    /// The numbers that compare so with `bound`.
    pub fn of(comparison: Comparison, bound: Decimal) -> Self {
        let mut range = Range::default();
        match comparison {
            Comparison::Is => range = Range::between(bound, bound),
            Comparison::IsNot => range.without.push(bound),
            Comparison::Less => range.high = Some((bound, false)),
            Comparison::LessOrEqual => range.high = Some((bound, true)),
            Comparison::Greater => range.low = Some((bound, false)),
            Comparison::GreaterOrEqual => range.low = Some((bound, true)),
        }
        range
    }

    /// What lies in both.
    pub fn meet(&self, other: &Range) -> Range {
        let low = tighter(self.low, other.low, Ordering::Greater);
        let high = tighter(self.high, other.high, Ordering::Less);
        let without = self.without.iter().chain(&other.without).copied().collect();
        Range { low, high, without }
    }

    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        let (Some((low, low_in)), Some((high, high_in))) = (self.low, self.high) else { return false };
        match low.cmp(&high) {
            Ordering::Less => false,
            Ordering::Equal => !(low_in && high_in) || self.without.contains(&low),
            Ordering::Greater => true,
        }
    }

    /// Whether all of `self` lies in `other`.
    pub fn is_within(&self, other: &Range) -> bool {
        let low = tighter(self.low, other.low, Ordering::Greater) == self.low;
        let high = tighter(self.high, other.high, Ordering::Less) == self.high;
        let out = |number: &Decimal| self.meet(&Range::of(Comparison::Is, *number)).is_empty();
        low && high && other.without.iter().all(out)
    }

    /// A number in it that a person would name: an end that belongs to it, else the other.
    pub fn sample(&self) -> Option<Decimal> {
        [self.low, self.high].into_iter().flatten().find(|(_, included)| *included).map(|(number, _)| number)
    }
}

/// The end that leaves less: the greater of two lower ends, the lesser of two upper ones.
fn tighter(left: Option<(Decimal, bool)>, right: Option<(Decimal, bool)>, wins: Ordering) -> Option<(Decimal, bool)> {
    let (Some(a), Some(b)) = (left, right) else { return left.or(right) };
    match a.0.cmp(&b.0) {
        Ordering::Equal => Some((a.0, a.1 && b.1)),
        order if order == wins => Some(a),
        _ => Some(b),
    }
}

impl Domain {
    /// What satisfies both.
    pub fn meet(&self, other: &Domain) -> Domain {
        match (self, other) {
            (Domain::Range(a), Domain::Range(b)) => Domain::Range(a.meet(b)),
            (Domain::Order(a), Domain::Order(b)) => Domain::Order([a[0] && b[0], a[1] && b[1], a[2] && b[2]]),
            (Domain::Values { one_of: a, none_of: x }, Domain::Values { one_of: b, none_of: y }) => {
                let one_of = match (a, b) {
                    (Some(a), Some(b)) => Some(a.iter().filter(|value| b.contains(value)).cloned().collect()),
                    (a, b) => a.clone().or_else(|| b.clone()),
                };
                Domain::Values { one_of, none_of: x.iter().chain(y).cloned().collect() }
            }
            (Domain::Truth(a), Domain::Truth(b)) if a != b => Domain::nothing(),
            _ => self.clone(),
        }
    }

    /// Whether nothing satisfies it.
    pub fn is_empty(&self) -> bool {
        match self {
            Domain::Truth(_) => false,
            Domain::Range(range) => range.is_empty(),
            Domain::Order(orders) => !orders.contains(&true),
            Domain::Values { one_of, none_of } => {
                one_of.as_ref().is_some_and(|values| values.iter().all(|value| none_of.contains(value)))
            }
        }
    }

    /// Whether whatever satisfies `self` satisfies `other`.
    pub fn is_within(&self, other: &Domain) -> bool {
        match (self, other) {
            (Domain::Truth(a), Domain::Truth(b)) => a == b,
            (Domain::Range(a), Domain::Range(b)) => a.is_within(b),
            (Domain::Order(a), Domain::Order(b)) => a.iter().zip(b).all(|(a, b)| !a || *b),
            (Domain::Values { one_of: Some(values), none_of }, other) => {
                values.iter().filter(|value| !none_of.contains(value)).all(|value| other.admits(value))
            }
            (Domain::Values { one_of: None, none_of: a }, Domain::Values { one_of: None, none_of: b }) => {
                b.iter().all(|value| a.contains(value))
            }
            _ => false,
        }
    }

    fn admits(&self, value: &Value) -> bool {
        match self {
            Domain::Values { one_of, none_of } => {
                one_of.as_ref().is_none_or(|values| values.contains(value)) && !none_of.contains(value)
            }
            _ => false,
        }
    }

    fn nothing() -> Self {
        Domain::Values { one_of: Some(Vec::new()), none_of: Vec::new() }
    }
}

/// A value as a number, where values of its type have an order that numbers have too.
pub(super) fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) | Value::Money(number) | Value::Percent(number) => Some(*number),
        Value::Time(time) => {
            let (hour, minute, second) = (i64::from(time.hour()), i64::from(time.minute()), i64::from(time.second()));
            Some(Decimal::from(hour * 3600 + minute * 60 + second))
        }
        // Not days apart, but in the order of days, which is all that is asked for.
        Value::Date(date) => {
            let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
            Some(Decimal::from((year * 12 + month) * 31 + day))
        }
        Value::Duration(duration) => Some(Decimal::from(duration.as_secs())),
        _ => None,
    }
}

//! Amounts that grow evenly with one fact: `15% of cart.total`, `product.cost + 10%`, `8`.

use rust_decimal::Decimal;

use super::condition::{Subject, ways};
use super::domain::{Domain, Range, number};
use crate::program::{Expression, Operation, Program, Type};

/// `slope` times a fact, plus `constant`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linear<'a> {
    /// The fact, where there is one.
    pub fact: Option<&'a Expression>,
    slope: Decimal,
    constant: Decimal,
}

impl<'a> Linear<'a> {
    /// An expression as an even function of one fact; nothing where it is none.
    pub fn of(expression: &'a Expression) -> Option<Self> {
        match expression {
            Expression::Constant(value) => Some(Linear::constant(number(value)?)),
            Expression::Fact(..) => {
                Some(Linear { fact: Some(expression), slope: Decimal::ONE, constant: Decimal::ZERO })
            }
            Expression::Operate(operation, left, right) => {
                let (left, right) = (Linear::of(left)?, Linear::of(right)?);
                match operation {
                    Operation::Plus => left.plus(right),
                    Operation::Minus => left.plus(right.times(Decimal::NEGATIVE_ONE)?),
                    Operation::Times => match (left.fact, right.fact) {
                        (_, None) => left.times(right.constant),
                        (None, _) => right.times(left.constant),
                        _ => None,
                    },
                    Operation::Divided => right
                        .fact
                        .is_none()
                        .then(|| Decimal::ONE.checked_div(right.constant))
                        .flatten()
                        .and_then(|by| left.times(by)),
                    Operation::PercentOf => left.fact.is_none().then(|| right.percent(left.constant)).flatten(),
                    Operation::PlusPercent => left.percent_more(right, Decimal::ONE),
                    Operation::MinusPercent => left.percent_more(right, Decimal::NEGATIVE_ONE),
                }
            }
            _ => None,
        }
    }

    /// The same whatever any fact is.
    pub fn constant(constant: Decimal) -> Self {
        Linear { fact: None, slope: Decimal::ZERO, constant }
    }

    /// What it is where its fact is nothing, or where it has none.
    pub fn value(self) -> Decimal {
        self.constant
    }

    /// So many percent of it.
    pub fn percent(self, percent: Decimal) -> Option<Self> {
        self.times(percent.checked_div(Decimal::ONE_HUNDRED)?)
    }

    /// What is left of `self` when `other` is taken off.
    pub fn less(self, other: Self) -> Option<Self> {
        self.plus(other.times(Decimal::NEGATIVE_ONE)?)
    }

    fn percent_more(self, percent: Linear, sign: Decimal) -> Option<Self> {
        if percent.fact.is_some() {
            return None;
        }
        self.plus(self.percent(percent.constant.checked_mul(sign)?)?)
    }

    fn times(self, by: Decimal) -> Option<Self> {
        Some(Linear { fact: self.fact, slope: self.slope.checked_mul(by)?, constant: self.constant.checked_mul(by)? })
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.fact.is_some() && other.fact.is_some() && self.fact != other.fact {
            return None;
        }
        Some(Linear {
            fact: self.fact.or(other.fact),
            slope: self.slope.checked_add(other.slope)?,
            constant: self.constant.checked_add(other.constant)?,
        })
    }

    /// Whether it is more than nothing whatever the fact is; where the fact itself is nothing, nothing will do.
    pub fn is_always_positive(self, program: &Program, needs: Option<&Expression>) -> bool {
        let Some(fact) = self.fact else { return self.constant > Decimal::ZERO };
        let range = range(program, fact, needs);
        let at = |end: Option<(Decimal, bool)>| {
            end.and_then(|(end, _)| self.slope.checked_mul(end)?.checked_add(self.constant))
        };
        if self.slope > Decimal::ZERO {
            at(range.low).is_some_and(|least| least >= Decimal::ZERO)
        } else if self.slope < Decimal::ZERO {
            at(range.high).is_some_and(|least| least > Decimal::ZERO)
        } else {
            self.constant > Decimal::ZERO
        }
    }
}

/// Where a fact lies: as declared, money never below nothing, and as an offer needs it.
fn range(program: &Program, fact: &Expression, needs: Option<&Expression>) -> Range {
    let of = if let Expression::Fact(id, _) = fact { program.fact(*id).map(|fact| &fact.of) } else { None };
    let declared = match of {
        Some(Type::Number(Some((low, high))) | Type::Money(Some((low, high)))) => Range::between(*low, *high),
        Some(Type::Money(None)) => Range { low: Some((Decimal::ZERO, true)), ..Range::default() },
        _ => Range::default(),
    };
    let needed = needs.and_then(|needs| match ways(program, needs)?.as_slice() {
        [way] => way.0.iter().find_map(|(subject, domain)| match domain {
            Domain::Range(range) if *subject == Subject::One(fact) => Some(range.clone()),
            _ => None,
        }),
        _ => None,
    });
    needed.map_or(declared.clone(), |needed| declared.meet(&needed))
}

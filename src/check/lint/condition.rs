//! Whether a condition can hold, as far as the script alone can tell.
//!
//! A condition is taken apart into the *ways* in which it can hold: in each, some things have some values. Everything
//! errs on one side: what is called impossible is so; what is not may still be.

use rust_decimal::Decimal;

use super::domain::{Domain, Range, number};
use crate::program::{Comparison, Expression, IntentId, Program, Scope, Type, Value};

/// A condition with more ways than this, or more demands in one, is taken to be possible.
const MOST: usize = 32;
/// Kinds that are defined by kinds are looked into so deep.
const DEEPEST: usize = 8;

/// Something a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject<'a> {
    /// The value of an expression.
    One(&'a Expression),
    /// How two expressions compare.
    Pair(&'a Expression, &'a Expression),
    /// How often the customer said something.
    Said(IntentId, Scope),
}

/// One way in which a condition holds: each subject's value lies in its domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Way<'a>(pub Vec<(Subject<'a>, Domain)>);

impl<'a> Way<'a> {
    /// Both at once, or nothing where that cannot be.
    fn meet(&self, other: &Way<'a>) -> Option<Way<'a>> {
        let mut way = self.clone();
        for (subject, domain) in &other.0 {
            match way.0.iter_mut().find(|(known, _)| known == subject) {
                Some((_, known)) => {
                    *known = known.meet(domain);
                    if known.is_empty() {
                        return None;
                    }
                }
                None => way.0.push((*subject, domain.clone())),
            }
        }
        Some(way)
    }

    /// Whether `other` holds whenever `self` does.
    pub fn implies(&self, other: &Way) -> bool {
        other
            .0
            .iter()
            .all(|(subject, wide)| self.0.iter().any(|(known, narrow)| known == subject && narrow.is_within(wide)))
    }
}

/// The ways in which `condition` can be yes; nothing where there are too many to look at.
pub(super) fn ways<'a>(program: &'a Program, condition: &'a Expression) -> Option<Vec<Way<'a>>> {
    Finder { program, depth: 0 }.ways(condition, true)
}

/// The ways in which two conditions can both be yes.
pub(super) fn both<'a>(left: &[Way<'a>], right: &[Way<'a>]) -> Option<Vec<Way<'a>>> {
    if left.len() * right.len() > MOST * MOST {
        return None;
    }
    let ways: Vec<Way> = left.iter().flat_map(|a| right.iter().filter_map(|b| a.meet(b))).collect();
    (ways.len() <= MOST && ways.iter().all(|way| way.0.len() <= MOST)).then_some(ways)
}

struct Finder<'a> {
    program: &'a Program,
    depth: usize,
}

impl<'a> Finder<'a> {
    fn ways(&mut self, condition: &'a Expression, wanted: bool) -> Option<Vec<Way<'a>>> {
        match condition {
            Expression::Constant(Value::YesNo(value)) => Some(certain(*value == wanted)),
            Expression::Not(inner) => self.ways(inner, !wanted),
            Expression::And(left, right) | Expression::Or(left, right) => {
                let (left, right) = (self.ways(left, wanted)?, self.ways(right, wanted)?);
                if matches!(condition, Expression::And(..)) == wanted {
                    both(&left, &right)
                } else {
                    let ways: Vec<Way> = left.into_iter().chain(right).collect();
                    (ways.len() <= MOST).then_some(ways)
                }
            }
            Expression::Compare(comparison, left, right) => {
                let comparison = if wanted { *comparison } else { opposite(*comparison) };
                self.compared(condition, wanted, comparison, left, right)
            }
            Expression::CustomerSaid { intent, at_least, scope } => {
                let comparison = if wanted { Comparison::GreaterOrEqual } else { Comparison::Less };
                let range = Range::of(comparison, Decimal::from(*at_least));
                Some(self.way(Subject::Said(*intent, *scope), Domain::Range(range)))
            }
            Expression::CustomerIs(kind) => {
                let inner = self.program.kind(*kind).and_then(|kind| kind.condition.as_ref());
                if let Some(inner) = inner.filter(|_| self.depth < DEEPEST) {
                    self.depth += 1;
                    let ways = self.ways(inner, wanted);
                    self.depth -= 1;
                    // A kind that nobody can be of is told where it is declared, not at each use.
                    if ways.as_ref().is_none_or(|ways| !ways.is_empty()) {
                        return ways;
                    }
                }
                Some(self.way(Subject::One(condition), Domain::Truth(wanted)))
            }
            _ => Some(self.way(Subject::One(condition), Domain::Truth(wanted))),
        }
    }

    fn compared(
        &mut self,
        whole: &'a Expression,
        wanted: bool,
        comparison: Comparison,
        left: &'a Expression,
        right: &'a Expression,
    ) -> Option<Vec<Way<'a>>> {
        if self.is_list(left) || self.is_list(right) {
            return Some(self.way(Subject::One(whole), Domain::Truth(wanted)));
        }
        match (left, right) {
            (Expression::Constant(left), Expression::Constant(right)) => {
                let order = number(left).zip(number(right)).map(|(left, right)| left.cmp(&right));
                match (order, comparison) {
                    (Some(order), _) => Some(certain(comparison.holds(order))),
                    (None, Comparison::Is) => Some(certain(left == right)),
                    (None, Comparison::IsNot) => Some(certain(left != right)),
                    _ => None,
                }
            }
            (subject, Expression::Constant(value)) => self.with_constant(whole, wanted, comparison, subject, value),
            (Expression::Constant(value), subject) => {
                self.with_constant(whole, wanted, turned(comparison), subject, value)
            }
            _ => {
                let orders = match comparison {
                    Comparison::Is => [false, true, false],
                    Comparison::IsNot => [true, false, true],
                    Comparison::Less => [true, false, false],
                    Comparison::LessOrEqual => [true, true, false],
                    Comparison::Greater => [false, false, true],
                    Comparison::GreaterOrEqual => [false, true, true],
                };
                Some(self.way(Subject::Pair(left, right), Domain::Order(orders)))
            }
        }
    }

    fn with_constant(
        &mut self,
        whole: &'a Expression,
        wanted: bool,
        comparison: Comparison,
        subject: &'a Expression,
        value: &Value,
    ) -> Option<Vec<Way<'a>>> {
        if let Value::YesNo(value) = value {
            return match comparison {
                Comparison::Is => self.ways(subject, *value),
                Comparison::IsNot => self.ways(subject, !*value),
                _ => None,
            };
        }
        if let Some(number) = number(value) {
            let range = Range::of(comparison, number);
            return Some(self.way(Subject::One(subject), Domain::Range(range)));
        }
        let domain = match comparison {
            Comparison::Is => Domain::Values { one_of: Some(vec![value.clone()]), none_of: Vec::new() },
            Comparison::IsNot => Domain::Values { one_of: None, none_of: vec![value.clone()] },
            _ => return Some(self.way(Subject::One(whole), Domain::Truth(wanted))),
        };
        Some(self.way(Subject::One(subject), domain))
    }

    /// The one way in which a subject's value lies in a domain, or none where its declaration rules that out.
    fn way(&self, subject: Subject<'a>, domain: Domain) -> Vec<Way<'a>> {
        let declared = match subject {
            Subject::One(expression) => self.declared(expression),
            Subject::Said(..) => Some(Domain::Range(Range { low: Some((Decimal::ZERO, true)), ..Range::default() })),
            Subject::Pair(..) => None,
        };
        let domain = declared.map_or(domain.clone(), |declared| declared.meet(&domain));
        if domain.is_empty() { Vec::new() } else { vec![Way(vec![(subject, domain)])] }
    }

    fn declared(&self, expression: &Expression) -> Option<Domain> {
        let Expression::Fact(fact, _) = expression else { return None };
        match &self.program.fact(*fact)?.of {
            Type::Number(Some((low, high))) | Type::Money(Some((low, high))) => {
                Some(Domain::Range(Range::between(*low, *high)))
            }
            Type::OneOf(choices) => {
                let values = choices.iter().map(|choice| Value::Choice(choice.name.clone())).collect();
                Some(Domain::Values { one_of: Some(values), none_of: Vec::new() })
            }
            _ => None,
        }
    }

    /// `customer.tags is "jade"` asks whether a list holds something, so two of them do not exclude each other.
    fn is_list(&self, expression: &Expression) -> bool {
        match expression {
            Expression::PromisedNames | Expression::Constant(Value::List(_)) => true,
            Expression::Fact(fact, _) => self.program.fact(*fact).is_some_and(|fact| matches!(fact.of, Type::List(_))),
            _ => false,
        }
    }
}

fn certain<'a>(holds: bool) -> Vec<Way<'a>> {
    if holds { vec![Way::default()] } else { Vec::new() }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Is => Comparison::IsNot,
        Comparison::IsNot => Comparison::Is,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

/// The comparison with its sides changed.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}

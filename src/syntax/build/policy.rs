//! `never`, `always`, `avoid`.

use super::super::ast::{Demand, Duration, Expression, Policy, Reach, WordOrClass};
use super::super::node::{Node, Rule};
use super::amount::time_unit;
use super::{Builder, Gathered};

impl Builder<'_> {
    /// A policy with its tail: where, when and why.
    pub(super) fn policy(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Policy> {
        let covers = node.children.iter().filter(|child| child.rule == Rule::covers);
        gathered.covers = covers.flat_map(|child| self.names_in(child)).collect();
        let reach = self.reach(node);
        let condition = self.policy_condition(node)?;
        let first = node.children.first()?;
        let inner = first.children.first();
        let demand = match first.rule {
            Rule::never_give => Demand::NeverGiveMoreThan(self.expression(inner?)?),
            Rule::never_sell => Demand::NeverSellBelow(self.expression(inner?)?),
            Rule::never_say => Demand::NeverSay { words: self.texts_in(first), at: reach },
            Rule::never_write => self.never_write(first)?,
            Rule::always_say => Demand::AlwaysSay { words: self.words_or_classes(first), at: reach },
            Rule::always_answer => {
                let within = self.duration(inner?)?;
                let otherwise = self.steps(first.children.get(1)?.children.first()?);
                Demand::AlwaysAnswerWithin { within, otherwise }
            }
            Rule::avoid => self.avoid(node, reach)?,
            _ => return None,
        };
        Some(Policy { demand, condition })
    }

    fn policy_condition(&mut self, node: &Node) -> Option<Option<Expression>> {
        match node.children.iter().find(|child| child.rule == Rule::policy_if) {
            Some(condition) => self.expression(condition.children.first()?).map(Some),
            None => Some(None),
        }
    }

    fn never_write(&mut self, node: &Node) -> Option<Demand> {
        let unit = node.children.iter().find_map(|child| time_unit(child.rule))?;
        let numbers: Vec<&Node> = node.children.iter().filter(|child| child.rule == Rule::number).collect();
        // The number of units stands next to the unit; the other one says how often.
        let unit_at = node.children.iter().position(|child| time_unit(child.rule).is_some())?;
        let next_to_unit = unit_at.checked_sub(1).and_then(|at| node.children.get(at));
        let often = match numbers.as_slice() {
            [only] => only,
            [first, second] if next_to_unit.is_some_and(|node| std::ptr::eq(node, *second)) => first,
            [_, second] => second,
            _ => return None,
        };
        let units = numbers.iter().find(|number| !std::ptr::eq(**number, *often));
        let count = units.map_or(rust_decimal::Decimal::ONE, |units| self.number(units));
        let times = self.count(often);
        Some(Demand::NeverWriteFirst { times: self.spanned(often, times), per: Duration { count, unit } })
    }

    fn words_or_classes(&mut self, node: &Node) -> Vec<WordOrClass> {
        let mut words = Vec::with_capacity(node.children.len());
        for child in &node.children {
            words.push(match child.rule {
                Rule::emoji => WordOrClass::Emoji(self.span(child)),
                _ => WordOrClass::Word(self.quoted(child)),
            });
        }
        words
    }

    fn avoid(&mut self, policy: &Node, at: Reach) -> Option<Demand> {
        let words = self.texts_in(policy.children.first()?);
        let (mut more_than, mut because, mut prefer) = (None, None, Vec::new());
        for child in &policy.children {
            match child.rule {
                Rule::avoid_more_than => {
                    more_than = Some(child.children.first().map_or(1, |number| self.count(number)))
                }
                Rule::avoid_because => because = child.children.first().map(|text| self.quoted(text)),
                Rule::avoid_prefer => prefer.extend(self.texts_in(child)),
                _ => {}
            }
        }
        Some(Demand::Avoid { words, more_than, because, prefer, at })
    }

    fn reach(&mut self, policy: &Node) -> Reach {
        let mut reach = Reach::default();
        for child in &policy.children {
            match child.rule {
                Rule::reach_on => reach.on = child.children.first().map(|name| self.name(name)),
                Rule::reach_in => reach.within.extend(self.names_in(child)),
                Rule::about => reach.about.extend(self.names_in(child)),
                _ => {}
            }
        }
        reach
    }
}

//! Simulated customers.

use rust_decimal::Decimal;

use super::super::ast::{Customer, CustomerClause, Drawn, DrawnChoice, Outcome};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};

impl Builder<'_> {
    /// `customer NAME:`
    pub(super) fn customer(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Customer> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let mut clauses = Vec::new();
        for child in &node.children {
            if let Some(clause) = self.customer_clause(child) {
                clauses.push(self.spanned(child, clause));
            }
        }
        Some(Customer { names, clauses })
    }

    fn customer_clause(&mut self, node: &Node) -> Option<CustomerClause> {
        let first = node.children.first()?;
        Some(match node.rule {
            Rule::customer_opens => CustomerClause::OpensWith(self.names_in(node)),
            Rule::customer_after => {
                let mut outcomes = Vec::new();
                for outcome in node.children.iter().skip(1) {
                    let kind = match outcome.children.first()?.rule {
                        Rule::outcome_accepts => Outcome::Accepts,
                        Rule::outcome_declines => Outcome::Declines,
                        _ => Outcome::Leaves,
                    };
                    outcomes.push((kind, self.number(outcome.children.get(1)?)));
                }
                CustomerClause::After { offer: self.name(first), outcomes }
            }
            Rule::customer_says => {
                let chance = node.children.iter().find(|child| child.rule == Rule::share);
                let at_most = node.children.iter().find(|child| child.rule == Rule::at_most_times);
                CustomerClause::Says {
                    intent: self.name(first),
                    chance: chance.and_then(|share| self.share(share)),
                    at_most: at_most.and_then(|times| Some(self.count(times.children.first()?))),
                }
            }
            Rule::customer_has => CustomerClause::Has { fact: self.name(first), drawn: self.drawn(node)? },
            Rule::customer_pays => {
                let of = self.names_in(node).into_iter().next()?;
                let part = |rule| node.children.iter().find(|child| child.rule == rule);
                let (to, around) = (part(Rule::share_to), part(Rule::share_around));
                CustomerClause::PaysAtMost {
                    from: self.share(part(Rule::share)?)?,
                    to: to.and_then(|to| self.share(to.children.first()?)),
                    around: around.and_then(|around| self.share(around.children.first()?)),
                    of,
                }
            }
            Rule::customer_comes => {
                let mut times = node.children.iter().filter(|child| child.rule == Rule::time);
                let (from, to, around) = (times.next()?, times.next()?, times.next());
                CustomerClause::Comes {
                    from: self.time(from),
                    to: self.time(to),
                    around: around.map(|around| self.time(around)),
                }
            }
            Rule::customer_forgets => CustomerClause::ForgetsToPay(self.share(first)?),
            Rule::customer_reminded => CustomerClause::PaysReminded(self.share(first)?),
            Rule::customer_returns => CustomerClause::Returns(self.share(first)?),
            Rule::customer_mistypes => CustomerClause::Mistypes(self.share(first)?),
            _ => return None,
        })
    }

    fn share(&mut self, node: &Node) -> Option<Decimal> {
        Some(self.number(node.children.first()?))
    }

    fn drawn(&mut self, node: &Node) -> Option<Drawn> {
        let second = node.children.get(1)?;
        Some(match second.rule {
            Rule::drawn_range => {
                let mut ends = second.children.iter().filter(|child| child.rule == Rule::number);
                let (from, to, around) = (ends.next()?, ends.next()?, ends.next());
                Drawn::Range {
                    from: self.number(from),
                    to: self.number(to),
                    around: around.map(|around| self.number(around)),
                }
            }
            Rule::share => Drawn::Yes(self.share(second)?),
            _ => {
                let mut choices = Vec::new();
                for choice in node.children.iter().filter(|child| child.rule == Rule::drawn_choice) {
                    let value = choice.children.first()?;
                    let drawn = match value.rule {
                        Rule::text => DrawnChoice::Text(self.quoted(value)),
                        _ => DrawnChoice::Named(self.name(value)),
                    };
                    choices.push((drawn, self.share(choice.children.get(1)?)?));
                }
                Drawn::Choices(choices)
            }
        })
    }
}

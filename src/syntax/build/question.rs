//! Questions and flows.

use super::super::ast::{Expected, Flow, Question, QuestionClause, Scope, Step};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};
use crate::source::Spanned;

impl Builder<'_> {
    /// `flow NAME:`
    pub(super) fn flow(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Flow> {
        self.gather(node, gathered);
        let steps = node.children.iter().find(|child| child.rule == Rule::steps);
        let steps = steps.map(|steps| self.steps(steps)).unwrap_or_default();
        Some(Flow { names: self.names(node)?, steps })
    }

    /// `question NAME:`
    pub(super) fn question(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Question> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let mut clauses = Vec::new();
        for child in &node.children {
            if let Some(clause) = self.question_clause(child) {
                clauses.push(self.spanned(child, clause));
            }
        }
        Some(Question { names, about: std::mem::take(&mut gathered.about), clauses })
    }

    fn question_clause(&mut self, node: &Node) -> Option<QuestionClause> {
        let first = node.children.first();
        Some(match node.rule {
            Rule::question_ask => QuestionClause::Ask(self.speech(first?)?),
            Rule::question_ask_system => {
                let mut names = self.names_in(node).into_iter();
                QuestionClause::AskSystem { system: names.next()?, with: names.collect() }
            }
            Rule::question_expects => QuestionClause::Expects(self.expected(first?)?),
            Rule::question_again => {
                let (mut say, mut times, mut otherwise) = (None, None, Vec::new());
                for child in &node.children {
                    match child.rule {
                        Rule::speech => say = Some(self.speech(child)?),
                        Rule::at_most_times => times = Some(self.count(child.children.first()?)),
                        _ => otherwise = self.tail(child),
                    }
                }
                QuestionClause::Again { say, times, otherwise }
            }
            Rule::question_once => QuestionClause::Once(self.scope_in(first?).unwrap_or(Scope::Conversation)),
            Rule::question_remembers => QuestionClause::Remembers(self.names_in(node)),
            Rule::question_within => {
                let within = self.duration(first?.children.first()?)?;
                QuestionClause::Within { within, otherwise: self.tail(node.children.get(1)?) }
            }
            _ => return None,
        })
    }

    fn tail(&mut self, otherwise: &Node) -> Vec<Step> {
        otherwise.children.first().map(|guarded| self.steps(guarded)).unwrap_or_default()
    }

    fn expected(&mut self, node: &Node) -> Option<Spanned<Expected>> {
        let value = match node.rule {
            Rule::expected_order_number => Expected::OrderNumber,
            Rule::expected_email => Expected::Email,
            Rule::expected_phone => Expected::Phone,
            Rule::expected_address => Expected::Address,
            Rule::expected_word => Expected::Word,
            Rule::expected_photos => Expected::Photos(self.count(node.children.first()?)),
            Rule::expected_products => Expected::Products(match node.children.first() {
                Some(condition) => Some(self.expression(condition)?),
                None => None,
            }),
            Rule::expected_number => match node.children.as_slice() {
                [from, to] => Expected::NumberFromTo(self.expression(from)?, self.expression(to)?),
                _ => return None,
            },
            _ => Expected::Of(self.type_of(node)?.value),
        };
        Some(self.spanned(node, value))
    }
}

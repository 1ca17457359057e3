//! Steps: what rules, rungs, replies and flows do.

use super::super::ast::{Expression, ProductQuery, Step, StepKind};
use super::super::node::{DEEPEST_NESTING, Node, Rule};
use super::Builder;
use crate::source::{Span, Spanned};

impl Builder<'_> {
    /// The steps of a `steps` or `guarded` node.
    pub fn steps(&mut self, node: &Node) -> Vec<Step> {
        node.children.iter().filter_map(|child| self.step(child)).collect()
    }

    fn step(&mut self, node: &Node) -> Option<Step> {
        let first = node.children.first();
        let value = match node.rule {
            Rule::do_named => StepKind::Do(self.name(first?)),
            Rule::do_say => StepKind::Say(self.speech(first?)?),
            Rule::do_offer => StepKind::Offer(self.name(first?)),
            Rule::do_reply => StepKind::Reply(self.name(first?)),
            Rule::do_ask => StepKind::Ask(self.names_in(node)),
            Rule::do_start => StepKind::Start(self.name(first?)),
            Rule::do_show_products => StepKind::ShowProducts(self.product_query(node)?),
            Rule::do_show_picture => StepKind::ShowPicture(self.quoted(first?)),
            Rule::do_send_link => StepKind::SendLink(self.quoted(first?)),
            Rule::do_remember => {
                let fact = self.reference(first?)?;
                StepKind::Remember { fact, value: self.expression(node.children.get(1)?)? }
            }
            Rule::do_forget => StepKind::Forget(self.reference(first?)?),
            Rule::do_promise => StepKind::Promise(self.translations(first?)?),
            Rule::do_mark => StepKind::Mark(self.name(first?)),
            Rule::do_unmark => StepKind::Unmark(self.name(first?)),
            Rule::do_note => StepKind::Note(self.quoted(first?)),
            Rule::do_task => StepKind::Task(self.quoted(first?)),
            Rule::do_hand_over => StepKind::HandOver(first.map(|text| self.quoted(text))),
            Rule::do_close => StepKind::Close,
            Rule::do_cancel => StepKind::Cancel,
            Rule::do_if => {
                let condition = self.expression(first?)?;
                let then = self.steps(node.children.get(1)?);
                let tails = node.children.get(2..).unwrap_or_default();
                StepKind::If { condition, then, otherwise: self.otherwise(tails) }
            }
            _ => return None,
        };
        Some(self.spanned(node, value))
    }

    /// A choice between steps, as a step.
    pub fn choice_of_steps(&mut self, condition: Expression, then: Vec<Step>, tails: &[Node], span: Span) -> Step {
        Spanned { value: StepKind::If { condition, then, otherwise: self.otherwise(tails) }, span }
    }

    /// `otherwise if …` and `otherwise …` behind a choice, the second inside the first.
    fn otherwise(&mut self, tails: &[Node]) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.choices + tails.len() > DEEPEST_NESTING {
            if let Some(tail) = tails.first() {
                self.diagnostics.push(super::too_deep(self.id, self.span(tail).range().start));
            }
            return steps;
        }
        self.choices += tails.len();
        for tail in tails.iter().rev() {
            match (tail.rule, tail.children.as_slice()) {
                (Rule::otherwise, [guarded]) => steps = self.steps(guarded),
                (Rule::otherwise_if, [condition, guarded]) => {
                    let span = tails.last().map_or(self.span(tail), |last| self.span(tail).to(self.span(last)));
                    let then = self.steps(guarded);
                    if let Some(condition) = self.expression(condition) {
                        let otherwise = std::mem::take(&mut steps);
                        steps.push(Spanned { value: StepKind::If { condition, then, otherwise }, span });
                    }
                }
                _ => {}
            }
        }
        self.choices -= tails.len();
        steps
    }

    fn product_query(&mut self, node: &Node) -> Option<ProductQuery> {
        let mut query = ProductQuery { filter: None, order: None, limit: None };
        for child in &node.children {
            match child.rule {
                Rule::expression => query.filter = Some(self.expression(child)?),
                Rule::lowest_first => query.order = Some((self.name(child.children.first()?), true)),
                Rule::highest_first => query.order = Some((self.name(child.children.first()?), false)),
                Rule::at_most => query.limit = Some(self.count(child.children.first()?)),
                _ => {}
            }
        }
        Some(query)
    }
}

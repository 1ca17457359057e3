//! Flows, and what is known once one has come to its end.

use super::checker::{Checker, Place};
use super::facts::{former, others};
use super::names::DeedId;
use super::types::choice;
use crate::program::{Expression, FactId, Flow, QuestionId, Step, Type};
use crate::syntax::ast::{self, DeclarationKind, ExpressionKind, FactReference, Operator, StepKind};

impl Checker<'_> {
    /// Every flow's names: enough for those who start it.
    pub fn declare_flows(&mut self) {
        for (_, declaration) in self.declarations() {
            let DeclarationKind::Flow(flow) = &declaration.kind else { continue };
            self.flows.push(Flow {
                name: flow.names.name.text.clone(),
                others: others(&flow.names),
                formerly: former(&flow.names),
                steps: Vec::new(),
                span: declaration.span,
            });
        }
    }

    /// What is known behind a step that waits: answers, and the facts that keep them.
    pub fn learned_by(&self, step: &Step, place: &mut Place) {
        match step {
            Step::Ask(questions) => place.know(questions.iter().flat_map(|id| self.learned_by_question(*id)).collect()),
            // A flow that is given up or left never comes to its end, so whatever it always asks and keeps is known.
            Step::Start(flow) => place.know(self.left_known.get(&DeedId::Flow(*flow)).cloned().unwrap_or_default()),
            Step::Reply(reply) => place.know(self.left_known.get(&DeedId::Reply(*reply)).cloned().unwrap_or_default()),
            _ => {}
        }
    }

    pub fn learned_by_question(&self, id: QuestionId) -> Vec<Expression> {
        let remembers = self.questions.get(id.index()).map(|question| question.remembers.clone()).unwrap_or_default();
        let facts = remembers.into_iter().map(|fact| Expression::Fact(fact, Vec::new()));
        let mut learned: Vec<Expression> = std::iter::once(Expression::Answer(id)).chain(facts).collect();
        // What a system is told was asked before it.
        for told in self.told.get(id.index()).into_iter().flatten().filter(|told| **told != id) {
            learned.push(Expression::Answer(*told));
            let kept = self.questions.get(told.index()).map(|question| question.remembers.clone()).unwrap_or_default();
            learned.extend(kept.into_iter().map(|fact| Expression::Fact(fact, Vec::new())));
        }
        learned
    }

    /// What is known behind the steps of a flow or reply, whatever becomes of them: what no `if` guards is asked and kept.
    pub fn known_behind(&self, steps: &[ast::Step]) -> Vec<Expression> {
        let mut known = Vec::new();
        for step in steps {
            match &step.value {
                StepKind::Ask(names) => names.iter().for_each(|name| known.extend(self.known_by_name(&name.key()))),
                StepKind::Start(name) | StepKind::Reply(name) | StepKind::Do(name) => {
                    known.extend(self.known_by_name(&name.key()));
                }
                StepKind::Remember { fact, value } => {
                    if let Some(id) = self.one_fact(fact).filter(|id| self.surely_kept(value, *id, &known)) {
                        known.push(Expression::Fact(id, Vec::new()));
                    }
                }
                StepKind::Forget(fact) => {
                    let forgotten = self.one_fact(fact);
                    known.retain(|leaf| !matches!(leaf, Expression::Fact(id, _) if Some(*id) == forgotten));
                }
                _ => {}
            }
        }
        known
    }

    fn known_by_name(&self, name: &str) -> Vec<Expression> {
        match self.names.deeds.get(name) {
            Some((DeedId::Question(id), _)) => self.learned_by_question(*id),
            Some((deed, _)) => self.left_known.get(deed).cloned().unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// A fact that is one value.
    fn one_fact(&self, fact: &FactReference) -> Option<FactId> {
        let id = self.names.facts.get(&fact.name.key()).map(|(id, _)| *id);
        id.filter(|_| fact.keys.is_empty())
    }

    /// Whether what is kept in a fact is surely known: written out, or made of answers and facts that are.
    fn surely_kept(&self, value: &ast::Expression, kept_in: FactId, known: &[Expression]) -> bool {
        match &value.value {
            ExpressionKind::YesNo(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_) => true,
            ExpressionKind::Text(text) => text.plain().is_some(),
            ExpressionKind::Reference(reference) if reference.keys.is_empty() => {
                let key = reference.name.key();
                let one_of = self.facts.get(kept_in.index()).is_some_and(|fact| match &fact.of {
                    Type::OneOf(choices) => choice(choices, &key).is_some(),
                    _ => false,
                });
                let answer = || match self.names.deeds.get(&key) {
                    Some((DeedId::Question(id), _)) => known.contains(&Expression::Answer(*id)),
                    _ => false,
                };
                let fact = self.one_fact(reference);
                let supplied = |id: FactId| {
                    let by_shop = self.facts.get(id.index()).is_some_and(|fact| fact.value.is_some());
                    by_shop || known.contains(&Expression::Fact(id, Vec::new()))
                };
                one_of || fact.is_some_and(supplied) || answer()
            }
            ExpressionKind::Binary {
                operator: Operator::Plus | Operator::Minus | Operator::Times | Operator::Of,
                left,
                right,
            } => self.surely_kept(left, kept_in, known) && self.surely_kept(right, kept_in, known),
            _ => false,
        }
    }
}

//! Flows, and what is known once one has come to its end.

use super::checker::{Checker, Place};
use super::facts::{former, others};
use crate::program::{Expression, Flow, FlowId, QuestionId, Step};
use crate::syntax::ast::DeclarationKind;

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
            Step::Start(flow) => place.know(self.learned_by_flow(*flow)),
            _ => {}
        }
    }

    fn learned_by_question(&self, id: QuestionId) -> Vec<Expression> {
        let remembers = self.questions.get(id.index()).map(|question| question.remembers.clone()).unwrap_or_default();
        let facts = remembers.into_iter().map(|fact| Expression::Fact(fact, Vec::new()));
        std::iter::once(Expression::Answer(id)).chain(facts).collect()
    }

    /// A flow that is given up or left never comes to its end, so whatever it always asks is known behind it.
    fn learned_by_flow(&self, id: FlowId) -> Vec<Expression> {
        self.flow_asks.get(id.index()).into_iter().flatten().flat_map(|id| self.learned_by_question(*id)).collect()
    }
}

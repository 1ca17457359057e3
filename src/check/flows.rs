//! Flows, and what is known once one has come to its end.

use super::checker::{Checker, Place};
use super::facts::{former, others};
use super::names::DeedId;
use crate::program::{Expression, Flow, QuestionId, Step};
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

    /// What is known behind a step: answers, the facts that keep them, and no longer what was forgotten.
    pub fn learned_by(&self, step: &Step, place: &mut Place) {
        match step {
            Step::Ask(questions) => {
                for id in questions {
                    self.come_to_the_end(DeedId::Question(*id), place);
                    place.know(self.learned_by_question(*id));
                }
            }
            // A flow that is given up or left never comes to its end, so whatever it always asks and keeps is known.
            Step::Start(flow) => self.come_to_the_end(DeedId::Flow(*flow), place),
            Step::Reply(reply) => self.come_to_the_end(DeedId::Reply(*reply), place),
            Step::Forget(fact, _) => place.forget(*fact),
            _ => {}
        }
    }

    fn come_to_the_end(&self, deed: DeedId, place: &mut Place) {
        if let Some(behind) = self.left_behind.get(&deed) {
            place.leave(behind);
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
}

//! Takes a whole declaration out of a script's tree, and what names it: steps, rungs, rules.

use std::collections::HashSet;

use patter::source::Span;
use patter::syntax::ast::{
    Body, Declaration, DeclarationKind, Demand, Expression, Name, Names, Occasion, OfferClause, Policy, Question,
    QuestionClause, Rung, Script, Speech, Step, StepKind, Use,
};

use super::mentions;

/// Takes out the declaration that stands at `span`; returns the names it had.
pub fn declaration(script: &mut Script, span: Span) -> HashSet<String> {
    let mut taken = HashSet::new();
    script.declarations.retain(|declaration| {
        let here = declaration.span == span;
        if here {
            taken.extend(keys(&declaration.kind));
        }
        !here
    });
    taken
}

/// Takes out all that cannot do without these names, and adds the names that go with it; whether there was anything.
pub fn uses(script: &mut Script, names: &mut HashSet<String>) -> bool {
    let mut taker = Taker { names, taken: false, gone: Vec::new() };
    script.declarations.retain_mut(|declaration| taker.keeps(declaration));
    let Taker { taken, gone, .. } = taker;
    names.extend(gone);
    taken
}

/// Takes out the `use` of a module of which nothing is left; whether there was one.
pub fn module(script: &mut Script, name: &str) -> bool {
    let before = script.declarations.len();
    script.declarations.retain(
        |declaration| !matches!(&declaration.kind, DeclarationKind::Use(Use::Library(module)) if module.value == *name),
    );
    script.declarations.len() < before
}

/// The names a declaration goes by; with a question goes what it keeps, which nobody tells otherwise.
fn keys(kind: &DeclarationKind) -> HashSet<String> {
    let mut keys = HashSet::new();
    if let Some(names) = names(kind) {
        keys.insert(names.name.key());
        keys.extend(names.others.iter().map(|(_, name)| name.key()));
    }
    if let DeclarationKind::Question(question) = kind {
        for clause in &question.clauses {
            if let QuestionClause::Remembers(facts) = &clause.value {
                keys.extend(facts.iter().map(Name::key));
            }
        }
    }
    keys
}

fn names(kind: &DeclarationKind) -> Option<&Names> {
    Some(match kind {
        DeclarationKind::Intent(intent) if !intent.also => &intent.names,
        DeclarationKind::Kind(kind) => &kind.names,
        DeclarationKind::Offer(offer) => &offer.names,
        DeclarationKind::Reply(reply) => &reply.names,
        DeclarationKind::Question(question) => &question.names,
        DeclarationKind::Flow(flow) => &flow.names,
        _ => return None,
    })
}

struct Taker<'a> {
    names: &'a HashSet<String>,
    taken: bool,
    gone: Vec<String>,
}

impl Taker<'_> {
    fn keeps(&mut self, declaration: &mut Declaration) -> bool {
        let keeps = match &mut declaration.kind {
            DeclarationKind::Rule(rule) => {
                let occasion = matches!(&rule.trigger.event.value, Occasion::Named(name) if self.has(name));
                !occasion && !self.asks(&rule.condition) && self.body(&mut rule.body)
            }
            DeclarationKind::Reply(reply) => self.steps(&mut reply.steps),
            DeclarationKind::Flow(flow) => self.steps(&mut flow.steps),
            DeclarationKind::Question(question) => self.question(question),
            DeclarationKind::Intent(intent) => !(intent.also && self.has(&intent.names.name)),
            DeclarationKind::Kind(kind) => !self.asks(&kind.condition),
            DeclarationKind::Offer(offer) => {
                for clause in &mut offer.clauses {
                    if let OfferClause::Say(speech) = &mut clause.value {
                        let _ = self.speech(speech);
                    }
                }
                true
            }
            DeclarationKind::Policy(policy) => self.policy(policy),
            _ => true,
        };
        if !keeps {
            self.taken = true;
            self.gone.extend(keys(&declaration.kind));
        }
        keeps
    }

    /// Whether a condition asks for something that is gone.
    fn asks(&self, condition: &Option<Expression>) -> bool {
        condition.as_ref().is_some_and(|condition| self.mentions(condition))
    }

    fn mentions(&self, expression: &Expression) -> bool {
        mentions::expression(self.names, expression)
    }

    /// A variant that fills in something gone, or is said only where something gone holds, is gone with it; whether any is left.
    fn speech(&mut self, speech: &mut Speech) -> bool {
        for group in &mut speech.groups {
            let before = group.variants.len();
            group.variants.retain(|one| !self.asks(&one.condition) && !mentions::text(self.names, &one.text));
            self.taken |= group.variants.len() < before;
        }
        speech.groups.retain(|group| !group.variants.is_empty());
        !speech.groups.is_empty()
    }

    /// A system cannot be asked with what is gone; what is done otherwise may shrink.
    fn question(&mut self, question: &mut Question) -> bool {
        let mut keeps = true;
        question.clauses.retain_mut(|clause| match &mut clause.value {
            QuestionClause::Ask(speech) => {
                keeps &= self.speech(speech);
                true
            }
            QuestionClause::AskSystem { with, .. } => {
                keeps &= !with.iter().any(|name| self.has(name));
                true
            }
            QuestionClause::Again { otherwise, .. } => otherwise.is_empty() || self.steps(otherwise),
            QuestionClause::Within { otherwise, .. } => {
                keeps &= self.steps(otherwise);
                true
            }
            _ => true,
        });
        keeps
    }

    fn has(&self, name: &Name) -> bool {
        mentions::name(self.names, name)
    }

    /// Whether anything is left of it.
    fn body(&mut self, body: &mut Body) -> bool {
        match body {
            Body::Steps(steps) => self.steps(steps),
            Body::Ladder { rungs, otherwise } => {
                self.rungs(rungs);
                self.rungs(otherwise);
                // A ladder without a `then` begins with what was its first `else`.
                if rungs.is_empty() && !otherwise.is_empty() {
                    rungs.push(otherwise.remove(0));
                }
                !rungs.is_empty()
            }
        }
    }

    fn rungs(&mut self, rungs: &mut Vec<Rung>) {
        let before = rungs.len();
        rungs.retain_mut(|rung| !self.asks(&rung.condition) && self.steps(&mut rung.steps));
        self.taken |= rungs.len() < before;
    }

    /// Whether anything is left of them.
    fn steps(&mut self, steps: &mut Vec<Step>) -> bool {
        steps.retain_mut(|step| {
            let keeps = match &mut step.value {
                StepKind::Offer(name) | StepKind::Reply(name) | StepKind::Do(name) => !self.has(name),
                StepKind::Mark(name) | StepKind::Unmark(name) => !self.has(name),
                StepKind::Say(speech) => self.speech(speech),
                StepKind::Ask(questions) => {
                    let before = questions.len();
                    questions.retain(|name| !self.has(name));
                    self.taken |= questions.len() < before;
                    !questions.is_empty()
                }
                StepKind::Start(flow) => !self.has(flow),
                StepKind::Note(text) | StepKind::Task(text) | StepKind::SendLink(text) => {
                    !mentions::text(self.names, text)
                }
                StepKind::Remember { value, .. } => !self.mentions(value),
                StepKind::If { condition, then, otherwise } => {
                    let left = self.steps(then);
                    self.steps(otherwise);
                    left && !self.mentions(condition)
                }
                _ => true,
            };
            self.taken |= !keeps;
            keeps
        });
        !steps.is_empty()
    }

    /// A policy that holds only in what is gone goes, too.
    fn policy(&mut self, policy: &mut Policy) -> bool {
        let (Demand::NeverSay { at, .. } | Demand::AlwaysSay { at, .. } | Demand::Avoid { at, .. }) =
            &mut policy.demand
        else {
            return true;
        };
        let before = at.within.len();
        at.within.retain(|name| !self.names.contains(&name.key()));
        self.taken |= at.within.len() < before;
        before == 0 || !at.within.is_empty()
    }
}

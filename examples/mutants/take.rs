//! Takes a whole declaration out of a script's tree, and what names it: steps, rungs, rules.

use std::collections::HashSet;

use patter::source::Span;
use patter::syntax::ast::{
    Body, Declaration, DeclarationKind, Demand, Name, Names, Occasion, Policy, Rung, Script, Step, StepKind,
};

/// Takes out the declaration that stands at `span`; returns the names it had.
pub fn declaration(script: &mut Script, span: Span) -> HashSet<String> {
    let mut taken = HashSet::new();
    script.declarations.retain(|declaration| {
        let here = declaration.span == span;
        if let Some(names) = names(&declaration.kind).filter(|_| here) {
            taken.insert(names.name.key());
            taken.extend(names.others.iter().map(|(_, name)| name.key()));
        }
        !here
    });
    taken
}

/// Takes out all that cannot do without these names; whether there was anything.
pub fn uses(script: &mut Script, names: &HashSet<String>) -> bool {
    let mut taker = Taker { names, taken: false };
    script.declarations.retain_mut(|declaration| taker.keeps(declaration));
    taker.taken
}

fn names(kind: &DeclarationKind) -> Option<&Names> {
    Some(match kind {
        DeclarationKind::Intent(intent) if !intent.also => &intent.names,
        DeclarationKind::Kind(kind) => &kind.names,
        DeclarationKind::Offer(offer) => &offer.names,
        DeclarationKind::Reply(reply) => &reply.names,
        _ => return None,
    })
}

struct Taker<'a> {
    names: &'a HashSet<String>,
    taken: bool,
}

impl Taker<'_> {
    fn keeps(&mut self, declaration: &mut Declaration) -> bool {
        let keeps = match &mut declaration.kind {
            DeclarationKind::Rule(rule) => {
                let occasion = matches!(&rule.trigger.event.value, Occasion::Named(name) if self.has(name));
                !occasion && self.body(&mut rule.body)
            }
            DeclarationKind::Reply(reply) => self.steps(&mut reply.steps),
            DeclarationKind::Intent(intent) => !(intent.also && self.has(&intent.names.name)),
            DeclarationKind::Policy(policy) => self.policy(policy),
            _ => true,
        };
        self.taken |= !keeps;
        keeps
    }

    fn has(&self, name: &Name) -> bool {
        self.names.contains(&name.key())
    }

    /// Whether anything is left of it.
    fn body(&mut self, body: &mut Body) -> bool {
        match body {
            Body::Steps(steps) => self.steps(steps),
            Body::Ladder { rungs, otherwise } => {
                self.rungs(rungs);
                self.rungs(otherwise);
                !(rungs.is_empty() && otherwise.is_empty())
            }
        }
    }

    fn rungs(&mut self, rungs: &mut Vec<Rung>) {
        rungs.retain_mut(|rung| self.steps(&mut rung.steps));
    }

    /// Whether anything is left of them.
    fn steps(&mut self, steps: &mut Vec<Step>) -> bool {
        steps.retain_mut(|step| {
            let keeps = match &mut step.value {
                StepKind::Offer(name) | StepKind::Reply(name) | StepKind::Do(name) => !self.has(name),
                StepKind::Mark(name) | StepKind::Unmark(name) => !self.has(name),
                StepKind::If { then, otherwise, .. } => {
                    let left = self.steps(then);
                    self.steps(otherwise);
                    left
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

//! What things were called before, ready to be looked for in a state.

use std::sync::Arc;

use super::{Body, Program, Rung};

/// A former name and the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What memory may still call it.
    pub old: Arc<str>,
    /// What it is called now.
    pub new: Arc<str>,
}

/// All former names of a script. Most scripts have none, so that looking costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    /// Of facts.
    pub facts: Vec<Rename>,
    /// Of intents.
    pub intents: Vec<Rename>,
    /// Of kinds.
    pub kinds: Vec<Rename>,
    /// Of offers.
    pub offers: Vec<Rename>,
    /// Of replies.
    pub replies: Vec<Rename>,
    /// Of questions.
    pub questions: Vec<Rename>,
    /// Of flows.
    pub flows: Vec<Rename>,
    /// Of what sets rules off: intents, events, and what is waited for.
    pub triggers: Vec<Rename>,
    /// Of what is waited for.
    pub waits: Vec<Rename>,
    /// Of rungs, each with its trigger's present name.
    pub rungs: Vec<(Arc<str>, Rename)>,
    /// Of rules, each with its trigger's present name.
    pub rules: Vec<(Arc<str>, Rename)>,
}

impl Renames {
    /// Collects them from a program that is otherwise complete.
    pub fn of(program: &Program) -> Self {
        let mut renames = Renames::default();
        for fact in &program.facts {
            add(&mut renames.facts, &fact.formerly, &fact.name);
        }
        for intent in &program.intents {
            add(&mut renames.intents, &intent.formerly, &intent.name);
        }
        for kind in &program.kinds {
            add(&mut renames.kinds, &kind.formerly, &kind.name);
        }
        for offer in &program.offers {
            add(&mut renames.offers, &offer.formerly, &offer.name);
        }
        for reply in &program.replies {
            add(&mut renames.replies, &reply.formerly, &reply.name);
        }
        for question in &program.questions {
            add(&mut renames.questions, &question.formerly, &question.name);
        }
        for flow in &program.flows {
            add(&mut renames.flows, &flow.formerly, &flow.name);
        }
        for wait in &program.waits {
            add(&mut renames.waits, &wait.formerly, &wait.name);
        }
        for rule in &program.rules {
            let trigger = &rule.trigger_name;
            for old in &rule.trigger_formerly {
                let renamed = rename(old, trigger);
                if !renames.triggers.contains(&renamed) {
                    renames.triggers.push(renamed);
                }
            }
            renames.rules.extend(rule.key_formerly.iter().map(|old| (trigger.clone(), rename(old, &rule.key))));
            if let Body::Ladder { rungs, otherwise } = &rule.body {
                for Rung { deed, formerly, .. } in rungs.iter().chain(otherwise) {
                    renames.rungs.extend(formerly.iter().map(|old| (trigger.clone(), rename(old, deed))));
                }
            }
        }
        renames
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Renames::default()
    }
}

fn add(renames: &mut Vec<Rename>, formerly: &[Arc<str>], new: &Arc<str>) {
    renames.extend(formerly.iter().map(|old| rename(old, new)));
}

fn rename(old: &Arc<str>, new: &Arc<str>) -> Rename {
    Rename { old: old.clone(), new: new.clone() }
}

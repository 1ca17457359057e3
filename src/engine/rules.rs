//! Which rule speaks: of several for one trigger the first whose `if` holds and that does something.

use std::sync::Arc;

use smallvec::SmallVec;

use super::perform::{Failure, Place, Progress};
use super::trace::{Outcome, Remark, RungTried, Tried};
use super::turn::{Act, Deed};
use super::turning::Turning;
use super::view::Effect;
use super::whose::of_rule;
use crate::program::{Body, Candidates, Expression, Fired, Rule, RuleId, Trigger};

/// How many rules a trace tells of that were tried in vain; the rest are counted.
pub const MOST_TRIED: usize = 32;

impl<'a> Turning<'a> {
    /// Sets a trigger off; whether a rule spoke.
    pub fn fire(&mut self, trigger: &Trigger) -> bool {
        let Some(rules) = self.program.triggers.get(trigger) else { return false };
        let program = self.program;
        let file = |id: RuleId| program.rule(id).map(|rule| rule.span.source);
        let mut silent: SmallVec<[RuleId; 4]> = rules.silent.iter().copied().collect();
        let mut spoke = false;
        for rule in self.candidates(rules) {
            // In one file written order decides; what another file keeps book of is known to every rule.
            let (before, behind) = silent.into_iter().partition(|one| *one < rule || file(*one) != file(rule));
            silent = behind;
            let before: SmallVec<[RuleId; 4]> = before;
            for one in before {
                self.attempt(one, false);
            }
            spoke = self.attempt(rule, true);
            if spoke || self.over {
                break;
            }
        }
        for one in silent {
            self.attempt(one, false);
        }
        spoke || self.over
    }

    /// Only the silent rules of a trigger.
    pub fn fire_silent(&mut self, trigger: &Trigger) {
        let Some(rules) = self.program.triggers.get(trigger) else { return };
        for rule in &rules.silent {
            self.attempt(*rule, false);
        }
    }

    /// Only the speaking rules of a trigger; whether one spoke.
    pub fn fire_speaking(&mut self, trigger: &Trigger) -> bool {
        let Some(rules) = self.program.triggers.get(trigger) else { return false };
        self.candidates(rules).any(|rule| !self.over && self.attempt(rule, true))
    }

    /// The speaking rules worth trying.
    fn candidates(&self, rules: &'a Fired) -> Candidates<'a> {
        // A silent rule may remember the very fact that a shortlist goes by.
        if !rules.silent.is_empty() {
            return Candidates::all(&rules.speaking);
        }
        let view = self.view();
        rules.candidates(|fact| view.value(&Expression::Fact(fact, Vec::new())))
    }

    /// Tries one rule, which speaks or only notes; whether it was taken.
    fn attempt(&mut self, id: RuleId, speaks: bool) -> bool {
        let Some(rule) = self.program.rule(id) else { return false };
        let mut rungs = Vec::new();
        let outcome = match self.too_often().filter(|_| speaks) {
            Some(policy) => Outcome::TooOften(policy.clone()),
            None => self.judge(rule, &mut rungs),
        };
        let taken = outcome == Outcome::Fired;
        if taken || self.turn.trace.tried.len() < MOST_TRIED {
            let said = std::mem::take(&mut self.said);
            let unknown = self.unknown_in(&outcome, rule.condition.as_ref());
            let trigger = rule.trigger_name.clone();
            self.turn.trace.tried.push(Tried { rule: id.0, trigger, outcome, unknown, rungs, said });
        } else {
            self.turn.trace.tried_in_vain = self.turn.trace.tried_in_vain.saturating_add(1);
        }
        taken
    }

    /// What is not known of a condition, where that is why nothing was done.
    pub fn unknown_in(&self, outcome: &Outcome, condition: Option<&Expression>) -> Option<Arc<str>> {
        if *outcome == Outcome::ConditionUnknown { self.view().unknown(condition?) } else { None }
    }

    fn judge(&mut self, rule: &'a Rule, rungs: &mut Vec<RungTried>) -> Outcome {
        let once = rule.once.then(|| once_key(rule));
        if once.as_ref().is_some_and(|key| self.view().happened(rule.scope, key)) {
            return Outcome::TakenBefore;
        }
        if let Some(outcome) = failing(self.view().holds(rule.condition.as_ref())) {
            return outcome;
        }
        if let Some(key) = once {
            self.pending.push(Effect::Once(rule.scope, key));
        }
        let program = self.program;
        let outcome = match &rule.body {
            Body::Steps(steps) => self.take(steps, &Place::default(), || of_rule(program, rule, &rule.key, steps)),
            Body::Ladder { rungs: steps, otherwise } => self.climb(rule, steps, otherwise, rungs),
        };
        self.pending.clear();
        outcome
    }

    /// Does steps as a whole or not at all; `of` is what memory calls them where they have to wait.
    pub fn take(&mut self, steps: &'a [crate::program::Step], place: &Place, of: impl Fn() -> Arc<str>) -> Outcome {
        let mark = self.here();
        self.ahead = steps;
        let progress = self.perform(steps, place);
        if matches!(progress, Ok(Progress::Waits)) {
            self.keep_thread(of());
        }
        self.path.clear();
        let outcome = match progress {
            Ok(_) if !self.has_room() => {
                self.go_back(&mark);
                Outcome::TooManyThreads
            }
            Ok(_) if self.came_further(&mark) => {
                self.commit();
                Outcome::Fired
            }
            Ok(_) => Outcome::DoesNothing,
            Err(Failure::Passed(outcome)) => {
                self.go_back(&mark);
                outcome
            }
            Err(Failure::Silenced { speech, policy }) => {
                self.go_back(&mark);
                self.call_staff(&speech, &policy);
                Outcome::Unsayable
            }
        };
        self.answers.clear();
        self.asked.clear();
        outcome
    }

    /// All that could be said is forbidden: staff take over, and the trace says why.
    pub fn call_staff(&mut self, speech: &Arc<str>, policy: &Arc<str>) {
        self.turn.trace.remarks.push(Remark::NothingSayable { speech: speech.clone() });
        let reason = format!("nothing of `{speech}` may be said: {policy}");
        self.turn.acts.push(Act::deed(Deed::HandsOver(reason.into())));
        self.pending.clear();
        self.pending.push(Effect::HandOver);
        self.commit();
    }
}

/// What becomes of a rule or rung by its `if`; nothing where it holds.
pub(super) fn failing(holds: Option<bool>) -> Option<Outcome> {
    match holds {
        Some(true) => None,
        Some(false) => Some(Outcome::ConditionFails),
        None => Some(Outcome::ConditionUnknown),
    }
}

/// What memory calls a rule that fires once.
pub(super) fn once_key(rule: &Rule) -> Arc<str> {
    rule_key(&rule.trigger_name, &rule.key)
}

/// What memory calls a rule that fires once, by its trigger and its own key.
pub(super) fn rule_key(trigger: &str, key: &str) -> Arc<str> {
    format!("when {trigger}: {key}").into()
}

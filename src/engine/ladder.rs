//! Ladders: which rung a firing takes, what is open to a bare answer, and what acceptance settles.

use std::sync::Arc;

use super::perform::Place;
use super::rules::failing;
use super::state::OpenLadder;
use super::trace::{Outcome, Remark, RungTried};
use super::turn::Deed;
use super::turning::Turning;
use super::whose::of_rule;
use crate::program::{Program, Rule, Rung, Trigger};

impl<'a> Turning<'a> {
    /// Takes the next rung: the first not yet taken whose `if` holds and whose offer is allowed, else an `else` rung.
    pub fn climb(
        &mut self,
        rule: &'a Rule,
        rungs: &'a [Rung],
        otherwise: &'a [Rung],
        tried: &mut Vec<RungTried>,
    ) -> Outcome {
        let (acts, begins) = (self.turn.acts.len(), self.begins);
        let settled = self.state.order.settled.contains(&rule.trigger_name);
        let mut last = if settled { Outcome::Settled } else { Outcome::DoesNothing };
        if !settled {
            for rung in rungs {
                last = self.rung(rule, rung, false, tried);
                if last == Outcome::Fired {
                    self.open(rule, rung, acts, begins);
                    return last;
                }
                if self.over {
                    return last;
                }
            }
        }
        let (end, before) = match otherwise.split_last() {
            Some(parts) => parts,
            None => return last,
        };
        for rung in before {
            last = self.rung(rule, rung, false, tried);
            if last == Outcome::Fired {
                if !settled {
                    self.open(rule, rung, acts, begins);
                }
                return last;
            }
            if self.over {
                return last;
            }
        }
        last = self.rung(rule, end, true, tried);
        if last == Outcome::Fired && !settled {
            self.state.open_ladder = None;
        }
        last
    }

    /// Tries one rung; the last `else` repeats.
    fn rung(&mut self, rule: &'a Rule, rung: &'a Rung, repeats: bool, tried: &mut Vec<RungTried>) -> Outcome {
        let taken = self.state.part(rule.scope).rungs.get(&rule.trigger_name);
        let taken = taken.is_some_and(|taken| taken.contains(&rung.deed));
        let outcome = if taken && !repeats {
            Outcome::TakenBefore
        } else if let Some(outcome) = failing(self.view().holds(rung.condition.as_ref())) {
            outcome
        } else {
            let name = rung.named.then(|| rung.deed.clone());
            let program = self.program;
            self.take(&rung.steps, &Place::of(name), || of_rule(program, rule, &rung.deed, &rung.steps))
        };
        if outcome == Outcome::Fired && !taken {
            let part = self.state.part_mut(rule.scope);
            match part.rungs.get_mut(&rule.trigger_name) {
                Some(taken) => taken.push(rung.deed.clone()),
                None => {
                    part.rungs.insert(rule.trigger_name.clone(), vec![rung.deed.clone()]);
                }
            }
        }
        let unknown = self.unknown_in(&outcome, rung.condition.as_ref());
        tried.push(RungTried { deed: rung.deed.clone(), outcome: outcome.clone(), unknown });
        outcome
    }

    /// Opens a ladder to a bare "no" or "ok"; whatever was open closes.
    fn open(&mut self, rule: &Rule, rung: &Rung, acts: usize, begins: u32) {
        if self.over {
            return;
        }
        // A greeting or "I did not understand" waits for no answer, unless something was offered with it.
        let offered = self.turn.acts.iter().skip(acts).any(|act| matches!(act.deed, Some(Deed::Offers(_))));
        // Where a question is asked, the next answer is the question's.
        let waits = self.begins > begins;
        let asks = offered || matches!(rule.trigger, Trigger::Intent(_)) && !waits;
        if asks {
            let (trigger, deed) = (rule.trigger_name.clone(), rung.deed.clone());
            self.state.open_ladder = Some(OpenLadder { trigger, deed, ..OpenLadder::default() });
        }
    }

    /// The customer takes what is open: the ladder is settled until a new order.
    pub fn accept(&mut self, open: OpenLadder) {
        self.state.open_ladder = None;
        self.state.order.settled.insert(open.trigger.clone());
        self.turn.trace.remarks.push(Remark::Accepted { trigger: open.trigger, deed: open.deed });
    }

    /// The customer refuses what is open: the ladder fires again. Whether anything came of it.
    pub fn decline(&mut self, open: &OpenLadder) -> bool {
        let (trigger, deed) = (open.trigger.clone(), open.deed.clone());
        self.turn.trace.remarks.push(Remark::Declined { trigger, deed });
        match trigger_named(self.program, &open.trigger) {
            Some(trigger) => {
                let intent = self.intent;
                if let Trigger::Intent(of) = trigger {
                    self.intent = Some(of);
                }
                let spoke = self.fire(&trigger);
                self.intent = intent;
                self.declined = Some(trigger);
                spoke
            }
            None => {
                self.turn.trace.remarks.push(Remark::Gone { name: open.trigger.clone() });
                self.state.open_ladder = None;
                false
            }
        }
    }
}

/// What a trigger is that memory knows by its name.
pub(super) fn trigger_named(program: &Program, name: &Arc<str>) -> Option<Trigger> {
    Some(match &**name {
        "first message" => Trigger::FirstMessage,
        "message" => Trigger::Message,
        "nothing understood" => Trigger::NothingUnderstood,
        "offer accepted" => Trigger::OfferAccepted,
        "offer declined" => Trigger::OfferDeclined,
        "shop asked" => Trigger::ShopAsked,
        "cart changed" => Trigger::CartChanged,
        "staff joined" => Trigger::StaffJoined,
        "staff left" => Trigger::StaffLeft,
        name => match program.names.intents.get(&name.to_lowercase()) {
            Some(intent) => Trigger::Intent(*intent),
            // Orders' stages, messages with something, events and waits: few enough to look through.
            None => program.rules.iter().find(|rule| *rule.trigger_name == *name)?.trigger,
        },
    })
}

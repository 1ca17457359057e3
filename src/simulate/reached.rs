//! Which rules and rungs were reached, and why others were not.

use rustc_hash::FxHashMap;

use crate::engine::{Outcome as TriedOutcome, Turn};
use crate::program::Program;

/// A rule, or one rung of its ladder by its place.
pub type Spot = (u32, Option<u32>);

/// Tries of one rule or rung, by what came of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// It was done.
    pub fired: u64,
    /// Its `if` did not hold.
    pub condition: u64,
    /// A fact it asks for was not known.
    pub unknown: u64,
    /// The bottom line forbade it.
    pub forbidden: u64,
    /// Its terms did not hold.
    pub terms: u64,
    /// It had been taken or offered before, or for another reason.
    pub other: u64,
}

/// Tries by rule and rung.
#[derive(Clone, Debug, Default)]
pub struct Reached(pub FxHashMap<Spot, Tries>);

impl Reached {
    /// Counts what a turn tried.
    pub(super) fn count(&mut self, program: &Program, turn: &Turn) {
        for tried in &turn.trace.tried {
            self.at((tried.rule, None)).note(&tried.outcome);
            let Some(rule) = program.rules.get(tried.rule as usize) else { continue };
            for rung in &tried.rungs {
                let place = rule.body.rungs().position(|other| other.deed == rung.deed);
                if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
                    self.at((tried.rule, Some(place))).note(&rung.outcome);
                }
            }
        }
    }

    /// Adds another's tries.
    pub(super) fn add(&mut self, other: &Reached) {
        for (spot, tries) in &other.0 {
            let sum = self.at(*spot);
            sum.fired += tries.fired;
            sum.condition += tries.condition;
            sum.unknown += tries.unknown;
            sum.forbidden += tries.forbidden;
            sum.terms += tries.terms;
            sum.other += tries.other;
        }
    }

    fn at(&mut self, spot: Spot) -> &mut Tries {
        self.0.entry(spot).or_default()
    }
}

impl Tries {
    fn note(&mut self, outcome: &TriedOutcome) {
        let count = match outcome {
            TriedOutcome::Fired => &mut self.fired,
            TriedOutcome::ConditionFails => &mut self.condition,
            TriedOutcome::ConditionUnknown | TriedOutcome::ForbiddenUnknown(_) => &mut self.unknown,
            TriedOutcome::Forbidden(_) => &mut self.forbidden,
            TriedOutcome::NeedsFail => &mut self.terms,
            _ => &mut self.other,
        };
        *count += 1;
    }

    /// Why it was never done, in plain words.
    pub fn because(&self) -> &'static str {
        let reasons = [
            (self.unknown, "a fact that it asks for was never known"),
            (self.forbidden, "the bottom line left no room for it"),
            (self.terms, "its terms never held"),
            (self.condition, "its condition never held"),
            (self.other, "something before it was always enough"),
        ];
        let most = reasons.into_iter().rev().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0);
        most.map_or("its turn never came", |(_, reason)| reason)
    }
}

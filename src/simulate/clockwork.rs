//! The conversation's clock: events one behind the other, and the timers that run out between them.

use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use super::answers;
use super::dice::Dice;
use super::outcome::Outcome;
use crate::engine::{Deed, Event, Happened, Happening, MOST_TIMERS, Remark, State, Turn, step};
use crate::program::{Body, Program};

/// How many turns in a row systems answer, at most.
const MOST_ANSWERS: usize = 9;

/// One conversation while it is played.
pub(super) struct Clockwork<'a> {
    pub program: &'a Program,
    pub state: State,
    pub now: Timestamp,
    pub outcome: Outcome,
    /// Everything that happened, where somebody wants to know.
    pub moments: Option<Vec<Happened>>,
    /// What the shop's own systems answer.
    systems: Dice,
    /// When the customer first wrote.
    began: Option<Timestamp>,
    /// How many rungs each ladder has taken.
    depths: FxHashMap<u32, u32>,
}

impl<'a> Clockwork<'a> {
    /// Before anything has happened; `systems` is the luck of the shop's own systems.
    pub fn new(
        program: &'a Program,
        state: State,
        now: Timestamp,
        outcome: Outcome,
        systems: Dice,
        recorded: bool,
    ) -> Self {
        let moments = recorded.then(Vec::new);
        Clockwork { program, state, now, outcome, moments, systems, began: None, depths: FxHashMap::default() }
    }

    /// Something happens now, and the shop's own systems answer what they are asked then. Its own turn comes first.
    pub fn happens(&mut self, event: Event) -> Vec<Turn> {
        let mut turns = vec![self.takes(event)];
        let mut at = 0;
        while let Some(turn) = turns.get(at).filter(|_| at < MOST_ANSWERS) {
            at += 1;
            for request in turn.requests.clone() {
                let answer = answers::of_system(self.program, &request, &mut self.systems);
                turns.push(self.takes(answer));
            }
        }
        turns
    }

    /// One event and its turn.
    fn takes(&mut self, event: Event) -> Turn {
        let (state, turn) = step(self.program, std::mem::take(&mut self.state), &event, self.now);
        self.state = state;
        self.count(&event, &turn);
        if let Some(moments) = &mut self.moments {
            moments.push(Happened { at: self.now, event, turn: turn.clone() });
        }
        turn
    }

    /// Time passes: every timer that is due by then runs out. What those turns were is given back.
    pub fn passes(&mut self, length: SignedDuration) -> Vec<Turn> {
        let until = self.now.checked_add(length).unwrap_or(self.now);
        let mut turns = Vec::new();
        while let Some(next) = self.state.next_timer(until).filter(|_| turns.len() < MOST_TIMERS) {
            self.now = self.now.max(next.due);
            let event = Happening::Timer { timer: next.name.clone(), generation: next.generation };
            turns.extend(self.happens(event.into()));
        }
        self.now = until;
        turns
    }

    fn count(&mut self, event: &Event, turn: &Turn) {
        let outcome = &mut self.outcome;
        outcome.turns += 1;
        if matches!(event.happening, Happening::Message { .. }) {
            outcome.messages += 1;
            self.began.get_or_insert(self.now);
            let answered = |remark: &Remark| matches!(remark, Remark::Answered { .. } | Remark::WithStaff);
            let meant = !turn.trace.understood.is_empty() || turn.trace.remarks.iter().any(answered);
            outcome.not_understood += u64::from(!meant);
            outcome.unanswered += u64::from(!turn.speaks());
        }
        outcome.handed_over |= turn.deeds().any(|deed| matches!(deed, Deed::HandsOver(_)));
        if let Some(began) = self.began.filter(|_| turn.speaks() && outcome.first_answer.is_none()) {
            outcome.first_answer = Some(self.now.duration_since(began).as_secs());
        }
        outcome.reached.count(self.program, turn);
        for tried in &turn.trace.tried {
            let Some(rule) = self.program.rules.get(tried.rule as usize) else { continue };
            let Body::Ladder { rungs, .. } = &rule.body else { continue };
            let fired = |rung: &&crate::engine::RungTried| rung.outcome == crate::engine::Outcome::Fired;
            for taken in tried.rungs.iter().filter(fired) {
                if rungs.iter().any(|rung| rung.deed == taken.deed) {
                    let depth = self.depths.entry(tried.rule).or_default();
                    *depth += 1;
                    outcome.depth = outcome.depth.max(*depth);
                }
            }
        }
    }
}

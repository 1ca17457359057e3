//! Playing a plan: the only thing here that asks the engine.

use jiff::Timestamp;

use super::plan::Plan;
use crate::engine::{Event, State, Turn, step};
use crate::program::Program;

/// What one line brought about.
#[derive(Clone, Debug)]
pub struct Played {
    /// What the clock showed.
    pub at: Timestamp,
    /// What happened.
    pub event: Option<Event>,
    /// What it brought about.
    pub turn: Option<Turn>,
    /// What was packed, directly behind an order; else what stands promised.
    pub promises: Vec<String>,
}

/// Plays a conversation from its beginning; one [`Played`] for each line.
pub fn play(program: &Program, plan: &Plan) -> Vec<Played> {
    let mut state = State { format: 1, seed: plan.seed, ..State::default() };
    let mut packed: Option<Vec<String>> = None;
    plan.steps
        .iter()
        .map(|planned| {
            let turn = planned.event.as_ref().map(|event| {
                let (next, turn) = step(program, std::mem::take(&mut state), event, planned.at);
                state = next;
                packed = matches!(event.happening, crate::engine::Happening::OrderPlaced)
                    .then(|| turn.packing_list.iter().map(|promise| promise.name.to_string()).collect());
                turn
            });
            let standing = || state.promises.iter().map(|promise| promise.name.to_string()).collect();
            Played {
                at: planned.at,
                event: planned.event.clone(),
                turn,
                promises: packed.clone().unwrap_or_else(standing),
            }
        })
        .collect()
}

//! One event, one turn.

use jiff::Timestamp;

use super::{Event, State, Turn};
use crate::program::Program;

/// Works out what an event brings about.
pub fn step(_program: &Program, state: State, _event: &Event, _now: Timestamp) -> (State, Turn) {
    (state, Turn::default())
}

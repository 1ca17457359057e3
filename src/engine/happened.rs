//! What the drivers of [`super::step`] keep of a conversation: each event beside its turn.

use jiff::Timestamp;

use super::{Event, Turn};

/// How many timers run out while time passes once, at most: a driver's guard against timers that set each other for ever.
pub const MOST_TIMERS: usize = 1_000;

/// An event with what it brought about.
#[derive(Clone, Debug)]
pub struct Happened {
    /// What the clock showed.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
    /// What it brought about.
    pub turn: Turn,
}

//! Whether the whole shop's script is muted: what the store keeps, at hand for every turn.

use std::sync::{PoisonError, RwLock};

use super::store::desk::Muted;

/// The switch.
#[derive(Debug, Default)]
pub struct Mute {
    on: RwLock<Option<Muted>>,
}

impl Mute {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.on.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Since when it is on, and by whom.
    pub fn now(&self) -> Option<Muted> {
        self.on.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Switches it as the store has it.
    pub fn set(&self, muted: Option<Muted>) {
        *self.on.write().unwrap_or_else(PoisonError::into_inner) = muted;
    }
}

//! Where offers and replies are used, and what is known at every such place: they may say what all of them know.

use std::collections::HashMap;
use std::sync::Arc;

use super::checker::Place;
use super::lost::Lost;
use super::names::DeedId;
use super::types::fits;
use crate::program::{Expression, Type};

/// What is known wherever something is used.
#[derive(Clone, Debug, Default)]
struct Shared {
    locals: Vec<(Arc<str>, Type)>,
    known: Vec<Expression>,
    lost: Lost,
    without_slots: bool,
}

/// The places of use, by what is used.
#[derive(Debug, Default)]
pub(super) struct Sites {
    shared: HashMap<DeedId, Shared>,
}

impl Sites {
    /// Notes that something is used in a place.
    pub fn used(&mut self, deed: DeedId, place: &Place) {
        let Some(shared) = self.shared.get_mut(&deed) else {
            let Place { locals, known, lost, without_slots, .. } = place.clone();
            self.shared.insert(deed, Shared { locals, known, lost, without_slots });
            return;
        };
        shared.known.retain(|leaf| place.known.contains(leaf));
        shared.lost.add(&place.lost);
        shared.without_slots |= place.without_slots;
        for (name, of) in &place.locals {
            match shared.locals.iter().find(|(known, _)| known == name) {
                None => shared.locals.push((name.clone(), of.clone())),
                // One name for two things is a name for neither.
                Some((_, other)) if !fits(other, of) => shared.locals.retain(|(known, _)| known != name),
                Some(_) => {}
            }
        }
    }

    /// Whether it is used at all, as far as could be read.
    pub fn is_used(&self, deed: DeedId) -> bool {
        self.shared.contains_key(&deed)
    }

    /// The place of a declaration, with what all its users know.
    pub fn place(&self, deed: DeedId, mut place: Place) -> Place {
        if let Some(shared) = self.shared.get(&deed) {
            place.locals.clone_from(&shared.locals);
            place.known.clone_from(&shared.known);
            place.lost.clone_from(&shared.lost);
            place.without_slots = shared.without_slots;
        }
        place
    }
}

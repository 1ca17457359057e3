//! Which customers come, and how many of each.

use super::dice::Dice;
use crate::program::{CustomerId, Program};

/// Customers with their shares of all who come.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix(pub Vec<(CustomerId, f64)>);

impl Mix {
    /// As many of each who can begin a conversation in this shop.
    pub fn even(program: &Program) -> Mix {
        let able = (0..program.customers.len()).map(CustomerId::from).filter(|id| can_begin(program, *id));
        Mix(able.map(|id| (id, 1.0)).collect())
    }

    /// Who comes.
    pub(super) fn draw(&self, dice: &mut Dice) -> Option<CustomerId> {
        let all: f64 = self.0.iter().map(|(_, share)| share).sum();
        let shares: Vec<(CustomerId, f64)> = self.0.iter().map(|(id, share)| (*id, share / all)).collect();
        dice.by_chance(&shares).or_else(|| shares.last().map(|(id, _)| id)).copied()
    }
}

/// Whether the shop has something that a customer begins with.
pub fn can_begin(program: &Program, id: CustomerId) -> bool {
    program.customer(id).is_some_and(|customer| !customer.opens.is_empty())
}

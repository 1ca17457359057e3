//! Offers and promises made: once each, where their terms hold and the bottom line allows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::bottom_line::Cost;
use super::perform::{Failure, Place};
use super::state::{Due, Promise};
use super::terms::Needs;
use super::trace::Outcome;
use super::turn::Deed;
use super::turning::Turning;
use super::view::Effect;
use crate::program::{OfferId, Policies, Scope};

impl Turning<'_> {
    /// Makes an offer that is allowed, with its words and its promise.
    pub fn offer(&mut self, id: OfferId, place: &Place) -> Result<(), Failure> {
        let Some(offer) = self.program.offer(id) else { return Ok(()) };
        let view = self.view();
        let key = match &place.rung {
            Some(name) => name.clone(),
            None => offer_key(&offer.name),
        };
        if view.happened(offer.once, &key) {
            return Err(Outcome::OfferedBefore.into());
        }
        if let Some((needs, _)) = &offer.needs
            && view.holds(Some(needs)) != Some(true)
        {
            return Err(Outcome::NeedsFail.into());
        }
        let cost = match view.cost(offer) {
            Some(cost) => cost,
            None => match self.program.policies.bottom_line() {
                Some(words) => return Err(Outcome::ForbiddenUnknown(words.clone()).into()),
                None => Cost { cost: Decimal::ZERO, takes: None },
            },
        };
        let mut promise = Promise {
            name: offer.name.clone(),
            rung: place.rung.clone(),
            words: offer.gift(self.language.index()).unwrap_or(&offer.name).clone(),
            cost: cost.cost,
            takes: cost.takes,
            needs: offer.needs.as_ref().map(|(needs, words)| Needs { words: words.clone(), term: view.keep(needs) }),
            once: offer.once,
            due: offer.due(),
            at: self.moment.now,
            unknown: Default::default(),
        };
        if let Some(outcome) = view.refuses(&promise) {
            return Err(outcome.into());
        }
        let act = self.turn.acts.len();
        self.deed(Deed::Offers(offer.name.clone()));
        if let Some(say) = offer.say {
            self.say(say, place, Some(act), Some(id))?;
            if offer.gift(0).is_none()
                && let Some(text) = self.turn.acts.last().and_then(|act| act.texts.last())
            {
                promise.words = text.as_str().into();
            }
        }
        self.pending.push(Effect::Once(offer.once, key));
        self.pending.push(Effect::Promise(Box::new(promise)));
        Ok(())
    }

    /// Promises something in words.
    pub fn promise(&mut self, words: &[Arc<str>]) {
        let Some(name) = words.first() else { return };
        let said = words.get(self.language.index()).filter(|said| !said.is_empty()).unwrap_or(name);
        self.deed(Deed::Promises(said.clone()));
        if self.view().promises().any(|promise| promise.name == *name) {
            return;
        }
        self.pending.push(Effect::Promise(Box::new(Promise {
            name: name.clone(),
            rung: None,
            words: said.clone(),
            cost: Decimal::ZERO,
            takes: None,
            needs: None,
            once: Scope::Conversation,
            due: Due::ThisOrder,
            at: self.moment.now,
            unknown: Default::default(),
        })));
    }
}

/// What memory calls an offer that is not made twice.
pub(super) fn offer_key(name: &str) -> Arc<str> {
    format!("offer {name}").into()
}

impl Policies {
    /// The first policy that looks at what offers cost, in the words of the script.
    fn bottom_line(&self) -> Option<&Arc<str>> {
        self.give_at_most.iter().chain(&self.sell_above).map(|(_, _, words)| words).next()
    }
}

//! The bottom line: `never give more than` and `never sell below`, asked when offering, never revoking.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::{Decimal, RoundingStrategy};

use super::arithmetic::{figure, percent_of, round};
use super::state::{Due, Promise, State, Terms};
use super::trace::{Forbidden, Outcome};
use super::view::{Moment, View};
use crate::program::{Expression, Given, LanguageId, Offer, Program, Value};

/// What an offer costs the shop, and what of it comes off the price.
pub(super) struct Cost {
    /// In the shop's currency.
    pub cost: Decimal,
    /// Where it takes something off the price.
    pub takes: Option<Terms>,
}

/// What a bottom line leaves, and what an offer would take of it.
struct Room {
    left: Decimal,
    wanted: Decimal,
}

impl Room {
    /// For the trace, so that what is left stays less than what is wanted in money that can be paid.
    fn forbidden(&self, policy: &Arc<str>, digits: u32) -> Outcome {
        let left = self.left.max(Decimal::ZERO).round_dp_with_strategy(digits, RoundingStrategy::ToZero);
        let wanted = self.wanted.round_dp_with_strategy(digits, RoundingStrategy::AwayFromZero);
        Outcome::Forbidden(Box::new(Forbidden { policy: policy.clone(), left, wanted }))
    }
}

impl View<'_> {
    /// What an offer costs; nothing where a fact is missing for it.
    pub fn cost(&self, offer: &Offer) -> Option<Cost> {
        let digits = self.program.shop.money.digits;
        let stated = match &offer.costs {
            Some(costs) => Some(round(figure(&self.value(costs)?)?, digits)),
            None => None,
        };
        let (own, takes) = match &offer.gives {
            Given::Percent { amount, .. } => {
                let percent = figure(&self.value(amount)?)?;
                let own = match stated {
                    Some(stated) => stated,
                    None => round(percent_of(percent, self.whole()?)?, digits),
                };
                (own, Some(Terms::Percent(percent)))
            }
            Given::Amount { amount, .. } => {
                let amount = round(figure(&self.value(amount)?)?, digits).max(Decimal::ZERO);
                (amount, Some(Terms::Amount(amount)))
            }
            Given::Postage | Given::Gift(_) | Given::Words => (Decimal::ZERO, None),
        };
        // Less than nothing would be room to give more.
        Some(Cost { cost: stated.unwrap_or(own).max(Decimal::ZERO), takes })
    }

    /// Whether a policy keeps the shop from adding an offer to what stands.
    pub fn refuses(&self, adding: &Promise) -> Option<Outcome> {
        if adding.cost <= Decimal::ZERO && adding.takes.is_none() {
            return None;
        }
        let policies = &self.program.policies;
        let give = policies.give_at_most.iter().map(|(limit, when, words)| (limit, when, words, true));
        let sell = policies.sell_above.iter().map(|(limit, when, words)| (limit, when, words, false));
        give.chain(sell).find_map(|(limit, when, words, give)| {
            // A condition that cannot be judged does not lift a prohibition.
            if self.holds(when.as_ref()) == Some(false) {
                return None;
            }
            let kept = if give { self.gives_at_most(limit, adding) } else { self.sells_above(limit, adding) };
            match kept {
                Some(Ok(())) => None,
                Some(Err(room)) => Some(room.forbidden(words, self.program.shop.money.digits)),
                None => Some(Outcome::ForbiddenUnknown(words.clone())),
            }
        })
    }

    fn gives_at_most(&self, limit: &Expression, adding: &Promise) -> Option<Result<(), Room>> {
        let mut left = figure(&self.value(limit)?)?;
        for promise in self.counted(adding) {
            left = left.checked_sub(promise.cost)?;
        }
        Some(if adding.cost <= left { Ok(()) } else { Err(Room { left, wanted: adding.cost }) })
    }

    /// The product's price less its share, by price, of all that stands.
    fn sells_above(&self, floor: &Expression, adding: &Promise) -> Option<Result<(), Room>> {
        let floor = figure(&self.value(floor)?)?;
        let price = self.money("product.price")?;
        // A product that is not in the cart yet bears all of it.
        let whole = self.money("cart.total").filter(|total| *total > price).unwrap_or(price);
        let takes = |promise: &Promise| match &promise.takes {
            Some(Terms::Percent(percent)) => percent_of(*percent, whole),
            Some(Terms::Amount(amount)) => Some(*amount),
            None => Some(promise.cost),
        };
        let wanted = takes(adding)?;
        let mut rest = whole;
        for promise in self.counted(adding) {
            rest = rest.checked_sub(takes(promise)?)?;
        }
        let kept = match whole.is_zero() {
            true => floor <= Decimal::ZERO && rest == wanted,
            // price - off * price / whole >= floor, without dividing
            false => rest.checked_sub(wanted)?.checked_mul(price)? >= floor.checked_mul(whole)?,
        };
        let share = |amount: Decimal| amount.checked_mul(price)?.checked_div(whole);
        let room = || Room {
            left: share(rest).and_then(|rest| rest.checked_sub(floor)).unwrap_or_default(),
            wanted: share(wanted).unwrap_or(wanted),
        };
        Some(if kept { Ok(()) } else { Err(room()) })
    }

    /// The promises that stand beside a new one and count now; one carried over was counted with the order before.
    fn counted(&self, adding: &Promise) -> impl Iterator<Item = &Promise> {
        self.promises().filter(move |promise| promise.due != Due::CarriedOver && !adding.renews(promise))
    }

    /// What a percentage of the sale is taken of.
    fn whole(&self) -> Option<Decimal> {
        self.money("cart.total").or_else(|| self.money("product.price"))
    }

    fn money(&self, fact: &str) -> Option<Decimal> {
        let fact = standard(self.program, fact)?;
        match self.value(&fact)? {
            Value::Money(figure) | Value::Number(figure) => Some(figure),
            _ => None,
        }
    }
}

fn standard(program: &Program, name: &str) -> Option<Expression> {
    program.names.facts.get(name).map(|fact| Expression::Fact(*fact, Vec::new()))
}

impl Offer {
    /// What a packing list calls it when it gives a thing.
    pub(super) fn gift(&self, language: usize) -> Option<&Arc<str>> {
        match &self.gives {
            Given::Gift(names) => names.get(language).or_else(|| names.first()),
            _ => None,
        }
    }

    /// The order in which it is kept.
    pub(super) fn due(&self) -> Due {
        match &self.gives {
            Given::Percent { next_order: true, .. } | Given::Amount { next_order: true, .. } => Due::NextOrder,
            _ => Due::ThisOrder,
        }
    }
}

/// How much could still be given by `never give more than`, with what stands promised; nothing where no such line can be judged.
pub fn left_to_give(program: &Program, state: &State, now: Timestamp) -> Option<Decimal> {
    let (moment, answers) = (Moment::new(now), BTreeMap::new());
    let view = View {
        program,
        state,
        pending: &[],
        slots: &[],
        answers: &answers,
        moment: &moment,
        language: LanguageId(0),
        for_staff: false,
        candidate: None,
    };
    let mut costs = view.promises().filter(|promise| promise.due != Due::CarriedOver).map(|promise| promise.cost);
    let promised = costs.try_fold(Decimal::ZERO, Decimal::checked_add)?;
    let lines = program.policies.give_at_most.iter().filter(|(_, when, _)| view.holds(when.as_ref()) != Some(false));
    let left = lines.filter_map(|(limit, _, _)| figure(&view.value(limit)?)?.checked_sub(promised));
    left.min().map(|left| left.max(Decimal::ZERO))
}

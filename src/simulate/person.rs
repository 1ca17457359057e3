//! One customer: what they have, what they would pay, and what they still mean to say.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::dice::Dice;
use crate::engine::{Due, Promise, Terms};
use crate::program::{
    Catalogue, Customer, CustomerId, Datum, Drawn, IntentId, LanguageId, OfferId, ProductId, Program, Reaction, Type,
    Value,
};

/// A slip of the finger in so many of a hundred messages, where the script does not say.
const MISTYPES: f64 = 0.08;
/// So many of a hundred customers write in the shop's first language; the others share the rest.
const FIRST_LANGUAGE: f64 = 0.85;
/// In a shop with a catalogue so many of a hundred take two of a piece.
const TAKES_TWO: f64 = 0.2;
/// What a discount on the next order is worth today.
const LATER: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// A customer as they come in.
pub(super) struct Person<'p> {
    pub id: CustomerId,
    pub customer: &'p Customer,
    pub language: LanguageId,
    /// What is known of them and of their cart.
    pub facts: BTreeMap<String, Datum>,
    /// What is in the cart.
    pub total: Decimal,
    /// What it costs the shop, where the catalogue says.
    pub cost: Option<Decimal>,
    /// What they would pay.
    pub price: Option<Decimal>,
    pub mistypes: f64,
    insists: Vec<(IntentId, u32)>,
    besides: Vec<(IntentId, f64, u32)>,
    /// How often they still say a bare no where they insist on nothing.
    bare: u32,
}

impl<'p> Person<'p> {
    /// Draws everything about a customer.
    pub fn draw(
        program: &'p Program,
        id: CustomerId,
        given: &BTreeMap<String, Datum>,
        dice: &mut Dice,
    ) -> Option<Self> {
        let customer = program.customer(id)?;
        let languages = u32::try_from(program.shop.languages.len()).unwrap_or(1);
        let first = languages < 2 || dice.happens(FIRST_LANGUAGE);
        let language = if first { LanguageId(0) } else { LanguageId(dice.between(1, languages - 1)) };
        let mut person = Person {
            id,
            customer,
            language,
            facts: BTreeMap::new(),
            total: Decimal::ZERO,
            cost: None,
            price: None,
            mistypes: customer.mistypes.unwrap_or(MISTYPES),
            insists: customer.insists.clone(),
            besides: customer.besides.iter().map(|aside| (aside.intent, aside.chance, aside.at_most)).collect(),
            bare: 3,
        };
        person.fill_cart(program, dice);
        for (fact, drawn) in &customer.has {
            let Some(fact) = program.fact(*fact) else { continue };
            let value = match drawn {
                Drawn::Figure { from, to, around, digits } => {
                    let (from, to) = within(&fact.of, *from, *to);
                    Some(Datum::Text(dice.figure(from, to, *around, *digits).normalize().to_string()))
                }
                Drawn::OneOf(choices) => dice.by_chance(choices).cloned(),
            };
            if let Some(value) = value {
                person.facts.insert(fact.name.to_string(), value);
            }
        }
        person.facts.extend(given.iter().map(|(name, value)| (canonical(program, name), value.clone())));
        person.read_total(program);
        if let Some(price) = &customer.price {
            let of = program.fact(price.of).and_then(|fact| figure_of(person.facts.get(&*fact.name)));
            let share = dice.figure(price.from, price.to, price.around, 2);
            person.price = of.map(|of| of * share / Decimal::ONE_HUNDRED);
        }
        Some(person)
    }

    /// Of ten customers six are new; a product of the catalogue, or a cart of some size: 20 to 400, mostly about 120.
    fn fill_cart(&mut self, program: &Program, dice: &mut Dice) {
        let total = canonical(program, "cart.total");
        let mut set = |name: &str, value: String| {
            if program.names.facts.contains_key(name) {
                self.facts.insert(canonical(program, name), Datum::Text(value));
            }
        };
        let orders = match dice.between(0, 9) {
            0..=5 => 0,
            6..=8 => 1,
            _ => dice.between(2, 6),
        };
        set("customer.orders", orders.to_string());
        let (mut low, mut high) = (Decimal::from(20), Decimal::from(400));
        if let Some(fact) = program.names.facts.get("cart.total").and_then(|id| program.fact(*id)) {
            (low, high) = within(&fact.of, low, high);
        }
        let looked_at = program.catalogue.as_ref().and_then(|catalogue| {
            let last = u32::try_from(catalogue.products.len().checked_sub(1)?).ok()?;
            let id = ProductId(dice.between(0, last));
            Some((catalogue, id, price_of(catalogue, id)?))
        });
        match looked_at {
            Some((catalogue, id, price)) => {
                let pieces = if dice.happens(TAKES_TWO) { 2 } else { 1 };
                let cost = program.names.facts.get("product.cost").and_then(|fact| catalogue.value(id, *fact));
                self.cost = cost.and_then(money).map(|cost| cost * Decimal::from(pieces));
                if let Some(product) = catalogue.products.get(id.index()) {
                    set("product", product.name.to_string());
                }
                set("cart.count", pieces.to_string());
                set(&total, (price * Decimal::from(pieces)).normalize().to_string());
            }
            None => {
                let around = Decimal::from(120);
                let around = (low..=high).contains(&around).then_some(around);
                set(&total, dice.figure(low, high, around, 0).normalize().to_string());
            }
        }
    }

    fn read_total(&mut self, program: &Program) {
        let total = canonical(program, "cart.total");
        self.total = figure_of(self.facts.get(&total)).unwrap_or_default();
    }

    /// What they make of an offer whatever their price, where the script says.
    pub fn reaction(&self, offer: OfferId) -> Option<&'p Reaction> {
        self.customer.after.iter().find(|reaction| reaction.offer == offer)
    }

    /// Whether what is left to pay, less what the gifts are worth, is no more than they would pay.
    pub fn would_buy<'s>(&self, promises: impl Iterator<Item = &'s Promise>) -> bool {
        let worth: Decimal = promises.map(|promise| self.worth(promise)).sum();
        self.price.is_some_and(|price| self.total - worth <= price)
    }

    fn worth(&self, promise: &Promise) -> Decimal {
        let today = match &promise.takes {
            Some(Terms::Percent(percent)) => self.total * percent / Decimal::ONE_HUNDRED,
            Some(Terms::Amount(amount)) => *amount,
            None => promise.cost,
        };
        if promise.due == Due::NextOrder { today * LATER } else { today }
    }

    /// What there is to pay for the cart, less what comes off it.
    pub fn to_pay(&self, promises: &[Promise], digits: u32) -> Decimal {
        let today = promises.iter().filter(|promise| promise.due != Due::NextOrder && promise.takes.is_some());
        let off: Decimal = today.map(|promise| self.worth(promise)).sum();
        (self.total - off).max(Decimal::ZERO).round_dp(digits)
    }

    /// What the shop's system knows of the order.
    pub fn order(&self, program: &Program, promises: &[Promise], dice: &mut Dice) -> BTreeMap<String, Datum> {
        let total = self.to_pay(promises, program.shop.money.digits).normalize().to_string();
        let number = format!("{}", dice.between(10_000_000, 99_999_999));
        let known = |(name, value): (&str, String)| {
            let there = program.names.facts.contains_key(name);
            there.then(|| (canonical(program, name), Datum::Text(value)))
        };
        [("order.number", number), ("order.total", total)].into_iter().filter_map(known).collect()
    }

    /// Whether they would say anything once more.
    pub fn can_insist(&self) -> bool {
        if self.insists.is_empty() { self.bare > 0 } else { self.insists.iter().any(|(_, left)| *left > 0) }
    }

    /// What they say once more where nothing suits: an intent, a bare no, or nothing any more.
    pub fn insists(&mut self, dice: &mut Dice) -> Option<Insisting> {
        let nothing = self.insists.is_empty();
        let (intent, left) = match self.insists.iter_mut().find(|(_, left)| *left > 0) {
            Some((intent, left)) => (Some(*intent), left),
            None if nothing => (None, &mut self.bare),
            None => return None,
        };
        if *left == 0 {
            return None;
        }
        *left -= 1;
        Some(match intent {
            Some(intent) if dice.happens(0.6) => Insisting::Again(intent),
            Some(intent) => Insisting::No(Some(intent)),
            None => Insisting::No(None),
        })
    }

    /// The opening counts as the first time they say it.
    pub fn said(&mut self, intent: IntentId) {
        for (_, left) in self.insists.iter_mut().filter(|(said, _)| *said == intent) {
            *left = left.saturating_sub(1);
        }
    }

    /// Something besides, where it comes to their mind.
    pub fn aside(&mut self, dice: &mut Dice) -> Option<IntentId> {
        for (intent, chance, left) in &mut self.besides {
            if *left > 0 && dice.happens(*chance) {
                *left -= 1;
                return Some(*intent);
            }
        }
        None
    }
}

/// How somebody says that it is not enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Insisting {
    /// With the same wish again.
    Again(IntentId),
    /// With a bare no; with the wish where the shop understands no bare no.
    No(Option<IntentId>),
}

/// A fact's canonical name.
pub(super) fn canonical(program: &Program, name: &str) -> String {
    let fact = program.names.facts.get(&name.to_lowercase()).and_then(|id| program.fact(*id));
    fact.map_or_else(|| name.to_owned(), |fact| fact.name.to_string())
}

fn figure_of(datum: Option<&Datum>) -> Option<Decimal> {
    match datum? {
        Datum::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn money(value: &Value) -> Option<Decimal> {
    match value {
        Value::Money(figure) | Value::Number(figure) => Some(*figure),
        _ => None,
    }
}

fn price_of(catalogue: &Catalogue, id: ProductId) -> Option<Decimal> {
    money(catalogue.value(id, catalogue.facts.price?)?).filter(|price| price.to_f64().is_some_and(|price| price > 0.0))
}

/// Ends no further out than the fact's own.
fn within(of: &Type, low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    match of {
        Type::Number(Some((from, to))) | Type::Money(Some((from, to))) => {
            let low = low.clamp(*from, *to);
            (low, high.clamp(*from, *to))
        }
        _ => (low, high),
    }
}

//! Products put together: one price, one stock, the colours and sizes there are.

use rust_decimal::Decimal;

use super::columns::StandardFacts;
use super::gather::{Draft, Variant};
use crate::program::{FactId, Value};

/// Which columns the catalogue has: where none tells of reductions, nobody knows whether a product is reduced.
#[derive(Clone, Copy, Default)]
pub(super) struct Told {
    pub reductions: bool,
}

/// A product's values, those that follow from its variants too.
pub(super) fn values(draft: &Draft, facts: &StandardFacts, told: Told) -> Vec<(FactId, Value)> {
    let mut values = draft.values.clone();
    let mut add = |fact: Option<FactId>, value: Option<Value>| {
        if let (Some(fact), Some(value)) = (fact, value)
            && values.iter().all(|(known, _)| *known != fact)
        {
            values.push((fact, value));
        }
    };
    // A product costs what its cheapest variant costs, and that variant says what it cost before and what the shop pays.
    let priced = draft.variants.iter().filter_map(|variant| Some((asked(variant)?, variant)));
    let cheapest = priced.min_by_key(|(price, _)| *price);
    add(facts.price, cheapest.map(|(price, _)| Value::Money(price)));
    if let Some((price, variant)) = cheapest {
        let before = before(variant).filter(|before| *before > price);
        add(facts.list_price, before.map(Value::Money));
        add(facts.on_sale, told.reductions.then_some(Value::YesNo(before.is_some())));
    }
    let cost = cheapest.map(|(_, variant)| variant.cost).or_else(|| draft.variants.first().map(|variant| variant.cost));
    add(facts.cost, cost.flatten().map(Value::Money));
    let stocks: Vec<Decimal> = draft.variants.iter().filter_map(|variant| variant.stock).collect();
    // A sum that lacks a variant would be too small, and nobody knows by how much.
    let stock = (!stocks.is_empty() && stocks.len() == draft.variants.len())
        .then(|| stocks.iter().try_fold(Decimal::ZERO, |sum, stock| sum.checked_add(*stock)))
        .flatten();
    add(facts.stock, stock.map(Value::Number));
    add(facts.colours, there(&draft.variants, |variant| variant.colour.as_deref()));
    add(facts.sizes, there(&draft.variants, |variant| variant.size.as_deref()));
    values
}

/// What is asked for a variant now.
fn asked(variant: &Variant) -> Option<Decimal> {
    variant.sale_price.or(variant.price)
}

/// What was asked for it before.
fn before(variant: &Variant) -> Option<Decimal> {
    variant.list_price.or_else(|| variant.sale_price.and(variant.price))
}

/// The colours or sizes there are, each once; those of which none is left are not there.
fn there<'v>(variants: &'v [Variant], of: impl Fn(&'v Variant) -> Option<&'v str>) -> Option<Value> {
    let mut there: Vec<&str> = Vec::new();
    for variant in variants.iter().filter(|variant| variant.stock.is_none_or(|stock| !stock.is_zero())) {
        for one in
            of(variant).into_iter().flat_map(|all| all.split(['/', ',', ';', '|', '、', '，', '；'])).map(str::trim)
        {
            if !one.is_empty() && !there.contains(&one) {
                there.push(one);
            }
        }
    }
    (!there.is_empty()).then(|| Value::List(there.into_iter().map(|one| Value::Text(one.into())).collect()))
}

//! Facts of an order, as every platform's events bring them, and those that no event brings.

use std::collections::BTreeMap;

use crate::engine::Event;
use crate::program::{Datum, Program, Type};

/// What the shop tells itself, and how; what else is told of these would change nothing.
const OWN: [(&str, &str); 7] = [
    ("now", "the shop's own clock tells it"),
    ("today", "the shop's own clock tells it"),
    ("shop.is-open", "the shop's own opening hours tell it"),
    ("shop.opens-next", "the shop's own opening hours tell it"),
    ("order.dispatch-day", "the shop's own working days tell it"),
    ("promised", "the shop itself remembers what it promised"),
    ("shop.persona", "the script tells it, as its `persona`"),
];

/// A list with nothing in it, as an event brings it, apart from `null`, which clears a fact.
pub(super) fn emptied() -> Datum {
    Datum::List(vec![Datum::List(Vec::new())])
}

/// Takes out of an event the facts that the shop tells itself, each with the reason. An empty list is left for a fact that is a list, or is none.
pub fn own_facts(event: &mut Event, program: &Program) -> Vec<(String, &'static str)> {
    let mut own = Vec::new();
    event.facts.retain(|name, datum| {
        let fact = program.names.facts.get(&name.to_lowercase()).and_then(|id| program.fact(*id));
        if *datum == emptied() && fact.is_none_or(|fact| matches!(fact.of, Type::List(_))) {
            *datum = Datum::List(Vec::new());
        }
        let told = fact.and_then(|fact| OWN.into_iter().find(|(own, _)| *own == &*fact.name));
        // A shop without a persona has a plain fact of this name.
        let told = told.filter(|(fact, _)| *fact != "shop.persona" || program.shop.persona.is_some());
        own.extend(told.map(|(_, because)| (name.clone(), because)));
        told.is_none()
    });
    own
}

/// Facts, of which those that are not there are left out.
#[derive(Default)]
pub(super) struct Facts(pub BTreeMap<String, Datum>);

impl Facts {
    /// With one more, where it is known.
    pub fn with(mut self, name: &str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), Datum::Text(value));
        }
        self
    }
}

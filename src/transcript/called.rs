//! What things are called in the language a conversation is written in. Memory and turns know canonical names only.

use std::borrow::Cow;

use crate::nlu;
use crate::program::{Program, Value, key};
use crate::syntax::ast::Keywords;

macro_rules! called {
    ($($(#[$doc:meta])* $item:ident $names:ident;)*) => {$(
        $(#[$doc])*
        pub(super) fn $item<'a>(name: &'a str, keywords: Keywords, program: &'a Program) -> &'a str {
            let id = program.names.$names.get(&key(name));
            id.and_then(|id| program.$item(*id)).map_or(name, |found| found.called(keywords.tag()))
        }
    )*};
}

called! {
    /// An offer; what is none keeps its words.
    offer offers;
    /// A reply.
    reply replies;
    /// A question.
    question questions;
    /// A flow.
    flow flows;
    /// An event the shop declares.
    event events;
    /// A kind of customer.
    kind kinds;
}

/// A product of the catalogue.
pub fn product<'a>(name: &'a str, keywords: Keywords, program: &'a Program) -> &'a str {
    let found = || {
        let catalogue = program.catalogue.as_ref()?;
        let language = program.shop.language(keywords.tag())?;
        match catalogue.translation(nlu::product(catalogue, name)?, catalogue.facts.name?, language)? {
            Value::Text(name) => Some(&**name),
            _ => None,
        }
    };
    found().unwrap_or(name)
}

/// A fact, with what it is looked up by.
pub fn fact<'a>(name: &'a str, keywords: Keywords, program: &'a Program) -> Cow<'a, str> {
    let (plain, keys) = name.split_once(" for ").unwrap_or((name, ""));
    let Some(fact) = program.names.facts.get(&key(plain)).and_then(|id| program.fact(*id)) else { return name.into() };
    let called: &str = fact.called(keywords.tag());
    if keys.is_empty() { called.into() } else { format!("{called} {} {keys}", super::words(keywords).for_).into() }
}

//! Events of the shop's own against the script: what it does not declare is refused before anything is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;

use crate::diagnostic::did_you_mean;
use crate::engine::{Event, Happening, fields_of};
use crate::program::{Datum, Program, ShopEvent};
use crate::serve::http::Refusal;

/// How many events of a script are named in a refusal.
const MOST_NAMED: usize = 20;

/// How much of a name that nobody declares is said back, in characters.
const LONGEST_NAME: usize = 40;

/// Whether the script declares what happened, and all of what it brings; what happens in every shop it need not declare.
pub fn declared(event: &Event, program: &Program) -> Result<(), Refusal> {
    let Happening::Declared { event: name, fields } = &event.happening else { return Ok(()) };
    let id = program.names.events.get(&name.to_lowercase());
    let Some(known) = id.and_then(|id| program.event(*id)) else { return Err(unknown(name, program)) };
    let why = match extra(known, fields) {
        Some(why) => Err(why),
        None => fields_of(known, fields, &program.shop).map(|_| ()),
    };
    why.map_err(|why| {
        let why = format!("`event.{}`: {why}; it brings {}", known.name, brings(known));
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "fields", why)
    })
}

fn unknown(name: &str, program: &Program) -> Refusal {
    let own: Vec<&str> = program.events.iter().map(|event| &*event.name).collect();
    let others = program.events.iter().flat_map(|event| event.others.iter().map(|(_, other)| &**other));
    let meant = did_you_mean(name, own.iter().copied().chain(others));
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `event.{meant}`?"));
    let name = short(name);
    let declares = if own.is_empty() {
        let line = if name.chars().all(|c| c.is_alphanumeric() || c == '-') { &*name } else { "parcel-lost" };
        format!("it declares none, as the line `event {line}` would")
    } else {
        let more = if own.len() > MOST_NAMED { " and others" } else { "" };
        let own: Vec<String> = own.iter().take(MOST_NAMED).map(|name| format!("`event.{name}`")).collect();
        format!("it declares {}{more}", own.join(", "))
    };
    let why = format!("the script declares no event `{name}`; {declares}{meant}");
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no-such-event", why)
}

/// The first field that the event has not.
fn extra(event: &ShopEvent, fields: &BTreeMap<Arc<str>, Datum>) -> Option<String> {
    let has = |name: &str| event.fields.iter().any(|(field, _)| field.to_lowercase() == name.to_lowercase());
    let name = fields.keys().find(|name| !has(name))?;
    let meant = did_you_mean(name, event.fields.iter().map(|(field, _)| &**field));
    let meant = meant.map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"));
    Some(format!("it has no field `{}`{meant}", short(name)))
}

fn brings(event: &ShopEvent) -> String {
    let fields: Vec<String> = event.fields.iter().map(|(field, _)| format!("`{field}`")).collect();
    if fields.is_empty() { "nothing".to_owned() } else { fields.join(", ") }
}

fn short(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

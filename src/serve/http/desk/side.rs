//! What stands beside a conversation: promises, packing lists, tasks, facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::layout::address;
use super::list::unnamed;
use super::request::Member;
use super::tasks::task;
use super::words::Words;
use crate::engine::{Due, Promise, State, in_words, left_to_give};
use crate::program::{Datum, Program, Type, Value};
use crate::serve::http::{House, Refusal};
use crate::serve::record::Record;
use crate::serve::store::desk::Overview;
use crate::transcript::{fact_called, fill, promise_text};

/// What stands beside a conversation.
pub async fn side(house: &House, member: &Member, one: &Overview, again: bool) -> Result<Markup, Refusal> {
    let script = house.scripts.running();
    let (words, program, now) = (member.words, &script.program, Timestamp::now());
    let state = house.records.state(one.conversation.clone()).await?.unwrap_or_default();
    let tasks = house.desk.ledger.tasks_of(one.conversation.clone()).await?;
    let packed = house.desk.ledger.packed(one.conversation.clone()).await?;
    let money = |amount| in_words(&Value::Money(amount), None, program, words.tag());
    Ok(html! {
        aside #side aria-label=(words.known) hx-swap-oob=[again.then_some("true")] {
            @if !tasks.is_empty() {
                section {
                    h2 { (words.tasks) }
                    ul.tasks { @for one in &tasks { (task(member, program, one, false)) } }
                }
            }
            section {
                h2 { (words.promises) }
                @if one.promises.is_empty() { p.soft { (words.no_promises) } }
                ul.promises { @for one in &one.promises { li { (promise(words, program, one)) } } }
                @if let Some(left) = left_to_give(program, &state, now) {
                    p.left { (fill(words.left, &[&money(left)])) }
                }
            }
            @if !packed.is_empty() {
                section {
                    h2 { (words.packing) }
                    @for turn in &packed {
                        h3 { (order(words, program, turn, now)) }
                        ul.promises { @for one in &turn.turn.packing_list { li { (promise(words, program, one)) } } }
                    }
                }
            }
            section {
                h2 { (words.known) }
                (known(words, program, &state))
                @if !state.kinds.is_empty() {
                    p { span.soft { (words.kinds) ": " } (state.kinds.iter().map(|kind| &**kind).collect::<Vec<_>>().join(", ")) }
                }
                p.names { span.soft { (words.known_as) ": " } @for name in &one.names { code { (name) } " " } }
                @if !one.guests.is_empty() {
                    p.names {
                        span.soft { (words.as_guest) ": " }
                        @for guest in &one.guests { a href=(address("/desk/conversation", &[("name", guest)])) { (unnamed(words, guest)) } " " }
                    }
                }
            }
        }
    })
}

/// A promise, with what it costs.
fn promise(words: &Words, program: &Program, one: &Promise) -> Markup {
    let due = match one.due {
        Due::ThisOrder => None,
        Due::NextOrder => Some(words.next_order),
        Due::CarriedOver => Some(words.carried_over),
    };
    let name = promise_text(&one.name, words.language, program);
    let cost = in_words(&Value::Money(one.cost), None, program, words.tag());
    html! {
        strong { bdi { (name) } }
        @if !one.cost.is_zero() { " " span.soft { (fill(words.costs, &[&cost])) } }
        @if let Some(due) = due { " " span.soft { "(" (due) ")" } }
        @if *one.words != *one.name { p.soft { bdi { (one.words) } } }
    }
}

/// The order that a packing list belongs to: its number, where it was told, and when it was placed.
fn order(words: &Words, program: &Program, turn: &Record, now: Timestamp) -> String {
    let at = words.when(turn.received, now, &program.shop.time_zone);
    let number = turn.event.facts.iter().find(|(name, _)| name.eq_ignore_ascii_case("order.number"));
    match number {
        Some((_, Datum::Text(number))) => fill(words.order_number, &[number, &at]),
        _ => fill(words.order_of, &[&at]),
    }
}

/// The facts that are remembered.
fn known(words: &Words, program: &Program, state: &State) -> Markup {
    let order = if state.order.facts.is_empty() { &state.last_order } else { &state.order.facts };
    let parts: [(&str, &BTreeMap<Arc<str>, Datum>); 3] = [
        (words.known_customer, &state.customer.facts),
        (words.known_order, order),
        (words.known_talk, &state.conversation.facts),
    ];
    html! {
        @if parts.iter().all(|(_, facts)| facts.is_empty()) { p.soft { (words.nothing_known) } }
        @for (name, facts) in parts.iter().filter(|(_, facts)| !facts.is_empty()) {
            h3 { (name) }
            dl {
                @for (fact, datum) in facts.iter() {
                    dt { (fact_called(fact, words.language, program)) }
                    dd { bdi { (photos(words, program, fact, datum).unwrap_or_else(|| told(words, program, fact, datum))) } }
                }
            }
        }
    }
}

/// How many photos a fact keeps, where it keeps what a question for photos was answered: their names tell staff nothing.
fn photos(words: &Words, program: &Program, fact: &str, datum: &Datum) -> Option<String> {
    let id = program.names.facts.get(&fact.to_lowercase())?;
    let kept = program.questions.iter().any(|question| question.wants_photos() && question.remembers.contains(id));
    match datum {
        Datum::List(all) if kept && all.len() == 1 => Some(words.photo.to_owned()),
        Datum::List(all) if kept => Some(fill(words.photos, &[&all.len().to_string()])),
        _ => None,
    }
}

/// A fact's value as staff read it.
fn told(words: &Words, program: &Program, fact: &str, datum: &Datum) -> String {
    let text = match datum {
        Datum::YesNo(true) => return words.yes.to_owned(),
        Datum::YesNo(false) => return words.no.to_owned(),
        Datum::List(all) => {
            return all.iter().map(|one| told(words, program, fact, one)).collect::<Vec<_>>().join(", ");
        }
        Datum::Text(text) => text,
    };
    let plain = fact.split(" for ").next().unwrap_or(fact).to_lowercase();
    let of = program.names.facts.get(&plain).and_then(|id| program.fact(*id)).map(|fact| &fact.of);
    match (of, text.parse::<Decimal>(), text.parse::<Timestamp>()) {
        (Some(Type::Money(_)), Ok(amount), _) => in_words(&Value::Money(amount), None, program, words.tag()),
        (Some(Type::Moment), _, Ok(at)) => words.when(at, Timestamp::now(), &program.shop.time_zone),
        _ => text.clone(),
    }
}

//! The shop's own systems tell what happened.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::incoming::{LARGEST_EVENT, body};
use super::{House, Refusal};
use crate::engine::Happening;
use crate::program::Datum;
use crate::serve::arrival::Arrival;
use crate::serve::store::Taken;
use crate::serve::webhook::{self, Told};

/// The fact that an order's number is.
const ORDER_NUMBER: &str = "order.number";

/// Events by the Standard Webhooks specification.
pub async fn standard(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let body = body(request, LARGEST_EVENT).await?;
    let told = webhook::standard(&headers, &body, &house.settings.event_secrets)?;
    answer(&house, numbered(told, &house)).await
}

/// Shopify's events.
pub async fn shopify(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let body = body(request, LARGEST_EVENT).await?;
    let told = webhook::shopify(&headers, &body, &house.settings.shopify_secrets)?;
    answer(&house, told).await
}

/// WooCommerce's events.
pub async fn woocommerce(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let body = body(request, LARGEST_EVENT).await?;
    let told = webhook::woocommerce(&headers, &body, &house.settings.woocommerce_secrets)?;
    answer(&house, told).await
}

/// What becomes of an order brings its number, where the script has a use for it and nobody told it apart. Other systems know an order by another
/// number than customers do, and tell theirs themselves.
fn numbered(mut told: Told, house: &House) -> Told {
    if let Told::Happened(arrivals) = &mut told
        && house.scripts.running().program.names.facts.contains_key(ORDER_NUMBER)
    {
        arrivals.iter_mut().for_each(number);
    }
    told
}

fn number(arrival: &mut Arrival) {
    if arrival.event.happening.order().is_none() {
        return;
    }
    if let Some(number) = arrival.whose.iter().find_map(|name| name.strip_prefix("order:")) {
        arrival.event.facts.entry(ORDER_NUMBER.to_owned()).or_insert_with(|| Datum::Text(number.to_owned()));
    }
}

/// Whether a system answers in a conversation that is none, or was forgotten: it does not begin one.
async fn asked_by_nobody(house: &House, arrival: &Arrival) -> Result<bool, Refusal> {
    let answers = matches!(arrival.event.happening, Happening::SystemAnswered { .. } | Happening::SystemFailed { .. });
    Ok(answers && house.records.conversation(arrival.whose.clone()).await?.is_none())
}

/// Answers once all of it is durable.
async fn answer(house: &House, told: Told) -> Result<Response, Refusal> {
    let arrivals = match told {
        Told::Happened(arrivals) => arrivals,
        Told::Nothing(why) => return Ok(Json(json!({"taken": [], "because": why})).into_response()),
    };
    let script = house.scripts.running();
    arrivals.iter().try_for_each(|arrival| webhook::declared(&arrival.event, &script.program))?;
    let mut taken = Vec::new();
    for mut arrival in arrivals {
        let own = webhook::own_facts(&mut arrival.event, &script.program);
        let id = arrival.id.clone();
        if asked_by_nobody(house, &arrival).await? {
            taken.push(
                json!({"id": id, "ignored": "no conversation is known by this name, so nothing was asked in it"}),
            );
            continue;
        }
        taken.push(match house.take(arrival).await? {
            Taken::Served(record) => {
                if let Some(ignored) = record.unused_answer() {
                    let conversation = &record.conversation;
                    if house.may_log_refusal() {
                        tracing::warn!(%conversation, ignored, "what a system told was not used");
                    }
                    let version = record.version;
                    taken.push(json!({"id": id, "conversation": conversation, "version": version, "ignored": ignored}));
                    continue;
                }
                let own = own.iter().map(|(fact, because)| (fact.as_str(), *because));
                let refused: Vec<(&str, &str)> = own.chain(record.refused_facts()).collect();
                if !refused.is_empty() && house.may_log_refusal() {
                    let conversation = &record.conversation;
                    let facts = refused.iter().map(|(fact, _)| *fact).collect::<Vec<_>>().join(", ");
                    tracing::warn!(%conversation, facts, "facts that the shop's system told were refused");
                }
                let told = |(fact, because)| json!({"fact": fact, "because": because});
                let refused: Vec<_> = refused.into_iter().map(told).collect();
                json!({"id": id, "conversation": record.conversation, "version": record.version, "refused": refused})
            }
            Taken::Kept => json!({"id": id}),
            Taken::Before => json!({"id": id, "repeated": true}),
        });
    }
    Ok(Json(json!({ "taken": taken })).into_response())
}

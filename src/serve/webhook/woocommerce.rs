//! WooCommerce's webhooks about orders. It sends each once and never again, and one of its own when a webhook is made.

use std::sync::Arc;

use axum::http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::{Map, Value};

use super::facts::Facts;
use super::{CONVERSATION, Told, header, object, signed, text, whose, without_secret};
use crate::engine::{Event, Happening};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// Reads one of WooCommerce's webhooks.
pub fn woocommerce(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<Told, Refusal> {
    if secrets.is_empty() {
        return Err(without_secret("woocommerce-secrets"));
    }
    if is_ping(headers, body) {
        return Ok(Told::Nothing("a webhook was made"));
    }
    if !signed(body, header(headers, "x-wc-webhook-signature")?, secrets) {
        return Err(Refusal::unsigned("`X-WC-Webhook-Signature` does not fit the body"));
    }
    let topic = header(headers, "x-wc-webhook-topic")?;
    if !matches!(topic, "order.created" | "order.updated") {
        return Ok(Told::Nothing("the shop answers nothing of this topic"));
    }
    let object = object(body)?;
    let (Some(order), Some(status)) = (text(object.get("id")), text(object.get("status"))) else {
        return Err(Refusal::malformed("the order has no `id` or no `status`"));
    };
    let changed = text(object.get("date_modified_gmt")).or_else(|| text(object.get("date_modified")));
    let changed = changed.unwrap_or_default();
    let happened = happened(topic, &status);
    if happened.is_empty() {
        return Ok(Told::Nothing("the shop answers nothing of this status"));
    }
    let (whose, facts) = (of_order(&object, &order), facts(&object, &order, &status).0);
    let arrivals = happened.into_iter().map(|(what, happening)| Arrival {
        channel: "woocommerce".into(),
        id: format!("{order} {changed} {status} {what}").into(),
        // A note added to a paid order does not pay it again.
        also: Some(format!("{order} {what}").into()),
        whose: whose.clone(),
        answer: Answer::AsBefore,
        event: Event { facts: facts.clone(), ..happening.into() },
    });
    Ok(Told::Happened(arrivals.collect()))
}

/// The form `webhook_id=7` that comes unsigned when a webhook is made, and must be answered 200.
fn is_ping(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let number = body.strip_prefix(b"webhook_id=");
    kind.starts_with("application/x-www-form-urlencoded")
        && number.is_some_and(|number| !number.is_empty() && number.len() < 20 && number.iter().all(u8::is_ascii_digit))
}

/// What an order's status says has happened to it.
fn happened(topic: &str, status: &str) -> Vec<(&'static str, Happening)> {
    let placed = ("placed", Happening::OrderPlaced);
    let stage = match status {
        "processing" => Some(("paid", Happening::OrderPaid)),
        "completed" => Some(("shipped", Happening::OrderShipped)),
        "cancelled" => Some(("cancelled", Happening::OrderCancelled)),
        "refunded" => Some(("returned", Happening::OrderReturned)),
        _ => None,
    };
    let created = topic == "order.created" && status != "checkout-draft";
    created.then_some(placed).into_iter().chain(stage).collect()
}

/// The customer, the order, and the conversation the page put into the order's own data.
fn of_order(object: &Map<String, Value>, order: &str) -> Vec<Arc<str>> {
    // Guests have the number 0.
    let customer = text(object.get("customer_id")).filter(|number| number != "0");
    let data = object.get("meta_data").and_then(Value::as_array);
    let put = data.into_iter().flatten().find(|one| text(one.get("key")).as_deref() == Some(CONVERSATION));
    whose(customer, Some(order.to_owned()), put.and_then(|put| text(put.get("value"))))
}

fn facts(object: &Map<String, Value>, order: &str, status: &str) -> Facts {
    let billing = object.get("billing");
    let placed = text(object.get("date_created_gmt")).map(|at| format!("{at}Z"));
    Facts::default()
        .with("order.number", Some(text(object.get("number")).unwrap_or_else(|| order.to_owned())))
        .with("order.total", text(object.get("total")))
        .with("order.placed-at", placed)
        .with("order.status", Some(status.to_owned()))
        .with("customer.name", billing.and_then(|billing| text(billing.get("first_name"))))
}

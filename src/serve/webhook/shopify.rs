//! Shopify's webhooks about orders.

use std::sync::Arc;

use axum::http::HeaderMap;
use serde_json::{Map, Value};

use super::facts::Facts;
use super::{CONVERSATION, Told, header, object, signed, text, whose, without_secret};
use crate::engine::{Event, Happening};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::hex::hex;
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// Reads one of Shopify's webhooks.
pub fn shopify(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<Told, Refusal> {
    if secrets.is_empty() {
        return Err(without_secret("shopify-secrets"));
    }
    if !signed(body, header(headers, "x-shopify-hmac-sha256")?, secrets) {
        return Err(Refusal::unsigned("`X-Shopify-Hmac-SHA256` does not fit the body"));
    }
    let id = header(headers, "x-shopify-webhook-id")?;
    let topic = header(headers, "x-shopify-topic")?;
    let object = object(body)?;
    let happening = match topic {
        "orders/create" => Happening::OrderPlaced,
        "orders/paid" => Happening::OrderPaid,
        "orders/fulfilled" => Happening::OrderShipped,
        "orders/cancelled" => Happening::OrderCancelled,
        "refunds/create" => Happening::OrderReturned,
        "fulfillment_events/create" if text(object.get("status")).as_deref() == Some("delivered") => {
            Happening::OrderDelivered
        }
        "fulfillment_events/create" if text(object.get("status")).as_deref() == Some("delayed") => {
            Happening::OrderDelayed
        }
        _ => return Ok(Told::Nothing("the shop answers nothing of this topic")),
    };
    // What the signature covers tells a replay under another id.
    let digest = hex(&hmac_sha256::Hash::hash(body));
    let whose = of_order(topic, &object);
    if whose.is_empty() {
        return Err(Refusal::malformed("the body names neither an order nor a customer"));
    }
    Ok(Told::Happened(vec![Arrival {
        channel: "shopify".into(),
        id: id.into(),
        also: Some(format!("{topic} {digest}").into()),
        whose,
        answer: Answer::AsBefore,
        event: Event { facts: facts(topic, &object).0, ..happening.into() },
    }]))
}

/// The customer, the order, and the conversation the page put into the cart.
fn of_order(topic: &str, object: &Map<String, Value>) -> Vec<Arc<str>> {
    let is_order = topic.starts_with("orders/");
    let customer = object.get("customer").and_then(|customer| text(customer.get("id")));
    let order = if is_order { text(object.get("id")) } else { text(object.get("order_id")) };
    let attributes = object.get("note_attributes").and_then(Value::as_array);
    let put = attributes.into_iter().flatten().find(|one| text(one.get("name")).as_deref() == Some(CONVERSATION));
    whose(customer, order, put.and_then(|put| text(put.get("value"))))
}

fn facts(topic: &str, object: &Map<String, Value>) -> Facts {
    if !topic.starts_with("orders/") {
        return Facts::default();
    }
    let customer = object.get("customer");
    let of_customer = |name: &str| text(customer.and_then(|customer| customer.get(name)));
    let fulfilled = object.get("fulfillments").and_then(Value::as_array).and_then(|all| all.last());
    let tracking = fulfilled.and_then(|last| text(last.get("tracking_number")));
    let total = text(object.get("current_total_price")).or_else(|| text(object.get("total_price")));
    Facts::default()
        .with("order.number", text(object.get("name")).or_else(|| text(object.get("order_number"))))
        .with("order.total", total)
        .with("order.placed-at", text(object.get("created_at")))
        .with("order.status", text(object.get("fulfillment_status")).or_else(|| text(object.get("financial_status"))))
        .with("order.tracking", tracking)
        .with("customer.name", of_customer("first_name"))
        .with("customer.orders", of_customer("orders_count"))
        .with("customer.spent", of_customer("total_spent"))
}

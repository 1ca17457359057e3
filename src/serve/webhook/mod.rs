//! What shops' systems send, read as events: pure, from headers and body to arrivals.

mod chatwoot;
mod declared;
mod facts;
mod shopify;
mod standard;
mod woocommerce;

use std::sync::Arc;

use axum::http::HeaderMap;
use serde_json::Value;

pub use chatwoot::{CHATWOOT, Proof, chatwoot};
pub use declared::declared;
pub use facts::own_facts;
pub use shopify::shopify;
pub(super) use standard::facts as facts_of;
pub use standard::standard;
pub use woocommerce::woocommerce;

use super::arrival::{Arrival, is_window};
use super::http::Refusal;
use super::settings::Secret;

/// What a request told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// These things happened, in order.
    Happened(Vec<Arrival>),
    /// Nothing the shop answers; why.
    Nothing(&'static str),
}

/// Under this name a shop's page puts the conversation into the cart or the order, so that the order can be told to be its customer's.
const CONVERSATION: &str = "patter";

/// Whose an order is: the window in which the buyer is right now goes before the customer's number, by which they may be known from long ago. It comes
/// from the buyer: only a window's name is believed, for any other can be guessed and would open somebody else's conversation.
fn whose(customer: Option<String>, order: Option<String>, put: Option<String>) -> Vec<Arc<str>> {
    let numbered = [("customer", customer), ("order", order)];
    let numbered = numbered.into_iter().filter_map(|(sort, number)| Some(format!("{sort}:{}", number?).into()));
    put.filter(|name| is_window(name)).map(Arc::from).into_iter().chain(numbered).collect()
}

/// A header as text.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, Refusal> {
    let value = headers.get(name).ok_or_else(|| Refusal::unsigned(format!("the header `{name}` is missing")))?;
    value.to_str().map_err(|_| Refusal::malformed(format!("the header `{name}` is not plain text")))
}

/// Whether one of the secrets made this signature, base64 of an HMAC with SHA-256; all of them are tried, in constant time each.
fn signed(body: &[u8], signature: &str, secrets: &[Secret]) -> bool {
    use base64::Engine as _;
    let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(signature.trim()) else { return false };
    let Ok(expected) = <[u8; 32]>::try_from(bytes) else { return false };
    let signs = |secret: &Secret| hmac_sha256::HMAC::verify(body, secret.reveal().as_bytes(), &expected);
    secrets.iter().fold(false, |found, secret| signs(secret) | found)
}

/// The body as a JSON object.
fn object(body: &[u8]) -> Result<serde_json::Map<String, Value>, Refusal> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Refusal::malformed("the body is JSON, but no object `{…}`")),
        Err(error) => Err(Refusal::malformed(format!("the body is no JSON: {error}"))),
    }
}

/// Nothing is signed with, so nothing can be believed.
fn without_secret(setting: &str) -> Refusal {
    let why = format!("this server has no `{setting}`, so it takes no such events");
    Refusal::new(axum::http::StatusCode::NOT_FOUND, "nowhere", why)
}

/// A number or a text as text.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

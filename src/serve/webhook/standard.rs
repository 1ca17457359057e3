//! Events by the Standard Webhooks specification: the shop's own system, or a bridge to another.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook, WebhookError};

use super::facts::emptied;
use super::{Told, header, object, without_secret};
use crate::engine::{Event, Happening};
use crate::program::Datum;
use crate::serve::arrival::{Answer, Arrival, is_window};
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// What the types of events begin with that the shop declares itself: `event.parcel-lost`.
const OWN: &str = "event.";

/// Every type there is, besides the shop's own.
const TYPES: [(&str, Happening); 16] = [
    ("facts", Happening::Facts),
    ("cart.changed", Happening::CartChanged),
    ("order.placed", Happening::OrderPlaced),
    ("order.paid", Happening::OrderPaid),
    ("order.shipped", Happening::OrderShipped),
    ("order.delayed", Happening::OrderDelayed),
    ("order.delivered", Happening::OrderDelivered),
    ("order.reviewed", Happening::OrderReviewed),
    ("order.returned", Happening::OrderReturned),
    ("order.cancelled", Happening::OrderCancelled),
    ("offer.accepted", Happening::OfferAccepted),
    ("offer.declined", Happening::OfferDeclined),
    ("staff.joined", Happening::StaffJoined),
    ("staff.left", Happening::StaffLeft),
    ("staff.resolved", Happening::StaffResolved),
    ("staff.needs-no-answer", Happening::NeedsNoAnswer),
];

/// The headers that every event has, and what each is for.
const HEADERS: [(&str, &str); 3] = [
    (HEADER_WEBHOOK_ID, "it is the event's own id, by which one that comes twice happens once, as in `msg_1001`"),
    (HEADER_WEBHOOK_TIMESTAMP, "it is when the event was sent, in whole seconds since 1970, as in `1764227000`"),
    (
        HEADER_WEBHOOK_SIGNATURE,
        "it proves who sent the event: `v1,` and the base64 of an HMAC with SHA-256 over `id.timestamp.body`, made with one of this server's `event-secrets`",
    ),
];

/// What an event brings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    /// The shop's own number of the customer.
    #[serde(default)]
    customer: Option<Number>,
    /// The order's number.
    #[serde(default)]
    order: Option<Number>,
    /// A conversation by its name, as the chat on the page tells it.
    #[serde(default)]
    conversation: Option<String>,
    /// Which request to a system this answers.
    #[serde(default)]
    request: Option<u64>,
    /// Why the system could not answer.
    #[serde(default)]
    because: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    /// What an event of the shop's own brings.
    #[serde(default)]
    fields: BTreeMap<Arc<str>, Value>,
}

/// A shop's own number of something, which may have letters in it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a number is a text or a whole number")]
enum Number {
    Text(String),
    Whole(u64),
}

impl std::fmt::Display for Number {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Text(text) => out.write_str(text.trim()),
            Number::Whole(number) => write!(out, "{number}"),
        }
    }
}

impl Data {
    /// Whose it is, a conversation before the numbers.
    fn whose(&self) -> Result<Vec<Arc<str>>, Refusal> {
        let mut whose: Vec<Arc<str>> = Vec::new();
        for (sort, number) in [("customer", &self.customer), ("order", &self.order)] {
            let Some(number) = number.as_ref().map(Number::to_string) else { continue };
            if number.is_empty() {
                return Err(Refusal::malformed(format!("`{sort}` is empty; leave it out where it is not known")));
            }
            whose.push(format!("{sort}:{number}").into());
        }
        if let Some(conversation) = &self.conversation {
            if !conversation.contains(':') {
                let why =
                    "`conversation` is no name of one; the chat's window tells it, as `web:` and 32 letters and digits";
                return Err(Refusal::malformed(why));
            }
            // Where it came from a page the buyer may have written it: beside a number it must be one that nobody can guess.
            if !whose.is_empty() && !is_window(conversation) {
                let why = "beside `customer` or `order`, `conversation` is a chat window's: `web:` and 32 letters and digits, as the window tells it";
                return Err(Refusal::malformed(why));
            }
            whose.insert(0, conversation.as_str().into());
        }
        if whose.is_empty() {
            let why = "`data` does not say whose it is: give `customer`, `order` or `conversation`";
            return Err(Refusal::malformed(why));
        }
        Ok(whose)
    }
}

/// Reads an event.
pub fn standard(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<Told, Refusal> {
    if secrets.is_empty() {
        return Err(without_secret("event-secrets"));
    }
    verify(headers, body, secrets)?;
    let id = header(headers, HEADER_WEBHOOK_ID)?;
    let mut object = object(body)?;
    let kind = match object.remove("type") {
        Some(Value::String(kind)) => kind,
        _ => return Err(Refusal::malformed("`type` is missing, as in `\"type\": \"order.paid\"`")),
    };
    let Some(data) = object.remove("data").filter(Value::is_object) else {
        let why = "`data` is missing: what the event brings, and whose it is, as in `\"data\": {\"customer\": \"42\"}`";
        return Err(Refusal::malformed(why));
    };
    let data: Data = serde_json::from_value(data).map_err(|error| Refusal::malformed(format!("`data`: {error}")))?;
    let whose = data.whose()?;
    let happening = match (kind.as_str(), data.request) {
        ("system.answered", Some(request)) => Happening::SystemAnswered { request },
        ("system.failed", Some(request)) => {
            Happening::SystemFailed { request, because: data.because.unwrap_or_default() }
        }
        ("system.answered" | "system.failed", None) => {
            return Err(Refusal::malformed("`data` does not say which `request` it answers"));
        }
        _ => happening(&kind, data.fields)?,
    };
    let facts = data.facts.into_iter().map(|(name, value)| match value {
        // `null` clears a fact; whether this does as well, its type tells.
        Value::Array(all) if all.is_empty() => Ok((name, emptied())),
        value => Ok((name.clone(), datum(&name, value)?)),
    });
    let facts = facts.collect::<Result<_, Refusal>>()?;
    Ok(Told::Happened(vec![Arrival {
        channel: "events".into(),
        id: id.into(),
        also: None,
        whose,
        answer: Answer::AsBefore,
        event: Event { facts, ..happening.into() },
    }]))
}

/// Whether one of the secrets signed it, not long ago.
fn verify(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<(), Refusal> {
    if let Some((name, what)) = HEADERS.iter().find(|(name, _)| !headers.contains_key(*name)) {
        return Err(Refusal::unsigned(format!("the header `{name}` is missing: {what}")));
    }
    for (name, _) in HEADERS {
        header(headers, name)?;
    }
    let mut refused = WebhookError::InvalidSignature;
    for secret in secrets {
        match Webhook::new(secret.reveal()).and_then(|webhook| webhook.verify(body, headers)) {
            Ok(()) => return Ok(()),
            Err(error) => refused = error,
        }
    }
    Err(match refused {
        WebhookError::InvalidPayload => Refusal::malformed("the body is not written in UTF-8"),
        WebhookError::TimestampTooOldError | WebhookError::FutureTimestampError => Refusal::new(
            StatusCode::UNAUTHORIZED,
            "out-of-time",
            format!("{refused}: `webhook-timestamp` may differ from this server's clock by 5 minutes"),
        ),
        // What is wrong with a secret is nobody's business outside.
        WebhookError::InvalidSecret(_) | WebhookError::InvalidSignature => {
            Refusal::unsigned("`webhook-signature` does not fit the body, its id and its time")
        }
        WebhookError::InvalidTimestamp => {
            let [_, (name, what), _] = HEADERS;
            Refusal::unsigned(format!("`{name}` is no time: {what}"))
        }
        error => Refusal::unsigned(error.to_string()),
    })
}

fn happening(kind: &str, fields: BTreeMap<Arc<str>, Value>) -> Result<Happening, Refusal> {
    if let Some(event) = kind.strip_prefix(OWN) {
        let fields = fields.into_iter().map(|(name, value)| Ok((name.clone(), datum(&name, value)?)));
        return Ok(Happening::Declared { event: event.into(), fields: fields.collect::<Result<_, Refusal>>()? });
    }
    if !fields.is_empty() {
        return Err(Refusal::malformed("only an event of the shop's own, `event.NAME`, brings `fields`"));
    }
    let found = TYPES.iter().find(|(name, _)| *name == kind).map(|(_, happening)| happening.clone());
    found.ok_or_else(|| {
        let all: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
        let begin: String = kind.chars().take(40).collect();
        Refusal::malformed(format!(
            "no type `{begin}` is known; there are {}, system.answered, system.failed and `event.NAME`",
            all.join(", ")
        ))
    })
}

/// Facts as an event holds them.
pub fn facts(facts: BTreeMap<String, Value>) -> Result<BTreeMap<String, Datum>, Refusal> {
    facts.into_iter().map(|(name, value)| Ok((name.clone(), datum(&name, value)?))).collect()
}

/// A value as an event holds it: numbers become text.
fn datum(name: &str, value: Value) -> Result<Datum, Refusal> {
    Ok(match value {
        Value::Bool(yes) => Datum::YesNo(yes),
        Value::String(text) => Datum::Text(text),
        Value::Number(number) => Datum::Text(number.to_string()),
        Value::Array(all) => Datum::List(all.into_iter().map(|one| datum(name, one)).collect::<Result<_, Refusal>>()?),
        Value::Null => Datum::List(Vec::new()),
        Value::Object(_) => {
            return Err(Refusal::malformed(format!(
                "`{name}` is an object; a fact is a text, true or false, or a list"
            )));
        }
    })
}

//! Chatwoot's agent bot: what customers write and choose there, what agents write, and who has the conversation.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use super::{Told, header, object, without_secret};
use crate::engine::{Event, Happening};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::hex::{hex, unhex};
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// What the channel is called.
pub const CHATWOOT: &str = "chatwoot";

/// By how many seconds the time that was signed may differ from the clock.
const WINDOW: u64 = 300;

/// How long what Chatwoot or a contact calls something may be to be a name here, in bytes.
const LONGEST: usize = 100;

/// What proves that Chatwoot sent something.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    /// Its signature, with one of these.
    Signed(&'a [Secret]),
    /// Nothing in the request: the address it came to is a secret.
    Address,
}

/// A message, as far as it matters.
#[derive(Deserialize)]
struct Message {
    id: u64,
    message_type: String,
    content: Option<String>,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    content_attributes: Value,
    #[serde(default)]
    additional_attributes: Value,
    #[serde(default)]
    attachments: Vec<Attachment>,
    sender: Option<Sender>,
    account: Account,
    conversation: Conversation,
}

#[derive(Deserialize)]
struct Attachment {
    file_type: Option<String>,
    data_url: Option<String>,
}

#[derive(Deserialize)]
struct Sender {
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Account {
    id: u64,
}

#[derive(Deserialize)]
struct Conversation {
    id: u64,
    status: String,
    #[serde(default)]
    channel: Option<String>,
    meta: Meta,
    updated_at: Option<Number>,
    timestamp: Option<Number>,
}

#[derive(Deserialize)]
struct Meta {
    sender: Contact,
    hmac_verified: Option<bool>,
}

#[derive(Deserialize)]
struct Contact {
    id: u64,
    identifier: Option<String>,
    email: Option<String>,
    phone_number: Option<String>,
}

/// Reads what Chatwoot tells its bot.
pub fn chatwoot(headers: &HeaderMap, body: &[u8], proof: Proof<'_>) -> Result<Told, Refusal> {
    if let Proof::Signed(secrets) = proof {
        verify(headers, body, secrets)?;
    }
    let delivery = headers.get("x-chatwoot-delivery").and_then(|delivery| delivery.to_str().ok());
    let delivery = delivery.filter(|delivery| delivery.len() <= LONGEST);
    let object = object(body)?;
    let event = object.get("event").and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
    let happened = match event.as_str() {
        "message_created" => of_message(read(object)?),
        "message_updated" => of_choice(read(object)?),
        "conversation_opened" | "conversation_resolved" | "conversation_status_changed" => {
            of_status(read(object)?, body)
        }
        _ => Told::Nothing("the shop answers no such event"),
    };
    Ok(delivered(happened, delivery))
}

/// Whether one of the secrets signed it, not long ago.
fn verify(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<(), Refusal> {
    if secrets.is_empty() {
        return Err(without_secret("chatwoot-secrets"));
    }
    let time = header(headers, "x-chatwoot-timestamp")?;
    let signature = header(headers, "x-chatwoot-signature")?.strip_prefix("sha256=").and_then(unhex);
    let signed = [time.as_bytes(), b".", body].concat();
    let signs = |secret: &Secret, signature: &[u8; 32]| {
        hmac_sha256::HMAC::verify(&signed, secret.reveal().as_bytes(), signature)
    };
    let fits = signature
        .is_some_and(|signature| secrets.iter().fold(false, |found, secret| signs(secret, &signature) | found));
    if !fits {
        return Err(Refusal::unsigned("`X-Chatwoot-Signature` does not fit the body and its time"));
    }
    let now = Timestamp::now().as_second();
    if !time.parse::<i64>().is_ok_and(|time| time.abs_diff(now) <= WINDOW) {
        let why = "`X-Chatwoot-Timestamp` may differ from this server's clock by 5 minutes";
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, "out-of-time", why));
    }
    Ok(())
}

fn read<T: DeserializeOwned>(object: Map<String, Value>) -> Result<T, Refusal> {
    serde_json::from_value(Value::Object(object)).map_err(|error| Refusal::malformed(format!("the body: {error}")))
}

/// The same delivery under another body would be none; under its own it counts once.
fn delivered(told: Told, delivery: Option<&str>) -> Told {
    match (told, delivery) {
        (Told::Happened(mut arrivals), Some(delivery)) => {
            if let Some(last) = arrivals.last_mut() {
                last.also = Some(format!("delivery {delivery}").into());
            }
            Told::Happened(arrivals)
        }
        (told, _) => told,
    }
}

/// A customer wrote, or an agent did.
fn of_message(message: Message) -> Told {
    if message.private {
        return Told::Nothing("agents write it to each other");
    }
    let by = message.sender.as_ref().and_then(|sender| sender.kind.as_deref()).unwrap_or_default();
    match (message.message_type.as_str(), by) {
        ("incoming", _) => of_customer(message),
        ("outgoing", "user") if message.additional_attributes.get("campaign_id").is_none() => {
            let id = message.id;
            let joined = arrival(&message.conversation, format!("joined {id}"), Happening::StaffJoined);
            // A picture may be the whole answer.
            let text = message.content.filter(|text| !text.trim().is_empty());
            let text = text.or_else(|| (!message.attachments.is_empty()).then(String::new));
            let wrote = text
                .map(|text| arrival(&message.conversation, format!("message {id}"), Happening::StaffMessage { text }));
            Told::Happened(std::iter::once(joined).chain(wrote).collect())
        }
        _ => Told::Nothing("neither a customer nor an agent wrote it"),
    }
}

fn of_customer(message: Message) -> Told {
    if message.conversation.status != "pending" {
        return Told::Nothing("agents have the conversation");
    }
    let (photos, files): (Vec<_>, Vec<_>) =
        message.attachments.into_iter().partition(|attachment| attachment.file_type.as_deref() == Some("image"));
    let addresses = |all: Vec<Attachment>| all.into_iter().filter_map(|attachment| attachment.data_url).collect();
    let (photos, files): (Vec<String>, Vec<String>) = (addresses(photos), addresses(files));
    let text = message.content.unwrap_or_default();
    if text.trim().is_empty() && photos.is_empty() && files.is_empty() {
        return Told::Nothing("the message holds nothing that is read");
    }
    let happening = Happening::Message { text, photos, files, recognised: Vec::new() };
    let answer = address(&message.account, &message.conversation);
    let arrival = arrival(&message.conversation, format!("message {}", message.id), happening);
    Told::Happened(vec![Arrival { answer, ..arrival }])
}

/// The customer took one of the choices shown: Chatwoot writes it into the message that showed them.
fn of_choice(message: Message) -> Told {
    let chosen = message.content_attributes.get("submitted_values").and_then(Value::as_array);
    let chosen = chosen.and_then(|chosen| chosen.first());
    let chosen = chosen.and_then(|chosen| chosen.get("value").or_else(|| chosen.get("title"))?.as_str());
    let Some(text) = chosen.filter(|text| !text.trim().is_empty()) else {
        return Told::Nothing("nothing was chosen");
    };
    if message.conversation.status != "pending" {
        return Told::Nothing("agents have the conversation");
    }
    let answer = address(&message.account, &message.conversation);
    let Event { happening, .. } = Event::message(text);
    let arrival = arrival(&message.conversation, format!("choice {}", message.id), happening);
    Told::Happened(vec![Arrival { answer, ..arrival }])
}

/// The conversation went over to agents, or came back.
fn of_status(conversation: Conversation, body: &[u8]) -> Told {
    let happening = match conversation.status.as_str() {
        "open" => Happening::StaffJoined,
        "pending" => Happening::StaffLeft,
        "resolved" => Happening::StaffResolved,
        _ => return Told::Nothing("it stays with whoever has it"),
    };
    // Newer versions tell of one change under two names.
    let when = conversation.updated_at.as_ref().or(conversation.timestamp.as_ref()).map(Number::to_string);
    let when = when.unwrap_or_else(|| hex(&hmac_sha256::Hash::hash(body)));
    let Conversation { id, status, meta, .. } = &conversation;
    let id = format!("{status} {}/{id} {when}", meta.sender.id);
    Told::Happened(vec![arrival(&conversation, id, happening)])
}

fn arrival(conversation: &Conversation, id: String, happening: Happening) -> Arrival {
    let (channel, id, whose) = (CHATWOOT.into(), id.into(), whose(conversation));
    Arrival { channel, id, also: None, whose, answer: Answer::AsBefore, event: happening.into() }
}

/// Where answers go: the account and its number of the conversation.
fn address(account: &Account, conversation: &Conversation) -> Answer {
    Answer::At(format!("{}/{}", account.id, conversation.id).into())
}

/// The shop's own number of the customer where Chatwoot has proof of it, the contact, and the address the customer writes from. What a
/// visitor only says of themselves, as an e-mail in a form, is no name: it would open another's conversation.
fn whose(conversation: &Conversation) -> Vec<Arc<str>> {
    let Meta { sender, hmac_verified } = &conversation.meta;
    let channel = conversation.channel.as_deref().unwrap_or_default();
    let proven = *hmac_verified == Some(true);
    let by_phone = matches!(channel, "Channel::Whatsapp" | "Channel::TwilioSms" | "Channel::Sms");
    let by_email = channel == "Channel::Email";
    let named = |named: bool, sort: &str, name: &Option<String>| {
        let name = name.as_deref().filter(|name| named && !name.is_empty() && name.len() <= LONGEST)?;
        (!name.chars().any(char::is_control)).then(|| format!("{sort}:{name}").into())
    };
    let contact = Some(format!("{CHATWOOT}:{}", sender.id).into());
    [
        named(proven, "customer", &sender.identifier),
        contact,
        named(by_phone, "phone", &sender.phone_number),
        named(by_email, "email", &sender.email),
    ]
    .into_iter()
    .flatten()
    .collect()
}

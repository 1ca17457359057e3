//! Answering in Chatwoot: words, choices and cards for the customer, notes and the conversation itself for agents.

use std::sync::Arc;

use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};

use super::channel::{Channel, Manner, Posting, Undelivered};
use super::outgoing::{Outgoing, is_web};
use super::record::Part;
use super::settings::Secret;
use super::store::Pending;
use super::webhook::CHATWOOT;
use crate::engine::{Act, Card, Deed};

/// How many postings it takes a minute, and at once after a rest: it lets one address ask 3,000 times a minute (`RACK_ATTACK_LIMIT`), and a posting asks
/// twice at most.
const MOST_A_MINUTE: u32 = 700;

/// Chatwoot, where customers write and agents take over.
pub struct Chatwoot {
    address: String,
    token: Secret,
    reply_window: Option<SignedDuration>,
    outgoing: Arc<Outgoing>,
}

impl Chatwoot {
    /// The one at an address, written to with a bot's token, for so many hours after the customer's last message where that is not 0; why it
    /// cannot be one, in plain words.
    pub fn new(
        address: &str,
        token: Option<&Secret>,
        reply_hours: u16,
        outgoing: Arc<Outgoing>,
    ) -> Result<Self, String> {
        if !is_web(address) {
            return Err("`chatwoot` needs an address such as `https://chatwoot.example`".to_owned());
        }
        let Some(token) = token.cloned() else {
            return Err(
                "`chatwoot` also needs `chatwoot-token`, the access token that Chatwoot shows for its bot".to_owned()
            );
        };
        let reply_window = (reply_hours > 0).then(|| SignedDuration::from_hours(reply_hours.into()));
        Ok(Chatwoot { address: address.trim_end_matches('/').to_owned(), token, reply_window, outgoing })
    }

    fn post(&self, path: &str, body: &Value) -> Pending<(), Undelivered> {
        let headers = vec![("api_access_token", self.token.reveal().to_owned())];
        let sent = self.outgoing.post(&format!("{}{path}", self.address), headers, body.to_string());
        Box::pin(async move { sent.await?.settled() })
    }
}

impl Channel for Chatwoot {
    fn name(&self) -> &str {
        CHATWOOT
    }

    fn manner(&self) -> Manner {
        Manner { per_minute: Some(MOST_A_MINUTE), reply_window: self.reply_window }
    }

    fn send(&self, posting: Posting) -> Pending<(), Undelivered> {
        let Some(conversation) = conversation(&posting.address) else {
            return Box::pin(async {
                Err(Undelivered::Never("its address is no conversation of Chatwoot's".to_owned()))
            });
        };
        let own = *posting.record.channel == *CHATWOOT;
        let asked = posting.part().map(|part| requests(part, own)).unwrap_or_default();
        let asked: Vec<_> =
            asked.into_iter().map(|(verb, body)| self.post(&format!("{conversation}/{verb}"), &body)).collect();
        Box::pin(async move {
            for one in asked {
                one.await?;
            }
            Ok(())
        })
    }
}

/// The path of a conversation, of an address that is an account's number and the conversation's.
fn conversation(address: &str) -> Option<String> {
    let (account, conversation) = address.split_once('/')?;
    let (account, conversation): (u64, u64) = (account.parse().ok()?, conversation.parse().ok()?);
    Some(format!("/api/v1/accounts/{account}/conversations/{conversation}"))
}

/// What Chatwoot is asked for a part, one after the other: those that may be repeated without harm first.
fn requests(part: Part<'_>, own: bool) -> Vec<(&'static str, Value)> {
    let becomes = |status: &str| ("toggle_status", json!({ "status": status }));
    let open = || becomes("open");
    let private = |text: &str| ("messages", Message { private: true, ..words(text) }.json());
    match part {
        Part::Act(act) => vec![("messages", message(act))],
        // What an agent wrote in Chatwoot stands there already.
        Part::Staff(_) if own => Vec::new(),
        Part::Staff(text) => vec![("messages", words(text).json())],
        Part::ForStaff(Deed::HandsOver(reason)) if reason.is_empty() => vec![open()],
        Part::ForStaff(Deed::HandsOver(reason)) => vec![open(), private(reason)],
        Part::ForStaff(Deed::Tasks(text)) => vec![private(&format!("☐ {text}"))],
        Part::ForStaff(Deed::Notes(text)) => vec![private(text)],
        // Whoever writes to agents is not left among those whom the bot answers.
        Part::Waits => vec![open()],
        Part::GivenBack if !own => vec![becomes("pending")],
        Part::Resolved if !own => vec![becomes("resolved")],
        Part::GivenBack | Part::Resolved | Part::ForStaff(_) | Part::Request(_) => Vec::new(),
    }
}

/// A message as Chatwoot takes it.
#[derive(Serialize)]
struct Message<'a> {
    content: &'a str,
    message_type: &'static str,
    private: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_attributes: Option<Value>,
}

impl Message<'_> {
    fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

fn words(content: &str) -> Message<'_> {
    Message { content, message_type: "outgoing", private: false, content_type: None, content_attributes: None }
}

/// An act as one message: choices as buttons, products as cards where each has a page of its own.
fn message(act: &Act) -> Value {
    let mut lines: Vec<&str> = act.texts.iter().map(String::as_str).collect();
    if let Some(Deed::ShowsPicture(address) | Deed::SendsLink(address)) = &act.deed {
        lines.push(address);
    }
    let content = lines.join("\n");
    let cards: Option<Vec<Value>> = act.products.iter().map(card).collect();
    let (kind, items) = match cards {
        Some(cards) if !cards.is_empty() => ("cards", cards),
        _ if !act.choices.is_empty() => {
            ("input_select", act.choices.iter().map(|choice| json!({"title": choice, "value": choice})).collect())
        }
        _ => return words(&content).json(),
    };
    let content_attributes = Some(json!({ "items": items }));
    Message { content_type: Some(kind), content_attributes, ..words(&content) }.json()
}

/// A product as a card.
#[derive(Serialize)]
struct Item<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_url: Option<&'a str>,
    actions: [Value; 1],
}

/// A card, which Chatwoot refuses without something to press: nothing where the product has no page.
fn card(card: &Card) -> Option<Value> {
    let page = card.url.as_deref().filter(|page| is_web(page))?;
    let press = card.price.as_ref().unwrap_or(&card.name);
    let item = Item {
        title: &card.name,
        description: card.reason.as_deref(),
        media_url: card.picture.as_deref().filter(|picture| is_web(picture)),
        actions: [json!({"type": "link", "text": press, "uri": page})],
    };
    serde_json::to_value(item).ok()
}

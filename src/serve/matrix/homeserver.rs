//! What the homeserver is asked, as the bot.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use ureq::http::Method;

use super::{Bot, RoomEvent};
use crate::serve::channel::Undelivered;
use crate::serve::outgoing::{Outgoing, Reply};
use crate::serve::store::Pending;

/// What stands for itself in a part of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How many messages of a room are looked back at.
const LOOKED_BACK: u32 = 50;

/// A homeserver, asked as the bot.
pub struct Homeserver {
    address: String,
    bot: Bot,
    outgoing: Arc<Outgoing>,
}

/// Who is in a room, or asked into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Their whole name.
    pub person: String,
    /// Whether they are in it.
    pub joined: bool,
}

/// A room the bot is asked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The room.
    pub room: String,
    /// By whom.
    pub by: String,
}

#[derive(Deserialize)]
struct Chunk<T> {
    #[serde(default = "Vec::new")]
    chunk: Vec<T>,
}

#[derive(Deserialize)]
struct Member {
    state_key: String,
    content: Value,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Synced {
    rooms: SyncedRooms,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SyncedRooms {
    invite: BTreeMap<String, Invited>,
}

#[derive(Deserialize)]
struct Invited {
    invite_state: Stripped,
}

#[derive(Deserialize)]
struct Stripped {
    events: Vec<Value>,
}

impl Homeserver {
    /// A homeserver at an address; why it cannot be one, in plain words.
    pub fn new(address: &str, bot: Bot, outgoing: Arc<Outgoing>) -> Result<Self, String> {
        if !address.starts_with("http://") && !address.starts_with("https://") {
            return Err("`matrix` needs an address such as `http://127.0.0.1:8008`".to_owned());
        }
        Ok(Homeserver { address: address.trim_end_matches('/').to_owned(), bot, outgoing })
    }

    fn ask(&self, method: Method, path: &[&str], query: &str, body: Option<&Value>) -> Pending<Reply, Undelivered> {
        let mut address = format!("{}/_matrix/client/v3", self.address);
        for part in path {
            address.push('/');
            address.extend(utf8_percent_encode(part, PLAIN));
        }
        address.push_str(query);
        let headers = vec![("authorization", format!("Bearer {}", self.bot.as_token.reveal()))];
        self.outgoing.request(method, &address, headers, body.map(Value::to_string))
    }

    fn done(&self, method: Method, path: &[&str], body: &Value) -> Pending<(), Undelivered> {
        let reply = self.ask(method, path, "", Some(body));
        Box::pin(async move { reply.await?.settled() })
    }

    /// Makes the bot known; whether it was not before.
    pub fn register(&self) -> Pending<bool, Undelivered> {
        let body =
            json!({"type": "m.login.application_service", "username": self.bot.localpart(), "inhibit_login": true});
        let reply = self.ask(Method::POST, &["register"], "", Some(&body));
        Box::pin(async move {
            let reply = reply.await?;
            if reply.status == 400 && reply.body.contains("M_USER_IN_USE") {
                return Ok(false);
            }
            reply.settled().map(|()| true)
        })
    }

    /// Calls the bot by a name that people read.
    pub fn call_itself(&self, name: &str) -> Pending<(), Undelivered> {
        self.done(Method::PUT, &["profile", &self.bot.name, "displayname"], &json!({ "displayname": name }))
    }

    /// Goes into a room it was asked into.
    pub fn join(&self, room: &str) -> Pending<(), Undelivered> {
        self.done(Method::POST, &["rooms", room, "join"], &json!({}))
    }

    /// Asks somebody into a room.
    pub fn invite(&self, room: &str, person: &str) -> Pending<(), Undelivered> {
        self.done(Method::POST, &["rooms", room, "invite"], &json!({ "user_id": person }))
    }

    /// Says something, once for each key.
    pub fn say(&self, room: &str, key: &str, content: &Value) -> Pending<(), Undelivered> {
        self.done(Method::PUT, &["rooms", room, "send", "m.room.message", key], content)
    }

    /// Who is in a room, or asked into it.
    pub fn members(&self, room: &str) -> Pending<Vec<Membership>, Undelivered> {
        let reply = self.ask(Method::GET, &["rooms", room, "members"], "?not_membership=leave", None);
        let of = |member: Member| {
            let membership = member.content.get("membership")?.as_str()?;
            let joined = membership == "join";
            (joined || membership == "invite").then_some(Membership { person: member.state_key, joined })
        };
        Box::pin(async move {
            let all: Chunk<Member> = read(reply.await?)?;
            Ok(all.chunk.into_iter().filter_map(of).collect())
        })
    }

    /// What was written in a room last, in order.
    pub fn written(&self, room: &str) -> Pending<Vec<RoomEvent>, Undelivered> {
        let query = format!("?dir=b&limit={LOOKED_BACK}");
        let reply = self.ask(Method::GET, &["rooms", room, "messages"], &query, None);
        Box::pin(async move {
            let all: Chunk<Value> = read(reply.await?)?;
            Ok(all.chunk.into_iter().rev().filter_map(|event| serde_json::from_value(event).ok()).collect())
        })
    }

    /// The rooms the bot is asked into and has not gone into yet.
    pub fn invitations(&self) -> Pending<Vec<Invitation>, Undelivered> {
        let none = json!({"types": []});
        let room = json!({"timeline": none, "state": none, "ephemeral": none, "account_data": none});
        let filter = json!({"presence": none, "account_data": none, "room": room}).to_string();
        let query = format!("?timeout=0&filter={}", utf8_percent_encode(&filter, PLAIN));
        let (reply, bot) = (self.ask(Method::GET, &["sync"], &query, None), self.bot.name.clone());
        let text = |event: &Value, name: &str| event.get(name).and_then(Value::as_str).map(str::to_owned);
        Box::pin(async move {
            let synced: Synced = read(reply.await?)?;
            let of = |(room, invited): (String, Invited)| {
                let own = |event: &&Value| text(event, "state_key").as_deref() == Some(&*bot);
                let by = invited.invite_state.events.iter().find(own).and_then(|event| text(event, "sender"))?;
                Some(Invitation { room, by })
            };
            Ok(synced.rooms.invite.into_iter().filter_map(of).collect())
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(reply: Reply) -> Result<T, Undelivered> {
    let body = reply.body.clone();
    reply.settled()?;
    serde_json::from_str(&body).map_err(|error| Undelivered::Never(format!("its answer cannot be read: {error}")))
}

//! What the homeserver is asked, as the bot.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use ureq::http::Method;

use super::{Bot, RoomEvent};
use crate::serve::channel::Undelivered;
use crate::serve::outgoing::{Outgoing, Reply, is_web};
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

#[derive(Deserialize)]
struct Joined {
    #[serde(default)]
    joined_rooms: Vec<String>,
}

impl Homeserver {
    /// A homeserver at an address; why it cannot be one, in plain words.
    pub fn new(address: &str, bot: Bot, outgoing: Arc<Outgoing>) -> Result<Self, String> {
        if !is_web(address) {
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

    /// The rooms the bot is in.
    pub fn joined(&self) -> Pending<Vec<String>, Undelivered> {
        let reply = self.ask(Method::GET, &["joined_rooms"], "", None);
        Box::pin(async move { read::<Joined>(reply.await?).map(|joined| joined.joined_rooms) })
    }
}

fn read<T: serde::de::DeserializeOwned>(reply: Reply) -> Result<T, Undelivered> {
    let body = reply.body.clone();
    reply.settled()?;
    serde_json::from_str(&body).map_err(|error| Undelivered::Never(format!("its answer cannot be read: {error}")))
}

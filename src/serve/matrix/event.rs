//! What happens in a room, as the homeserver tells it.

use serde::Deserialize;
use serde_json::Value;

use super::Bot;

/// An event of a room's.
#[derive(Clone, Debug, Deserialize)]
pub struct RoomEvent {
    /// The homeserver's own id of it.
    pub event_id: String,
    /// The room.
    pub room_id: String,
    /// Who did it.
    pub sender: String,
    /// What sort of event it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whom it concerns, where that is not the sender.
    #[serde(default)]
    pub state_key: Option<String>,
    /// What it holds.
    #[serde(default)]
    pub content: Value,
    /// What the homeserver adds.
    #[serde(default)]
    pub unsigned: Value,
}

/// What an event comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The bot is asked into the room.
    Invited,
    /// Somebody wrote.
    Wrote {
        /// The words.
        text: String,
        /// Pictures, by their addresses.
        photos: Vec<String>,
        /// Other files.
        files: Vec<String>,
    },
    /// Somebody wrote what only their devices can read.
    Encrypted,
    /// Somebody came into the room.
    Came(String),
    /// Somebody went out of it.
    Went(String),
    /// Nothing that matters; why.
    Nothing(&'static str),
}

/// Reads an event.
pub fn read(event: &RoomEvent, bot: &Bot) -> Happened {
    match event.kind.as_str() {
        _ if event.sender == *bot.name => Happened::Nothing("the bot's own"),
        "m.room.member" => member(event, bot),
        "m.room.encrypted" => Happened::Encrypted,
        "m.room.message" => message(&event.content),
        _ => Happened::Nothing("nothing that is answered"),
    }
}

fn member(event: &RoomEvent, bot: &Bot) -> Happened {
    let of = |content: &Value| content.get("membership").and_then(Value::as_str).map(str::to_owned);
    let (now, before) = (of(&event.content), event.unsigned.get("prev_content").and_then(of));
    let Some(who) = event.state_key.clone() else { return Happened::Nothing("nobody's") };
    if who == *bot.name {
        return match now.as_deref() {
            Some("invite") => Happened::Invited,
            _ => Happened::Nothing("the bot's own"),
        };
    }
    match (now.as_deref(), before.as_deref()) {
        (Some("join"), Some("join")) => Happened::Nothing("another name or picture"),
        (Some("join"), _) => Happened::Came(who),
        (Some("leave" | "ban"), Some("join") | None) => Happened::Went(who),
        _ => Happened::Nothing("neither came nor went"),
    }
}

fn message(content: &Value) -> Happened {
    let text = |name: &str| content.get(name).and_then(Value::as_str).unwrap_or_default();
    let relates = content.get("m.relates_to");
    if relates.and_then(|relates| relates.get("rel_type")).and_then(Value::as_str) == Some("m.replace") {
        return Happened::Nothing("a message put otherwise");
    }
    let replies = relates.is_some_and(|relates| relates.get("m.in_reply_to").is_some());
    let body = if replies { without_what_is_replied_to(text("body")) } else { text("body") };
    let address = || Some(text("url").to_owned()).filter(|url| !url.is_empty()).into_iter().collect::<Vec<_>>();
    // Beside a file the body is its name, unless the file has a name of its own.
    let said = || if text("filename").is_empty() || text("filename") == body { "" } else { body };
    let (text, photos, files) = match text("msgtype") {
        "m.text" | "m.emote" => (body, Vec::new(), Vec::new()),
        "m.image" => (said(), address(), Vec::new()),
        "m.file" | "m.audio" | "m.video" => (said(), Vec::new(), address()),
        _ => return Happened::Nothing("a notice of another program's, or nothing that is read"),
    };
    if text.trim().is_empty() && photos.is_empty() && files.is_empty() {
        return Happened::Nothing("it holds nothing that is read");
    }
    Happened::Wrote { text: text.to_owned(), photos, files }
}

/// A reply's own words: older programs put what is replied to before them, behind `> `.
fn without_what_is_replied_to(body: &str) -> &str {
    let mut rest = body;
    while rest.starts_with("> ") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    if rest.len() == body.len() { body } else { rest.trim_start_matches('\n') }
}

//! The same over one WebSocket: a greeting that says who it is, then messages in and turns out.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Request, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::message::{LARGEST_BODY, Written, take};
use super::stream::{After, Turns};
use super::view::View;
use super::visitor::{Claim, Visitor};
use crate::serve::http::incoming::sender;
use crate::serve::http::{House, Refusal};

/// How long a window may take to greet.
const SLOWEST_GREETING: Duration = Duration::from_secs(10);

/// How often a silent window is asked whether it is still there.
const PING: Duration = Duration::from_secs(25);

/// Why a socket is closed: what it was sent is none of what it may be, and the server closes.
const POLICY: u16 = 1008;
const AWAY: u16 = 1001;

/// How much of a reason a close frame holds, in bytes.
const LONGEST_REASON: usize = 123;

/// The first thing a window says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Greeting {
    hello: Claim,
    #[serde(default)]
    after: Option<u64>,
    #[serde(default)]
    talk: Option<String>,
}

/// A window opens a socket.
pub async fn socket(
    State(house): State<Arc<House>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    request: Request,
) -> Result<Response, Refusal> {
    let upgrade = upgrade.map_err(|error| Refusal::malformed(format!("no WebSocket: {}", error.body_text())))?;
    let window = house.windows.open(sender(&house, &request), house.settings.windows_per_address)?;
    let upgrade = upgrade.max_message_size(LARGEST_BODY).max_frame_size(LARGEST_BODY);
    Ok(upgrade.on_upgrade(move |mut socket| async move {
        let _window = window;
        let (code, why) = match talk(&house, &mut socket).await {
            Ok(()) => (AWAY, "the server closes".to_owned()),
            Err(Ended::Refused(refusal)) => {
                house.refused("/chat/socket", refusal.code, &refusal.why);
                (POLICY, refusal.why)
            }
            Err(Ended::Gone) => return,
        };
        let reason = why.get(..why.floor_char_boundary(LONGEST_REASON)).unwrap_or_default();
        let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }))
}

/// Why talking ended early.
enum Ended {
    Gone,
    Refused(Refusal),
}

impl From<Refusal> for Ended {
    fn from(refusal: Refusal) -> Self {
        Ended::Refused(refusal)
    }
}

impl From<axum::Error> for Ended {
    fn from(_: axum::Error) -> Self {
        Ended::Gone
    }
}

async fn talk(house: &Arc<House>, socket: &mut WebSocket) -> Result<(), Ended> {
    let greeting = tokio::time::timeout(SLOWEST_GREETING, words(socket)).await;
    let greeting = greeting.map_err(|_| Refusal::malformed("no greeting came"))??;
    let greeting: Greeting =
        serde_json::from_str(&greeting).map_err(|error| Refusal::malformed(format!("the greeting: {error}")))?;
    let visitor = greeting.hello.visitor(house.settings.customer_secret.as_ref())?;
    let goes_on = After { after: greeting.after, talk: greeting.talk };
    let mut turns = Turns::begin(house.clone(), &visitor, goes_on).await?;
    socket.send(hello(&visitor, &turns)).await?;
    let mut ping = tokio::time::interval(PING);
    ping.reset();
    loop {
        tokio::select! {
            record = turns.next() => {
                let Some(record) = record else { return Ok(()) };
                if let Some(view) = View::of(&record, &visitor.name) {
                    socket.send(Message::Text(format!("{{\"turn\":{}}}", view.json()).into())).await?;
                }
            }
            written = words(socket) => {
                let elsewhere = answer(house, socket, &visitor, &written?).await?;
                if let Some(conversation) = elsewhere.filter(|found| *found != turns.conversation) {
                    turns = Turns::begin(house.clone(), &visitor, After::default()).await?;
                    socket.send(hello(&visitor, &turns)).await?;
                    tracing::debug!(%conversation, "a window looks at another conversation from now on");
                }
            }
            _ = ping.tick() => socket.send(Message::Ping(axum::body::Bytes::new())).await?,
        }
    }
}

/// What a window is told of itself: its name, and where it stands in which conversation.
fn hello(visitor: &Visitor, turns: &Turns) -> Message {
    text(&json!({"hello": visitor.name, "version": turns.version, "talk": turns.talk()}))
}

/// Takes a message in and acknowledges it, or says why not; the conversation it belongs to.
async fn answer(
    house: &House,
    socket: &mut WebSocket,
    visitor: &Visitor,
    written: &str,
) -> Result<Option<Arc<str>>, Ended> {
    let written: Written =
        serde_json::from_str(written).map_err(|error| Refusal::malformed(format!("the message: {error}")))?;
    let id = written.id.clone();
    match take(house, visitor, written).await {
        Ok((acknowledged, conversation)) => {
            socket.send(text(&acknowledged)).await?;
            Ok(conversation)
        }
        Err(refusal) => {
            house.refused("/chat/socket", refusal.code, &refusal.why);
            socket.send(text(&json!({"refused": id, "code": refusal.code, "message": refusal.why}))).await?;
            Ok(None)
        }
    }
}

/// The next text a window sends.
async fn words(socket: &mut WebSocket) -> Result<String, Ended> {
    loop {
        match socket.recv().await {
            Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
            Some(Ok(Message::Binary(_))) => return Err(Refusal::malformed("a message is text").into()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Ended::Gone),
        }
    }
}

fn text(value: &impl Serialize) -> Message {
    Message::Text(serde_json::to_string(value).unwrap_or_default().into())
}

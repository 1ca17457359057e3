//! Replies by server-sent events. A window that comes back names the last turn it has seen and gets what followed.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::view::View;
use super::visitor::{Claim, Visitor};
use crate::serve::hex::hex;
use crate::serve::http::incoming::sender;
use crate::serve::http::{House, Refusal};
use crate::serve::record::Record;

/// How often a silent window is written to.
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// How many turns are read from the store at a time.
const PAGE: usize = 100;

/// How many turns a window that comes without one it has seen is shown.
const FIRST_SIGHT: usize = 50;

/// The window's name, which conversation it looks at, and the last turn of that, as headers of the answer.
const CONVERSATION: &str = "x-patter-conversation";
const TALK: &str = "x-patter-talk";
const VERSION: &str = "x-patter-version";

/// What a window knows the conversation by that it looks at. Whoever signs in may have another, which counts its turns anew.
pub fn talk(conversation: &str) -> String {
    hex(hmac_sha256::Hash::hash(conversation.as_bytes()).get(..8).unwrap_or_default())
}

/// Where a window goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The last turn it has seen.
    #[serde(default)]
    pub after: Option<u64>,
    /// The conversation it has seen it in; the one that is looked at now where it does not say.
    #[serde(default)]
    pub talk: Option<String>,
}

/// Replies from where the window goes on.
pub async fn stream(
    State(house): State<Arc<House>>,
    query: Result<Query<After>, axum::extract::rejection::QueryRejection>,
    request: Request,
) -> Result<Response, Refusal> {
    let Query(After { after, talk }) = query.map_err(|error| Refusal::malformed(error.body_text()))?;
    let last = request.headers().get("last-event-id");
    let last = match last.map(|last| last.to_str().ok().and_then(|last| last.parse().ok())) {
        Some(None) => return Err(Refusal::malformed("`Last-Event-ID` is the number of a turn")),
        last => last.flatten(),
    };
    let visitor = Claim::of(request.headers())?.visitor(house.settings.customer_secret.as_ref())?;
    let name = visitor.name.clone();
    let window = house.windows.open(sender(&house, &request), house.settings.windows_per_address)?;
    let turns = Turns::begin(house, &visitor, After { after: last.or(after), talk }).await?;
    let name_told = utf8_percent_encode(&name, NON_ALPHANUMERIC).to_string();
    let told = [(CONVERSATION, name_told), (TALK, turns.talk()), (VERSION, turns.version.to_string())];
    let events = futures_util::stream::unfold((turns, name, window), async |(mut turns, name, window)| {
        loop {
            let record = turns.next().await?;
            if let Some(view) = View::of(&record, &name) {
                let event = Event::default().id(record.version.to_string()).event("turn").data(view.json());
                return Some((Ok::<_, Infallible>(event), (turns, name, window)));
            }
        }
    });
    // One that was closed is found out by what cannot be written to it, and counts among its sender's until then.
    let alive = KeepAlive::new().interval(KEEP_ALIVE);
    Ok((told, Sse::new(events).keep_alive(alive)).into_response())
}

/// The turns of a visitor's conversation, those kept first and then each as it comes.
pub struct Turns {
    house: Arc<House>,
    /// The conversation looked at, by the name it began with.
    pub conversation: Arc<str>,
    /// Its last turn when the window came.
    pub version: u64,
    seen: u64,
    kept: VecDeque<Arc<Record>>,
    /// Whether the store may have more than was read.
    behind: bool,
    live: Option<Receiver<Arc<Record>>>,
}

impl Turns {
    /// Behind the last turn seen; behind none, and where that was in another conversation, the last few there are. A window that has seen more
    /// than there is, since the conversation was forgotten meanwhile, begins anew.
    pub async fn begin(house: Arc<House>, visitor: &Visitor, goes_on: After) -> Result<Self, Refusal> {
        // Who they are is known before they write again, to whatever else tells of them.
        if visitor.whose.len() > 1 {
            house.names.acquaint(visitor.whose.clone()).await?;
        }
        let known = house.records.conversation(visitor.whose.clone()).await?;
        // One who never wrote will be called by the surest of their names.
        let conversation = known.or_else(|| visitor.whose.first().cloned()).unwrap_or_default();
        let after = goes_on.after.filter(|_| goes_on.talk.is_none_or(|told| told == talk(&conversation)));
        let live = Some(house.watchers.watch(&conversation));
        let (seen, kept) = (0, VecDeque::new());
        // Made before anything can fail: it lets go of the conversation when it is dropped.
        let mut turns = Turns { house, conversation, version: 0, seen, kept, behind: true, live };
        let most = if after.is_some() { 1 } else { FIRST_SIGHT };
        let last = turns.house.records.last(turns.conversation.clone(), most).await?;
        turns.version = last.last().map_or(0, |last| last.version);
        match after {
            None => {
                (turns.seen, turns.behind) = (turns.version, false);
                turns.kept = last.into_iter().map(Arc::new).collect();
            }
            Some(after) if after <= turns.version => turns.seen = after,
            Some(_) => {}
        }
        Ok(turns)
    }

    /// What a window knows the conversation by.
    pub fn talk(&self) -> String {
        talk(&self.conversation)
    }

    /// The next turn; nothing when the server closes.
    pub async fn next(&mut self) -> Option<Arc<Record>> {
        loop {
            if let Some(record) = self.kept.pop_front() {
                return Some(record);
            }
            if self.behind {
                let page = self.house.records.since(self.conversation.clone(), self.seen, PAGE).await.ok()?;
                self.behind = page.len() == PAGE;
                self.seen = page.last().map_or(self.seen, |last| last.version);
                self.kept.extend(page.into_iter().map(Arc::new));
                continue;
            }
            let mut closing = self.house.closing.clone();
            let live = self.live.as_mut()?;
            let received = tokio::select! {
                received = live.recv() => received,
                _ = closing.wait_for(|closing| *closing) => return None,
            };
            match received {
                Ok(record) if record.version <= self.seen => {}
                Ok(record) if record.version == self.seen + 1 => {
                    self.seen = record.version;
                    return Some(record);
                }
                // A gap: what is missing stands in the store.
                Ok(_) | Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        self.live = None;
        self.house.watchers.leave(&self.conversation);
    }
}

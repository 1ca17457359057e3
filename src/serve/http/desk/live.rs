//! News for open pages, by server-sent events: only that there is some, so that a page asks for what it shows.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;

use super::request::Member;
use super::session::Session;
use crate::serve::http::House;

/// News that follow each other this closely are told once.
const GATHERED: Duration = Duration::from_millis(300);

/// How often it is looked whether somebody is still logged in.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// News as they come, as long as somebody is logged in.
pub async fn news(State(house): State<Arc<House>>, member: Member) -> Response {
    let listener = Listener { rings: house.desk.bell.listen(), house, session: member.session };
    let events = futures_util::stream::unfold(listener, async |mut listener| {
        listener.next().await?;
        Some((Ok::<_, Infallible>(Event::default().event("news").data("new")), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(LOOK_EVERY)).into_response()
}

struct Listener {
    rings: Receiver<()>,
    house: Arc<House>,
    session: Arc<Session>,
}

impl Listener {
    /// Waits for news; nothing when the server closes or the login is over.
    async fn next(&mut self) -> Option<()> {
        let mut closing = self.house.closing.clone();
        loop {
            let rang = tokio::select! {
                rang = self.rings.changed() => rang.is_ok(),
                _ = closing.wait_for(|closing| *closing) => return None,
                () = tokio::time::sleep(LOOK_EVERY) => false,
            };
            if !self.house.desk.sessions.goes_on(&self.session) {
                return None;
            }
            if rang {
                tokio::time::sleep(GATHERED).await;
                self.rings.mark_unchanged();
                return Some(());
            }
        }
    }
}

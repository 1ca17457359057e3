//! The web: chat windows, the shop's events, and what whoever looks after the server asks.

mod admin;
mod chat;
mod chatwoot;
mod desk;
mod events;
mod guard;
mod health;
mod incoming;
mod listen;
mod matrix;
mod page;
mod refusal;
mod windows;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, post};
use tokio::sync::{Semaphore, watch};
use tracing::Instrument;
use tracing::field::Empty;

pub use desk::Desk;
pub use guard::Guarded;
pub use listen::listen;
pub use matrix::{Matrix, begin};
pub use refusal::Refusal;
pub use windows::Windows;

use super::arrival::Arrival;
use super::metrics::Metrics;
use super::pace::Pace;
use super::photo::Photos;
use super::script::Scripts;
use super::settings::Settings;
use super::store::{Names, Records, Store, Taken, Trouble};
use super::watchers::Watchers;
use crate::engine::{Happening, State, goes_on_by_itself};

/// What every request may need.
pub struct House {
    /// Keeps conversations.
    pub store: Arc<dyn Store>,
    /// Reads them.
    pub records: Arc<dyn Records>,
    /// Keeps whom names belong to.
    pub names: Arc<dyn Names>,
    /// Keeps what customers photographed.
    pub photos: Arc<dyn Photos>,
    /// The script that runs.
    pub scripts: Arc<Scripts>,
    /// How the server is set up.
    pub settings: Settings,
    /// Open chat windows.
    pub watchers: Arc<Watchers>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The staff's desk.
    pub desk: Arc<Desk>,
    /// How fast each sender may be.
    pub pace: Pace,
    /// Chat windows that are open.
    pub windows: Windows,
    /// Room for photos that are coming in.
    pub uploads: Semaphore,
    /// The bot in Matrix, where there is one.
    pub matrix: Option<Matrix>,
    /// Becomes true when the server closes.
    pub closing: watch::Receiver<bool>,
}

impl House {
    /// Hands an arrival to the store.
    pub async fn take(&self, arrival: Arrival) -> Result<Taken, Trouble> {
        let Arrival { channel, id, .. } = &arrival;
        let span = tracing::debug_span!("arrival", %channel, %id, before = Empty);
        let taken = span.in_scope(|| self.store.take(arrival)).instrument(span.clone()).await;
        span.record("before", matches!(taken, Ok(Taken::Before)));
        if matches!(taken, Ok(Taken::Before)) {
            self.metrics.repeated();
        }
        taken
    }

    /// The same of a channel where staff come and go; that they did is taken only where it changes who has the conversation.
    pub async fn hear(&self, arrival: Arrival) -> Result<Option<Taken>, Trouble> {
        let changes = match arrival.event.happening {
            Happening::StaffJoined => !self.with_staff(&arrival.whose).await?,
            Happening::StaffLeft => self.with_staff(&arrival.whose).await?,
            Happening::StaffResolved => {
                let state = self.state(&arrival.whose).await?;
                // What comes by itself, because of what the customer said or did, is over then as well.
                let goes_on = |state: &State| goes_on_by_itself(&self.scripts.running().program, state);
                state.is_some_and(|state| state.handed_over || goes_on(&state)) || self.waits(&arrival.whose).await?
            }
            _ => true,
        };
        if changes { self.take(arrival).await.map(Some) } else { Ok(None) }
    }

    /// Counts a refusal. That somebody could not prove who they are, and that what a system tells is not taken, is often the shop's own slip, so
    /// its log tells of it.
    fn refused(&self, path: &str, code: &'static str, why: &str) {
        self.metrics.refused(code);
        let told = path.starts_with("/events") || path.starts_with("/channels/");
        let own = told || matches!(code, "unsigned" | "out-of-time" | "too-many-windows");
        if own && self.may_log_refusal() {
            tracing::warn!(path, code, why, "refused");
        }
    }

    /// Whether one refusal more may be logged: the log is not flooded.
    fn may_log_refusal(&self) -> bool {
        self.pace.allows("refusals that are logged", 12)
    }

    /// Whether the customer waits for an answer in the conversation that these names tell.
    async fn waits(&self, whose: &[Arc<str>]) -> Result<bool, Trouble> {
        let Some(conversation) = self.records.conversation(whose.to_vec()).await? else { return Ok(false) };
        self.desk.waits(conversation).await
    }

    /// Whether staff have the conversation that these names tell.
    async fn with_staff(&self, whose: &[Arc<str>]) -> Result<bool, Trouble> {
        Ok(self.state(whose).await?.is_some_and(|state| state.handed_over))
    }

    /// How the conversation that these names tell stands, if there is one.
    async fn state(&self, whose: &[Arc<str>]) -> Result<Option<State>, Trouble> {
        match self.records.conversation(whose.to_vec()).await? {
            Some(conversation) => self.records.state(conversation).await,
            None => Ok(None),
        }
    }
}

/// Every address the server knows.
pub fn routes(house: Arc<House>) -> Guarded {
    let routes = Router::new()
        .route("/", get(page::page))
        .route("/page.css", get(page::page_style))
        .route("/widget.js", get(page::widget))
        .route("/widget.css", get(page::style))
        .route("/chat/messages", post(chat::message))
        .route("/chat/events", get(chat::stream))
        .route("/chat/photos", post(chat::keep_photo))
        .route("/chat/photos/{id}", get(chat::photo))
        .route("/chat/socket", any(chat::socket))
        .route("/events", post(events::standard))
        .route("/events/shopify", post(events::shopify))
        .route("/events/woocommerce", post(events::woocommerce))
        .route("/channels/chatwoot", post(chatwoot::signed))
        .route("/channels/chatwoot/{path}", post(chatwoot::unsigned))
        .merge(matrix::routes())
        .route("/admin/script", post(admin::script))
        .merge(desk::routes(&house))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(guard::nowhere)
        .method_not_allowed_fallback(guard::wrong_method)
        .with_state(house.clone());
    Guarded::new(house, routes)
}

//! The web: chat windows, the shop's events, and what whoever looks after the server asks.

mod admin;
mod chat;
mod desk;
mod events;
mod guard;
mod health;
mod listen;
mod pace;
mod page;
mod refusal;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use tokio::sync::watch;

pub use desk::Desk;
pub use listen::listen;
pub use pace::Pace;
pub use refusal::Refusal;

use super::arrival::Arrival;
use super::metrics::Metrics;
use super::script::Scripts;
use super::settings::Settings;
use super::store::{Records, Store, Taken, Trouble};
use super::watchers::Watchers;

/// What every request may need.
pub struct House {
    /// Keeps conversations.
    pub store: Arc<dyn Store>,
    /// Reads them.
    pub records: Arc<dyn Records>,
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
    /// Becomes true when the server closes.
    pub closing: watch::Receiver<bool>,
}

impl House {
    /// Hands an arrival to the store.
    pub async fn take(&self, arrival: Arrival) -> Result<Taken, Trouble> {
        let taken = self.store.take(arrival).await;
        if matches!(taken, Ok(Taken::Before)) {
            self.metrics.repeated();
        }
        taken
    }
}

/// Every address the server knows.
pub fn routes(house: Arc<House>) -> Router {
    Router::new()
        .route("/", get(page::page))
        .route("/page.css", get(page::page_style))
        .route("/widget.js", get(page::widget))
        .route("/widget.css", get(page::style))
        .route("/chat/messages", post(chat::message))
        .route("/chat/events", get(chat::stream))
        .route("/chat/socket", any(chat::socket))
        .route("/events", post(events::standard))
        .route("/events/shopify", post(events::shopify))
        .route("/events/woocommerce", post(events::woocommerce))
        .route("/admin/script", post(admin::script))
        .merge(desk::routes(&house))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(guard::nowhere)
        .method_not_allowed_fallback(guard::wrong_method)
        .layer(from_fn_with_state(house.clone(), guard::guard))
        .with_state(house)
}

//! The staff's desk: who waits, what was said and why, what was promised; and the script taken over, answered for, muted.

mod conversation;
mod deeds;
mod errand;
mod layout;
mod list;
mod live;
mod login;
mod reader;
mod request;
mod session;
mod side;
mod tasks;
mod thread;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{get, post};

use super::House;
use crate::serve::bell::Bell;
use crate::serve::mute::Mute;
use crate::serve::settings::Settings;
use crate::serve::staff::Staff;
use crate::serve::store::Trouble;
use crate::serve::store::desk::Ledger;
pub use reader::Reader;
use session::Sessions;

/// What the desk needs besides what every request may need.
pub struct Desk {
    /// What is kept.
    ledger: Arc<dyn Ledger>,
    /// Who may log in.
    staff: Staff,
    /// Who is logged in.
    sessions: Sessions,
    /// Whether the whole shop's script is muted.
    mute: Arc<Mute>,
    /// Rings when something is new.
    bell: Arc<Bell>,
    /// Whether browsers reach the server by TLS, so that the cookie goes no other way.
    secure: bool,
}

impl Desk {
    /// The desk of a server that is set up like this.
    pub fn new(ledger: Arc<dyn Ledger>, mute: Arc<Mute>, bell: Arc<Bell>, settings: &Settings) -> Result<Self, String> {
        let staff = Staff::read(&settings.staff)?;
        let secure = settings.behind_proxy || !settings.listen.ip().is_loopback();
        Ok(Desk { ledger, staff, sessions: Sessions::default(), mute, bell, secure })
    }

    /// Whether the customer waits for an answer in a conversation.
    pub async fn waits(&self, conversation: Arc<str>) -> Result<bool, Trouble> {
        Ok(self.ledger.overview(conversation).await?.is_some_and(|one| one.gist.waiting.is_some()))
    }
}

/// Every address of the desk.
pub fn routes(house: &Arc<House>) -> Router<Arc<House>> {
    Router::new()
        .route("/desk", get(list::list))
        .route("/desk/", get(async || Redirect::to("/desk")))
        .route("/desk/conversation", get(conversation::conversation))
        .route("/desk/photo/{id}", get(conversation::photo))
        .route("/desk/tasks", get(tasks::tasks))
        .route("/desk/news", get(live::news))
        .route("/desk/login", get(login::page).post(login::login))
        .route("/desk/logout", post(login::logout))
        .route("/desk/take-over", post(deeds::take_over))
        .route("/desk/give-back", post(deeds::give_back))
        .route("/desk/resolve", post(deeds::resolve))
        .route("/desk/dismiss", post(deeds::dismiss))
        .route("/desk/answer", post(deeds::answer))
        .route("/desk/discard", post(deeds::discard))
        .route("/desk/mute", post(deeds::mute))
        .route("/desk/unmute", post(deeds::unmute))
        .route("/desk/mute-all", post(deeds::mute_all))
        .route("/desk/unmute-all", post(deeds::unmute_all))
        .route("/desk/task", post(deeds::task))
        .layer(from_fn_with_state(house.clone(), request::guard))
        .route("/desk/desk.css", get(layout::style))
        .route("/desk/desk.js", get(layout::script))
        .route("/desk/htmx.js", get(layout::htmx))
}

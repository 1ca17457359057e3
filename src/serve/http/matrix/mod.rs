//! A Matrix homeserver tells its application service what happens, transaction after transaction, until each is acknowledged.

mod hear;
mod join;

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::incoming::body;
use super::refusal::Refused;
use super::{House, Refusal};
use crate::serve::matrix::{Bot, Homeserver};

pub use join::begin;

/// How large a transaction may be, in bytes: a hundred events of the largest size.
const LARGEST_TRANSACTION: usize = 100 * 65_536;

/// The bot and its homeserver.
pub struct Matrix {
    /// Who the bot is.
    pub bot: Bot,
    /// Where it is at home.
    pub homeserver: Arc<Homeserver>,
    /// One after the other: what happened first is kept first.
    pub in_order: Mutex<()>,
}

/// What a transaction brings.
#[derive(Deserialize)]
struct Transaction {
    events: Vec<Value>,
}

/// The addresses that a homeserver asks.
pub fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/_matrix/app/v1/transactions/{id}", put(transaction))
        .route("/_matrix/app/v1/users/{name}", get(user))
        .route("/_matrix/app/v1/rooms/{alias}", get(room))
        .route("/_matrix/app/v1/ping", post(ping))
}

/// A refusal as homeservers read it.
struct Unwilling(Refusal);

impl From<Refusal> for Unwilling {
    fn from(refusal: Refusal) -> Self {
        Unwilling(refusal)
    }
}

impl IntoResponse for Unwilling {
    fn into_response(self) -> Response {
        let Refusal { status, code, why } = self.0;
        let errcode = match status {
            StatusCode::UNAUTHORIZED => "M_UNAUTHORIZED",
            StatusCode::FORBIDDEN => "M_FORBIDDEN",
            StatusCode::NOT_FOUND => "M_NOT_FOUND",
            StatusCode::BAD_REQUEST => "M_BAD_JSON",
            StatusCode::PAYLOAD_TOO_LARGE => "M_TOO_LARGE",
            _ => "M_UNKNOWN",
        };
        let mut response = (status, Json(json!({"errcode": errcode, "error": why.as_str()}))).into_response();
        response.extensions_mut().insert(Refused { code, why });
        response
    }
}

/// The bot, where the homeserver proves that it is the one.
fn proven<'a>(house: &'a House, request: &Request) -> Result<&'a Matrix, Refusal> {
    let Some(matrix) = &house.matrix else {
        let why = "this server has no `matrix-bot`, so it belongs to no homeserver";
        return Err(Refusal::new(StatusCode::NOT_FOUND, "nowhere", why));
    };
    let told = request.headers().get(header::AUTHORIZATION).and_then(|told| told.to_str().ok());
    let Some(told) = told.and_then(|told| told.strip_prefix("Bearer ")) else {
        return Err(Refusal::unsigned("the header `Authorization: Bearer …` is missing"));
    };
    if !matrix.bot.hs_token.is(told) {
        let why = "the header `Authorization: Bearer …` does not hold the `hs_token` of the registration file";
        return Err(Refusal::new(StatusCode::FORBIDDEN, "unsigned", why));
    }
    Ok(matrix)
}

/// What happened, acknowledged once all of it is durable; sent again, each event counts once.
async fn transaction(State(house): State<Arc<House>>, request: Request) -> Result<Response, Unwilling> {
    let matrix = proven(&house, &request)?;
    let body = body(request, LARGEST_TRANSACTION).await?;
    let transaction: Transaction =
        serde_json::from_slice(&body).map_err(|error| Refusal::malformed(format!("the transaction: {error}")))?;
    let _in_order = matrix.in_order.lock().await;
    for event in transaction.events {
        // An event that is none would be sent again for good.
        let Ok(event) = serde_json::from_value(event) else { continue };
        hear::event(&house, matrix, &event).await.map_err(Refusal::from)?;
    }
    Ok(Json(json!({})).into_response())
}

/// Whether there is such a person: only the bot.
async fn user(
    State(house): State<Arc<House>>,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Unwilling> {
    let matrix = proven(&house, &request)?;
    if *matrix.bot.name != name {
        let why = "the bot is the only one here";
        return Err(Refusal::new(StatusCode::NOT_FOUND, "nowhere", why).into());
    }
    Ok(Json(json!({})).into_response())
}

/// Whether there is such a room: none.
async fn room(State(house): State<Arc<House>>, request: Request) -> Result<Response, Unwilling> {
    proven(&house, &request)?;
    Err(Refusal::new(StatusCode::NOT_FOUND, "nowhere", "the bot has no rooms of its own").into())
}

/// Whether somebody is there.
async fn ping(State(house): State<Arc<House>>, request: Request) -> Result<Response, Unwilling> {
    proven(&house, &request)?;
    Ok(Json(json!({})).into_response())
}

//! Whether it lives, whether it can serve, and what it counted.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{House, Refusal};

/// It lives.
pub async fn live() -> &'static str {
    "alive\n"
}

/// It can serve: the store answers and nobody closes it.
pub async fn ready(State(house): State<Arc<House>>) -> Result<&'static str, Refusal> {
    let unready = |why: String| Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "not-ready", why);
    if *house.closing.borrow() {
        return Err(unready("it is closing down".to_owned()));
    }
    house.records.answers().await.map_err(|trouble| unready(trouble.to_string()))?;
    Ok("ready\n")
}

/// What it counted.
pub async fn metrics(State(house): State<Arc<House>>) -> Result<Response, Refusal> {
    let depth = house.records.depth().await?;
    let text = house.metrics.text(&depth).unwrap_or_default();
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

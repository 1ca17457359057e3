//! Chatwoot tells its bot what happens. Whatever is refused, and is no 429 or 500, makes Chatwoot give the conversation to agents.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::guard::nowhere;
use super::incoming::{LARGEST_EVENT, body};
use super::{House, Refusal};
use crate::serve::store::Trouble;
use crate::serve::webhook::{self, Proof, Told};

/// Events that Chatwoot signs.
pub async fn signed(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let body = body(request, LARGEST_EVENT).await?;
    let told = webhook::chatwoot(&headers, &body, Proof::Signed(&house.settings.chatwoot_secrets))?;
    hear(&house, told).await
}

/// Events of versions that sign nothing, at an address that nobody else knows.
pub async fn unsigned(
    State(house): State<Arc<House>>,
    Path(path): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    if !house.settings.chatwoot_path.as_ref().is_some_and(|known| known.is(&path)) {
        return Err(nowhere(request).await);
    }
    let headers = request.headers().clone();
    let body = body(request, LARGEST_EVENT).await?;
    hear(&house, webhook::chatwoot(&headers, &body, Proof::Address)?).await
}

/// Answers once all of it is durable.
async fn hear(house: &House, told: Told) -> Result<Response, Refusal> {
    let arrivals = match told {
        Told::Happened(arrivals) => arrivals,
        Told::Nothing(why) => return Ok(Json(json!({"taken": 0, "because": why})).into_response()),
    };
    let customer = arrivals.first().and_then(|arrival| arrival.whose.first());
    let often = customer.is_some_and(|name| !house.pace.allows(name, house.settings.messages_per_minute));
    if often {
        return Err(Refusal::too_fast());
    }
    let mut taken = 0;
    for arrival in arrivals {
        taken += u32::from(house.hear(arrival).await.map_err(again)?.is_some());
    }
    Ok(Json(json!({ "taken": taken })).into_response())
}

/// Chatwoot sends again what was answered 429, and not what was answered 503.
fn again(trouble: Trouble) -> Refusal {
    let refusal = Refusal::from(trouble);
    let status = match refusal.status {
        StatusCode::SERVICE_UNAVAILABLE => StatusCode::TOO_MANY_REQUESTS,
        status => status,
    };
    Refusal { status, ..refusal }
}

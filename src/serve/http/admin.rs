//! What whoever looks after the server may do.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::incoming::body;
use super::{House, Refusal};
use crate::diagnostic::{Severity, to_json};
use crate::serve::look::taken_up;
use crate::serve::script::{Reloaded, Script};

/// Reads the script's files anew: checked first, a faulty one is refused and the old one runs on.
pub async fn script(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let Some(token) = &house.settings.admin_token else {
        let why = "this server has no `admin-token`, so nobody may change its script from outside";
        return Err(Refusal::new(StatusCode::NOT_FOUND, "nowhere", why));
    };
    let told = request.headers().get(header::AUTHORIZATION).and_then(|told| told.to_str().ok());
    let told = told.and_then(|told| told.strip_prefix("Bearer ")).unwrap_or_default();
    if !token.is(told) {
        return Err(Refusal::unsigned("the header `Authorization: Bearer …` does not hold the server's `admin-token`"));
    }
    if !body(request, 1024).await?.is_empty() {
        return Err(Refusal::malformed("the script is read from the shop's own files; send an empty body"));
    }
    let scripts = house.scripts.clone();
    let reloaded = tokio::task::spawn_blocking(move || scripts.reload()).await;
    let Ok(reloaded) = reloaded else {
        return Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "reading the script broke off"));
    };
    let told = |script: &Script, new: bool| json!({"script": script.id, "since": script.since.to_string(), "new": new});
    Ok(match reloaded {
        Reloaded::Same => Json(told(&house.scripts.running(), false)).into_response(),
        Reloaded::New(script) => {
            taken_up(&script, &house.settings.systems);
            Json(told(&script, true)).into_response()
        }
        Reloaded::Faulty(compilation) => {
            let errors = compilation.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
            let mistakes: Vec<_> = errors.map(|found| to_json(found, &compilation.sources)).collect();
            let message = "the script has mistakes and is not taken; the old one runs on";
            let error = json!({"code": "faulty", "message": message, "mistakes": mistakes});
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": error }))).into_response()
        }
    })
}

//! What is answered to a request that is not taken: a status, a code for programs and a reason for people.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::serve::store::Trouble;

/// Why a request is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// A stable name.
    pub code: &'static str,
    /// The reason in plain words.
    pub why: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(status: StatusCode, code: &'static str, why: impl Into<String>) -> Self {
        Refusal { status, code, why: why.into() }
    }

    /// What was sent does not read as what it should be.
    pub fn malformed(why: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", why)
    }

    /// Whoever sends it does not prove who they are.
    pub fn unsigned(why: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unsigned", why)
    }

    /// It came too often.
    pub fn too_fast() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-fast", "more requests than one sender may make; wait a minute")
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        let why = trouble.to_string();
        match trouble {
            Trouble::Full => Self::new(StatusCode::SERVICE_UNAVAILABLE, "full", why),
            Trouble::Closed => Self::new(StatusCode::SERVICE_UNAVAILABLE, "closing", why),
            Trouble::Refused(_) => Self::malformed(why),
            Trouble::InUse(_) | Trouble::Failed(_) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "not-kept",
                "the message could not be kept, and nothing was done with it; send it again",
            ),
        }
    }
}

/// Left on a response so that refusals are counted, and told to people in their own way.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    /// The stable name.
    pub code: &'static str,
    /// The reason in plain words.
    pub why: String,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({"error": {"code": self.code, "message": self.why}});
        let mut response = (self.status, Json(body)).into_response();
        response.extensions_mut().insert(Refused { code: self.code, why: self.why });
        if matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

//! What holds for every request: how fast its sender may be, from which page it may come, and the headers every answer carries.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_service::Service;
use tracing::Instrument;
use tracing::field::Empty;

use super::desk::Reader;
use super::incoming::{is_own, sender};
use super::refusal::Refused;
use super::{House, Refusal};
use crate::serve::telemetry::goes_on;

/// How many headers an answer gets here at most.
const MOST_HEADERS: usize = 16;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The codes of what is refused since one sender asked for too much.
const OF_ONE_SENDER: [&str; 2] = ["too-fast", "too-many-windows"];

/// The pages of this server load nothing but what it serves itself, besides pictures of products.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: blob: data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The desk has forms besides, and shows no pictures of others.
const DESK_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                           connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Every address, behind what holds for all of them.
#[derive(Clone)]
pub struct Guarded {
    house: Arc<House>,
    routes: Router,
}

impl Guarded {
    /// Puts a guard before addresses.
    pub fn new(house: Arc<House>, routes: Router) -> Self {
        Guarded { house, routes }
    }

    /// Answers a request.
    pub async fn answer(self, request: Request) -> Response {
        guard(&self.house, request, self.routes).await
    }
}

/// Lets a request through, or refuses it.
async fn guard(house: &House, request: Request, routes: Router) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let own = origin.as_ref().is_none_or(|origin| is_own(origin, request.headers()));
    let allowed = own || origin.as_ref().is_some_and(|origin| is_listed(origin, house));
    let uri = request.uri().clone();
    let path = uri.path();
    let at_desk = path == "/desk" || path.starts_with("/desk/");
    let reader = at_desk.then(|| Reader::of(request.headers()));
    let proxied = !house.settings.behind_proxy && request.headers().contains_key("x-forwarded-for");
    let mut response = match check(house, &request, allowed) {
        Err(refusal) => refusal.into_response(),
        Ok(()) if request.method() == Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        Ok(()) => traced(request, routes).await,
    };
    if let Some(Refused { code, why }) = response.extensions().get() {
        house.refused(traced_path(path), code, why);
        if proxied && OF_ONE_SENDER.contains(code) && house.may_log_refusal() {
            tracing::warn!(
                code,
                "requests come through a proxy, and all who do count as one sender; if the proxy is the shop's own, set `behind-proxy = true`"
            );
        }
    }
    if let Some(reader) = reader {
        response = reader.told(house, response);
    }
    let headers = response.headers_mut();
    headers.reserve(MOST_HEADERS);
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, if at_desk { DESK_POLICY } else { POLICY }),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(PERMISSIONS, HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    headers.insert(OPENER, HeaderValue::from_static("same-origin"));
    // A shop's own pages load the chat from here.
    let embedded = path.starts_with("/widget.");
    let policy = if embedded { "cross-origin" } else { "same-origin" };
    headers.insert(RESOURCE, HeaderValue::from_static(policy));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if embedded {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    } else if let (false, true, Some(origin)) = (own, allowed, origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "authorization, content-type, last-event-id, x-patter-customer, x-patter-signature",
            ),
            (header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-patter-conversation, x-patter-talk, x-patter-version"),
            (header::ACCESS_CONTROL_MAX_AGE, "600"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Lets a request through, as a span that goes on with its sender's trace.
async fn traced(request: Request, mut routes: Router) -> Response {
    let (method, path) = (request.method(), traced_path(request.uri().path()));
    let span = tracing::debug_span!("request", otel.kind = "server", %method, path, status = Empty);
    goes_on(&span, request.headers());
    let Ok(response) = routes.call(request).instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    response
}

/// A path as a trace, a log and an answer may have it: behind Chatwoot's stands a secret, also where the address is mistyped.
fn traced_path(path: &str) -> &str {
    const OWN: &str = "/channels/chatwoot";
    let known = if path.starts_with(OWN) { Some(OWN.len()) } else { path.find("channel").or(path.find("chatwoot")) };
    let secret = known.and_then(|known| path.get(known..)?.find('/').map(|length| known + length + 1));
    secret.and_then(|secret| path.get(..secret)).unwrap_or(path)
}

fn check(house: &House, request: &Request, allowed: bool) -> Result<(), Refusal> {
    let sender = format!("address {}", sender(house, request));
    if !house.pace.allows(&sender, house.settings.requests_per_minute) {
        return Err(Refusal::too_fast());
    }
    // Whoever holds no page of the shop's open shall not speak through its customers.
    if !allowed && request.uri().path().starts_with("/chat/") {
        // Whoever looks after the server hears of it, and is not flooded.
        if house.pace.allows("pages that are not among the origins", 6) {
            let page = request.headers().get(header::ORIGIN).and_then(|page| page.to_str().ok()).unwrap_or_default();
            tracing::warn!(page, "a page that is not among `origins` tries to show the chat");
        }
        let why = "this page may not show the chat; name it under `origins` in the server's settings";
        return Err(Refusal::new(StatusCode::FORBIDDEN, "origin", why));
    }
    Ok(())
}

fn is_listed(origin: &HeaderValue, house: &House) -> bool {
    let allowed = &house.settings.origins;
    origin
        .to_str()
        .is_ok_and(|origin| allowed.iter().any(|listed| listed.trim_end_matches('/').eq_ignore_ascii_case(origin)))
}

/// An address that is none.
pub async fn nowhere(request: Request) -> Refusal {
    let path: String = traced_path(request.uri().path()).chars().take(80).collect();
    Refusal::new(StatusCode::NOT_FOUND, "nowhere", format!("there is nothing at `{path}`"))
}

/// An address that is asked in another way than it answers.
pub async fn wrong_method(request: Request) -> Refusal {
    let why = format!("`{}` is not answered here; the headers of this answer say what is", request.method());
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", why)
}

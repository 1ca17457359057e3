//! What a request to the desk must show: a login, a page of the desk's own, and in a form what the desk gave along.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::errand::Errand;
use super::login;
use super::reader::Reader;
use super::session::Session;
use super::words::Words;
use crate::serve::http::incoming::{body, is_own};
use crate::serve::http::{House, Refusal};

/// How large a form may be, in bytes: an answer of 4,000 characters, each as a form writes it at worst.
const LARGEST_FORM: usize = 64 * 1024;

/// A member of staff at the desk.
pub struct Member {
    /// Who it is.
    pub session: Arc<Session>,
    /// The language they read.
    pub words: &'static Words,
    /// Whether a page that is open wants a part of itself.
    pub part: bool,
}

/// A form that a member of staff sent.
pub struct Form {
    /// Who sent it.
    pub member: Member,
    /// What it holds.
    pub fields: BTreeMap<String, String>,
}

impl Form {
    /// What a field holds.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// The language somebody reads.
pub fn words(headers: &HeaderMap) -> &'static Words {
    let liked = headers.get(header::ACCEPT_LANGUAGE).and_then(|liked| liked.to_str().ok());
    Words::liked(liked.unwrap_or_default())
}

/// Whether a part of an open page is wanted.
pub fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

impl FromRequestParts<Arc<House>> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Response> {
        let (words, part) = (words(&parts.headers), wants_part(&parts.headers));
        let awake = !(part && parts.method == Method::GET);
        if let Some(session) = house.desk.sessions.of(&parts.headers, awake) {
            return Ok(Member { session, words, part });
        }
        if parts.method != Method::GET {
            return Err(unknown().into_response());
        }
        let login = Errand::of_page(&parts.uri).login();
        // An open page goes to the login as a whole.
        Err(if part {
            ([("hx-redirect", login)], unknown()).into_response()
        } else {
            Redirect::to(&login).into_response()
        })
    }
}

fn unknown() -> Refusal {
    Refusal::unsigned("you are not logged in at the desk")
}

impl FromRequest<Arc<House>> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, house: &Arc<House>) -> Result<Self, Response> {
        let (mut parts, rest) = request.into_parts();
        let Reader { words, people, part } = Reader::of(&parts.headers);
        let member = Member::from_request_parts(&mut parts, house).await;
        let fields = fields(Request::from_parts(parts, rest)).await.map_err(IntoResponse::into_response)?;
        let errand = Errand::of_form(&fields);
        let member = match member {
            Ok(member) => member,
            // The open page sends it once more as a whole, so that the login carries it along.
            Err(refused) if part || !people => return Err(refused),
            Err(_) => return Err(login::again(house, words, &errand)),
        };
        let told = fields.get("token").map_or("", String::as_str);
        if member.session.token.is(told) {
            return Ok(Form { member, fields });
        }
        match errand.unsent() {
            // Written on a page that was opened before the login: it is shown anew with the words in it.
            Some(unsent) => {
                member.session.keep(unsent);
                let page = errand.page();
                Err(if part { [("hx-redirect", page)].into_response() } else { Redirect::to(page).into_response() })
            }
            None => Err(Refusal::new(StatusCode::FORBIDDEN, "expired", member.words.expired).into_response()),
        }
    }
}

/// The fields of a form.
pub async fn fields(request: Request) -> Result<BTreeMap<String, String>, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        let why = "a form is sent as `application/x-www-form-urlencoded`";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "malformed", why));
    }
    let body = body(request, LARGEST_FORM).await?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

/// Everything at the desk passes here: without staff there is none, and a form comes from a page of its own.
pub async fn guard(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    match check(&house, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn check(house: &House, request: &Request) -> Result<(), Refusal> {
    if house.desk.staff.is_empty() {
        let why = "this server has no desk, since nobody is named under `[staff]` in its settings; \
                   `patter staff NAME` asks for a password and prints the line to put there";
        return Err(Refusal::new(StatusCode::NOT_FOUND, "no-desk", why));
    }
    // The server itself speaks no TLS.
    if house.desk.secure && !house.settings.behind_proxy && !is_local(request.headers()) {
        let why = "the desk is reached by https, through a proxy before the server with `behind-proxy`, or on the machine itself";
        return Err(Refusal::new(StatusCode::FORBIDDEN, "insecure", why));
    }
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    if !reads && !is_from_own_page(request.headers()) {
        let why = "a form of the desk is sent from the desk's own pages; a proxy that stands before the server must pass on `Host`";
        return Err(Refusal::new(StatusCode::FORBIDDEN, "origin", why));
    }
    Ok(())
}

/// Whether the server was asked for by a name of the machine it runs on, which browsers trust without TLS.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Whether the browser says that a page of the desk's own sends this.
fn is_from_own_page(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers.get(header::ORIGIN).is_some_and(|origin| is_own(origin, headers)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::is_local;

    #[test]
    fn only_names_of_the_machine_itself_are_local() {
        let local = |host: &str| is_local(&HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]));
        for host in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]", "desk.localhost:80"] {
            assert!(local(host), "{host}");
        }
        for host in ["192.0.2.2:8080", "shop.example", "localhost.example:80", "[2001:db8::1]:80", ""] {
            assert!(!local(host), "{host}");
        }
    }
}

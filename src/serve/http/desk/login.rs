//! Logging in and out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::html;

use super::errand::Errand;
use super::layout::document;
use super::request::{Form, fields, words};
use super::session::set_cookie;
use super::words::Words;
use crate::serve::http::incoming::sender;
use crate::serve::http::{House, Refusal};
use crate::serve::staff::{Unknown, letters};

/// Where one logs in.
pub const PATH: &str = "/desk/login";

/// How often one address may try in a minute.
const TRIES_OF_AN_ADDRESS: u32 = 10;

/// How often one name may be tried in a minute, from wherever.
const TRIES_OF_A_NAME: u32 = 20;

/// The page that asks for a name and a password.
pub async fn page(State(house): State<Arc<House>>, headers: HeaderMap, uri: Uri) -> Response {
    let errand = Errand::of_login(&uri);
    if house.desk.sessions.of(&headers, true).is_some() {
        return Redirect::to(errand.page()).into_response();
    }
    form(&house, words(&headers), "", None, &errand).into_response()
}

/// The same instead of what a form should have done whose sender is no longer logged in.
pub fn again(house: &House, words: &Words, errand: &Errand) -> Response {
    (StatusCode::UNAUTHORIZED, form(house, words, "", Some(words.logged_out), errand)).into_response()
}

/// Lets somebody in who knows a name and its password.
pub async fn login(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let (words, sender) = (words(request.headers()), sender(&house, &request));
    let fields = fields(request).await?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let (name, errand) = (field("name").trim(), Errand::carried(&fields));
    let again = |status, trouble| (status, form(&house, words, name, Some(trouble), &errand)).into_response();
    let known = hmac_sha256::Hash::hash(letters(name).as_bytes());
    let slow = |what: String, tries: u32| !house.pace.allows(&what, tries);
    if slow(format!("login from {sender}"), TRIES_OF_AN_ADDRESS) || slow(format!("login as {known:?}"), TRIES_OF_A_NAME)
    {
        return Ok(again(StatusCode::TOO_MANY_REQUESTS, words.too_often));
    }
    match house.desk.staff.who(name, field("password")).await {
        Ok(name) => {
            tracing::info!(staff = %name, "logged in at the desk");
            let cookie = house.desk.sessions.begin(name, errand.unsent())?;
            let cookie = set_cookie(&cookie, house.desk.secure);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(errand.page())).into_response())
        }
        Err(Unknown::Wrong) => {
            tracing::warn!(%sender, "a login at the desk was refused");
            Ok(again(StatusCode::UNAUTHORIZED, words.wrong))
        }
        Err(Unknown::Busy) => Ok(again(StatusCode::SERVICE_UNAVAILABLE, words.busy)),
    }
}

/// Lets somebody out.
pub async fn logout(State(house): State<Arc<House>>, headers: HeaderMap, form: Form) -> Response {
    house.desk.sessions.end(&headers);
    tracing::info!(staff = %form.member.session.name, "logged out at the desk");
    ([(header::SET_COOKIE, set_cookie("", house.desk.secure))], Redirect::to(PATH)).into_response()
}

fn form(house: &House, words: &Words, name: &str, trouble: Option<&str>, errand: &Errand) -> Html<String> {
    let title = &house.scripts.running().program.shop.title;
    let body = html! {
        body.plain {
            main #content.card {
                h1 { (title) }
                p.soft { (words.desk) }
                @if let Some(trouble) = trouble { p.wrong role="alert" { (trouble) } }
                @if errand.unsent().is_some() { p role="status" { (words.words_kept) } }
                form method="post" action=(PATH) {
                    @for (name, value) in errand.fields() { input type="hidden" name=(name) value=(value); }
                    label { (words.name) input name="name" value=(name) autocomplete="username" required autofocus[name.is_empty()]; }
                    label { (words.password) input name="password" type="password" autocomplete="current-password" required autofocus[!name.is_empty()]; }
                    button.main type="submit" { (words.login) }
                }
            }
        }
    };
    document(words, &format!("{} · {title}", words.desk), body)
}

//! How people at the desk read why they were refused: a page in their language with a way back, or a line of the open one.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::html;

use super::layout::document;
use super::request::{wants_part, words};
use super::words::Words;
use crate::serve::http::House;
use crate::serve::http::refusal::Refused;

/// Somebody who asks the desk for something.
pub struct Reader {
    /// The language they read.
    pub words: &'static Words,
    /// Whether it is a browser that shows pages.
    pub people: bool,
    /// Whether an open page wants a part of itself.
    pub part: bool,
}

impl Reader {
    /// Who sent a request.
    pub fn of(headers: &HeaderMap) -> Self {
        let kinds = headers.get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok());
        let people = kinds.is_some_and(|kinds| kinds.contains("text/html"));
        Reader { words: words(headers), people, part: wants_part(headers) }
    }

    /// The response as they read it: programs get theirs as it is.
    pub fn told(&self, house: &House, response: Response) -> Response {
        let Some(Refused { code, why }) = response.extensions().get::<Refused>() else { return response };
        if !self.people && !self.part {
            return response;
        }
        let page = self.page(house, self.words.refusal(code).unwrap_or(why));
        let (mut head, _) = response.into_parts();
        head.headers.remove(header::CONTENT_LENGTH);
        head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        Response::from_parts(head, Body::from(page))
    }

    fn page(&self, house: &House, why: &str) -> String {
        let words = self.words;
        if self.part {
            return html! { p { strong { (words.refused) ". " } (why) } }.into_string();
        }
        let home = !house.desk.staff.is_empty();
        let body = html! {
            body.plain {
                main #content.card {
                    h1 { (words.refused) }
                    p { (why) }
                    @if home { p { a href="/desk" { (words.back) } } }
                }
            }
        };
        document(words, words.desk, body).0
    }
}

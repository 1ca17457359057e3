//! The page that shows the chat, and the chat's own files for pages of the shop's.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use maud::{DOCTYPE, html};

use super::House;

const SCRIPT: &str = include_str!("widget.js");
const STYLE: &str = include_str!("widget.css");
const PAGE_STYLE: &str = include_str!("page.css");

/// The shop's own page with its chat.
pub async fn page(State(house): State<Arc<House>>) -> Html<String> {
    let script = house.scripts.running();
    let shop = &script.program.shop;
    let language = shop.languages.first().map_or("en", |language| &**language);
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                meta name="color-scheme" content="light dark";
                title { (shop.title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/page.css";
                script src="/widget.js" defer data-page data-title=(shop.title)
                    data-persona=[shop.persona.as_deref()] data-languages=(shop.languages.join(" ")) {}
            }
            body { main id="patter" { noscript {
                        p { "To chat here, switch JavaScript on." }
                        p lang="zh" { "请开启 JavaScript 后再聊天。" }
                        p lang="es" { "Para chatear aquí, active JavaScript." }
                    } } }
        }
    };
    Html(page.into_string())
}

/// The page's own look.
pub async fn page_style() -> impl IntoResponse {
    file("text/css; charset=utf-8", PAGE_STYLE)
}

/// The chat.
pub async fn widget() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", SCRIPT)
}

/// Its look.
pub async fn style() -> impl IntoResponse {
    file("text/css; charset=utf-8", STYLE)
}

/// A file of the program's own.
pub(super) fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=300")], text)
}

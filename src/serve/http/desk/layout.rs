//! What every page of the desk has: its head, the way around, who is logged in, and the switch of the whole shop.

use axum::response::{Html, IntoResponse};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, html};

use super::request::Member;
use super::words::Words;
use crate::serve::http::page::file;
use crate::serve::http::{House, Refusal};
use crate::serve::store::desk::Counts;
use crate::transcript::fill;

const STYLE: &str = include_str!("desk.css");
const SCRIPT: &str = include_str!("desk.js");
const HTMX: &str = include_str!("htmx.min.js");

/// What htmx may do: no code from texts, no style of its own; and a refusal is shown where troubles are shown.
const HTMX_SETTINGS: &str = r##"{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyEnabled":false,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"...","swap":true,"error":true,"target":"#trouble","swapOverride":"innerHTML"}]}"##;

/// Where one is among the pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Waiting,
    WithStaff,
    All,
    Tasks,
    Conversation,
}

/// A page for somebody who is logged in.
pub async fn page(
    house: &House,
    member: &Member,
    place: Place,
    title: &str,
    content: Markup,
) -> Result<Html<String>, Refusal> {
    let words = member.words;
    let counts = house.desk.ledger.counts().await?;
    let body = html! {
        body data-news="/desk/news" data-offline=(words.offline) {
            a.skip href="#content" { (words.skip) }
            header.top {
                a.home href="/desk" { (house.scripts.running().program.shop.title) }
                (ways(words, place, &counts, false))
                details.me {
                    summary { (member.session.name) }
                    div.menu {
                        @if house.desk.mute.now().is_none() { (mute_all(member)) }
                        form method="post" action="/desk/logout" {
                            (token(member))
                            button type="submit" { (words.logout) }
                        }
                    }
                }
            }
            (banner(house, member, false))
            div #trouble role="alert" aria-live="assertive" {}
            (content)
        }
    };
    Ok(document(words, &format!("{}{title}", waiting_mark(&counts)), body))
}

/// `(2) ` before a page's title where two wait.
pub fn waiting_mark(counts: &Counts) -> String {
    if counts.waiting == 0 { String::new() } else { format!("({}) ", counts.waiting) }
}

/// The way around, with how many there are of each.
pub fn ways(words: &Words, place: Place, counts: &Counts, again: bool) -> Markup {
    let ways = [
        (Place::Waiting, "/desk", words.waiting, Some(counts.waiting)),
        (Place::WithStaff, "/desk?show=staff", words.with_staff, Some(counts.with_staff)),
        (Place::All, "/desk?show=all", words.all, None),
        (Place::Tasks, "/desk/tasks", words.tasks, Some(counts.tasks)),
    ];
    html! {
        nav #ways aria-label=(words.desk) hx-swap-oob=[again.then_some("true")] {
            @for (way, address, name, count) in ways {
                a href=(address) aria-current=[(way == place).then_some("page")] {
                    (name)
                    @if let Some(count) = count.filter(|count| *count > 0) {
                        " " span.count { (count) }
                    }
                }
            }
        }
    }
}

/// What stands over every page while the whole shop is muted.
pub fn banner(house: &House, member: &Member, again: bool) -> Markup {
    let words = member.words;
    let zone = &house.scripts.running().program.shop.time_zone;
    html! {
        div #banner hx-swap-oob=[again.then_some("true")] {
            @if let Some(muted) = house.desk.mute.now() {
                div.muted role="status" {
                    p { (fill(words.muted_all, &[&muted.by, &words.when(muted.since, Timestamp::now(), zone)])) }
                    form method="post" action="/desk/unmute-all" {
                        (token(member))
                        button type="submit" { (words.unmute_all) }
                    }
                }
            }
        }
    }
}

fn mute_all(member: &Member) -> Markup {
    let words = member.words;
    html! {
        details {
            summary { (words.mute_all) }
            form method="post" action="/desk/mute-all" {
                (token(member))
                p { (words.mute_all_sure) }
                button.grave type="submit" { (words.mute_all_yes) }
            }
        }
    }
}

/// What every form carries.
pub fn token(member: &Member) -> Markup {
    html! { input type="hidden" name="token" value=(member.session.token.reveal()); }
}

/// A whole page.
pub fn document(words: &Words, title: &str, body: Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang=(words.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                meta name="htmx-config" content=(HTMX_SETTINGS);
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/desk/desk.css";
                script src="/desk/htmx.js" defer {}
                script src="/desk/desk.js" defer {}
            }
            (body)
        }
    };
    Html(page.into_string())
}

/// An address with a query.
pub fn address(path: &str, query: &[(&str, &str)]) -> String {
    let told = query.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The desk's look.
pub async fn style() -> impl IntoResponse {
    file("text/css; charset=utf-8", STYLE)
}

/// What the desk does besides htmx.
pub async fn script() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", SCRIPT)
}

/// htmx.
pub async fn htmx() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", HTMX)
}

//! The list of conversations: who waits, with whom, the last line, what was promised.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Place, address, banner, page, waiting_mark, ways};
use super::request::Member;
use super::words::Words;
use crate::program::Program;
use crate::serve::gist::By;
use crate::serve::http::{House, Refusal};
use crate::serve::store::desk::{Overview, Page, Show, Wanted};
use crate::transcript::{fill, promise_text};

/// How much of what is sought is looked at, in characters.
const LONGEST_SOUGHT: usize = 100;

/// How much of what a customer is called is shown, in characters.
const LONGEST_CALLED: usize = 80;

/// How many promises a row names.
const MOST_PROMISES: usize = 3;

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Asked {
    show: Sort,
    seek: String,
    page: u16,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    #[default]
    Waiting,
    Staff,
    All,
}

impl Sort {
    fn word(self) -> &'static str {
        match self {
            Sort::Waiting => "",
            Sort::Staff => "staff",
            Sort::All => "all",
        }
    }
}

/// The list, or the part of the open page that changes.
pub async fn list(
    State(house): State<Arc<House>>,
    member: Member,
    query: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(asked) = query.map_err(|error| Refusal::malformed(error.body_text()))?;
    let sought: String = asked.seek.trim().chars().take(LONGEST_SOUGHT).collect();
    // Whoever looks for somebody looks everywhere.
    let sort = if sought.is_empty() { asked.show } else { Sort::All };
    let (show, place) = match sort {
        Sort::Waiting => (Show::Waiting, Place::Waiting),
        Sort::Staff => (Show::WithStaff, Place::WithStaff),
        Sort::All => (Show::All, Place::All),
    };
    let wanted = Wanted { show, sought: sought.clone(), page: asked.page.into() };
    let found = house.desk.ledger.overviews(wanted).await?;
    let words = member.words;
    let here = |page: u16| {
        let page = if page == 0 { String::new() } else { page.to_string() };
        address("/desk", &[("show", sort.word()), ("seek", &sought), ("page", &page)])
    };
    let rows = html! {
        div #news hx-get=(here(asked.page)) hx-trigger="news, every 30s" hx-swap="outerHTML" {
            (rows(&house, words, &found, show, &sought, ""))
            (pages(words, (asked.page > 0).then(|| here(asked.page - 1)), found.more.then(|| here(asked.page + 1))))
        }
    };
    if member.part {
        let counts = house.desk.ledger.counts().await?;
        let title = format!("{}{}", waiting_mark(&counts), title(&house, words));
        let part =
            html! { title { (title) } (rows) (ways(words, place, &counts, true)) (banner(&house, &member, true)) };
        return Ok(Html(part.into_string()).into_response());
    }
    let content = html! {
        main #content.list {
            form.seek role="search" method="get" action="/desk" {
                input type="search" name="seek" value=(sought) placeholder=(words.seek) aria-label=(words.seek) maxlength=(LONGEST_SOUGHT);
                button type="submit" { (words.find) }
            }
            h1.unseen { (words.conversations) }
            @if !sought.is_empty() {
                p.soft { (fill(words.found, &[&sought])) " " a href="/desk?show=all" { (words.show_all) } }
            }
            (rows)
        }
    };
    Ok(page(&house, &member, place, &title(&house, words), content).await?.into_response())
}

fn title(house: &House, words: &Words) -> String {
    format!("{} · {}", words.desk, house.scripts.running().program.shop.title)
}

/// Rows of a list; the one that is open is marked.
pub fn rows(house: &House, words: &Words, found: &Page<Overview>, show: Show, sought: &str, open: &str) -> Markup {
    let (script, now) = (house.scripts.running(), Timestamp::now());
    let none = match show {
        _ if !sought.is_empty() => words.nothing_found,
        Show::Waiting => words.nobody_waits,
        Show::WithStaff => words.nobody_with_staff,
        Show::All => words.nothing_yet,
    };
    html! {
        @if found.rows.is_empty() { p.none { (none) } }
        ol.rows {
            @for one in &found.rows { (row(words, &script.program, one, now, open)) }
        }
    }
}

/// The ways to the pages before and behind this one.
pub fn pages(words: &Words, earlier: Option<String>, later: Option<String>) -> Markup {
    html! {
        @if earlier.is_some() || later.is_some() {
            p.pages {
                @if let Some(earlier) = earlier { a href=(earlier) rel="prev" { (words.earlier_page) } }
                @if let Some(later) = later { a href=(later) rel="next" { (words.later_page) } }
            }
        }
    }
}

fn row(words: &Words, program: &Program, one: &Overview, now: Timestamp, open: &str) -> Markup {
    let last = one.gist.last.as_ref();
    let by = |by: By| match by {
        By::Customer => None,
        By::Shop => Some(words.shop),
        By::Staff => Some(words.staff),
    };
    let at = last.map_or(one.touched, |last| last.at);
    let current = (*one.conversation == *open).then_some("true");
    html! {
        li.waits[one.gist.waiting.is_some()] {
            a href=(address("/desk/conversation", &[("name", &one.conversation)])) aria-current=[current] {
                span.who {
                    strong { bdi { (called(words, one)) } }
                    @if let Some(channel) = channel(words, one) { span.soft { (channel) } }
                    time datetime=(at.to_string()) { (words.when(at, now, &program.shop.time_zone)) }
                }
                @if let Some(last) = last {
                    span.last {
                        @if let Some(by) = by(last.by) { span.soft { (by) ": " } }
                        // What was sent without words is a picture or a file.
                        bdi { (if last.text.is_empty() { words.photo } else { &last.text }) }
                    }
                }
                span.marks {
                    @if let Some(since) = one.gist.waiting {
                        span.mark.waits { (fill(words.waits, &[&words.length(now.duration_since(since))])) }
                    }
                    @if one.with_staff { span.mark { (words.with_staff) } }
                    @if one.muted { span.mark.quiet { (words.muted_mark) } }
                    @if one.tasks > 0 { span.mark { (fill(words.open_count, &[&one.tasks.to_string()])) } }
                    @if !one.promises.is_empty() {
                        span.mark.promise {
                            (words.promised) ": "
                            (one.promises.iter().take(MOST_PROMISES).map(|promise| promise_text(&promise.name, words.language, program)).collect::<Vec<_>>().join(", "))
                            @if one.promises.len() > MOST_PROMISES { " …" }
                        }
                    }
                }
            }
        }
    }
}

/// What a customer is called at the desk.
pub fn called(words: &Words, one: &Overview) -> String {
    if let Some(called) = one.called.as_deref().map(str::trim).filter(|called| !called.is_empty()) {
        let mut short: String = called.chars().take(LONGEST_CALLED).collect();
        if short.len() < called.len() {
            short.push('…');
        }
        return short;
    }
    let told = |sort: &str| one.names.iter().find_map(|name| name.strip_prefix(sort));
    if let Some(number) = told("customer:") {
        return format!("{} {number}", words.customer);
    }
    unnamed(words, &one.conversation)
}

/// What a customer is called of whom nothing is known but the conversation.
pub fn unnamed(words: &Words, conversation: &str) -> String {
    match conversation.split_once(':') {
        Some(("web", browser)) => fill(words.guest, &[&browser.chars().take(6).collect::<String>()]),
        Some((_, rest)) => rest.to_owned(),
        None => conversation.to_owned(),
    }
}

/// By what the customer last wrote.
pub fn channel<'a>(words: &'a Words, one: &'a Overview) -> Option<&'a str> {
    one.gist.came_by.as_deref().map(|channel| if channel == "web" { words.web } else { channel })
}

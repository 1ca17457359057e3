//! What staff are to do, and did.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Place, address, banner, page, token, ways};
use super::list::{pages, unnamed};
use super::request::Member;
use crate::program::Program;
use crate::serve::http::{House, Refusal};
use crate::serve::store::desk::Task;
use crate::transcript::fill;

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Asked {
    show: Sort,
    page: u16,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    #[default]
    Open,
    Done,
}

/// Tasks of all conversations, or the part of the open page that changes.
pub async fn tasks(
    State(house): State<Arc<House>>,
    member: Member,
    query: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(asked) = query.map_err(|error| Refusal::malformed(error.body_text()))?;
    let (words, done) = (member.words, asked.show == Sort::Done);
    let found = house.desk.ledger.tasks(done, asked.page.into()).await?;
    let here = |page: u16| {
        let page = if page == 0 { String::new() } else { page.to_string() };
        address("/desk/tasks", &[("show", if done { "done" } else { "" }), ("page", &page)])
    };
    let script = house.scripts.running();
    let rows = html! {
        div #news hx-get=(here(asked.page)) hx-trigger="news" hx-swap="outerHTML" {
            @if found.rows.is_empty() { p.none { (if done { words.none_done } else { words.no_tasks }) } }
            ul.tasks { @for one in &found.rows { (task(&member, &script.program, one, true)) } }
            (pages(words, (asked.page > 0).then(|| here(asked.page - 1)), found.more.then(|| here(asked.page + 1))))
        }
    };
    if member.part {
        let counts = house.desk.ledger.counts().await?;
        let part = html! { (rows) (ways(words, Place::Tasks, &counts, true)) (banner(&house, &member, true)) };
        return Ok(Html(part.into_string()).into_response());
    }
    let content = html! {
        main #content.list {
            h1.unseen { (words.tasks) }
            p.sorts {
                a href="/desk/tasks" aria-current=[(!done).then_some("page")] { (words.open_tasks) }
                a href="/desk/tasks?show=done" aria-current=[done.then_some("page")] { (words.done_tasks) }
            }
            (rows)
        }
    };
    Ok(page(&house, &member, Place::Tasks, words.tasks, content).await?.into_response())
}

/// One task, with whose it is where that does not go without saying.
pub fn task(member: &Member, program: &Program, one: &Task, of: bool) -> Markup {
    let (words, now, zone) = (member.words, Timestamp::now(), &program.shop.time_zone);
    let called = one.called.clone().unwrap_or_else(|| unnamed(words, &one.conversation));
    html! {
        li.done[one.done.is_some()] {
            div {
                p { bdi { (one.text) } }
                p.soft {
                    @if of {
                        a href=(address("/desk/conversation", &[("name", &one.conversation)])) { bdi { (called) } }
                        " · "
                    }
                    time datetime=(one.at.to_string()) { (words.when(one.at, now, zone)) }
                    @if let Some((at, by)) = &one.done {
                        " · " (fill(words.done_by, &[by, &words.when(*at, now, zone)]))
                    }
                }
            }
            form method="post" action="/desk/task" hx-post="/desk/task" hx-swap="none" {
                (token(member))
                input type="hidden" name="task" value=(one.number);
                @if of { input type="hidden" name="from" value="tasks"; }
                @if one.done.is_some() {
                    button type="submit" name="done" value="no" { (words.reopen) }
                } @else {
                    button type="submit" name="done" value="yes" { (words.done) }
                }
            }
        }
    }
}

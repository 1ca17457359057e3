//! One conversation: what was said and why, what was promised, and what staff may do about it.

use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Place, address, banner, page, token, waiting_mark, ways};
use super::list::{called, channel, rows, unnamed};
use super::request::Member;
use super::session::chance;
use super::side::side;
use super::thread::Thread;
use crate::engine::LARGEST_MESSAGE;
use crate::serve::http::chat::shown;
use crate::serve::http::{House, Refusal};
use crate::serve::record::Record;
use crate::serve::store::desk::{Overview, Show, Wanted};
use crate::transcript::fill;

/// How many turns are shown at first.
const FIRST_SIGHT: usize = 60;

/// How many turns are shown at most.
const MOST_SHOWN: usize = 500;

/// How much of a policy is shown, in characters.
const LONGEST_POLICY: usize = 80;

/// Which conversation, and what of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Asked {
    name: String,
    /// From which turn on.
    from: u64,
    /// What an open page has shown last.
    after: u64,
}

/// What became of an answer by hand.
pub enum Said<'a> {
    /// None was given yet.
    No,
    /// One was written before a login, and not sent.
    Unsent(&'a str),
    /// It was sent.
    Sent,
    /// It was empty.
    Nothing,
    /// It was longer than is sent.
    TooLong(&'a str),
    /// A policy keeps it from being sent.
    Withheld(&'a str, Arc<str>),
    /// It could not be kept, and so was not sent.
    NotKept(&'a str),
    /// Nothing was said: what was to be done was not, since something came that the page did not show.
    Outdated,
}

/// A conversation, or what is new in it.
pub async fn conversation(
    State(house): State<Arc<House>>,
    member: Member,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(asked) = query.map_err(|error| Refusal::malformed(error.body_text()))?;
    let found = house.desk.ledger.overview(asked.name.as_str().into()).await?;
    let one = found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "no-such-conversation", member.words.no_such))?;
    if member.part {
        return Ok(news(&house, &member, &one, asked.after).await?.into_response());
    }
    let unsent = member.session.unsent(&one.conversation);
    let said = unsent.as_deref().map_or(Said::No, Said::Unsent);
    Ok(page_of(&house, &member, &one, asked.from, &said).await?.into_response())
}

/// A photo of a customer's.
pub async fn photo(
    State(house): State<Arc<House>>,
    member: Member,
    id: Result<Path<Arc<str>>, PathRejection>,
) -> Result<Response, Refusal> {
    let found = match id {
        Ok(Path(id)) => house.photos.find(id).await?,
        Err(_) => None,
    };
    found.map(shown).ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "no-such-photo", member.words.no_photo))
}

/// The page of a conversation, from a turn on.
pub async fn page_of(
    house: &House,
    member: &Member,
    one: &Overview,
    from: u64,
    said: &Said<'_>,
) -> Result<Html<String>, Refusal> {
    let words = member.words;
    let name = one.conversation.clone();
    let records = match from {
        0 => house.records.last(name.clone(), FIRST_SIGHT).await?,
        from => house.records.since(name.clone(), from - 1, MOST_SHOWN).await?,
    };
    let first = records.first().map_or(1, |record| record.version);
    let thread = Thread::new(house, words);
    let content = html! {
        div.talk {
            (others(house, member, &name, false).await?)
            main #content {
                (status(house, member, one, false)?)
                @if matches!(said, Said::Outdated) { p.notice role="alert" { (words.outdated) } }
                div.thread role="log" tabindex="0" aria-label=(words.conversations) {
                    div.turns {
                        @if first > 1 && from != 1 {
                            @let from = first.saturating_sub(FIRST_SIGHT as u64).max(1).to_string();
                            p.earlier { a href=(address("/desk/conversation", &[("name", &name), ("from", &from)])) { (words.show_earlier) } }
                        } @else if first > 1 {
                            p.earlier { (words.let_go) }
                        }
                        @for record in &records { (thread.turn(record)) }
                        (poll(&name, &records, 0))
                    }
                }
                (answer_form(member, &name, said)?)
            }
            (side(house, member, one, false).await?)
        }
    };
    page(house, member, Place::Conversation, &title(member, one), content).await
}

fn title(member: &Member, one: &Overview) -> String {
    format!("{} · {}", called(member.words, one), member.words.desk)
}

/// Who waits besides.
async fn others(house: &House, member: &Member, name: &str, again: bool) -> Result<Markup, Refusal> {
    let words = member.words;
    let waiting = house.desk.ledger.overviews(Wanted { show: Show::Waiting, ..Wanted::default() }).await?;
    Ok(html! {
        aside #others aria-label=(words.waiting) hx-swap-oob=[again.then_some("true")] {
            h2 { (words.waiting) }
            (rows(house, words, &waiting, Show::Waiting, "", name))
        }
    })
}

/// What is new in an open page: turns, who has the conversation, what stands beside it.
async fn news(house: &House, member: &Member, one: &Overview, after: u64) -> Result<Html<String>, Refusal> {
    let records = house.records.since(one.conversation.clone(), after, MOST_SHOWN).await?;
    let counts = house.desk.ledger.counts().await?;
    let thread = Thread::new(house, member.words);
    let part = html! {
        title { (waiting_mark(&counts)) (title(member, one)) }
        @for record in &records { (thread.turn(record)) }
        (poll(&one.conversation, &records, after))
        (status(house, member, one, true)?)
        (side(house, member, one, true).await?)
        (others(house, member, &one.conversation, true).await?)
        (ways(member.words, Place::Conversation, &counts, true))
        (banner(house, member, true))
    };
    Ok(Html(part.into_string()))
}

/// Asks for what is behind the last turn, whenever there is news.
fn poll(name: &str, records: &[Record], after: u64) -> Markup {
    let after = records.last().map_or(after, |record| record.version).to_string();
    let address = address("/desk/conversation", &[("name", name), ("after", &after)]);
    html! { div #news hx-get=(address) hx-trigger="news" hx-swap="outerHTML" {} }
}

/// Who has the conversation, and what may be done about it.
fn status(house: &House, member: &Member, one: &Overview, again: bool) -> Result<Markup, Refusal> {
    let (words, now) = (member.words, Timestamp::now());
    let state = match one {
        Overview { with_staff: true, .. } => words.state_staff,
        Overview { muted: true, .. } => words.state_muted,
        _ if house.desk.mute.is_on() => "",
        _ => words.state_script,
    };
    let once = once()?;
    let seen = last_line(one);
    let deed = |path: &'static str, what: &'static str, class: &'static str| {
        html! {
            form method="post" action=(path) hx-post=(path) hx-swap="none" {
                (token(member))
                input type="hidden" name="once" value=(once);
                input type="hidden" name="name" value=(one.conversation);
                input type="hidden" name="seen" value=(seen);
                button id=(path.trim_start_matches("/desk/")) class=(class) type="submit" { (what) }
            }
        }
    };
    Ok(html! {
        div #status hx-swap-oob=[again.then_some("true")] {
            div {
                h1 { bdi { (called(words, one)) } }
                @if let Some(channel) = channel(words, one) { span.soft { (channel) } }
                p {
                    (state)
                    @if *state == *words.state_script { " " (words.answer_hint) }
                    @if let Some(customer) = &one.guest_of {
                        " " strong.waits { (words.signed_in) }
                        " " a href=(address("/desk/conversation", &[("name", customer)])) { (unnamed(words, customer)) }
                    }
                    @if let Some(since) = one.gist.waiting {
                        " " strong.waits { (fill(words.waits_since, &[&words.length(now.duration_since(since))])) }
                    }
                }
            }
            div.deeds {
                @if one.with_staff {
                    (deed("/desk/give-back", words.give_back, "main"))
                    (deed("/desk/resolve", words.resolve, ""))
                } @else {
                    (deed("/desk/take-over", words.take_over, "main"))
                }
                @if one.gist.waiting.is_some() {
                    (deed("/desk/dismiss", words.dismiss, ""))
                }
                @if one.muted {
                    (deed("/desk/unmute", words.unmute, ""))
                } @else {
                    (deed("/desk/mute", words.mute, ""))
                }
            }
        }
    })
}

/// Which line is the last, by its time.
pub fn last_line(one: &Overview) -> String {
    one.gist.last.as_ref().map(|last| last.at.to_string()).unwrap_or_default()
}

/// Where staff answer by hand.
pub fn answer_form(member: &Member, name: &str, said: &Said<'_>) -> Result<Markup, Refusal> {
    let words = member.words;
    let (text, trouble) = match said {
        Said::No | Said::Sent | Said::Outdated => ("", None),
        Said::NotKept(text) => (*text, Some(words.not_now.to_owned())),
        Said::Unsent(text) => (*text, Some(words.unsent.to_owned())),
        Said::Nothing => ("", Some(words.empty_answer.to_owned())),
        Said::TooLong(text) => (*text, Some(fill(words.too_long, &[&LARGEST_MESSAGE.to_string()]))),
        Said::Withheld(text, policy) => (*text, Some(fill(words.withheld, &[&named(policy, text)]))),
    };
    Ok(html! {
        form #answer method="post" action="/desk/answer" hx-post="/desk/answer" hx-target="this" hx-swap="outerHTML" hx-disabled-elt="find button" {
            (token(member))
            input type="hidden" name="once" value=(once()?);
            input type="hidden" name="name" value=(name);
            label.unseen for="text" { (words.answer) }
            @if let Some(trouble) = &trouble { p.wrong #trouble-of-answer role="alert" { (trouble) } }
            textarea #text name="text" rows="2" maxlength=(LARGEST_MESSAGE) required placeholder=(words.answer) dir="auto"
                aria-invalid=[trouble.is_some().then_some("true")] aria-describedby=[trouble.is_some().then_some("trouble-of-answer")]
                autofocus[!matches!(said, Said::No | Said::Outdated)] { (text) }
            @if matches!(said, Said::Sent) { span.unseen role="status" { (words.sent) } }
            button.main type="submit" { (words.send) }
            @if matches!(said, Said::Unsent(_)) {
                button type="submit" formaction="/desk/discard" formnovalidate { (words.discard) }
            }
        }
    })
}

/// A policy as it is named to staff who wrote this: of what it lists only what stands there, and of others the beginning.
pub fn named(policy: &str, text: &str) -> String {
    let text = text.to_lowercase();
    let mut pieces = policy.split(['"', '“', '”', '«', '»']);
    let begin = pieces.next().unwrap_or_default();
    let listed = pieces.step_by(2).filter(|word| text.contains(&word.to_lowercase()));
    let listed: Vec<String> = listed.map(|word| format!("“{word}”")).collect();
    if !listed.is_empty() {
        return format!("{begin}{}", listed.join(", "));
    }
    let short: String = policy.chars().take(LONGEST_POLICY).collect();
    if short.len() < policy.len() { format!("“{}…”", short.trim_end()) } else { format!("“{short}”") }
}

/// An id that a form has to itself.
fn once() -> Result<String, Refusal> {
    Ok(chance()?.chars().take(22).collect())
}

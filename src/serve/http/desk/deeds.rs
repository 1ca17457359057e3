//! What staff do in a conversation. Each form carries an id of its own, so that a second click does nothing.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::conversation::{Said, answer_form, last_line};
use super::errand::Errand;
use super::layout::address;
use super::request::Form;
use crate::engine::{Event, Happening, LARGEST_MESSAGE, Remark};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::channel::DESK;
use crate::serve::hex::hex;
use crate::serve::http::{House, Refusal};
use crate::serve::record::Record;
use crate::serve::store::Taken;
use crate::serve::store::desk::Overview;

/// How long a form's own id may be.
const LONGEST_ONCE: usize = 64;

/// How many digits tell the words of one answer from those of another.
const DIGEST: usize = 32;

/// Among how many turns one is looked for that was sent before.
const LOOKED_THROUGH: usize = 60;

/// Takes a conversation over from the script.
pub async fn take_over(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "take-over", |one| Wish::of(!one.with_staff, Happening::StaffJoined)).await
}

/// Gives it back as it is: whoever waits waits on.
pub async fn give_back(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "give-back", |one| Wish::of(one.with_staff, Happening::StaffLeft)).await
}

/// Gives it back with all said: nobody waits, and nothing comes by itself that waited for the customer's word.
pub async fn resolve(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "resolve", |one| {
        let open = one.with_staff || one.gist.waiting.is_some();
        Wish::of(open, Happening::StaffResolved).where_seen(&form, one)
    })
    .await
}

/// Takes a customer who needs no answer any more from those who wait; whoever has the conversation keeps it.
pub async fn dismiss(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "dismiss", |one| {
        Wish::of(one.gist.waiting.is_some(), Happening::NeedsNoAnswer).where_seen(&form, one)
    })
    .await
}

/// What a click comes to.
enum Wish {
    /// It is to be done.
    Do(Happening),
    /// It is so already.
    Already,
    /// Something came that did not stand on the page.
    Outdated,
}

impl Wish {
    fn of(changes: bool, happening: Happening) -> Self {
        if changes { Wish::Do(happening) } else { Wish::Already }
    }

    /// Done only where the last line stood on the page that was sent: of what came since nothing can be said.
    fn where_seen(self, form: &Form, one: &Overview) -> Self {
        match self {
            Wish::Do(_) if form.field("seen") != last_line(one) => Wish::Outdated,
            other => other,
        }
    }
}

/// Mutes the script in a conversation.
pub async fn mute(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "mute", |one| Wish::of(!one.muted, Happening::Muted)).await
}

/// Lets it speak there again.
pub async fn unmute(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    change(&house, &form, "unmute", |one| Wish::of(one.muted, Happening::Unmuted)).await
}

async fn change(
    house: &House,
    form: &Form,
    deed: &str,
    wish: impl FnOnce(&Overview) -> Wish,
) -> Result<Response, Refusal> {
    let one = conversation(house, form).await?;
    match wish(&one) {
        Wish::Do(happening) => {
            // One form has a button for each deed.
            let id = id(form, deed, "")?;
            let told = format!("{happening:?}");
            house.take(arrival(&one.conversation, id, happening)).await?;
            let (staff, conversation) = (&form.member.session.name, &one.conversation);
            tracing::info!(%staff, %conversation, happening = told, "at the desk");
        }
        Wish::Already => {}
        Wish::Outdated if form.member.part => {
            return Err(Refusal::new(StatusCode::CONFLICT, "outdated", form.member.words.outdated));
        }
        Wish::Outdated => {
            let page = super::conversation::page_of(house, &form.member, &one, 0, &Said::Outdated).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    }
    Ok(back(form, &one.conversation))
}

/// Answers by hand; a conversation that staff have not is taken over first.
pub async fn answer(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    let one = conversation(&house, &form).await?;
    let text = form.field("text").replace("\r\n", "\n");
    let text = text.trim();
    let said = if text.is_empty() {
        Said::Nothing
    } else if text.chars().count() > LARGEST_MESSAGE {
        Said::TooLong(text)
    } else {
        let id = answer_id(&form, text)?;
        let taken = send(&house, &form, &one, text, id.clone()).await;
        // Where it could not be kept, the words are still there.
        if taken.is_err()
            && let Some(unsent) = Errand::of_form(&form.fields).unsent()
        {
            form.member.session.keep(unsent);
        }
        let taken = match taken {
            // A page that was sent as a whole is gone: the next one holds the words.
            Err(refusal) if !form.member.part => {
                let page = super::conversation::page_of(&house, &form.member, &one, 0, &Said::NotKept(text)).await;
                let Ok(page) = page else { return Err(refusal) };
                house.refused("/desk/answer", refusal.code, &refusal.why);
                return Ok((refusal.status, page).into_response());
            }
            taken => taken?,
        };
        let record = match taken {
            Taken::Served(record) => Some(record),
            // What became of it then is told again.
            Taken::Before => {
                let last = house.records.last(one.conversation.clone(), LOOKED_THROUGH).await?;
                last.into_iter().find(|record| record.id == id).map(Arc::new)
            }
            Taken::Kept => None,
        };
        let mut remarks = record.iter().flat_map(|record| &record.turn.trace.remarks);
        let withheld = remarks.find_map(|remark| match remark {
            Remark::Withheld { policy, .. } => Some(policy.clone()),
            _ => None,
        });
        withheld.map_or(Said::Sent, |policy| Said::Withheld(text, policy))
    };
    form.member.session.let_go(&one.conversation);
    match (&said, form.member.part) {
        (Said::Sent, false) => Ok(back(&form, &one.conversation)),
        (_, true) => Ok(Html(answer_form(&form.member, &one.conversation, &said)?.into_string()).into_response()),
        (_, false) => {
            let page = super::conversation::page_of(&house, &form.member, &one, 0, &said).await?;
            let status =
                if matches!(said, Said::Nothing) { StatusCode::BAD_REQUEST } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok((status, page).into_response())
        }
    }
}

/// Throws away the words of an answer that was not sent and was kept.
pub async fn discard(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    let one = conversation(&house, &form).await?;
    form.member.session.let_go(&one.conversation);
    if form.member.part {
        return Ok(Html(answer_form(&form.member, &one.conversation, &Said::No)?.into_string()).into_response());
    }
    Ok(back(&form, &one.conversation))
}

async fn send(house: &House, form: &Form, one: &Overview, text: &str, answer: Arc<str>) -> Result<Taken, Refusal> {
    if !one.with_staff {
        house.take(arrival(&one.conversation, id(form, "", "join ")?, Happening::StaffJoined)).await?;
    }
    let happening = Happening::StaffMessage { text: text.to_owned() };
    Ok(house.take(arrival(&one.conversation, answer, happening)).await?)
}

/// The arrival's id of an answer. Where the response to a form was lost, other words may be sent by the same form: they are another answer.
fn answer_id(form: &Form, text: &str) -> Result<Arc<str>, Refusal> {
    let digest: String = hex(&hmac_sha256::Hash::hash(text.as_bytes())).chars().take(DIGEST).collect();
    id(form, &format!("-{digest}"), "")
}

/// Marks a task as done, or as open again.
pub async fn task(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    let number = form.field("task").parse().map_err(|_| Refusal::malformed("`task` is a task's number"))?;
    let by = (form.field("done") == "yes").then(|| form.member.session.name.clone());
    let of = house.desk.ledger.settle_task(number, by).await?;
    let Some(of) = of else {
        return Err(Refusal::new(StatusCode::NOT_FOUND, "no-such-task", form.member.words.no_task));
    };
    house.desk.bell.ring();
    if form.field("from") == "tasks" && !form.member.part {
        return Ok(Redirect::to("/desk/tasks").into_response());
    }
    Ok(back(&form, &of))
}

/// Mutes the whole shop's script.
pub async fn mute_all(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    switch(&house, &form, Some(form.member.session.name.clone())).await
}

/// Lets it speak again.
pub async fn unmute_all(State(house): State<Arc<House>>, form: Form) -> Result<Response, Refusal> {
    switch(&house, &form, None).await
}

async fn switch(house: &House, form: &Form, by: Option<Arc<str>>) -> Result<Response, Refusal> {
    tracing::warn!(staff = %form.member.session.name, muted = by.is_some(), "the script in the whole shop");
    house.desk.ledger.mute(by).await?;
    house.desk.mute.set(house.desk.ledger.muted().await?);
    house.desk.bell.ring();
    Ok(Redirect::to("/desk").into_response())
}

/// The conversation a form is about.
async fn conversation(house: &House, form: &Form) -> Result<Overview, Refusal> {
    let found = house.desk.ledger.overview(form.field("name").into()).await?;
    found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "no-such-conversation", form.member.words.no_such))
}

/// The arrival's id: the form's own with the deed, and who sent it.
fn id(form: &Form, deed: &str, what: &str) -> Result<Arc<str>, Refusal> {
    let once = form.field("once");
    if once.is_empty() || once.len() > LONGEST_ONCE || !once.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refusal::malformed("`once` is the form's own id: 1 to 64 letters and digits"));
    }
    Ok(format!("{once}{deed} {what}{}", form.member.session.name).into())
}

/// Who did something at the desk, by the arrival's id; nobody where it was done elsewhere.
pub fn who(record: &Record) -> Option<&str> {
    let (_, name) = record.id.split_once(' ').filter(|_| *record.channel == *DESK)?;
    Some(name.strip_prefix("join ").unwrap_or(name))
}

fn arrival(conversation: &Arc<str>, id: Arc<str>, happening: Happening) -> Arrival {
    Arrival {
        channel: DESK.into(),
        id,
        also: None,
        whose: vec![conversation.clone()],
        answer: Answer::AsBefore,
        event: Event::from(happening),
    }
}

/// An open page hears of it by itself; without one, the conversation is shown anew.
fn back(form: &Form, conversation: &str) -> Response {
    if form.member.part {
        return StatusCode::NO_CONTENT.into_response();
    }
    Redirect::to(&address("/desk/conversation", &[("name", conversation)])).into_response()
}

//! A message of a customer's: acknowledged once it is durable.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::stream::talk;
use super::visitor::{Claim, Visitor};
use crate::engine::{Event, Happening, LARGEST_MESSAGE, MOST_ATTACHMENTS};
use crate::program::Datum;
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::http::incoming::body;
use crate::serve::http::{House, Refusal};
use crate::serve::store::Taken;

/// How large a message may be on its way, in bytes: the longest text, each character written as JSON writes it at worst, twelve bytes for one; and
/// what goes with it.
pub const LARGEST_BODY: usize = 64 * 1024;

/// What a window writes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The window's own id of it; sent again under the same id it counts once.
    pub id: String,
    /// The words.
    pub text: String,
    /// The photos that go with them, by the ids under which they were kept before.
    #[serde(default)]
    pub photos: Vec<Arc<str>>,
    /// The product on the page.
    #[serde(default)]
    pub product: Option<String>,
}

/// What a window is told once its message is durable.
#[derive(Debug, Serialize)]
pub struct Acknowledged {
    /// The window's own id of it.
    acknowledged: String,
    /// Where it was answered in the same commit.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    answered: Option<Answered>,
}

/// The turn that answers it.
#[derive(Debug, Serialize)]
struct Answered {
    version: u64,
    conversation: Arc<str>,
    talk: String,
}

/// A message by POST.
pub async fn message(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let claim = Claim::of(request.headers())?;
    let visitor = claim.visitor(house.settings.customer_secret.as_ref())?;
    let body = body(request, LARGEST_BODY).await?;
    let written = serde_json::from_slice(&body).map_err(|error| Refusal::malformed(format!("the body: {error}")))?;
    let (acknowledged, _) = take(&house, &visitor, written).await?;
    Ok(Json(acknowledged).into_response())
}

/// Takes a message in, and says under which id it is kept and in which conversation.
pub async fn take(
    house: &House,
    visitor: &Visitor,
    written: Written,
) -> Result<(Acknowledged, Option<Arc<str>>), Refusal> {
    if written.text.trim().is_empty() && written.photos.is_empty() {
        return Err(Refusal::malformed("the message holds no words"));
    }
    if written.photos.len() > MOST_ATTACHMENTS {
        return Err(Refusal::malformed(format!("a message has at most {MOST_ATTACHMENTS} photos")));
    }
    if written.text.chars().count() > LARGEST_MESSAGE {
        let why = format!("a message has at most {LARGEST_MESSAGE} characters");
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", why));
    }
    if written.id.is_empty() || written.id.len() > 100 {
        return Err(Refusal::malformed("a message's `id` has 1 to 100 bytes"));
    }
    if !house.pace.allows(&visitor.name, house.settings.messages_per_minute) {
        return Err(Refusal::too_fast());
    }
    for photo in &written.photos {
        if !house.photos.belongs(photo.clone(), visitor.whose.clone()).await? {
            return Err(Refusal::malformed("no photo of yours is known by this id; send it again"));
        }
    }
    let photos = written.photos.iter().map(|photo| photo.to_string()).collect();
    let message = Happening::Message { text: written.text, photos, files: Vec::new(), recognised: Vec::new() };
    let mut event = Event::from(message);
    let product = written.product.filter(|product| !product.is_empty() && product.len() <= 500);
    event.facts =
        product.map(|product| ("product".to_owned(), Datum::Text(product))).into_iter().collect::<BTreeMap<_, _>>();
    let taken = house.take(Arrival {
        channel: "web".into(),
        id: format!("{} {}", visitor.name, written.id).into(),
        also: None,
        whose: visitor.whose.clone(),
        answer: Answer::Fetched,
        event,
    });
    let served = match taken.await? {
        Taken::Served(record) => Some(record),
        Taken::Kept | Taken::Before => None,
    };
    let answered = served.as_ref().map(|record| Answered {
        version: record.version,
        conversation: visitor.name.clone(),
        talk: talk(&record.conversation),
    });
    let acknowledged = Acknowledged { acknowledged: written.id, answered };
    Ok((acknowledged, served.map(|record| record.conversation.clone())))
}

//! Photos of a customer's: kept before the message that shows them, and given back to whoever sent them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::visitor::Claim;
use crate::serve::http::incoming::{body, sender};
use crate::serve::http::{House, Refusal};
use crate::serve::photo::{Kept, LARGEST_PHOTO, MOST_PHOTOS, Photo};
use crate::serve::store::Trouble;

/// How many photos a customer may send in a minute, and how many come from one address, where a browser may call itself ever anew.
const PHOTOS_PER_MINUTE: u32 = 10;
const PHOTOS_OF_AN_ADDRESS: u32 = 30;

/// Keeps a photo, and says under which id.
pub async fn keep_photo(State(house): State<Arc<House>>, request: Request) -> Result<Response, Refusal> {
    let visitor = Claim::of(request.headers())?.visitor(house.settings.customer_secret.as_ref())?;
    let sender = sender(&house, &request);
    if !house.pace.allows(&format!("photos {}", visitor.name), PHOTOS_PER_MINUTE)
        || !house.pace.allows(&format!("photos from {sender}"), PHOTOS_OF_AN_ADDRESS)
    {
        return Err(Refusal::too_fast());
    }
    // Each is held whole until it is kept.
    let Ok(_room) = house.uploads.try_acquire() else { return Err(Trouble::Full.into()) };
    let bytes = body(request, LARGEST_PHOTO).await?.to_vec();
    let Some(photo) = Photo::of(visitor.surest(), bytes) else {
        let why = "a photo is a JPEG, PNG, WebP or GIF file";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "no-photo", why));
    };
    let id = photo.id();
    match house.photos.keep(photo, u64::from(house.settings.photo_megabytes) * 1_000_000).await? {
        Kept::Durable => Ok(Json(json!({"photo": id})).into_response()),
        Kept::OwnerHasTooMany => {
            let why = format!("{MOST_PHOTOS} photos of yours are kept already");
            Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too-many-photos", why))
        }
        Kept::NoRoom => {
            if house.may_log_refusal() {
                let megabytes = house.settings.photo_megabytes;
                tracing::warn!(megabytes, "a photo was refused: more than `photo-megabytes` would be kept");
            }
            let why = "the shop has no room for more photos; tell it in words what is to be seen";
            Err(Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "no-room", why))
        }
    }
}

/// A photo, for the one who sent it.
pub async fn photo(
    State(house): State<Arc<House>>,
    Path(id): Path<Arc<str>>,
    request: Request,
) -> Result<Response, Refusal> {
    let visitor = Claim::of(request.headers())?.visitor(house.settings.customer_secret.as_ref())?;
    let found = match house.photos.belongs(id.clone(), visitor.whose).await? {
        true => house.photos.find(id).await?,
        false => None,
    };
    match found {
        Some(photo) => Ok(shown(photo)),
        None => Err(Refusal::new(StatusCode::NOT_FOUND, "nowhere", "no photo of yours is known by this id")),
    }
}

/// A photo as it goes to a browser: never run, never sniffed, and the same for good under its id.
pub(in crate::serve::http) fn shown(photo: Photo) -> Response {
    let headers = [(header::CONTENT_TYPE, photo.kind), (header::CACHE_CONTROL, "private, max-age=86400, immutable")];
    (headers, photo.bytes).into_response()
}

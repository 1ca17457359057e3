//! An event of a room's, as something that happened to a conversation: a room has one customer, and whoever else is in it is staff.

use std::sync::Arc;

use super::super::House;
use super::{Matrix, join};
use crate::engine::Happening;
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::channel::Undelivered;
use crate::serve::matrix::{Happened, MATRIX, RoomEvent, read};
use crate::serve::store::{Taken, Trouble};

/// What somebody is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Customer,
    Staff,
    /// Neither: staff are named, and this is none of them.
    Other,
}

/// Takes an event; done once it is durable.
pub async fn event(house: &Arc<House>, matrix: &Matrix, event: &RoomEvent) -> Result<(), Trouble> {
    let taken = match read(event, &matrix.bot) {
        Happened::Nothing(_) => Ok(()),
        Happened::Invited => join::invited(house, matrix, &event.room_id, &event.sender).await,
        Happened::Wrote { text, photos, files } => wrote(house, matrix, event, text, photos, files).await,
        Happened::Encrypted => encrypted(house, matrix, event).await,
        Happened::Came(who) => came(house, matrix, event, &who).await,
        Happened::Went(who) => went(house, matrix, event, &who).await,
    };
    match taken {
        // Sent again it would be refused again, and hold up all that comes behind it.
        Err(Trouble::Refused(why)) => {
            tracing::warn!(event = event.event_id, why, "an event that cannot be kept");
            Ok(())
        }
        taken => taken,
    }
}

/// What a person is called here.
pub fn person(name: &str) -> Arc<str> {
    format!("{MATRIX}:{name}").into()
}

/// What a room is called here.
pub fn room(id: &str) -> Arc<str> {
    format!("{MATRIX}-room:{id}").into()
}

/// What somebody is in a room; nothing where the room has no customer yet.
async fn role(house: &House, matrix: &Matrix, id: &str, who: &str) -> Result<Option<Role>, Trouble> {
    if matrix.bot.staff.iter().any(|staff| staff == who) {
        return Ok(Some(Role::Staff));
    }
    let Some(here) = house.records.conversation(vec![room(id)]).await? else { return Ok(None) };
    let own = house.records.conversation(vec![person(who)]).await?;
    Ok(Some(match own {
        Some(own) if own == here => Role::Customer,
        _ if matrix.bot.staff.is_empty() => Role::Staff,
        _ => Role::Other,
    }))
}

/// Something the customer did.
pub fn of_customer(event: &str, id: &str, who: &str, happening: Happening) -> Arrival {
    let answer = Answer::At(id.into());
    let whose = vec![person(who), room(id)];
    Arrival { channel: MATRIX.into(), id: event.into(), also: None, whose, answer, event: happening.into() }
}

/// Something that happened to whichever conversation is in a room.
fn of_room(event: &str, id: &str, happening: Happening) -> Arrival {
    let (whose, answer) = (vec![room(id)], Answer::AsBefore);
    Arrival { channel: MATRIX.into(), id: event.into(), also: None, whose, answer, event: happening.into() }
}

async fn wrote(
    house: &House,
    matrix: &Matrix,
    event: &RoomEvent,
    text: String,
    photos: Vec<String>,
    files: Vec<String>,
) -> Result<(), Trouble> {
    let RoomEvent { event_id, room_id, sender, .. } = event;
    match role(house, matrix, room_id, sender).await? {
        None | Some(Role::Customer) => {
            // A homeserver's transaction is not refused for one of many who are in it.
            if !house.pace.allows(&person(sender), house.settings.messages_per_minute) {
                house.metrics.refused("too-fast");
                return Ok(());
            }
            let happening = Happening::Message { text, photos, files, recognised: Vec::new() };
            house.take(of_customer(event_id, room_id, sender, happening)).await?;
        }
        Some(Role::Staff) if house.records.conversation(vec![room(room_id)]).await?.is_some() => {
            house.hear(of_room(&format!("joined {event_id}"), room_id, Happening::StaffJoined)).await?;
            // A picture may be the whole answer.
            let text = if text.trim().is_empty() { String::new() } else { text };
            house.take(of_room(event_id, room_id, Happening::StaffMessage { text })).await?;
        }
        Some(Role::Staff | Role::Other) => {}
    }
    Ok(())
}

async fn came(house: &House, matrix: &Matrix, event: &RoomEvent, who: &str) -> Result<(), Trouble> {
    let known = house.records.conversation(vec![room(&event.room_id)]).await?.is_some();
    if known && role(house, matrix, &event.room_id, who).await? == Some(Role::Staff) {
        house.hear(of_room(&event.event_id, &event.room_id, Happening::StaffJoined)).await?;
    }
    Ok(())
}

/// The customer went, or staff did; where others of them are still there, staff still have it.
async fn went(house: &House, matrix: &Matrix, event: &RoomEvent, who: &str) -> Result<(), Trouble> {
    let RoomEvent { event_id, room_id, .. } = event;
    if house.records.conversation(vec![room(room_id)]).await?.is_none() {
        return Ok(());
    }
    match role(house, matrix, room_id, who).await? {
        Some(Role::Customer) => {
            house.take(of_room(event_id, room_id, Happening::CustomerLeft)).await?;
        }
        Some(Role::Staff) => {
            let there = match matrix.homeserver.members(room_id).await {
                Ok(there) => there,
                // The bot is in that room no longer.
                Err(Undelivered::Never(_)) => return Ok(()),
                Err(Undelivered::Later(why, _)) => return Err(Trouble::Failed(why)),
            };
            for member in there.iter().filter(|member| member.joined && member.person != who) {
                let bot = member.person == *matrix.bot.name;
                if !bot && role(house, matrix, room_id, &member.person).await? == Some(Role::Staff) {
                    return Ok(());
                }
            }
            house.hear(of_room(event_id, room_id, Happening::StaffLeft)).await?;
        }
        Some(Role::Other) | None => {}
    }
    Ok(())
}

/// A customer whose words cannot be read is told so, once a room.
async fn encrypted(house: &Arc<House>, matrix: &Matrix, event: &RoomEvent) -> Result<(), Trouble> {
    let RoomEvent { room_id, sender, .. } = event;
    if matches!(role(house, matrix, room_id, sender).await?, Some(Role::Staff | Role::Other)) {
        return Ok(());
    }
    let id = format!("encrypted {room_id}");
    tracing::warn!(room = room_id, "a room is encrypted, and what is written there cannot be read");
    if let Taken::Served(_) = house.take(of_customer(&id, room_id, sender, Happening::Facts)).await? {
        tokio::spawn(join::say_unreadable(house.clone(), room_id.clone()));
    }
    Ok(())
}

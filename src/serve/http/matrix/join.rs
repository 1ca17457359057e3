//! The bot makes itself known, and goes into the rooms it is asked into.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::super::House;
use super::{Matrix, hear};
use crate::engine::Happening;
use crate::serve::channel::Undelivered;
use crate::serve::matrix::{Happened, MATRIX, RoomEvent, read};
use crate::serve::store::{Pending, Trouble};

/// The first pause after the homeserver did not answer; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How often going into a room is tried.
const TRIES: u32 = 10;

const ENGLISH: &str = "This room is encrypted, and the shop's assistant cannot read what you write here. \
                       Please write in a room without encryption.";

/// What is said in a room that cannot be read, by language.
const UNREADABLE: [(&str, &str); 3] = [
    ("en", ENGLISH),
    ("zh", "这个房间开了加密，本店助手读不到您写的内容。请在未加密的房间里联系我们。"),
    (
        "es",
        "Esta sala está cifrada y el asistente de la tienda no puede leer lo que escriba aquí. Escríbanos, por favor, en una sala sin cifrar.",
    ),
];

/// Makes the bot known to its homeserver, as soon as that answers, and goes into rooms it had not come into yet.
pub async fn begin(house: Arc<House>) {
    let Some(matrix) = &house.matrix else { return };
    let known = insist(u32::MAX, || matrix.homeserver.register()).await;
    match known {
        Ok(true) => {
            let shop = &house.scripts.running().program.shop;
            let name = shop.persona.as_ref().unwrap_or(&shop.title).clone();
            if let Err(error) = matrix.homeserver.call_itself(&name).await {
                tracing::warn!(?error, "the bot could not take its name");
            }
        }
        Ok(false) => {}
        Err(why) => tracing::error!(why, "the homeserver does not know the bot: does it have the registration file?"),
    }
    // Those it was asked into just before it ended.
    let known = match house.records.addresses(MATRIX.into()).await {
        Ok(known) => known,
        Err(trouble) => return tracing::error!(%trouble, "the rooms that are known cannot be read"),
    };
    let rooms = match insist(TRIES, || matrix.homeserver.joined()).await {
        Ok(rooms) => rooms,
        Err(why) => return tracing::warn!(why, "the homeserver does not tell in which rooms the bot is"),
    };
    for room in known.iter().filter(|known| !rooms.iter().any(|room| *room == ***known)) {
        tokio::spawn(enter(house.clone(), room.to_string()));
    }
}

/// The bot was asked into a room: whoever asked is its customer, unless they are staff.
pub async fn invited(house: &Arc<House>, matrix: &Matrix, room: &str, by: &str) -> Result<(), Trouble> {
    if !matrix.bot.staff.iter().any(|staff| staff == by) {
        let id = format!("invited {room} {by}");
        house.take(hear::of_customer(&id, room, by, Happening::Facts)).await?;
    }
    tokio::spawn(enter(house.clone(), room.to_owned()));
    Ok(())
}

/// Goes into a room, and hears what was written there since the bot was asked.
fn enter(house: Arc<House>, room: String) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        if let Some(matrix) = &house.matrix {
            enter_as(&house, matrix, &room).await;
        }
    })
}

async fn enter_as(house: &Arc<House>, matrix: &Matrix, room: &str) {
    if let Err(why) = insist(TRIES, || matrix.homeserver.join(room)).await {
        tracing::warn!(room, why, "the bot cannot go into a room it was asked into");
        return;
    }
    let written = match insist(TRIES, || matrix.homeserver.written(room)).await {
        Ok(written) => written,
        Err(why) => {
            tracing::warn!(room, why, "what was written before the bot came is not known");
            return;
        }
    };
    let asked = |event: &RoomEvent| read(event, &matrix.bot) == Happened::Invited;
    let Some(asked) = written.iter().rposition(asked) else { return };
    let _in_order = matrix.in_order.lock().await;
    for event in written.iter().skip(asked + 1).filter(|event| event.state_key.is_none()) {
        if let Err(trouble) = hear::event(house, matrix, event).await {
            tracing::error!(%trouble, room, "what was written before the bot came could not be kept");
            return;
        }
    }
}

/// Tells a customer that the room cannot be read, in the languages of the shop.
pub async fn say_unreadable(house: Arc<House>, room: String) {
    let Some(matrix) = &house.matrix else { return };
    let languages = house.scripts.running().program.shop.languages.clone();
    let spoken = |tag: &str| languages.iter().any(|language| language.split('-').next() == Some(tag));
    let known: Vec<&str> = UNREADABLE.iter().filter(|(tag, _)| spoken(tag)).map(|(_, words)| *words).collect();
    let words = if known.is_empty() { ENGLISH.to_owned() } else { known.join("\n") };
    let content = json!({"msgtype": "m.notice", "body": words});
    if let Err(why) = insist(TRIES, || matrix.homeserver.say(&room, "encrypted", &content)).await {
        tracing::warn!(room, why, "nobody could be told that the room is encrypted");
    }
}

/// Asks again where the homeserver may answer later; why it will not.
async fn insist<T>(tries: u32, ask: impl Fn() -> Pending<T, Undelivered>) -> Result<T, String> {
    let mut pause = FIRST_PAUSE;
    for tried in 1_u32.. {
        match ask().await {
            Ok(done) => return Ok(done),
            Err(Undelivered::Never(why)) => return Err(why),
            Err(Undelivered::Later(why, _)) if tried >= tries => return Err(why),
            Err(Undelivered::Later(why, after)) => {
                tracing::warn!(why, "the homeserver does not do what it is asked; asked again");
                tokio::time::sleep(after.unwrap_or(pause).min(LONGEST_PAUSE)).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
    Err("not asked".to_owned())
}

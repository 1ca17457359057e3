//! Answering in Matrix rooms: words for the customer, and staff asked in where a conversation is theirs.

use std::sync::Arc;

use super::homeserver::Homeserver;
use super::words::{message, plain};
use super::{Bot, MATRIX};
use crate::engine::Deed;
use crate::serve::channel::{Channel, Posting, Undelivered};
use crate::serve::record::Part;
use crate::serve::store::Pending;

/// The rooms of a homeserver.
pub struct Rooms {
    homeserver: Arc<Homeserver>,
    bot: Bot,
}

impl Rooms {
    /// The rooms that a bot is in.
    pub fn new(homeserver: Arc<Homeserver>, bot: Bot) -> Self {
        Rooms { homeserver, bot }
    }
}

impl Channel for Rooms {
    fn name(&self) -> &str {
        MATRIX
    }

    fn send(&self, posting: Posting) -> Pending<(), Undelivered> {
        let own = *posting.record.channel == *MATRIX;
        let content = match posting.part() {
            Some(Part::Act(act)) => message(act),
            // What staff wrote in the room stands there already.
            Some(Part::Staff(text)) if !own => plain(text),
            Some(Part::ForStaff(Deed::HandsOver(_)) | Part::Waits) => {
                return Box::pin(call(self.homeserver.clone(), posting.address, self.bot.staff.clone()));
            }
            // A room has no place that its customer does not see.
            _ => return Box::pin(async { Ok(()) }),
        };
        let (homeserver, key, room) = (self.homeserver.clone(), posting.key.to_string(), posting.address);
        Box::pin(async move { homeserver.say(&room, &key, &content).await })
    }
}

/// Asks staff into a room who are not in it nor asked already.
async fn call(homeserver: Arc<Homeserver>, room: Arc<str>, staff: Vec<String>) -> Result<(), Undelivered> {
    if staff.is_empty() {
        return Ok(());
    }
    let there = homeserver.members(&room).await?;
    for person in staff.iter().filter(|person| !there.iter().any(|member| member.person == **person)) {
        match homeserver.invite(&room, person).await {
            // One who cannot be asked is no reason not to ask the others.
            Err(Undelivered::Never(why)) => tracing::warn!(%person, why, "cannot be asked into a room"),
            other => other?,
        }
    }
    Ok(())
}

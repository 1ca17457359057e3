//! Matrix: the bot is an application service of a homeserver.

mod bot;
mod event;
mod homeserver;
mod room;
mod words;

pub use bot::Bot;
pub use event::{Happened, RoomEvent, read};
pub use homeserver::{Homeserver, Membership};
pub use room::Rooms;

/// What the channel is called.
pub const MATRIX: &str = "matrix";

//! Conversations for real: what arrives is kept, answered once and in order by [`engine::step`](crate::engine::step), and sent until it is confirmed.

mod arrival;
mod bell;
mod channel;
mod delivery;
mod gist;
mod http;
pub mod measure;
mod metrics;
mod mute;
mod outgoing;
mod record;
mod script;
mod server;
mod settings;
mod staff;
pub mod store;
mod systems;
mod watchers;
pub mod webhook;

pub use arrival::{Answer, Arrival, LONGEST_NAME, MOST_NAMES};
pub use channel::{Channel, Channels, Key, Manner, Posting, Undelivered, Witness, system_channel};
pub use delivery::TRIED_FOR;
pub use gist::{By, Gist, Line};
pub use http::Refusal;
pub use outgoing::{Outgoing, Reply};
pub use record::{Decide, Decided, Part, Record};
pub use script::{Reloaded, Script, Scripts};
pub use server::{Fault, serve};
pub use settings::{LogFormat, Secret, Settings};
pub use staff::{SHORTEST_PASSWORD, password_hash};

//! Conversations for real: what arrives is kept, answered once and in order by [`engine::step`](crate::engine::step), and sent until it is confirmed.

mod arrival;
mod channel;
mod chatwoot;
mod delivery;
mod hex;
mod http;
pub mod matrix;
pub mod measure;
mod metrics;
mod outgoing;
mod photo;
mod record;
mod script;
mod server;
mod settings;
pub mod store;
mod systems;
mod telemetry;
mod watchers;
pub mod webhook;

pub use arrival::{Answer, Arrival, LONGEST_NAME, MOST_NAMES};
pub use channel::{Channel, Channels, Key, Manner, Posting, Undelivered, Witness, system_channel};
pub use delivery::TRIED_FOR;
pub use http::Refusal;
pub use outgoing::{Outgoing, Reply};
pub use photo::{LARGEST_PHOTO, MOST_PHOTOS, Photo, Photos};
pub use record::{Decide, Decided, Part, Record};
pub use script::{Reloaded, Script, Scripts};
pub use server::{Fault, serve};
pub use settings::{LogFormat, Secret, Settings};
pub use telemetry::Traces;

//! The chat on web pages: messages in, replies out by WebSocket or, where that does not get through, by server-sent events.

mod message;
mod photo;
mod socket;
mod stream;
mod view;
mod visitor;

pub use message::message;
pub(super) use photo::shown;
pub use photo::{keep_photo, photo};
pub use socket::socket;
pub use stream::stream;

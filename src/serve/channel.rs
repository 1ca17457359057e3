//! The seam to the ways customers and systems are reached: what a channel must be able to do.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::record::{Part, Record};
use super::store::Pending;

/// The channel by which staff do something at the desk.
pub const DESK: &str = "desk";

/// What one reply is known by everywhere: a channel gives it on as the idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The conversation's name.
    pub conversation: Arc<str>,
    /// The turn.
    pub version: u64,
    /// Which of its parts.
    pub index: u32,
}

impl std::fmt::Display for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}/{}/{}", self.conversation, self.version, self.index)
    }
}

/// Something to be sent.
#[derive(Clone, Debug)]
pub struct Posting {
    /// What it is known by.
    pub key: Key,
    /// The channel.
    pub channel: Arc<str>,
    /// Where to, as the channel's arrivals gave it.
    pub address: Arc<str>,
    /// The turn it belongs to.
    pub record: Arc<Record>,
    /// How often it was tried before.
    pub tries: u32,
    /// When the customer last wrote.
    pub heard: Option<Timestamp>,
}

impl Posting {
    /// What is to be sent.
    pub fn part(&self) -> Option<Part<'_>> {
        self.record.parts().into_iter().find(|(index, _)| *index == self.key.index).map(|(_, part)| part)
    }
}

/// Why something was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// It may work later; after this time, where the other side said so.
    Later(String, Option<Duration>),
    /// It never will: the other side refuses it.
    Never(String),
}

/// How a channel wants to be served.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// How many postings a minute it takes, and so many at once after a rest; any number where it does not say.
    pub per_minute: Option<u32>,
    /// How long after the customer's last message it may still be written to.
    pub reply_window: Option<SignedDuration>,
}

/// A way to reach customers, or a system of the shop's.
///
/// What a channel receives it hands to [`Store::take`](super::store::Store::take) and acknowledges once that is done. What is to be sent it
/// is given here, in the order of the conversation, until it was sent or given up. It may be given the same key twice: after a crash, or where the confirmation was lost.
pub trait Channel: Send + Sync {
    /// Its name, as its arrivals give it.
    fn name(&self) -> &str;

    /// How it wants to be served.
    fn manner(&self) -> Manner {
        Manner::default()
    }

    /// Sends one posting; done means confirmed by the other side.
    fn send(&self, posting: Posting) -> Pending<(), Undelivered>;
}

/// Hears of every turn once it is durable, in the order of each conversation.
pub trait Witness: Send + Sync {
    /// A turn is durable. It must not wait.
    fn committed(&self, record: &Arc<Record>);
}

/// Where what is said goes: channels that are sent to, and witnesses who look on.
///
/// A channel that is not among them, the web chat for one, is answered by what the store keeps: its customers fetch their replies.
#[derive(Default)]
pub struct Channels {
    sent_to: BTreeMap<Arc<str>, Arc<dyn Channel>>,
    witnesses: Vec<Arc<dyn Witness>>,
}

impl Channels {
    /// With one channel more.
    #[must_use]
    pub fn with(mut self, channel: Arc<dyn Channel>) -> Self {
        self.sent_to.insert(channel.name().into(), channel);
        self
    }

    /// With one witness more.
    #[must_use]
    pub fn watched_by(mut self, witness: Arc<dyn Witness>) -> Self {
        self.witnesses.push(witness);
        self
    }

    /// The channel of a name, where it is one that is sent to.
    pub fn get(&self, name: &str) -> Option<&Arc<dyn Channel>> {
        self.sent_to.get(name)
    }

    /// Tells everybody who looks on.
    pub fn committed(&self, record: &Arc<Record>) {
        for witness in &self.witnesses {
            witness.committed(record);
        }
    }
}

/// The name of the channel by which a system is asked: `system:order-book`.
pub fn system_channel(system: &str) -> Arc<str> {
    format!("system:{system}").into()
}

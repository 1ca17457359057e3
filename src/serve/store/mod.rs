//! What keeps conversations: a trait of three verbs, and what may be read besides.
//!
//! A store serves one conversation at a time and in order. It commits what a turn decided, the event's id, what is to be sent and the timers
//! together or not at all, and knows a repeated event inside that commit. [`Store::serve`] and [`Store::deliver`] hand the store what
//! it is to call, so that an engine which calls us fits as well as one that polls its own tables.

pub mod desk;
pub mod sqlite;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;

use super::arrival::Arrival;
use super::channel::Channels;
use super::record::{Decide, Record};
use crate::engine::State;

/// Something that comes later.
pub type Pending<T, E = Trouble> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

/// What became of an arrival once it is durable.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// It is kept, and will be served.
    Kept,
    /// It is kept and was served in the same commit.
    Served(Arc<Record>),
    /// It came before: nothing happened now.
    Before,
}

/// Why a store could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// More waits than it takes in; later there will be room.
    Full,
    /// It is closing down.
    Closed,
    /// Another process works with this file.
    InUse(String),
    /// The arrival itself is at fault.
    Refused(String),
    /// It failed, and nothing was kept.
    Failed(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Full => write!(out, "too much is waiting; try again in a few seconds"),
            Trouble::Closed => write!(out, "the server is closing down; try again in a few seconds"),
            Trouble::InUse(file) => {
                let instead = "stop it first, or give this one a store of its own with --store FILE";
                write!(out, "another `patter serve` works with `{file}`; {instead}")
            }
            Trouble::Refused(why) | Trouble::Failed(why) => write!(out, "{why}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// Keeps conversations.
pub trait Store: Send + Sync {
    /// Takes an event in: durable once this is done.
    fn take(&self, arrival: Arrival) -> Pending<Taken>;

    /// From now on gives every arrival, and every timer that is due, to `decide`, and commits what it decides.
    fn serve(&self, decide: Arc<Decide>);

    /// From now on tells `channels` of every turn that is durable, and gives them what is to be sent until it is confirmed, or until it is told to
    /// close. What comes back is done once nothing is under way any more.
    fn deliver(&self, channels: Arc<Channels>, closing: watch::Receiver<bool>) -> Pending<()>;
}

/// Keeps whom names belong to.
pub trait Names: Send + Sync {
    /// All these names were proven to be one customer's, the surest first: where one of them is known, its conversation is known by all of them.
    fn acquaint(&self, whose: Vec<Arc<str>>) -> Pending<()>;
}

/// What is read of a store without changing it.
pub trait Records: Send + Sync {
    /// The conversation that the first known of these names tells.
    fn conversation(&self, whose: Vec<Arc<str>>) -> Pending<Option<Arc<str>>>;

    /// Its turns behind a version, at most so many, in order.
    fn since(&self, conversation: Arc<str>, version: u64, most: usize) -> Pending<Vec<Record>>;

    /// Its last turns, at most so many, in order.
    fn last(&self, conversation: Arc<str>, most: usize) -> Pending<Vec<Record>>;

    /// Its state as it stands.
    fn state(&self, conversation: Arc<str>) -> Pending<Option<State>>;

    /// Where the answers of conversations go by a channel.
    fn addresses(&self, channel: Arc<str>) -> Pending<Vec<Arc<str>>>;

    /// Done where it can be read, and where the last turn could be kept or another can.
    fn answers(&self) -> Pending<()>;

    /// How full it is.
    fn depth(&self) -> Pending<Depth>;
}

/// How full a store is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// Arrivals kept and not yet served.
    pub inbox: u64,
    /// Postings not yet confirmed.
    pub outbox: u64,
    /// Postings given up.
    pub given_up: u64,
    /// Conversations in which the customer waits for an answer.
    pub waiting: u64,
    /// Conversations with staff.
    pub with_staff: u64,
    /// Conversations in all.
    pub conversations: u64,
    /// Timers' conversations: those with one that runs.
    pub timed: u64,
}

/// The time, as the store is told it.
pub type Clock = dyn Fn() -> Timestamp + Send + Sync;

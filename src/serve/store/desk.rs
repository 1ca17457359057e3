//! What the staff's desk reads of a store, and what staff change in it besides conversations.

use std::sync::Arc;

use jiff::Timestamp;

use super::Pending;
use crate::engine::Promise;
use crate::serve::gist::Gist;
use crate::serve::record::Record;

/// How many rows of a list are read at a time.
pub const PAGE: usize = 50;

/// How many packing lists of a conversation are read.
pub const MOST_PACKED: usize = 50;

/// What is kept, as staff see it.
pub trait Ledger: Send + Sync {
    /// A page of the conversations that are wanted.
    fn overviews(&self, wanted: Wanted) -> Pending<Page<Overview>>;

    /// One conversation.
    fn overview(&self, conversation: Arc<str>) -> Pending<Option<Overview>>;

    /// How many conversations and tasks there are of each sort.
    fn counts(&self) -> Pending<Counts>;

    /// A page of what staff are to do in all conversations: what is open, the oldest first, or what was done, the last first.
    fn tasks(&self, done: bool, page: usize) -> Pending<Page<Task>>;

    /// What staff are to do, and did, in one conversation.
    fn tasks_of(&self, conversation: Arc<str>) -> Pending<Vec<Task>>;

    /// The turns of a conversation that brought a packing list, the last first, at most [`MOST_PACKED`].
    fn packed(&self, conversation: Arc<str>) -> Pending<Vec<Record>>;

    /// Marks a task as done by somebody, or as open again; the conversation it belongs to.
    fn settle_task(&self, task: i64, by: Option<Arc<str>>) -> Pending<Option<Arc<str>>>;

    /// Since when the whole shop's script is muted, and by whom.
    fn muted(&self) -> Pending<Option<Muted>>;

    /// Mutes the whole shop's script, or lets it speak again.
    fn mute(&self, by: Option<Arc<str>>) -> Pending<()>;
}

/// Which conversations are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of what sort.
    pub show: Show,
    /// Part of a customer's name or number, or of an order's; all where it is empty.
    pub sought: String,
    /// Which page, from 0.
    pub page: usize,
}

/// Sorts of conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those in which the customer waits, the longest first.
    #[default]
    Waiting,
    /// Those that staff have.
    WithStaff,
    /// All, the last touched first.
    All,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Whether more follow.
    pub more: bool,
}

/// What a list says of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The conversation's name.
    pub conversation: Arc<str>,
    /// What else it is known by.
    pub names: Vec<Arc<str>>,
    /// What the customer is called.
    pub called: Option<String>,
    /// Who waits, and the last line.
    pub gist: Gist,
    /// Whether staff have it.
    pub with_staff: bool,
    /// Whether the script is muted in it.
    pub muted: bool,
    /// What was promised and is not delivered yet.
    pub promises: Vec<Promise>,
    /// How many tasks are open.
    pub tasks: u64,
    /// When something last happened.
    pub touched: Timestamp,
    /// The conversation of the customer that this guest turned out to be.
    pub guest_of: Option<Arc<str>>,
    /// The conversations this customer had as a guest.
    pub guests: Vec<Arc<str>>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Conversations in which the customer waits.
    pub waiting: u64,
    /// Conversations that staff have.
    pub with_staff: u64,
    /// Tasks that are open.
    pub tasks: u64,
}

/// Something for staff to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub number: i64,
    /// The conversation it came from.
    pub conversation: Arc<str>,
    /// What the customer is called.
    pub called: Option<String>,
    /// What is to be done.
    pub text: String,
    /// Since when.
    pub at: Timestamp,
    /// When it was done, and by whom.
    pub done: Option<(Timestamp, Arc<str>)>,
}

/// The whole shop's script is muted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Muted {
    /// Since when.
    pub since: Timestamp,
    /// By whom.
    pub by: Arc<str>,
}

//! How a turn is written: the statements that every commit is made of, and that the floor of a measurement repeats.

use std::sync::LazyLock;

use rusqlite::{CachedStatement, Connection, Result};

/// A conversation that begins.
pub(in crate::serve) const BEGIN: &str = "INSERT OR IGNORE INTO conversation (name, touched) VALUES (?1, ?2)";

/// A name it is known by.
pub(in crate::serve) const ALIAS: &str = "INSERT OR IGNORE INTO alias (name, conversation) VALUES (?1, ?2)";

/// What turns change of a conversation.
pub(in crate::serve) const CHANGED: [&str; 8] =
    ["version", "state", "due", "with_staff", "channel", "address", "heard", "touched"];

/// What lists say of it.
pub(in crate::serve) const LISTED: [&str; 8] =
    ["waiting", "came_by", "last_by", "last_line", "last_at", "muted", "called", "sought"];

/// It is one update, for each writes the whole row again, with the state in it.
static UPDATE: LazyLock<String> =
    LazyLock::new(|| format!("UPDATE conversation SET {}, {} WHERE number = :number", set(&CHANGED), set(&LISTED)));

/// How an update sets columns, each by its own name.
pub(super) fn set(columns: &[&str]) -> String {
    let set: Vec<String> = columns.iter().map(|column| format!("{column} = :{column}")).collect();
    set.join(", ")
}

/// The statements that every turn takes, looked up once for all turns of a commit.
pub(in crate::serve) struct EveryTurn<'c> {
    /// An arrival, so that it counts once.
    pub seen: CachedStatement<'c>,
    /// A turn.
    pub turn: CachedStatement<'c>,
    /// A conversation behind its turns: [`CHANGED`], [`LISTED`] and its number, in this order.
    pub update: CachedStatement<'c>,
}

impl<'c> EveryTurn<'c> {
    /// Of a connection.
    pub fn of(connection: &'c Connection) -> Result<Self> {
        Ok(EveryTurn {
            seen: connection
                .prepare_cached("INSERT OR IGNORE INTO seen (channel, id, conversation, at) VALUES (?1, ?2, ?3, ?4)")?,
            turn: connection.prepare_cached(
                "INSERT INTO turn (conversation, version, at, received, channel, id, script, event, turn)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?,
            update: connection.prepare_cached(&UPDATE)?,
        })
    }
}

//! Reading, on a connection of its own that never waits for the one that writes.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::writing::Touches;
use super::{Sqlite, intake, reading, timestamp, unreadable};
use crate::engine::State;
use crate::serve::record::Record;
use crate::serve::store::{Depth, Pending, Records};

/// How many bytes are written to see whether anything can be kept.
const TRIED: i64 = 256 * 1024;

/// The columns a record is read from.
pub(super) const COLUMNS: &str = "version, at, received, channel, id, script, event, turn";

impl Records for Sqlite {
    fn conversation(&self, whose: Vec<Arc<str>>) -> Pending<Option<Arc<str>>> {
        reading(&self.reader, move |connection| {
            let Some(number) = intake::known(connection, &whose)? else { return Ok(None) };
            let mut name = connection.prepare_cached("SELECT name FROM conversation WHERE number = ?1")?;
            name.query_row([number], |row| row.get(0)).optional()
        })
    }

    fn since(&self, conversation: Arc<str>, version: u64, most: usize) -> Pending<Vec<Record>> {
        reading(&self.reader, move |connection| {
            let Some(number) = number(connection, &conversation)? else { return Ok(Vec::new()) };
            let mut select = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM turn WHERE conversation = ?1 AND version > ?2 ORDER BY version"
            ))?;
            let rows = select.query_and_then(params![number, version], |row| read(row, &conversation))?;
            rows.take(most).collect()
        })
    }

    fn last(&self, conversation: Arc<str>, most: usize) -> Pending<Vec<Record>> {
        reading(&self.reader, move |connection| {
            let Some(number) = number(connection, &conversation)? else { return Ok(Vec::new()) };
            let mut select = connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM turn WHERE conversation = ?1 ORDER BY version DESC"))?;
            let rows = select.query_and_then([number], |row| read(row, &conversation))?;
            let mut records: Vec<Record> = rows.take(most).collect::<Result<_>>()?;
            records.reverse();
            Ok(records)
        })
    }

    fn state(&self, conversation: Arc<str>) -> Pending<Option<State>> {
        reading(&self.reader, move |connection| state(connection, &conversation))
    }

    fn addresses(&self, channel: Arc<str>) -> Pending<Vec<Arc<str>>> {
        reading(&self.reader, move |connection| {
            let mut select = connection
                .prepare_cached("SELECT DISTINCT address FROM conversation WHERE channel = ?1 ORDER BY address")?;
            select.query_map([channel], |row| row.get(0))?.collect()
        })
    }

    fn answers(&self) -> Pending<()> {
        if self.at_fault.load(Ordering::Relaxed) {
            // Whoever is told that it is not ready sends no turn by which it would notice that it is again.
            let at_fault = self.at_fault.clone();
            return self.change(Touches::Others, move |connection| {
                try_out(connection)?;
                at_fault.store(false, Ordering::Relaxed);
                Ok(())
            });
        }
        reading(&self.reader, |connection| connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(())))
    }

    fn depth(&self) -> Pending<Depth> {
        reading(&self.reader, |connection| {
            let count =
                |what: &str| connection.query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get(0));
            Ok(Depth {
                inbox: count("inbox")?,
                outbox: count("outbox WHERE state = 0")?,
                given_up: count("outbox WHERE state = 1")?,
                waiting: count("conversation WHERE waiting IS NOT NULL")?,
                with_staff: count("conversation WHERE with_staff")?,
                conversations: count("conversation")?,
                timed: count("conversation WHERE due IS NOT NULL")?,
            })
        })
    }
}

/// Commits more than a turn takes, and leaves everything as it was: on a disk that is full a few bytes more may still find room.
fn try_out(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("UPDATE turn SET at = at WHERE number = (SELECT max(number) FROM turn)", [])?;
    let photo = "INSERT INTO photo (id, owner, at, bytes) VALUES ('', '', 0, zeroblob(?1))";
    transaction.execute(photo, [TRIED])?;
    transaction.execute("DELETE FROM photo WHERE id = ''", [])?;
    transaction.commit()
}

/// A conversation's state; the script's own where nothing happened yet.
pub(super) fn state(connection: &Connection, conversation: &str) -> Result<Option<State>> {
    let mut select = connection.prepare_cached("SELECT state FROM conversation WHERE name = ?1")?;
    let text: Option<Option<String>> = select.query_row([conversation], |row| row.get(0)).optional()?;
    text.flatten().map(|text| serde_json::from_str(&text).map_err(unreadable)).transpose()
}

/// A conversation's number, by its name.
pub(super) fn number(connection: &Connection, conversation: &str) -> Result<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT number FROM conversation WHERE name = ?1")?;
    select.query_row([conversation], |row| row.get(0)).optional()
}

/// Every conversation: its number and its name, in the order in which they began.
pub(super) fn conversations(connection: &Connection) -> Result<Vec<(i64, Arc<str>)>> {
    let mut select = connection.prepare("SELECT number, name FROM conversation ORDER BY number")?;
    select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// One turn.
pub(super) fn record(
    connection: &Connection,
    conversation: i64,
    name: &Arc<str>,
    version: u64,
) -> Result<Option<Record>> {
    let mut select =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM turn WHERE conversation = ?1 AND version = ?2"))?;
    let mut rows = select.query(params![conversation, version])?;
    rows.next()?.map(|row| read(row, name)).transpose()
}

/// Every turn of a conversation.
pub(super) fn records(connection: &Connection, conversation: i64, name: &Arc<str>) -> Result<Vec<Record>> {
    let mut select =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM turn WHERE conversation = ?1 ORDER BY version"))?;
    let rows = select.query_and_then([conversation], |row| read(row, name))?;
    rows.collect()
}

/// Reads a record from its columns.
pub(super) fn read(row: &Row<'_>, conversation: &Arc<str>) -> Result<Record> {
    Ok(Record {
        conversation: conversation.clone(),
        version: row.get(0)?,
        at: timestamp(row.get(1)?),
        received: timestamp(row.get(2)?),
        channel: row.get(3)?,
        id: row.get(4)?,
        script: row.get(5)?,
        event: serde_json::from_str(row.get_ref(6)?.as_str()?).map_err(unreadable)?,
        turn: serde_json::from_str(row.get_ref(7)?.as_str()?).map_err(unreadable)?,
    })
}

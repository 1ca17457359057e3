//! Taking in: what came before, and whose it is.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result, params};

use super::{ALIAS, BEGIN, SEEN, moment};
use crate::serve::arrival::Arrival;

/// Takes note of an arrival: the conversation that is known by one of its names, or a new one; nothing where the same came before.
pub(super) fn note(
    connection: &Connection,
    arrival: &Arrival,
    received: Timestamp,
    now: Timestamp,
) -> Result<Option<i64>> {
    let (conversation, begun) = match known(connection, &arrival.whose)? {
        Some(found) => (found, false),
        None if came_before(connection, arrival)? => return Ok(None),
        None => (begin(connection, arrival, now)?, true),
    };
    if !is_new(connection, arrival, conversation, received)? {
        return Ok(None);
    }
    // The only name of one that is known already was found.
    if begun || arrival.whose.len() > 1 {
        link(connection, arrival, conversation)?;
    }
    Ok(Some(conversation))
}

/// Remembers all names of an arrival for its conversation.
fn link(connection: &Connection, arrival: &Arrival, conversation: i64) -> Result<()> {
    let mut link = connection.prepare_cached(ALIAS)?;
    arrival.whose.iter().try_for_each(|name| link.execute(params![name, conversation]).map(drop))
}

/// Whether the same came before; if not, it has come now.
fn is_new(connection: &Connection, arrival: &Arrival, conversation: i64, at: Timestamp) -> Result<bool> {
    let mut insert = connection.prepare_cached(SEEN)?;
    for id in arrival.also.iter().chain([&arrival.id]) {
        if insert.execute(params![arrival.channel, id, conversation, moment(at)])? == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether something came before under one of its ids.
fn came_before(connection: &Connection, arrival: &Arrival) -> Result<bool> {
    let mut seen = connection.prepare_cached("SELECT 1 FROM seen WHERE channel = ?1 AND id = ?2")?;
    for id in arrival.also.iter().chain([&arrival.id]) {
        if seen.exists(params![arrival.channel, id])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The conversation that the first known of these names tells.
pub(super) fn known(connection: &Connection, whose: &[Arc<str>]) -> Result<Option<i64>> {
    let mut named = connection.prepare_cached("SELECT conversation FROM alias WHERE name = ?1")?;
    for (place, name) in whose.iter().enumerate() {
        let Some(found) = named.query_row([name], |row| row.get(0)).optional()? else { continue };
        let surer = whose.get(..place).unwrap_or_default();
        if !belongs_to_another(connection, found, surer)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Whether a conversation found by a weaker name has a surer one of the same sort already: it is then another customer's.
fn belongs_to_another(connection: &Connection, conversation: i64, surer: &[Arc<str>]) -> Result<bool> {
    let mut other = connection.prepare_cached(
        "SELECT 1 FROM alias WHERE conversation = ?1 AND substr(name, 1, length(?2)) = ?2 AND name <> ?3",
    )?;
    for name in surer {
        // A customer has many orders, and one number.
        let Some((sort, _)) = name.split_once(':').filter(|(sort, _)| *sort != "order") else { continue };
        if other.exists(params![conversation, format!("{sort}:"), name])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A conversation of one's own, called by the first of the names that is free.
fn begin(connection: &Connection, arrival: &Arrival, at: Timestamp) -> Result<i64> {
    let mut insert = connection.prepare_cached(BEGIN)?;
    for name in &arrival.whose {
        if insert.execute(params![name, moment(at)])? == 1 {
            return Ok(connection.last_insert_rowid());
        }
    }
    Err(rusqlite::Error::InvalidParameterName("all names of the arrival belong to others".to_owned()))
}

//! Taking in: what came before, and whose it is.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Result, params};

use super::{ALIAS, BEGIN, moment, unreadable};
use crate::serve::arrival::Arrival;

/// Takes note of an arrival: the conversation that is known by one of its names, or a new one, and whether it begins; nothing where the same came
/// before. It need not be looked for where it is at hand.
pub(super) fn note(
    connection: &Connection,
    seen: &mut CachedStatement<'_>,
    arrival: &Arrival,
    at_hand: Option<i64>,
    received: Timestamp,
    now: Timestamp,
) -> Result<Option<(i64, bool)>> {
    let found = match at_hand {
        Some(number) => Some(number),
        None => known(connection, &arrival.whose)?,
    };
    let (conversation, begins) = match found {
        Some(found) => (found, false),
        None if came_before(connection, arrival)? => return Ok(None),
        None => (begin(connection, arrival, now)?, true),
    };
    if !is_new(seen, arrival, conversation, received)? {
        return Ok(None);
    }
    // The only name of one that is known already was found.
    if begins || arrival.whose.len() > 1 {
        link(connection, &arrival.whose, conversation)?;
    }
    Ok(Some((conversation, begins)))
}

/// Remembers all names of an arrival for its conversation; a name that another conversation has stays with that.
pub(super) fn link(connection: &Connection, whose: &[Arc<str>], conversation: i64) -> Result<()> {
    let mut link = connection.prepare_cached(ALIAS)?;
    for name in whose {
        if link.execute(params![name, conversation])? == 0 {
            tie(connection, conversation, name)?;
        }
    }
    Ok(())
}

/// Where the names of one arrival tell two conversations, of which one is a customer's and the other a guest's, the guest was that customer.
fn tie(connection: &Connection, conversation: i64, name: &str) -> Result<()> {
    let mut named = connection.prepare_cached("SELECT conversation FROM alias WHERE name = ?1")?;
    let other: i64 = named.query_row([name], |row| row.get(0))?;
    if other == conversation {
        return Ok(());
    }
    let known = "(SELECT 1 FROM alias WHERE conversation = ?{} AND name GLOB 'customer:*')";
    let (guest, customer) = (known.replace("{}", "1"), known.replace("{}", "2"));
    let mut tie = connection.prepare_cached(&format!(
        "UPDATE conversation SET guest_of = ?2 WHERE number = ?1 AND guest_of IS NULL AND NOT EXISTS {guest} AND EXISTS {customer}"
    ))?;
    tie.execute([other, conversation])?;
    tie.execute([conversation, other]).map(drop)
}

/// Whether the same came before; if not, it has come now.
fn is_new(seen: &mut CachedStatement<'_>, arrival: &Arrival, conversation: i64, at: Timestamp) -> Result<bool> {
    for id in arrival.also.iter().chain([&arrival.id]) {
        if seen.execute(params![arrival.channel, id, conversation, moment(at)])? == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Lets an arrival come again: nothing came of it.
pub(super) fn forget_ids(connection: &Connection, arrival: &Arrival) -> Result<()> {
    let mut forget = connection.prepare_cached("DELETE FROM seen WHERE channel = ?1 AND id = ?2")?;
    arrival.also.iter().chain([&arrival.id]).try_for_each(|id| forget.execute(params![arrival.channel, id]).map(drop))
}

/// Keeps an arrival until it can be served.
pub(super) fn keep(connection: &Connection, conversation: i64, arrival: &Arrival, received: Timestamp) -> Result<()> {
    let text = serde_json::to_string(arrival).map_err(unreadable)?;
    let mut keep =
        connection.prepare_cached("INSERT INTO inbox (conversation, received, arrival) VALUES (?1, ?2, ?3)")?;
    keep.execute(params![conversation, moment(received), text]).map(drop)
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
        let (surer, weaker) = (whose.get(..place).unwrap_or_default(), whose.get(place..).unwrap_or_default());
        let customers = weaker.iter().filter(|name| name.starts_with("customer:"));
        if !belongs_to_another(connection, found, surer.iter().chain(customers))? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Whether a conversation found by one name has another of the same sort as one of these: it is then another customer's.
pub(super) fn belongs_to_another<'a>(
    connection: &Connection,
    conversation: i64,
    names: impl Iterator<Item = &'a Arc<str>>,
) -> Result<bool> {
    let mut other = connection.prepare_cached(
        "SELECT 1 FROM alias WHERE conversation = ?1 AND substr(name, 1, length(?2)) = ?2 AND name <> ?3",
    )?;
    for name in names {
        // A customer has many orders, and one number.
        let Some((sort, _)) = name.split_once(':').filter(|(sort, _)| *sort != "order") else { continue };
        if other.exists(params![conversation, format!("{sort}:"), name])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A conversation of one's own, called by the surest of the names: were it known, its conversation would have been found.
fn begin(connection: &Connection, arrival: &Arrival, at: Timestamp) -> Result<i64> {
    let begun = connection.prepare_cached(BEGIN)?.execute(params![arrival.whose.first(), moment(at)])?;
    if begun == 1 { Ok(connection.last_insert_rowid()) } else { Err(rusqlite::Error::StatementChangedRows(begun)) }
}

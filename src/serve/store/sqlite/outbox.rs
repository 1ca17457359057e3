//! What is to be sent, as the tables have it.

use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result, params};
use tokio::sync::{Notify, oneshot};

use super::read::record;
use super::writing::Job;
use super::{Clock, Pending, Trouble, moment, reading, timestamp};
use crate::serve::channel::{Key, Posting};
use crate::serve::delivery::{Outbox, Settled};

pub(super) struct SqliteOutbox {
    pub jobs: SyncSender<Job>,
    pub reader: Arc<Mutex<Connection>>,
    pub clock: Arc<Clock>,
    pub posted: Arc<Notify>,
}

impl Outbox for SqliteOutbox {
    fn due(&self, most: usize) -> Pending<Vec<Posting>> {
        let now = moment((self.clock)());
        reading(&self.reader, move |connection| due(connection, now, most))
    }

    fn next(&self) -> Pending<Option<Timestamp>> {
        reading(&self.reader, |connection| {
            let next = "SELECT due FROM outbox WHERE state = 0 ORDER BY due LIMIT 1";
            let due: Option<i64> = connection.prepare_cached(next)?.query_row([], |row| row.get(0)).optional()?;
            Ok(due.map(timestamp))
        })
    }

    fn settle(&self, key: Key, outcome: Settled) -> Pending<()> {
        let (done, waits) = oneshot::channel();
        let jobs = self.jobs.clone();
        Box::pin(async move {
            let sent = tokio::task::spawn_blocking(move || jobs.send(Job::Settle(key, outcome, done)));
            if !matches!(sent.await, Ok(Ok(()))) {
                return Err(Trouble::Closed);
            }
            waits.await.map_err(|_| Trouble::Closed)
        })
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn posted(&self) -> Arc<Notify> {
        self.posted.clone()
    }
}

/// Writes down what became of a posting.
pub(super) fn settle(connection: &Connection, key: &Key, outcome: &Settled) -> Result<()> {
    let of = "(SELECT number FROM conversation WHERE name = ?1) AND version = ?2 AND part = ?3";
    let Key { conversation, version, index } = key;
    match outcome {
        Settled::Sent => connection
            .prepare_cached(&format!("DELETE FROM outbox WHERE conversation = {of}"))?
            .execute(params![conversation, version, index])?,
        Settled::Again(at) => connection
            .prepare_cached(&format!("UPDATE outbox SET tries = tries + 1, due = ?4 WHERE conversation = {of}"))?
            .execute(params![conversation, version, index, moment(*at)])?,
        Settled::GivenUp => connection
            .prepare_cached(&format!("UPDATE outbox SET state = 1 WHERE conversation = {of}"))?
            .execute(params![conversation, version, index])?,
    };
    Ok(())
}

/// What may be sent now: of each conversation and channel the first that is not confirmed yet.
fn due(connection: &Connection, now: i64, most: usize) -> Result<Vec<Posting>> {
    let mut select = connection.prepare_cached(
        "SELECT o.conversation, o.version, o.part, o.channel, o.address, o.tries, c.name, c.heard
         FROM outbox o JOIN conversation c ON c.number = o.conversation
         WHERE o.state = 0 AND o.due <= ?1 AND NOT EXISTS (
             SELECT 1 FROM outbox p WHERE p.conversation = o.conversation AND p.channel = o.channel AND p.state = 0
             AND (p.version < o.version OR (p.version = o.version AND p.part < o.part)))
         ORDER BY o.due",
    )?;
    let mut rows = select.query([now])?;
    let mut due = Vec::new();
    while due.len() < most
        && let Some(row) = rows.next()?
    {
        let (number, version, name): (i64, u64, Arc<str>) = (row.get(0)?, row.get(1)?, row.get(6)?);
        let Some(record) = record(connection, number, &name, version)? else { continue };
        due.push(Posting {
            key: Key { conversation: name, version, index: row.get(2)? },
            channel: row.get(3)?,
            address: row.get(4)?,
            record: Arc::new(record),
            tries: row.get(5)?,
            heard: row.get::<_, Option<i64>>(7)?.map(timestamp),
        });
    }
    Ok(due)
}

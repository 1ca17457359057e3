//! Caring for what is kept: a copy, what is known of a customer, forgetting, and letting go of what is old.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};
use serde::Serialize;

use super::photos::CustomerPhoto;
use super::writing::{Job, Touches};
use super::{Sqlite, Trouble, intake, moment, photos, read};
use crate::engine::State;
use crate::serve::record::Record;
use crate::serve::store::{Names, Pending};

/// How many rows are let go of in one transaction, so that customers do not wait for it.
const MOST_AT_ONCE: usize = 500;

/// Everything that is known of a customer.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    /// The contract's version, 1.
    pub format: u8,
    /// The conversation's name.
    pub conversation: Arc<str>,
    /// What else it is known by.
    pub names: Vec<String>,
    /// What is remembered.
    pub state: Option<State>,
    /// Everything that was written and done, in order.
    pub turns: Vec<Record>,
    /// What the customer photographed; messages name each by its id.
    pub photos: Vec<CustomerPhoto>,
    /// The same of what they wrote as a guest, before it was known who they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub as_guest: Vec<Export>,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How many conversations.
    pub conversations: u64,
    /// How many turns.
    pub turns: u64,
    /// How many photos.
    pub photos: u64,
}

impl Names for Sqlite {
    fn acquaint(&self, whose: Vec<Arc<str>>) -> Pending<()> {
        self.change(Touches::Others, move |connection| {
            let transaction = connection.transaction()?;
            if let Some(number) = intake::known(&transaction, &whose)? {
                intake::link(&transaction, &whose, number)?;
            }
            transaction.commit()
        })
    }
}

impl Sqlite {
    /// Copies a store's file while it may be in use. The copy gets its name once SQLite has looked through it.
    pub fn backup(path: &Path, to: &Path) -> std::result::Result<(), Trouble> {
        let (from, _) = super::open::copied(path)?;
        // Two copies that are made at once do not meet, and what is left of one that was broken off is in nobody's way.
        let unchecked = super::open::beside(to, &format!("unchecked-{}", std::process::id()));
        let _ = std::fs::remove_file(&unchecked);
        let failed = |error: std::io::Error| Trouble::Failed(format!("`{}`: {error}", to.display()));
        super::open::own(&unchecked).map_err(failed)?;
        let copied = copy(&from, path, &unchecked).and_then(|()| std::fs::rename(&unchecked, to).map_err(failed));
        if copied.is_err() {
            // Half a copy is none, and must not be in the way of the next.
            let _ = std::fs::remove_file(&unchecked);
        }
        copied
    }

    /// Everything a store's file knows of a customer, by any name they are known by; a server may work with it meanwhile.
    pub fn export(path: &Path, name: &str) -> std::result::Result<Option<Export>, Trouble> {
        let connection = super::open::reader(path)?;
        export(&connection, name).map_err(|error| Trouble::Failed(error.to_string()))
    }

    /// Every turn of a store's file, one conversation after the other; a server may work with it meanwhile.
    pub fn turns<E: From<Trouble>>(
        path: &Path,
        mut each: impl FnMut(&Record) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let failed = |error: rusqlite::Error| Trouble::Failed(error.to_string());
        let connection = super::open::reader(path)?;
        for (number, name) in read::conversations(&connection).map_err(failed)? {
            for record in read::records(&connection, number, &name).map_err(failed)? {
                each(&record)?;
            }
        }
        Ok(())
    }

    /// Forgets a customer, by any name they are known by.
    pub fn forget(&self, name: &str) -> Pending<Forgotten> {
        let (name, log): (Arc<str>, _) = (name.into(), self.log.clone());
        self.change(Touches::Conversations, move |connection| {
            let transaction = connection.transaction()?;
            let mut forgotten = Forgotten::default();
            match intake::known(&transaction, std::slice::from_ref(&name))? {
                Some(number) => {
                    for number in guests(&transaction, number)?.into_iter().chain([number]) {
                        forget(&transaction, number, &mut forgotten)?;
                    }
                }
                // Somebody who only sent photos has no conversation.
                None => forgotten.photos = count(transaction.execute("DELETE FROM photo WHERE owner = ?1", [name])?),
            }
            transaction.commit()?;
            // Nor is it left in the log of what was written.
            log.empty(connection);
            Ok(forgotten)
        })
    }

    /// Lets go of what is older than this, a part at a time: turns and ids, and conversations in which nothing is open any more. Whether there is more.
    pub fn let_go(&self, now: Timestamp, older: SignedDuration) -> Pending<bool> {
        let before = moment(now.checked_sub(older).unwrap_or(Timestamp::MIN));
        let (now, log) = (moment(now), self.log.clone());
        self.change(Touches::Conversations, move |connection| {
            let transaction = connection.transaction()?;
            let unsent = "SELECT 1 FROM outbox o WHERE o.conversation = turn.conversation AND o.version = turn.version AND o.state = 0";
            let mut more = oldest_go(&transaction, "turn", &format!("NOT EXISTS ({unsent})"), before..=now)?;
            more |= oldest_go(&transaction, "seen", "1", before..=now)?;
            let gone = [
                "photo WHERE id IN (SELECT id FROM photo WHERE at < ?1 LIMIT ?2)",
                "conversation WHERE number IN (SELECT number FROM conversation WHERE touched < ?1 AND due IS NULL AND waiting IS NULL AND NOT with_staff AND instr(coalesce(state, ''), '\"promises\":') = 0 AND NOT EXISTS (SELECT 1 FROM task WHERE task.conversation = conversation.number AND done IS NULL) LIMIT ?2)",
            ];
            for gone in gone {
                let count = transaction.execute(&format!("DELETE FROM {gone}"), params![before, MOST_AT_ONCE])?;
                more |= count == MOST_AT_ONCE;
            }
            transaction.commit()?;
            if !more {
                // Nor does it stay in the log of what was written.
                log.empty(connection);
            }
            Ok(more)
        })
    }

    /// Changes something on the writing thread.
    pub(super) fn change<T: Send + 'static>(
        &self,
        touches: Touches,
        change: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Pending<T> {
        let (told, hears) = std::sync::mpsc::channel();
        let at_fault = self.at_fault.clone();
        let done = self.ask(move |done| {
            let change = move |connection: &mut Connection| {
                let changed = change(connection).map_err(|error| {
                    at_fault.store(true, Ordering::Relaxed);
                    Trouble::Failed(error.to_string())
                })?;
                told.send(changed).map_err(|_| Trouble::Closed)
            };
            Job::Change(Box::new(change), touches, done)
        });
        Box::pin(async move {
            done.await?;
            hears.try_recv().map_err(|_| Trouble::Closed)
        })
    }
}

/// Copies a store into a new file, and looks through the copy: a page that is damaged would be found only when the copy is needed.
fn copy(from: &Connection, path: &Path, to: &Path) -> std::result::Result<(), Trouble> {
    let damage = Connection::open(to).and_then(|mut copy| {
        Backup::new(from, &mut copy)?.run_to_completion(1_000, std::time::Duration::from_millis(1), None)?;
        // The copy is one file, with nothing beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        copy.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
    });
    match damage {
        Ok(found) if found == "ok" => Ok(()),
        Ok(damage) => Err(super::open::damaged(path, &damage)),
        Err(error) => Err(super::open::failed(path, &error)),
    }
}

/// Forgets a conversation, and counts what it had.
fn forget(transaction: &Transaction<'_>, number: i64, forgotten: &mut Forgotten) -> Result<()> {
    let turns = "SELECT count(*) FROM turn WHERE conversation = ?1";
    forgotten.turns += transaction.query_row(turns, [number], |row| row.get::<_, u64>(0))?;
    let named = "SELECT name FROM alias WHERE conversation = ?1";
    let photos = transaction.execute(&format!("DELETE FROM photo WHERE owner IN ({named})"), [number])?;
    forgotten.photos += count(photos);
    // All of the table is looked through: it has no index for what is done this rarely.
    transaction.execute("DELETE FROM seen WHERE conversation = ?1", [number])?;
    forgotten.conversations += count(transaction.execute("DELETE FROM conversation WHERE number = ?1", [number])?);
    Ok(())
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

/// The conversations a customer had as a guest.
fn guests(connection: &Connection, number: i64) -> Result<Vec<i64>> {
    let mut guests = connection.prepare("SELECT number FROM conversation WHERE guest_of = ?1 ORDER BY number")?;
    guests.query_map([number], |row| row.get(0))?.collect()
}

/// Lets go of the oldest rows of a table whose rows stand in the order in which they came: the first of the `young` ones ends the search, but
/// none that a clock put forward once has made of tomorrow. Whether there is more.
fn oldest_go(transaction: &Transaction<'_>, table: &str, free: &str, young: RangeInclusive<i64>) -> Result<bool> {
    let mut select = transaction.prepare(&format!("SELECT number, at, {free} FROM {table} ORDER BY number"))?;
    let mut delete = transaction.prepare(&format!("DELETE FROM {table} WHERE number = ?1"))?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let old = rows.take_while(|row| row.as_ref().map_or(true, |(_, at, _)| !young.contains(at)));
    let free = old.filter_map(|row: Result<(i64, i64, bool)>| {
        row.map(|(number, at, free)| (free && at < *young.start()).then_some(number)).transpose()
    });
    let gone: Vec<i64> = free.take(MOST_AT_ONCE).collect::<Result<_>>()?;
    for number in &gone {
        delete.execute([number])?;
    }
    Ok(gone.len() == MOST_AT_ONCE)
}

fn export(connection: &Connection, name: &str) -> Result<Option<Export>> {
    let Some(number) = intake::known(connection, &[name.into()])? else { return photos_of(connection, name) };
    let Some(mut export) = export_of(connection, number)? else { return Ok(None) };
    for guest in guests(connection, number)? {
        export.as_guest.extend(export_of(connection, guest)?);
    }
    Ok(Some(export))
}

/// The photos of somebody who never wrote: there is nothing else of theirs.
fn photos_of(connection: &Connection, name: &str) -> Result<Option<Export>> {
    let photos = photos::all_of_name(connection, name)?;
    let (conversation, names) = (name.into(), vec![name.to_owned()]);
    let (state, turns, as_guest) = (None, Vec::new(), Vec::new());
    let export = Export { format: 1, conversation, names, state, turns, photos, as_guest };
    Ok((!export.photos.is_empty()).then_some(export))
}

fn export_of(connection: &Connection, number: i64) -> Result<Option<Export>> {
    let named = "SELECT name FROM conversation WHERE number = ?1";
    let found: Option<Arc<str>> = connection.query_row(named, [number], |row| row.get(0)).optional()?;
    let Some(conversation) = found else { return Ok(None) };
    let mut names = connection.prepare("SELECT name FROM alias WHERE conversation = ?1 ORDER BY name")?;
    let names = names.query_map([number], |row| row.get(0))?.collect::<Result<_>>()?;
    let state = read::state(connection, &conversation)?;
    let turns = read::records(connection, number, &conversation)?;
    let photos = photos::all_of(connection, number)?;
    Ok(Some(Export { format: 1, conversation, names, state, turns, photos, as_guest: Vec::new() }))
}

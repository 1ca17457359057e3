//! The desk's lists, tasks and switches.

use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::writing::Touches;
use super::{Sqlite, Trouble, moment, overview, read, reading, timestamp};
use crate::serve::record::Record;
use crate::serve::store::Pending;
use crate::serve::store::desk::{Counts, Ledger, MOST_PACKED, Muted, Overview, PAGE, Page, Task, Wanted};

/// The columns a task is read from.
const TASK: &str = "SELECT t.number, c.name, c.called, t.text, t.at, t.done, t.done_by
                    FROM task t JOIN conversation c ON c.number = t.conversation";

impl Ledger for Sqlite {
    fn overviews(&self, wanted: Wanted) -> Pending<Page<Overview>> {
        reading(&self.desk, move |connection| overview::overviews(connection, &wanted))
    }

    fn overview(&self, conversation: Arc<str>) -> Pending<Option<Overview>> {
        reading(&self.desk, move |connection| overview::one(connection, &conversation))
    }

    fn counts(&self) -> Pending<Counts> {
        reading(&self.desk, overview::counts)
    }

    fn tasks(&self, done: bool, page: usize) -> Pending<Page<Task>> {
        reading(&self.desk, move |connection| {
            let (sort, order) = if done { ("NOT NULL", "t.done DESC") } else { ("NULL", "t.at") };
            let mut select = connection
                .prepare_cached(&format!("{TASK} WHERE t.done IS {sort} ORDER BY {order} LIMIT ?1 OFFSET ?2"))?;
            let rows = select.query_map(params![PAGE + 1, page.saturating_mul(PAGE)], task)?;
            Ok(overview::page(rows.collect::<Result<_>>()?))
        })
    }

    fn tasks_of(&self, conversation: Arc<str>) -> Pending<Vec<Task>> {
        reading(&self.desk, move |connection| {
            let mut select = connection
                .prepare_cached(&format!("{TASK} WHERE c.name = ?1 ORDER BY t.done IS NOT NULL, t.at, t.number"))?;
            select.query_map([conversation], task)?.collect()
        })
    }

    fn packed(&self, conversation: Arc<str>) -> Pending<Vec<Record>> {
        reading(&self.desk, move |connection| {
            let Some(number) = read::number(connection, &conversation)? else { return Ok(Vec::new()) };
            // Most turns bring none, and say nothing of it.
            let mut select = connection.prepare_cached(&format!(
                "SELECT {} FROM turn WHERE conversation = ?1 AND instr(turn, '\"packing_list\":') > 0 ORDER BY version DESC LIMIT ?2",
                read::COLUMNS
            ))?;
            let rows = select.query_and_then(params![number, MOST_PACKED], |row| read::read(row, &conversation))?;
            rows.collect()
        })
    }

    fn settle_task(&self, task: i64, by: Option<Arc<str>>) -> Pending<Option<Arc<str>>> {
        let now = moment((self.clock)());
        self.change(Touches::Others, move |connection| {
            match &by {
                // Whoever was first has done it.
                Some(by) => connection.execute(
                    "UPDATE task SET done = ?2, done_by = ?3 WHERE number = ?1 AND done IS NULL",
                    params![task, now, by],
                )?,
                None => connection.execute("UPDATE task SET done = NULL, done_by = NULL WHERE number = ?1", [task])?,
            };
            let of = "SELECT c.name FROM task t JOIN conversation c ON c.number = t.conversation WHERE t.number = ?1";
            connection.query_row(of, [task], |row| row.get(0)).optional()
        })
    }

    fn muted(&self) -> Pending<Option<Muted>> {
        reading(&self.desk, muted)
    }

    fn mute(&self, by: Option<Arc<str>>) -> Pending<()> {
        let now = moment((self.clock)());
        self.change(Touches::Others, move |connection| {
            match by {
                Some(by) => connection.execute(
                    "INSERT OR IGNORE INTO switch (name, since, by) VALUES ('muted', ?1, ?2)",
                    params![now, by],
                )?,
                None => connection.execute("DELETE FROM switch WHERE name = 'muted'", [])?,
            };
            Ok(())
        })
    }
}

impl Sqlite {
    /// Whether the whole shop's script is muted as the server starts.
    pub fn muted_now(&self) -> std::result::Result<Option<Muted>, Trouble> {
        let connection = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        muted(&connection).map_err(|error| Trouble::Failed(error.to_string()))
    }
}

fn muted(connection: &Connection) -> Result<Option<Muted>> {
    let mut select = connection.prepare_cached("SELECT since, by FROM switch WHERE name = 'muted'")?;
    select.query_row([], |row| Ok(Muted { since: timestamp(row.get(0)?), by: row.get(1)? })).optional()
}

fn task(row: &Row<'_>) -> Result<Task> {
    let done: Option<i64> = row.get(5)?;
    let by: Option<Arc<str>> = row.get(6)?;
    Ok(Task {
        number: row.get(0)?,
        conversation: row.get(1)?,
        called: row.get(2)?,
        text: row.get(3)?,
        at: timestamp(row.get(4)?),
        done: done.map(timestamp).zip(by),
    })
}

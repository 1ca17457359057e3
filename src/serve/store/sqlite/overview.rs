//! What lists say of conversations, as the tables have it.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Result, Row, ToSql, params};

use super::{moment, timestamp, unreadable};
use crate::engine::State;
use crate::program::Datum;
use crate::serve::gist::{By, Gist, Line, tasks};
use crate::serve::record::Record;
use crate::serve::store::desk::{Counts, Overview, PAGE, Page, Show, Wanted};

/// The columns a gist is read from.
pub(super) const GIST: &str = "waiting, came_by, last_by, last_line, last_at";

/// The columns an overview is read from: the gist's, and its own.
const COLUMNS: &str = "waiting, came_by, last_by, last_line, last_at, number, name, called, with_staff, muted, state, touched, \
     (SELECT name FROM conversation AS customer WHERE customer.number = conversation.guest_of)";

/// Reads a gist from the columns from a place on.
pub(super) fn gist(row: &Row<'_>, from: usize) -> Result<Gist> {
    let by: Option<String> = row.get(from + 2)?;
    let text: Option<String> = row.get(from + 3)?;
    let at: Option<i64> = row.get(from + 4)?;
    let last = match (by, text, at) {
        (Some(by), Some(text), Some(at)) => Some(Line { by: By::read(&by), text, at: timestamp(at) }),
        _ => None,
    };
    let waiting: Option<i64> = row.get(from)?;
    Ok(Gist { waiting: waiting.map(timestamp), came_by: row.get(from + 1)?, last })
}

/// What lists say of a conversation, as the columns hold it.
pub(super) struct Listed<'a> {
    waiting: Option<i64>,
    came_by: Option<&'a str>,
    last_by: Option<&'static str>,
    last_line: Option<&'a str>,
    last_at: Option<i64>,
    muted: bool,
    called: Option<&'a str>,
    sought: String,
}

impl<'a> Listed<'a> {
    /// Of a conversation as it stands.
    pub fn of(gist: &'a Gist, state: &'a State) -> Self {
        let last = gist.last.as_ref();
        Listed {
            waiting: gist.waiting.map(moment),
            came_by: gist.came_by.as_deref(),
            last_by: last.map(|last| last.by.word()),
            last_line: last.map(|last| &*last.text),
            last_at: last.map(|last| moment(last.at)),
            muted: state.muted,
            called: called(state),
            sought: sought(state),
        }
    }

    /// The columns of [`LISTED`](super::LISTED) by name.
    pub fn params(&self) -> [(&str, &dyn ToSql); 8] {
        [
            (":waiting", &self.waiting),
            (":came_by", &self.came_by),
            (":last_by", &self.last_by),
            (":last_line", &self.last_line),
            (":last_at", &self.last_at),
            (":muted", &self.muted),
            (":called", &self.called),
            (":sought", &self.sought),
        ]
    }
}

/// Keeps what a turn gives staff to do.
pub(super) fn keep_tasks(connection: &Connection, conversation: i64, record: &Record) -> Result<()> {
    for (place, text) in tasks(record) {
        let mut insert = connection
            .prepare_cached("INSERT INTO task (conversation, version, place, text, at) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        insert.execute(params![conversation, record.version, place, text, moment(record.at)])?;
    }
    Ok(())
}

/// What the customer is called.
fn called(state: &State) -> Option<&str> {
    text(state.customer.facts.get("customer.name"))
}

/// What a conversation is found by besides its names, in small letters.
fn sought(state: &State) -> String {
    let orders = [&state.order.facts, &state.last_order].map(|facts| text(facts.get("order.number")));
    let found: Vec<&str> = [called(state)].into_iter().chain(orders).flatten().collect();
    found.join("\n").to_lowercase()
}

fn text(datum: Option<&Datum>) -> Option<&str> {
    match datum {
        Some(Datum::Text(text)) => Some(text),
        _ => None,
    }
}

/// A page of conversations.
pub(super) fn overviews(connection: &Connection, wanted: &Wanted) -> Result<Page<Overview>> {
    let (sort, order) = match wanted.show {
        Show::Waiting => ("waiting IS NOT NULL", "waiting"),
        Show::WithStaff => ("with_staff", "waiting IS NULL, waiting, touched DESC"),
        Show::All => ("1", "touched DESC"),
    };
    let sought = wanted.sought.trim().to_lowercase();
    let found = if sought.is_empty() {
        "?1 = ''"
    } else {
        "instr(sought, ?1) > 0 OR number IN (SELECT conversation FROM alias WHERE instr(lower(name), ?1) > 0)"
    };
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM conversation WHERE version > 0 AND {sort} AND ({found}) ORDER BY {order} LIMIT ?2 OFFSET ?3"
    ))?;
    let begin = wanted.page.saturating_mul(PAGE);
    let rows = select.query_and_then(params![sought, PAGE + 1, begin], |row| overview(connection, row))?;
    Ok(page(rows.collect::<Result<_>>()?))
}

/// Rows of which one more was read than a page has.
pub(super) fn page<T>(mut rows: Vec<T>) -> Page<T> {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Page { rows, more }
}

/// One conversation.
pub(super) fn one(connection: &Connection, conversation: &str) -> Result<Option<Overview>> {
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM conversation WHERE name = ?1"))?;
    let mut rows = select.query([conversation])?;
    rows.next()?.map(|row| overview(connection, row)).transpose()
}

fn overview(connection: &Connection, row: &Row<'_>) -> Result<Overview> {
    let number: i64 = row.get(5)?;
    let state: Option<String> = row.get(10)?;
    let state: Option<State> = state.map(|text| serde_json::from_str(&text).map_err(unreadable)).transpose()?;
    let mut names = connection.prepare_cached("SELECT name FROM alias WHERE conversation = ?1 ORDER BY name")?;
    let names: Vec<Arc<str>> = names.query_map([number], |row| row.get(0))?.collect::<Result<_>>()?;
    let mut guests = connection.prepare_cached("SELECT name FROM conversation WHERE guest_of = ?1 ORDER BY number")?;
    let guests = guests.query_map([number], |row| row.get(0))?.collect::<Result<_>>()?;
    let mut open = connection.prepare_cached("SELECT count(*) FROM task WHERE conversation = ?1 AND done IS NULL")?;
    Ok(Overview {
        conversation: row.get(6)?,
        names,
        called: row.get(7)?,
        gist: gist(row, 0)?,
        with_staff: row.get(8)?,
        muted: row.get(9)?,
        promises: state.map(|state| state.promises).unwrap_or_default(),
        tasks: open.query_row([number], |row| row.get(0))?,
        touched: timestamp(row.get(11)?),
        guest_of: row.get(12)?,
        guests,
    })
}

/// How many there are of each sort.
pub(super) fn counts(connection: &Connection) -> Result<Counts> {
    let count = |what: &str| -> Result<u64> {
        let mut count = connection.prepare_cached(&format!("SELECT count(*) FROM {what}"))?;
        Ok(count.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
    };
    Ok(Counts {
        waiting: count("conversation WHERE waiting IS NOT NULL")?,
        with_staff: count("conversation WHERE with_staff")?,
        tasks: count("task WHERE done IS NULL")?,
    })
}

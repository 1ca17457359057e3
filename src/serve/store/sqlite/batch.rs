//! What one commit holds: arrivals, the turns of many conversations, what they send and when they wake.

use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use jiff::Timestamp;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, Result, named_params, params};
use tracing::Span;

use super::intake::{came_before, is_new, whose};
use super::work::{Input, Unit, Worked, Written};
use super::writing::Waiting;
use super::{Taken, Trouble, moment, overview, timestamp, unreadable};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::channel::system_channel;
use crate::serve::record::{Decide, Part, Record};

/// How many kept arrivals, and how many conversations with a timer that is due, one commit takes up.
const MOST_TAKEN_UP: usize = 512;

/// How a conversation is read before its turn, and written behind it.
static SELECT: LazyLock<String> = LazyLock::new(|| {
    let own = "name, state, touched, channel, address, heard";
    format!("SELECT {own}, {} FROM conversation WHERE number = ?1", overview::GIST)
});
static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let own = "version = :version, state = :state, due = :due, with_staff = :with_staff, channel = :channel,
               address = :address, heard = :heard, touched = :touched";
    format!("UPDATE conversation SET {own}, {} WHERE number = :number", overview::SET)
});

/// What a commit begins with.
pub(super) struct Batch<'a> {
    pub decide: Option<&'a Decide>,
    pub now: Timestamp,
    /// Whether arrivals are kept that were not served yet.
    pub backlog: bool,
    /// Whether timers, and arrivals kept, are looked at.
    pub timers: bool,
}

/// What it came to.
pub(super) struct Done {
    /// What became of each arrival.
    pub taken: Vec<std::result::Result<Taken, Trouble>>,
    /// The turns, each conversation's in order.
    pub records: Vec<Arc<Record>>,
    /// Whether there is something to send.
    pub posted: bool,
    /// Whether arrivals are kept that were not served yet.
    pub backlog: bool,
}

impl Batch<'_> {
    /// Does all of it but the commit.
    pub fn run(&self, connection: &Connection, takes: &[Waiting]) -> Result<Done> {
        let mut units = IndexMap::new();
        let mut backlog = self.backlog;
        if self.decide.is_some() && self.timers && backlog {
            backlog = self.take_up_backlog(connection, &mut units)?;
        }
        let mut taken = Vec::with_capacity(takes.len());
        for waiting in takes {
            taken.push(self.take(connection, waiting, &mut backlog, &mut units, taken.len())?);
        }
        let mut done = Done { taken, records: Vec::new(), posted: false, backlog };
        let Some(decide) = self.decide else { return Ok(done) };
        if self.timers {
            self.take_up_timers(connection, &mut units)?;
        }
        for (number, unit) in &mut units {
            load(connection, *number, unit)?;
        }
        let now = self.now;
        let mut units: Vec<Unit> = units.into_values().collect();
        let worked: Vec<Worked> = match units.len() {
            0 | 1 => units.pop().map(|unit| unit.work(decide, now)).into_iter().collect(),
            _ => units.into_par_iter().map(|unit| unit.work(decide, now)).collect(),
        };
        for worked in worked {
            write(connection, worked, &mut done)?;
        }
        Ok(done)
    }

    fn take(
        &self,
        connection: &Connection,
        waiting: &Waiting,
        backlog: &mut bool,
        units: &mut IndexMap<i64, Unit>,
        ticket: usize,
    ) -> Result<std::result::Result<Taken, Trouble>> {
        let Waiting { arrival, received, span, .. } = waiting;
        if came_before(connection, arrival)? {
            return Ok(Ok(Taken::Before));
        }
        let conversation = whose(connection, arrival, self.now)?;
        is_new(connection, arrival, conversation, *received)?;
        // What was kept before goes first.
        if self.decide.is_none() || *backlog {
            let text = serde_json::to_string(arrival).map_err(unreadable)?;
            let mut keep =
                connection.prepare_cached("INSERT INTO inbox (conversation, received, arrival) VALUES (?1, ?2, ?3)")?;
            keep.execute(params![conversation, moment(*received), text])?;
            *backlog = true;
            return Ok(Ok(Taken::Kept));
        }
        let input = Input { arrival: arrival.clone(), received: *received, span: span.clone(), ticket: Some(ticket) };
        units.entry(conversation).or_default().inputs.push(input);
        Ok(Ok(Taken::Kept))
    }

    /// Takes up what was kept, in order; whether some is left.
    fn take_up_backlog(&self, connection: &Connection, units: &mut IndexMap<i64, Unit>) -> Result<bool> {
        let mut select = connection
            .prepare_cached("SELECT number, conversation, received, arrival FROM inbox ORDER BY number LIMIT ?1")?;
        let mut rows = select.query([MOST_TAKEN_UP])?;
        let mut remove = connection.prepare_cached("DELETE FROM inbox WHERE number = ?1")?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let (number, conversation, received): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let arrival: Arrival = serde_json::from_str(row.get_ref(3)?.as_str()?).map_err(unreadable)?;
            let input = Input { arrival, received: timestamp(received), span: Span::none(), ticket: None };
            units.entry(conversation).or_default().inputs.push(input);
            remove.execute([number])?;
            count += 1;
        }
        Ok(count == MOST_TAKEN_UP)
    }

    /// Takes up conversations with a timer that is due.
    fn take_up_timers(&self, connection: &Connection, units: &mut IndexMap<i64, Unit>) -> Result<()> {
        // A bound limit would have SQLite prepare this anew at every turn; rows that are not asked for are not read.
        let mut due = connection.prepare_cached("SELECT number FROM conversation WHERE due <= ?1 ORDER BY due")?;
        let rows = due.query_map([moment(self.now)], |row| row.get(0))?;
        for number in rows.take(MOST_TAKEN_UP) {
            units.entry(number?).or_default();
        }
        Ok(())
    }
}

/// A conversation as it stands.
fn load(connection: &Connection, number: i64, unit: &mut Unit) -> Result<()> {
    let mut select = connection.prepare_cached(&SELECT)?;
    select.query_row([number], |row| {
        unit.number = number;
        unit.name = row.get(0)?;
        unit.state = row.get(1)?;
        unit.touched = timestamp(row.get(2)?);
        unit.route = row.get::<_, Option<Arc<str>>>(3)?.zip(row.get(4)?);
        unit.heard = row.get(5)?;
        unit.gist = overview::gist(row, 6)?;
        Ok(())
    })
}

/// Writes what a conversation came to.
fn write(connection: &Connection, worked: Worked, done: &mut Done) -> Result<()> {
    let Worked { unit, state, text, written, failed } = worked;
    let text = text.map_err(unreadable)?;
    let (mut route, mut heard, mut gist) = (unit.route, unit.heard, unit.gist);
    for Written { record, event, turn, answer, ticket } in written {
        match answer {
            Some(Answer::At(address)) => route = Some((record.channel.clone(), address)),
            Some(Answer::Fetched) => route = None,
            Some(Answer::AsBefore) | None => {}
        }
        if matches!(record.event.happening, crate::engine::Happening::Message { .. }) {
            heard = Some(moment(record.received));
        }
        let (event, turn) = (event.map_err(unreadable)?, turn.map_err(unreadable)?);
        let mut insert = connection.prepare_cached(
            "INSERT INTO turn (conversation, version, at, received, channel, id, script, event, turn)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        let (at, received) = (moment(record.at), moment(record.received));
        let Record { channel, id, script, version, .. } = &*record;
        insert.execute(params![unit.number, version, at, received, channel, id, script, event, turn])?;
        gist.follow(&record);
        overview::keep_tasks(connection, unit.number, &record)?;
        done.posted |= post(connection, unit.number, &record, route.as_ref())?;
        if let Some(taken) = ticket.and_then(|ticket| done.taken.get_mut(ticket)) {
            *taken = Ok(Taken::Served(record.clone()));
        }
        done.records.push(record);
    }
    for (ticket, why) in failed {
        if let Some(taken) = ticket.and_then(|ticket| done.taken.get_mut(ticket)) {
            *taken = Err(Trouble::Failed(why));
        }
    }
    // One update: each writes the whole row again, with the state in it.
    let mut update = connection.prepare_cached(&UPDATE)?;
    let due = state.timers.iter().map(|timer| timer.due).min().map(moment);
    let (channel, address) = route.unzip();
    let touched = moment(unit.touched);
    let own = named_params! {
        ":number": unit.number, ":version": state.version, ":state": text, ":due": due, ":with_staff": state.handed_over,
        ":channel": channel, ":address": address, ":heard": heard, ":touched": touched,
    };
    let listed = overview::Listed::of(&gist, &state);
    update.execute(&*[own, &listed.params()].concat())?;
    Ok(())
}

/// Puts what leaves the house into the outbox; whether there is something.
fn post(
    connection: &Connection,
    conversation: i64,
    record: &Record,
    route: Option<&(Arc<str>, Arc<str>)>,
) -> Result<bool> {
    let mut posted = false;
    for (index, part) in record.parts() {
        let system;
        let (channel, address) = match (part, route) {
            (Part::Request(request), _) => {
                system = system_channel(&request.system);
                (&system, &request.system)
            }
            (_, Some((channel, address))) => (channel, address),
            (_, None) => continue,
        };
        let mut insert = connection.prepare_cached(
            "INSERT INTO outbox (conversation, version, part, channel, address, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![conversation, record.version, index, channel, address, moment(record.at)])?;
        posted = true;
    }
    Ok(posted)
}

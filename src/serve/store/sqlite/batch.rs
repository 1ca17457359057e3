//! What one commit holds: arrivals, the turns of many conversations, what they send and when they wake.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::{SignedDuration, Timestamp};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, Result, ToSql, params, params_from_iter};
use tracing::Span;

use super::early::Early;
use super::intake::{forget_ids, keep, note};
use super::standing::{Standing, UnderWay};
use super::statements::EveryTurn;
use super::work::{Failed, Input, Unit, Worked, Written};
use super::writing::Waiting;
use super::{CHANGED, Taken, Trouble, moment, overview, timestamp, unreadable};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::channel::system_channel;
use crate::serve::record::{Decide, Part, Record};

/// How many kept arrivals, and how many conversations with a timer that is due, one commit takes up.
const MOST_TAKEN_UP: usize = 512;

/// How long a conversation that cannot be read is left alone before its timers are tried again.
const UNREADABLE_RESTS: SignedDuration = SignedDuration::from_hours(1);

/// How many conversations a thread takes at least: fewer take no longer than waking it.
const FEWEST_EACH: usize = 4;

/// What a commit begins with.
pub(super) struct Batch<'a> {
    pub decide: Option<&'a Decide>,
    pub under_way: &'a UnderWay,
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
    /// The conversations that had turns, as they stand now.
    pub standing: Vec<(i64, Standing)>,
    /// The turns, each conversation's in order.
    pub records: Vec<Arc<Record>>,
    /// Whether there is something to send.
    pub posted: bool,
    /// Whether arrivals are kept that were not served yet.
    pub backlog: bool,
}

/// The conversations that have something to do, by number.
type Agenda = IndexMap<i64, Todo>;

/// What a conversation has to do.
#[derive(Default)]
struct Todo {
    /// What was decided of its only arrival.
    early: Option<Box<Early>>,
    inputs: Vec<Input>,
}

impl Batch<'_> {
    /// Does all of it but the commit.
    pub fn run(&self, connection: &Connection, takes: &mut [Waiting]) -> Result<Done> {
        let mut statements = EveryTurn::of(connection)?;
        let mut agenda = Agenda::new();
        let mut backlog = self.backlog;
        if self.decide.is_some() && self.timers && backlog {
            backlog = self.take_up_backlog(connection, &mut agenda)?;
        }
        let mut taken = Vec::with_capacity(takes.len());
        for waiting in takes {
            let ticket = taken.len();
            taken.push(self.take(connection, &mut statements, waiting, &mut backlog, &mut agenda, ticket)?);
        }
        let mut done = Done { taken, standing: Vec::new(), records: Vec::new(), posted: false, backlog };
        let Some(decide) = self.decide else { return Ok(done) };
        if self.timers {
            self.take_up_timers(connection, &mut agenda)?;
        }
        let now = self.now;
        let mut units = Vec::new();
        for (number, Todo { early, inputs }) in agenda {
            let ticket = inputs.first().and_then(|input| input.ticket);
            match early.and_then(|early| early.holding(self.under_way, number, ticket, now)) {
                Some(worked) => write(connection, &mut statements, worked, &mut done)?,
                None => {
                    let standing = self.under_way.take(connection, number)?;
                    units.push(Unit { number, standing, inputs });
                }
            }
        }
        let worked: Vec<Worked> = match units.len() {
            0 | 1 => units.pop().map(|unit| unit.work(decide, now)).into_iter().collect(),
            _ => units.into_par_iter().with_min_len(FEWEST_EACH).map(|unit| unit.work(decide, now)).collect(),
        };
        for worked in worked {
            write(connection, &mut statements, worked, &mut done)?;
        }
        Ok(done)
    }

    fn take(
        &self,
        connection: &Connection,
        statements: &mut EveryTurn<'_>,
        waiting: &mut Waiting,
        backlog: &mut bool,
        agenda: &mut Agenda,
        ticket: usize,
    ) -> Result<std::result::Result<Taken, Trouble>> {
        let Waiting { arrival, received, early, span, .. } = waiting;
        let at_hand = early.as_ref().and_then(|early| early.number(self.under_way, arrival));
        let noted = note(connection, &mut statements.seen, arrival, at_hand, *received, self.now)?;
        let Some((conversation, begins)) = noted else { return Ok(Ok(Taken::Before)) };
        // What was kept before goes first.
        if self.decide.is_none() || *backlog {
            keep(connection, conversation, arrival, *received)?;
            *backlog = true;
            return Ok(Ok(Taken::Kept));
        }
        let input = Input { arrival: arrival.clone(), received: *received, span: span.clone(), ticket: Some(ticket) };
        let todo = agenda.entry(conversation).or_default();
        todo.early = early.take().filter(|early| todo.inputs.is_empty() && early.fits(begins));
        todo.inputs.push(input);
        Ok(Ok(Taken::Kept))
    }

    /// Takes up what was kept, in order; whether some is left.
    fn take_up_backlog(&self, connection: &Connection, agenda: &mut Agenda) -> Result<bool> {
        let mut select =
            connection.prepare_cached("SELECT number, conversation, received, arrival FROM inbox ORDER BY number")?;
        let mut rows = select.query([])?;
        let mut remove = connection.prepare_cached("DELETE FROM inbox WHERE number = ?1")?;
        let mut count = 0;
        while count < MOST_TAKEN_UP
            && let Some(row) = rows.next()?
        {
            let (number, conversation, received): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let arrival: Arrival = match serde_json::from_str(row.get_ref(3)?.as_str()?) {
                Ok(arrival) => arrival,
                Err(error) => {
                    tracing::error!(number, %error, "an arrival that was kept cannot be read, and stays in the inbox");
                    continue;
                }
            };
            let (arrival, received) = (Arc::new(arrival), timestamp(received));
            let input = Input { arrival, received, span: Span::none(), ticket: None };
            agenda.entry(conversation).or_default().inputs.push(input);
            remove.execute([number])?;
            count += 1;
        }
        Ok(count == MOST_TAKEN_UP)
    }

    /// Takes up conversations with a timer that is due.
    fn take_up_timers(&self, connection: &Connection, agenda: &mut Agenda) -> Result<()> {
        // A bound limit would have SQLite prepare this anew at every turn; rows that are not asked for are not read.
        let mut due = connection.prepare_cached("SELECT number FROM conversation WHERE due <= ?1 ORDER BY due")?;
        let rows = due.query_map([moment(self.now)], |row| row.get(0))?;
        for number in rows.take(MOST_TAKEN_UP) {
            agenda.entry(number?).or_default();
        }
        Ok(())
    }
}

/// Writes what a conversation came to.
fn write(connection: &Connection, statements: &mut EveryTurn<'_>, worked: Worked, done: &mut Done) -> Result<()> {
    let Worked { number, mut standing, state, text, written, failed } = worked;
    give_back(connection, number, failed, done)?;
    let text = match text {
        Ok(text) => text,
        // One conversation that cannot be read must not keep the others from being served.
        Err(error) => {
            tracing::error!(conversation = %standing.name, %error, "what is kept of a conversation cannot be read; its timers wait for an hour");
            let later = standing.touched.checked_add(UNREADABLE_RESTS).unwrap_or(standing.touched);
            let mut rest =
                connection.prepare_cached("UPDATE conversation SET due = ?2 WHERE number = ?1 AND due IS NOT NULL")?;
            return rest.execute(params![number, moment(later)]).map(drop);
        }
    };
    for Written { record, event, turn, answer, ticket } in written {
        match answer {
            Some(Answer::At(address)) => standing.route = Some((record.channel.clone(), address)),
            Some(Answer::Fetched) => standing.route = None,
            Some(Answer::AsBefore) | None => {}
        }
        if matches!(record.event.happening, crate::engine::Happening::Message { .. }) {
            standing.heard = Some(moment(record.received));
        }
        let (event, turn) = (event.map_err(unreadable)?, turn.map_err(unreadable)?);
        let (at, received) = (moment(record.at), moment(record.received));
        let Record { channel, id, script, version, .. } = &*record;
        statements.turn.execute(params![number, version, at, received, channel, id, script, event, turn])?;
        overview::keep_tasks(connection, number, &record)?;
        done.posted |= post(connection, number, &record, standing.route.as_ref())?;
        if let Some(taken) = ticket.and_then(|ticket| done.taken.get_mut(ticket)) {
            *taken = Ok(Taken::Served(record.clone()));
        }
        done.records.push(record);
    }
    let due = state.timers.iter().map(|timer| timer.due).min().map(moment);
    let (channel, address) = standing.route.as_ref().map(|(channel, address)| (channel, address)).unzip();
    let (version, with_staff, heard, touched) =
        (state.version, state.handed_over, standing.heard, moment(standing.touched));
    let changed: [&dyn ToSql; CHANGED.len()] =
        [&version, &text, &due, &with_staff, &channel, &address, &heard, &touched];
    let listed = overview::Listed::of(&standing.gist, &state);
    let listed = listed.params().map(|(_, value)| value);
    statements.update.execute(params_from_iter(changed.into_iter().chain(listed).chain([&number as &dyn ToSql])))?;
    (standing.text, standing.length) = (None, text.len());
    standing.state = Some(state);
    done.standing.push((number, standing));
    Ok(())
}

/// What could not be decided did not happen: whoever waits for it may send it again, and what was kept before is kept on until the next start.
fn give_back(connection: &Connection, conversation: i64, failed: Vec<Failed>, done: &mut Done) -> Result<()> {
    for Failed { arrival, received, ticket, why } in failed {
        match ticket.and_then(|ticket| done.taken.get_mut(ticket)) {
            Some(taken) => {
                forget_ids(connection, &arrival)?;
                *taken = Err(Trouble::Failed(why.to_owned()));
            }
            None => keep(connection, conversation, &arrival, received)?,
        }
    }
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

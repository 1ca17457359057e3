//! The floor of the disk: the rows of the same turns, written by one thread that commits what waits together, and nothing read or decided.

use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, params, params_from_iter};
use tokio::sync::oneshot;

use super::{Figures, VISIT, figures};
use crate::serve::server::Fault;
use crate::serve::store::sqlite::{self, ALIAS, BEGIN, CHANGED, EveryTurn, LISTED, MOST_TOGETHER};

/// How many turns are taken from the store to be written again.
const MOST_TURNS: usize = 2_000;

/// What a turn wrote: itself, and its conversation's row as it stands.
pub(super) struct Turn {
    event: String,
    turn: String,
    row: Vec<Value>,
}

/// A turn to be written, and the one who waits for it.
struct Job {
    conversation: usize,
    version: usize,
    turn: usize,
    done: oneshot::Sender<()>,
}

/// The turns that a store holds.
pub(super) fn turns(store: &Path) -> Result<Vec<Turn>, Fault> {
    let read = || {
        let connection = Connection::open(store)?;
        let row = CHANGED.iter().chain(&LISTED).map(|column| format!("conversation.{column}")).collect::<Vec<_>>();
        let mut select = connection.prepare(&format!(
            "SELECT event, turn, {} FROM turn JOIN conversation ON conversation.number = turn.conversation ORDER BY turn.number LIMIT ?1",
            row.join(", ")
        ))?;
        let turns = select.query_map([MOST_TURNS], |columns| {
            let row = (2..2 + row.len()).map(|column| columns.get(column)).collect::<rusqlite::Result<_>>()?;
            Ok(Turn { event: columns.get(0)?, turn: columns.get(1)?, row })
        })?;
        turns.collect::<rusqlite::Result<Vec<Turn>>>()
    };
    read().map_err(fault)
}

/// So many customers hand over a turn, wait until it is on the disk, and hand over another.
pub(super) async fn commit(
    path: &Path,
    turns: Vec<Turn>,
    customers: usize,
    length: Duration,
) -> Result<Figures, Fault> {
    let connection = sqlite::writer(path).map_err(|trouble| Fault(trouble.to_string()))?;
    let (jobs, queue) = channel();
    let (count, failed) = (turns.len().max(1), Arc::new(Mutex::new(None)));
    let failure = failed.clone();
    let writer = std::thread::spawn(move || {
        if let Err(error) = write(connection, &queue, &turns) {
            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    });
    let began = Instant::now();
    let customer = |number: usize| {
        let jobs = jobs.clone();
        async move {
            let mut took = Vec::new();
            while began.elapsed() < length {
                let (done, waits) = oneshot::channel();
                let (visit, version) = (took.len() / VISIT, took.len() % VISIT + 1);
                let conversation = visit * customers + number + 1;
                let sent = Instant::now();
                let turn = (number + took.len()) % count;
                if jobs.send(Job { conversation, version, turn, done }).is_err() || waits.await.is_err() {
                    break;
                }
                took.push(sent.elapsed());
            }
            took
        }
    };
    let all: Vec<_> = (0..customers).map(|number| tokio::spawn(customer(number))).collect();
    let mut took = Vec::new();
    for one in all {
        took.extend(one.await.map_err(|error| Fault(error.to_string()))?);
    }
    let figures = figures(took, began);
    drop(jobs);
    let _ = writer.join();
    match failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(error) => Err(fault(error)),
        None => Ok(figures),
    }
}

fn write(mut connection: Connection, queue: &Receiver<Job>, turns: &[Turn]) -> rusqlite::Result<()> {
    let mut numbers = HashMap::new();
    while let Ok(first) = queue.recv() {
        let together: Vec<Job> = std::iter::once(first).chain(queue.try_iter().take(MOST_TOGETHER)).collect();
        let transaction = connection.transaction()?;
        let mut statements = EveryTurn::of(&transaction)?;
        for job in &together {
            let Some(turn) = turns.get(job.turn) else { continue };
            let (version, now) = (job.version, Timestamp::now().as_microsecond());
            let name = format!("web:{:032}", job.conversation);
            let id = format!("{name} {version}");
            if version == 1 {
                transaction.prepare_cached(BEGIN)?.execute(params![name, now])?;
                numbers.insert(job.conversation, transaction.last_insert_rowid());
                transaction.prepare_cached(ALIAS)?.execute(params![name, transaction.last_insert_rowid()])?;
            }
            let conversation = numbers.get(&job.conversation).copied().unwrap_or_default();
            statements.seen.execute(params!["web", id, conversation, now])?;
            let row = params![conversation, version, now, now, "web", id, "0123456789ab", turn.event, turn.turn];
            statements.turn.execute(row)?;
            let row = changed(turn, version, now).into_iter().chain([ToSqlOutput::from(conversation)]);
            statements.update.execute(params_from_iter(row))?;
        }
        drop(statements);
        transaction.commit()?;
        for job in together {
            let _ = job.done.send(());
        }
    }
    Ok(())
}

/// A conversation's row at a version.
fn changed(turn: &Turn, version: usize, now: i64) -> Vec<ToSqlOutput<'_>> {
    let columns = CHANGED.iter().chain(&LISTED).zip(&turn.row);
    let changed = columns.map(|(column, value)| match (*column, value) {
        ("version", _) => ToSqlOutput::from(version as i64),
        ("touched", _) => ToSqlOutput::from(now),
        ("state", Value::Text(state)) => ToSqlOutput::from(grown(state, version)),
        (_, value) => ToSqlOutput::from(value),
    });
    changed.collect()
}

/// As much of a state as stood there at a version: states grow from turn to turn, and only the last is kept.
fn grown(state: &str, version: usize) -> &str {
    let end = state.len() * version.min(VISIT) / VISIT;
    (0..=end).rev().find_map(|end| state.get(..end)).unwrap_or_default()
}

fn fault(error: rusqlite::Error) -> Fault {
    Fault(error.to_string())
}

//! The floor of the disk: the same bytes, written by one thread that commits what waits together, and nothing decided.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use super::{Figures, VISIT, figures};
use crate::serve::server::Fault;
use crate::serve::store::sqlite;

/// How many turns are taken from the store to be written again.
const MOST_TURNS: usize = 2_000;

/// The bytes of a turn: event, turn and state.
pub(super) struct Turn {
    event: String,
    turn: String,
    state: String,
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
        let mut select = connection.prepare(
            "SELECT event, turn, state FROM turn JOIN conversation ON conversation.number = turn.conversation ORDER BY turn.at LIMIT ?1",
        )?;
        let turns = select
            .query_map([MOST_TURNS], |row| Ok(Turn { event: row.get(0)?, turn: row.get(1)?, state: row.get(2)? }))?;
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
    while let Ok(first) = queue.recv() {
        let together: Vec<Job> = std::iter::once(first).chain(queue.try_iter().take(1_024)).collect();
        let transaction = connection.transaction()?;
        for job in &together {
            let Some(turn) = turns.get(job.turn) else { continue };
            let (conversation, version) = (job.conversation, job.version);
            let name = format!("web:{conversation:032}");
            let mut begin = transaction
                .prepare_cached("INSERT OR IGNORE INTO conversation (number, name, touched) VALUES (?1, ?2, 0)")?;
            begin.execute(params![conversation, name])?;
            let mut seen = transaction
                .prepare_cached("INSERT INTO seen (channel, id, conversation, at) VALUES ('web', ?1, ?2, ?3)")?;
            seen.execute(params![format!("{name} {version}"), conversation, version])?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO turn (conversation, version, at, received, channel, id, script, event, turn)
                 VALUES (?1, ?2, ?2, ?2, 'web', ?3, '0123456789ab', ?4, ?5)",
            )?;
            insert.execute(params![conversation, version, format!("{name} {version}"), turn.event, turn.turn])?;
            let mut update = transaction.prepare_cached(
                "UPDATE conversation SET version = ?2, state = ?3, touched = ?2, heard = ?2 WHERE number = ?1",
            )?;
            update.execute(params![conversation, version, grown(&turn.state, version)])?;
        }
        transaction.commit()?;
        for job in together {
            let _ = job.done.send(());
        }
    }
    Ok(())
}

/// As much of a state as stood there at a version: states grow from turn to turn, and only the last is kept.
fn grown(state: &str, version: usize) -> &str {
    let end = state.len() * version.min(VISIT) / VISIT;
    (0..=end).rev().find_map(|end| state.get(..end)).unwrap_or_default()
}

fn fault(error: rusqlite::Error) -> Fault {
    Fault(error.to_string())
}

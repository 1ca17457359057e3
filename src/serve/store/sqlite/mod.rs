//! The store that is built in: one SQLite file, one thread that writes.
//!
//! The thread takes whatever waits and makes all of it durable with one commit. A turn whose conversation is at hand was decided before, on the thread by
//! which it arrived; the others are decided here, many conversations side by side.

mod batch;
mod care;
mod desk;
mod early;
mod intake;
mod json;
mod lock;
mod log;
mod migrate;
mod open;
mod outbox;
mod overview;
mod photos;
mod read;
mod standing;
mod statements;
mod work;
mod writing;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

use jiff::Timestamp;
use rusqlite::Connection;
use tokio::sync::{Notify, oneshot, watch};

pub use care::{Export, Forgotten};
use early::Early;
use log::Log;
pub(in crate::serve) use open::writer;
pub use photos::CustomerPhoto;
use standing::UnderWay;
pub(in crate::serve) use statements::{ALIAS, BEGIN, CHANGED, EveryTurn, LISTED};
pub(in crate::serve) use writing::MOST_TOGETHER;
use writing::{Job, Waiting, Writer};

use super::{Clock, Pending, Store, Taken, Trouble};
use crate::serve::arrival::Arrival;
use crate::serve::channel::Channels;
use crate::serve::delivery::{Outbox, deliver};
use crate::serve::record::Decide;

/// How many jobs may wait for the writing thread.
const MOST_WAITING: usize = 4_096;

/// A store in one SQLite file.
pub struct Sqlite {
    jobs: SyncSender<Job>,
    clock: Arc<Clock>,
    reader: Arc<Mutex<Connection>>,
    /// The desk's lists are read on a connection of their own, so that no customer waits for them.
    desk: Arc<Mutex<Connection>>,
    posted: Arc<Notify>,
    log: Arc<Log>,
    under_way: Arc<UnderWay>,
    decide: RwLock<Option<Arc<Decide>>>,
    /// Whether a commit failed and none of turns succeeded since.
    at_fault: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Sqlite {
    /// Opens the file, or makes it; refuses where another process has it.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        Self::open_at(path, Arc::new(Timestamp::now))
    }

    /// The same with a clock of one's own; whoever moves it calls [`Sqlite::wake`].
    pub fn open_at(path: &Path, clock: Arc<Clock>) -> Result<Self, Trouble> {
        let lock = lock::lock(path)?;
        let mut connection = open::writer(path)?;
        let reader = Arc::new(Mutex::new(open::reader(path)?));
        let desk = Arc::new(Mutex::new(open::reader(path)?));
        let (jobs, queue) = sync_channel(MOST_WAITING);
        let posted = Arc::new(Notify::new());
        let log = Arc::new(Log::default());
        let writes_back = log.keep_short(path, &mut connection, jobs.clone())?;
        let under_way = Arc::new(UnderWay::default());
        let at_fault = Arc::new(AtomicBool::new(false));
        let (now, notify, known) = (clock.clone(), posted.clone(), under_way.clone());
        let writer = Writer::new(connection, queue, log.clone(), now, notify, known, at_fault.clone());
        let held = Held { writes_back: Some(writes_back), _lock: lock };
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(move || {
            // Where there is no such thread, both are let go in this order.
            let (writer, _held) = (writer, held);
            writer.run();
        });
        let thread = thread.map_err(|error| Trouble::Failed(format!("no thread for the store: {error}")))?;
        let (decide, thread) = (RwLock::default(), Mutex::new(Some(thread)));
        Ok(Sqlite { jobs, clock, reader, desk, posted, log, under_way, decide, at_fault, thread })
    }

    /// Looks at the clock again.
    pub fn wake(&self) {
        let _ = self.jobs.try_send(Job::Wake);
        self.posted.notify_one();
    }

    /// Does what waits, closes the file and lets it go.
    pub fn close(&self) {
        let _ = self.jobs.send(Job::Close);
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
    }

    /// Hands the writing thread a job that answers.
    fn ask<T: Send + 'static>(&self, job: impl FnOnce(oneshot::Sender<Result<T, Trouble>>) -> Job) -> Pending<T> {
        let (done, waits) = oneshot::channel();
        let sent = self.jobs.try_send(job(done)).map_err(|error| match error {
            TrySendError::Full(_) => Trouble::Full,
            TrySendError::Disconnected(_) => Trouble::Closed,
        });
        Box::pin(async move {
            sent?;
            waits.await.unwrap_or(Err(Trouble::Closed))
        })
    }
}

/// What the writing thread holds until it ends, also where it breaks off: the file is let go once nobody writes to it any more.
struct Held {
    writes_back: Option<JoinHandle<()>>,
    _lock: lock::Lock,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(writes_back) = self.writes_back.take() {
            let _ = writes_back.join();
        }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.close();
    }
}

impl Store for Sqlite {
    fn take(&self, arrival: Arrival) -> Pending<Taken> {
        if let Some(why) = arrival.fault() {
            return Box::pin(async { Err(Trouble::Refused(why)) });
        }
        let received = (self.clock)();
        let (arrival, span) = (Arc::new(arrival), tracing::Span::current());
        let decide = self.decide.read().unwrap_or_else(PoisonError::into_inner).clone();
        let early = decide.and_then(|decide| Early::of(&self.under_way, &*decide, &arrival, received)).map(Box::new);
        self.ask(|done| Job::Take(Box::new(Waiting { arrival, received, early, span, done })))
    }

    fn serve(&self, decide: Arc<Decide>) {
        *self.decide.write().unwrap_or_else(PoisonError::into_inner) = Some(decide.clone());
        let _ = self.jobs.send(Job::Serve(decide));
    }

    fn deliver(&self, channels: Arc<Channels>, closing: watch::Receiver<bool>) -> Pending<()> {
        let _ = self.jobs.send(Job::Deliver(channels.clone()));
        let outbox = Arc::new(outbox::SqliteOutbox {
            jobs: self.jobs.clone(),
            reader: self.reader.clone(),
            clock: self.clock.clone(),
            posted: self.posted.clone(),
        });
        let delivers = tokio::spawn(deliver(outbox as Arc<dyn Outbox>, channels, closing));
        Box::pin(async { delivers.await.map_err(|error| Trouble::Failed(error.to_string())) })
    }
}

/// Reads on a thread that may wait.
fn reading<T: Send + 'static>(
    reader: &Arc<Mutex<Connection>>,
    read: impl FnOnce(&Connection) -> Result<T, rusqlite::Error> + Send + 'static,
) -> Pending<T> {
    let reader = reader.clone();
    Box::pin(async move {
        let read = tokio::task::spawn_blocking(move || {
            let connection = reader.lock().unwrap_or_else(PoisonError::into_inner);
            read(&connection)
        });
        match read.await {
            Ok(Ok(read)) => Ok(read),
            Ok(Err(error)) => Err(Trouble::Failed(error.to_string())),
            Err(error) => Err(Trouble::Failed(error.to_string())),
        }
    })
}

/// A time as the tables have it: microseconds since 1970.
fn moment(at: Timestamp) -> i64 {
    at.as_microsecond()
}

fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// JSON that does not read as what it should be.
fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}

//! The thread that writes: it takes what waits, and commits it together.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use tokio::sync::{Notify, oneshot};
use tracing::Span;

use super::batch::{Batch, Done};
use super::early::Early;
use super::log::Log;
use super::outbox::settle;
use super::standing::UnderWay;
use super::{Clock, Taken, Trouble, timestamp};
use crate::serve::arrival::Arrival;
use crate::serve::channel::{Channels, Key};
use crate::serve::delivery::Settled;
use crate::serve::record::Decide;

/// How many jobs are committed together: while they are, those who were answered before can write again.
pub(in crate::serve) const MOST_TOGETHER: usize = 256;

/// After how many jobs at once fewer wait a moment for others: whoever was just answered writes again, and one sync serves them all.
const MANY: usize = 8;

/// How long that moment is: this share of what a commit takes, as PostgreSQL's manual advises for its `commit_delay`, and so long at most.
const SHARE_OF_A_COMMIT: u32 = 2;
const LONGEST_MOMENT: Duration = Duration::from_micros(300);

/// How often the thread looks whether they came.
const LOOKS: Duration = Duration::from_micros(100);

/// How long the thread sleeps at most before it looks at the clock again: a clock may be put forward.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How long it waits after a commit that failed before it tries timers again.
const AFTER_A_FAULT: Duration = Duration::from_millis(500);

/// What a change touches: conversations, which are read anew behind it, or only what stands beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Touches {
    Conversations,
    Others,
}

/// Something to change under the writing thread's hands.
type Change = Box<dyn FnOnce(&mut Connection) -> Result<(), Trouble> + Send>;

/// What the thread is asked to do.
pub(super) enum Job {
    Take(Box<Waiting>),
    Serve(Arc<Decide>),
    Deliver(Arc<Channels>),
    Settle(Key, Settled, oneshot::Sender<()>),
    Change(Change, Touches, oneshot::Sender<Result<(), Trouble>>),
    BeginLog,
    Wake,
    Close,
}

/// An arrival whose channel waits for it to be durable.
pub(super) struct Waiting {
    pub arrival: Arc<Arrival>,
    pub received: Timestamp,
    /// What was decided before it was its turn.
    pub early: Option<Box<Early>>,
    /// What its turn belongs to in a trace.
    pub span: Span,
    pub done: oneshot::Sender<Result<Taken, Trouble>>,
}

pub(super) struct Writer {
    connection: Connection,
    queue: Receiver<Job>,
    log: Arc<Log>,
    clock: Arc<Clock>,
    posted: Arc<Notify>,
    decide: Option<Arc<Decide>>,
    channels: Option<Arc<Channels>>,
    under_way: Arc<UnderWay>,
    /// What became of postings, not yet durable.
    settled: Vec<(Key, Settled, oneshot::Sender<()>)>,
    /// Whether arrivals wait that were kept before anything was served.
    backlog: bool,
    /// Not before this are timers tried again.
    rests_until: Option<Instant>,
    /// Whether a commit failed and none of turns succeeded since.
    at_fault: Arc<AtomicBool>,
    /// How long commits took, the last ones above all.
    commits_take: Duration,
}

impl Writer {
    pub fn new(
        connection: Connection,
        queue: Receiver<Job>,
        log: Arc<Log>,
        clock: Arc<Clock>,
        posted: Arc<Notify>,
        under_way: Arc<UnderWay>,
        at_fault: Arc<AtomicBool>,
    ) -> Self {
        let (decide, channels, settled, rests_until, commits_take) = (None, None, Vec::new(), None, Duration::ZERO);
        Writer {
            connection,
            queue,
            log,
            clock,
            posted,
            decide,
            channels,
            under_way,
            settled,
            backlog: true,
            rests_until,
            at_fault,
            commits_take,
        }
    }

    /// Works until it is closed.
    pub fn run(mut self) {
        // The thread takes part in deciding: for a few turns no other needs to be woken. Without a pool of its own it waits for the common one.
        let _pool = rayon::ThreadPoolBuilder::new().use_current_thread().build();
        let mut before = 0;
        loop {
            let mut jobs: Vec<Job> = self.queue.try_iter().take(MOST_TOGETHER).collect();
            if jobs.is_empty() {
                match self.queue.recv_timeout(self.sleep()) {
                    Ok(job) => jobs.push(job),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            jobs.extend(self.queue.try_iter().take(MOST_TOGETHER.saturating_sub(jobs.len())));
            if before >= MANY {
                self.let_others_follow(&mut jobs, before);
            }
            before = jobs.len();
            if !self.work(jobs) {
                return;
            }
        }
    }

    /// Waits a moment for as many jobs as came together before.
    fn let_others_follow(&self, jobs: &mut Vec<Job>, before: usize) {
        let until = Instant::now() + (self.commits_take / SHARE_OF_A_COMMIT).min(LONGEST_MOMENT);
        while jobs.len() < before && Instant::now() < until {
            std::thread::sleep(LOOKS.min(until.saturating_duration_since(Instant::now())));
            jobs.extend(self.queue.try_iter().take(MOST_TOGETHER.saturating_sub(jobs.len())));
        }
    }

    /// How long nothing is due.
    fn sleep(&self) -> Duration {
        if self.decide.is_none() {
            return LONGEST_SLEEP;
        }
        let rest = self.rests_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
        if self.backlog {
            return rest;
        }
        let next = "SELECT due FROM conversation WHERE due IS NOT NULL ORDER BY due LIMIT 1";
        let due: Option<i64> = self
            .connection
            .prepare_cached(next)
            .and_then(|mut next| next.query_row([], |row| row.get(0)).optional())
            .unwrap_or_default();
        let Some(due) = due else { return LONGEST_SLEEP };
        let until = timestamp(due).duration_since((self.clock)());
        Duration::try_from(until).unwrap_or(Duration::ZERO).max(rest).min(LONGEST_SLEEP)
    }

    /// Does jobs; whether it goes on.
    fn work(&mut self, jobs: Vec<Job>) -> bool {
        let mut goes_on = true;
        let (mut takes, mut changes) = (Vec::new(), Vec::new());
        for job in jobs {
            match job {
                Job::Take(waiting) => takes.push(*waiting),
                Job::Settle(key, outcome, done) => self.settled.push((key, outcome, done)),
                Job::Serve(decide) => (self.decide, self.backlog) = (Some(decide), true),
                Job::Deliver(channels) => self.channels = Some(channels),
                Job::Change(change, touches, done) => changes.push((change, touches, done)),
                Job::BeginLog => self.log.begin_anew(&self.connection),
                Job::Wake => {}
                Job::Close => goes_on = false,
            }
        }
        self.commit(takes);
        for (change, touches, done) in changes {
            if touches == Touches::Conversations {
                self.under_way.clear();
            }
            let _ = done.send(change(&mut self.connection));
        }
        goes_on
    }

    /// One transaction: arrivals, the turns they bring about, timers that are due, and what was sent.
    fn commit(&mut self, mut takes: Vec<Waiting>) {
        let rests = self.rests_until.is_some_and(|until| until > Instant::now());
        let decide = self.decide.clone();
        let (now, under_way) = ((self.clock)(), &*self.under_way);
        let batch = Batch { decide: decide.as_deref(), under_way, now, backlog: self.backlog, timers: !rests };
        let done = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
            for (key, outcome, _) in &self.settled {
                settle(&transaction, key, outcome)?;
            }
            let done = batch.run(&transaction, &mut takes)?;
            let began = Instant::now();
            transaction.commit()?;
            self.commits_take = (self.commits_take * 3 + began.elapsed()) / 4;
            Ok(done)
        });
        match done {
            Ok(done) => self.tell(takes, done),
            Err(error) => {
                tracing::error!(%error, "the store could not commit");
                self.at_fault.store(true, Ordering::Relaxed);
                self.rests_until = Some(Instant::now() + AFTER_A_FAULT);
                for waiting in takes {
                    let _ = waiting.done.send(Err(Trouble::Failed(error.to_string())));
                }
            }
        }
    }

    /// Everything is durable: those who wait hear of it.
    fn tell(&mut self, takes: Vec<Waiting>, done: Done) {
        self.rests_until = None;
        if !done.records.is_empty() {
            self.at_fault.store(false, Ordering::Relaxed);
        }
        self.backlog = done.backlog;
        self.under_way.put(done.standing);
        if let Some(channels) = &self.channels {
            for record in &done.records {
                channels.committed(record);
            }
        }
        let settled = std::mem::take(&mut self.settled);
        let again = !settled.is_empty();
        for (.., told) in settled {
            let _ = told.send(());
        }
        if done.posted || again {
            self.posted.notify_one();
        }
        for (waiting, taken) in takes.into_iter().zip(done.taken) {
            let _ = waiting.done.send(taken);
        }
    }
}

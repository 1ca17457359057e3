//! Sending what waits in an outbox: in the order of each conversation, side by side for many, again where it failed.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, Semaphore, watch};
use tracing::Instrument;

use super::channel::{Channels, Key, Posting, Undelivered};
use super::pace::Pace;
use super::record::Part;
use super::store::Pending;

/// How many postings are under way at once.
const MOST_UNDER_WAY: usize = 64;

/// How long a posting is tried before it is given up.
pub const TRIED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// The first pause after a failure; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// What became of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The other side confirmed it.
    Sent,
    /// It is tried again, not before then.
    Again(Timestamp),
    /// It is not tried again.
    GivenUp,
}

/// An outbox as a store keeps it.
pub trait Outbox: Send + Sync {
    /// What may be sent now: of each conversation and channel the first that is not confirmed.
    fn due(&self, most: usize) -> Pending<Vec<Posting>>;

    /// When the next is due.
    fn next(&self) -> Pending<Option<Timestamp>>;

    /// What became of a posting; done once it is durable.
    fn settle(&self, key: Key, outcome: Settled) -> Pending<()>;

    /// The time.
    fn now(&self) -> Timestamp;

    /// Told when there is something new.
    fn posted(&self) -> Arc<Notify>;
}

/// Sends what is due until it is told to close; done once nothing is under way any more.
pub async fn deliver(outbox: Arc<dyn Outbox>, channels: Arc<Channels>, mut closing: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MOST_UNDER_WAY));
    tokio::select! {
        () = send_due(outbox, channels, room.clone()) => {}
        () = told(&mut closing) => {}
    }
    let _ = room.acquire_many(MOST_UNDER_WAY as u32).await;
}

/// Done when it is told to close: never, where nobody is left to tell it.
async fn told(closing: &mut watch::Receiver<bool>) {
    if closing.wait_for(|closing| *closing).await.is_err() {
        std::future::pending().await
    }
}

async fn send_due(outbox: Arc<dyn Outbox>, channels: Arc<Channels>, room: Arc<Semaphore>) {
    let under_way = Arc::new(Mutex::new(UnderWay::default()));
    let pace = Pace::default();
    let posted = outbox.posted();
    loop {
        under_way.lock().unwrap_or_else(PoisonError::into_inner).ended.clear();
        let due = match outbox.due(MOST_UNDER_WAY * 4).await {
            Ok(due) => due,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                Vec::new()
            }
        };
        let mut started = 0;
        for posting in due {
            if !under_way.lock().unwrap_or_else(PoisonError::into_inner).may_begin(&posting.key) {
                continue;
            }
            // What a channel takes no more of now waits in the outbox, and no other channel waits for it.
            let most = channels.get(&posting.channel).and_then(|channel| channel.manner().per_minute);
            if most.is_some_and(|most| !pace.allows(&posting.channel, most)) {
                continue;
            }
            let Ok(permit) = room.clone().acquire_owned().await else { return };
            started += 1;
            under_way.lock().unwrap_or_else(PoisonError::into_inner).going.insert(posting.key.clone());
            let (outbox, channels, under_way) = (outbox.clone(), channels.clone(), under_way.clone());
            tokio::spawn(async move {
                let key = posting.key.clone();
                let (channel, tries) = (&posting.channel, posting.tries);
                let span = tracing::debug_span!("delivery", otel.kind = "client", %key, %channel, tries);
                let outcome = send(posting, &channels, outbox.now()).instrument(span).await;
                if outbox.settle(key.clone(), outcome).await.is_ok() {
                    under_way.lock().unwrap_or_else(PoisonError::into_inner).end(key);
                }
                drop(permit);
                outbox.posted().notify_one();
            });
        }
        if started > 0 {
            continue;
        }
        let next = outbox.next().await.ok().flatten();
        let wait = next.map_or(LONGEST_PAUSE, |next| {
            Duration::try_from(next.duration_since(outbox.now())).unwrap_or(Duration::from_millis(200))
        });
        let _ = tokio::time::timeout(wait.clamp(Duration::from_millis(50), LONGEST_PAUSE), posted.notified()).await;
    }
}

/// Postings under way, and those that ended while the outbox was being read: what was read of them is out of date.
#[derive(Default)]
struct UnderWay {
    going: HashSet<Key>,
    ended: HashSet<Key>,
}

impl UnderWay {
    /// Whether a posting may be sent now.
    fn may_begin(&self, key: &Key) -> bool {
        !self.ended.contains(key) && !self.going.contains(key)
    }

    fn end(&mut self, key: Key) {
        self.going.remove(&key);
        self.ended.insert(key);
    }
}

/// Sends one posting and says what became of it.
async fn send(posting: Posting, channels: &Channels, now: Timestamp) -> Settled {
    let (key, tries, at) = (posting.key.clone(), posting.tries, posting.record.at);
    if matches!(posting.part(), Some(Part::Request(request)) if request.due < now) {
        tracing::warn!(%key, channel = %posting.channel, "not asked any more: its answer would come too late");
        return Settled::GivenUp;
    }
    let Some(channel) = channels.get(&posting.channel) else {
        tracing::warn!(%key, channel = %posting.channel, "nothing is configured that sends to this channel");
        return again(at, now, tries, None);
    };
    let (window, to) = (channel.manner().reply_window, posting.channel.clone());
    if window.zip(posting.heard).is_some_and(|(window, heard)| now.duration_since(heard) > window) {
        tracing::warn!(%key, channel = %posting.channel, "not sent: the customer wrote too long ago to be written to");
        return Settled::GivenUp;
    }
    match channel.send(posting).await {
        Ok(()) => Settled::Sent,
        Err(Undelivered::Later(why, after)) => {
            tracing::warn!(%key, channel = %to, tries, why, "not sent, tried again later");
            again(at, now, tries, after)
        }
        Err(Undelivered::Never(why)) => {
            tracing::error!(%key, channel = %to, why, "refused, and not sent again");
            Settled::GivenUp
        }
    }
}

fn again(at: Timestamp, now: Timestamp, tries: u32, after: Option<Duration>) -> Settled {
    if now.duration_since(at) > TRIED_FOR {
        return Settled::GivenUp;
    }
    let doubled = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(tries).unwrap_or(u32::MAX));
    // What the other side asks for may be anything.
    let asked = after.unwrap_or(Duration::ZERO).min(TRIED_FOR.unsigned_abs());
    Settled::Again(now.checked_add(asked.max(doubled.min(LONGEST_PAUSE))).unwrap_or(now))
}

//! What any store must hold.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use patter::engine::{Happening, TimerChange};
use patter::serve::store::{Pending, Records, Taken, Trouble};
use patter::serve::{Arrival, Channel, Channels, Manner, Part, Posting, Record, Undelivered, Witness};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use super::subject::{Opened, Place, decide, event, message, posted};

/// Hands on every turn once it is durable.
struct Told(UnboundedSender<Arc<Record>>);

impl Witness for Told {
    fn committed(&self, record: &Arc<Record>) {
        let _ = self.0.send(record.clone());
    }
}

/// A channel that does what the test says with each posting.
struct Post {
    name: &'static str,
    sent: UnboundedSender<(String, String)>,
    answers: Mutex<Vec<Result<(), Undelivered>>>,
    manner: Manner,
}

impl Default for Post {
    fn default() -> Self {
        Post { name: "post", sent: unbounded_channel().0, answers: Mutex::default(), manner: Manner::default() }
    }
}

impl Channel for Post {
    fn name(&self) -> &str {
        self.name
    }

    fn manner(&self) -> Manner {
        self.manner
    }

    fn send(&self, posting: Posting) -> Pending<(), Undelivered> {
        let words = match posting.part() {
            Some(Part::Act(act)) => act.texts.join(" "),
            other => format!("{other:?}"),
        };
        self.sent.send((posting.key.to_string(), words)).unwrap();
        let answer = self.answers.lock().unwrap().pop().unwrap_or(Ok(()));
        Box::pin(async { answer })
    }
}

/// Delivers for as long as the store is open.
fn delivers(store: &Arc<dyn Opened>, channels: Channels) {
    drop(store.deliver(Arc::new(channels), watch::channel(false).1));
}

fn served(place: &Place) -> (Arc<dyn Opened>, UnboundedReceiver<Arc<Record>>) {
    let (told, hears) = unbounded_channel();
    let store = place.open();
    delivers(&store, Channels::default().watched_by(Arc::new(Told(told))));
    store.serve(decide());
    (store, hears)
}

fn version(taken: Result<Taken, Trouble>) -> u64 {
    match taken {
        Ok(Taken::Served(record)) => record.version,
        other => panic!("not served: {other:?}"),
    }
}

/// Every conversation gapless, no id twice, timers set = fired + stopped + still running.
async fn check(store: &dyn Records, conversation: &str) -> Vec<Record> {
    let records = store.since(conversation.into(), 0, 10_000).await.unwrap();
    let versions: Vec<u64> = records.iter().map(|record| record.version).collect();
    assert_eq!(versions, (1..=records.len() as u64).collect::<Vec<_>>(), "{conversation} has a gap");
    let state = store.state(conversation.into()).await.unwrap().unwrap();
    assert_eq!(state.version, records.len() as u64);
    let mut ids = HashMap::new();
    for record in &records {
        let key = (record.channel.clone(), record.id.clone());
        assert_eq!(ids.insert(key, record.version), None, "{} came twice", record.id);
    }
    let changes = || records.iter().flat_map(|record| &record.turn.timers);
    let set = changes().filter(|change| matches!(change, TimerChange::Set { .. })).count();
    let stopped = changes().filter(|change| matches!(change, TimerChange::Stopped { .. })).count();
    let fired = records.iter().filter(|record| matches!(record.event.happening, Happening::Timer { .. })).count();
    assert_eq!(set, stopped + fired + state.timers.len(), "{conversation}: timers");
    records
}

#[tokio::test]
async fn an_event_counts_once() {
    let place = Place::new();
    let (store, _) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    assert_eq!(store.take(message("a", "1", "ping")).await, Ok(Taken::Before));
    // Under another id that its channel knows it by, too.
    let also = Arrival { also: Some("order 7".into()), ..message("a", "2", "ping") };
    assert_eq!(version(store.take(also.clone()).await), 2);
    assert_eq!(store.take(Arrival { id: "3".into(), ..also }).await, Ok(Taken::Before));
    // Another channel's ids are its own.
    assert_eq!(version(store.take(posted("a", "1", "ping")).await), 3);
    store.close();
    let (store, _) = served(&place);
    assert_eq!(store.take(message("a", "1", "ping")).await, Ok(Taken::Before));
    check(&*store, "a").await;
}

#[tokio::test]
async fn two_of_one_id_at_the_same_time_count_once() {
    let place = Place::new();
    let (store, _) = served(&place);
    let both: Vec<_> = (0..20).map(|_| store.take(message("a", "1", "ping"))).collect();
    let mut served = 0;
    for taken in both {
        served += u32::from(matches!(taken.await.unwrap(), Taken::Served(_)));
    }
    assert_eq!(served, 1);
    assert_eq!(check(&*store, "a").await.len(), 1);
}

#[tokio::test]
async fn many_conversations_each_in_order() {
    let place = Place::new();
    let (store, _) = served(&place);
    let mut waiting = Vec::new();
    for number in 0..20 {
        for who in 0..40 {
            waiting.push(store.take(message(&format!("c{who}"), &format!("{who} {number}"), "ping")));
        }
    }
    for taken in waiting {
        version(taken.await);
    }
    for who in 0..40 {
        let records = check(&*store, &format!("c{who}")).await;
        let ids: Vec<String> = records.iter().map(|record| record.id.to_string()).collect();
        assert_eq!(ids, (0..20).map(|number| format!("{who} {number}")).collect::<Vec<_>>());
        assert!(records.iter().all(|record| record.turn.texts().eq(["pong"])));
    }
}

#[tokio::test]
async fn what_was_kept_before_anybody_serves_is_served_later_in_order() {
    let place = Place::new();
    let store = place.open();
    for number in 0..30 {
        let kept = store.take(message("a", &format!("{number}"), "ping")).await;
        assert_eq!(kept, Ok(Taken::Kept));
    }
    assert_eq!(store.take(message("a", "7", "ping")).await, Ok(Taken::Before), "known while it waits");
    store.close();
    drop(store);
    let (store, mut told) = served(&place);
    // One that comes now goes behind those that wait.
    let last = store.take(message("a", "last", "ping"));
    for number in 0..30 {
        assert_eq!(*told.recv().await.unwrap().id, number.to_string());
    }
    assert!(matches!(last.await, Ok(Taken::Kept | Taken::Served(_))));
    assert_eq!(&*told.recv().await.unwrap().id, "last");
    assert_eq!(store.take(message("a", "7", "ping")).await, Ok(Taken::Before), "known when its row is gone");
    check(&*store, "a").await;
    assert_eq!(store.depth().await.unwrap().inbox, 0);
}

#[tokio::test]
async fn a_timer_goes_off_once_and_late_rather_than_never() {
    let place = Place::new();
    let (store, mut told) = served(&place);
    version(store.take(event("a", "1", Happening::OrderPlaced)).await);
    version(store.take(event("b", "2", Happening::OrderPlaced)).await);
    version(store.take(event("b", "3", Happening::OrderPaid)).await);
    for _ in 0..3 {
        told.recv().await.unwrap();
    }
    store.close();
    drop(store);
    // The server was down when it was due.
    place.pass(SignedDuration::from_hours(3));
    let (store, mut told) = served(&place);
    let record = told.recv().await.unwrap();
    assert_eq!((&*record.conversation, &*record.channel), ("a", "timer"));
    assert_eq!(record.turn.texts().collect::<Vec<_>>(), ["Shall I help you to pay?"]);
    place.pass(SignedDuration::from_hours(3));
    store.wake();
    version(store.take(message("a", "4", "ping")).await);
    assert_eq!(check(&*store, "a").await.len(), 3);
    assert_eq!(check(&*store, "b").await.len(), 2);
    assert_eq!(store.depth().await.unwrap().timed, 0);
}

#[tokio::test]
async fn a_timer_goes_off_while_it_runs() {
    let place = Place::new();
    let (store, mut told) = served(&place);
    version(store.take(event("a", "1", Happening::OrderPlaced)).await);
    told.recv().await.unwrap();
    place.pass(SignedDuration::from_mins(31));
    store.wake();
    assert!(told.recv().await.unwrap().turn.texts().eq(["Shall I help you to pay?"]));
    check(&*store, "a").await;
}

#[tokio::test]
async fn what_arrived_before_a_timer_was_due_goes_before_it() {
    let place = Place::new();
    let (store, _) = served(&place);
    version(store.take(event("a", "1", Happening::OrderPlaced)).await);
    store.close();
    drop(store);
    // It is paid in time, and the server only comes to it when the time is over.
    place.pass(SignedDuration::from_mins(29));
    let store = place.open();
    assert_eq!(store.take(event("a", "2", Happening::OrderPaid)).await, Ok(Taken::Kept));
    store.close();
    drop(store);
    place.pass(SignedDuration::from_hours(1));
    let (store, mut told) = served(&place);
    assert!(told.recv().await.unwrap().turn.texts().eq(["Thank you!"]));
    store.wake();
    version(store.take(message("a", "3", "ping")).await);
    let records = check(&*store, "a").await;
    assert_eq!(records.len(), 3, "the timer did not go off");
}

#[tokio::test]
async fn a_write_that_fails_is_told_and_loses_nothing() {
    let place = Place::new();
    let (store, mut told) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    version(store.take(event("b", "2", Happening::OrderPlaced)).await);
    told.recv().await.unwrap();
    told.recv().await.unwrap();
    place.break_writes();
    for number in 3..6 {
        let taken = store.take(message("a", &number.to_string(), "ping")).await;
        assert!(matches!(&taken, Err(Trouble::Failed(why)) if why.contains("the disk is at fault")), "{taken:?}");
    }
    // A timer that is due waits for a better time.
    place.pass(SignedDuration::from_mins(31));
    store.wake();
    assert!(store.take(message("a", "6", "ping")).await.is_err());
    assert_eq!(check(&*store, "a").await.len(), 1);
    place.mend_writes();
    for number in 3..7 {
        version(store.take(message("a", &number.to_string(), "ping")).await);
    }
    store.wake();
    loop {
        let record = told.recv().await.unwrap();
        if &*record.channel == "timer" {
            break;
        }
    }
    assert_eq!(check(&*store, "a").await.len(), 5);
    assert_eq!(check(&*store, "b").await.len(), 2);
}

#[tokio::test]
async fn a_turn_that_breaks_off_takes_no_other_with_it() {
    let place = Place::new();
    let (store, _) = served(&place);
    let (first, broken) = (store.take(message("a", "1", "ping")), store.take(message("a", "2", "BREAK")));
    let (other, behind) = (store.take(message("b", "3", "ping")), store.take(message("a", "4", "ping")));
    assert_eq!(version(first.await), 1);
    assert!(matches!(broken.await, Err(Trouble::Failed(_))));
    assert_eq!(version(other.await), 1);
    assert_eq!(version(behind.await), 2);
    // Nothing came of it, so it may come again, and counts.
    assert_eq!(version(store.take(message("a", "2", "ping")).await), 3);
    assert_eq!(store.take(message("a", "2", "ping")).await, Ok(Taken::Before));
    check(&*store, "a").await;
}

#[tokio::test]
async fn a_conversation_that_cannot_be_read_takes_no_other_with_it() {
    let place = Place::new();
    let (store, _) = served(&place);
    version(store.take(message("a", "1", "ping")).await);
    version(store.take(message("b", "2", "ping")).await);
    store.close();
    drop(store);
    place.spoil("a");
    let (store, _) = served(&place);
    let (spoilt, other) = (store.take(message("a", "3", "ping")), store.take(message("b", "4", "ping")));
    assert!(matches!(spoilt.await, Err(Trouble::Failed(_))));
    assert_eq!(version(other.await), 2);
    // Nor do its timers, which are due.
    place.pass(SignedDuration::from_mins(31));
    store.wake();
    assert_eq!(version(store.take(message("c", "5", "ping")).await), 1);
    place.mend("a");
    // What came to nothing may come again.
    version(store.take(message("a", "3", "ping")).await);
    check(&*store, "a").await;
}

#[tokio::test]
async fn what_was_kept_before_outlasts_a_fault_until_the_next_start() {
    let place = Place::new();
    let store = place.open();
    assert_eq!(store.take(message("a", "1", "ping")).await, Ok(Taken::Kept));
    assert_eq!(store.take(message("b", "2", "ping")).await, Ok(Taken::Kept));
    store.close();
    drop(store);
    place.spoil("a");
    let (store, mut told) = served(&place);
    assert_eq!(&*told.recv().await.unwrap().conversation, "b");
    assert_eq!(store.depth().await.unwrap().inbox, 1);
    assert_eq!(version(store.take(message("c", "3", "ping")).await), 1);
    store.close();
    drop(store);
    place.mend("a");
    let (store, mut told) = served(&place);
    assert_eq!(&*told.recv().await.unwrap().conversation, "a");
    assert_eq!(store.depth().await.unwrap().inbox, 0);
}

#[tokio::test]
async fn who_wrote_too_long_ago_is_not_written_to() {
    let place = Place::new();
    let (sent, mut sees) = unbounded_channel();
    let store = place.open();
    store.serve(decide());
    // Nothing is delivered before the window is over.
    version(store.take(posted("a", "1", "ping")).await);
    place.pass(SignedDuration::from_hours(25));
    version(store.take(posted("b", "2", "ping")).await);
    let manner = Manner { reply_window: Some(SignedDuration::from_hours(24)), ..Manner::default() };
    delivers(&store, Channels::default().with(Arc::new(Post { sent, manner, ..Post::default() })));
    assert_eq!(sees.recv().await.unwrap().0, "b/1/1");
    while store.depth().await.unwrap().outbox > 0 {
        tokio::task::yield_now().await;
    }
    assert!(store.depth().await.unwrap().given_up > 0);
}

#[tokio::test]
async fn a_channel_that_takes_no_more_holds_up_no_other() {
    let place = Place::new();
    let (sent, mut sees) = unbounded_channel();
    let (other, mut sees_other) = unbounded_channel();
    let store = place.open();
    store.serve(decide());
    for who in ["a", "b", "c"] {
        version(store.take(posted(who, who, "ping")).await);
    }
    version(store.take(Arrival { channel: "another".into(), ..posted("d", "d", "ping") }).await);
    let manner = Manner { per_minute: Some(2), ..Manner::default() };
    let channels = Channels::default().with(Arc::new(Post { sent, manner, ..Post::default() }));
    let another = Post { name: "another", sent: other, ..Post::default() };
    delivers(&store, channels.with(Arc::new(another)));
    let mut first = [sees.recv().await.unwrap().0, sees.recv().await.unwrap().0];
    first.sort();
    assert_eq!(first, ["a/1/1", "b/1/1"]);
    // The outbox is gone through in order, so the third was looked at before this one.
    assert_eq!(sees_other.recv().await.unwrap().0, "d/1/1");
    assert!(sees.try_recv().is_err());
}

#[tokio::test]
async fn what_is_being_sent_at_the_end_is_noted_before_the_end() {
    let place = Place::new();
    let (sent, mut sees) = unbounded_channel();
    let store = place.open();
    store.serve(decide());
    let (close, closing) = watch::channel(false);
    let ended = store.deliver(Arc::new(Channels::default().with(Arc::new(Post { sent, ..Post::default() }))), closing);
    version(store.take(posted("a", "1", "ping")).await);
    sees.recv().await.unwrap();
    close.send(true).unwrap();
    ended.await.unwrap();
    assert_eq!(store.depth().await.unwrap().outbox, 0);
}

#[tokio::test]
async fn names_lead_to_one_conversation_and_never_to_another_customers() {
    let place = Place::new();
    let (store, _) = served(&place);
    let named = |id: &str, whose: &[&str]| Arrival {
        whose: whose.iter().map(|&name| name.into()).collect(),
        ..message("", id, "ping")
    };
    version(store.take(named("1", &["web:x"])).await);
    // Whoever signs in takes along what was said before.
    assert_eq!(version(store.take(named("2", &["customer:1", "web:x"])).await), 2);
    assert_eq!(version(store.take(named("3", &["customer:1", "order:9"])).await), 3);
    assert_eq!(version(store.take(named("4", &["order:9"])).await), 4);
    // Another customer at the same browser is another.
    assert_eq!(version(store.take(named("5", &["customer:2", "web:x"])).await), 1);
    // An order is told where its buyer is, and never in a window of another customer's.
    version(store.take(named("6", &["customer:7"])).await);
    version(store.take(named("7", &["web:y"])).await);
    assert_eq!(version(store.take(named("8", &["web:y", "customer:7", "order:12"])).await), 2);
    assert_eq!(version(store.take(named("9", &["web:x", "customer:7", "order:13"])).await), 2);
    let whose = |names: &[&str]| store.conversation(names.iter().map(|&name| name.into()).collect());
    assert_eq!(whose(&["customer:1"]).await.unwrap().as_deref(), Some("web:x"));
    assert_eq!(whose(&["customer:2", "web:x"]).await.unwrap().as_deref(), Some("customer:2"));
    assert_eq!(whose(&["customer:3"]).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_not_confirmed_is_sent_again_under_the_same_key() {
    let place = Place::new();
    let later = |_: u32| Err(Undelivered::Later("busy".to_owned(), None));
    let (sent, mut sees) = unbounded_channel();
    let post = Arc::new(Post { sent, answers: Mutex::new(vec![later(0), later(1)]), ..Post::default() });
    let store = place.open();
    delivers(&store, Channels::default().with(post.clone()));
    store.serve(decide());
    version(store.take(posted("a", "1", "ping")).await);
    version(store.take(posted("a", "2", "ring")).await);
    assert_eq!(store.addresses("post".into()).await, Ok(vec!["a".into()]));
    let first = sees.recv().await.unwrap();
    assert_eq!(first.1, "pong");
    // The second does not overtake the first.
    for _ in 0..2 {
        let again = loop {
            place.pass(SignedDuration::from_secs(1));
            store.wake();
            store.depth().await.unwrap();
            if let Ok(again) = sees.try_recv() {
                break again;
            }
        };
        assert_eq!(again, first);
    }
    let second = sees.recv().await.unwrap();
    assert_eq!(second.1, "Which size?");
    assert_ne!(first.0, second.0);
    // Once the last is confirmed nothing is left.
    while store.depth().await.unwrap().outbox > 0 {
        tokio::task::yield_now().await;
    }
    store.close();
    drop(store);
    let (sent, mut sees) = unbounded_channel();
    let store = place.open();
    delivers(&store, Channels::default().with(Arc::new(Post { sent, ..Post::default() })));
    store.serve(decide());
    version(store.take(posted("a", "3", "ping")).await);
    assert_eq!(sees.recv().await.unwrap().0, "a/3/1", "the first that is sent after the start is the new one");
}

#[tokio::test]
async fn what_waited_when_the_process_ended_is_sent_by_the_next() {
    let place = Place::new();
    let store = place.open();
    store.serve(decide());
    // Nothing is delivered in this process.
    version(store.take(posted("a", "1", "ping")).await);
    assert_eq!(store.depth().await.unwrap().outbox, 1);
    store.close();
    drop(store);
    let (sent, mut sees) = unbounded_channel();
    let store = place.open();
    delivers(&store, Channels::default().with(Arc::new(Post { sent, ..Post::default() })));
    assert_eq!(sees.recv().await.unwrap(), ("a/1/1".to_owned(), "pong".to_owned()));
}

#[tokio::test]
async fn what_the_other_side_refuses_is_given_up_and_the_next_is_sent() {
    let place = Place::new();
    let (sent, mut sees) = unbounded_channel();
    let never = Err(Undelivered::Never("no such room".to_owned()));
    let store = place.open();
    let post = Post { sent, answers: Mutex::new(vec![never]), ..Post::default() };
    delivers(&store, Channels::default().with(Arc::new(post)));
    store.serve(decide());
    version(store.take(posted("a", "1", "ping")).await);
    version(store.take(posted("a", "2", "ring")).await);
    let words: Vec<String> = [sees.recv().await.unwrap().1, sees.recv().await.unwrap().1].into();
    assert_eq!(words, ["pong", "Which size?"]);
    let depth = loop {
        let depth = store.depth().await.unwrap();
        if depth.outbox == 0 {
            break depth;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(depth.given_up, 1);
}

#[tokio::test]
async fn a_second_process_is_refused_until_the_first_ends() {
    let place = Place::new();
    let store = place.open();
    let refused = place.try_open().err().map(|trouble| trouble.to_string()).unwrap_or_default();
    assert!(refused.contains("another `patter serve` works with"), "{refused}");
    store.close();
    drop(store);
    place.try_open().unwrap();
}

#[tokio::test]
async fn an_arrival_that_cannot_be_one_is_refused() {
    let place = Place::new();
    let (store, _) = served(&place);
    let long = "x".repeat(201);
    let faulty = [
        Arrival { whose: Vec::new(), ..message("a", "1", "ping") },
        message("a", "", "ping"),
        message(&long, "1", "ping"),
        message("a\n", "1", "ping"),
        Arrival { also: Some(long.as_str().into()), ..message("a", "1", "ping") },
    ];
    for arrival in faulty {
        assert!(matches!(store.take(arrival).await, Err(Trouble::Refused(_))));
    }
    let depth = store.depth().await.unwrap();
    assert_eq!((depth.conversations, depth.inbox), (0, 0));
}

//! What is decided while something else happens in the same conversation.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use patter::engine::Happening;
use patter::serve::store::sqlite::Sqlite;
use patter::serve::store::{Pending, Records, Store, Taken, Trouble};

use super::subject::{Place, decide, message};

/// The words that are decided slowly, the first time.
const SLOW: &str = "ping slowly";

/// A store that waits at the first [`SLOW`] words, once somebody hears that it was reached, until it is let go on.
fn served(place: &Place) -> (Arc<Sqlite>, Receiver<()>, Sender<()>) {
    let (reached, hears) = channel();
    let (go, goes) = channel::<()>();
    let goes = Mutex::new(Some(goes));
    let by_script = decide();
    let store = Arc::new(place.try_open().unwrap());
    store.serve(Arc::new(move |state, event, now| {
        if matches!(&event.happening, Happening::Message { text, .. } if text == SLOW) {
            let goes = goes.lock().unwrap().take();
            if let Some(goes) = goes {
                reached.send(()).unwrap();
                goes.recv().unwrap();
            }
        }
        by_script(state, event, now)
    }));
    (store, hears, go)
}

/// Takes the slow words in on a thread of their own, as a connection of its own would, and waits until they are being decided.
fn take_slowly(store: &Arc<Sqlite>, hears: &Receiver<()>) -> std::thread::JoinHandle<Pending<Taken>> {
    let store = store.clone();
    let slow = std::thread::spawn(move || store.take(message("a", "slow", SLOW)));
    hears.recv().unwrap();
    slow
}

fn version(taken: Result<Taken, Trouble>) -> u64 {
    match taken {
        Ok(Taken::Served(record)) => record.version,
        other => panic!("not served: {other:?}"),
    }
}

#[tokio::test]
async fn it_is_decided_anew_by_what_the_other_left() {
    let place = Place::new();
    let (store, hears, go) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    let slow = take_slowly(&store, &hears);
    assert_eq!(version(store.take(message("a", "2", "ping")).await), 2);
    go.send(()).unwrap();
    assert_eq!(version(slow.join().unwrap().await), 3);
    let records = store.since("a".into(), 0, 10).await.unwrap();
    let versions: Vec<u64> = records.iter().map(|record| record.version).collect();
    assert_eq!(versions, [1, 2, 3]);
    assert_eq!(store.state("a".into()).await.unwrap().unwrap().version, 3);
}

#[tokio::test]
async fn who_writes_twice_at_once_begins_once() {
    let place = Place::new();
    let (store, hears, go) = served(&place);
    let slow = take_slowly(&store, &hears);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    go.send(()).unwrap();
    assert_eq!(version(slow.join().unwrap().await), 2);
    assert_eq!(store.state("a".into()).await.unwrap().unwrap().version, 2);
}

#[tokio::test]
async fn who_wrote_before_the_server_began_is_not_taken_for_somebody_new() {
    let place = Place::new();
    let (store, ..) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    store.close();
    let (store, ..) = served(&place);
    assert_eq!(version(store.take(message("a", "2", "ping")).await), 2);
    assert!(matches!(store.take(message("a", "1", "ping")).await, Ok(Taken::Before)));
}

#[tokio::test]
async fn who_is_forgotten_meanwhile_begins_again() {
    let place = Place::new();
    let (store, hears, go) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    let slow = take_slowly(&store, &hears);
    assert_eq!(store.forget("a").await.unwrap().turns, 1);
    go.send(()).unwrap();
    assert_eq!(version(slow.join().unwrap().await), 1);
}

#[tokio::test]
async fn after_a_write_that_failed_it_goes_on_from_what_is_kept() {
    let place = Place::new();
    let (store, ..) = served(&place);
    assert_eq!(version(store.take(message("a", "1", "ping")).await), 1);
    assert_eq!(version(store.take(message("a", "2", "ping")).await), 2);
    place.break_writes();
    assert!(matches!(store.take(message("a", "3", "ping")).await, Err(Trouble::Failed(_))));
    place.mend_writes();
    assert_eq!(version(store.take(message("a", "3", "ping")).await), 3);
}

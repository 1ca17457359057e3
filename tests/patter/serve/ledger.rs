//! What staff see of a store: who waits, tasks, the switch; and a file that an older version of the program left.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use patter::engine::{Event, Happening};
use patter::program::Datum;
use patter::serve::store::desk::{Ledger, Overview, PAGE, Show, Wanted};
use patter::serve::store::{Store, Taken};
use patter::serve::{Answer, Arrival, By};

use super::subject::{Opened, Place, decide, event, message};

fn served(place: &Place) -> Arc<dyn Opened> {
    let store = place.open();
    store.serve(decide());
    store
}

async fn names(store: &dyn Ledger, show: Show, sought: &str) -> Vec<String> {
    let page = store.overviews(Wanted { show, sought: sought.to_owned(), page: 0 }).await.unwrap();
    page.rows.iter().map(|one| one.conversation.to_string()).collect()
}

async fn all(store: &dyn Ledger) -> Vec<Overview> {
    store.overviews(Wanted { show: Show::All, ..Wanted::default() }).await.unwrap().rows
}

async fn took(store: &dyn Store, arrival: Arrival) {
    store.take(arrival).await.unwrap();
}

fn facts(who: &str, id: &str, facts: &[(&str, &str)]) -> Arrival {
    let facts: BTreeMap<_, _> =
        facts.iter().map(|(name, value)| ((*name).to_owned(), Datum::Text((*value).to_owned()))).collect();
    Arrival { event: Event { facts, ..Happening::Facts.into() }, ..event(who, id, Happening::Facts) }
}

/// Four customers: answered, handed over, staff have answered, gave back.
async fn four(place: &Place, store: &dyn Opened) {
    let wrote = |text: &str| Happening::StaffMessage { text: text.to_owned() };
    took(store, message("anna", "a1", "ping")).await;
    place.pass(SignedDuration::from_secs(1));
    took(store, message("bert", "b1", "a person")).await;
    place.pass(SignedDuration::from_secs(1));
    took(store, message("carl", "c1", "a person")).await;
    took(store, event("carl", "c2", wrote("I am here."))).await;
    place.pass(SignedDuration::from_secs(1));
    took(store, message("dora", "d1", "a person")).await;
    took(store, message("dora", "d2", "hello?")).await;
    took(store, event("dora", "d3", Happening::StaffJoined)).await;
    place.pass(SignedDuration::from_secs(1));
    took(store, message("emil", "e1", "a person")).await;
    took(store, event("emil", "e2", Happening::StaffResolved)).await;
    took(store, facts("bert", "b2", &[("customer.name", "Bert BÄR"), ("order.number", "NR-77")])).await;
    let order =
        Arrival { whose: vec!["carl".into(), "order:1001".into()], ..event("carl", "c3", Happening::OrderPaid) };
    took(store, order).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_not_answered_waits_the_longest_first() {
    let place = Place::new();
    let store = served(&place);
    four(&place, &*store).await;
    assert_eq!(names(&*store, Show::Waiting, "").await, ["bert", "dora"]);
    assert_eq!(names(&*store, Show::WithStaff, "").await, ["bert", "dora", "carl"]);
    assert_eq!(names(&*store, Show::All, "").await.len(), 5);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.waiting, counts.with_staff, counts.tasks), (2, 3, 4));
    let anna = store.overview("anna".into()).await.unwrap().unwrap();
    let last = anna.gist.last.unwrap();
    assert_eq!((last.by, &*last.text, anna.gist.came_by.as_deref()), (By::Shop, "pong", Some("web")));
    let dora = store.overview("dora".into()).await.unwrap().unwrap();
    assert_eq!(dora.gist.last.unwrap().text, "hello?");
    for (sought, found) in [("bär", "bert"), ("nr-77", "bert"), ("1001", "carl"), ("DORA", "dora")] {
        assert_eq!(names(&*store, Show::All, sought).await, [found], "{sought}");
    }
    assert!(names(&*store, Show::All, "%").await.is_empty() && names(&*store, Show::All, "_").await.is_empty());
    assert!(store.overview("nobody".into()).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn long_lists_have_pages() {
    let place = Place::new();
    let store = served(&place);
    for number in 0..=PAGE {
        took(&*store, message(&format!("c{number}"), &format!("m{number}"), "ping")).await;
    }
    let page = |page: usize| store.overviews(Wanted { show: Show::All, page, ..Wanted::default() });
    let (first, second) = (page(0).await.unwrap(), page(1).await.unwrap());
    assert_eq!((first.rows.len(), first.more, second.rows.len(), second.more), (PAGE, true, 1, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_done_by_the_first_who_does_it() {
    let place = Place::new();
    let store = served(&place);
    took(&*store, message("bert", "b1", "a person")).await;
    let task = store.tasks(false, 0).await.unwrap().rows.pop().unwrap();
    assert_eq!((&*task.text, &*task.conversation, &task.done), ("call back", "bert", &None));
    for by in ["Ana", "Bea"] {
        assert_eq!(store.settle_task(task.number, Some(by.into())).await.unwrap().as_deref(), Some("bert"));
    }
    let done = store.tasks_of("bert".into()).await.unwrap().pop().unwrap();
    assert_eq!(&*done.done.unwrap().1, "Ana");
    assert!(store.tasks(false, 0).await.unwrap().rows.is_empty());
    assert_eq!(store.settle_task(99, Some("Ana".into())).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_to_do_is_not_let_go_of() {
    let place = Place::new();
    let store = place.try_open().unwrap();
    store.serve(decide());
    for name in ["anna", "bert"] {
        took(&store, message(name, name, "a person")).await;
        took(&store, event(name, &format!("{name} back"), Happening::StaffResolved)).await;
    }
    let task = store.tasks_of("anna".into()).await.unwrap().pop().unwrap();
    store.settle_task(task.number, Some("Ana".into())).await.unwrap();
    place.pass(SignedDuration::from_hours(24 * 10));
    let now = "2026-12-06T10:00:00Z".parse().unwrap();
    assert!(!store.let_go(now, SignedDuration::from_hours(24)).await.unwrap());
    assert_eq!(names(&store, Show::All, "").await, ["bert"]);
    assert_eq!(store.tasks(false, 0).await.unwrap().rows.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_once_put_forward_keeps_nothing_for_good() {
    let place = Place::new();
    let store = place.try_open().unwrap();
    store.serve(decide());
    let years = SignedDuration::from_hours(24 * 3_650);
    place.pass(years);
    took(&store, message("anna", "a1", "ping")).await;
    place.pass(-years);
    took(&store, message("bert", "b1", "ping")).await;
    place.pass(SignedDuration::from_hours(24 * 10));
    took(&store, message("carl", "c1", "ping")).await;
    let now = "2026-12-06T10:00:00Z".parse().unwrap();
    assert!(!store.let_go(now, SignedDuration::from_hours(24)).await.unwrap());
    assert_eq!(names(&store, Show::All, "").await, ["anna", "carl"]);
    // Ids go with the turns.
    assert!(matches!(store.take(message("bert", "b1", "ping")).await, Ok(Taken::Served(_))));
    assert_eq!(store.take(message("carl", "c1", "ping")).await, Ok(Taken::Before));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_keeps_who_used_it_first() {
    let place = Place::new();
    let store = served(&place);
    assert_eq!(store.muted().await.unwrap(), None);
    store.mute(Some("Ana".into())).await.unwrap();
    store.mute(Some("Bea".into())).await.unwrap();
    assert_eq!(&*store.muted().await.unwrap().unwrap().by, "Ana");
    store.mute(None).await.unwrap();
    assert_eq!(store.muted().await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_an_earlier_version_becomes_one_of_this() {
    for version in [1, 2, 3] {
        becomes_one_of_this(version).await;
    }
}

async fn becomes_one_of_this(version: usize) {
    let place = Place::new();
    let store = served(&place);
    four(&place, &*store).await;
    let (before, tasks) = (all(&*store).await, store.tasks(false, 0).await.unwrap());
    store.close();
    drop(store);
    place.become_version(version);
    let store = served(&place);
    assert_eq!(all(&*store).await, before);
    let told = |page: &patter::serve::store::desk::Page<patter::serve::store::desk::Task>| -> Vec<_> {
        page.rows.iter().map(|task| (task.conversation.clone(), task.text.clone(), task.at)).collect()
    };
    assert_eq!(told(&store.tasks(false, 0).await.unwrap()), told(&tasks));
    // What came before is known, and it serves on.
    assert_eq!(store.take(message("anna", "a1", "ping")).await, Ok(Taken::Before));
    took(&*store, Arrival { answer: Answer::Fetched, ..message("anna", "a2", "ping") }).await;
    assert_eq!(store.overview("anna".into()).await.unwrap().unwrap().gist.waiting, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_script_says_by_itself_answers_nobody() {
    let place = Place::new();
    let store = served(&place);
    // Written while the script was muted, and nobody answered.
    took(&*store, event("anna", "a1", Happening::Muted)).await;
    took(&*store, message("anna", "a2", "ping")).await;
    took(&*store, event("anna", "a3", Happening::Unmuted)).await;
    took(&*store, event("anna", "a4", Happening::OrderPaid)).await;
    assert_eq!(store.overview("anna".into()).await.unwrap().unwrap().gist.last.unwrap().text, "Thank you!");
    assert_eq!(names(&*store, Show::Waiting, "").await, ["anna"]);
    // The shop's own reminder is said while staff have the conversation.
    took(&*store, message("bert", "b1", "a person")).await;
    took(&*store, event("bert", "b2", Happening::StaffMessage { text: "I am here.".to_owned() })).await;
    took(&*store, message("bert", "b3", "and the ring?")).await;
    place.pass(SignedDuration::from_mins(6));
    store.wake();
    while store.overview("bert".into()).await.unwrap().unwrap().gist.last.unwrap().text != "You are not forgotten." {
        tokio::task::yield_now().await;
    }
    assert_eq!(names(&*store, Show::Waiting, "").await, ["anna", "bert"]);
    // The script's answer to what a customer asks is one.
    took(&*store, message("anna", "a5", "ping")).await;
    assert_eq!(names(&*store, Show::Waiting, "").await, ["bert"]);
    // A reminder that has nothing to do with what was asked answers nobody either.
    took(&*store, event("cora", "c1", Happening::OrderPlaced)).await;
    took(&*store, message("cora", "c2", "a person")).await;
    took(&*store, event("cora", "c3", Happening::StaffLeft)).await;
    place.pass(SignedDuration::from_mins(31));
    store.wake();
    while store.overview("cora".into()).await.unwrap().unwrap().gist.last.unwrap().text != "Shall I help you to pay?" {
        tokio::task::yield_now().await;
    }
    assert_eq!(names(&*store, Show::Waiting, "").await, ["bert", "cora"]);
    took(&*store, event("cora", "c4", Happening::StaffResolved)).await;
    // A picture of staff's is an answer as well.
    took(&*store, message("dora", "d1", "a person")).await;
    assert_eq!(names(&*store, Show::Waiting, "").await, ["bert", "dora"]);
    took(&*store, event("dora", "d2", Happening::StaffMessage { text: String::new() })).await;
    let last = store.overview("dora".into()).await.unwrap().unwrap().gist.last.unwrap();
    assert_eq!((last.by, &*last.text), (By::Staff, ""));
    // Given back, the question is still open, until somebody answers or says that nobody needs to.
    took(&*store, event("bert", "b4", Happening::StaffLeft)).await;
    assert_eq!(names(&*store, Show::Waiting, "").await, ["bert"]);
    took(&*store, event("bert", "b5", Happening::NeedsNoAnswer)).await;
    assert!(names(&*store, Show::Waiting, "").await.is_empty());
    took(&*store, event("bert", "b6", Happening::OrderPaid)).await;
    assert!(names(&*store, Show::Waiting, "").await.is_empty());
}

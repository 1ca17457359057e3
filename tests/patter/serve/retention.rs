//! What is old is let go of; what is open is not.

use jiff::{SignedDuration, Timestamp};
use patter::engine::Happening;
use patter::serve::store::{Records, Store, Taken};
use patter::serve::{Kept, Photo, Photos};

use super::subject::{Place, decide, event, message};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn what_is_older_than_it_is_kept_is_let_go_of() {
    let place = Place::new();
    let store = place.try_open().unwrap();
    store.serve(decide());
    let begun: Timestamp = "2026-11-26T10:00:00Z".parse().unwrap();
    for who in ["long-ago", "again", "with-staff"] {
        store.take(message(who, who, "ping")).await.unwrap();
    }
    store.take(event("with-staff", "staff-2", Happening::StaffJoined)).await.unwrap();
    let old = Photo::of("long-ago".into(), b"GIF89a old".to_vec()).unwrap();
    let new = Photo::of("again".into(), b"GIF89a new".to_vec()).unwrap();
    assert_eq!(store.keep(old.clone(), u64::MAX).await, Ok(Kept::Durable));
    place.pass(DAY * 40);
    store.take(message("again", "again-2", "ping")).await.unwrap();
    // All together take no more room than they may; the same once more takes none.
    let together = (old.bytes.len() + new.bytes.len()) as u64;
    assert_eq!(store.keep(new.clone(), together - 1).await, Ok(Kept::NoRoom));
    assert_eq!(store.keep(new.clone(), together).await, Ok(Kept::Durable));
    assert_eq!(store.keep(new.clone(), together).await, Ok(Kept::Durable));

    while store.let_go(begun + DAY * 40, DAY * 30).await.unwrap() {}
    assert_eq!(store.state("long-ago".into()).await.unwrap(), None);
    let versions: Vec<u64> = store.since("again".into(), 0, 10).await.unwrap().iter().map(|one| one.version).collect();
    assert_eq!(versions, [2], "the conversation goes on, and its old turn is gone");
    assert!(store.state("with-staff".into()).await.unwrap().unwrap().handed_over, "staff are not done with it");
    assert_eq!(store.find(old.id().into()).await.unwrap(), None);
    assert_eq!(store.find(new.id().into()).await.unwrap(), Some(new));

    // Whoever comes back after all begins anew.
    match store.take(message("long-ago", "long-ago", "ping")).await.unwrap() {
        Taken::Served(record) => assert_eq!(record.version, 1),
        other => panic!("{other:?}"),
    }
}

//! The log of commits: written back beside the work, and begun anew.

use patter::serve::store::{Records, Store, Taken, Trouble};
use patter::serve::{Kept, LARGEST_PHOTO, Photo, Photos};

use super::subject::{Place, decide, message};

/// So many of the largest photos are several times what the log holds.
const MANY: u8 = 60;

fn photo(number: u8) -> Photo {
    let mut bytes = b"GIF89a".to_vec();
    bytes.resize(LARGEST_PHOTO, number);
    Photo::of("web:1".into(), bytes).unwrap()
}

#[tokio::test]
async fn a_long_log_is_written_back_and_begun_anew() {
    let place = Place::new();
    let store = place.try_open().unwrap();
    store.serve(decide());
    let mut kept = 0;
    loop {
        let before = place.log_length();
        assert_eq!(store.keep(photo(kept), u64::MAX).await, Ok(Kept::Durable));
        let taken = store.take(message("web:1", &format!("m{kept}"), "ping")).await;
        assert!(matches!(taken, Ok(Taken::Served(_))), "{taken:?}");
        kept += 1;
        // What is written over what was written back makes the file no longer.
        if place.log_length() == before {
            break;
        }
        assert!(kept < MANY, "the log was never begun anew: {before} bytes");
    }
    store.close();
    drop(store);
    let store = place.try_open().unwrap();
    assert_eq!(store.find(photo(0).id().into()).await, Ok(Some(photo(0))));
    assert_eq!(store.since("web:1".into(), 0, 1_000).await.unwrap().len(), usize::from(kept));
}

#[tokio::test]
async fn a_writing_thread_that_breaks_off_lets_the_file_go() {
    let place = Place::new();
    let store = place.try_open().unwrap();
    store.serve(decide());
    assert!(matches!(store.take(message("web:1", "1", "ping")).await, Ok(Taken::Served(_))));
    place.break_off(true);
    assert_eq!(store.take(message("web:1", "2", "ping")).await, Err(Trouble::Closed));
    store.close();
    place.break_off(false);
    let again = place.try_open().unwrap();
    again.serve(decide());
    assert_eq!(again.take(message("web:1", "1", "ping")).await, Ok(Taken::Before));
    assert!(matches!(again.take(message("web:1", "2", "ping")).await, Ok(Taken::Served(_))));
}

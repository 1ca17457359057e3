//! Who looks at which conversation right now: open chat windows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::broadcast::{Receiver, Sender, channel};

use super::channel::Witness;
use super::record::Record;

/// How many turns a slow window may be behind before it reads them from the store again.
const MOST_BEHIND: usize = 64;

/// Windows by the conversation they show.
#[derive(Default)]
pub struct Watchers {
    windows: Mutex<HashMap<Arc<str>, Sender<Arc<Record>>>>,
}

impl Watchers {
    /// Turns of a conversation from now on.
    pub fn watch(&self, conversation: &Arc<str>) -> Receiver<Arc<Record>> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.entry(conversation.clone()).or_insert_with(|| channel(MOST_BEHIND).0).subscribe()
    }

    /// Lets go of a conversation at which nobody looks any more.
    pub fn leave(&self, conversation: &Arc<str>) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.get(conversation).is_some_and(|window| window.receiver_count() == 0) {
            windows.remove(conversation);
        }
    }
}

impl Witness for Watchers {
    fn committed(&self, record: &Arc<Record>) {
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = windows.get(&record.conversation) {
            let _ = window.send(record.clone());
        }
    }
}

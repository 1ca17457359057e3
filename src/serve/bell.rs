//! Rings at the desk whenever something is new, so that open pages look again.

use std::sync::Arc;

use tokio::sync::watch::{Receiver, Sender, channel};

use super::channel::Witness;
use super::record::Record;

/// The bell.
pub struct Bell {
    rings: Sender<()>,
}

impl Default for Bell {
    fn default() -> Self {
        Bell { rings: channel(()).0 }
    }
}

impl Bell {
    /// Hears that it rang, however often since it was last looked at.
    pub fn listen(&self) -> Receiver<()> {
        self.rings.subscribe()
    }

    /// Something is new.
    pub fn ring(&self) {
        self.rings.send_replace(());
    }
}

impl Witness for Bell {
    fn committed(&self, _: &Arc<Record>) {
        self.ring();
    }
}

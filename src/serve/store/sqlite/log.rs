//! The log to which commits are written, and the thread that writes a long one back into the file while the writing thread goes on.

use std::ffi::c_int;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::hooks::Wal;
use rusqlite::wal::CheckpointMode;
use rusqlite::{Connection, MAIN_DB};

use super::Trouble;
use super::open::{LONGEST_LOG, beside_the_writer};
use super::writing::Job;

/// The log of one file.
#[derive(Default)]
pub(super) struct Log {
    /// Held by whoever writes back: SQLite refuses a second.
    turn: Mutex<()>,
    /// Whether it was found long, and was not begun anew since.
    long: AtomicBool,
}

impl Log {
    /// From now on has the log written back whenever a commit of `writer` finds it long.
    pub fn keep_short(
        self: &Arc<Self>,
        path: &Path,
        writer: &mut Connection,
        jobs: SyncSender<Job>,
    ) -> std::result::Result<JoinHandle<()>, Trouble> {
        let beside = beside_the_writer(path)?;
        let (tells, hears) = sync_channel(1);
        let log = self.clone();
        let hook = move |_: &mut Wal, pages: c_int| {
            if pages >= LONGEST_LOG && !log.long.swap(true, Ordering::Relaxed) {
                let _ = tells.try_send(());
            }
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(|error| Trouble::Failed(error.to_string()))?;
        let log = self.clone();
        let thread = std::thread::Builder::new().name("log".to_owned());
        let thread = thread.spawn(move || log.write_back_when_told(&beside, &hears, &jobs));
        thread.map_err(|error| Trouble::Failed(format!("no thread for the log: {error}")))
    }

    fn write_back_when_told(&self, beside: &Connection, hears: &Receiver<()>, jobs: &SyncSender<Job>) {
        while hears.recv().is_ok() {
            self.write_back(beside);
            // What came meanwhile is little. Once the writing thread has written that back too, the log begins anew.
            if jobs.send(Job::BeginLog).is_err() {
                return;
            }
        }
    }

    /// Writes back what is left, on the writing thread.
    pub fn begin_anew(&self, writer: &Connection) {
        self.write_back(writer);
        self.long.store(false, Ordering::Relaxed);
    }

    fn write_back(&self, connection: &Connection) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = connection.wal_checkpoint_v2(Some(MAIN_DB), CheckpointMode::PASSIVE) {
            tracing::error!(%error, "the log could not be written back into the store's file; it is tried again");
        }
    }

    /// Writes all of it back and leaves nothing in it, of which somebody might read what was to be forgotten.
    pub fn empty(&self, writer: &Connection) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = writer.wal_checkpoint_v2(Some(MAIN_DB), CheckpointMode::TRUNCATE) {
            tracing::warn!(%error, "what was forgotten is gone from the store, and stands in its log until that is written over");
        }
    }
}

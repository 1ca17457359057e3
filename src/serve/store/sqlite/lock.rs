//! One process at a time works with a file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::open::{beside, no_folder, own};
use crate::serve::store::Trouble;

/// Locks that say: this process writes, and no other. The system lets them go when the process ends, however it does.
pub(super) struct Lock {
    _beside: File,
    _itself: Option<File>,
}

/// Locks the file of a store, which is made if there is none.
pub(super) fn lock(path: &Path) -> Result<Lock, Trouble> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(Trouble::Failed(format!(
            "`{}` cannot be made: there is no folder `{}`; make it first, or name another file with --store",
            path.display(),
            folder.display()
        )));
    }
    no_folder(path)?;
    let cannot_write =
        |error: std::io::Error| Trouble::Failed(format!("`{}` cannot be written: {error}", path.display()));
    let itself = own(path).map_err(cannot_write)?;
    // One file has one lock, whatever link leads to it.
    let beside = beside(&path.canonicalize().map_err(cannot_write)?, "lock");
    let cannot = |why: &dyn std::fmt::Display| Trouble::Failed(format!("cannot lock `{}`: {why}", beside.display()));
    let options = OpenOptions::new().create(true).truncate(false).write(true).open(&beside);
    let lock = options.map_err(|error| cannot(&error))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Trouble::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => return Err(cannot(&error)),
    }
    Ok(Lock { _beside: lock, _itself: lock_itself(itself, path)? })
}

/// Locks the store's own file besides: the lock beside it can be deleted, and another name for the same file has another lock beside it. On Linux
/// this lock has nothing to do with those that SQLite takes; elsewhere it may have, and is not taken. The file stays open as long as the writing
/// thread works: closing it would let go of the locks that SQLite has on the file in this process.
fn lock_itself(file: File, path: &Path) -> Result<Option<File>, Trouble> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Trouble::InUse(path.display().to_string())),
        // Some file systems know no such lock.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

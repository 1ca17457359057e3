//! Opening the file: one process at a time, durable at every commit, and of the format this program knows.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::migrate::{TABLES, migrate};
use crate::serve::store::Trouble;

/// How many pages of 4 KiB the log holds before they are written back into the file.
pub(super) const LONGEST_LOG: i32 = 8_192;

/// How many KiB of pages the writing connection keeps. More would be read faster than the system gives them, but SQLite looks through all
/// of them behind every commit that balanced a tree.
const MOST_CACHED: i64 = 8_192;

/// A lock that says: this process writes, and no other. The system lets it go when the process ends, however it does.
pub(super) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

/// Locks the file of a store, which is made if there is none.
pub(super) fn lock(path: &Path) -> Result<Lock, Trouble> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(Trouble::Failed(format!(
            "`{}` cannot be made: there is no folder `{}`; make it first, or name another file with --store",
            path.display(),
            folder.display()
        )));
    }
    if path.is_dir() {
        let within = path.join("patter.db");
        return Err(Trouble::Failed(format!(
            "`{}` is a folder; name a file in it, as in `--store {}`",
            path.display(),
            within.display()
        )));
    }
    // One file has one lock, whatever link leads to it.
    let file = own(path).and_then(|_| path.canonicalize());
    let file = file.map_err(|error| Trouble::Failed(format!("`{}` cannot be written: {error}", path.display())))?;
    let beside = beside(&file, "lock");
    let cannot = |why: &dyn std::fmt::Display| Trouble::Failed(format!("cannot lock `{}`: {why}", beside.display()));
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(&beside).map_err(|error| cannot(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Trouble::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => Err(cannot(&error)),
    }
}

/// Opens a file to be written, and makes it if there is none, for whoever runs the program and nobody else: what customers wrote is in it.
pub(super) fn own(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A connection that writes.
pub(in crate::serve) fn writer(path: &Path) -> Result<Connection, Trouble> {
    own(path).map_err(|error| Trouble::Failed(format!("`{}`: {error}", path.display())))?;
    let mut connection = beside_the_writer(path)?;
    match tables(&connection).map_err(|error| failed(path, &error))? {
        TABLES => {}
        older @ 0..TABLES => migrate(&mut connection, older).map_err(|error| failed(path, &error))?,
        newer => return Err(unknown(path, newer)),
    }
    Ok(connection)
}

/// Another connection that may write, beside the one of which it is called.
pub(super) fn beside_the_writer(path: &Path) -> Result<Connection, Trouble> {
    let connection = Connection::open(path).map_err(|error| failed(path, &error))?;
    prepare(&connection).map_err(|error| failed(path, &error))?;
    Ok(connection)
}

/// A connection that only reads, to tables of this version.
pub(super) fn reader(path: &Path) -> Result<Connection, Trouble> {
    let connection = copied(path)?;
    match tables(&connection).map_err(|error| failed(path, &error))? {
        TABLES => Ok(connection),
        0..TABLES => Err(Trouble::Failed(format!(
            "`{}` was written by an older version of patter: start `patter serve` with it once, which brings it up to date",
            path.display()
        ))),
        newer => Err(unknown(path, newer)),
    }
}

/// One that only reads, whichever version wrote the file: a copy is made of any.
pub(super) fn copied(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| failed(path, &error))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(|error| failed(path, &error))?;
    Ok(connection)
}

/// The version of a file's tables.
fn tables(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn unknown(path: &Path, tables: i64) -> Trouble {
    Trouble::Failed(format!(
        "`{}` was written by another version of patter: its tables are of version {tables}, this one knows {TABLES}",
        path.display()
    ))
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    // What a customer wants forgotten is overwritten, not only unlinked.
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    connection.pragma_update(None, "cache_size", -MOST_CACHED)?;
    // A page that many commits change goes back into the file once.
    connection.pragma_update_and_check(None, "wal_autocheckpoint", LONGEST_LOG, |_| Ok(()))
}

fn failed(path: &Path, error: &rusqlite::Error) -> Trouble {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
        let instead = "name another with --store FILE; one that is not there yet is made";
        return Trouble::Failed(format!("`{}` is another sort of file, and no store: {instead}", path.display()));
    }
    Trouble::Failed(format!("`{}`: {error}", path.display()))
}

/// A file beside another: `shop.db.lock`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

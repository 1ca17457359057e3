//! Opening the file: durable at every commit, of the format this program knows, and what is no store left as it is.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::migrate::{TABLES, migrate};
use crate::serve::store::Trouble;

/// How many pages of 4 KiB the log holds before they are written back into the file.
pub(super) const LONGEST_LOG: i32 = 8_192;

/// How many KiB of pages the writing connection keeps. More would be read faster than the system gives them, but SQLite looks through all
/// of them behind every commit that balanced a tree.
const MOST_CACHED: i64 = 8_192;

/// Whether it is a folder, which is no store.
pub(super) fn no_folder(path: &Path) -> Result<(), Trouble> {
    if !path.is_dir() {
        return Ok(());
    }
    let within = path.join("patter.db");
    Err(Trouble::Failed(format!(
        "`{}` is a folder; name a file in it, as in `--store {}`",
        path.display(),
        within.display()
    )))
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
    // What is no store is left as it is.
    let connection = Connection::open(path).map_err(|error| failed(path, &error))?;
    let tables = match sort(&connection).map_err(|error| failed(path, &error))? {
        Sort::Store(newer) if newer > TABLES => return Err(unknown(path, newer)),
        Sort::Store(tables) => tables,
        Sort::Empty => 0,
        Sort::Another => return Err(another(path)),
    };
    prepare(&connection).map_err(|error| failed(path, &error))?;
    let mut connection = connection;
    if tables < TABLES {
        migrate(&mut connection, tables).map_err(|error| failed(path, &error))?;
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
    let (connection, tables) = copied(path)?;
    match tables {
        TABLES => Ok(connection),
        ..TABLES => Err(Trouble::Failed(format!(
            "`{}` was written by an older version of patter: start `patter serve` with it once, which brings it up to date",
            path.display()
        ))),
        newer => Err(unknown(path, newer)),
    }
}

/// One that only reads, with the version of the tables, whichever it is: a copy is made of any.
pub(super) fn copied(path: &Path) -> Result<(Connection, i64), Trouble> {
    no_folder(path)?;
    let read = |immutable: bool| -> rusqlite::Result<(Connection, Sort)> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match immutable {
            true => Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)?,
            false => Connection::open_with_flags(path, flags)?,
        };
        connection.set_prepared_statement_cache_capacity(64);
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        let sort = sort(&connection)?;
        Ok((connection, sort))
    };
    let found = match read(false) {
        // Where nothing may be written beside it, a copy is read as it stands, unless somebody works with it.
        Err(error) if is_shut(&error) && !beside_sqlite(path, "-wal").exists() => read(true),
        found => found,
    };
    match found.map_err(|error| failed(path, &error))? {
        (connection, Sort::Store(tables)) => Ok((connection, tables)),
        (_, Sort::Empty) => Err(Trouble::Failed(format!(
            "`{}` is empty, and no store; `patter serve` fills the one it is started with, and --store names it",
            path.display()
        ))),
        (_, Sort::Another) => Err(another(path)),
    }
}

/// Whether the file system does not let SQLite write beside the file what it needs to read it.
fn is_shut(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
    matches!(error.sqlite_error_code(), Some(CannotOpen | PermissionDenied | ReadOnly))
}

/// The name by which SQLite reads a file that nobody changes.
fn unchanging(path: &Path) -> String {
    let text = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{text}?immutable=1")
}

/// What a file of SQLite's holds.
enum Sort {
    /// Nothing yet.
    Empty,
    /// A store, with tables of this version.
    Store(i64),
    /// What another program keeps there.
    Another,
}

fn sort(connection: &Connection) -> rusqlite::Result<Sort> {
    let tables: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let count = |which: &str| -> rusqlite::Result<i64> {
        connection.query_row(&format!("SELECT count(*) FROM sqlite_schema{which}"), [], |row| row.get(0))
    };
    // The tables that every version has.
    let own = count(" WHERE type = 'table' AND name IN ('conversation', 'alias', 'inbox', 'seen', 'turn', 'outbox')")?;
    Ok(match (tables, own) {
        (1.., 6) => Sort::Store(tables),
        (0, 0) if count("")? == 0 => Sort::Empty,
        _ => Sort::Another,
    })
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

pub(super) fn failed(path: &Path, error: &rusqlite::Error) -> Trouble {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
        return another(path);
    }
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) {
        return damaged(path, &error.to_string());
    }
    Trouble::Failed(format!("`{}`: {error}", path.display()))
}

/// What SQLite finds wrong in the file of a store.
pub(super) fn damaged(path: &Path, how: &str) -> Trouble {
    let instead = "the last whole backup is what there is to go back to";
    Trouble::Failed(format!("`{}` is damaged, SQLite says `{}`; {instead}", path.display(), how.trim()))
}

fn another(path: &Path) -> Trouble {
    let instead = "name another with --store FILE; one that is not there yet is made";
    Trouble::Failed(format!("`{}` is another sort of file, and no store: {instead}", path.display()))
}

/// A file beside another: `shop.db.lock`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// A file that SQLite itself keeps beside another: `shop.db-wal`.
fn beside_sqlite(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

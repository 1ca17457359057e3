//! A store under test: opened, closed, broken and mended; and a script to serve with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::{SignedDuration, Timestamp};
use patter::Program;
use patter::check::MemoryFiles;
use patter::engine::{Event, Happening, step};
use patter::serve::store::desk::Ledger;
use patter::serve::store::sqlite::Sqlite;
use patter::serve::store::{Records, Store, Trouble};
use patter::serve::{Answer, Arrival, Decide, Decided};

/// What a store is asked besides its own verbs, so that any may be tested.
pub trait Opened: Store + Records + Ledger {
    /// Looks at the clock again.
    fn wake(&self);
    /// Does what waits and ends, as a process does that is asked to.
    fn close(&self);
}

impl Opened for Sqlite {
    fn wake(&self) {
        Sqlite::wake(self);
    }

    fn close(&self) {
        Sqlite::close(self);
    }
}

/// A place for a store, with a clock that only the test moves.
pub struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
    clock: Arc<AtomicI64>,
    /// Whether the writing thread breaks off when it next looks at the clock.
    breaks_off: Arc<AtomicBool>,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let start: Timestamp = "2026-11-26T10:00:00Z".parse().unwrap();
        let clock = Arc::new(AtomicI64::new(start.as_second()));
        Place { _folder: folder, path, clock, breaks_off: Arc::default() }
    }

    /// The store, opened as by a process that starts.
    pub fn open(&self) -> Arc<dyn Opened> {
        Arc::new(self.try_open().unwrap())
    }

    pub fn try_open(&self) -> Result<Sqlite, Trouble> {
        let (clock, breaks_off) = (self.clock.clone(), self.breaks_off.clone());
        let now = move || {
            let writes = std::thread::current().name() == Some("store");
            assert!(!writes || !breaks_off.load(Ordering::SeqCst), "broken on purpose");
            Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()
        };
        Sqlite::open_at(&self.path, Arc::new(now))
    }

    /// Has the writing thread break off, or no longer.
    pub fn break_off(&self, breaks_off: bool) {
        self.breaks_off.store(breaks_off, Ordering::SeqCst);
    }

    /// How long the log is in which commits stand before they are written back, in bytes.
    pub fn log_length(&self) -> u64 {
        std::fs::metadata(self.path.with_extension("db-wal")).unwrap().len()
    }

    pub fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    /// From now on every write of a turn fails, as on a disk at fault.
    pub fn break_writes(&self) {
        self.other()
            .execute_batch(
                "CREATE TRIGGER broken BEFORE INSERT ON turn BEGIN SELECT RAISE(FAIL, 'the disk is at fault'); END",
            )
            .unwrap();
    }

    /// Makes what is kept of a conversation nothing that this version of the program can read.
    pub fn spoil(&self, conversation: &str) {
        let spoil = "UPDATE conversation SET state = 'x' || coalesce(state, '') WHERE name = ?1";
        assert_eq!(self.other().execute(spoil, [conversation]).unwrap(), 1);
    }

    /// Makes it what it was.
    pub fn mend(&self, conversation: &str) {
        let mend = "UPDATE conversation SET state = nullif(substr(state, 2), '') WHERE name = ?1";
        assert_eq!(self.other().execute(mend, [conversation]).unwrap(), 1);
    }

    pub fn mend_writes(&self) {
        self.other().execute_batch("DROP TRIGGER broken").unwrap();
    }

    /// Makes the file one of an earlier version of the tables, from 1, with all of it that they hold.
    pub fn become_version(&self, version: usize) {
        let steps = [
            include_str!("../../../src/serve/store/sqlite/version_1.sql"),
            include_str!("../../../src/serve/store/sqlite/version_2.sql"),
            include_str!("../../../src/serve/store/sqlite/version_3.sql"),
        ];
        let new = self.path.with_extension("new");
        self.other().execute_batch(&format!("VACUUM INTO '{}'", new.display())).unwrap();
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = std::fs::remove_file(self.path.with_extension(ending));
        }
        let other = self.other();
        other.execute_batch(&steps[..version].concat()).unwrap();
        other.execute_batch(&format!("ATTACH '{}' AS new", new.display())).unwrap();
        for table in ["conversation", "alias", "inbox", "seen", "turn", "outbox", "task", "switch", "photo"] {
            let mut columns = other.prepare("SELECT name FROM pragma_table_info(?1, 'main')").unwrap();
            let columns = columns.query_map([table], |row| row.get(0)).unwrap();
            let columns = columns.collect::<Result<Vec<String>, _>>().unwrap().join(", ");
            if !columns.is_empty() {
                let copied = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
                other.execute_batch(&copied).unwrap();
            }
        }
        other.execute_batch(&format!("PRAGMA user_version = {version}")).unwrap();
    }

    fn other(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(&self.path).unwrap()
    }
}

const SCRIPT: &str = r#"
shop "Test Stall":
  language en
  currency EUR

event lost: courier text

question size:
  ask "Which size?"
  expects one of small, large

intent ping: phrases "ping"
intent wants: phrases "ring"
intent look: phrases "look up"
intent person: phrases "a person"

question book:
  ask system order-book
  remembers order.status
  within 10 seconds, otherwise say "Our book is slow today."

always answer within 5 minutes, otherwise say "You are not forgotten."

when ping say "pong"
when wants ask size
when look ask book
when person say "One moment." and hand over
when person task "call back"
when order placed unless order paid within 30 minutes say "Shall I help you to pay?"
when order paid say "Thank you!"
when nothing understood say "Say that again?"
"#;

pub fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let compilation = patter::compile("main.patter", &MemoryFiles::new().with("main.patter", SCRIPT));
        let told: Vec<_> = compilation.diagnostics.iter().map(|found| found.message.clone()).collect();
        compilation.program.unwrap_or_else(|| panic!("{told:?}"))
    })
}

/// Decides by the test's script; a message `BREAK` breaks it off, as a fault of patter's own would.
pub fn decide() -> Arc<Decide> {
    Arc::new(|state, event, now| {
        if matches!(&event.happening, Happening::Message { text, .. } if text == "BREAK") {
            panic!("broken on purpose");
        }
        let (state, turn) = step(program(), state, event, now);
        Decided { state, turn, script: "test".into(), muted: false }
    })
}

/// A message by the web chat.
pub fn message(who: &str, id: &str, text: &str) -> Arrival {
    happening(who, id, Event::message(text), Answer::Fetched)
}

/// A message by a channel that is sent to.
pub fn posted(who: &str, id: &str, text: &str) -> Arrival {
    Arrival { channel: "post".into(), ..happening(who, id, Event::message(text), Answer::At(who.into())) }
}

pub fn event(who: &str, id: &str, happening_: Happening) -> Arrival {
    happening(who, id, happening_.into(), Answer::AsBefore)
}

fn happening(who: &str, id: &str, event: Event, answer: Answer) -> Arrival {
    Arrival { channel: "web".into(), id: id.into(), also: None, whose: vec![who.into()], answer, event }
}

//! The script that runs, and how another takes its place.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::Timestamp;

use super::hex::hex;
use super::mute::Mute;
use super::record::{Decide, Decided};
use crate::check::{Compilation, DiskFiles, Files, Unreadable, compile};
use crate::diagnostic::Diagnostic;
use crate::engine::{Event, step};
use crate::program::{Addressee, Program};
use crate::source::Sources;

/// How many scripts that ran before are kept to explain their turns by.
const MOST_BEFORE: usize = 4;

/// A script that passed its check.
#[derive(Debug)]
pub struct Script {
    /// The script, ready to run.
    pub program: Program,
    /// Its text, so that a place in it can be told.
    pub sources: Sources,
    /// What is doubtful in it, and keeps it from nothing.
    pub warnings: Vec<Diagnostic>,
    /// What it is known by on every turn: a digest of all its files.
    pub id: Arc<str>,
    /// When it was read.
    pub since: Timestamp,
    /// The files it was made of.
    files: Digests,
}

impl Script {
    /// The systems it asks, by the names it has for them.
    pub fn systems(&self) -> BTreeSet<&str> {
        let asked = self.program.questions.iter().filter_map(|question| match &question.to {
            Addressee::System { system, .. } => Some(&**system),
            Addressee::Customer { .. } => None,
        });
        asked.collect()
    }
}

/// Files, each with the digest of what stood there; none where nothing did.
type Digests = BTreeMap<String, Option<[u8; 32]>>;

/// A script with mistakes.
struct Faulty {
    compilation: Box<Compilation>,
    files: Digests,
}

/// What a reading of the script came to.
type Read = Result<Script, Faulty>;

/// What became of reading the script anew.
#[derive(Debug)]
pub enum Reloaded {
    /// It is the same as before.
    Same,
    /// Another one runs from now on.
    New(Arc<Script>),
    /// It has mistakes: the old one runs on.
    Faulty(Box<Compilation>),
}

/// The script that runs, and the place it was read from.
pub struct Scripts {
    path: String,
    running: RwLock<Arc<Script>>,
    /// Those that ran before, the last first, so that their turns can still be explained.
    before: RwLock<VecDeque<Arc<Script>>>,
    /// What was last found faulty, so that one mistake is told once.
    refused: Mutex<Option<Digests>>,
    /// What was read at the last look, and is taken up at the next if the files still hold that.
    awaited: Mutex<Option<Read>>,
}

impl Scripts {
    /// Reads a script; one with mistakes is given back as it was compiled.
    pub fn open(path: &str) -> Result<Self, Box<Compilation>> {
        let script = read(path).map_err(|faulty| faulty.compilation)?;
        Ok(Scripts {
            path: path.to_owned(),
            running: RwLock::new(Arc::new(script)),
            before: RwLock::default(),
            refused: Mutex::default(),
            awaited: Mutex::default(),
        })
    }

    /// The script that runs now.
    pub fn running(&self) -> Arc<Script> {
        self.running.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The script that is known by this, if it runs or ran lately.
    pub fn known(&self, id: &str) -> Option<Arc<Script>> {
        let running = self.running();
        if *running.id == *id {
            return Some(running);
        }
        self.before.read().unwrap_or_else(PoisonError::into_inner).iter().find(|script| *script.id == *id).cloned()
    }

    /// Reads the script anew: it is checked first, and a faulty one is refused.
    pub fn reload(&self) -> Reloaded {
        self.take_up(read(&self.path))
    }

    fn take_up(&self, read: Read) -> Reloaded {
        match read {
            Ok(script) if script.id == self.running().id => {
                self.refuse(None);
                Reloaded::Same
            }
            Ok(script) => {
                let script = Arc::new(script);
                let before = std::mem::replace(
                    &mut *self.running.write().unwrap_or_else(PoisonError::into_inner),
                    script.clone(),
                );
                let mut kept = self.before.write().unwrap_or_else(PoisonError::into_inner);
                kept.push_front(before);
                kept.truncate(MOST_BEFORE);
                self.refuse(None);
                Reloaded::New(script)
            }
            Err(Faulty { compilation, files }) => {
                self.refuse(Some(files));
                Reloaded::Faulty(compilation)
            }
        }
    }

    /// Reads the script anew where its files are others than those that run, and not those that were refused last. What was read is taken up
    /// at the next look, if the files still hold it: a file that is being saved may be cut off anywhere, and half a script may be without
    /// mistakes. Files that were refused and are again as they run are told of too.
    pub fn look(&self) -> Option<Reloaded> {
        let mut awaited = self.awaited.lock().unwrap_or_else(PoisonError::into_inner);
        let before = awaited.take();
        if stand(&self.running().files) {
            return self.refuse(None).map(|_| Reloaded::Same);
        }
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if refused.is_some_and(|files| stand(&files)) {
            return None;
        }
        match before {
            Some(read) if stand(files_of(&read)) => Some(self.take_up(read)),
            _ => {
                *awaited = Some(read(&self.path));
                None
            }
        }
    }

    /// Remembers what was refused last, and says what was before.
    fn refuse(&self, files: Option<Digests>) -> Option<Digests> {
        std::mem::replace(&mut *self.refused.lock().unwrap_or_else(PoisonError::into_inner), files)
    }

    /// Decides turns by whatever script runs when they come, silently while the whole shop is muted.
    pub fn decide(self: &Arc<Self>, mute: Arc<Mute>) -> Arc<Decide> {
        let scripts = self.clone();
        Arc::new(move |state, event, now| {
            let script = scripts.running();
            let muted = mute.is_on();
            let (state, turn) = if muted && !event.muted {
                step(&script.program, state, &Event { muted, ..event.clone() }, now)
            } else {
                step(&script.program, state, event, now)
            };
            Decided { state, turn, script: script.id.clone(), muted }
        })
    }
}

/// Compiles a script.
fn read(path: &str) -> Read {
    let files = Recorded::default();
    let mut compilation = compile(path, &files);
    let files = files.read.into_inner().unwrap_or_else(PoisonError::into_inner);
    match compilation.program.take() {
        Some(program) => {
            let (sources, warnings) = (compilation.sources, compilation.diagnostics);
            Ok(Script { program, sources, warnings, id: id(&files), since: Timestamp::now(), files })
        }
        None => Err(Faulty { compilation: Box::new(compilation), files }),
    }
}

/// The files that were read.
fn files_of(read: &Read) -> &Digests {
    match read {
        Ok(script) => &script.files,
        Err(faulty) => &faulty.files,
    }
}

/// What a script of these files is known by.
fn id(files: &Digests) -> Arc<str> {
    let mut hash = hmac_sha256::Hash::new();
    for (path, digest) in files {
        hash.update(path.as_bytes());
        hash.update(digest.unwrap_or_default());
    }
    hex(hash.finalize().get(..6).unwrap_or_default()).into()
}

/// Whether the files still hold what they held.
fn stand(files: &Digests) -> bool {
    files.iter().all(|(path, digest)| digest_of(path) == *digest)
}

fn digest_of(path: &str) -> Option<[u8; 32]> {
    std::fs::read(path).ok().map(|bytes| hmac_sha256::Hash::hash(&bytes))
}

/// Files on the disk, with a note of which were read.
#[derive(Default)]
struct Recorded {
    read: Mutex<Digests>,
}

impl Recorded {
    fn note(&self, path: &str, text: &Result<String, Unreadable>) {
        let digest = text.as_ref().ok().map(|text| hmac_sha256::Hash::hash(text.as_bytes()));
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), digest);
    }
}

impl Files for Recorded {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        let text = DiskFiles.read(path);
        self.note(path, &text);
        text
    }

    fn beside(&self, path: &str) -> Vec<String> {
        DiskFiles.beside(path)
    }

    fn table(&self, path: &str) -> Result<String, Unreadable> {
        let text = DiskFiles.table(path);
        self.note(path, &text);
        text
    }

    fn tables_beside(&self, path: &str) -> Vec<String> {
        DiskFiles.tables_beside(path)
    }
}

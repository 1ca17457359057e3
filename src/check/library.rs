//! The library shops use, embedded in the program.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId};
use crate::syntax::ast::Script;
use crate::syntax::parse;

static STANDARD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/std");

/// Modules every shop knows without a `use`.
pub(super) const ALWAYS: [&str; 2] = ["std/facts", "std/answers"];

/// A module, read.
#[derive(Clone)]
pub(super) struct Module {
    pub source: Source,
    pub script: Arc<Script>,
    pub mistakes: Vec<Diagnostic>,
}

/// Modules read before, by their names and their places among a script's files: those stand in every span.
type Read = HashMap<(String, SourceId), Module>;

/// A module, read once a process for each place among a script's files; another text in its place is read anew.
pub(super) fn read(name: &str, written: String, id: SourceId) -> Module {
    static READ: LazyLock<Mutex<Read>> = LazyLock::new(Mutex::default);
    let is_own = module(name) == Some(written.as_str());
    let key = (name.to_owned(), id);
    if is_own && let Some(module) = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return module.clone();
    }
    let source = Source::new(name, written);
    let (script, mistakes) = parse(&source, id);
    let module = Module { source, script: Arc::new(script), mistakes };
    if is_own {
        READ.lock().unwrap_or_else(PoisonError::into_inner).insert(key, module.clone());
    }
    module
}

/// The text of a module, `std/welcome`.
pub(super) fn module(name: &str) -> Option<&'static str> {
    let file = name.strip_prefix("std/")?;
    STANDARD.get_file(format!("{file}.patter"))?.contents_utf8()
}

/// The names of all modules.
pub(super) fn modules() -> impl Iterator<Item = String> {
    STANDARD.files().filter_map(|file| Some(format!("std/{}", file.path().to_str()?.strip_suffix(".patter")?)))
}

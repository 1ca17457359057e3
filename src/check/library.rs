//! The library shops use, embedded in the program.

use include_dir::{Dir, include_dir};

static STANDARD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/std");

/// Modules every shop knows without a `use`.
pub(super) const ALWAYS: [&str; 2] = ["std/facts", "std/answers"];

/// The text of a module, `std/welcome`.
pub(super) fn module(name: &str) -> Option<&'static str> {
    let file = name.strip_prefix("std/")?;
    STANDARD.get_file(format!("{file}.patter"))?.contents_utf8()
}

/// The names of all modules.
pub(super) fn modules() -> impl Iterator<Item = String> {
    STANDARD.files().filter_map(|file| Some(format!("std/{}", file.path().to_str()?.strip_suffix(".patter")?)))
}

//! Where scripts are read from: a folder on the disk, or memory.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil;

use super::library;
use crate::source::{FIRST_DAY, LARGEST_FILE, LARGEST_TABLE};

/// Where scripts are read from; paths are relative, with `/`.
pub trait Files {
    /// The text of a file, or why there is none.
    fn read(&self, path: &str) -> Result<String, Unreadable>;

    /// The names of the files in the same folder that a misspelt name could have meant.
    fn beside(&self, path: &str) -> Vec<String>;

    /// The text of a table or a catalogue, which may be longer than a script.
    fn table(&self, path: &str) -> Result<String, Unreadable> {
        self.read(path)
    }

    /// The names of the tables in the same folder that a misspelt name could have meant.
    fn tables_beside(&self, _path: &str) -> Vec<String> {
        Vec::new()
    }

    /// The day on which they are read, by the clock unless it is to stand still: a day that an author wrote without the year is the next such day.
    fn today(&self) -> civil::Date {
        jiff::Zoned::now().date()
    }

    /// The text of a library module, `std/welcome`: the program's own, unless another one is to be tried.
    fn module(&self, name: &str) -> Option<String> {
        library::module(name).map(str::to_owned)
    }
}

/// Why a file has no text for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file.
    Missing,
    /// It is not written in UTF-8; its first line that is not, counted from 1.
    NotUtf8(usize),
    /// It is longer than [`LARGEST_FILE`], a table than [`LARGEST_TABLE`].
    TooLarge,
    /// The system refuses, in its words.
    Refused(String),
}

/// Files on the disk, found from the folder the program runs in.
#[derive(Clone, Debug, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        read_up_to(path, LARGEST_FILE)
    }

    fn beside(&self, path: &str) -> Vec<String> {
        names_beside(path, is_script)
    }

    fn table(&self, path: &str) -> Result<String, Unreadable> {
        read_up_to(path, LARGEST_TABLE)
    }

    fn tables_beside(&self, path: &str) -> Vec<String> {
        names_beside(path, is_table)
    }
}

fn read_up_to(path: &str, largest: usize) -> Result<String, Unreadable> {
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::Refused(error.to_string()),
    };
    if std::fs::metadata(path).map_err(refused)?.len() > largest as u64 {
        return Err(Unreadable::TooLarge);
    }
    text(std::fs::read(path).map_err(refused)?, largest)
}

fn names_beside(path: &str, is_wanted: fn(&str) -> bool) -> Vec<String> {
    let folder = PathBuf::from(path).parent().map(PathBuf::from).unwrap_or_default();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).filter(|name| is_wanted(name)).collect();
    names.sort();
    names
}

/// Files in memory, for tests and editors.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one file more.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    fn names_beside(&self, path: &str, is_wanted: fn(&str) -> bool) -> Vec<String> {
        let folder = folder(path);
        let inside = |name: &String| name.strip_prefix(folder).filter(|rest| !rest.contains('/')).map(str::to_owned);
        self.files.keys().filter_map(inside).filter(|name| is_wanted(name)).collect()
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        text(self.files.get(path).ok_or(Unreadable::Missing)?.clone(), LARGEST_FILE)
    }

    fn beside(&self, path: &str) -> Vec<String> {
        self.names_beside(path, is_script)
    }

    fn table(&self, path: &str) -> Result<String, Unreadable> {
        text(self.files.get(path).ok_or(Unreadable::Missing)?.clone(), LARGEST_TABLE)
    }

    fn tables_beside(&self, path: &str) -> Vec<String> {
        self.names_beside(path, is_table)
    }

    fn today(&self) -> civil::Date {
        FIRST_DAY
    }
}

/// The folder of a path, with its last `/`.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default()
}

/// A script's name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.strip_suffix(".patter").unwrap_or(name)
}

fn is_script(name: &str) -> bool {
    name.ends_with(".patter")
}

fn is_table(name: &str) -> bool {
    [".csv", ".tsv", ".txt", ".json"].iter().any(|ending| name.to_lowercase().ends_with(ending))
}

fn text(bytes: Vec<u8>, largest: usize) -> Result<String, Unreadable> {
    if bytes.len() > largest {
        return Err(Unreadable::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        Unreadable::NotUtf8(1 + good.filter(|&&byte| byte == b'\n').count())
    })
}

//! What a path on the command line stands for.

use std::path::{Path, PathBuf};

use super::stop::Stop;
use crate::source::LARGEST_FILE;

/// The script a path names: itself, or the `main.patter` of a folder.
pub fn script(path: &str) -> Result<String, Stop> {
    let place = Path::new(path);
    if place.is_dir() {
        let main = join(place, "main.patter");
        return if main.is_file() {
            Ok(shown(&main))
        } else {
            Err(Stop::Misuse(format!(
                "`{path}` has no `main.patter`; name a `.patter` file or a shop's folder, or begin a shop with `patter new my-shop`"
            )))
        };
    }
    if !place.exists() {
        return Err(missing(path));
    }
    if has_extension(place, "patter") {
        return Ok(shown(place));
    }
    Err(Stop::Misuse(format!("`{path}` is no script; name a `.patter` file or a folder with a `main.patter`")))
}

/// Files with this extension: the path itself, or all under a folder, in the order of their names.
pub fn files(path: &str, extension: &str) -> Result<Vec<String>, Stop> {
    let place = Path::new(path);
    if !place.exists() {
        return Err(missing(path));
    }
    let mut found = Vec::new();
    if place.is_dir() {
        collect(place, extension, &mut found)
            .map_err(|error| Stop::Misuse(format!("cannot look into `{path}`: {error}")))?;
    } else if has_extension(place, extension) {
        found.push(place.to_owned());
    }
    let mut found: Vec<_> = found.iter().map(|path| shown(path)).collect();
    found.sort();
    Ok(found)
}

/// Whether a path ends in `.extension`, in any case.
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The script a conversation plays: the one it names, or the nearest `main.patter` upward.
pub fn script_of(chat: &str, named: Option<&str>) -> Result<String, Stop> {
    let folder = Path::new(chat).parent().unwrap_or(Path::new(""));
    if let Some(named) = named {
        let path = join(folder, named);
        return if path.is_file() {
            Ok(shown(&path))
        } else {
            Err(Stop::Misuse(format!("`{chat}` plays `{}`, but there is no such file", shown(&path))))
        };
    }
    for folder in folder.ancestors() {
        let main = join(folder, "main.patter");
        if main.is_file() {
            return Ok(shown(&main));
        }
    }
    // Above the folder the program runs in, names are absolute.
    let here = std::env::current_dir()?;
    let above = here.ancestors().skip(1).map(|folder| folder.join("main.patter")).find(|main| main.is_file());
    above.filter(|_| Path::new(chat).is_relative()).map(|main| shown(&main)).ok_or_else(|| {
        Stop::Misuse(format!(
            "`{chat}` stands in no shop: there is no `main.patter` beside it or above; put it into a shop's folder, \
             or name the script in its first line: script \"FILE.patter\""
        ))
    })
}

/// A file's text, or what to do about it.
pub fn read(path: &str) -> Result<String, Stop> {
    let cannot = |why: &dyn std::fmt::Display| Stop::Misuse(format!("cannot read `{path}`: {why}"));
    if !Path::new(path).exists() {
        return Err(missing(path));
    }
    let length = std::fs::metadata(path).map_err(|error| cannot(&error))?.len();
    if length > LARGEST_FILE as u64 {
        return Err(cannot(&format_args!("it is larger than {} MiB; cut it in several files", LARGEST_FILE >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    text(bytes).map_err(|why| cannot(&why))
}

/// Bytes as text, or why they are none.
pub fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = 1 + good.iter().filter(|&&byte| byte == b'\n').count();
        format!("line {line} is not written in UTF-8; save the file as UTF-8 in your editor")
    })
}

/// Writes a file whole or not at all: beside it first, then in its place.
pub fn write(path: &str, text: &str) -> Result<(), Stop> {
    let place = std::fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    let cannot = |error: std::io::Error| Stop::Misuse(format!("cannot write `{path}`: {error}"));
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = place.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = std::fs::write(&beside, text).and_then(|()| {
        if let Ok(before) = std::fs::metadata(&place) {
            std::fs::set_permissions(&beside, before.permissions())?;
        }
        std::fs::rename(&beside, &place)
    });
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        cannot(error)
    })
}

fn missing(path: &str) -> Stop {
    Stop::Misuse(format!("there is no `{path}`"))
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // Links are not followed, so that a folder linked into itself ends.
        let kind = entry.file_type()?;
        if kind.is_dir() && !hidden && entry.file_name() != "target" {
            collect(&join(folder, &entry.file_name().to_string_lossy()), extension, found)?;
        } else if !kind.is_dir() && !hidden && has_extension(&entry.path(), extension) {
            found.push(join(folder, &entry.file_name().to_string_lossy()));
        }
    }
    Ok(())
}

/// `folder/name`, without a leading `./`.
fn join(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") || folder.as_os_str().is_empty() { PathBuf::from(name) } else { folder.join(name) }
}

/// A path as it is shown, with `/`.
fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace('\\', "/") };
    shown.replace("//", "/")
}

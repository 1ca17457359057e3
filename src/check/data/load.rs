//! Finding and reading the files of data that a shop's own scripts name.

use std::collections::HashMap;

use super::DataFiles;
use crate::check::files::{Files, Unreadable, folder};
use crate::check::load::{Loaded, join};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{LARGEST_TABLE, Source, SourceId, Span};
use crate::syntax::ast::{DeclarationKind, Script, Setting, Text};

/// How many files of a folder are named where the one wanted is not there.
const MOST_NAMED: usize = 5;

/// Reads each file of data once; what cannot be read is told where the script names it.
pub(in crate::check) fn load(loaded: &mut Loaded, files: &dyn Files) -> DataFiles {
    let mut found = DataFiles::new();
    let mut read: HashMap<String, Option<SourceId>> = HashMap::new();
    let own = loaded.files.iter().filter(|file| !file.library);
    let wanted: Vec<(String, Span)> = own
        .flat_map(|file| {
            let from = loaded.sources.get(file.id).map(|source| folder(&source.name).to_owned()).unwrap_or_default();
            texts(&file.script).filter_map(move |text| Some((join(&from, &text.plain()?), text.span)))
        })
        .collect();
    for (path, span) in wanted {
        let source = match read.get(&path) {
            Some(source) => *source,
            None => {
                let source = match files.table(&path) {
                    Ok(text) => Some(loaded.sources.add(Source::table(path.as_str(), text))),
                    Err(why) => {
                        loaded.diagnostics.push(unreadable(&path, &why, span, files));
                        None
                    }
                };
                read.insert(path, source);
                source
            }
        };
        if let Some(source) = source {
            found.insert(span, source);
        }
    }
    found
}

/// Where a script names a file of data.
fn texts(script: &Script) -> impl Iterator<Item = &Text> {
    script.declarations.iter().flat_map(|declaration| match &declaration.kind {
        DeclarationKind::Fact(fact) => fact.file.iter().collect(),
        DeclarationKind::Shop(shop) => shop
            .settings
            .iter()
            .filter_map(|setting| if let Setting::Catalogue(text) = &setting.value { Some(text) } else { None })
            .collect(),
        _ => Vec::new(),
    })
}

fn unreadable(path: &str, why: &Unreadable, span: Span, files: &dyn Files) -> Diagnostic {
    let name = path.strip_prefix(folder(path)).unwrap_or(path);
    let unreadable = |message: String, label: String| Diagnostic::new(Code::UnreadableFile, message, span, label);
    match why {
        Unreadable::Missing => {
            let there = files.tables_beside(path);
            let missing = Diagnostic::new(Code::MissingFile, format!("there is no file `{path}`"), span, "not found");
            match did_you_mean(name, there.iter().map(String::as_str)) {
                Some(near) => missing.help(format!("did you mean `{near}`?")),
                None if there.is_empty() => {
                    missing.help("put the file into the folder of the script; a table is saved as CSV there")
                }
                None => {
                    let few: Vec<String> = there.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
                    missing.help(format!("in that folder there is {}", few.join(", ")))
                }
            }
        }
        Unreadable::NotUtf8(line) => {
            unreadable(format!("`{path}` is not written in UTF-8"), format!("line {line} of it is not"))
                .help("save the table again; in a spreadsheet choose \"save as\" and \"CSV UTF-8\"")
        }
        Unreadable::TooLarge => {
            let largest = LARGEST_TABLE / (1024 * 1024);
            unreadable(format!("`{path}` is larger than {largest} MiB"), "too large".to_owned())
                .help("take out columns and rows that no answer needs, such as long descriptions")
        }
        Unreadable::Refused(reason) => unreadable(format!("`{path}` cannot be read"), reason.clone())
            .help("look whether it is a file, and whether you may read it"),
    }
}

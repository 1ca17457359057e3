//! What of a log could not be read, and how it could be.

use std::io::{Error, Write};

use crate::cli::paint::{self, Ink};
use crate::cli::stop::Stop;
use crate::replay::{Column, Exported, LeftOut, Unreadable};

/// So many rows are told of.
const MOST_TOLD: usize = 10;

/// A row, for where there is none.
const ROW: &str = r#"{"id": "1042", "at": "2026-11-26 10:30", "who": "customer", "text": "Do you wrap it as a gift?"}"#;

/// Tells which rows were left out, on standard error.
pub fn rows(left_out: &[LeftOut], count: u64) -> Result<(), Stop> {
    let mut out = anstream::stderr();
    for LeftOut { line, because, example } in left_out.iter().take(MOST_TOLD) {
        writeln!(out, "{}: {because}", paint::ink(Ink::Wrong, &format!("line {line}")))?;
        writeln!(out, "  for example: {example}")?;
    }
    let more = count - left_out.len().min(MOST_TOLD) as u64;
    if more > 0 {
        writeln!(out, "and {more} more; `--format json` tells the first hundred")?;
    }
    if count > 0 {
        writeln!(out, "What could be read of the log is played.\n")?;
    }
    Ok(())
}

/// A log in which nothing stands.
pub fn empty(path: &str) -> Stop {
    Stop::Misuse(format!("`{path}` has no rows; a row is: {ROW}"))
}

/// A log that the disk does not give.
pub fn disk(path: &str, error: &Error) -> Stop {
    match error.kind() {
        std::io::ErrorKind::NotFound => Stop::Misuse(format!("there is no `{path}`")),
        _ => Stop::Misuse(format!("cannot read `{path}`: {error}")),
    }
}

/// A log that cannot be read at all.
pub fn log(path: &str, why: Unreadable) -> Stop {
    match why {
        Unreadable::Disk(error) => disk(path, &error),
        Unreadable::Wide => {
            Stop::Misuse(format!("`{path}` is written in UTF-16; save it as “CSV UTF-8”, or as UTF-8 in your editor"))
        }
        Unreadable::Empty => empty(path),
        Unreadable::Export(export) => exported(path, &export),
        Unreadable::Columns(missing, header) => {
            let names: Vec<String> = missing.iter().map(|column| format!("`{}`", column.name())).collect();
            let wanted = missing.first().map_or("", |column: &Column| column.name());
            let word = header.iter().find(|name| Column::of(name).is_none()).map_or("nick", String::as_str);
            Stop::Misuse(format!(
                "`{path}` does not say in its first line which column is {}; it names {}. Say which one it is: \
                 --means \"{word}={wanted}\", or name the columns: id,at,who,text",
                names.join(" and "),
                header.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ))
        }
    }
}

/// A chat as a messenger exports it: how its first message stands in a table.
fn exported(path: &str, export: &Exported) -> Stop {
    let (who, rows) = (&export.who, export.rows());
    let other = export.others.first().map_or("Shop", String::as_str);
    Stop::Misuse(format!(
        "`{path}` is a chat as a messenger exports it; what is played is a table with a row for each message, its day with the year first. \
         The first two lines of that table:\n  id,at,who,text\n  {}\nThe number before each row is the same all through one conversation. \
         Then say who is who: --means \"{who}=customer\" --means \"{other}=shop\"",
        rows.join("\n  or, where the other figure is the month:\n  ")
    ))
}

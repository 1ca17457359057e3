//! `patter fmt`

use std::io::{Read, Write};
use std::path::Path;

use clap::ValueEnum;

use super::paint::{self, Ink};
use super::stop::Stop;
use super::{complaint, place};
use crate::source::{Source, SourceId, Sources};
use crate::syntax::ast::Keywords;
use crate::syntax::{FormatError, format};

/// Put scripts into the one canonical layout.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter fmt                         every script under this folder
  patter fmt --check                 only say which would change
  patter fmt --keywords es main.patter   translate the keywords
  patter fmt - < main.patter         from standard input to standard output

Nothing is written where a script has mistakes. Exit code: 0 fine, 1 mistakes, or with --check
files that would change, 2 no script found.")]
pub struct Arguments {
    /// Scripts or folders; `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// Write nothing; say which files would change.
    #[arg(long)]
    check: bool,
    /// The language of the keywords; the file's own where nobody says.
    #[arg(long, value_enum, value_name = "LANG")]
    keywords: Option<KeywordLanguage>,
}

/// The languages keywords are written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KeywordLanguage {
    /// English.
    En,
    /// Chinese.
    Zh,
    /// Spanish.
    Es,
}

impl From<KeywordLanguage> for Keywords {
    fn from(language: KeywordLanguage) -> Self {
        match language {
            KeywordLanguage::En => Keywords::English,
            KeywordLanguage::Zh => Keywords::Chinese,
            KeywordLanguage::Es => Keywords::Spanish,
        }
    }
}

pub fn fmt(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let mut files = Vec::new();
    for path in &arguments.paths {
        if path == "-" {
            files.push(path.clone());
            continue;
        }
        let found = place::files(path, "patter")?;
        if found.is_empty() {
            let why = if Path::new(path).is_dir() { "has no `.patter` files" } else { "is no `.patter` file" };
            return Err(Stop::Misuse(format!("`{path}` {why}")));
        }
        files.extend(found);
    }
    let keywords = arguments.keywords.map(Keywords::from);
    let mut faults = false;
    let mut in_order = 0;
    for path in &files {
        match one(path, keywords, arguments.check, out)? {
            Formatted::InOrder => in_order += 1,
            Formatted::Otherwise => {}
            Formatted::AtFault => faults = true,
        }
    }
    match in_order {
        0 => {}
        1 => writeln!(out, "1 script in order")?,
        count => writeln!(out, "{count} scripts in order")?,
    }
    if faults { Err(Stop::Fault) } else { Ok(()) }
}

/// What came of a file.
enum Formatted {
    /// It was laid out so already.
    InOrder,
    /// It was written, to the file or to standard output.
    Otherwise,
    /// It cannot be laid out, or `--check` finds it otherwise.
    AtFault,
}

/// Formats one file.
fn one(path: &str, keywords: Option<Keywords>, check: bool, out: &mut dyn Write) -> Result<Formatted, Stop> {
    let from_input = path == "-";
    let text = if from_input { standard_input()? } else { place::read(path)? };
    let name = if from_input { "standard input" } else { path };
    let source = Source::new(name, text).on(jiff::Zoned::now().date());
    let new = match format(&source, SourceId(0), keywords) {
        Ok(new) => new,
        Err(FormatError::Mistakes(mistakes)) => {
            let mut sources = Sources::new();
            sources.add(source);
            complaint::errors(&mistakes, &sources)?;
            return Ok(Formatted::AtFault);
        }
        Err(error) => {
            writeln!(anstream::stderr(), "{}: {name}: {error}", paint::ink(Ink::Wrong, "error"))?;
            return Ok(Formatted::AtFault);
        }
    };
    let same = new == *source.text;
    match (from_input, check) {
        (true, false) => {
            write!(out, "{new}")?;
            Ok(Formatted::Otherwise)
        }
        _ if same => Ok(Formatted::InOrder),
        (_, true) => {
            writeln!(out, "{name} would change")?;
            Ok(Formatted::AtFault)
        }
        (false, false) => {
            place::write(path, &new)?;
            writeln!(out, "{name} changed")?;
            Ok(Formatted::Otherwise)
        }
    }
}

/// All of standard input.
pub fn standard_input() -> Result<String, Stop> {
    let mut bytes = Vec::new();
    let limit = crate::source::LARGEST_FILE as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == limit {
        return Err(Stop::Misuse("standard input is larger than a file may be".to_owned()));
    }
    place::text(bytes).map_err(|why| Stop::Misuse(format!("cannot read standard input: {why}")))
}

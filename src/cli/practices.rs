//! `patter practices`

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::paint::{Ink, ink};
use super::practice_list::{self, Practice, by_number, key};
use super::stop::Stop;
use super::wrap::shorten;
use super::{Format, complaint, place};
use crate::check::{Cover, DiskFiles, compile, covers};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, SourceId, Sources};
use crate::syntax::parse;

/// How many columns the name of what covers a practice may take.
const WIDEST_NAME: usize = 52;

/// List the practices that scripts cover, by the ids their `covers` name.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter practices shops/jade                              a shop with the library modules it uses
  patter practices scripts                                 all scripts below a folder
  patter practices shops/jade --missing docs/practices.md  what of a list nobody covers
  patter practices shops/jade --format json

A list is a table whose first column is the id, or a text whose lines begin with one.
Exit code: 0 fine, 1 something of the list is missing or a script is at fault, 2 nothing to read.")]
pub struct Arguments {
    /// Shops, scripts, or folders of scripts.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// A list of practices: print those that nobody covers.
    #[arg(long, value_name = "FILE")]
    missing: Option<String>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A declaration that covers a practice.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Found {
    practice: String,
    kind: &'static str,
    name: String,
    file: String,
    line: usize,
}

pub fn practices(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let list = arguments.missing.as_deref().map(practice_list::read).transpose()?;
    let mut found = Vec::new();
    for path in &arguments.paths {
        found.extend(covered(path)?);
    }
    // Two shops may use one module.
    let mut seen = HashSet::new();
    found.retain(|one: &Found| seen.insert((key(&one.practice), one.file.clone(), one.line)));
    found.sort_by(|a, b| by_number(&a.practice, &b.practice));
    let keys: HashSet<String> = found.iter().map(|one| key(&one.practice)).collect();
    let missing: Option<Vec<&Practice>> =
        list.as_ref().map(|list| list.iter().filter(|practice| !keys.contains(&key(&practice.id))).collect());
    let listed: Option<HashSet<String>> =
        list.as_ref().map(|list| list.iter().map(|practice| key(&practice.id)).collect());
    let unlisted: Vec<&Found> = found
        .iter()
        .filter(|one| listed.as_ref().is_some_and(|listed| !listed.contains(&key(&one.practice))))
        .collect();
    match (arguments.format, &missing) {
        (Format::Json, _) => json(&found, missing.as_deref(), &unlisted, out)?,
        (Format::Text, None) => table(&found, out)?,
        (Format::Text, Some(missing)) => gaps(missing, &unlisted, list.as_ref().map_or(0, Vec::len), out)?,
    }
    if missing.is_some_and(|missing| !missing.is_empty()) { Err(Stop::Fault) } else { Ok(()) }
}

/// What a path covers: a shop or a script with all it uses, or every script below a folder as it stands.
fn covered(path: &str) -> Result<Vec<Found>, Stop> {
    let folder = Path::new(path);
    if !folder.is_dir() || folder.join("main.patter").is_file() {
        let compilation = compile(&place::script(path)?, &DiskFiles);
        complaint::program(&compilation)?;
        return Ok(placed(&compilation.covers, &compilation.sources));
    }
    let files = place::files(path, "patter")?;
    if files.is_empty() {
        return Err(Stop::Misuse(format!("`{path}` has no scripts: they are files that end in `.patter`")));
    }
    let mut sources = Sources::new();
    let mut found = Vec::new();
    let mut errors: Vec<Diagnostic> = Vec::new();
    for file in files {
        let source = Source::new(file.as_str(), place::read(&file)?).on(jiff::Zoned::now().date());
        let id: SourceId = sources.add(source.clone());
        let (script, told) = parse(&source, id);
        errors.extend(told.into_iter().filter(|one| one.severity() == Severity::Error));
        found.extend(covers(&script, &source));
    }
    if !errors.is_empty() {
        complaint::errors(&errors, &sources)?;
        return Err(Stop::Fault);
    }
    Ok(placed(&found, &sources))
}

fn placed(covers: &[Cover], sources: &Sources) -> Vec<Found> {
    let place = |cover: &Cover| {
        let source = sources.get(cover.span.source)?;
        let line = source.display_position(cover.span.start as usize).line;
        let (practice, name) = (cover.practice.to_string(), cover.name.clone());
        Some(Found { practice, kind: cover.kind, name, file: source.name.to_string(), line })
    };
    covers.iter().filter_map(place).collect()
}

fn table(found: &[Found], out: &mut dyn Write) -> Result<(), Stop> {
    if found.is_empty() {
        writeln!(out, "no declaration says what it `covers`")?;
        return Ok(());
    }
    let what = |one: &Found| shorten(format!("{} {}", one.kind, one.name).trim_end(), WIDEST_NAME);
    let ids = found.iter().map(|one| one.practice.width()).max().unwrap_or(0);
    let names = found.iter().map(|one| what(one).width()).max().unwrap_or(0);
    let mut practices = 0;
    let mut last = String::new();
    for one in found {
        let before = std::mem::replace(&mut last, key(&one.practice));
        let same = before == last;
        practices += usize::from(!same);
        let id = if same { "" } else { &one.practice };
        let (id_fill, name_fill) = (ids - id.width(), names - what(one).width());
        let place = ink(Ink::Aside, &format!("{}:{}", one.file, one.line));
        writeln!(out, "{}{:id_fill$}  {}{:name_fill$}  {place}", ink(Ink::Title, id), "", what(one), "")?;
    }
    let summary = format!("{}, {}", complaint::count(practices, "practice"), complaint::count(found.len(), "place"));
    writeln!(out, "{}", ink(Ink::Right, &summary))?;
    Ok(())
}

fn gaps(missing: &[&Practice], unlisted: &[&Found], of: usize, out: &mut dyn Write) -> Result<(), Stop> {
    let ids = missing.iter().map(|practice| practice.id.width()).max().unwrap_or(0);
    for practice in missing {
        let fill = ids - practice.id.width();
        let line = format!("{}{:fill$}  {}", ink(Ink::Wrong, &practice.id), "", practice.words);
        writeln!(out, "{}", line.trim_end())?;
    }
    for one in unlisted {
        let place = format!("`{}` is not in the list ({}:{})", one.practice, one.file, one.line);
        writeln!(out, "{}", ink(Ink::Aside, &place))?;
    }
    let summary = match missing.len() {
        0 => ink(Ink::Right, &format!("all {of} covered")),
        missing => ink(Ink::Title, &format!("{missing} of {of} covered by nobody")),
    };
    writeln!(out, "{summary}")?;
    Ok(())
}

fn json(found: &[Found], missing: Option<&[&Practice]>, unlisted: &[&Found], out: &mut dyn Write) -> Result<(), Stop> {
    let mut practices: Vec<serde_json::Value> = Vec::new();
    for same in found.chunk_by(|a, b| key(&a.practice) == key(&b.practice)) {
        let by = same
            .iter()
            .map(|one| serde_json::json!({ "kind": one.kind, "name": one.name, "file": one.file, "line": one.line }));
        let id = same.first().map_or("", |first| &first.practice);
        practices.push(serde_json::json!({ "id": id, "covered_by": by.collect::<Vec<_>>() }));
    }
    let mut report = serde_json::json!({ "format": 1, "practices": practices });
    if let (Some(fields), Some(missing)) = (report.as_object_mut(), missing) {
        let gap = |gap: &&Practice| serde_json::json!({ "id": gap.id, "words": gap.words, "line": gap.line });
        fields.insert("missing".to_owned(), missing.iter().map(gap).collect());
        fields.insert("unlisted".to_owned(), unlisted.iter().map(|one| one.practice.as_str()).collect());
    }
    writeln!(out, "{report:#}")?;
    Ok(())
}

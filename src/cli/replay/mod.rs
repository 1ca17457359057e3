//! `patter replay`

mod against;
mod beside;
mod misread;
mod table;

use std::io::Write;

use super::json::json;
use super::simulate::setup;
use super::stop::Stop;
use super::{Format, place, progress, saved};
use crate::check::{DiskFiles, compile};
use crate::diagnostic::did_you_mean;
use crate::engine::Happened;
use crate::replay::{self, Column, Log, Meanings, Report, Setting, Talk, left_over, play};
use crate::syntax::Speaker;
use crate::transcript::record;

/// Play real chats to a script: what it would have said, and what it has no answer for.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter replay chats.jsonl shops/jade                    what the script answers, and what it does not
  patter replay chats.csv shops/jade --conversation 1042  one chat, with the script's answers beside
  patter replay chats.jsonl shops/jade --all              all of them
  patter replay chats.jsonl shops/jade --against shops/jade-new     what the new script answers otherwise
  patter replay chats.jsonl shops/jade --save found.chat  chats with something not understood, as tests
  patter replay chats.csv shops/jade --means \"nick=id\" --means \"Ana=staff\"

LOG is JSON Lines, an object a line with `id`, `at`, `who`, `text` and, where they are known, `facts`:
  {\"id\": \"1042\", \"at\": \"2026-11-26 10:30\", \"who\": \"customer\", \"text\": \"Do you wrap it?\"}
or a table (CSV) whose first line names such columns. `who` is customer, shop, staff or system.
Nothing of it leaves this machine.
Exit code: 0 played, 1 a script is at fault or rows were left out, 2 nothing to play.")]
pub struct Arguments {
    /// Real chats: JSON Lines or CSV.
    #[arg(value_name = "LOG")]
    log: String,
    /// A script or a shop's folder.
    #[arg(value_name = "SHOP", default_value = ".")]
    shop: String,
    /// Show every conversation, with what the script would have said beside what was said.
    #[arg(long)]
    all: bool,
    /// Show this conversation only; may be given more than once.
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    conversation: Vec<String>,
    /// Another script: which answers differ, and how.
    #[arg(long, value_name = "SHOP")]
    against: Option<String>,
    /// Write conversations for `patter test`: those shown, or the first with something not understood.
    #[arg(long, value_name = "CHAT")]
    save: Option<String>,
    /// How many groups, changed answers and saved conversations at most.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 10)]
    number: usize,
    /// What a word of the log stands for: a column (`nick=id`) or somebody (`Ana=staff`).
    #[arg(long, value_name = "WORD=MEANING")]
    means: Vec<String>,
    /// Facts known in every conversation: `knot.stock 5`.
    #[arg(long, value_name = "FACTS")]
    given: Vec<String>,
    /// On how many threads; all cores without it.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<usize>,
    /// How to print it; `json` prints the report alone.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn replay(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let main = place::script(&arguments.shop)?;
    let compilation = compile(&main, &DiskFiles);
    let program = super::complaint::program(&compilation)?;
    let keywords = super::session::keywords(&compilation);
    let given = setup::given(&arguments.given, program, keywords)?;
    let setting = Setting { program, keywords, given };
    let log = opened(arguments, meanings(&arguments.means, &setting)?)?;
    misread::rows(&log.left_out, log.left_out_count)?;
    if log.is_empty() {
        return Err(if log.left_out_count > 0 { Stop::Fault } else { misread::empty(&arguments.log) });
    }
    let shown = shown(arguments, &log)?;
    let other = arguments.against.as_deref().map(place::script).transpose()?;
    let other = other.map(|other| compile(&other, &DiskFiles));
    let other = match &other {
        Some(other) => Some(Setting {
            program: super::complaint::program(other)?,
            keywords: super::session::keywords(other),
            given: setup::given(&arguments.given, super::complaint::program(other)?, keywords)?,
        }),
        None => None,
    };
    let threads = progress::threads(arguments.threads)?;
    if arguments.format == Format::Json || arguments.conversation.is_empty() {
        let bar = progress::bar(log.len() as u64, "{pos} of {len} conversations");
        let tally =
            threads.install(|| replay::replay(&log, &setting, other.as_ref(), |done| bar.set_position(done)))?;
        bar.finish_and_clear();
        let report = threads.install(|| tally.report(&log, &setting, arguments.number));
        print(arguments, &report, &setting, out)?;
    }
    if arguments.format == Format::Text {
        beside::print(&log, &shown, &setting, out)?;
    }
    if let Some(path) = &arguments.save {
        save(path, arguments, &log, &shown, &setting, &main)?;
    }
    if log.left_out_count > 0 { Err(Stop::Fault) } else { Ok(()) }
}

fn print(arguments: &Arguments, report: &Report, setting: &Setting<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    if arguments.format == Format::Json {
        return json(report, out);
    }
    table::print(report, setting, &arguments.log, out)?;
    match &report.against {
        Some(against) => against::print(report, against, arguments.number, setting, out),
        None => Ok(()),
    }
}

/// Reads the log once, with a bar where a person watches.
fn opened<'p>(arguments: &Arguments, meanings: Meanings<'p>) -> Result<Log<'p>, Stop> {
    let path = &arguments.log;
    let length = std::fs::metadata(path).map_err(|error| misread::disk(path, &error))?.len();
    let bar = progress::bar(length, "{binary_bytes} of {binary_total_bytes} read");
    let log = Log::open(path, meanings, |read| bar.set_position(read));
    bar.finish_and_clear();
    log.map_err(|why| misread::log(path, why))
}

/// What words of the log stand for.
fn meanings<'p>(written: &[String], setting: &Setting<'p>) -> Result<Meanings<'p>, Stop> {
    let mut own = Vec::new();
    for one in written {
        let wrong = |why: String| {
            Stop::Misuse(format!("--means \"{one}\": {why}; for example: --means \"nick=id\" --means \"Ana=staff\""))
        };
        let (word, meaning) =
            one.split_once('=').ok_or_else(|| wrong("a word and its meaning stand here".to_owned()))?;
        let meaning = meaning.trim();
        let is_fact = setting.program.names.facts.contains_key(&crate::program::key(meaning));
        if Column::of(meaning).is_none() && Speaker::of(meaning).is_none() && !is_fact {
            let names = ["id", "at", "who", "text", "facts", "customer", "shop", "staff", "system"];
            let near = did_you_mean(meaning, names);
            let near = near
                .map_or_else(|| format!("it can be {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
            return Err(wrong(format!(
                "`{meaning}` is neither a column, nor somebody, nor a fact of the script; {near}"
            )));
        }
        own.push((word.to_owned(), meaning.to_owned()));
    }
    Ok(Meanings::new(own, setting.program))
}

/// The places of the conversations that are shown.
fn shown(arguments: &Arguments, log: &Log<'_>) -> Result<Vec<usize>, Stop> {
    if arguments.all {
        return Ok((0..log.len()).collect());
    }
    let place = |id: &String| {
        log.place(id).ok_or_else(|| {
            let near = did_you_mean(id, log.ids());
            let first = log.ids().next().unwrap_or_default();
            let near = near.map_or_else(|| format!("the first is `{first}`"), |near| format!("did you mean `{near}`?"));
            Stop::Misuse(format!("`{}` has no conversation `{id}`; {near}", arguments.log))
        })
    };
    arguments.conversation.iter().map(place).collect()
}

/// Writes the conversations that are shown, or else the first in which something was not understood.
fn save(
    path: &str,
    arguments: &Arguments,
    log: &Log<'_>,
    shown: &[usize],
    setting: &Setting<'_>,
    main: &str,
) -> Result<(), Stop> {
    let mut chats = Vec::new();
    let places: Vec<usize> = if shown.is_empty() { (0..log.len()).collect() } else { shown.to_vec() };
    for place in places {
        for talk in log.talks([place])? {
            let played: Vec<Happened> = play(setting, &talk).happened().cloned().collect();
            if !shown.is_empty() || played.iter().any(|one| left_over(one).is_some()) {
                chats.push(record(&name(&talk), 0, &played, setting.program, setting.keywords));
            }
        }
        if shown.is_empty() && chats.len() == arguments.number {
            break;
        }
    }
    saved::save(path, &chats, setting.keywords, main)
}

fn name(talk: &Talk) -> String {
    format!(
        "{}: {}",
        talk.id,
        talk.rows.iter().find(|row| row.who == Speaker::Customer).map_or("", |row| row.text.as_str())
    )
}

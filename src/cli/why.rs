//! `patter why`

use std::io::Write;
use std::ops::RangeInclusive;
use std::path::Path;

use super::conversation::{self, ChatFile};
use super::session::keywords;
use super::stop::Stop;
use super::{Format, complaint, place};
use crate::check::{Compilation, DiskFiles, compile};
use crate::diagnostic::Severity;
use crate::engine::Happened;
use crate::program::{Program, RuleId};
use crate::transcript::{Chat, merged, plan, play, turn_at, turn_lines, why as sentences};

/// Say in a sentence or two why the shop answered as it did.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter why shops/jade/orders.chat:12
  patter why orders.chat:12 --format json       with the whole trace

LINE is any line of a customer's message, of the answer under it, or of an event. In `patter chat`, type /why.
Exit code: 0 told, 1 the script or the conversation is at fault, 2 there is no such turn.")]
pub struct Arguments {
    /// A line of a conversation.
    #[arg(value_name = "FILE.chat:LINE")]
    place: String,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn why(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let (path, line) = asked(&arguments.place)?;
    let file = conversation::load(path)?;
    if !file.diagnostics.is_empty() {
        complaint::errors(&file.diagnostics, &file.sources)?;
        return Err(Stop::Fault);
    }
    let Some((chat, step)) = turn_at(file.source(), &file.paper, line) else { return Err(no_turn(&file, line)) };
    let compilation = compile(&file.script, &DiskFiles);
    let program = complaint::program(&compilation)?;
    let (plan, diagnostics) = plan(chat, file.paper.keywords, program);
    if diagnostics.iter().any(|one| one.severity() == Severity::Error) {
        complaint::errors(&diagnostics, &file.sources)?;
        return Err(Stop::Fault);
    }
    let played = play(program, &plan).into_iter().nth(step);
    let Some(played) = played.filter(|played| !played.happened.is_empty()) else { return Err(no_turn(&file, line)) };
    let keywords = keywords(&compilation);
    let each = played.happened.iter();
    let told: Vec<String> = each
        .flat_map(|one| sentences(&one.event.happening, &one.turn, program, &compilation.sources, keywords))
        .collect();
    match arguments.format {
        Format::Text => told.iter().try_for_each(|sentence| writeln!(out, "{sentence}"))?,
        Format::Json => json((&file, chat, line), &played.happened, &told, (program, &compilation), out)?,
    }
    Ok(())
}

/// `orders.chat:12`, in its two parts.
fn asked(place: &str) -> Result<(&str, usize), Stop> {
    let example = "for example: patter why orders.chat:12";
    let is_chat = |path: &str| place::has_extension(Path::new(path), "chat");
    let (path, line) = match place.rsplit_once(':') {
        Some((path, line)) if is_chat(path) || line.parse::<usize>().is_ok() => (path, line),
        _ => (place, ""),
    };
    if !is_chat(path) {
        let message = format!("`{path}` is no conversation: name a `.chat` file and a line of it, {example}");
        return Err(Stop::Misuse(message));
    }
    let line = line.parse().ok().filter(|line| *line > 0);
    line.map(|line| (path, line)).ok_or_else(|| Stop::Misuse(format!("say which line of it, {example}")))
}

/// A line that is no turn, told with the turns around it.
fn no_turn(file: &ChatFile, line: usize) -> Stop {
    let of = file.source().line_count();
    let steps = file.paper.chats.iter().flat_map(|chat| &chat.steps);
    let turns: Vec<_> = steps.filter_map(|step| turn_lines(file.source(), step)).collect();
    let before = turns.iter().rfind(|turn| *turn.end() < line);
    let after = turns.iter().find(|turn| *turn.start() > line);
    let lines = |turn: &RangeInclusive<usize>| {
        if turn.start() == turn.end() { turn.start().to_string() } else { format!("{}-{}", turn.start(), turn.end()) }
    };
    let near: Vec<String> = before.into_iter().chain(after).map(lines).collect();
    let near = if near.is_empty() {
        "there is none in it".to_owned()
    } else {
        format!("near it are lines {}", near.join(" and "))
    };
    if line > of {
        return Stop::Misuse(format!("`{}` has only {of} lines", file.path));
    }
    Stop::Misuse(format!(
        "line {line} of `{}` is no turn; a turn is a customer's message with the answer under it, or an event: {near}",
        file.path
    ))
}

fn json(
    (file, chat, line): (&ChatFile, &Chat, usize),
    happened: &[Happened],
    told: &[String],
    (program, compilation): (&Program, &Compilation),
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let Some((first, turn)) = happened.first().zip(merged(happened.iter().map(|one| &one.turn))) else { return Ok(()) };
    let events: Vec<_> = happened.iter().map(|one| serde_json::json!({ "at": one.at, "event": one.event })).collect();
    let rules = turn.trace.tried.iter().filter_map(|tried| {
        let span = program.rule(RuleId(tried.rule))?.span;
        let source = compilation.sources.get(span.source)?;
        let line = source.display_position(span.start as usize).line;
        Some(serde_json::json!({ "rule": tried.rule, "file": source.name, "line": line }))
    });
    let report = serde_json::json!({
        "format": 1,
        "file": file.path,
        "line": line,
        "chat": chat.title.value,
        "why": told,
        "event": first.event,
        "happened": events,
        "rules": rules.collect::<Vec<_>>(),
        "trace": turn.trace,
    });
    writeln!(out, "{report:#}")?;
    Ok(())
}

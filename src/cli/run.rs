//! `patter run`

use std::io::Write;
use std::path::Path;

use super::conversation::{self, ChatFile};
use super::fmt::standard_input;
use super::session::{self, Session, Typed};
use super::stop::Stop;
use super::{Format, complaint, paint, place};
use crate::check::{Compilation, DiskFiles, compile};
use crate::diagnostic::Severity;
use crate::engine::{Event, Turn};
use crate::syntax::ast::Keywords;
use crate::transcript::{
    Chat, What, answer_rows, customer_rows, mishaps, mistake, passed_rows, plan, play, speaker_rows, stage, title, why,
    why_rows, words,
};

/// Play conversations and print them, each customer's line with the shop's deed and answer.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter run shops/jade                         all conversations of a shop
  patter run shops/jade/orders.chat             those of one file
  patter run shops/jade --line \"too expensive\"  plain customer lines
  patter run shops/jade - < lines.txt           a line each from standard input
  patter run shops/jade --given \"cart.total 120\" --line \"too expensive\" --why

What is printed is itself a conversation on paper; a run compares nothing, `patter test` does.
Exit code: 0 played, 1 a script or a conversation is at fault, 2 nothing to play.")]
pub struct Arguments {
    /// A shop, conversations, or files of plain customer lines; `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// A line the customer writes.
    #[arg(long = "line", value_name = "TEXT")]
    lines: Vec<String>,
    /// Facts known before plain lines: `cart.total 120, product.price 80`.
    #[arg(long, value_name = "FACTS")]
    given: Vec<String>,
    /// Show how each answer came about.
    #[arg(long)]
    why: bool,
    /// `json` prints one event and its turn a line.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let is_shop = |path: &&String| Path::new(path).is_dir() || place::has_extension(Path::new(path), "patter");
    let is_chat = |path: &&String| place::has_extension(Path::new(path), "chat");
    let texts = arguments.paths.iter().filter(|path| !is_shop(path) && !is_chat(path));
    let mut lines: Vec<String> = Vec::new();
    for path in texts {
        let text = if path == "-" { standard_input()? } else { place::read(path)? };
        lines.extend(text.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()));
    }
    lines.extend(arguments.lines.iter().cloned());
    let plain = !lines.is_empty() || arguments.paths.iter().any(|path| path == "-");
    if plain {
        let shop = arguments.paths.iter().find(is_shop).map_or(".", String::as_str);
        return plain_lines(&place::script(shop)?, &lines, arguments, out);
    }
    let mut files = Vec::new();
    for path in &arguments.paths {
        files.extend(chats_of(path)?);
    }
    transcripts(&files, arguments, out)
}

/// The conversations a path stands for: itself, or all under a shop.
fn chats_of(path: &str) -> Result<Vec<ChatFile>, Stop> {
    if place::has_extension(Path::new(path), "chat") {
        return Ok(vec![conversation::load(path)?]);
    }
    let script = place::script(path)?;
    let folder = Path::new(&script).parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| ".".to_owned(), |folder| folder.to_string_lossy().into_owned());
    let files =
        place::files(&folder, "chat")?.iter().map(|path| conversation::load(path)).collect::<Result<Vec<_>, _>>()?;
    let files: Vec<_> = files.into_iter().filter(|file| file.script == script).collect();
    if files.is_empty() {
        return Err(Stop::Misuse(format!(
            "`{path}` has no conversations to play; give a line with --line \"…\", or talk to it: patter chat {path}"
        )));
    }
    Ok(files)
}

fn transcripts(files: &[ChatFile], arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let scripts = conversation::scripts(files);
    let mut faults = false;
    let mut first = true;
    for compilation in scripts.values() {
        complaint::program(compilation)?;
    }
    for file in files {
        let Some(compilation) = scripts.get(&file.script) else { continue };
        if !file.diagnostics.is_empty() {
            complaint::errors(&file.diagnostics, &file.sources)?;
            faults = true;
            continue;
        }
        for chat in &file.paper.chats {
            if !first && arguments.format == Format::Text {
                writeln!(out)?;
            }
            first = false;
            faults |= !one(file, chat, compilation, arguments, out)?;
        }
    }
    if faults { Err(Stop::Fault) } else { Ok(()) }
}

/// Plays one conversation; false where its names or values are at fault.
fn one(
    file: &ChatFile,
    chat: &Chat,
    compilation: &Compilation,
    arguments: &Arguments,
    out: &mut dyn Write,
) -> Result<bool, Stop> {
    let Compilation { sources, program: Some(program), .. } = compilation else { return Ok(false) };
    let keywords = file.paper.keywords;
    let (plan, diagnostics) = plan(chat, keywords, program);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        complaint::errors(&diagnostics, &file.sources)?;
        return Ok(false);
    }
    let played = play(program, &plan);
    if arguments.format == Format::Text {
        let heading = title(&chat.title.value, keywords);
        writeln!(out, "{}", paint::row(&heading, keywords))?;
    }
    for (step, played) in chat.steps.iter().zip(&played) {
        if arguments.format == Format::Json {
            for happened in &played.happened {
                json(
                    Some((&file.path, &chat.title.value, step.line)),
                    happened.at,
                    &happened.event,
                    &happened.turn,
                    out,
                )?;
            }
            continue;
        }
        match &step.what {
            What::Customer(message) => print(customer_rows(message, keywords), keywords, out)?,
            What::Staff(text) => print(speaker_rows(text, words(keywords).staff, keywords), keywords, out)?,
            _ => print([stage(file.source().line(step.line).trim())], keywords, out)?,
        }
        if matches!(step.what, What::Pass(_) | What::Until(_)) {
            print(passed_rows(&played.happened, keywords, program), keywords, out)?;
        } else if let Some(turn) = played.turn().filter(|turn| by_customer(step) || !turn.acts.is_empty()) {
            print(answer_rows(&turn, keywords, program), keywords, out)?;
        }
        for happened in played.happened.iter().filter(|one| by_customer(step) || !one.turn.acts.is_empty()) {
            if arguments.why {
                let happening = &happened.event.happening;
                let sentences = why(happening, &happened.turn, program, sources, session::keywords(compilation));
                print(why_rows(&sentences), keywords, out)?;
            }
        }
    }
    let mistakes: Vec<_> = mishaps(&played).filter_map(|told| mistake(chat, &told, keywords)).collect();
    complaint::errors(&mistakes, &file.sources)?;
    Ok(mistakes.is_empty())
}

fn by_customer(step: &crate::transcript::Step) -> bool {
    matches!(step.what, What::Customer(_))
}

fn plain_lines(script: &str, lines: &[String], arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let compilation: Compilation = compile(script, &DiskFiles);
    let program = complaint::program(&compilation)?;
    let mut session = Session::new(program, &compilation, None);
    let keywords = session.keywords();
    if let Some(first) = lines.first().filter(|_| arguments.format == Format::Text) {
        print([title(first.trim(), keywords)], keywords, out)?;
    }
    for given in &arguments.given {
        let (event, at, turn) = session.set(given).map_err(|why| Stop::Misuse(format!("--given: {why}")))?;
        match arguments.format {
            Format::Json => json(None, at, &event, &turn, out)?,
            Format::Text => print(session.last_rows(), keywords, out)?,
        }
    }
    for line in lines {
        let event = Event::message(line.as_str());
        let (at, turn) = session.hear(event.clone(), Typed::Message(line.as_str().into()));
        match arguments.format {
            Format::Json => json(None, at, &event, &turn, out)?,
            Format::Text => {
                print(customer_rows(&line.as_str().into(), keywords), keywords, out)?;
                print(session.answer(&turn), keywords, out)?;
                if arguments.why {
                    print(session.why_rows(), keywords, out)?;
                }
            }
        }
    }
    Ok(())
}

fn print(
    rows: impl IntoIterator<Item = crate::transcript::Row>,
    keywords: Keywords,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    for row in rows {
        writeln!(out, "{}", paint::row(&row, keywords))?;
    }
    Ok(())
}

fn json(
    place: Option<(&str, &str, usize)>,
    at: jiff::Timestamp,
    event: &Event,
    turn: &Turn,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let mut line = serde_json::json!({ "format": 1 });
    if let (Some(fields), Some((file, chat, number))) = (line.as_object_mut(), place) {
        fields.insert("file".to_owned(), file.into());
        fields.insert("chat".to_owned(), chat.into());
        fields.insert("line".to_owned(), number.into());
    }
    if let Some(fields) = line.as_object_mut() {
        fields.insert("at".to_owned(), at.to_string().into());
        fields.insert("event".to_owned(), serde_json::to_value(event).unwrap_or_default());
        fields.insert("turn".to_owned(), serde_json::to_value(turn).unwrap_or_default());
    }
    writeln!(out, "{line}")?;
    Ok(())
}

//! `patter chat`

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use rustyline::Editor;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;

use super::completion::Completion;

use super::paint::{self, Ink, ink};
use super::session::Session;
use super::stop::Stop;
use super::{complaint, place};
use crate::check::{DiskFiles, compile};
use crate::engine::{Event, Turn};
use crate::transcript::{customer_rows, stage, words};

/// Talk to a shop as its customer.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter chat shops/jade
  patter chat shops/jade --given \"cart.total 120, product.price 120\"
  echo \"too expensive\" | patter chat shops/jade

While you talk, /help lists what else you can type.")]
pub struct Arguments {
    /// A script or a shop's folder.
    #[arg(value_name = "PATH", default_value = ".")]
    path: String,
    /// Facts known from the start: `cart.total 120, product.price 80`.
    #[arg(long, value_name = "FACTS")]
    given: Vec<String>,
    /// Begin when conversations on paper do, instead of now.
    #[arg(long)]
    paper_clock: bool,
}

const HELP: &str = "\
/why                    how the last answer came about
/facts                  what is known
/set cart.total 120     supply a fact; `/set customer is vip` marks a kind
/promised               what is promised
/order                  the order is placed
/event offer accepted   something else happens
/wait 30 minutes        let time pass
/save FILE.chat         write the conversation down, as a test
/quit                   end (so does ctrl-d)";

pub fn chat(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let script = place::script(&arguments.path)?;
    let compilation = compile(&script, &DiskFiles);
    let program = complaint::program(&compilation)?;
    let watched = std::io::stdin().is_terminal();
    let start = (watched && !arguments.paper_clock).then(jiff::Timestamp::now);
    let mut session = Session::new(program, &compilation, start);
    if watched {
        let help = ink(Ink::Aside, "/help lists what else you can type, ctrl-d ends");
        writeln!(out, "{}\n{help}\n", ink(Ink::Title, &program.shop.title))?;
    }
    for given in &arguments.given {
        session.set(given).map_err(|why| Stop::Misuse(format!("--given: {why}")))?;
        print(session.last_rows(), &session, out)?;
    }
    if watched { interactive(&mut session, out) } else { piped(&mut session, out) }
}

fn interactive(session: &mut Session<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    let cannot = |error: ReadlineError| Stop::Misuse(format!("cannot read the keyboard: {error}"));
    let mut editor = Editor::<Completion, DefaultHistory>::new().map_err(cannot)?;
    editor.set_helper(Some(Completion::new(session.fact_names())));
    let history = history();
    if let Some(history) = &history {
        let _ = editor.load_history(history);
    }
    let row = customer_rows("", session.keywords()).into_iter().next();
    let plain = row.map_or_else(|| "> ".to_owned(), |row| row.margin(session.keywords(), true));
    // The editor counts the plain prompt's columns and shows the other.
    let prompt = (format!("{} ", plain.trim_end()), ink(Ink::Speaker, &format!("{} ", plain.trim_end())));
    let prompt = (prompt.0.as_str(), if paint::colour() { prompt.1.as_str() } else { prompt.0.as_str() });
    loop {
        out.flush()?;
        let line = match editor.readline(&prompt) {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => break,
            Err(error) => return Err(cannot(error)),
        };
        let _ = editor.add_history_entry(line.as_str());
        if !take(session, line.trim(), out)? {
            break;
        }
    }
    if let Some(history) = &history {
        let _ = history.parent().map(std::fs::create_dir_all);
        let _ = editor.save_history(history);
    }
    Ok(())
}

fn piped(session: &mut Session<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    for line in std::io::stdin().lock().lines() {
        let line =
            line.map_err(|_| Stop::Misuse("cannot read standard input: it is not written in UTF-8".to_owned()))?;
        let line = line.trim();
        if !line.starts_with('/') && !line.is_empty() {
            print(customer_rows(line, session.keywords()), session, out)?;
        }
        if !take(session, line, out)? {
            break;
        }
        out.flush()?;
    }
    Ok(())
}

/// Does what a line says; false ends the conversation.
fn take(session: &mut Session<'_>, line: &str, out: &mut dyn Write) -> Result<bool, Stop> {
    if line.is_empty() {
        return Ok(true);
    }
    let Some(command) = line.strip_prefix('/') else {
        let (_, turn) = session.hear(Event::message(line), Session::customer(line));
        answer(session, &turn, out)?;
        return Ok(true);
    };
    let (command, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let rest = rest.trim();
    match command.to_lowercase().as_str() {
        "quit" | "exit" | "q" => return Ok(false),
        "help" | "h" | "?" => aside(HELP, out)?,
        "why" => match session.why() {
            Some(lines) => aside(&lines.join("\n"), out)?,
            None => aside("nothing was said yet", out)?,
        },
        "facts" => {
            let facts = session.facts();
            aside(&format!("it is {}", session.clock()), out)?;
            for (name, value) in facts {
                aside(&format!("{name} {value}"), out)?;
            }
        }
        "promised" => {
            let w = words(session.keywords());
            let names = session.promised();
            let names = if names.is_empty() { w.nothing.to_owned() } else { names.join(w.comma) };
            aside(&format!("{}{}{names}", w.promised, w.colon), out)?;
        }
        "set" => match session.set(rest) {
            Ok((_, _, turn)) => {
                print(session.last_rows(), session, out)?;
                if !turn.acts.is_empty() {
                    answer(session, &turn, out)?;
                }
            }
            Err(why) => wrong(&why, out)?,
        },
        "order" => happen(session, words(session.keywords()).order_placed, out)?,
        "event" => happen(session, rest, out)?,
        "wait" => match session.wait(rest) {
            Some(_) => aside(&format!("it is {}", session.clock()), out)?,
            None => wrong("write how long, for example: /wait 30 minutes", out)?,
        },
        "save" => save(session, rest, out)?,
        _ => wrong(&format!("`/{command}` is not known; /help lists what is"), out)?,
    }
    Ok(true)
}

fn happen(session: &mut Session<'_>, event: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let Some(turn) = session.happen(event) else {
        let w = words(session.keywords());
        let known = [w.order_placed, w.offer_accepted, w.offer_declined].join(", ");
        return wrong(&format!("no such event; those that run are: {known}"), out);
    };
    print(session.last_rows(), session, out)?;
    if !turn.acts.is_empty() {
        answer(session, &turn, out)?;
    }
    if !turn.packing_list.is_empty() {
        let names = session.promises(&turn.packing_list);
        let w = words(session.keywords());
        print([stage(format!("{}{}{}", w.promised, w.colon, names.join(w.comma)))], session, out)?;
    }
    Ok(())
}

/// Writes the conversation to a new file, or behind those of a file that is there.
fn save(session: &Session<'_>, file: &str, out: &mut dyn Write) -> Result<(), Stop> {
    if file.is_empty() || !place::has_extension(Path::new(file), "chat") {
        return wrong("write where to, for example: /save first.chat", out);
    }
    if session.is_empty() {
        return wrong("nothing was said yet", out);
    }
    let before = if Path::new(file).exists() { place::read(file) } else { Ok(String::new()) };
    let saved = before.and_then(|before| {
        let gap = if before.is_empty() { "" } else { "\n" };
        place::write(file, &format!("{before}{gap}{}", session.paper()))?;
        Ok(if before.is_empty() { "written" } else { "added" })
    });
    match saved {
        Ok(done) => aside(&format!("{done}: {file}"), out),
        Err(Stop::Misuse(why)) => wrong(&why, out),
        Err(stop) => Err(stop),
    }
}

fn answer(session: &Session<'_>, turn: &Turn, out: &mut dyn Write) -> Result<(), Stop> {
    print(session.answer(turn), session, out)?;
    if session.closed() {
        aside("the conversation is closed; the next message begins another", out)?;
    }
    Ok(())
}

fn print(
    rows: impl IntoIterator<Item = crate::transcript::Row>,
    session: &Session<'_>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    for row in rows {
        writeln!(out, "{}", paint::row(&row, session.keywords()))?;
    }
    Ok(())
}

fn aside(text: &str, out: &mut dyn Write) -> Result<(), Stop> {
    for line in text.lines() {
        writeln!(out, "{}", ink(Ink::Aside, &format!("  {line}")))?;
    }
    Ok(())
}

fn wrong(text: &str, out: &mut dyn Write) -> Result<(), Stop> {
    writeln!(out, "{}", ink(Ink::Wrong, &format!("  {text}")))?;
    Ok(())
}

/// Where lines typed before are kept.
fn history() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    state.or_else(home).map(|folder| folder.join("patter").join("history"))
}

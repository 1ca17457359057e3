//! `patter chat`

mod commands;
mod completion;

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use rustyline::Editor;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;

use completion::Completion;

use super::paint::{self, Ink, ink};
use super::session::Session;
use super::stop::Stop;
use super::{complaint, place};
use crate::check::{DiskFiles, compile};
use crate::transcript::{Message, customer_rows};

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
    /// Begin when conversations on paper do, instead of now; what comes from a pipe or a file always does.
    #[arg(long)]
    paper_clock: bool,
}

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
        commands::print(session.last_rows(), &session, out)?;
    }
    if watched { interactive(&mut session, out) } else { piped(&mut session, out) }
}

fn interactive(session: &mut Session<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    let cannot = |error: ReadlineError| Stop::Misuse(format!("cannot read the keyboard: {error}"));
    let mut editor = Editor::<Completion, DefaultHistory>::new().map_err(cannot)?;
    editor.set_helper(Some(Completion::new(session)));
    let history = history();
    if let Some(history) = &history {
        let _ = editor.load_history(history);
    }
    let row = customer_rows(&Message::default(), session.keywords()).into_iter().next();
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
        if !commands::take(session, line.trim(), true, out)? {
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
            commands::print(customer_rows(&line.into(), session.keywords()), session, out)?;
        }
        if !commands::take(session, line, false, out)? {
            break;
        }
        out.flush()?;
    }
    Ok(())
}

/// Where lines typed before are kept.
fn history() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    state.or_else(home).map(|folder| folder.join("patter").join("history"))
}

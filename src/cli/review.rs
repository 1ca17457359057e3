//! Going through differences one by one: each is shown inside its conversation and settled with one key.

use std::io::{BufRead, IsTerminal, Write};

use console::{Key, Term};

use super::difference;
use super::paint::{Ink, ink};
use super::stop::Stop;
use crate::source::Source;
use crate::syntax::ast::Keywords;
use crate::transcript::{Chat, Difference};

/// How many lines of the conversation are shown above a difference.
const ABOVE: usize = 8;

/// What the reviewer says of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What came is right: it is written down.
    Accept,
    /// What was expected is right: the script is to be mended.
    Reject,
    /// Not now.
    Skip,
    /// Nothing more is asked.
    Quit,
}

/// Where a difference stands.
pub struct Place<'a> {
    /// The file as it is shown.
    pub path: &'a str,
    /// The file.
    pub source: &'a Source,
    /// The language of its keywords.
    pub keywords: Keywords,
    /// Its conversation.
    pub chat: &'a Chat,
    /// Which of how many.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// Shows a difference and asks for a verdict.
pub fn ask(place: &Place<'_>, difference: &Difference, out: &mut dyn Write) -> Result<Verdict, Stop> {
    show(place, difference, out)?;
    let question = "a accept · r reject · s skip · q quit";
    write!(out, "{} ", ink(Ink::Aside, question))?;
    out.flush()?;
    let verdict = read()?;
    let said = match verdict {
        Verdict::Accept => ink(Ink::Right, "accepted"),
        Verdict::Reject => ink(Ink::Wrong, "rejected"),
        Verdict::Skip => ink(Ink::Aside, "skipped"),
        Verdict::Quit => ink(Ink::Aside, "no more"),
    };
    writeln!(out, "{said}\n")?;
    Ok(verdict)
}

fn show(place: &Place<'_>, difference: &Difference, out: &mut dyn Write) -> Result<(), Stop> {
    let step = place.chat.steps.get(difference.step);
    let line = step.map_or(0, |step| step.line);
    let title = &place.chat.title;
    let where_it_is = format!("{}/{} {}:{line}", place.number, place.of, place.path);
    writeln!(out, "{} {}", ink(Ink::Title, &where_it_is), title.value)?;
    let first = place.source.display_position(title.span.start as usize).line + 1;
    let before = step.map_or(line, |step| place.source.display_position(step.span.start as usize).line);
    for number in first.max(before.saturating_sub(ABOVE))..before {
        writeln!(out, "{}", ink(Ink::Aside, &format!("  {}", place.source.line(number))))?;
    }
    for text in difference::lines(place.chat, difference, place.source.line(line), place.keywords) {
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// One key of the keyboard, or a line's first letter where the answers come from a pipe.
fn read() -> Result<Verdict, Stop> {
    if std::io::stdin().is_terminal() {
        let term = Term::stdout();
        loop {
            let verdict = match term.read_key()? {
                Key::Char(letter) => verdict(letter),
                Key::Escape | Key::CtrlC => Some(Verdict::Quit),
                _ => None,
            };
            if let Some(verdict) = verdict {
                return Ok(verdict);
            }
        }
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().chars().next().map_or(Verdict::Quit, |letter| verdict(letter).unwrap_or(Verdict::Skip)))
}

fn verdict(letter: char) -> Option<Verdict> {
    match letter.to_ascii_lowercase() {
        'a' | 'y' => Some(Verdict::Accept),
        'r' | 'n' => Some(Verdict::Reject),
        's' | ' ' => Some(Verdict::Skip),
        'q' => Some(Verdict::Quit),
        _ => None,
    }
}

//! Colours for people: few, and only such as can be read on dark and on light.

use anstream::ColorChoice;
use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use crate::syntax::ast::Keywords;
use crate::transcript::{Row, RowKind};

use super::wrap::wrap;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Titles and names of files.
    Title,
    /// Who speaks.
    Speaker,
    /// What the shop does.
    Deed,
    /// What stands around a conversation.
    Aside,
    /// Gone, or at fault.
    Wrong,
    /// Come, or as it should be.
    Right,
    /// The words that differ in a line that is gone.
    WrongWord,
    /// The words that differ in a line that came.
    RightWord,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Ink::Title | Ink::Speaker => Style::new().bold(),
            Ink::Deed => Style::new().magenta(),
            Ink::Aside => Style::new().dimmed(),
            Ink::Wrong => Style::new().red(),
            Ink::Right => Style::new().green(),
            Ink::WrongWord => Style::new().red().bold().underline(),
            Ink::RightWord => Style::new().green().bold().underline(),
        }
    }
}

/// A text in a colour; the stream takes it out again where nobody would see it.
pub fn ink(ink: Ink, text: &str) -> String {
    if text.is_empty() { String::new() } else { text.style(ink.style()).to_string() }
}

/// A text in a colour, if colours are wanted.
pub fn style(choice: ColorChoice, color: Ink, text: &str) -> String {
    if choice == ColorChoice::Never { text.to_owned() } else { ink(color, text) }
}

/// Whether what is printed to standard output is coloured.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// A line of a conversation, speakers aligned.
pub fn row(row: &Row, keywords: Keywords) -> String {
    let margin = row.margin(keywords, true);
    if let Some(width) = width().filter(|width| margin.width() + row.text.width() > *width) {
        return wrapped(row, &margin, width);
    }
    match row.kind {
        RowKind::Title => ink(Ink::Title, &row.text),
        RowKind::Stage | RowKind::Trace => ink(Ink::Aside, format!("{margin}{}", row.text).trim_end()),
        RowKind::Customer => format!("{}{}", ink(Ink::Speaker, &margin), row.text),
        RowKind::Deed => format!("{}{}", ink(Ink::Speaker, &margin), ink(Ink::Deed, &row.text)),
        RowKind::Words => format!("{}{}", ink(Ink::Aside, &margin), row.text),
    }
}

/// A line too long for the terminal: what follows stands below its beginning.
fn wrapped(row: &Row, margin: &str, width: usize) -> String {
    let inks = match row.kind {
        RowKind::Title => (Ink::Title, Some(Ink::Title)),
        RowKind::Stage | RowKind::Trace => (Ink::Aside, Some(Ink::Aside)),
        RowKind::Customer => (Ink::Speaker, None),
        RowKind::Deed => (Ink::Speaker, Some(Ink::Deed)),
        RowKind::Words => (Ink::Aside, None),
    };
    let below = " ".repeat(margin.width());
    let lines = wrap(&row.text, width.saturating_sub(margin.width()).max(20));
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let margin = if index == 0 { ink(inks.0, margin) } else { below.clone() };
        format!("{margin}{}", inks.1.map_or_else(|| line.clone(), |color| ink(color, line)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The width of the terminal, where a person watches one.
fn width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

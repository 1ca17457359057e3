//! Lines of output, each with the place its content had in the source.

use unicode_width::UnicodeWidthStr;

use super::printer::Printer;
use crate::source::Span;

/// A line longer than this is broken where it can be, in columns of a terminal.
pub(super) const WIDTH: usize = 100;

/// One line of output.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// How many spaces it begins with.
    pub indent: usize,
    /// What stands on it.
    pub text: String,
    /// The byte at which its content began in the source; nothing where the layout moved it.
    pub at: Option<u32>,
}

/// The lines of one declaration.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    furthest: u32,
}

impl Lines {
    /// Lines of a declaration that begins at `span`.
    pub fn beginning(text: String, span: Span) -> Self {
        let mut lines = Lines::default();
        lines.add(0, text, span);
        lines
    }

    /// Adds a line. Where its content stood before that of an earlier line, the line counts as moved.
    pub fn add(&mut self, indent: usize, text: String, span: Span) {
        let at = (span.start >= self.furthest).then_some(span.start);
        self.furthest = self.furthest.max(span.start);
        self.lines.push(Line { indent, text, at });
    }

    /// Adds a list behind its `lead`, broken into lines where it is long; the signs between the items stand behind them already.
    pub fn filled(&mut self, printer: &Printer, indent: usize, lead: &str, items: &[(String, Span)]) {
        let mut line = String::from(lead);
        let mut start: Option<Span> = None;
        let mut deep = indent;
        for (item, span) in items {
            let longer = printer.joined(&[&line, item]);
            match start {
                Some(begun) if !Lines::fits_alone(deep, &longer) => {
                    self.add(deep, std::mem::replace(&mut line, item.clone()), begun);
                    (deep, start) = (indent + 2, Some(*span));
                }
                _ => {
                    line = longer;
                    start = start.or(Some(*span));
                }
            }
        }
        self.add(deep, line, start.unwrap_or_default());
    }

    /// Whether `more` still fits on the last line.
    pub fn fits(&self, more: &str) -> bool {
        self.lines.last().is_none_or(|line| line.indent + line.text.width() + 1 + more.width() <= WIDTH)
    }

    /// Whether `text` fits on a line of its own.
    pub fn fits_alone(indent: usize, text: &str) -> bool {
        indent + text.width() <= WIDTH
    }

    /// The text of the last line, to write on.
    pub fn last(&mut self) -> Option<&mut String> {
        self.lines.last_mut().map(|line| &mut line.text)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines themselves.
    pub fn into_inner(self) -> Vec<Line> {
        self.lines
    }
}

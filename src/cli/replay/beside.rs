//! Conversations as they were, with what the script would have said beside.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::cli::wrap::wrap;
use crate::engine::Happened;
use crate::replay::{Log, Played, Row, Setting, Talk, play};
use crate::syntax::Speaker;
use crate::transcript::{RowKind, answer_rows, clock};

/// How wide a line is where nobody says.
const WIDTH: usize = 100;
/// The narrowest of the two columns.
const NARROWEST: usize = 24;
const BETWEEN: &str = " │ ";

/// Prints conversations, each by its place in the log.
pub fn print(log: &Log<'_>, places: &[usize], setting: &Setting<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    let width = terminal_size::terminal_size_of(std::io::stdout()).map_or(WIDTH, |(width, _)| usize::from(width.0));
    let column = (width.saturating_sub(2 + BETWEEN.width()) / 2).max(NARROWEST);
    for place in places {
        for talk in log.talks([*place])? {
            let played = play(setting, &talk);
            Page { setting, column, out }.talk(&talk, &played)?;
        }
    }
    Ok(())
}

struct Page<'a> {
    setting: &'a Setting<'a>,
    column: usize,
    out: &'a mut dyn Write,
}

/// What stands in the two columns until the customer writes again.
#[derive(Default)]
struct Columns {
    said: Vec<String>,
    script: Vec<(String, bool)>,
}

impl Page<'_> {
    fn talk(&mut self, talk: &Talk, played: &Played) -> Result<(), Stop> {
        let begins = talk.rows.first().map(|row| clock(row.at, self.setting.program)).unwrap_or_default();
        writeln!(self.out, "\n{}", ink(Ink::Title, &format!("{}, {begins}", talk.id)))?;
        let heads = format!("  {:<width$}{BETWEEN}what the script says", "what was said", width = self.column);
        writeln!(self.out, "{}", ink(Ink::Aside, &heads))?;
        let mut columns = Columns::default();
        for (row, beat) in talk.rows.iter().zip(&played.beats) {
            self.script(&beat.before, &mut columns);
            if row.who == Speaker::Customer && !row.is_empty() {
                self.columns(&mut columns)?;
                self.customer(row)?;
            } else if !row.is_empty() {
                self.said(row, &mut columns);
            }
            self.script(&beat.happened, &mut columns);
        }
        self.script(&played.after, &mut columns);
        self.columns(&mut columns)
    }

    fn time(&self, row: &Row) -> String {
        let at = clock(row.at, self.setting.program);
        at.split_once(' ').map_or_else(|| at.clone(), |(_, time)| time.to_owned())
    }

    fn customer(&mut self, row: &Row) -> Result<(), Stop> {
        let label = format!("{} customer: ", self.time(row));
        let text = row.spoken();
        let lines = text.lines().flat_map(|line| wrap(line, (2 * self.column).saturating_sub(label.width())));
        for (number, line) in lines.enumerate() {
            let margin = if number == 0 { ink(Ink::Speaker, &label) } else { " ".repeat(label.width()) };
            writeln!(self.out, "  {margin}{line}")?;
        }
        Ok(())
    }

    /// What was really said.
    fn said(&self, row: &Row, columns: &mut Columns) {
        let who = match row.who {
            Speaker::Customer => "customer",
            Speaker::Shop => "shop",
            Speaker::Staff => "staff",
            Speaker::System => "system",
        };
        let text = format!("{} {who}: {}", self.time(row), row.spoken().replace('\n', " "));
        columns.said.extend(wrap(&text, self.column));
    }

    /// What the script does and says.
    fn script(&self, happened: &[Happened], columns: &mut Columns) {
        let Setting { program, keywords, .. } = self.setting;
        for one in happened.iter().filter(|one| !one.turn.acts.is_empty()) {
            for row in answer_rows(&one.turn, *keywords, program).into_iter().filter(|row| !row.text.is_empty()) {
                let is_deed = row.kind != RowKind::Words;
                let width = if is_deed { self.column } else { self.column - 2 };
                let lines = wrap(&row.text, width).into_iter();
                let margin = if is_deed { "" } else { "| " };
                columns.script.extend(lines.map(|line| (format!("{margin}{line}"), is_deed)));
            }
        }
    }

    fn columns(&mut self, columns: &mut Columns) -> Result<(), Stop> {
        let Columns { said, script } = std::mem::take(columns);
        for number in 0..said.len().max(script.len()) {
            let left = said.get(number).map_or("", String::as_str);
            let gap = " ".repeat(self.column.saturating_sub(left.width()));
            let right = match script.get(number) {
                Some((text, true)) => ink(Ink::Deed, text),
                Some((text, false)) => text.clone(),
                None => String::new(),
            };
            writeln!(self.out, "{}", format!("  {left}{gap}{}{right}", ink(Ink::Aside, BETWEEN)).trim_end())?;
        }
        Ok(())
    }
}

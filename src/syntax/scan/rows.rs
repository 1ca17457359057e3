//! Rows of a spreadsheet in the middle of a script: products stand in a file of their own.

use super::{MOST_MISHAPS, Mishap, Scanner};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;

/// What parts the cells of a row; behind a tab or a bar one row is enough to know it by.
const BETWEEN: [char; 5] = ['\t', '|', ',', ';', '，'];

/// Signs with which a script quotes, comments and declares: a row has none of them.
const OF_SCRIPTS: [char; 14] = ['"', '“', '”', '«', '»', '『', '』', '「', '」', '[', ']', '【', '{', '}'];

/// How many lines one table may have that is taken at once.
const MOST_ROWS: usize = 5_000;

/// How many cells of a row are shown.
const SHOWN_CELLS: usize = 6;

impl Scanner<'_> {
    /// Takes the rows that begin with this line. True when there are any.
    pub(super) fn rows(&mut self) -> bool {
        let begins = self.at == 0 || self.file.get(..self.at).is_some_and(|before| before.ends_with('\n'));
        if !begins || self.found.mishaps.len() >= MOST_MISHAPS {
            return false;
        }
        let rest = self.rest();
        let Some(between) = rest.lines().next().and_then(|line| BETWEEN.into_iter().find(|sign| is_row(line, *sign)))
        else {
            return false;
        };
        let lines: Vec<&str> = rest.lines().take(MOST_ROWS).take_while(|line| is_row(line, between)).collect();
        let rows: Vec<Vec<&str>> = lines.iter().map(|line| cells(line, between)).collect();
        let figures = rows.iter().filter(|row| row.iter().any(|cell| is_figure(cell))).count();
        let Some(first) = rows.first() else { return false };
        let header = !first.iter().any(|cell| is_figure(cell));
        let Some(body) = rows.iter().find(|row| row.iter().any(|cell| is_figure(cell))) else { return false };
        let word = body.first().and_then(|cell| cell.split_whitespace().next()).unwrap_or_default();
        let same = rows.iter().all(|row| row.len() == first.len());
        let sure = match between {
            '\t' | '|' => true,
            _ => same && rows.len() > 1 && figures + usize::from(header) == rows.len(),
        };
        if !sure || self.table.knows(word) || self.heads.begins(word) {
            return false;
        }
        self.take_rows(&lines, first, header);
        true
    }

    fn take_rows(&mut self, lines: &[&str], first: &[&str], header: bool) {
        let rest = self.rest();
        let start = self.at + rest.len() - rest.trim_start().len();
        let breaks = rest.match_indices('\n').nth(lines.len().saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
        let range = start..self.at + rest.get(..breaks).unwrap_or(rest).trim_end().len();
        let columns = match (self.language, header) {
            (_, true) => first.iter().take(SHOWN_CELLS).copied().collect::<Vec<_>>().join(","),
            (Keywords::English, _) => "name,price".to_owned(),
            (Keywords::Chinese, _) => "名称,价格".to_owned(),
            (Keywords::Spanish, _) => "nombre,precio".to_owned(),
        };
        let word = self.table.spelling("kw_catalogue");
        let setting = match self.language {
            Keywords::English => format!("{word} \"products.csv\""),
            Keywords::Chinese => format!("{word}“products.csv”"),
            Keywords::Spanish => format!("{word} «products.csv»"),
        };
        let what = if lines.len() == 1 { "this is a row of a table" } else { "these are rows of a table" };
        self.note(Mishap {
            code: Code::UnexpectedText,
            range: range.clone(),
            message: format!("{what}, and a script has none"),
            label: "pasted from a spreadsheet",
            help: format!(
                "products stand in a file of their own: save the table as `products.csv` beside the script, its columns \
                 named in the first line (`{columns}`), take it away here, and name the file among the settings of the shop"
            ),
            shown: Some(setting),
        });
        self.found.edits.push(Edit::replace(range.clone(), ""));
        self.at = range.end;
    }
}

/// The cells of a line.
fn cells(line: &str, between: char) -> Vec<&str> {
    let line = if between == '|' { line.trim().trim_matches('|') } else { line.trim() };
    line.split(between).map(|cell| cell.trim().trim_matches('"')).collect()
}

/// Whether a line has several cells, and nothing that a script is made of.
fn is_row(line: &str, between: char) -> bool {
    if !line.trim().contains(between) {
        return false;
    }
    let quotes = |c: char| OF_SCRIPTS.contains(&c) && !(c == '"' && between == '\t');
    let margin = matches!(between, '\t' | '|') || !line.starts_with(char::is_whitespace);
    let cells = cells(line, between);
    let sign = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_punctuation()) && between != '|';
    let declares = |cell: &&str| cell.ends_with([':', '：']);
    margin && cells.len() > 1 && !line.contains(quotes) && !cells.iter().any(|cell| sign(cell) || declares(cell))
}

/// Whether a cell is a figure or a sum of money.
fn is_figure(cell: &str) -> bool {
    let plain = cell.trim_matches(|c: char| "$€£¥￥元块% ".contains(c));
    plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

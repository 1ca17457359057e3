//! A table as spreadsheets save it: a header, and rows below it.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};
use rust_decimal::Decimal;

use crate::nlu::normalise;

/// A table, its header read.
pub(super) struct Sheet<'t> {
    text: &'t str,
    /// Where the header begins: behind a byte order mark, and behind a line that only names the delimiter.
    start: usize,
    delimiter: u8,
    /// What stands above the columns.
    pub header: Vec<Heading>,
}

/// What stands above a column.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// As written.
    pub words: String,
    /// As it is compared.
    pub key: String,
}

/// A row below the header.
pub(super) struct Row<'r> {
    /// Its first byte in the file.
    pub start: usize,
    cells: &'r StringRecord,
}

impl Row<'_> {
    /// A cell without the blanks around it; one that is missing is empty.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Its cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(str::trim)
    }
}

impl<'t> Sheet<'t> {
    /// Reads the header; nothing where there is none.
    pub fn new(text: &'t str) -> Option<Self> {
        let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
        let rest = text.get(start..)?;
        let mut delimiter = detect(rest);
        // Spreadsheets write `sep=;` above the header where they fear to be misread.
        if let Some(named) = rest.get(..5).filter(|line| line.to_lowercase().starts_with("sep="))
            && let Some(end) = rest.find('\n')
        {
            delimiter = named.bytes().last().unwrap_or(delimiter);
            start += end + 1;
        }
        let mut sheet = Sheet { text, start, delimiter, header: Vec::new() };
        let mut header = StringRecord::new();
        sheet.reader().read_record(&mut header).ok().filter(|read| *read)?;
        sheet.header = header.iter().map(Heading::new).collect();
        Some(sheet)
    }

    fn reader(&self) -> csv::Reader<&'t [u8]> {
        let bytes = self.text.get(self.start..).unwrap_or_default().as_bytes();
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(bytes)
    }

    /// Hands over one row after the other, until it is told to stop; rows with nothing in them are passed over.
    pub fn each_row(&self, mut read: impl FnMut(&Row<'_>) -> bool) {
        let mut reader = self.reader();
        let mut cells = StringRecord::new();
        let mut is_header = true;
        // The text is UTF-8 and in memory, so that no record can fail.
        while matches!(reader.read_record(&mut cells), Ok(true)) {
            if std::mem::take(&mut is_header) || cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let at = cells.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            let row = Row { start: self.past_breaks(self.start.saturating_add(at)), cells: &cells };
            if !read(&row) {
                return;
            }
        }
    }

    fn past_breaks(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
    }

    /// The place of a cell, of its row where the cell is empty.
    pub fn place(&self, row: usize, column: usize) -> Range<usize> {
        let rest = self.text.get(row..).unwrap_or_default();
        let (mut start, mut end, mut at, mut quoted) = (0, rest.len(), 0, false);
        for (byte, sign) in rest.bytes().enumerate() {
            match sign {
                b'"' => quoted = !quoted,
                b'\r' | b'\n' if !quoted => {
                    end = byte;
                    break;
                }
                sign if sign == self.delimiter && !quoted => {
                    if at == column {
                        end = byte;
                        break;
                    }
                    at += 1;
                    start = byte + 1;
                }
                _ => {}
            }
        }
        let inside = |start: usize, end: usize| {
            let cell = rest.get(start..end).unwrap_or_default();
            let trimmed = cell.trim_start_matches([' ', '"']);
            let start = start + (cell.len() - trimmed.len());
            (start, start + trimmed.trim_end_matches([' ', '"']).len())
        };
        let (start, end) = if at == column { inside(start, end) } else { (0, 0) };
        if start < end {
            return row + start..row + end;
        }
        let line = rest.lines().next().unwrap_or_default().len();
        row..row + line
    }

    /// Whether a row has a quotation mark that is never closed, and so has swallowed the rest of the file.
    pub fn is_unclosed(&self, row: usize) -> bool {
        let mut signs = self.text.get(row..).unwrap_or_default().bytes().peekable();
        let (mut quoted, mut begins) = (false, true);
        while let Some(sign) = signs.next() {
            match sign {
                b'"' if quoted && signs.peek() == Some(&b'"') => drop(signs.next()),
                // Inside a cell the sign is a letter like others: `5" nails`.
                b'"' if quoted || begins => quoted = !quoted,
                b'\r' | b'\n' if !quoted => return false,
                _ => {}
            }
            begins = sign == self.delimiter && !quoted;
        }
        quoted
    }

    /// A row whose quotation mark is never closed without that mark, where it has a cell for each column then.
    pub fn without_mark(&self, row: usize) -> Option<String> {
        let line = self.text.get(row..)?.lines().next()?.replace('"', "");
        (line.split(self.delimiter()).count() == self.header.len()).then(|| line.trim().to_owned())
    }

    /// Two columns of one name that say different things in a row.
    pub fn differing(&self, row: &Row<'_>, column: usize) -> Option<usize> {
        let key = &self.header.get(column)?.key;
        let others = self.header.iter().enumerate().filter(|(at, other)| *at != column && other.key == *key);
        let differs = |at: usize| {
            let (one, other) = (row.cell(column), row.cell(at));
            !one.is_empty() && !other.is_empty() && !agree(one, other)
        };
        others.map(|(at, _)| at).find(|at| differs(*at))
    }

    /// The header's own place.
    pub fn head(&self) -> Range<usize> {
        let line = self.text.get(self.start..).unwrap_or_default().lines().next().unwrap_or_default();
        self.start..self.start + line.len()
    }

    /// Whether decimals are written with a comma: so do spreadsheets that part cells by semicolons.
    pub fn decimal_comma(&self) -> bool {
        self.delimiter == b';'
    }

    /// What parts its cells.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// A row with too many cells, those joined again that a delimiter may have cut apart: a price in thousands first.
    pub fn rejoined(&self, cells: &[String]) -> Vec<Vec<String>> {
        let columns = self.header.len();
        let Some(joined) = (cells.len() + 1).checked_sub(columns) else { return Vec::new() };
        let mut rows: Vec<(bool, Vec<String>)> = Vec::new();
        for at in 0..columns {
            let Some((before, rest)) = cells.split_at_checked(at) else { break };
            let Some((inside, behind)) = rest.split_at_checked(joined) else { break };
            let thousands = is_thousands(inside);
            // A figure between commas is a cell of its own, and no piece of a name.
            if !thousands && inside.len() > 1 && inside.iter().any(|cell| is_figure(cell)) {
                continue;
            }
            let between = if thousands { self.delimiter().to_string() } else { format!("{} ", self.delimiter()) };
            let whole = inside.join(&between);
            rows.push((!thousands, before.iter().cloned().chain([whole]).chain(behind.iter().cloned()).collect()));
        }
        rows.sort_by_key(|(other, _)| *other);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Cells as one row of this table.
    pub fn line(&self, cells: &[String]) -> String {
        row_of(cells, self.delimiter())
    }
}

impl Heading {
    fn new(words: &str) -> Self {
        Heading { words: words.trim().to_owned(), key: heading(words) }
    }
}

/// Cells as one row of a table, with quotation marks where a cell needs them.
pub fn row_of(cells: &[impl AsRef<str>], delimiter: char) -> String {
    let written = |cell: &str| match cell.contains([delimiter, '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    cells.iter().map(|cell| written(cell.as_ref())).collect::<Vec<_>>().join(&delimiter.to_string())
}

/// Whether two cells say the same: `12` and `12.00` do.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let figure = |text: &str| text.parse::<Decimal>().ok();
    one.eq_ignore_ascii_case(other) || figure(one).is_some_and(|one| figure(other) == Some(one))
}

/// Whether a cell is a figure, perhaps with a currency's sign: `88`, `$12.50`.
fn is_figure(cell: &str) -> bool {
    let figure = cell.trim_matches(|c: char| !c.is_alphanumeric());
    !figure.is_empty() && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Whether cells are a figure cut at its thousands: `$1` and `250`.
fn is_thousands(cells: &[String]) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((first, rest)) = cells.split_first() else { return false };
    let first = first.trim_start_matches(|c: char| !c.is_ascii_digit());
    let group = |cell: &String| {
        digits(cell.split('.').next().unwrap_or_default())
            && cell.split('.').next().is_some_and(|whole| whole.len() == 3)
    };
    digits(first) && first.len() <= 3 && first != "0" && rest.iter().all(group)
}

/// A column's name as it is compared: `Compare-at price` is `compare_at_price`.
pub(super) fn heading(words: &str) -> String {
    let apart: String = words.chars().map(|c| if matches!(c, '_' | '-' | '.' | ':') { ' ' } else { c }).collect();
    normalise(&apart)
}

/// What parts the cells of the first line, outside quotation marks.
fn detect(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for sign in text.trim_start_matches(['\r', '\n']).bytes() {
        match sign {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            sign if !quoted => counts.iter_mut().filter(|(of, _)| *of == sign).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equally many the comma, which `max_by_key` finds last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(of, _)| of)
}

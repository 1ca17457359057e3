//! A log's bytes as records: lines of JSON, or rows of a table with named columns.

use std::io::{self, BufRead, Read as _};

use serde_json::Value;

use super::encoding::Encoding;
use super::row::Fields;

/// The longest line of JSON that is read, in bytes.
pub const LONGEST_ROW: usize = 1 << 20;

/// Why bytes are no row.
const NO_LETTERS: &str = "it is written neither in UTF-8 nor in GBK";

/// How the records of a log are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An object a line.
    Lines,
    /// A table whose first line names the columns.
    Table { delimiter: u8, header: Vec<String> },
}

/// One record: where it stands, and its fields or why there are none.
pub(super) struct Record {
    pub start: u64,
    pub end: u64,
    pub line: u64,
    pub fields: Result<Fields, String>,
}

/// Where records begin to be read.
#[derive(Clone, Copy)]
pub(super) struct From {
    /// The first byte.
    pub byte: u64,
    /// Its line.
    pub line: u64,
}

/// Reads records to the end; `each` hears of every one.
pub(super) fn records(
    from: From,
    shape: &Shape,
    encoding: Encoding,
    log: impl BufRead,
    each: impl FnMut(Record),
) -> io::Result<()> {
    match shape {
        Shape::Lines => lines(from, encoding, log, each),
        Shape::Table { delimiter, header } => table(from, (*delimiter, header), encoding, log, each),
    }
}

fn lines(from: From, encoding: Encoding, mut log: impl BufRead, mut each: impl FnMut(Record)) -> io::Result<()> {
    let (mut start, mut line) = (from.byte, from.line);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let mut end = start + log.by_ref().take(LONGEST_ROW as u64).read_until(b'\n', &mut bytes)? as u64;
        if end == start {
            return Ok(());
        }
        let whole = bytes.last() == Some(&b'\n') || bytes.len() < LONGEST_ROW;
        if !whole {
            end += log.skip_until(b'\n')? as u64;
        }
        if bytes.iter().any(|byte| !byte.is_ascii_whitespace()) {
            let fields =
                if whole { object(&bytes, encoding) } else { Err("it is longer than a row may be".to_owned()) };
            each(Record { start, end, line, fields });
        }
        (start, line) = (end, line + 1);
    }
}

fn object(bytes: &[u8], encoding: Encoding) -> Result<Fields, String> {
    let text = encoding.text(bytes).ok_or(NO_LETTERS)?;
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(fields)) => Ok(fields.into_iter().collect()),
        Ok(_) => Err("an object stands on each line".to_owned()),
        Err(_) => Err("this is no JSON: an object stands on each line".to_owned()),
    }
}

fn table(
    from: From,
    (delimiter, header): (u8, &[String]),
    encoding: Encoding,
    log: impl BufRead,
    mut each: impl FnMut(Record),
) -> io::Result<()> {
    let mut reader = reader(delimiter).from_reader(log);
    let mut record = csv::ByteRecord::new();
    loop {
        let start = reader.position().byte();
        if !reader.read_byte_record(&mut record).map_err(io::Error::from)? {
            return Ok(());
        }
        let at = record.position().map_or(start, csv::Position::byte);
        let end = reader.position().byte();
        let line = from.line + record.position().map_or(1, csv::Position::line) - 1;
        let cell = |(name, cell): (&String, &[u8])| Some((name.clone(), Value::from(&*encoding.text(cell)?)));
        let fields: Option<Fields> = header.iter().zip(&record).map(cell).collect();
        let fields = fields.ok_or_else(|| NO_LETTERS.to_owned());
        each(Record { start: from.byte + at, end: from.byte + end, line, fields });
    }
}

/// A table without a header: it was read before.
pub(super) fn reader(delimiter: u8) -> csv::ReaderBuilder {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter);
    reader
}

//! A log of real chats: read once to learn which rows belong to which conversation, and then conversation by conversation.
//!
//! What is kept of a log is where its rows stand, not what they say: about a hundred bytes for each conversation, and 24 for each
//! stretch of rows that stand together.

mod column;
mod encoding;
mod export;
mod records;
mod row;
mod when;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek, SeekFrom};

use rustc_hash::FxHashMap;
use serde_json::Value;

pub use column::Column;
pub use export::Exported;
pub use records::LONGEST_ROW;
pub use row::{LeftOut, Meanings, Row};

use encoding::Encoding;
use records::{From, Record, Shape, reader, records};
use row::Fields;

/// How many rows that were left out are told of; all are counted.
pub const MOST_LEFT_OUT: usize = 100;

/// How many bytes of a log are looked at to tell whether a messenger exported it.
const LOOKED_AT: u64 = 256 << 10;

/// A log, and where its conversations stand.
#[derive(Debug)]
pub struct Log<'p> {
    path: String,
    shape: Shape,
    encoding: Encoding,
    meanings: Meanings<'p>,
    talks: Vec<(Box<str>, Vec<Run>)>,
    /// How many rows could be read.
    pub rows: u64,
    /// The first rows that could not be read, or parts of them.
    pub left_out: Vec<LeftOut>,
    /// How many there are of them.
    pub left_out_count: u64,
}

/// Rows of one conversation that stand together.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u64,
    end: u64,
    line: u64,
}

/// A conversation as it was.
#[derive(Clone, Debug)]
pub struct Talk {
    /// What the log calls it.
    pub id: Box<str>,
    /// What was written, in the order of time.
    pub rows: Vec<Row>,
}

/// Why a log cannot be read at all.
#[derive(Debug)]
pub enum Unreadable {
    /// The disk says so.
    Disk(io::Error),
    /// It is written in UTF-16.
    Wide,
    /// Nothing stands in it.
    Empty,
    /// The first line does not name these columns; those that it names.
    Columns(Vec<Column>, Vec<String>),
    /// It is a chat as a messenger exports it, and this is its first message.
    Export(Box<Exported>),
}

impl std::convert::From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Unreadable::Disk(error)
    }
}

impl<'p> Log<'p> {
    /// Reads a log from end to end; `passed` hears how many bytes were read by now.
    pub fn open(path: &str, mut meanings: Meanings<'p>, mut passed: impl FnMut(u64)) -> Result<Self, Unreadable> {
        let encoding = Encoding::of(BufReader::new(File::open(path)?))?;
        let mut file = BufReader::new(File::open(path)?);
        let (shape, from) = beginning(&mut file, encoding, &meanings)?;
        if let Shape::Table { delimiter, .. } = &shape {
            meanings.divided = Some(char::from(*delimiter));
        }
        file.seek(SeekFrom::Start(from.byte))?;
        let (talks, left_out) = (Vec::new(), Vec::new());
        let path = path.to_owned();
        let mut log = Log { path, shape, encoding, meanings, talks, rows: 0, left_out, left_out_count: 0 };
        let mut numbers: FxHashMap<Box<str>, usize> = FxHashMap::default();
        let shape = log.shape.clone();
        records(from, &shape, encoding, file, |record| {
            passed(record.end);
            log.learn(&record, &mut numbers);
        })?;
        Ok(log)
    }

    fn learn(&mut self, record: &Record, numbers: &mut FxHashMap<Box<str>, usize>) {
        let row = match &record.fields {
            Ok(fields) => self.meanings.row(record.line, fields),
            Err(because) => {
                let example = self.meanings.example(&self.header(), Column::Text);
                Err(LeftOut { line: record.line, because: because.clone(), example })
            }
        };
        let (id, _, left_out) = match row {
            Ok(row) => row,
            Err(left_out) => return self.leave_out(left_out),
        };
        if let Some(fields) = record.fields.as_ref().ok().filter(|_| self.rows == 0) {
            self.meanings.learn(fields);
        }
        left_out.into_iter().for_each(|left_out| self.leave_out(left_out));
        self.rows += 1;
        let id: Box<str> = id.into();
        let number = *numbers.entry(id.clone()).or_insert(self.talks.len());
        if number == self.talks.len() {
            self.talks.push((id, Vec::new()));
        }
        let Some((_, runs)) = self.talks.get_mut(number) else { return };
        match runs.last_mut() {
            Some(last) if last.end == record.start => last.end = record.end,
            _ => runs.push(Run { start: record.start, end: record.end, line: record.line }),
        }
    }

    /// The columns of a table, with nothing in them.
    fn header(&self) -> Fields {
        match &self.shape {
            Shape::Lines => Fields::new(),
            Shape::Table { header, .. } => header.iter().map(|name| (name.clone(), Value::Null)).collect(),
        }
    }

    fn leave_out(&mut self, left_out: LeftOut) {
        self.left_out_count += 1;
        if self.left_out.len() < MOST_LEFT_OUT {
            self.left_out.push(left_out);
        }
    }

    /// How many conversations there are.
    pub fn len(&self) -> usize {
        self.talks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.talks.is_empty()
    }

    /// The place of a conversation, by what the log calls it.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.talks.iter().position(|(known, _)| **known == *id)
    }

    /// What the log calls its conversations, in the order in which they begin.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.talks.iter().map(|(id, _)| &**id)
    }

    /// Reads conversations, each by its place.
    pub fn talks(&self, places: impl IntoIterator<Item = usize>) -> io::Result<Vec<Talk>> {
        let mut file = BufReader::new(File::open(&self.path)?);
        places.into_iter().filter_map(|place| self.talks.get(place)).map(|talk| self.talk(talk, &mut file)).collect()
    }

    fn talk(&self, (id, runs): &(Box<str>, Vec<Run>), file: &mut BufReader<File>) -> io::Result<Talk> {
        let mut rows = Vec::new();
        let mut bytes = Vec::new();
        for run in runs {
            let here = file.stream_position()?;
            file.seek_relative(run.start.cast_signed() - here.cast_signed())?;
            bytes.clear();
            file.by_ref().take(run.end - run.start).read_to_end(&mut bytes)?;
            let from = From { byte: run.start, line: run.line };
            records(from, &self.shape, self.encoding, bytes.as_slice(), |record| {
                let fields = record.fields.as_ref().ok();
                let row = fields.and_then(|fields| self.meanings.row(record.line, fields).ok());
                rows.extend(row.map(|(_, row, _)| row));
            })?;
        }
        rows.sort_by_key(|row| row.at);
        Ok(Talk { id: id.clone(), rows })
    }
}

/// How a log is written, and where its first record begins.
fn beginning(
    file: &mut BufReader<File>,
    encoding: Encoding,
    meanings: &Meanings<'_>,
) -> Result<(Shape, From), Unreadable> {
    let start = file.fill_buf()?;
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Err(Unreadable::Wide);
    }
    let byte = if start.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let first = start.iter().skip(byte).find(|byte| !byte.is_ascii_whitespace()).ok_or(Unreadable::Empty)?;
    let first = *first;
    let byte = byte as u64;
    file.seek(SeekFrom::Start(byte))?;
    let mut start = Vec::new();
    file.by_ref().take(LOOKED_AT).read_to_end(&mut start)?;
    let last = start.iter().rposition(|byte| *byte == b'\n').filter(|_| start.len() as u64 == LOOKED_AT);
    let whole = start.get(..last.unwrap_or(start.len())).unwrap_or_default();
    if let Some(export) = encoding.text(whole).and_then(|text| export::exported(&text)) {
        return Err(Unreadable::Export(Box::new(export)));
    }
    if matches!(first, b'{' | b'[') {
        return Ok((Shape::Lines, From { byte, line: 1 }));
    }
    file.seek(SeekFrom::Start(byte))?;
    let mut line = Vec::new();
    file.read_until(b'\n', &mut line)?;
    let count = |sign: u8| line.iter().filter(|byte| **byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',');
    file.seek(SeekFrom::Start(byte))?;
    let mut table = reader(delimiter).from_reader(file);
    let mut header = csv::ByteRecord::new();
    table.read_byte_record(&mut header).map_err(io::Error::from)?;
    let at = table.position();
    // Behind `\r` the reader has not yet counted the line that `\n` ends.
    let line = at.line() + u64::from(line.ends_with(b"\r\n"));
    let from = From { byte: byte + at.byte(), line };
    let header: Vec<String> =
        header.iter().map(|cell| encoding.text(cell).unwrap_or_default().trim().to_owned()).collect();
    let named: Vec<Column> = header.iter().filter_map(|name| meanings.column(name)).collect();
    let missing: Vec<Column> = Column::NEEDED.into_iter().filter(|column| !named.contains(column)).collect();
    if missing.is_empty() {
        Ok((Shape::Table { delimiter, header }, from))
    } else {
        Err(Unreadable::Columns(missing, header))
    }
}

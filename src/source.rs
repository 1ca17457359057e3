//! Where text comes from: files, spans in them, and the columns people and editors count.

use std::fmt;
use std::sync::Arc;

use jiff::civil;
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

/// The largest script or conversation that is read, in bytes.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// The largest table or catalogue that is read, in bytes.
pub const LARGEST_TABLE: usize = 64 * 1024 * 1024;

/// A stretch of bytes in one source: `start` is its first byte, `end` the byte behind its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The file it lies in.
    pub source: SourceId,
    /// Its first byte.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
}

impl Span {
    /// A span of `source` from byte `start` up to, and without, byte `end`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both; `other` must lie in the same source.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes, as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Which file of a [`Sources`] a span lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub u16);

/// A value with the place where it was written.
#[derive(Clone, Debug, Serialize)]
pub struct Spanned<T> {
    /// What stands there.
    pub value: T,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// A line and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column; in what unit, the method that made it says.
    pub column: usize,
}

/// The day on which a text counts as read where nobody said which: the first of a year.
pub const FIRST_DAY: civil::Date = civil::date(2027, 1, 1);

/// One file's name and text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown to people: a path as the user gave it, or `std/…`.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Whether it is a script, and not a table or a catalogue that a script names.
    pub is_script: bool,
    /// The day on which it is read: a day that its author wrote without the year is the next such day.
    pub read_on: civil::Date,
    line_starts: Vec<usize>,
}

impl Source {
    /// A source with its lines found.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Source { name: name.into(), text, is_script: true, read_on: FIRST_DAY, line_starts }
    }

    /// A table or a catalogue.
    pub fn table(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Source { is_script: false, ..Source::new(name, text) }
    }

    /// The same, read on a day.
    #[must_use]
    pub fn on(self, read_on: civil::Date) -> Self {
        Source { read_on, ..self }
    }

    /// The text of `span`, or nothing where the span does not fit this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// How many lines there are; a final line break starts no new one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.ends_with('\n'))
    }

    /// The text of a line counted from 1, without its line break.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else { return "" };
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default().trim_end_matches('\r')
    }

    /// The byte at which a line counted from 1 begins.
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|index| self.line_starts.get(index)).copied().unwrap_or(self.text.len())
    }

    /// Line and column of a byte, the column in the cells a terminal shows (Chinese characters take two,
    /// a tab or another control character one).
    pub fn display_position(&self, byte: usize) -> Position {
        let (line, before) = self.before(byte);
        Position { line, column: 1 + before.chars().map(|c| c.width().unwrap_or(1)).sum::<usize>() }
    }

    /// Line and column of a byte, the column in UTF-16 units, as editors count.
    pub fn utf16_position(&self, byte: usize) -> Position {
        let (line, before) = self.before(byte);
        Position { line, column: 1 + before.encode_utf16().count() }
    }

    fn before(&self, byte: usize) -> (usize, &str) {
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = line.checked_sub(1).and_then(|index| self.line_starts.get(index)).copied().unwrap_or(0);
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        (line, self.text.get(start..end).unwrap_or_default())
    }
}

/// All files of one compilation, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and says which one it is now.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = self.next();
        self.files.push(source);
        id
    }

    /// Which the next file will be.
    pub fn next(&self) -> SourceId {
        SourceId(u16::try_from(self.files.len()).unwrap_or(u16::MAX))
    }

    /// The file a span points into.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(usize::from(id.0))
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |source| source.slice(span))
    }

    /// Every script with its id, in the order in which they were read.
    pub fn scripts(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.iter().filter(|(_, source)| source.is_script)
    }

    /// Every file with its id, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(u16::try_from(index).unwrap_or(u16::MAX)), source))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

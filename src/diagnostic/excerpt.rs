//! The lines an author is shown, cut to the width there is, in the shape in which miette reads sources.

use std::fmt::Write;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::Label;
use crate::source::{Position, Source, Sources};

/// Labels at most this many lines apart are shown in one frame.
const LINES_BETWEEN: usize = 2;
/// How many columns are kept in front of a place in a line that is too long.
const COLUMNS_BEFORE: usize = 24;
/// What stands where a long line was cut.
const CUT: char = '…';

/// A text of its own, made of the lines in question only: miette never sees the whole file, so a script pasted as one
/// long line costs no more than a short one, and nothing in it can steer the terminal.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    frames: Vec<Frame>,
    marks: Vec<Mark>,
}

/// Some lines of one file.
#[derive(Debug)]
struct Frame {
    start: usize,
    end: usize,
    first_line: usize,
    line_count: usize,
}

/// Where a label came to stand in the excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// Which label.
    pub label: usize,
    /// Its bytes in the excerpt.
    pub span: SourceSpan,
    /// `main.patter:3:15`, the column in cells.
    place: String,
}

/// A label with its place found: only its first line is shown, from byte `start` to byte `end` of that line.
struct Placed<'a> {
    label: usize,
    source: &'a Source,
    file: u16,
    line: usize,
    start: usize,
    end: usize,
    place: Position,
}

impl Excerpt {
    /// The lines of all labels, the first label's frame first.
    pub fn new(labels: &[&Label], sources: &Sources, width: usize) -> Self {
        let mut placed: Vec<Placed> =
            labels.iter().enumerate().filter_map(|(index, label)| place(index, label, sources)).collect();
        placed.sort_by_key(|label| (label.file, label.line, label.start, label.label));
        let mut groups: Vec<Vec<Placed>> = Vec::new();
        for label in placed {
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(|last| near(last, &label)) => group.push(label),
                _ => groups.push(vec![label]),
            }
        }
        groups.sort_by_key(|group| group.iter().map(|label| label.label).min());
        let mut excerpt = Excerpt::default();
        for group in &groups {
            excerpt.frame(group, width);
        }
        excerpt
    }

    /// Where the labels came to stand.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    fn frame(&mut self, group: &[Placed], width: usize) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
        let start = self.text.len();
        for line in first.line..=last.line {
            let here: Vec<&Placed> = group.iter().filter(|label| label.line == line).collect();
            self.line(first.source.line(line), &here, width);
        }
        let line_count = last.line - first.line + 1;
        self.frames.push(Frame { start, end: self.text.len(), first_line: first.line, line_count });
    }

    /// Copies a line, or the stretch of it around its labels where it is longer than `width`.
    fn line(&mut self, line: &str, labels: &[&Placed], width: usize) {
        let columns: Vec<(usize, usize, char)> = columns(line).collect();
        let whole = columns.last().map_or(0, |&(_, column, c)| column + cells(c));
        let wanted = labels.iter().map(|label| column_of(&columns, label.start, whole)).min().unwrap_or(0);
        let from = if whole <= width { 0 } else { wanted.saturating_sub(COLUMNS_BEFORE) };
        let to = if whole <= width { whole } else { from + width };
        let start = self.text.len();
        if from > 0 {
            self.text.push(CUT);
        }
        // Each byte of the line that a label may begin or end at, with where it stands now.
        let mut shown: Vec<(usize, usize)> = Vec::new();
        for &(byte, _, c) in columns.iter().filter(|&&(_, column, c)| column >= from && column + cells(c) <= to) {
            shown.push((byte, self.text.len()));
            self.text.push(harmless(c));
        }
        let shown_end = self.text.len();
        if to < whole {
            self.text.push(CUT);
        }
        let moved = |byte: usize| {
            let next = shown.partition_point(|&(original, _)| original < byte);
            shown.get(next).map_or(shown_end, |&(_, now)| now).max(start)
        };
        for label in labels {
            let (start, end) = (moved(label.start), moved(label.end));
            let place = format!("{}:{}", harmless_text(&label.source.name), label.place);
            self.marks.push(Mark { label: label.label, span: (start, end.max(start) - start).into(), place });
        }
        self.text.push('\n');
    }
}

impl SourceCode for Excerpt {
    /// The frame that holds `span`; a span over two frames is out of bounds, so miette never joins them.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let frame = self.frames.iter().find(|frame| frame.start <= start && end <= frame.end && start < frame.end);
        let frame = frame.ok_or(MietteError::OutOfBounds)?;
        let data = self.text.as_bytes().get(frame.start..frame.end).ok_or(MietteError::OutOfBounds)?;
        let place = self.marks.iter().find(|mark| mark.span == *span).map_or("", |mark| mark.place.as_str());
        Ok(Box::new(MietteSpanContents::new_named(
            place.to_owned(),
            data,
            (frame.start, frame.end - frame.start).into(),
            frame.first_line - 1,
            0,
            frame.line_count,
        )))
    }
}

fn place<'a>(index: usize, label: &Label, sources: &'a Sources) -> Option<Placed<'a>> {
    let source = sources.get(label.span.source)?;
    let range = label.span.range();
    let place = source.display_position(range.start);
    let start = range.start.min(source.text.len()).saturating_sub(source.line_start(place.line));
    let length = source.line(place.line).len();
    let end = (range.end.max(range.start) - range.start + start).min(length.max(start));
    Some(Placed { label: index, source, file: label.span.source.0, line: place.line, start, end, place })
}

fn near(left: &Placed, right: &Placed) -> bool {
    left.file == right.file && right.line - left.line <= LINES_BETWEEN
}

/// Each character of a line with its byte and its column, counted from 0.
fn columns(line: &str) -> impl Iterator<Item = (usize, usize, char)> {
    line.char_indices().scan(0, |column, (byte, c)| {
        let here = *column;
        *column += cells(c);
        Some((byte, here, c))
    })
}

fn column_of(columns: &[(usize, usize, char)], byte: usize, whole: usize) -> usize {
    let next = columns.partition_point(|&(at, _, _)| at < byte);
    columns.get(next).map_or(whole, |&(_, column, _)| column)
}

fn cells(c: char) -> usize {
    harmless(c).width().unwrap_or(1)
}

/// A character as it is shown: one that steers a terminal, or turns the writing round, stands as a mark of its own.
fn harmless(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A message's words as they are shown; line breaks stay.
pub(super) fn harmless_text(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        let _ = shown.write_char(if c == '\n' { c } else { harmless(c) });
        shown
    })
}

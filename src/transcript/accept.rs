//! Writing what was said in place of what was expected; every other byte of the file stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::compare::{Difference, DifferenceKind};
use super::paper::{Answer, Chat, Step};
use super::play::Played;
use super::words::words;
use super::write;
use crate::engine::Turn;
use crate::program::Program;
use crate::source::Source;
use crate::syntax::ast::Keywords;

/// A stretch of the file and what is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    range: Range<usize>,
    text: String,
}

/// The edits that make a conversation expect what came.
pub fn accept(
    source: &Source,
    chat: &Chat,
    played: &[Played],
    differences: &[Difference],
    keywords: Keywords,
    program: &Program,
) -> Vec<Edit> {
    let mut editor = Editor { lines: Lines::new(&source.text), keywords, program, edits: Vec::new() };
    for difference in differences {
        let Some((step, played)) = chat.steps.get(difference.step).zip(played.get(difference.step)) else { continue };
        // Where nothing happened, nothing was said.
        let turn = played.turn().unwrap_or_default();
        match difference.kind {
            DifferenceKind::Promised => editor.promised(step, &played.promises),
            DifferenceKind::Answer => {
                if let Some(answer) = &step.answer {
                    editor.answer(answer, &turn);
                }
            }
            DifferenceKind::Unwritten | DifferenceKind::Unlisted => editor.new_answer(step, &turn),
            DifferenceKind::NotAsked | DifferenceKind::TooManyTimers => {}
        }
    }
    editor.edits
}

/// The text with all edits made.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start.max(at)).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The lines of a text by number from 1: their bytes with and without their line break.
struct Lines<'a> {
    text: &'a str,
    ranges: Vec<(Range<usize>, usize)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let mut at = 0;
        let ranges = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            (start..start + line.trim_end_matches(['\n', '\r']).len(), at)
        });
        Lines { text, ranges: ranges.collect() }
    }

    fn range(&self, line: usize) -> Range<usize> {
        self.ranges.get(line.wrapping_sub(1)).map_or(self.text.len()..self.text.len(), |(range, _)| range.clone())
    }

    fn end(&self, line: usize) -> usize {
        self.ranges.get(line.wrapping_sub(1)).map_or(self.text.len(), |(_, end)| *end)
    }

    fn of(&self, byte: u32) -> usize {
        self.ranges.partition_point(|(range, _)| range.start <= byte as usize)
    }

    fn get(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

struct Editor<'a> {
    lines: Lines<'a>,
    keywords: Keywords,
    program: &'a Program,
    edits: Vec<Edit>,
}

impl Editor<'_> {
    /// A whole block where there is none, or where `shop:` stands alone.
    fn new_answer(&mut self, step: &Step, turn: &Turn) {
        let line = self.lines.get(self.lines.range(step.line));
        let first = self.lines.of(step.span.start);
        let margin = if first == step.line { line } else { self.lines.get(self.lines.range(first)) };
        let margin: String = margin.chars().take_while(|c| c.is_whitespace()).collect();
        let mut rows = write::answer_rows(turn, self.keywords, self.program);
        let mut behind = step.line;
        if let Some(empty) = &step.answer {
            let first = rows.remove(0);
            let at = empty.span.start as usize;
            let colon = self.lines.get(self.lines.range(empty.line)).find([':', '：']).map_or(at, |colon| {
                let from = self.lines.range(empty.line).start + colon;
                from + self.lines.get(from..self.lines.end(empty.line)).chars().next().map_or(1, char::len_utf8)
            });
            if !first.text.is_empty() {
                self.edits.push(Edit { range: colon..colon, text: format!("{}{}", self.gap(colon), first.text) });
            }
            behind = empty.line;
        }
        let rows = rows.iter().map(|row| {
            let line = row.line(self.keywords, false);
            format!("{margin}{}", line.strip_prefix("  ").unwrap_or(&line))
        });
        let rows: Vec<_> = rows.collect();
        self.insert_behind(behind, &rows);
    }

    /// What stands between a colon that ends at `at` and the word behind it.
    fn gap(&self, at: usize) -> &'static str {
        if self.lines.get(0..at).ends_with('：') { "" } else { " " }
    }

    fn promised(&mut self, step: &Step, promises: &[String]) {
        let range = self.lines.range(step.line);
        let line = self.lines.get(range.clone());
        let Some(colon) = line.find([':', '：']) else { return };
        let from =
            range.start + colon + line.get(colon..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let content = super::parse::without_comments(line).unwrap_or_else(|_| line.to_owned());
        let until = (range.start + content.trim_end().len()).max(from);
        let w = words(self.keywords);
        let names: Vec<_> =
            promises.iter().map(|name| write::promise_text(name, self.keywords, self.program)).collect();
        let names = if names.is_empty() { w.nothing.to_owned() } else { names.join(w.comma) };
        let gap = self.gap(from);
        self.edits.push(Edit { range: from..until, text: format!("{gap}{names}") });
    }

    fn answer(&mut self, answer: &Answer, turn: &Turn) {
        let w = words(self.keywords);
        let deeds: Vec<_> = turn.deeds().map(|deed| write::deed_text(deed, self.keywords, self.program)).collect();
        let said = write::word_lines(turn);
        let listed = answer.nothing.is_some() || !answer.deeds.is_empty();
        let worded = answer.nothing.is_some() || !answer.words.is_empty();
        let silent = deeds.is_empty() && said.is_empty();
        // What the author did not list stays unlisted, unless the block would then say nothing at all.
        let list = listed && (worded || !deeds.is_empty()) || worded && said.is_empty();
        let word = worded || listed && deeds.is_empty();
        let new = if silent { w.nothing.to_owned() } else { deeds.join(w.comma) };
        if list || listed {
            self.deeds(answer, &new);
        }
        if word {
            self.words(answer, &said);
        }
    }

    /// Puts the deeds where the first of the old ones stood and takes the others away.
    fn deeds(&mut self, answer: &Answer, new: &str) {
        let mut places: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        let spans = answer.deeds.iter().map(|deed| deed.span).chain(answer.nothing);
        for span in spans {
            let range = span.range();
            let place = places.entry(self.lines.of(span.start)).or_insert_with(|| range.clone());
            *place = place.start.min(range.start)..place.end.max(range.end);
        }
        if places.is_empty() {
            let line = self.lines.range(answer.line);
            let text = self.lines.get(line.clone());
            let colon = text.find([':', '：']).unwrap_or(0);
            let after = text.get(colon..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let at = line.start + colon + after;
            self.edits.push(Edit { range: at..at, text: format!("{}{new}", self.gap(at)) });
            return;
        }
        for (index, (line, range)) in places.into_iter().enumerate() {
            let whole = self.lines.range(line);
            let alone = self.lines.get(whole.start..range.start).trim().is_empty()
                && self.lines.get(range.end..whole.end).trim().is_empty();
            if index == 0 && !new.is_empty() {
                self.edits.push(Edit { range, text: new.to_owned() });
            } else if alone {
                self.edits.push(Edit { range: whole.start..self.lines.end(line), text: String::new() });
            } else {
                // The blanks before a deed taken away go with it.
                let before = self.lines.get(whole.start..range.start);
                let start = whole.start + before.trim_end().len();
                self.edits.push(Edit { range: start..range.end, text: String::new() });
            }
        }
    }

    /// Takes away the `|` lines that were not said and puts in those that were.
    fn words(&mut self, answer: &Answer, said: &[String]) {
        let old: Vec<&str> = answer.words.iter().map(|line| line.value.trim()).collect();
        let new: Vec<&str> = said.iter().map(String::as_str).collect();
        let numbers: Vec<usize> = answer.words.iter().map(|line| self.lines.of(line.span.start)).collect();
        let head = answer.deeds.iter().map(|deed| self.lines.of(deed.span.start)).max().unwrap_or(answer.line);
        let margin = match answer.words.first().zip(numbers.first()) {
            Some((first, &line)) => self.lines.get(self.lines.range(line).start..first.span.start as usize).to_owned(),
            None => {
                let line = self.lines.get(self.lines.range(answer.line));
                let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
                let row = write::Row { kind: write::RowKind::Words, label: String::new(), text: String::new() };
                let bar = row.margin(self.keywords, false);
                format!("{indent}{}", bar.strip_prefix("  ").unwrap_or(&bar))
            }
        };
        let margin = if margin.trim_end() == margin { format!("{margin} ") } else { margin };
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (old_range, new_range) = match op {
                DiffOp::Equal { .. } => continue,
                _ => (op.old_range(), op.new_range()),
            };
            let lines: Vec<String> =
                new.get(new_range).unwrap_or_default().iter().map(|line| format!("{margin}{line}")).collect();
            let before = old_range.start.checked_sub(1).and_then(|index| numbers.get(index)).copied();
            let behind =
                numbers.get(old_range.clone()).and_then(|gone| gone.last()).copied().or(before).unwrap_or(head);
            for &line in numbers.get(old_range).unwrap_or_default() {
                self.edits
                    .push(Edit { range: self.lines.range(line).start..self.lines.end(line), text: String::new() });
            }
            self.insert_behind(behind, &lines);
        }
    }

    fn insert_behind(&mut self, line: usize, rows: &[String]) {
        if rows.is_empty() {
            return;
        }
        let at = self.lines.end(line);
        let line_break = self.lines.line_break();
        let unfinished = self.lines.range(line).end == at;
        let body = rows.join(line_break);
        let text = if unfinished { format!("{line_break}{body}") } else { format!("{body}{line_break}") };
        self.edits.push(Edit { range: at..at, text });
    }
}

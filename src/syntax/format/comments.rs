//! Comments go back to where they stood: behind the line they followed, or on lines of their own before the next.

use std::iter::Peekable;

use super::lines::Line;
use crate::source::Source;
use crate::syntax::ast::Comment;

/// The lines of one declaration.
pub(super) struct Block {
    /// At least one; the first stands where the declaration begins.
    pub lines: Vec<Line>,
    /// Where the declaration begins and ends in the source.
    pub start: u32,
    pub end: u32,
    /// What one-line declarations are grouped by; nothing for longer ones.
    pub group: Option<&'static str>,
}

/// The whole file: blocks in order, comments between them, an empty line between declarations.
pub(super) fn weave(blocks: &[Block], comments: &[Comment], source: &Source) -> String {
    let comments = placed(comments, source);
    let mut page = Page { out: String::new(), comments: comments.into_iter().peekable(), source, own_line: false };
    let mut previous: Option<&Block> = None;
    for block in blocks {
        page.gap(previous, Some(block));
        for (index, line) in block.lines.iter().enumerate() {
            if let Some(at) = line.at.filter(|_| index > 0) {
                while let Some(comment) = page.comments.next_if(|comment| comment.start < at) {
                    page.comment(&comment, line.indent, false);
                }
            }
            page.line(line.indent, &line.text);
        }
        previous = Some(block);
    }
    page.gap(previous, None);
    if !page.out.is_empty() {
        page.out.push('\n');
    }
    page.out
}

/// A comment, and how it stood in the source.
struct Placed<'a> {
    text: &'a str,
    start: u32,
    /// Code, or a comment behind code, stands before it on its line.
    trailing: bool,
    /// An empty line stands before it.
    after_empty: bool,
    /// Where on its line it begins.
    column: usize,
}

fn placed<'a>(comments: &'a [Comment], source: &Source) -> Vec<Placed<'a>> {
    let (mut from, mut trailing, mut column) = (0, false, 0);
    let place = |comment: &'a Comment| {
        let before = source.text.get(from..comment.span.start as usize).unwrap_or_default();
        from = comment.span.end as usize;
        if let Some((_, line)) = before.rsplit_once('\n') {
            trailing = !line.trim().is_empty();
            column = line.len();
        } else {
            trailing |= !before.trim().is_empty();
        }
        let after_empty = ends_in_empty_line(before);
        Placed { text: &comment.text, start: comment.span.start, trailing, after_empty, column }
    };
    comments.iter().map(place).collect()
}

fn ends_in_empty_line(text: &str) -> bool {
    text.get(text.trim_end().len()..).is_some_and(|space| space.matches('\n').count() > 1)
}

/// How far in the first word of a line stands; nothing for a word further on.
fn margin(before: &str) -> Option<usize> {
    let space = before.get(before.trim_end().len()..).unwrap_or_default();
    match space.rsplit_once('\n') {
        Some((_, margin)) => Some(margin.len()),
        None => (space.len() == before.len()).then_some(space.len()),
    }
}

struct Page<'a, I: Iterator<Item = Placed<'a>>> {
    out: String,
    comments: Peekable<I>,
    source: &'a Source,
    /// Whether a comment with a line to itself was written last: no other may then go behind the line before.
    own_line: bool,
}

impl<'a, I: Iterator<Item = Placed<'a>>> Page<'a, I> {
    fn line(&mut self, indent: usize, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(text);
        self.own_line = false;
    }

    fn empty_line(&mut self, wanted: bool) {
        if wanted && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn comment(&mut self, comment: &Placed<'_>, indent: usize, empty_line: bool) {
        let text = format!("[{}]", comment.text);
        if comment.trailing && !self.own_line && !self.out.is_empty() {
            self.out.push_str("  ");
            self.out.push_str(&text);
        } else {
            self.empty_line(empty_line);
            self.line(indent, &text);
            self.own_line = true;
        }
    }

    /// The comments and empty lines between two declarations. A comment further in than the next declaration, with
    /// no empty line before it, still belongs to the one above.
    fn gap(&mut self, above: Option<&Block>, below: Option<&Block>) {
        let apart = match (above, below) {
            (Some(above), Some(below)) => above.group.is_none() || above.group != below.group,
            _ => false,
        };
        let until = below.map_or(u32::MAX, |block| block.start);
        let before = below.and_then(|block| self.source.text.get(..block.start as usize)).unwrap_or_default();
        let margin = if below.is_some() { margin(before).unwrap_or(usize::MAX) } else { 0 };
        let mut belongs_above = above.is_some();
        while let Some(comment) = self.comments.next_if(|comment| comment.start < until) {
            let inside = above.is_some_and(|block| comment.start < block.end);
            let trails = comment.trailing && !self.own_line;
            if belongs_above && (inside || trails || (comment.column > margin && !comment.after_empty)) {
                self.comment(&comment, 2, false);
            } else {
                let first = std::mem::replace(&mut belongs_above, false);
                self.comment(&comment, 0, comment.after_empty || (first && apart));
            }
        }
        if below.is_some() {
            self.empty_line(ends_in_empty_line(before) || (belongs_above && apart));
        }
    }
}

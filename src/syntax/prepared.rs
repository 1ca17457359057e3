//! A stretch of a script as the grammar is to read it: with small edits, and the way back to where its author wrote it.

use std::borrow::Cow;

/// Longer lines are not shown as examples.
const LONGEST_EXAMPLE: usize = 120;

/// A change to the text, in bytes of the file: `start..end` becomes `with`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// What stands there instead.
    pub with: Cow<'static, str>,
}

impl Edit {
    /// Something put in where nothing was.
    pub fn insert(at: usize, with: impl Into<Cow<'static, str>>) -> Self {
        Edit { start: at, end: at, with: with.into() }
    }

    /// Something put in the place of something else.
    pub fn replace(range: std::ops::Range<usize>, with: impl Into<Cow<'static, str>>) -> Self {
        Edit { start: range.start, end: range.end, with: with.into() }
    }

    /// Whether it only puts a blank between words written as one, which Chinese does without.
    pub fn only_parts_words(&self) -> bool {
        self.start == self.end && self.with == " "
    }
}

/// Text to parse, and for each byte of it the byte of the file.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// What the grammar reads.
    pub text: Cow<'a, str>,
    /// The file's byte at which it begins.
    base: usize,
    /// From a byte here on, the byte there, and whether the stretch was written by the author.
    anchors: Vec<Anchor>,
}

#[derive(Clone, Copy, Debug)]
struct Anchor {
    here: usize,
    there: usize,
    written: bool,
}

impl<'a> Prepared<'a> {
    /// The stretch of `file` with the edits that lie in it, which are in order and do not overlap.
    pub fn new(file: &'a str, range: std::ops::Range<usize>, edits: &[Edit]) -> Self {
        let base = range.start;
        let piece = file.get(range.clone()).unwrap_or_default();
        if edits.is_empty() {
            return Prepared { text: Cow::Borrowed(piece), base, anchors: Vec::new() };
        }
        let mut text = String::with_capacity(piece.len() + 16);
        let mut anchors = Vec::new();
        let mut at = base;
        for edit in edits {
            anchors.push(Anchor { here: text.len(), there: at, written: true });
            text.push_str(file.get(at..edit.start).unwrap_or_default());
            anchors.push(Anchor { here: text.len(), there: edit.start, written: false });
            text.push_str(&edit.with);
            at = edit.end.max(at);
        }
        anchors.push(Anchor { here: text.len(), there: at, written: true });
        text.push_str(file.get(at..range.end).unwrap_or_default());
        Prepared { text: Cow::Owned(text), base, anchors }
    }

    /// The file's byte where a stretch that begins here began.
    pub fn start(&self, here: usize) -> usize {
        let passed = self.anchors.partition_point(|anchor| anchor.here <= here);
        let Some(anchor) = passed.checked_sub(1).and_then(|index| self.anchors.get(index)) else {
            return self.base + here;
        };
        if anchor.written { anchor.there + (here - anchor.here) } else { anchor.there }
    }

    /// The file's byte where a stretch that ends here ended.
    pub fn end(&self, here: usize) -> usize {
        let passed = self.anchors.partition_point(|anchor| anchor.here < here);
        let Some(anchor) = passed.checked_sub(1).and_then(|index| self.anchors.get(index)) else {
            return self.base + here;
        };
        if anchor.written {
            anchor.there + (here - anchor.here)
        } else {
            self.anchors.get(passed).map_or(anchor.there, |next| next.there)
        }
    }

    /// The line, as prepared, on which a byte of the file stands; none where it is long or empty.
    pub fn line_at(&self, there: usize) -> Option<String> {
        let passed = self.anchors.partition_point(|anchor| anchor.there <= there);
        let here = match passed.checked_sub(1).and_then(|index| self.anchors.get(index)) {
            Some(anchor) if anchor.written => anchor.here + (there - anchor.there),
            Some(anchor) => anchor.here,
            None => there.checked_sub(self.base)?,
        };
        let start = self.text.get(..here)?.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..)?.lines().next()?.trim();
        (!line.is_empty() && line.chars().count() <= LONGEST_EXAMPLE).then(|| line.to_owned())
    }
}

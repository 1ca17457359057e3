//! Text as phrases are compared: compatibility forms, case, width, accents, traditional characters and spaces made one.
//!
//! Every character of the result knows which bytes of the message it came from.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

use super::boundary::is_han_like;
use super::simplified::simplified;

/// A normalised text that can say where in the original each part stands.
#[derive(Debug)]
pub(super) struct Normal<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where each character came from, in order; empty where every byte stayed at its place.
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Its first byte in the normalised text.
    normal: u32,
    /// The first byte, and the byte behind the last, that it was made of.
    start: u32,
    end: u32,
}

impl<'a> Normal<'a> {
    /// Normalises a message.
    pub fn new(message: &'a str) -> Self {
        match shape(message.as_bytes()) {
            Shape::Normal => Normal { text: Cow::Borrowed(message), places: Vec::new() },
            Shape::Capitals => Normal { text: Cow::Owned(message.to_ascii_lowercase()), places: Vec::new() },
            Shape::Other => {
                let mut writer = Writer::for_text(message);
                for (at, c) in message.char_indices() {
                    writer.read(c, at..at + c.len_utf8());
                }
                Normal { text: Cow::Owned(writer.text), places: writer.places }
            }
        }
    }

    /// The bytes of the message that a part of the normalised text came from.
    pub fn original(&self, part: Range<usize>) -> Range<usize> {
        if self.places.is_empty() {
            return part;
        }
        let start = self.place(part.start).map_or(0, |place| place.start);
        let end = part.end.checked_sub(1).and_then(|last| self.place(last)).map_or(start, |place| place.end);
        start as usize..end.max(start) as usize
    }

    fn place(&self, byte: usize) -> Option<&Place> {
        let behind = self.places.partition_point(|place| place.normal as usize <= byte);
        behind.checked_sub(1).and_then(|index| self.places.get(index))
    }
}

/// A text as phrases are compared: NFKC, lower case, simplified Chinese, accents dropped, one space between words.
pub fn normalise(text: &str) -> String {
    Normal::new(text).text.into_owned()
}

enum Shape {
    Normal,
    Capitals,
    Other,
}

/// Most messages are tidy ASCII: finding that out costs less than writing them anew.
fn shape(bytes: &[u8]) -> Shape {
    let mut space_before = true;
    let mut capitals = false;
    for &byte in bytes {
        let space = byte == b' ';
        if !(b' '..=b'~').contains(&byte) || byte == b'`' || space && space_before {
            return Shape::Other;
        }
        capitals |= byte.is_ascii_uppercase();
        space_before = space;
    }
    match (space_before && !bytes.is_empty(), capitals) {
        (true, _) => Shape::Other,
        (false, true) => Shape::Capitals,
        (false, false) => Shape::Normal,
    }
}

struct Writer {
    text: String,
    places: Vec<Place>,
    last: Option<char>,
    /// White space seen and not yet written: at the end, and beside Han, it never is.
    space: Option<Range<usize>>,
}

impl Writer {
    fn for_text(text: &str) -> Self {
        let places = Vec::with_capacity(text.len());
        Writer { text: String::with_capacity(text.len() + 8), places, last: None, space: None }
    }

    /// Takes one character of the message in.
    fn read(&mut self, c: char, from: Range<usize>) {
        match c {
            '!'..='~' => self.write(folded(c.to_ascii_lowercase()), from),
            '\u{4E00}'..='\u{9FFF}' => self.write(simplified(c), from),
            _ if is_space(c) => self.take_space(from),
            _ if is_invisible(c) => self.stretch(from.end),
            _ if folded(c) != c => self.write(folded(c), from),
            _ => decompose_compatible(c, |part| self.read_part(part, from.clone())),
        }
    }

    fn read_part(&mut self, c: char, from: Range<usize>) {
        if is_space(c) {
            self.take_space(from);
        } else if is_invisible(c) || self.is_dropped(c) {
            self.stretch(from.end);
        } else {
            for lower in c.to_lowercase() {
                if lower == 'ß' {
                    self.write('s', from.clone());
                    self.write('s', from.clone());
                } else if !self.is_dropped(lower) {
                    self.write(simplified(folded(lower)), from.clone());
                }
            }
        }
    }

    fn write(&mut self, c: char, from: Range<usize>) {
        if let Some(space) = self.space.take() {
            if self.last.is_some_and(|last| !is_han_like(last)) && !is_han_like(c) {
                self.push(' ', space);
            }
        } else if is_joining(c)
            && let Some(joined) = self.last.and_then(|last| compose(last, c))
        {
            let start = self.places.pop().map_or(from.start, |place| place.start as usize);
            self.text.pop();
            return self.push(joined, start..from.end);
        }
        self.push(c, from);
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let place = Place { normal: number(self.text.len()), start: number(from.start), end: number(from.end) };
        self.places.push(place);
        self.text.push(c);
        self.last = Some(c);
    }

    fn take_space(&mut self, from: Range<usize>) {
        let start = self.space.as_ref().map_or(from.start, |space| space.start);
        self.space = Some(start..from.end);
    }

    /// What is dropped belongs to the character before it.
    fn stretch(&mut self, end: usize) {
        if self.space.is_none()
            && let Some(place) = self.places.last_mut()
        {
            place.end = u32::try_from(end).unwrap_or(u32::MAX);
        }
    }

    /// Accents of Latin and Greek, stress and `ё` in Cyrillic, points in Hebrew and Arabic: people leave them out. Other marks are
    /// letters of their own: `й`, a Thai vowel, the dots of `が`.
    fn is_dropped(&self, c: char) -> bool {
        match c {
            '\u{0306}' | '\u{0308}' => {
                let cyrillic = self.last.is_some_and(|last| ('\u{0400}'..='\u{052F}').contains(&last));
                !cyrillic || (c == '\u{0308}' && self.last != Some('і')) || self.space.is_some()
            }
            '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => {
                true
            }
            '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}' => {
                true
            }
            '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' => true,
            _ => false,
        }
    }
}

/// Marks and the later parts of a Hangul syllable, which make one character with the one before.
fn is_joining(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{1161}'..='\u{11FF}'))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Characters that show nothing: joiners, direction marks, variation selectors, skin tones of emoji.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// One sign where keyboards give several.
fn folded(c: char) -> char {
    match c {
        '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | 'ꞌ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '⁄' | '∕' => '/',
        'ς' => 'σ',
        _ => c,
    }
}

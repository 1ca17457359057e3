//! Text as phrases are compared: compatibility forms, case, width, accents, traditional characters and spaces made one.
//!
//! Every character of the result knows which bytes of the message it came from.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

use super::boundary::{char_at, is_han_like};
use crate::syntax::simplified::{Traditional, simplified};

/// A normalised text that can say where in the original each part stands.
#[derive(Debug)]
pub(super) struct Normal<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Whether it may hold a link or an e-mail address: none is without a point, a colon or an @.
    pub may_hold_addresses: bool,
    /// Where it came from.
    origin: Origin<'a>,
}

/// Where in the message the characters of a normalised text stand.
#[derive(Debug)]
enum Origin<'a> {
    /// Every byte stayed at its place.
    Same,
    /// The full-width signs of this message became one byte each.
    Narrowed(&'a str),
    /// Each stretch by itself, in order.
    Stretches(Vec<Stretch>),
}

/// A stretch of characters that stand in the message as they stand here, byte for byte; of the last one more may belong to it
/// (an accent that was dropped), and one that was changed is a stretch of its own.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Its first byte in the normalised text.
    normal: usize,
    /// The first byte, and the byte behind the last, that it was made of.
    start: usize,
    end: usize,
}

impl<'a> Normal<'a> {
    /// Normalises a message.
    pub fn new(message: &'a str) -> Self {
        let Some(held) = shape(message) else { return Self::written(message) };
        let (text, origin) = match held {
            held if held & WIDE != 0 => (Cow::Owned(narrowed(message)), Origin::Narrowed(message)),
            held if held & CAPITAL != 0 => (Cow::Owned(message.to_ascii_lowercase()), Origin::Same),
            _ => (Cow::Borrowed(message), Origin::Same),
        };
        Normal { text, may_hold_addresses: held & OF_ADDRESSES != 0, origin }
    }

    /// The same, whatever the message is made of.
    fn written(message: &str) -> Self {
        let mut writer = Writer { text: String::with_capacity(message.len() + 8), ..Writer::default() };
        let traditional = Traditional::get();
        let mut plain = 0;
        for (at, c) in message.char_indices() {
            if is_plain(c, traditional) {
                continue;
            }
            writer.copy(message, plain..at);
            plain = at + c.len_utf8();
            writer.read(c, at..plain);
        }
        writer.copy(message, plain..message.len());
        let may_hold_addresses = memchr::memchr3(b'.', b':', b'@', writer.text.as_bytes()).is_some();
        Normal { text: Cow::Owned(writer.text), may_hold_addresses, origin: Origin::Stretches(writer.stretches) }
    }

    /// The bytes of the message that a part of the normalised text came from.
    pub fn original(&self, part: Range<usize>) -> Range<usize> {
        match &self.origin {
            Origin::Same => part,
            Origin::Narrowed(message) => widened(message, part.start)..widened(message, part.end),
            Origin::Stretches(stretches) => {
                let start = self.stretch(stretches, part.start);
                let start = start.map_or(0, |(stretch, _)| stretch.start + (part.start - stretch.normal));
                let last = part.end.checked_sub(1).and_then(|last| self.stretch(stretches, last));
                let end = last.map_or(start, |(stretch, behind)| {
                    if part.end == behind { stretch.end } else { stretch.start + (part.end - stretch.normal) }
                });
                start..end.max(start)
            }
        }
    }

    /// The characters of the text, one after the other: their bytes in it, and those of the message that they came from.
    pub fn characters(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let mut signs = 0;
        self.text.char_indices().map(move |(at, c)| {
            let part = at..at + c.len_utf8();
            let Origin::Narrowed(message) = self.origin else { return (part.clone(), self.original(part)) };
            let start = at + 2 * signs;
            let is_wide = message.as_bytes().get(start) == Some(&WIDE_BEGINS);
            signs += usize::from(is_wide);
            (part, start..start + if is_wide { 3 } else { c.len_utf8() })
        })
    }

    /// The stretch that a byte belongs to, and the byte behind it.
    fn stretch<'s>(&self, stretches: &'s [Stretch], byte: usize) -> Option<(&'s Stretch, usize)> {
        let behind = stretches.partition_point(|stretch| stretch.normal <= byte);
        let stretch = stretches.get(behind.checked_sub(1)?)?;
        Some((stretch, stretches.get(behind).map_or(self.text.len(), |next| next.normal)))
    }
}

/// A message that is tidy but for its full-width signs, the marks of Chinese above all.
fn narrowed(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    let mut plain = 0;
    for at in memchr::memchr_iter(WIDE_BEGINS, message.as_bytes()).chain([message.len()]) {
        text.push_str(message.get(plain..at).unwrap_or_default());
        if let Some(wide) = char_at(message, at) {
            plain = at + wide.len_utf8();
            text.push(narrow(wide));
        }
    }
    text.make_ascii_lowercase();
    text
}

/// The byte of such a message that one of its text was: each full-width sign has two bytes more there.
fn widened(message: &str, byte: usize) -> usize {
    let mut place = byte;
    for sign in memchr::memchr_iter(WIDE_BEGINS, message.as_bytes()) {
        if sign >= place {
            break;
        }
        place += 2;
    }
    place
}

/// A text as phrases are compared: NFKC, lower case, simplified Chinese, accents dropped, one space between words.
pub fn normalise(text: &str) -> String {
    Normal::new(text).text.into_owned()
}

/// What a byte is to a message that may be tidy ASCII or Han already, a bit each.
const CAPITAL: u8 = 1;
const OF_ADDRESSES: u8 = 2;
const SPACE: u8 = 4;
const HAN: u8 = 8;
const UNTIDY: u8 = 16;
const WIDE: u8 = 64;
/// No space is tidy beside it; three bits above [`SPACE`].
const NOT_BESIDE_SPACE: u8 = SPACE << 3;

/// What full-width signs begin with, and what comes next.
const WIDE_BEGINS: u8 = 0xEF;
const WIDE_SIGNS: RangeInclusive<char> = '！'..='～';

static KINDS: [u8; 256] = kinds();

#[expect(clippy::indexing_slicing, reason = "worked out while the program is compiled")]
const fn kinds() -> [u8; 256] {
    let mut kinds = [UNTIDY; 256];
    let mut byte = 0;
    while byte <= u8::MAX as usize {
        kinds[byte] = match byte as u8 {
            b' ' => SPACE | NOT_BESIDE_SPACE,
            b'A'..=b'Z' => CAPITAL,
            b'.' | b':' | b'@' => OF_ADDRESSES,
            b'!'..=b'_' | b'a'..=b'~' => 0,
            // What most of Chinese begins with, and its stops and brackets.
            0xE3..=0xE9 => HAN | NOT_BESIDE_SPACE,
            WIDE_BEGINS => WIDE,
            _ => UNTIDY,
        };
        byte += 1;
    }
    kinds
}

/// The kinds of bytes in a message that need not be written anew, but for its capitals: most are tidy ASCII or Han, and finding that out
/// costs less. But for Han it does without branches, which such short texts make a processor guess wrong.
fn shape(message: &str) -> Option<u8> {
    let traditional = Traditional::get();
    let (mut held, mut beside, mut before) = (0, 0, 0);
    let mut bytes = message.bytes();
    while let Some(byte) = bytes.next() {
        let kind = KINDS.get(usize::from(byte)).copied().unwrap_or(UNTIDY);
        if kind & (HAN | WIDE) != 0 {
            let (second, third) = (bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default());
            let code = u32::from(byte & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
            if kind & WIDE != 0 {
                let sign = char::from_u32(code).filter(|sign| WIDE_SIGNS.contains(sign)).map(narrow)?;
                held |= u8::try_from(sign).ok().and_then(|sign| KINDS.get(usize::from(sign))).copied()? & OF_ADDRESSES;
            } else if code < u32::from('\u{4E00}') && !is_stop(code) || traditional.has(code) {
                return None;
            }
        }
        held |= kind;
        beside |= kind & (before >> 3) | before & (kind >> 3);
        before = kind;
    }
    let tidy = held & UNTIDY == 0 && beside & SPACE == 0 && !message.starts_with(' ') && !message.ends_with(' ');
    tidy.then_some(held)
}

#[derive(Default)]
struct Writer {
    text: String,
    stretches: Vec<Stretch>,
    last: Option<char>,
    /// White space seen and not yet written: at the end, and beside Han, it never is.
    space: Option<Range<usize>>,
}

impl Writer {
    /// Takes in a stretch of plain characters as it is.
    fn copy(&mut self, message: &str, from: Range<usize>) {
        let plain = message.get(from.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (plain.chars().next(), plain.chars().next_back()) else { return };
        self.write_space(first);
        let normal = self.text.len();
        self.text.push_str(plain);
        self.last = Some(last);
        self.place(normal, from);
    }

    /// A space seen is written where it stands between words of letters.
    fn write_space(&mut self, next: char) {
        if let Some(space) = self.space.take()
            && self.last.is_some_and(|last| !is_han_like(last))
            && !is_han_like(next)
        {
            self.push(' ', space);
        }
    }

    /// Takes one character of the message in.
    fn read(&mut self, c: char, from: Range<usize>) {
        match c {
            '!'..='~' => self.write(folded(c.to_ascii_lowercase()), from),
            '\u{4E00}'..='\u{9FFF}' => self.write(simplified(c), from),
            '！'..='～' => self.write(narrow(c), from),
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
        if self.space.is_some() {
            self.write_space(c);
        } else if is_joining(c)
            && let Some(joined) = self.last.and_then(|last| compose(last, c))
        {
            let start = self.take_last().unwrap_or(from.start);
            return self.push(joined, start..from.end);
        }
        self.push(c, from);
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        let normal = self.text.len();
        self.text.push(c);
        self.last = Some(c);
        self.place(normal, from);
    }

    /// Notes where the text from byte `normal` on came from.
    fn place(&mut self, normal: usize, from: Range<usize>) {
        let unchanged = self.text.len() - normal == from.len();
        match self.stretches.last_mut() {
            // The stretch goes on where its bytes, and these, are the message's own.
            Some(stretch)
                if unchanged && stretch.end == from.start && stretch.end - stretch.start == normal - stretch.normal =>
            {
                stretch.end = from.end;
            }
            _ => self.stretches.push(Stretch { normal, start: from.start, end: from.end }),
        }
    }

    /// Takes the last character back, and says where it began.
    fn take_last(&mut self) -> Option<usize> {
        self.text.pop()?;
        let stretch = self.stretches.last_mut()?;
        let start = stretch.start + (self.text.len() - stretch.normal);
        stretch.end = start;
        if stretch.normal == self.text.len() {
            self.stretches.pop();
        }
        Some(start)
    }

    fn take_space(&mut self, from: Range<usize>) {
        let start = self.space.as_ref().map_or(from.start, |space| space.start);
        self.space = Some(start..from.end);
    }

    /// What is dropped belongs to the character before it.
    fn stretch(&mut self, end: usize) {
        if self.space.is_none()
            && let Some(stretch) = self.stretches.last_mut()
        {
            stretch.end = end;
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

/// Whether a character stands for itself whatever is around it.
fn is_plain(c: char, traditional: Traditional) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => !traditional.has(c as u32),
        _ => matches!(c, '!'..='@' | '['..='_' | 'a'..='~'),
    }
}

/// Marks and the later parts of a Hangul syllable, which make one character with the one before.
fn is_joining(c: char) -> bool {
    !matches!(c, '\0'..='\u{02FF}' | '\u{4E00}'..='\u{9FFF}')
        && (is_combining_mark(c) || matches!(c, '\u{1161}'..='\u{11FF}'))
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

/// The twin of a full-width sign, as it is normalised; every one of them has one.
fn narrow(c: char) -> char {
    let twin = char::from_u32((c as u32).saturating_sub('！' as u32) + '!' as u32).unwrap_or(c);
    folded(twin.to_ascii_lowercase())
}

/// Whether a character is a stop or a bracket of Chinese, which stands for itself: 、 and 。 and from 〈 to 】.
fn is_stop(code: u32) -> bool {
    matches!(code, 0x3001 | 0x3002 | 0x3008..=0x3011)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Normal;

    proptest! {
        #[test]
        fn a_tidy_message_is_what_writing_it_anew_would_make_of_it(message in "[aZ .:@\\-`éß个著妳㐀あ　，．｀Ａ。、「\\n\u{301}]{0,9}") {
            let (quick, written) = (Normal::new(&message), Normal::written(&message));
            prop_assert_eq!(&quick.text, &written.text);
            prop_assert_eq!(quick.may_hold_addresses, written.may_hold_addresses);
            for (part, from) in quick.characters() {
                prop_assert_eq!(&quick.original(part.clone()), &from);
                prop_assert_eq!(from, written.original(part));
            }
        }
    }
}

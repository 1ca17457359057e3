//! The boundary rule: words may not begin or end inside a run of letters of an alphabetic script, nor inside a number.

use unicode_normalization::char::is_combining_mark;

/// What a character is to its neighbours.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// A letter of a script that puts spaces between words.
    Letter,
    /// A digit.
    Digit,
    /// A point or a comma: part of a number between two digits.
    Separator,
    /// A sign that belongs to the character before it: a Thai vowel, a virama.
    Mark,
    /// Everything else, Han among it.
    Other,
}

/// Whether words may begin or end at byte `at` of a normalised text.
pub(super) fn may_cut(text: &str, at: usize) -> bool {
    // Most of Chinese begins with these bytes, and beside Han every cut is good.
    let han_begins = |byte: Option<&u8>| byte.is_some_and(|byte| (0xE4..=0xE9).contains(byte));
    let bytes = text.as_bytes();
    if han_begins(bytes.get(at)) || at.checked_sub(3).is_some_and(|before| han_begins(bytes.get(before))) {
        return true;
    }
    // Beside letters and spaces of ASCII only two letters hold together.
    if let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at))
        && before.is_ascii()
        && after.is_ascii()
        && !before.is_ascii_digit()
        && !after.is_ascii_digit()
    {
        return !(before.is_ascii_alphabetic() && after.is_ascii_alphabetic());
    }
    let (Some(before), Some(after)) = (char_before(text, at), char_at(text, at)) else { return true };
    match (class(before), class(after)) {
        (_, Class::Mark) | (Class::Letter, Class::Letter) | (Class::Digit, Class::Digit) => false,
        // What stands before a mark decides; only an alphabetic script goes on with a letter.
        (Class::Mark, Class::Letter) => false,
        (Class::Digit, Class::Separator) => {
            !char_at(text, at + after.len_utf8()).is_some_and(|next| class(next) == Class::Digit)
        }
        (Class::Separator, Class::Digit) => {
            !char_before(text, at - before.len_utf8()).is_some_and(|previous| class(previous) == Class::Digit)
        }
        _ => true,
    }
}

/// Where the word that reaches byte `at` ends, if `at` lies inside one; else `at`.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(next) = char_at(text, end) {
        if may_cut(text, end) {
            break;
        }
        end += next.len_utf8();
    }
    end
}

/// Whether a normalised `text` holds the normalised `phrase` by the boundary rule; a `*` at its end lets its last word go on.
pub fn holds_phrase(text: &str, phrase: &str) -> bool {
    let (words, open) = match phrase.strip_suffix('*') {
        Some(words) => (words, true),
        None => (phrase, false),
    };
    if words.is_empty() {
        return false;
    }
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(words)) {
        let start = from + found;
        let end = start + words.len();
        if may_cut(text, start) && (open || may_cut(text, end)) {
            return true;
        }
        from = start + char_at(text, start).map_or(1, char::len_utf8);
    }
    false
}

/// Whether a character is Han, kana or their punctuation: no space is needed beside it, and none means anything.
pub(super) fn is_han_like(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3000}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is Han itself, as Chinese is written.
pub fn is_han(c: char) -> bool {
    is_han_like(c) && !matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}')
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            '.' | ',' => Class::Separator,
            _ => Class::Other,
        };
    }
    if is_han_like(c) {
        Class::Other
    } else if is_combining_mark(c) {
        Class::Mark
    } else if c.is_alphabetic() {
        if is_unspaced(c) { Class::Other } else { Class::Letter }
    } else if c.is_numeric() {
        Class::Digit
    } else {
        Class::Other
    }
}

/// Thai, Lao, Myanmar, Khmer, Tibetan and the like: letters, but no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{19DF}'
        | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}')
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

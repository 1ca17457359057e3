//! What keyboards, chat apps and file systems make of blanks and letters, as the grammar knows them.

use unicode_normalization::UnicodeNormalization;

use super::Scanner;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::narrow;
use crate::syntax::prepared::Edit;
use crate::syntax::simplified::simplified;

/// Blanks that the grammar takes for blanks.
const BLANKS: [char; 11] =
    [' ', '\n', '\t', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{a0}', '\u{2028}', '\u{2029}', '\u{3000}'];

/// Whether a character only says how others are shown: zero-width blanks, marks of direction, hyphens for line ends.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl Scanner<'_> {
    /// Takes a blank; what the grammar does not know as one is one all the same.
    pub(super) fn blank(&mut self, c: char) {
        let end = self.at + c.len_utf8();
        if !BLANKS.contains(&c) && c != '\u{feff}' {
            self.found.edits.push(Edit::replace(self.at..end, " "));
        }
        self.at = end;
    }

    /// Lets the grammar read a keyword in full-width letters, with accents apart or in traditional characters as the
    /// keyword it is. Names stay as they are written.
    pub(super) fn as_keyword(&mut self, length: usize) {
        let Some(written) = self.rest().get(..length).filter(|written| !written.is_ascii()) else { return };
        let usual = |c: char| if self.language == Keywords::Chinese { simplified(c) } else { narrow(c) };
        let plain: String = written.chars().map(usual).nfc().collect();
        if plain != written && self.table.knows(&plain) {
            self.found.edits.push(Edit::replace(self.at..self.at + length, plain));
        }
    }
}

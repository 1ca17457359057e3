//! What every part of the formatter writes with: keywords, signs, phrases with places to fill, and the spaces between.

use super::words::Words;
use crate::syntax::ast::Keywords;
use crate::syntax::scan::is_han;

/// Writes the pieces of a tree in one keyword language.
#[derive(Clone, Copy)]
pub(super) struct Printer {
    pub words: &'static Words,
    pub marks: Marks,
}

/// The signs of a keyword language.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// Between the items of a list.
    pub list: &'static str,
    /// Between clauses.
    pub comma: &'static str,
    /// Behind a head or a language.
    pub colon: &'static str,
    pub brackets: (char, char),
    pub quotes: (char, char),
}

const ENGLISH: Marks = Marks { list: ", ", comma: ", ", colon: ": ", brackets: ('(', ')'), quotes: ('"', '"') };
const CHINESE: Marks =
    Marks { list: "、", comma: "，", colon: "：", brackets: ('（', '）'), quotes: ('“', '”') };
const SPANISH: Marks = Marks { quotes: ('«', '»'), ..ENGLISH };

impl Printer {
    pub fn new(keywords: Keywords) -> Self {
        let marks = match keywords {
            Keywords::English => ENGLISH,
            Keywords::Chinese => CHINESE,
            Keywords::Spanish => SPANISH,
        };
        Printer { words: Words::of(keywords), marks }
    }

    /// Adds `piece` behind a space, where the language wants one there.
    pub fn join(&self, out: &mut String, piece: &str) {
        let (Some(last), Some(first)) = (out.chars().next_back(), piece.chars().next()) else {
            return out.push_str(piece);
        };
        let tight = self.words.keywords == Keywords::Chinese && touches(last, first);
        if !tight && last != ' ' {
            out.push(' ');
        }
        out.push_str(piece);
    }

    /// The pieces one behind the other.
    pub fn joined(&self, pieces: &[&str]) -> String {
        let mut out = String::new();
        for piece in pieces {
            self.join(&mut out, piece);
        }
        out
    }

    /// How a keyword is written.
    pub fn word(&self, keyword: &str) -> &'static str {
        self.words.spelling(keyword)
    }

    /// How several keywords are written one behind the other.
    pub fn wording(&self, keywords: &str) -> String {
        self.fill(keywords, &[])
    }

    /// A phrase in the language's own word order, its places filled.
    pub fn phrase(&self, rule: &str, arguments: &[(&str, &str)]) -> String {
        self.fill(self.words.phrase(rule), arguments)
    }

    /// Keywords and signs with `{places}` between them; of several places of one name each takes the next argument.
    pub fn fill(&self, phrase: &str, arguments: &[(&str, &str)]) -> String {
        let mut arguments = arguments.to_vec();
        let mut out = String::new();
        let mut behind_time = false;
        for piece in phrase.split(' ') {
            let place = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}'));
            match place {
                Some(place) => {
                    let found = arguments.iter().position(|(name, _)| *name == place);
                    self.join(&mut out, found.map_or("", |index| arguments.remove(index).1));
                }
                // `30分钟内` is one word to a Chinese eye.
                None if behind_time => out.push_str(self.word(piece)),
                None if piece.starts_with(|c: char| c.is_ascii_alphabetic()) => self.join(&mut out, self.word(piece)),
                None => self.join(&mut out, piece),
            }
            behind_time = place == Some("duration") && self.words.keywords == Keywords::Chinese;
        }
        out
    }
}

/// Whether Chinese leaves no space between these two: around full-width signs, and between Han and quotes.
fn touches(last: char, first: char) -> bool {
    const SIGNS: &str = "，、：；（）";
    let quotes = |c| "“”「」".contains(c);
    SIGNS.contains(last)
        || SIGNS.contains(first)
        || (quotes(last) && (quotes(first) || is_han(first)))
        || (is_han(last) && quotes(first))
}

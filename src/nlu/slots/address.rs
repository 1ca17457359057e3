//! Postal addresses: whatever plausibly is one, as written.

use std::ops::Range;

use super::super::boundary::{is_han, may_cut};
use super::Reading;

/// The longest address, in characters.
pub const LONGEST_ADDRESS: usize = 200;

/// What names a place to deliver to, in Chinese.
const SIGNS: &str = "省市区县镇乡村路街道巷弄号室栋幢楼";

/// What names one in English and Spanish.
const WORDS: [&str; 46] = [
    "street",
    "st",
    "st.",
    "road",
    "rd",
    "rd.",
    "avenue",
    "ave",
    "ave.",
    "av",
    "av.",
    "lane",
    "ln",
    "drive",
    "dr",
    "dr.",
    "boulevard",
    "blvd",
    "square",
    "court",
    "ct",
    "apt",
    "apt.",
    "apartment",
    "suite",
    "floor",
    "flat",
    "house",
    "highway",
    "way",
    "close",
    "terrace",
    "p.o. box",
    "po box",
    "calle",
    "c/",
    "avenida",
    "avda",
    "avda.",
    "plaza",
    "paseo",
    "camino",
    "carretera",
    "piso",
    "codigo postal",
    "c.p.",
];

/// Takes all of the text from `at` on, where it plausibly is an address.
pub(in crate::nlu) fn address(text: &str, at: usize) -> Option<Reading<Range<usize>>> {
    let rest = text.get(at..)?;
    let end = rest.char_indices().nth(LONGEST_ADDRESS).map_or(text.len(), |(offset, _)| at + offset);
    let place = text.get(at..end)?;
    is_plausible(place).then(|| Reading::new(at..end, end))
}

/// Whether a normalised text looks like an address.
fn is_plausible(place: &str) -> bool {
    let han = place.chars().filter(|c| is_han(*c)).count();
    let words = place.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let named = place.chars().any(|c| SIGNS.contains(c)) || WORDS.iter().any(|word| holds(place, word));
    let digit = place.chars().any(|c| c.is_ascii_digit());
    (words >= 2 || han >= 5) && (digit || named) && !place.ends_with('?')
}

fn holds(place: &str, word: &str) -> bool {
    place.match_indices(word).any(|(start, _)| may_cut(place, start) && may_cut(place, start + word.len()))
}

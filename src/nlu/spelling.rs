//! Words spelled wrongly: one letter too many, too few, another, or two changed about, in a word of five letters or more.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::boundary::is_han;
use super::normalise::normalise;
use crate::program::{Lexicon, Pattern, PatternPart, SlotType, Spelling};

/// The fewest letters of a word as it is written and as it is meant: in shorter ones another letter is another word.
const FEWEST_LETTERS: usize = 5;

/// The most letters of a word that is looked for.
const MOST_LETTERS: usize = 24;

/// The longer words of phrases and of what their slots can hold.
pub(super) fn spellings(patterns: &[Pattern]) -> FxHashMap<(char, u8), Vec<Spelling>> {
    let mut words: Vec<&str> = Vec::new();
    for pattern in patterns.iter().filter(|pattern| !pattern.except) {
        let last = pattern.parts.len().saturating_sub(1);
        for (index, part) in pattern.parts.iter().enumerate() {
            match part {
                // The last word of a phrase that goes on is only the beginning of one.
                PatternPart::Words(part) if pattern.open && index == last => {
                    words.extend(part.rsplit_once(' ').into_iter().flat_map(|(whole, _)| split(whole)));
                }
                PatternPart::Words(part) => words.extend(split(part)),
                PatternPart::Slot(_, SlotType::OneOf(choices)) => {
                    words.extend(choices.iter().flat_map(|(word, _)| split(word)));
                }
                PatternPart::Slot(..) => {}
            }
        }
    }
    words.retain(|word| word.len() >= FEWEST_LETTERS);
    words.sort_unstable();
    words.dedup();
    let mut spellings: FxHashMap<(char, u8), Vec<Spelling>> = FxHashMap::default();
    for word in words {
        if let Some((first, length)) = shape(word)
            && length >= FEWEST_LETTERS
        {
            let spelling = Spelling { letters: letters(word), word: word.into() };
            spellings.entry((first, length as u8)).or_default().push(spelling);
        }
    }
    spellings
}

/// The longer words that a script itself writes, in phrases, in what undoes them and in examples: who writes one of them means it.
pub(super) fn written<'a>(patterns: &[Pattern], examples: impl Iterator<Item = &'a str>) -> FxHashSet<Box<str>> {
    let mut written = FxHashSet::default();
    let mut take = |text: &str| {
        let longer = split(text).filter(|word| shape(word).is_some_and(|(_, length)| length >= FEWEST_LETTERS));
        written.extend(longer.map(Box::from));
    };
    for part in patterns.iter().flat_map(|pattern| &pattern.parts) {
        match part {
            PatternPart::Words(words) => take(words),
            PatternPart::Slot(_, SlotType::OneOf(choices)) => choices.iter().for_each(|(word, _)| take(word)),
            PatternPart::Slot(..) => {}
        }
    }
    examples.for_each(|example| take(&normalise(example)));
    written
}

/// A normalised text with its words spelled as phrases spell them.
pub(super) struct Corrected {
    /// The text.
    pub text: String,
    /// Behind every word that was put right: its end, and by how many bytes everything from there on stands further back than it did.
    shifts: SmallVec<[(usize, isize); 4]>,
}

impl Corrected {
    /// Where a part of the text stood before.
    pub fn original(&self, part: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let behind = self.shifts.iter().rev().find(|(end, _)| *end <= at);
            at.saturating_add_signed(-behind.map_or(0, |(_, shift)| *shift))
        };
        place(part.start)..place(part.end)
    }
}

/// Puts the words of a normalised text right; nothing where there is nothing to put right.
pub(super) fn corrected(lexicon: &Lexicon, text: &str) -> Option<Corrected> {
    if lexicon.spellings.is_empty() {
        return None;
    }
    let mut corrected = Corrected { text: String::new(), shifts: SmallVec::new() };
    let mut behind = 0;
    for word in split(text) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if let Some(meant) = meant(lexicon, word) {
            corrected.text.push_str(text.get(behind..start)?);
            corrected.text.push_str(meant);
            behind = start + word.len();
            corrected.shifts.push((corrected.text.len(), corrected.text.len() as isize - behind as isize));
        }
    }
    if behind == 0 {
        return None;
    }
    corrected.text.push_str(text.get(behind..)?);
    Some(corrected)
}

/// The one word that a word is a wrong spelling of.
fn meant<'a>(lexicon: &'a Lexicon, word: &str) -> Option<&'a str> {
    let (first, length) = shape(word).filter(|(_, length)| *length >= FEWEST_LETTERS)?;
    if lexicon.words.contains(word) {
        return None;
    }
    let of = letters(word);
    let mut meant = None;
    for length in length - 1..=length + 1 {
        for spelling in lexicon.spellings.get(&(first, length as u8)).into_iter().flatten() {
            if (spelling.letters ^ of).count_ones() > 2 {
                continue;
            }
            match strsim::osa_distance(&spelling.word, word) {
                1 if are_forms(&spelling.word, word) => return None,
                1 if meant.is_none() => meant = Some(&*spelling.word),
                // It may be either.
                1 => return None,
                _ => {}
            }
        }
    }
    meant
}

/// Whether two words differ as forms of one word do: in the vowel they end in (puede, puedo), or by an s, d or n behind one (prices, changed, pueden).
fn are_forms(one: &str, other: &str) -> bool {
    let stem = |word| str::strip_suffix(word, ['a', 'e', 'i', 'o', 'u']);
    let longer = |long: &str, short: &str| long.strip_suffix(['s', 'd', 'n']) == Some(short);
    stem(one).is_some_and(|one| stem(other) == Some(one)) || longer(one, other) || longer(other, one)
}

/// Its first letter, and how many it has.
fn shape(word: &str) -> Option<(char, usize)> {
    let length = word.chars().take(MOST_LETTERS + 1).count();
    Some((word.chars().next()?, length)).filter(|_| length <= MOST_LETTERS)
}

fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 32))
}

/// Runs of letters; Han is no word of letters.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() || is_han(c)).filter(|word| !word.is_empty())
}

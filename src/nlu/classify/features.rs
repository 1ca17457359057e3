//! What a text is told by: its words, pairs of them, and runs of two to five letters.

use smallvec::SmallVec;

use super::super::boundary::is_han;

/// How many characters of a text are looked at.
pub const LONGEST_CLASSIFIED: usize = 300;

/// The longest run of letters.
const LONGEST_RUN: usize = 5;

/// A letter that stands three times and more in a row was stretched: "cheaperrrr".
const STRETCHED: usize = 3;

/// A multiplier that spreads hashes; from Steele and Vigna, "Computationally easy, spectrally good multipliers" (2021).
const SPREAD: u64 = 0xf135_7aea_2e62_a9c5;

/// What a word's hash begins with.
const WORD: u64 = 0x243f_6a88_85a3_08d3;

/// What a run's hash begins with.
const RUN: u64 = 0x1319_8a2e_0370_7344;

/// Which part of a text a feature is counted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Words and pairs of words.
    Words,
    /// Runs of letters.
    Letters,
}

type Letters = SmallVec<[char; 256]>;

/// Hands over the features of a normalised text, by part and hash: words and pairs of words one by one, and of the runs that begin at one place all at
/// once, the shortest first. A hash is never 0.
pub(super) fn features(text: &str, mut each: impl FnMut(Part, &[u32])) {
    let letters = spaced(text);
    let mut before = None;
    for word in letters.split(|c| !c.is_alphanumeric() && *c != '\'').filter(|word| !word.is_empty()) {
        let hash = word.iter().fold(WORD, |hash, c| mixed(hash, *c as u64));
        each(Part::Words, &[folded(hash)]);
        if let Some(before) = before.replace(hash) {
            each(Part::Words, &[folded(mixed(before, hash))]);
        }
    }
    for start in 0..letters.len() {
        let mut rest = letters.iter().skip(start).map(|c| *c as u64);
        let Some(first) = rest.next() else { break };
        let mut hash = mixed(RUN, first);
        let mut runs = [0; LONGEST_RUN - 1];
        let mut count = 0;
        for (run, c) in runs.iter_mut().zip(rest) {
            hash = mixed(hash, c);
            *run = folded(hash);
            count += 1;
        }
        if let Some(runs @ [_, ..]) = runs.get(..count) {
            each(Part::Letters, runs);
        }
    }
}

/// A text with a space before and behind it and around every Han character, which is a word; a figure is any figure.
fn spaced(text: &str) -> Letters {
    let mut letters = Letters::new();
    letters.push(' ');
    let mut rest = text.chars().take(LONGEST_CLASSIFIED).peekable();
    while let Some(c) = rest.next() {
        let mut times = 1;
        while c.is_alphabetic() && rest.next_if_eq(&c).is_some() {
            times += 1;
        }
        let begins = letters.last() == Some(&' ');
        if is_han(c) {
            if !begins {
                letters.push(' ');
            }
            (0..times).for_each(|_| letters.extend([c, ' ']));
        } else if c != ' ' || !begins {
            let c = if c.is_numeric() { '0' } else { c };
            letters.extend(std::iter::repeat_n(c, if times < STRETCHED { times } else { 1 }));
        }
    }
    if letters.last() != Some(&' ') {
        letters.push(' ');
    }
    letters
}

/// A hash with one thing more in it.
pub(super) fn mixed(hash: u64, with: u64) -> u64 {
    (hash.rotate_left(5) ^ with).wrapping_mul(SPREAD)
}

/// The upper half, which depends on every bit before it.
fn folded(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

//! "Did you mean": by the same letters first, then by edit distance.

use strsim::generic_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer names are not compared: nobody mistypes one so, and comparing costs length times length.
const LONGEST: usize = 64;

/// The candidate an author most likely meant, or none when nothing is near.
///
/// The same letters, whatever their case, accents, hyphens or blanks, come first; then the fewest slips of the finger,
/// as many as the name's length excuses. Of two equally near the first is taken.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Letters::of(written);
    if wanted.letters.is_empty() || wanted.letters.len() > LONGEST {
        return None;
    }
    let excused = excused(&wanted.letters);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|&candidate| candidate != written) {
        let limit = best.map_or(excused, |(distance, _)| distance.saturating_sub(1));
        match slips(&wanted, &Letters::of(candidate), limit) {
            Some(0) => return Some(candidate),
            Some(distance) => best = Some((distance, candidate)),
            None => {}
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Words that are compared with many others: their letters are found once.
#[derive(Debug, Default)]
pub struct Spellings {
    words: Vec<(String, Letters)>,
}

impl Spellings {
    /// Ready to be compared with.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Spellings { words: words.into_iter().map(|word| (word.to_owned(), Letters::of(word))).collect() }
    }

    /// All that an author may have meant, in their own order.
    pub fn near<'s>(&'s self, written: &'s str) -> impl Iterator<Item = &'s str> {
        let wanted = Letters::of(written);
        let limit = if wanted.letters.len() > LONGEST { None } else { Some(excused(&wanted.letters)) };
        let near = move |letters: &Letters| limit.is_some_and(|limit| slips(&wanted, letters, limit).is_some());
        self.words.iter().filter(move |(word, letters)| word != written && near(letters)).map(|(word, _)| word.as_str())
    }
}

/// A name's letters, and which there are, a bit each: the bits two names differ in tell most of them apart at once.
#[derive(Debug)]
struct Letters {
    letters: Vec<char>,
    which: u64,
}

impl Letters {
    fn of(name: &str) -> Self {
        let letters = folded(name);
        let which = letters.iter().fold(0, |which, letter| which | 1 << (*letter as u32 % u64::BITS));
        Letters { letters, which }
    }
}

/// How many slips of the finger make one of the other, where they are at most so many.
fn slips(wanted: &Letters, candidate: &Letters, limit: usize) -> Option<usize> {
    let (wanted_letters, letters) = (&wanted.letters, &candidate.letters);
    if letters == wanted_letters {
        return (!letters.is_empty()).then_some(0);
    }
    let differing = (wanted.which & !candidate.which).count_ones().max((candidate.which & !wanted.which).count_ones());
    if limit == 0
        || differing as usize > limit
        || letters.len().abs_diff(wanted_letters.len()) > limit
        || letters.len() <= limit
        || letters.len() > LONGEST
    {
        return None;
    }
    Some(generic_damerau_levenshtein(wanted_letters, letters)).filter(|distance| *distance <= limit)
}

/// How many slips a name's length excuses. A Chinese character says as much as half a word, so one may differ in two.
fn excused(letters: &[char]) -> usize {
    let alphabetic = letters.iter().all(|c| *c < '\u{2e80}');
    match letters.len() {
        0 | 1 => 0,
        2 if alphabetic => 0,
        2..=5 => 1,
        6..=10 => 2,
        _ => 3,
    }
}

/// A name's letters: lower case, without accents and what joins words.
fn folded(name: &str) -> Vec<char> {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '-' | '_' | ' ' | '\''))
        .flat_map(char::to_lowercase)
        .collect()
}

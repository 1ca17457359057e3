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
    let meant = |candidate: &&str| *candidate != written && !negates(written, candidate);
    for candidate in candidates.into_iter().filter(meant) {
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
        let meant = move |word: &str| word != written && !negates(written, word);
        self.words.iter().filter(move |(word, letters)| near(letters) && meant(word)).map(|(word, _)| word.as_str())
    }
}

/// Words that say the opposite of what stands beside them.
const NEGATING: &[&str] = &["not", "no", "non", "never", "without", "sin", "nunca"];

/// The same at the beginning of a word: `unpaid`, `impagado`.
const NEGATING_BEGINNINGS: &[&str] = &["un", "in", "im", "dis", "non", "no", "des", "mal"];

/// The same in Chinese, where they stand anywhere: `未付`, `不在`.
const NEGATING_HAN: &[char] = &['未', '不', '没', '無', '无', '非', '沒'];

/// Whether one of two says the opposite of the other: whoever wrote one of them did not mean the other.
fn negates(written: &str, other: &str) -> bool {
    if folded(written) == folded(other) {
        return false;
    }
    let han = |name: &str| name.chars().filter(|c| NEGATING_HAN.contains(c)).count();
    if han(written) != han(other) {
        return true;
    }
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (mine, theirs) = (words(written), words(other));
    let negating = |words: &[String]| words.iter().filter(|word| NEGATING.contains(&word.as_str())).count();
    // Of as many words one may be a slip of the other: `nto` is `not`.
    if mine.len() != theirs.len() && negating(&mine) != negating(&theirs) {
        return true;
    }
    let begun =
        |long: &str, short: &str| NEGATING_BEGINNINGS.iter().any(|begin| long.strip_prefix(begin) == Some(short));
    mine.iter().any(|one| theirs.iter().any(|two| begun(one, two) || begun(two, one)))
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

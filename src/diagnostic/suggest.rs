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
    let wanted = folded(written);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let excused = excused(&wanted);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|&candidate| candidate != written) {
        if candidate.chars().count() > LONGEST {
            continue;
        }
        let letters = folded(candidate);
        if letters == wanted {
            return Some(candidate);
        }
        let limit = best.map_or(excused, |(distance, _)| distance.saturating_sub(1));
        if limit == 0 || letters.len().abs_diff(wanted.len()) > limit || letters.len() <= limit {
            continue;
        }
        let distance = generic_damerau_levenshtein(&wanted, &letters);
        if distance <= limit {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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

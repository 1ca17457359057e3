//! What of a message nobody understood.

use std::ops::Range;

use super::clause::{cores, trimmed};
use super::normalise::normalise;
use super::recover::{has_words, untouched, whole};

/// The fewest letters that ask something: less is manners.
const FEWEST_LETTERS: usize = 4;

/// The longest stretch of clauses that nothing of what was `understood` touches, as written; those bytes are of the message. Nothing where only
/// manners are left.
pub fn unheard<'a>(message: &'a str, understood: &[Range<usize>]) -> Option<&'a str> {
    let stretches = untouched(message, understood);
    let parts = stretches.iter().filter_map(|stretch| whole(message, stretch)).map(|part| part.written);
    parts.filter(|part| asks_something(part)).max_by_key(|part| letters(part))
}

fn asks_something(part: &str) -> bool {
    let normal = normalise(part);
    let core = cores(trimmed(&normal)).into_iter().min_by_key(|core| core.len()).unwrap_or_default();
    has_words(core) && letters(core) >= FEWEST_LETTERS
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

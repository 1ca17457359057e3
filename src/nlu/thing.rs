//! Words that stop something and name one thing: whoever says «ya no quiero el rojo» wants another, and stops nothing.

use super::clause::{clauses, trimmed};
use super::matches::{Match, says_something};
use super::words::{NAMES_NOTHING, TAKES_A_THING, THING_BEFORE};

/// Whether a phrase found in a normalised text has a thing as its object: behind it, or in Chinese before it.
pub(super) fn names_a_thing(text: &str, found: &Match) -> bool {
    let (Some(before), Some(phrase), Some(behind)) =
        (text.get(..found.start), text.get(found.start..found.end), text.get(found.end..))
    else {
        return false;
    };
    if THING_BEFORE.before(before).is_some() {
        return true;
    }
    if TAKES_A_THING.before(phrase).is_none() {
        return false;
    }
    // Behind a sign something else begins.
    let Some(clause) = clauses(behind).into_iter().next().filter(|clause| clause.start == 0) else { return false };
    let rest = trimmed(clause.written);
    rest.starts_with(says_something) && NAMES_NOTHING.opening(rest).is_none()
}

//! Which of the shop's languages a message plainly chose.

use super::matches::Match;
use crate::program::{LanguageId, Lexicon, Shop};

/// The language a message plainly chose, where the shop has more than one.
pub(super) fn plain_choice(
    shop: &Shop,
    _lexicon: &Lexicon,
    _message: &str,
    _chosen: &[usize],
    _found: &[Match],
) -> Option<LanguageId> {
    if shop.languages.len() < 2 {
        return None;
    }
    None
}

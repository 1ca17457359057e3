//! The words of policies in a sentence: all of them in one pass, however many a shop forbids.

use daachorse::CharwiseDoubleArrayAhoCorasick;
use indexmap::IndexMap;

use super::boundary::may_cut;
use crate::program::{Automaton, PolicyPlaces, WordList, WordPolicy, WordRule};

/// Gathers the words that policies forbid and demand. A `*` at the end of one lets its last word go on.
pub fn word_list(policies: &[WordPolicy]) -> WordList {
    let mut literals: IndexMap<&str, Vec<(u32, bool)>> = IndexMap::new();
    for (place, policy) in (0u32..).zip(policies) {
        let (WordRule::Never(words) | WordRule::Always { words, .. }) = &policy.rule;
        for word in words {
            let (words, open) = word.strip_suffix('*').map_or((&**word, false), |words| (words, true));
            if !words.is_empty() {
                literals.entry(words).or_default().push((place, open));
            }
        }
    }
    // It fails only on no words; none is empty, and none comes twice.
    let automaton = CharwiseDoubleArrayAhoCorasick::new(literals.keys()).ok().map(Automaton);
    WordList { automaton, policies: literals.into_values().collect() }
}

/// The policies whose words a normalised text holds, by the boundary rule.
pub fn policies_held(list: &WordList, text: &str) -> PolicyPlaces {
    let mut held = PolicyPlaces::new();
    let Some(automaton) = &list.automaton else { return held };
    for hit in automaton.0.find_overlapping_iter(text).filter(|hit| may_cut(text, hit.start())) {
        let closed = may_cut(text, hit.end());
        let owners = list.policies.get(hit.value() as usize).map_or(&[][..], Vec::as_slice);
        for &(policy, open) in owners {
            if (closed || open) && !held.contains(&policy) {
                held.push(policy);
            }
        }
    }
    held
}

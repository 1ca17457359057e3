//! What a customer wrote, quoted where something was understood in it.

use super::label::without_values;
use crate::engine::Understood;

/// The customer's own words; where they are not at hand, the phrase they were heard by.
pub(super) fn written(one: &Understood, text: &str) -> String {
    match text.get(one.start..one.end).map(str::trim).filter(|words| !words.is_empty()) {
        // A phrase that ends in `*` is found at the beginning of a word, and the word is told whole.
        Some(words) if one.phrase.ends_with('*') => format!("{words}{}", rest_of_word(text, one.end)),
        Some(words) => words.to_owned(),
        None => with_slots(one),
    }
}

/// What of a word stands behind a place in it; scripts without spaces have no such words.
fn rest_of_word(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or_default();
    let stop = rest.find(|c: char| !c.is_alphabetic() || ('\u{2e80}'..='\u{9fff}').contains(&c)).unwrap_or(rest.len());
    rest.get(..stop).unwrap_or_default()
}

/// The phrase that was heard, with what its slots held in their place; a slot of which nothing is known is left open.
fn with_slots(one: &Understood) -> String {
    let mut phrase = one.phrase.to_string();
    for (name, value) in &one.slots {
        let opening = format!("{{{name}");
        let Some(start) = phrase.find(&opening) else { continue };
        let Some(length) = phrase.get(start..).and_then(|rest| rest.find('}')) else { continue };
        phrase.replace_range(start..=start + length, value);
    }
    without_values(&phrase)
}

//! What a script teaches: the examples of its intents, and all phrases.

use super::super::{PhrasePart, PhraseSource};
use super::train::{Lesson, train};
use crate::program::{Classifier, Intent, IntentId};

/// Learns from a script; nothing where no intent has an example.
///
/// Intents with examples are told apart, by their examples and their phrases. The phrases of all others, and every `except`, are lessons in
/// what means none of them: they are understood word by word or not at all. So are phrases in languages that the shop does not speak, which teach nothing.
pub fn taught(intents: &[Intent], phrases: &[PhraseSource]) -> Option<Classifier> {
    if intents.iter().all(|intent| intent.examples.is_empty()) {
        return None;
    }
    let has_examples = |id: IntentId| intents.get(id.index()).is_some_and(|intent| !intent.examples.is_empty());
    let said: Vec<(Option<IntentId>, String)> = phrases
        .iter()
        .filter(|phrase| !phrase.foreign)
        .map(|phrase| (Some(phrase.intent).filter(|id| !phrase.except && has_examples(*id)), words(phrase)))
        .filter(|(_, words)| !words.trim().is_empty())
        .collect();
    let examples = (0..)
        .map(IntentId::from)
        .zip(intents)
        .flat_map(|(id, intent)| intent.examples.iter().map(move |(_, text)| Lesson { intent: Some(id), text }));
    let said = said.iter().map(|(intent, text)| Lesson { intent: *intent, text });
    train(&examples.chain(said).collect::<Vec<_>>())
}

/// The words of a phrase; a slot teaches nothing, or any figure would mean the intent.
fn words(phrase: &PhraseSource) -> String {
    let part = |part: &PhrasePart| match part {
        PhrasePart::Words(words) => words.trim_end_matches('*').to_owned(),
        PhrasePart::Slot(..) => " ".to_owned(),
    };
    phrase.parts.iter().map(part).collect()
}

//! Phrases to one automaton over all their literal pieces.

use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use indexmap::IndexMap;

use super::normalise::normalise;
use super::spelling::{spellings, written};
use super::{PhrasePart, PhraseSource};
use crate::program::{Automaton, Choice, Claim, Intent, Lexicon, Pattern, PatternPart, PlainPhrases, SlotType, Type};

/// The most slots one phrase may have.
pub const MOST_SLOTS: usize = 8;

/// Builds the automaton over all phrases. A phrase that cannot match (no words and no slot, more than [`MOST_SLOTS`], a slot of a type
/// no message can fill) keeps its place in the list and is never found. The examples of the intents only tell which words are no slips.
/// What [`plain`](super::plain) finds is added once the program stands.
pub fn lexicon(phrases: &[PhraseSource], intents: &[Intent]) -> Lexicon {
    let patterns: Vec<Pattern> = phrases.iter().map(pattern).collect();
    let mut literals: IndexMap<&str, Vec<Claim>> = IndexMap::with_capacity(phrases.len());
    let mut bare_slots = Vec::new();
    for (number, pattern) in (0u32..).zip(&patterns) {
        let claim = Claim {
            pattern: number,
            intent: pattern.intent,
            except: pattern.except,
            whole: pattern.parts.len() == 1,
            open: pattern.open,
        };
        match anchor(pattern) {
            Some(words) => literals.entry(words).or_default().push(claim),
            None if !pattern.parts.is_empty() => bare_slots.push(number),
            None => {}
        }
    }
    // It fails only on no literals, an empty one or one given twice; the first is what `ok` is for.
    let automaton = CharwiseDoubleArrayAhoCorasick::new(literals.keys()).ok().map(Automaton);
    let mut claims = Vec::with_capacity(patterns.len());
    let mut first_claims = vec![0];
    for claiming in literals.values() {
        claims.extend(claiming);
        first_claims.push(u32::try_from(claims.len()).unwrap_or(u32::MAX));
    }
    let spellings = spellings(&patterns);
    let examples = intents.iter().flat_map(|intent| intent.examples.iter().map(|(_, example)| &**example));
    let words = written(&patterns, examples);
    let plain = PlainPhrases::default();
    Lexicon { automaton, claims, first_claims, bare_slots, plain, patterns, spellings, words }
}

/// Its first words: what the automaton looks for.
fn anchor(pattern: &Pattern) -> Option<&str> {
    pattern.parts.iter().find_map(|part| match part {
        PatternPart::Words(words) => Some(&**words),
        PatternPart::Slot(..) => None,
    })
}

fn pattern(phrase: &PhraseSource) -> Pattern {
    let mut parts = Vec::with_capacity(phrase.parts.len());
    let mut open = false;
    let last = phrase.parts.len().saturating_sub(1);
    let mut slots = 0;
    for (index, part) in phrase.parts.iter().enumerate() {
        match part {
            PhrasePart::Words(written) => {
                let normal = normalise(written);
                let mut words = normal.as_str();
                if index == last
                    && let Some(stem) = words.strip_suffix('*')
                {
                    (words, open) = (stem, !stem.trim().is_empty());
                }
                // What an `except` ends with can be what undoes: the mark of "ok?".
                let words =
                    if phrase.except { words.trim() } else { without_marks(words, index == 0, index == last && !open) };
                if !words.is_empty() {
                    parts.push(PatternPart::Words(words.into()));
                }
            }
            PhrasePart::Slot(name, of) => {
                slots += 1;
                match slot_type(of) {
                    Some(of) if slots <= MOST_SLOTS => parts.push(PatternPart::Slot(name.clone(), of)),
                    _ => {
                        parts.clear();
                        break;
                    }
                }
            }
        }
    }
    let PhraseSource { intent, language, foreign, except, ref written, .. } = *phrase;
    Pattern { intent, parts, open, language, foreign, except, written: written.clone() }
}

/// Without the punctuation around a sentence, which customers leave out, unless there is nothing else.
fn without_marks(words: &str, first: bool, last: bool) -> &str {
    let sign = |c: char| matches!(c, '?' | '!' | '.' | ',' | ';' | ':' | '¿' | '¡' | '。' | '、' | ' ');
    let trimmed = words.trim();
    let mut stripped = trimmed;
    if first {
        stripped = stripped.trim_start_matches(sign);
    }
    if last {
        stripped = stripped.trim_end_matches(sign);
    }
    if stripped.is_empty() { trimmed } else { stripped }
}

/// What a message can fill; a moment or a list is nothing that one slot can hold.
pub fn slot_type(of: &Type) -> Option<SlotType> {
    Some(match of {
        Type::YesNo => SlotType::YesNo,
        Type::Number(range) => SlotType::Number(*range),
        Type::Money(range) => SlotType::Money(*range),
        Type::Percent => SlotType::Percent,
        Type::Text | Type::Product => SlotType::Text,
        Type::Date => SlotType::Date,
        Type::Time => SlotType::Time,
        Type::Duration => SlotType::Duration,
        Type::OneOf(choices) => SlotType::OneOf(choice_words(choices)),
        Type::Moment | Type::List(_) => return None,
    })
}

fn choice_words(choices: &[Choice]) -> Arc<[(Arc<str>, Arc<str>)]> {
    let mut words: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    for choice in choices {
        for written in std::iter::once(&choice.name).chain(&choice.synonyms).chain(&choice.labels) {
            let word = normalise(written);
            if !word.is_empty() && !words.iter().any(|(known, _)| **known == *word) {
                words.push((word.into(), choice.name.clone()));
            }
        }
    }
    words.into()
}

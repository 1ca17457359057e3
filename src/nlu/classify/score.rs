//! What a classifier says of a text.

use smallvec::SmallVec;

use super::features::{Part, features};
use super::table::look_up;
use super::vectors::WORDS_COUNT;
use crate::program::{Classifier, IntentId};

/// What a text means, as far as a classifier can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The intent with the best score.
    pub intent: IntentId,
    /// Its score: above 0 it is more this than anything else.
    pub score: f32,
}

/// A score for every intent, in the classifier's order.
pub type Scores = SmallVec<[f32; 128]>;

/// Scores a normalised text; nothing where it holds no feature that an example holds.
pub fn scores(classifier: &Classifier, text: &str) -> Option<Scores> {
    let mut found: SmallVec<[(u32, u32, f32, Part); 512]> = SmallVec::new();
    let (mut words, mut letters) = (0.0f32, 0.0f32);
    features(text, |part, hash| {
        let feature = look_up(classifier, hash);
        let rarity = feature.map_or(classifier.unseen, |feature| feature.rarity);
        match part {
            Part::Words => words += rarity * rarity,
            Part::Letters => letters += rarity * rarity,
        }
        if let Some(feature) = feature.filter(|feature| feature.count > 0) {
            found.push((feature.first, feature.first + feature.count, rarity, part));
        }
    });
    if found.is_empty() {
        return None;
    }
    let words = classifier.unit * WORDS_COUNT / words.sqrt();
    let letters = classifier.unit / letters.sqrt();
    let mut scores = Scores::from_slice(&classifier.biases);
    for (first, end, rarity, part) in found {
        let value = rarity * if part == Part::Words { words } else { letters };
        for weight in classifier.weights.get(first as usize..end as usize).unwrap_or_default() {
            if let Some(score) = scores.get_mut(usize::from(weight.intent)) {
                *score += f32::from(weight.weight) * value;
            }
        }
    }
    Some(scores)
}

/// The intent a normalised text fits best, whether or not it reaches the threshold.
pub fn guess(classifier: &Classifier, text: &str) -> Option<Guess> {
    let scores = scores(classifier, text)?;
    let mut best: Option<Guess> = None;
    for (intent, score) in classifier.intents.iter().zip(&scores) {
        if best.is_none_or(|best| *score > best.score) {
            best = Some(Guess { intent: *intent, score: *score });
        }
    }
    best
}

/// How sure an answer of this score is: the share of such answers among the examples, left out one at a time, that were right.
pub fn confidence(classifier: &Classifier, score: f32) -> f32 {
    let (slope, start) = classifier.curve;
    1.0 / (1.0 + (-(slope * score + start)).exp())
}

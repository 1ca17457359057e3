//! What a classifier says of a text.

use smallvec::SmallVec;

use super::features::{Part, features};
use super::table::look_up;
use super::vectors::WORDS_COUNT;
use crate::program::{Classifier, Feature, IntentId};

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
    let intents = classifier.intents.len();
    let mut sums = Sums { words: SmallVec::from_elem(0, intents), letters: SmallVec::from_elem(0, intents) };
    let (mut words, mut letters, mut known) = (0.0f32, 0.0f32, false);
    features(text, |part, hash| {
        let feature = look_up(classifier, hash);
        let rarity = feature.map_or(classifier.unseen, |feature| feature.rarity);
        let squares = if part == Part::Words { &mut words } else { &mut letters };
        *squares += rarity * rarity;
        if let Some(feature) = feature {
            known = true;
            sums.add(classifier, feature, part);
        }
    });
    if !known {
        return None;
    }
    let words = classifier.unit * WORDS_COUNT / words.sqrt().max(f32::MIN_POSITIVE);
    let letters = classifier.unit / letters.sqrt().max(f32::MIN_POSITIVE);
    let each = classifier.biases.iter().zip(sums.words.iter().zip(&sums.letters));
    Some(
        each.map(|(bias, (of_words, of_letters))| bias + *of_words as f32 * words + *of_letters as f32 * letters)
            .collect(),
    )
}

/// What the features of a text add up to for every intent.
struct Sums {
    words: SmallVec<[i32; 128]>,
    letters: SmallVec<[i32; 128]>,
}

impl Sums {
    fn add(&mut self, classifier: &Classifier, feature: &Feature, part: Part) {
        let sums = if part == Part::Words { &mut self.words } else { &mut self.letters };
        let first = feature.first as usize;
        if feature.count == Feature::MANY {
            let weights = classifier.many.get(first..first + sums.len()).unwrap_or_default();
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
            return;
        }
        for weight in classifier.few.get(first..first + feature.count as usize).unwrap_or_default() {
            if let Some(sum) = sums.get_mut(usize::from(weight.intent)) {
                *sum += i32::from(weight.weight);
            }
        }
    }
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

//! What a classifier says of a text.

use smallvec::SmallVec;

use super::features::{Part, features};
use super::table::look_up;
use super::vectors::WORDS_COUNT;
use super::weights::MOST_TOGETHER;
use crate::program::{Classifier, Feature, IntentId};

/// What a text means, as far as a classifier can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The intent with the best score.
    pub intent: IntentId,
    /// Its score: above 0 it is more this than anything else.
    pub score: f32,
}

/// A score for every intent, in the classifier's order, and behind them one for what means none of them, where lessons tell.
pub type Scores = SmallVec<[f32; 128]>;

/// What the features of a text add up to. Texts that are heard as one are added up.
#[derive(Clone, Debug)]
pub struct Tally {
    words: Sums,
    letters: Sums,
    /// Whether any of its features is known.
    known: bool,
}

/// Of one part of the features.
#[derive(Clone, Debug)]
struct Sums {
    /// The weights for every intent.
    intents: SmallVec<[i32; 128]>,
    /// How rare the features are, squared.
    squares: f32,
}

impl Tally {
    /// Adds up the features of a normalised text.
    pub fn new(classifier: &Classifier, text: &str) -> Self {
        let length = classifier.biases.len().next_multiple_of(Feature::AT_ONCE);
        let sums = || Sums { intents: SmallVec::from_elem(0, length), squares: 0.0 };
        let mut tally = Tally { words: sums(), letters: sums(), known: false };
        let mut rows = Rows::new();
        let mut before = Part::Words;
        let unseen = classifier.unseen * classifier.unseen;
        features(text, |part, together| {
            if before != part {
                rows.add_to(classifier, &mut tally.words);
                before = part;
            }
            let sums = if part == Part::Words { &mut tally.words } else { &mut tally.letters };
            let mut longer = 0;
            let longest = together.iter().rev().find_map(|hash| {
                let found = look_up(classifier, *hash);
                longer += usize::from(found.is_none());
                found
            });
            sums.squares += unseen * longer as f32;
            let Some(feature) = longest else { return };
            sums.squares += feature.squares;
            tally.known = true;
            sums.add(classifier, feature);
            if feature.many != Feature::NONE && rows.push(feature.many) == classifier.together {
                rows.add_to(classifier, sums);
            }
        });
        rows.add_to(classifier, if before == Part::Words { &mut tally.words } else { &mut tally.letters });
        tally
    }

    /// Adds what another text adds up to.
    pub fn add(&mut self, other: &Tally) {
        for (sums, other) in [(&mut self.words, &other.words), (&mut self.letters, &other.letters)] {
            sums.intents.iter_mut().zip(&other.intents).for_each(|(sum, other)| *sum += other);
            sums.squares += other.squares;
        }
        self.known |= other.known;
    }

    /// The scores; nothing where there is no feature that an example holds.
    pub fn scores(&self, classifier: &Classifier) -> Option<Scores> {
        if !self.known {
            return None;
        }
        let share = |sums: &Sums| classifier.unit / sums.squares.sqrt().max(f32::MIN_POSITIVE);
        let (words, letters) = (WORDS_COUNT * share(&self.words), share(&self.letters));
        let each = classifier.biases.iter().zip(self.words.intents.iter().zip(&self.letters.intents));
        Some(
            each.map(|(bias, (of_words, of_letters))| bias + *of_words as f32 * words + *of_letters as f32 * letters)
                .collect(),
        )
    }

    /// The intent that fits best, whether or not it reaches the threshold; nothing where none of them fits better.
    pub fn guess(&self, classifier: &Classifier) -> Option<Guess> {
        let scores = self.scores(classifier)?;
        let mut best: Option<Guess> = None;
        for (intent, score) in classifier.intents.iter().zip(&scores) {
            if best.is_none_or(|best| *score > best.score) {
                best = Some(Guess { intent: *intent, score: *score });
            }
        }
        let none = scores.get(classifier.intents.len());
        best.filter(|best| none.is_none_or(|none| best.score > *none))
    }
}

impl Sums {
    /// Adds the weights of a feature for few intents.
    fn add(&mut self, classifier: &Classifier, feature: &Feature) {
        let first = feature.few as usize;
        for weight in classifier.few.get(first..first + feature.count as usize).unwrap_or_default() {
            if let Some(sum) = self.intents.get_mut(usize::from(weight.intent)) {
                *sum += i32::from(weight.weight);
            }
        }
    }
}

/// Weights for many intents: as many as sixteen bits hold the sum of.
struct Rows {
    first: SmallVec<[u32; MOST_TOGETHER]>,
}

impl Rows {
    fn new() -> Self {
        Rows { first: SmallVec::new() }
    }

    /// Takes one more in, by where its weights begin; how many there are now.
    fn push(&mut self, first: u32) -> usize {
        self.first.push(first);
        self.first.len()
    }

    fn add_to(&mut self, classifier: &Classifier, sums: &mut Sums) {
        let (rows, _) = sums.intents.as_chunks_mut::<{ Feature::AT_ONCE }>();
        for (row, sums) in rows.iter_mut().enumerate() {
            let mut total = [0i16; Feature::AT_ONCE];
            for first in &self.first {
                if let Some(weights) = classifier.many.get(*first as usize + row) {
                    total.iter_mut().zip(weights).for_each(|(sum, weight)| *sum = sum.wrapping_add(*weight));
                }
            }
            sums.iter_mut().zip(total).for_each(|(sum, total)| *sum += i32::from(total));
        }
        self.first.clear();
    }
}

/// Scores a normalised text; nothing where it holds no feature that an example holds.
pub fn scores(classifier: &Classifier, text: &str) -> Option<Scores> {
    Tally::new(classifier, text).scores(classifier)
}

/// The intent a normalised text fits best, whether or not it reaches the threshold; nothing where none of them fits better.
pub fn guess(classifier: &Classifier, text: &str) -> Option<Guess> {
    Tally::new(classifier, text).guess(classifier)
}

/// How sure an answer of this score is: the share of such answers among the examples, left out one at a time, that were right.
pub fn confidence(classifier: &Classifier, score: f32) -> f32 {
    let (slope, start) = classifier.curve;
    1.0 / (1.0 + (-(slope * score + start)).exp())
}

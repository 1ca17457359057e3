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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::super::vectors::{Vectors, rarity};
    use super::super::weights::{Kept, kept};
    use super::{Tally, features};
    use crate::program::Classifier;

    /// What is heard of `text` after a lesson of weights, and what each of its features says by itself, added up: the units, and the squares.
    type Said = (Vec<i32>, f32);

    fn said(texts: &[String], weights: &[Vec<(u32, f32)>], text: &str) -> (Said, Said) {
        let vectors = Vectors::new(texts);
        let columns = vectors.columns.len() as u32;
        let weights: Vec<Vec<(u32, f32)>> = weights
            .iter()
            .map(|one| one.iter().map(|(column, weight)| (column % columns, *weight)).collect::<FxHashMap<_, _>>())
            .map(|one| one.into_iter().collect())
            .collect();
        let Kept { features: table, few, many, unit, together } = kept(&vectors, &weights);
        let unseen = rarity(vectors.len(), 0);
        let biases = vec![0.0; weights.len()];
        let classifier =
            Classifier { features: table, few, many, unit, together, biases, unseen, ..Classifier::default() };
        let tally = Tally::new(&classifier, text);
        let heard = tally.words.intents.iter().zip(&tally.letters.intents).map(|(words, letters)| words + letters);
        let heard = (heard.take(weights.len()).collect(), tally.words.squares + tally.letters.squares);

        let (mut units, mut squares) = (vec![0; weights.len()], 0.0);
        features(text, |_, together| {
            for hash in together {
                let Some(seen) = vectors.features.iter().find(|seen| seen.hash == *hash) else {
                    squares += unseen * unseen;
                    continue;
                };
                let column = &vectors.columns[seen.column as usize];
                squares += column.rarity * column.rarity;
                for (units, weights) in units.iter_mut().zip(&weights) {
                    let own = weights.iter().find(|(of, _)| *of == seen.column).map_or(0.0, |(_, weight)| *weight);
                    let own = (own * column.rarity / column.root / unit).round() as i32;
                    *units += if own.abs() >= 4 { own } else { 0 };
                }
            }
        });
        (heard, (units, squares))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_longest_run_says_what_all_that_begin_with_it_say(
            texts in prop::collection::vec("[abc][abc ]{0,9}", 1..5),
            weights in prop::collection::vec(prop::collection::vec((0u32..200, -1.0f32..1.0), 0..60), 1..40),
            text in "[abcd ]{1,40}",
        ) {
            let ((heard, squares), (units, each)) = said(&texts, &weights, &text);
            prop_assert_eq!(heard, units);
            prop_assert!((squares - each).abs() <= each * 1e-4, "{} and {}", squares, each);
        }
    }
}

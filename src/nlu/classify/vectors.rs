//! Texts as vectors: how often each feature stands in them and how rare it is among the examples (tf-idf).

use rustc_hash::FxHashMap;

use super::features::{Part, features};

/// What the words of a text count beside its runs of letters; by cross-validation on the sets of `docs/understanding.md`.
pub(super) const WORDS_COUNT: f32 = 0.5;

/// The features of all examples, and the examples in terms of them.
pub(super) struct Vectors {
    /// The features, the most frequent first.
    pub features: Vec<Seen>,
    /// Every example's features, one example behind the other: the feature's place and its value.
    entries: Vec<(u32, f32)>,
    /// Where each example begins, and behind the last where it ends.
    bounds: Vec<usize>,
}

/// A feature that examples hold.
pub(super) struct Seen {
    pub hash: u32,
    pub rarity: f32,
}

impl Vectors {
    /// Reads normalised texts.
    pub fn new(texts: &[String]) -> Self {
        let mut frequency: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
        for (row, text) in texts.iter().enumerate() {
            features(text, |_, hash| {
                let (count, last) = frequency.entry(hash).or_insert((0, usize::MAX));
                if std::mem::replace(last, row) != row {
                    *count += 1;
                }
            });
        }
        let mut order: Vec<(u32, u32)> = frequency.iter().map(|(hash, (count, _))| (*count, *hash)).collect();
        // What is looked at most often stands together, which the processor's cache likes.
        order.sort_unstable_by_key(|(count, hash)| (std::cmp::Reverse(*count), *hash));
        let features_seen: Vec<Seen> =
            order.iter().map(|&(count, hash)| Seen { hash, rarity: rarity(texts.len(), count) }).collect();
        let places: FxHashMap<u32, u32> = (0u32..).zip(&order).map(|(place, (_, hash))| (*hash, place)).collect();
        let mut vectors = Vectors { features: features_seen, entries: Vec::new(), bounds: vec![0] };
        let mut row: Vec<(u32, Part)> = Vec::new();
        for text in texts {
            row.clear();
            features(text, |part, hash| row.extend(places.get(&hash).map(|place| (*place, part))));
            vectors.push(&mut row);
        }
        vectors
    }

    fn push(&mut self, row: &mut [(u32, Part)]) {
        let rare = |place: u32| self.features.get(place as usize).map_or(0.0, |feature| feature.rarity);
        let length = |of: Part| {
            let squares = row.iter().filter(|(_, part)| *part == of).map(|(place, _)| rare(*place) * rare(*place));
            squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
        };
        let shares = [WORDS_COUNT / length(Part::Words), 1.0 / length(Part::Letters)];
        row.sort_unstable_by_key(|(place, _)| *place);
        let start = self.entries.len();
        for &(place, part) in row.iter() {
            let value = rare(place) * if part == Part::Words { shares[0] } else { shares[1] };
            match self.entries.get_mut(start..).and_then(<[_]>::last_mut) {
                Some((last, sum)) if *last == place => *sum += value,
                _ => self.entries.push((place, value)),
            }
        }
        self.bounds.push(self.entries.len());
    }

    /// How many examples there are.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The features of an example, by their places, with their values.
    pub fn row(&self, row: usize) -> &[(u32, f32)] {
        let bound = |index: usize| self.bounds.get(index).copied().unwrap_or_default();
        self.entries.get(bound(row)..bound(row + 1)).unwrap_or_default()
    }
}

/// How rare a feature is that `count` of so many examples hold: `ln((1 + examples) / (1 + count)) + 1`.
pub(super) fn rarity(examples: usize, count: u32) -> f32 {
    (((1 + examples) as f64 / f64::from(1 + count)).ln() + 1.0) as f32
}

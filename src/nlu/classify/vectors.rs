//! Texts as vectors: how often each feature stands in them and how rare it is among the examples (tf-idf).
//!
//! Features that stand in the same examples equally often, as the runs inside one word do, make one column: what is learnt of one of them is learnt
//! of all, to the last bit, and there are several times fewer columns to learn.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::features::{Part, features, mixed};

/// What the words of a text count beside its runs of letters; by cross-validation on the sets of `docs/understanding.md`.
pub(super) const WORDS_COUNT: f32 = 0.5;

/// The features of all examples, and the examples in terms of them.
pub(super) struct Vectors {
    /// The features.
    pub features: Vec<Seen>,
    /// The columns, those in most examples first.
    pub columns: Vec<Column>,
    /// Every example's columns, one example behind the other: the column and its value.
    entries: Vec<(u32, f32)>,
    /// Where each example begins, and behind the last where it ends.
    bounds: Vec<usize>,
}

/// A feature that examples hold.
pub(super) struct Seen {
    pub hash: u32,
    /// The column it belongs to.
    pub column: u32,
    /// The hash of the run that is one letter shorter and begins at the same place; 0 for the shortest runs and for words.
    pub shorter: u32,
}

/// Features that always stand together.
pub(super) struct Column {
    /// How rare each of them is.
    pub rarity: f32,
    /// The root of how many there are.
    pub root: f32,
}

/// A feature in a text.
struct Occurrence {
    /// Its hash, and then its place among the features.
    feature: u32,
    part: Part,
    times: u32,
    /// The hash of the run that is one letter shorter.
    shorter: u32,
}

/// What is known of a feature when all texts are read.
struct Found {
    hash: u32,
    shorter: u32,
    /// In how many texts it stands.
    frequency: u32,
    /// In which, and how often in each: two features with one trace always stand together.
    trace: u64,
}

impl Vectors {
    /// Reads normalised texts.
    pub fn new(texts: &[String]) -> Self {
        let mut rows: Vec<Vec<Occurrence>> = texts.par_iter().map(|text| occurrences(text)).collect();
        let found = found(&mut rows);
        let mut order: Vec<u32> = (0u32..).take(found.len()).collect();
        // What is looked at most often stands together, which the processor's cache likes.
        let rank = |place: &u32| found.get(*place as usize).map(|one| (!one.frequency, one.trace, one.hash));
        order.par_sort_unstable_by_key(rank);
        let mut vectors = Vectors { features: Vec::new(), columns: Vec::new(), entries: Vec::new(), bounds: vec![0] };
        // The column of each feature, and whether it is the first of them: the others say the same.
        let mut columns: Vec<(u32, bool)> = vec![(0, false); found.len()];
        let alike = |one: &u32, other: &u32| match (found.get(*one as usize), found.get(*other as usize)) {
            (Some(one), Some(other)) => one.frequency == other.frequency && one.trace == other.trace,
            _ => false,
        };
        for (column, together) in (0u32..).zip(order.chunk_by(alike)) {
            for (index, place) in together.iter().enumerate() {
                let (Some(one), Some(of)) = (found.get(*place as usize), columns.get_mut(*place as usize)) else {
                    continue;
                };
                *of = (column, index == 0);
                vectors.features.push(Seen { hash: one.hash, column, shorter: one.shorter });
                if index == 0 {
                    let rarity = rarity(texts.len(), one.frequency);
                    vectors.columns.push(Column { rarity, root: (together.len() as f32).sqrt() });
                }
            }
        }
        rows.iter().for_each(|row| vectors.push(row, &columns));
        vectors
    }

    fn push(&mut self, row: &[Occurrence], columns: &[(u32, bool)]) {
        let mut squares = [0.0f32; 2];
        let start = self.entries.len();
        let mut parts = Vec::with_capacity(row.len());
        for one in row {
            let Some(&(column, is_first)) = columns.get(one.feature as usize) else { continue };
            let Some(of) = self.columns.get(column as usize) else { continue };
            let [words, letters] = &mut squares;
            let sum = if one.part == Part::Words { words } else { letters };
            *sum += one.times as f32 * of.rarity * of.rarity;
            if is_first {
                parts.push((column, one.part, one.times as f32 * of.rarity * of.root));
            }
        }
        let [words, letters] = squares.map(|squares| 1.0 / squares.sqrt().max(f32::MIN_POSITIVE));
        let share = |part| if part == Part::Words { WORDS_COUNT * words } else { letters };
        self.entries.extend(parts.iter().map(|&(column, part, value)| (column, value * share(part))));
        if let Some(entries) = self.entries.get_mut(start..) {
            entries.sort_unstable_by_key(|(column, _)| *column);
        }
        self.bounds.push(self.entries.len());
    }

    /// How many examples there are.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The columns of an example, with their values.
    pub fn row(&self, row: usize) -> &[(u32, f32)] {
        let bound = |index: usize| self.bounds.get(index).copied().unwrap_or_default();
        self.entries.get(bound(row)..bound(row + 1)).unwrap_or_default()
    }
}

/// The features of a text, each once, by their hashes.
fn occurrences(text: &str) -> Vec<Occurrence> {
    let mut all: Vec<(u32, Part, u32)> = Vec::new();
    features(text, |part, together| {
        let shorter = std::iter::once(&0).chain(together);
        all.extend(together.iter().zip(shorter).map(|(hash, shorter)| (*hash, part, *shorter)));
    });
    all.sort_unstable();
    let once = |same: &[(u32, Part, u32)]| {
        let &(feature, part, shorter) = same.first()?;
        Some(Occurrence { feature, part, times: same.len() as u32, shorter })
    };
    all.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).filter_map(once).collect()
}

/// The features of all rows, in the order in which they come; the rows then name them by their places.
fn found(rows: &mut [Vec<Occurrence>]) -> Vec<Found> {
    let mut places: FxHashMap<u32, u32> = FxHashMap::default();
    let mut found: Vec<Found> = Vec::new();
    for (number, row) in (1u64..).zip(rows) {
        for one in row {
            let next = found.len() as u32;
            let place = *places.entry(one.feature).or_insert(next);
            if place == next {
                found.push(Found { hash: one.feature, shorter: one.shorter, frequency: 0, trace: 0 });
            }
            one.feature = place;
            let Some(feature) = found.get_mut(place as usize) else { continue };
            feature.frequency += 1;
            feature.trace = mixed(mixed(feature.trace, number), u64::from(one.times) << 1 | one.part as u64);
        }
    }
    found
}

/// How rare a feature is that `count` of so many examples hold: `ln((1 + examples) / (1 + count)) + 1`.
pub(super) fn rarity(examples: usize, count: u32) -> f32 {
    (((1 + examples) as f64 / f64::from(1 + count)).ln() + 1.0) as f32
}

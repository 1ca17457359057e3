//! One intent against all others: a linear support vector machine with squared slack, by dual coordinate descent with shrinking.
//!
//! Hsieh, Chang, Lin, Keerthi and Sundararajan, "A dual coordinate descent method for large-scale linear SVM" (ICML 2008).

use super::super::random::Random;
use super::vectors::Vectors;

/// What a mistake costs beside the length of the weights; by cross-validation on the sets of `docs/understanding.md`.
const COST: f32 = 2.0;

/// What the mean of an intent's examples counts beside the weights, divided by the root of how many there are.
///
/// Few examples leave much to chance, which their mean evens out: on the Spanish set, with five each, it is worth two in a hundred.
const MEAN_COUNTS: f32 = 1.0;

/// How far apart the steepest slopes may lie at the end. The reference implementation stops at 0.1, which costs a third more time and told no
/// sentence more of those measured in `docs/understanding.md`.
const NEAR_ENOUGH: f32 = 0.5;

/// Passes over the examples at most.
const MOST_PASSES: usize = 60;

/// What an example is left out by, beside its length: what its own weight adds to its score and others would not make good.
///
/// Between 0, where nothing changes without it, and 1; chosen so that the share of right answers is that of cross-validation.
const LEFT_OUT: f32 = 0.7;

/// What was learnt for one intent.
pub(super) struct Learned {
    /// The weights that are not 0, by column.
    pub weights: Vec<(u32, f32)>,
    /// What its score begins with.
    pub bias: f32,
    /// The score of every example, as if it had been left out.
    pub left_out: Vec<f32>,
}

/// Room for the weights of all columns, used again for the next intent.
pub(super) struct Room {
    weights: Vec<f32>,
    alphas: Vec<f32>,
    active: Vec<u32>,
}

impl Room {
    pub fn new(vectors: &Vectors) -> Self {
        Room {
            weights: vec![0.0; vectors.columns.len()],
            alphas: vec![0.0; vectors.len()],
            active: Vec::with_capacity(vectors.len()),
        }
    }

    /// Learns which examples are of an intent; `lengths` are the squares of theirs, and `seed` orders them.
    pub fn learn(&mut self, vectors: &Vectors, lengths: &[f32], of: impl Fn(usize) -> bool, seed: u64) -> Learned {
        self.weights.fill(0.0);
        self.alphas.fill(0.0);
        self.active.clear();
        self.active.extend((0u32..).take(vectors.len()));
        let mut bias = 0.0f32;
        let mut random = Random(seed);
        let own = 1.0 / (2.0 * COST);
        let mut highest_before = f32::INFINITY;
        let mut last_round = false;
        for _ in 0..MOST_PASSES {
            let (mut highest, mut lowest) = (f32::NEG_INFINITY, f32::INFINITY);
            random.shuffle(&mut self.active);
            let mut kept = 0;
            for at in 0..self.active.len() {
                let Some(&row) = self.active.get(at) else { break };
                let index = row as usize;
                let entries = vectors.row(index);
                let (Some(alpha), Some(length)) = (self.alphas.get_mut(index), lengths.get(index)) else { break };
                let sign = if of(index) { 1.0 } else { -1.0 };
                let gradient = sign * (score(&self.weights, entries) + bias) - 1.0 + *alpha * own;
                // What is right with room to spare rests until the end.
                if *alpha == 0.0 && gradient > highest_before {
                    continue;
                }
                if let Some(place) = self.active.get_mut(kept) {
                    *place = row;
                }
                kept += 1;
                let slope = if *alpha == 0.0 { gradient.min(0.0) } else { gradient };
                (highest, lowest) = (highest.max(slope), lowest.min(slope));
                if slope.abs() > 1e-6 {
                    let before = *alpha;
                    *alpha = (before - gradient / (length + 1.0 + own)).max(0.0);
                    let step = (*alpha - before) * sign;
                    bias += step;
                    for &(column, value) in entries {
                        if let Some(weight) = self.weights.get_mut(column as usize) {
                            *weight += step * value;
                        }
                    }
                }
            }
            self.active.truncate(kept);
            if highest - lowest <= NEAR_ENOUGH {
                if last_round || kept == vectors.len() {
                    break;
                }
                // All of them once more: what rested may be wrong by now.
                self.active.clear();
                self.active.extend((0u32..).take(vectors.len()));
                highest_before = f32::INFINITY;
                last_round = true;
                continue;
            }
            last_round = false;
            highest_before = if highest > 0.0 { highest } else { f32::INFINITY };
        }
        let examples = (0..vectors.len()).filter(|row| of(*row)).count().max(1) as f32;
        let of_mean = MEAN_COUNTS / (examples.sqrt() * examples);
        for row in (0..vectors.len()).filter(|row| of(*row)) {
            for &(column, value) in vectors.row(row) {
                if let Some(weight) = self.weights.get_mut(column as usize) {
                    *weight += of_mean * value;
                }
            }
        }
        let left_out = (0..vectors.len()).map(|row| {
            let alpha = self.alphas.get(row).copied().unwrap_or_default();
            let length = lengths.get(row).copied().unwrap_or_default();
            let own = if of(row) { alpha * LEFT_OUT + of_mean } else { -alpha * LEFT_OUT };
            score(&self.weights, vectors.row(row)) + bias - own * length
        });
        let left_out = left_out.collect();
        let weights = (0u32..).zip(&self.weights).filter(|(_, weight)| **weight != 0.0);
        Learned { weights: weights.map(|(place, weight)| (place, *weight)).collect(), bias, left_out }
    }
}

/// Four sums beside each other, because each addition waits for the one before it.
fn score(weights: &[f32], entries: &[(u32, f32)]) -> f32 {
    let product = |&(column, value): &(u32, f32)| weights.get(column as usize).map_or(0.0, |weight| weight * value);
    let (fours, rest) = entries.as_chunks::<4>();
    let mut sums = [0.0f32; 4];
    for four in fours {
        sums.iter_mut().zip(four).for_each(|(sum, entry)| *sum += product(entry));
    }
    sums.iter().sum::<f32>() + rest.iter().map(product).sum::<f32>()
}

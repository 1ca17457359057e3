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

/// How far apart the steepest slopes may lie at the end, as in the reference implementation. With 0.5 the order of the examples decides more than they
/// do: on the Spanish set it cost one sentence in a hundred.
const NEAR_ENOUGH: f32 = 0.1;

/// Passes over the examples at most.
const MOST_PASSES: usize = 60;

/// What an example is left out by, beside its length: what its own weight adds to its score and others would not make good.
///
/// Between 0, where nothing changes without it, and 1; chosen so that the share of right answers is that of cross-validation.
const LEFT_OUT: f32 = 0.7;

/// How many intents are learnt side by side: what an example holds is read once for all of them, and the processor adds up several at a time.
pub(super) const LANES: usize = 8;

/// A figure of each of them.
type Lanes = [f32; LANES];

/// What was learnt for one intent.
pub(super) struct Learned {
    /// The weights that are not 0, by column.
    pub weights: Vec<(u32, f32)>,
    /// What its score begins with.
    pub bias: f32,
    /// The score of every example, as if it had been left out.
    pub left_out: Vec<f32>,
}

/// Room for what is learnt side by side, used again for the next ones.
pub(super) struct Room {
    /// Of every column.
    weights: Vec<Lanes>,
    /// Of every example, what it counts, and which of the intents it rests in, a bit each.
    alphas: Vec<Lanes>,
    resting: Vec<u8>,
    /// The examples that do not rest in all of them.
    active: Vec<u32>,
}

/// How far one of the intents is.
#[derive(Clone, Copy)]
struct Progress {
    bias: f32,
    /// The steepest slopes of this pass, and the highest of the one before.
    highest: f32,
    lowest: f32,
    highest_before: f32,
    /// How many examples did not rest in this pass.
    kept: usize,
    /// Whether this pass looks at all of them once more.
    last_round: bool,
    done: bool,
}

impl Progress {
    /// Before the first pass of the intent of a lane; lanes without one are done.
    fn new(is_used: bool) -> Self {
        let (highest, lowest) = (f32::NEG_INFINITY, f32::INFINITY);
        let highest_before = f32::INFINITY;
        Progress { bias: 0.0, highest, lowest, highest_before, kept: 0, last_round: false, done: !is_used }
    }

    /// Behind a pass; whether all examples are to be looked at once more, for what rested may be wrong by now.
    fn turn(&mut self, examples: usize) -> bool {
        let near = self.highest - self.lowest <= NEAR_ENOUGH;
        self.done |= near && (self.last_round || self.kept == examples);
        self.last_round = near;
        self.highest_before = if !near && self.highest > 0.0 { self.highest } else { f32::INFINITY };
        (self.highest, self.lowest, self.kept) = (f32::NEG_INFINITY, f32::INFINITY, 0);
        near && !self.done
    }
}

impl Room {
    pub fn new(vectors: &Vectors) -> Self {
        Room {
            weights: vec![[0.0; LANES]; vectors.columns.len()],
            alphas: vec![[0.0; LANES]; vectors.len()],
            resting: vec![0; vectors.len()],
            active: Vec::with_capacity(vectors.len()),
        }
    }

    /// Learns which examples are of which intents: of so many, at most [`LANES`]. `lengths` are the squares of the examples', `of` says to which of the
    /// intents one belongs, and `seed` orders them.
    pub fn learn(
        &mut self,
        vectors: &Vectors,
        lengths: &[f32],
        intents: usize,
        of: impl Fn(usize) -> Option<usize>,
        seed: u64,
    ) -> Vec<Learned> {
        self.weights.fill([0.0; LANES]);
        self.alphas.fill([0.0; LANES]);
        self.wake(vectors, u8::MAX);
        let mut random = Random(seed);
        let mut lanes: [Progress; LANES] = std::array::from_fn(|lane| Progress::new(lane < intents));
        for _ in 0..MOST_PASSES {
            random.shuffle(&mut self.active);
            self.pass(vectors, lengths, &of, &mut lanes);
            let mut woken = 0;
            for (lane, progress) in lanes.iter_mut().enumerate().filter(|(_, progress)| !progress.done) {
                if progress.turn(vectors.len()) {
                    woken |= 1 << lane;
                }
            }
            if woken != 0 {
                self.wake(vectors, woken);
            }
            if lanes.iter().all(|progress| progress.done) {
                break;
            }
        }
        self.learned(vectors, lengths, &of, lanes.get(..intents).unwrap_or_default())
    }

    /// Has no example rest any more in the intents of these bits.
    fn wake(&mut self, vectors: &Vectors, bits: u8) {
        self.resting.iter_mut().for_each(|resting| *resting &= !bits);
        self.active.clear();
        self.active.extend((0u32..).take(vectors.len()));
    }

    /// Goes once through the examples that do not rest.
    fn pass(
        &mut self,
        vectors: &Vectors,
        lengths: &[f32],
        of: impl Fn(usize) -> Option<usize>,
        lanes: &mut [Progress; LANES],
    ) {
        const OWN: f32 = 1.0 / (2.0 * COST);
        let Room { weights, alphas, resting, active } = self;
        active.retain(|row| {
            let index = *row as usize;
            let entries = vectors.row(index);
            let (Some(alphas), Some(resting), Some(length)) =
                (alphas.get_mut(index), resting.get_mut(index), lengths.get(index))
            else {
                return false;
            };
            let of = of(index);
            let mut steps = [0.0; LANES];
            let mut is_kept = false;
            let scores = scores(weights, entries);
            let each = lanes.iter_mut().zip(alphas).zip(scores).zip(&mut steps).enumerate();
            for (lane, (((progress, alpha), score), step)) in each {
                let bit = 1 << lane;
                if progress.done || *resting & bit != 0 {
                    continue;
                }
                let sign = if of == Some(lane) { 1.0 } else { -1.0 };
                let gradient = sign * (score + progress.bias) - 1.0 + *alpha * OWN;
                // What is right with room to spare rests until the end.
                if *alpha == 0.0 && gradient > progress.highest_before {
                    *resting |= bit;
                    continue;
                }
                is_kept = true;
                progress.kept += 1;
                let slope = if *alpha == 0.0 { gradient.min(0.0) } else { gradient };
                progress.highest = progress.highest.max(slope);
                progress.lowest = progress.lowest.min(slope);
                if slope.abs() > 1e-6 {
                    let before = *alpha;
                    *alpha = (before - gradient / (length + 1.0 + OWN)).max(0.0);
                    *step = (*alpha - before) * sign;
                    progress.bias += *step;
                }
            }
            if steps != [0.0; LANES] {
                add(weights, entries, &steps);
            }
            is_kept
        });
    }

    /// What came of it, with the mean of each intent's examples added.
    fn learned(
        &mut self,
        vectors: &Vectors,
        lengths: &[f32],
        of: impl Fn(usize) -> Option<usize>,
        lanes: &[Progress],
    ) -> Vec<Learned> {
        let mut examples = [0.0f32; LANES];
        for lane in (0..vectors.len()).filter_map(&of) {
            if let Some(count) = examples.get_mut(lane) {
                *count += 1.0;
            }
        }
        let of_mean = examples.map(|count| MEAN_COUNTS / (count.max(1.0).sqrt() * count.max(1.0)));
        for row in 0..vectors.len() {
            if let Some(of) = of(row) {
                let steps =
                    std::array::from_fn(
                        |lane| if lane == of { of_mean.get(lane).copied().unwrap_or_default() } else { 0.0 },
                    );
                add(&mut self.weights, vectors.row(row), &steps);
            }
        }
        let mut learned: Vec<Learned> = lanes
            .iter()
            .map(|progress| Learned {
                weights: Vec::new(),
                bias: progress.bias,
                left_out: Vec::with_capacity(vectors.len()),
            })
            .collect();
        for (row, (alphas, length)) in self.alphas.iter().zip(lengths).enumerate() {
            let scores = scores(&self.weights, vectors.row(row));
            let each = learned.iter_mut().zip(scores).zip(alphas).zip(of_mean).enumerate();
            for (lane, (((learned, score), alpha), of_mean)) in each {
                let own = if of(row) == Some(lane) { alpha * LEFT_OUT + of_mean } else { -alpha * LEFT_OUT };
                learned.left_out.push(score + learned.bias - own * length);
            }
        }
        for (column, weights) in (0u32..).zip(&self.weights) {
            for (learned, weight) in learned.iter_mut().zip(weights).filter(|(_, weight)| **weight != 0.0) {
                learned.weights.push((column, *weight));
            }
        }
        learned
    }
}

/// What an example scores in every lane. Two sums beside each other, because each addition waits for the one before it.
fn scores(weights: &[Lanes], entries: &[(u32, f32)]) -> Lanes {
    let mut sums = [[0.0f32; LANES]; 2];
    let add = |sums: &mut Lanes, &(column, value): &(u32, f32)| {
        if let Some(weights) = weights.get(column as usize) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * value);
        }
    };
    let (pairs, rest) = entries.as_chunks::<2>();
    for pair in pairs {
        sums.iter_mut().zip(pair).for_each(|(sums, entry)| add(sums, entry));
    }
    let [mut sums, others] = sums;
    rest.iter().for_each(|entry| add(&mut sums, entry));
    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += other);
    sums
}

/// Adds an example to the weights of every lane, as many times as the steps say.
fn add(weights: &mut [Lanes], entries: &[(u32, f32)], steps: &Lanes) {
    for &(column, value) in entries {
        if let Some(weights) = weights.get_mut(column as usize) {
            weights.iter_mut().zip(steps).for_each(|(weight, step)| *weight += step * value);
        }
    }
}

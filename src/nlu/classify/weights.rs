//! What was learnt, as it is kept: in whole units, so that a score is a mere sum and the same on every machine.

use rustc_hash::FxHashMap;

use super::table::table;
use super::vectors::Vectors;
use crate::program::{Feature, Weight};

/// Units of the greatest weight. So many that [`MOST_TOGETHER`] weights add up within sixteen bits.
const MOST_UNITS: f32 = 2_047.0;

/// How many rows of weights may be added up in sixteen bits at most.
pub(super) const MOST_TOGETHER: usize = 16;

/// Weights of fewer units say nothing.
const LEAST_UNITS: u16 = 4;

/// What has weights for one of so many intents has them for all: adding whole rows costs no more then.
const SHARE_OF_MANY: usize = 12;

/// Fewer weights than these are never a row.
const FEWEST_OF_MANY: usize = 4;

/// The weights, and the features that have them.
pub(super) struct Kept {
    pub features: Vec<Feature>,
    pub few: Vec<Weight>,
    pub many: Vec<[i16; Feature::AT_ONCE]>,
    pub unit: f32,
    pub together: usize,
}

/// The weights that say something, times how rare their features are; `all` has those of every intent, by column.
pub(super) fn kept(vectors: &Vectors, all: &[Vec<(u32, f32)>]) -> Kept {
    let of_feature = |column: u32, weight: f32| {
        vectors.columns.get(column as usize).map_or(0.0, |column| weight * column.rarity / column.root)
    };
    let greatest = all
        .iter()
        .flatten()
        .fold(f32::MIN_POSITIVE, |greatest, (column, weight)| greatest.max(of_feature(*column, *weight).abs()));
    let unit = greatest / MOST_UNITS;
    let mut by_column: Vec<Vec<Weight>> = vec![Vec::new(); vectors.columns.len()];
    for (intent, weights) in (0u16..).zip(all) {
        for &(column, weight) in weights {
            let weight = (of_feature(column, weight) / unit).round() as i16;
            if weight.unsigned_abs() >= LEAST_UNITS
                && let Some(of) = by_column.get_mut(column as usize)
            {
                of.push(Weight { intent, weight });
            }
        }
    }
    let mut store = Store { few: Vec::new(), many: Vec::new(), intents: all.len() };
    let mut known: FxHashMap<u32, Feature> = FxHashMap::default();
    known.reserve(vectors.features.len());
    // A run waits for the one that is a letter shorter, so this goes round a few times; what waits for nothing, since hashes met, is left out.
    let mut waiting: Vec<_> = vectors.features.iter().collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|seen| {
            let shorter = known.get(&seen.shorter).copied();
            if seen.shorter != 0 && shorter.is_none() {
                return true;
            }
            let rarity = vectors.columns.get(seen.column as usize).map_or(0.0, |column| column.rarity);
            let own = by_column.get(seen.column as usize).map_or(&[][..], Vec::as_slice);
            let feature = store.put(own, shorter.unwrap_or(Feature { many: Feature::NONE, ..Feature::default() }));
            let squares = feature.squares + rarity * rarity;
            known.insert(seen.hash, Feature { hash: seen.hash, rarity, squares, ..feature });
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    let features = table(vectors.features.iter().filter_map(|seen| known.get(&seen.hash).copied()).collect());
    let together = store.together();
    Kept { features, few: store.few, many: store.many, unit, together }
}

/// The weights of all features.
struct Store {
    few: Vec<Weight>,
    many: Vec<[i16; Feature::AT_ONCE]>,
    intents: usize,
}

impl Store {
    /// A feature's own weights and those of the run before it, which is one letter shorter.
    fn put(&mut self, own: &[Weight], shorter: Feature) -> Feature {
        if own.is_empty() {
            return shorter;
        }
        let few = shorter.few as usize..(shorter.few + shorter.count) as usize;
        let joined = joined(self.few.get(few).unwrap_or_default(), own);
        if joined.len() * SHARE_OF_MANY < self.intents || joined.len() < FEWEST_OF_MANY {
            let (few, count) = (self.few.len() as u32, joined.len() as u32);
            self.few.extend(joined);
            return Feature { few, count, ..shorter };
        }
        let (first, rows) = (self.many.len(), self.intents.div_ceil(Feature::AT_ONCE));
        let before = shorter.many as usize;
        match before.checked_add(rows) {
            Some(end) if shorter.many != Feature::NONE && end <= first => self.many.extend_from_within(before..end),
            _ => self.many.resize(first + rows, [0; Feature::AT_ONCE]),
        }
        for Weight { intent, weight } in joined {
            let (row, lane) = (usize::from(intent) / Feature::AT_ONCE, usize::from(intent) % Feature::AT_ONCE);
            if let Some(place) = self.many.get_mut(first + row).and_then(|row| row.get_mut(lane)) {
                *place += weight;
            }
        }
        Feature { few: 0, count: 0, many: first as u32, ..shorter }
    }

    /// How many rows may be added up in sixteen bits.
    fn together(&self) -> usize {
        let greatest = self.many.iter().flatten().map(|weight| weight.unsigned_abs()).max().unwrap_or_default();
        (i16::MAX.unsigned_abs() / greatest.max(1)).clamp(1, MOST_TOGETHER as u16).into()
    }
}

/// Two lists of weights, added up; both are in the order of their intents.
fn joined(one: &[Weight], other: &[Weight]) -> Vec<Weight> {
    let mut joined = Vec::with_capacity(one.len() + other.len());
    let mut others = other.iter().peekable();
    for weight in one {
        while let Some(before) = others.next_if(|other| other.intent < weight.intent) {
            joined.push(*before);
        }
        let same = others.next_if(|other| other.intent == weight.intent).map_or(0, |same| same.weight);
        joined.push(Weight { intent: weight.intent, weight: weight.weight + same });
    }
    joined.extend(others);
    joined
}

//! What was learnt, as it is kept: in whole units, so that a score is a mere sum and the same on every machine.

use super::table::table;
use super::vectors::Vectors;
use crate::program::{Feature, Weight};

/// Units of the greatest weight. So many that [`TOGETHER`] weights add up within sixteen bits.
const MOST_UNITS: f32 = 2_047.0;

/// How many rows of weights may be added up in sixteen bits.
pub(super) const TOGETHER: usize = 16;

/// Weights of fewer units say nothing.
const LEAST_UNITS: u16 = 4;

/// A feature that has weights for one of so many intents has them for all: adding whole rows costs no more then.
const SHARE_OF_MANY: usize = 12;

/// The weights, and the features that have them.
pub(super) struct Kept {
    pub features: Vec<Feature>,
    pub few: Vec<Weight>,
    pub many: Vec<[i16; Feature::AT_ONCE]>,
    pub unit: f32,
}

/// The weights that say something, times how rare their features are; `all` has those of every intent, by column. Features of one column share them.
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
    let (mut few, mut many) = (Vec::new(), Vec::new());
    let mut place = |of: Vec<Weight>| {
        if of.len() * SHARE_OF_MANY < all.len() || of.len() < 4 {
            few.extend(&of);
            return (few.len() - of.len(), of.len() as u32);
        }
        let first = many.len();
        many.resize(first + all.len().div_ceil(Feature::AT_ONCE), [0; Feature::AT_ONCE]);
        for weight in of {
            let (row, lane) =
                (usize::from(weight.intent) / Feature::AT_ONCE, usize::from(weight.intent) % Feature::AT_ONCE);
            if let Some(place) = many.get_mut(first + row).and_then(|row| row.get_mut(lane)) {
                *place = weight.weight;
            }
        }
        (first, Feature::MANY)
    };
    let places: Vec<(usize, u32)> = by_column.into_iter().map(&mut place).collect();
    let feature = |seen: &super::vectors::Seen| {
        let (first, count) = places.get(seen.column as usize).copied().unwrap_or_default();
        let rarity = vectors.columns.get(seen.column as usize).map_or(0.0, |column| column.rarity);
        Feature { hash: seen.hash, rarity, first: first as u32, count }
    };
    let features = table(vectors.features.iter().map(feature));
    Kept { features, few, many, unit }
}

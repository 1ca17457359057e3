//! How alike two texts are.

use rustc_hash::FxHashMap;

use super::features::{Part, features};
use super::table::look_up;
use super::vectors::WORDS_COUNT;
use crate::program::Classifier;

/// The cosine of two normalised texts, by the features and their rarity that a classifier knows: 0 for nothing in common, 1 for the same.
pub fn similarity(classifier: &Classifier, one: &str, other: &str) -> f32 {
    let (one, other) = (vector(classifier, one), vector(classifier, other));
    let length = |vector: &FxHashMap<u32, f32>| vector.values().map(|value| value * value).sum::<f32>().sqrt();
    let shared: f32 = one.iter().filter_map(|(hash, value)| Some(value * other.get(hash)?)).sum();
    let lengths = length(&one) * length(&other);
    if lengths > 0.0 { (shared / lengths).min(1.0) } else { 0.0 }
}

fn vector(classifier: &Classifier, text: &str) -> FxHashMap<u32, f32> {
    let mut vector = FxHashMap::default();
    features(text, |part, together| {
        for hash in together {
            let rarity = look_up(classifier, *hash).map_or(classifier.unseen, |feature| feature.rarity);
            *vector.entry(*hash).or_insert(0.0) += rarity * if part == Part::Words { WORDS_COUNT } else { 1.0 };
        }
    });
    vector
}

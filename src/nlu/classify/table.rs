//! Features by their hashes: one look, and one cache line, for most.

use crate::program::{Classifier, Feature};

/// Puts features into a table; of two with one hash the first stays.
pub(super) fn table(features: Vec<Feature>) -> Vec<Feature> {
    let size = (features.len() * 2).next_power_of_two().max(2);
    let mut table = vec![Feature::default(); size];
    for feature in features {
        let mut place = feature.hash as usize;
        while let Some(there) = table.get_mut(place & (size - 1)) {
            if there.hash == 0 {
                *there = feature;
            }
            if there.hash == feature.hash {
                break;
            }
            place += 1;
        }
    }
    table
}

/// A feature the examples hold.
pub(super) fn look_up(classifier: &Classifier, hash: u32) -> Option<&Feature> {
    let mask = classifier.features.len().wrapping_sub(1);
    let mut place = hash as usize;
    loop {
        let there = classifier.features.get(place & mask)?;
        if there.hash == hash {
            return Some(there);
        }
        if there.hash == 0 {
            return None;
        }
        place += 1;
    }
}

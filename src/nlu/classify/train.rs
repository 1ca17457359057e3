//! Learning: one intent after the other, then what they need to be told apart.

use rayon::prelude::*;

use super::super::normalise::normalise;
use super::learn::{Learned, Room};
use super::settle::{Standing, settle};
use super::table::table;
use super::vectors::{Vectors, rarity};
use crate::program::{Classifier, Feature, IntentId, Weight};

/// The most sentences that are learnt from.
pub const MOST_LESSONS: usize = 20_000;

/// How many intents are learnt before what they say of every example is put together.
const AT_ONCE: usize = 64;

/// Weights of fewer units, of 32,767 that the greatest has, say nothing.
const LEAST_UNITS: u16 = 64;

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub struct Lesson<'a> {
    /// What it means; nothing for one that means none of the intents.
    pub intent: Option<IntentId>,
    /// As somebody wrote it.
    pub text: &'a str,
}

/// Learns to tell the intents of the lessons apart; nothing comes of fewer than two sentences. Lessons beyond [`MOST_LESSONS`] are left.
pub fn train(lessons: &[Lesson<'_>]) -> Option<Classifier> {
    let lessons = lessons.get(..MOST_LESSONS).unwrap_or(lessons);
    let mut intents: Vec<IntentId> = lessons.iter().filter_map(|lesson| lesson.intent).collect();
    intents.sort_unstable();
    intents.dedup();
    intents.truncate(usize::from(u16::MAX));
    if intents.is_empty() || lessons.len() < 2 {
        return None;
    }
    let texts: Vec<String> = lessons.par_iter().map(|lesson| normalise(lesson.text)).collect();
    let vectors = Vectors::new(&texts);
    let lengths: Vec<f32> =
        (0..vectors.len()).map(|row| vectors.row(row).iter().map(|(_, value)| value * value).sum()).collect();
    let mut standings = vec![Standing::default(); lessons.len()];
    let mut all: Vec<Vec<(u32, f32)>> = Vec::with_capacity(intents.len());
    let mut biases = Vec::with_capacity(intents.len());
    for (start, some) in (0..).step_by(AT_ONCE).zip(intents.chunks(AT_ONCE)) {
        let learned: Vec<Learned> = some
            .par_iter()
            .enumerate()
            .map_init(
                || Room::new(&vectors),
                |room, (number, intent)| {
                    let of = |row: usize| lessons.get(row).is_some_and(|lesson| lesson.intent == Some(*intent));
                    room.learn(&vectors, &lengths, of, (start + number) as u64 + 1)
                },
            )
            .collect();
        for (intent, learned) in some.iter().zip(learned) {
            for ((standing, lesson), score) in standings.iter_mut().zip(lessons).zip(&learned.left_out) {
                standing.take(*score, lesson.intent == Some(*intent));
            }
            biases.push(learned.bias);
            all.push(learned.weights);
        }
    }
    let of = |is_known: bool| {
        let some = standings.iter().zip(lessons).filter(move |(_, lesson)| lesson.intent.is_some() == is_known);
        some.map(|(one, _)| *one).collect::<Vec<_>>()
    };
    let (threshold, curve) = settle(&of(true), &of(false));
    let Kept { features, few, many, unit } = kept(&vectors, &all);
    let unseen = rarity(vectors.len(), 0);
    Some(Classifier {
        intents,
        features: table(features.into_iter()),
        few,
        many,
        unit,
        biases,
        unseen,
        threshold,
        curve,
    })
}

/// The features and their weights, in whole units.
struct Kept {
    features: Vec<Feature>,
    few: Vec<Weight>,
    many: Vec<i16>,
    unit: f32,
}

/// The weights that say something, feature by feature, times how rare the feature is: a score is then a mere sum.
fn kept(vectors: &Vectors, all: &[Vec<(u32, f32)>]) -> Kept {
    let rarity = |place: u32| vectors.features.get(place as usize).map_or(0.0, |seen| seen.rarity);
    let greatest = all
        .iter()
        .flatten()
        .fold(f32::MIN_POSITIVE, |greatest, (place, weight)| greatest.max((weight * rarity(*place)).abs()));
    let unit = greatest / f32::from(i16::MAX);
    let mut by_feature: Vec<Vec<Weight>> = vec![Vec::new(); vectors.features.len()];
    for (intent, weights) in (0u16..).zip(all) {
        for &(place, weight) in weights {
            let units = (weight * rarity(place) / unit).round() as i16;
            if units.unsigned_abs() >= LEAST_UNITS
                && let Some(of) = by_feature.get_mut(place as usize)
            {
                of.push(Weight { intent, weight: units });
            }
        }
    }
    let mut kept = Kept { features: Vec::with_capacity(by_feature.len()), few: Vec::new(), many: Vec::new(), unit };
    for (seen, of) in vectors.features.iter().zip(by_feature) {
        let (first, count) = if of.len() * 4 >= all.len() && of.len() > 4 {
            let first = kept.many.len();
            kept.many.resize(first + all.len(), 0);
            for weight in &of {
                if let Some(place) = kept.many.get_mut(first + usize::from(weight.intent)) {
                    *place = weight.weight;
                }
            }
            (first, Feature::MANY)
        } else {
            let first = kept.few.len();
            kept.few.extend(&of);
            (first, of.len() as u32)
        };
        kept.features.push(Feature { hash: seen.hash, rarity: seen.rarity, first: first as u32, count });
    }
    kept
}

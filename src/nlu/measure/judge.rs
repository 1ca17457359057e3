//! Sentences judged by a classifier that was taught with others.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::classify::{Lesson, guess, train};
use super::super::normalise::normalise;
use super::super::random::Random;
use super::labelled::Labelled;
use crate::program::{Classifier, IntentId};

/// What was said of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What it means; nothing where it means none of the intents.
    pub wanted: Option<Arc<str>>,
    /// What fits it best; nothing where not a letter of it is known.
    pub best: Option<Arc<str>>,
    /// How well that fits.
    pub score: f32,
    /// Whether the score reaches the threshold that the lessons set.
    pub counts: bool,
}

impl Judged {
    /// What a threshold makes of it.
    pub fn at(&self, threshold: f32) -> Option<&Arc<str>> {
        self.best.as_ref().filter(|_| self.score >= threshold)
    }

    /// What was understood, by the threshold that the lessons set.
    pub fn understood(&self) -> Option<&Arc<str>> {
        self.best.as_ref().filter(|_| self.counts)
    }
}

/// Learns from some sentences and judges others, and tells the threshold; nothing where there is nothing to learn.
pub fn judge(lessons: &[Labelled], asked: &[Labelled]) -> Option<(Vec<Judged>, f32)> {
    let taught: Vec<&Labelled> = lessons.iter().collect();
    let (names, classifier) = learn(&taught)?;
    Some((asked.par_iter().map(|one| judged(&classifier, &names, one)).collect(), classifier.threshold))
}

/// Judges every sentence by what the others teach: they are shuffled by a seed and dealt into `folds` heaps, and each heap is judged by the rest.
///
/// The threshold told is the mean of the folds'. Nothing comes of fewer sentences than folds.
pub fn cross_validate(sentences: &[Labelled], folds: usize, seed: u64) -> Option<(Vec<Judged>, f32)> {
    if folds < 2 || sentences.len() < folds {
        return None;
    }
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    Random(seed).shuffle(&mut order);
    let mut all: Vec<(usize, Judged)> = Vec::with_capacity(sentences.len());
    let mut thresholds = 0.0;
    for fold in 0..folds {
        let is_asked = |place: &usize| place % folds == fold;
        let some = |asked: bool| {
            let places = order.iter().enumerate().filter(move |(place, _)| is_asked(place) == asked);
            places.filter_map(|(_, &row)| sentences.get(row).map(|sentence| (row, sentence))).collect::<Vec<_>>()
        };
        let taught: Vec<&Labelled> = some(false).into_iter().map(|(_, sentence)| sentence).collect();
        let (names, classifier) = learn(&taught)?;
        thresholds += classifier.threshold;
        all.par_extend(some(true).into_par_iter().map(|(row, one)| (row, judged(&classifier, &names, one))));
    }
    all.sort_by_key(|(row, _)| *row);
    Some((all.into_iter().map(|(_, judged)| judged).collect(), thresholds / folds as f32))
}

type Names = Vec<Arc<str>>;

fn learn(taught: &[&Labelled]) -> Option<(Names, Classifier)> {
    let mut names = Names::new();
    let mut numbers: FxHashMap<Arc<str>, usize> = FxHashMap::default();
    let lessons: Vec<Lesson<'_>> = taught
        .iter()
        .map(|one| {
            let intent = one.label.as_ref().map(|label| {
                let number = *numbers.entry(label.clone()).or_insert_with(|| {
                    names.push(label.clone());
                    names.len() - 1
                });
                IntentId::from(number)
            });
            Lesson { intent, text: &one.text }
        })
        .collect();
    train(&lessons).map(|classifier| (names, classifier))
}

fn judged(classifier: &Classifier, names: &Names, one: &Labelled) -> Judged {
    let guess = guess(classifier, &normalise(&one.text));
    Judged {
        wanted: one.label.clone(),
        best: guess.and_then(|guess| names.get(guess.intent.index()).cloned()),
        score: guess.map_or(f32::NEG_INFINITY, |guess| guess.score),
        counts: guess.is_some_and(|guess| guess.score >= classifier.threshold),
    }
}

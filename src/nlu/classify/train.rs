//! Learning: one intent after the other, then what they need to be told apart.

use rayon::prelude::*;

use super::super::normalise::normalise;
use super::learn::{LANES, Learned, Room};
use super::settle::{Standing, settle};
use super::vectors::{Vectors, rarity};
use super::weights::{Kept, kept};
use crate::program::{Classifier, IntentId};

/// The most sentences that are learnt from.
pub const MOST_LESSONS: usize = 20_000;

/// How many intents are learnt before what they say of every example is put together.
const AT_ONCE: usize = 64;

/// By how much what means none of the intents must fit better than one of them, for that one not to be heard.
///
/// Such lessons are many, and an intent has few examples. Of what the example shops' own conversations say in other words, this loses nothing that the
/// threshold keeps, and an eighth of what unrelated sentences are taken for.
const HANDICAP: f32 = 0.65;

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
    // What means none of the intents is learnt like one of them.
    let none = lessons.iter().any(|lesson| lesson.intent.is_none()).then_some(None);
    let meanings: Vec<Option<IntentId>> = intents.iter().copied().map(Some).chain(none).collect();
    let mut all: Vec<Vec<(u32, f32)>> = Vec::with_capacity(meanings.len());
    let mut biases = Vec::with_capacity(meanings.len());
    for (start, some) in (0..).step_by(AT_ONCE).zip(meanings.chunks(AT_ONCE)) {
        let learned: Vec<Vec<Learned>> = some
            .par_chunks(LANES)
            .enumerate()
            .map_init(
                || Room::new(&vectors),
                |room, (number, some)| {
                    let of = |row: usize| {
                        let lesson = lessons.get(row)?;
                        some.iter().position(|meaning| *meaning == lesson.intent)
                    };
                    room.learn(&vectors, &lengths, some.len(), of, (start + number) as u64 + 1)
                },
            )
            .collect();
        for (meaning, learned) in some.iter().zip(learned.into_iter().flatten()) {
            all.push(learned.weights);
            if meaning.is_none() {
                biases.push(learned.bias - HANDICAP);
                continue;
            }
            biases.push(learned.bias);
            for ((standing, lesson), score) in standings.iter_mut().zip(lessons).zip(&learned.left_out) {
                standing.take(*score, lesson.intent == *meaning);
            }
        }
    }
    let of = |is_known: bool| {
        let some = standings.iter().zip(lessons).filter(move |(_, lesson)| lesson.intent.is_some() == is_known);
        some.map(|(one, _)| *one).collect::<Vec<_>>()
    };
    let (threshold, curve) = settle(&of(true), &of(false));
    let Kept { features, few, many, unit, together } = kept(&vectors, &all);
    let unseen = rarity(vectors.len(), 0);
    Some(Classifier { intents, features, few, many, unit, together, biases, unseen, threshold, curve })
}

//! What a message was understood to mean, step by step, for whoever asks why.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::Heard;
use super::classify::{Tally, similarity};
use super::matches::{Found, Match};
use super::normalise::Normal;
use super::recover::{Part, tally, untouched, whole};
use super::slots::Surroundings;
use super::spelling::corrected;
use super::understand::{search, understand};
use crate::program::{Classifier, IntentId, Program};

/// How many intents and examples are told of a clause.
const TOLD: usize = 3;

/// How a message was understood.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The message as phrases are compared with it.
    pub normal: String,
    /// Every phrase that stands in it, also those that gave way to another.
    pub phrases: Vec<FoundPhrase>,
    /// What no phrase touches: each clause, and clauses that stand together as one.
    pub clauses: Vec<HeardClause>,
    /// What came of it.
    pub heard: Heard,
}

/// A phrase that stands in a message.
#[derive(Clone, Debug)]
pub struct FoundPhrase {
    /// Its intent.
    pub intent: IntentId,
    /// As the script has it.
    pub phrase: Arc<str>,
    /// Its bytes in the message.
    pub place: Range<usize>,
    /// Whether it counts: of those that overlap, the one that begins first, or else the longer.
    pub counts: bool,
}

/// A clause that no phrase touches.
#[derive(Clone, Debug)]
pub struct HeardClause {
    /// As written.
    pub written: String,
    /// With its words spelled as phrases spell them, where that is something else.
    pub spelled: Option<String>,
    /// The intents whose examples fit best, with their scores, the best first.
    pub best: Vec<(IntentId, f32)>,
    /// The score of what means none of them, where there are lessons in that: only a better one counts.
    pub none: Option<f32>,
    /// The examples most like it, with their likeness from 0 to 1.
    pub nearest: Vec<(IntentId, Arc<str>, f32)>,
}

/// Tells how a message is understood.
pub fn explain(program: &Program, message: &str, today: Date) -> Explanation {
    let normal = Normal::new(message);
    let around = Surroundings { money: &program.shop.money, today };
    let mut found = Found::new();
    let chosen = search(program, message, &normal, around, &mut found);
    let phrase = |(index, found): (usize, &Match)| FoundPhrase {
        intent: found.intent,
        phrase: program
            .lexicon
            .patterns
            .get(found.pattern as usize)
            .map_or("".into(), |pattern| pattern.written.clone()),
        place: normal.original(found.start..found.end),
        counts: chosen.places.contains(&index),
    };
    let phrases: Vec<FoundPhrase> = found.iter().enumerate().map(phrase).collect();
    let places: Vec<Range<usize>> =
        phrases.iter().filter(|phrase| phrase.counts).map(|phrase| phrase.place.clone()).collect();
    let mut clauses: Vec<HeardClause> = Vec::new();
    if !chosen.bare {
        for stretch in untouched(message, &places) {
            clauses.extend(stretch.iter().map(|part| clause(program, *part, &[*part])));
            let whole = whole(message, &stretch).filter(|_| stretch.len() > 1);
            clauses.extend(whole.map(|whole| clause(program, whole, &stretch)));
        }
    }
    Explanation { normal: normal.text.to_string(), phrases, clauses, heard: understand(program, message, today) }
}

/// A part of the message, made of these clauses.
fn clause(program: &Program, whole: Part<'_>, clauses: &[Part<'_>]) -> HeardClause {
    let normal = Normal::new(whole.written);
    let spelled = corrected(&program.lexicon, &normal.text).map(|corrected| corrected.text);
    let tallies = clauses.iter().filter_map(|part| tally(program, &Normal::new(part.written).text));
    let together = tallies.reduce(|(classifier, mut sum), (_, other)| {
        sum.add(&other);
        (classifier, sum)
    });
    let judgement = together.map(|(classifier, tally)| judged(program, classifier, &tally, &normal.text));
    let (best, none, nearest) = judgement.unwrap_or_default();
    HeardClause { written: whole.written.to_owned(), spelled, best, none, nearest }
}

type Judgement = (Vec<(IntentId, f32)>, Option<f32>, Vec<(IntentId, Arc<str>, f32)>);

fn judged(program: &Program, classifier: &Classifier, tally: &Tally, text: &str) -> Judgement {
    let Some(scores) = tally.scores(classifier) else { return Judgement::default() };
    let none = scores.get(classifier.intents.len()).copied();
    let mut best: Vec<(IntentId, f32)> = classifier.intents.iter().copied().zip(scores).collect();
    best.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    best.truncate(TOLD);
    let examples = (0..).map(IntentId::from).zip(&program.intents);
    let examples =
        examples.flat_map(|(id, intent)| intent.examples.iter().map(move |(_, example)| (id, example.clone())));
    let mut nearest: Vec<(IntentId, Arc<str>, f32)> = examples
        .map(|(id, example)| {
            let likeness = similarity(classifier, text, &Normal::new(&example).text);
            (id, example, likeness)
        })
        .filter(|(_, _, likeness)| *likeness > 0.0)
        .collect();
    nearest.sort_by(|(_, _, one), (_, _, other)| other.total_cmp(one));
    nearest.truncate(TOLD);
    (best, none, nearest)
}

//! What no phrase says: clauses are heard again with their words spelled right, and then by what examples teach.

use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::boundary::{char_at, char_before, is_han, may_cut};
use super::classify::{LONGEST_CLASSIFIED, Tally};
use super::clause::clauses;
use super::lexicon::slot_type;
use super::normalise::Normal;
use super::slots::{Surroundings, read};
use super::spelling::corrected;
use super::understand::phrases;
use super::{Basis, HeardIntent, HeardIntents};
use crate::program::{Classifier, IntentId, Program, Value};

/// The most clauses of a message that are heard so.
pub const MOST_CLAUSES: usize = 12;

/// A part of a message that no phrase touches.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// Its first byte in the message.
    pub start: usize,
    /// As written, without space around it.
    pub written: &'a str,
}

/// Clauses that stand together.
pub(super) type Stretch<'a> = SmallVec<[Part<'a>; 4]>;

/// The clauses of a message that none of the `phrases`, which are bytes of the message, touches.
pub(super) fn untouched<'a>(message: &'a str, phrases: &[Range<usize>]) -> SmallVec<[Stretch<'a>; 2]> {
    let mut stretches = SmallVec::new();
    let mut stretch = Stretch::new();
    for clause in clauses(message).iter().take(MOST_CLAUSES) {
        let space = clause.written.len() - clause.written.trim_start().len();
        let part = Part { start: clause.start + space, written: clause.written.trim() };
        let end = part.start + part.written.len();
        if phrases.iter().any(|phrase| phrase.start < end && part.start < phrase.end) {
            stretches.extend(Some(std::mem::take(&mut stretch)).filter(|stretch| !stretch.is_empty()));
        } else {
            stretch.push(part);
        }
    }
    stretches.extend(Some(stretch).filter(|stretch| !stretch.is_empty()));
    stretches
}

/// Clauses that stand together as one part.
pub(super) fn whole<'a>(message: &'a str, stretch: &[Part<'a>]) -> Option<Part<'a>> {
    let (first, last) = (stretch.first()?, stretch.last()?);
    let written = message.get(first.start..last.start + last.written.len())?;
    Some(Part { start: first.start, written })
}

/// What the clauses of a message say that none of the `phrases` touches.
pub(super) fn recovered(
    program: &Program,
    message: &str,
    phrases: &[Range<usize>],
    around: Surroundings<'_>,
) -> HeardIntents {
    if program.classifier.is_none() && program.lexicon.spellings.is_empty() {
        return HeardIntents::new();
    }
    untouched(message, phrases).iter().flat_map(|stretch| hear(program, message, stretch, around)).collect()
}

/// Hears clauses that stand together: each by itself, and if none says anything, all as one.
fn hear(program: &Program, message: &str, stretch: &[Part<'_>], around: Surroundings<'_>) -> HeardIntents {
    let mut heard = HeardIntents::new();
    let mut together: Option<Tally> = None;
    for part in stretch {
        let normal = Normal::new(part.written);
        let spelled = spelled(program, *part, &normal, around);
        if !spelled.is_empty() {
            heard.extend(spelled);
        } else if let Some((classifier, tally)) = tally(program, &normal.text) {
            heard.extend(by_examples(program, classifier, *part, &tally, &normal.text, around));
            match &mut together {
                Some(together) => together.add(&tally),
                None => together = Some(tally),
            }
        }
    }
    let Some(whole) = whole(message, stretch).filter(|_| stretch.len() > 1) else { return heard };
    match heard.as_mut_slice() {
        [] => {
            let normal = Normal::new(whole.written);
            let spelled = spelled(program, whole, &normal, around);
            if spelled.is_empty()
                && let (Some(classifier), Some(tally)) = (&program.classifier, together)
            {
                return by_examples(program, classifier, whole, &tally, &normal.text, around).into_iter().collect();
            }
            spelled
        }
        // "It is too tight, I need size 58": what fills the slots may stand in the next clause.
        [only] if matches!(only.basis, Basis::Examples(_)) => {
            only.fill(slots(program, only.intent, &Normal::new(whole.written).text, around));
            heard
        }
        _ => heard,
    }
}

/// What phrases find in a part once its words are spelled as phrases spell them.
fn spelled(program: &Program, part: Part<'_>, normal: &Normal<'_>, around: Surroundings<'_>) -> HeardIntents {
    let Some(corrected) = corrected(&program.lexicon, &normal.text) else { return HeardIntents::new() };
    let as_written = |mut heard: HeardIntent| {
        if let Basis::Phrase(pattern) = heard.basis {
            heard.basis = Basis::Spelling(pattern);
        }
        let place = normal.original(corrected.original(heard.start..heard.end));
        HeardIntent { start: part.start + place.start, end: part.start + place.end, ..heard }
    };
    phrases(program, &corrected.text, around).into_iter().map(as_written).collect()
}

/// What the classifier adds up of a clause, normalised, that holds words.
pub(super) fn tally<'a>(program: &'a Program, text: &str) -> Option<(&'a Classifier, Tally)> {
    // A word that is no phrase's may be spelled as it is meant, and runs of letters forgive a slip.
    let classifier = program.classifier.as_ref().filter(|_| has_words(text))?;
    Some((classifier, Tally::new(classifier, text)))
}

fn by_examples(
    program: &Program,
    classifier: &Classifier,
    part: Part<'_>,
    tally: &Tally,
    text: &str,
    around: Surroundings<'_>,
) -> Option<HeardIntent> {
    let guess = tally.guess(classifier).filter(|guess| guess.score >= classifier.threshold)?;
    Some(HeardIntent {
        intent: guess.intent,
        basis: Basis::Examples(guess.score),
        start: part.start,
        end: part.start + part.written.len(),
        slots: slots(program, guess.intent, text, around),
    })
}

/// Whether a text holds a letter: a mere figure answers something, and wishes nothing.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// What a text holds for the slots of an intent, each at the first place where it can be read; words are for phrases to read, and so are Chinese
/// numerals inside a run of Han: 这么小一块 is no amount.
fn slots(program: &Program, intent: IntentId, text: &str, around: Surroundings<'_>) -> Vec<(Arc<str>, Value)> {
    let Some(intent) = program.intent(intent).filter(|intent| !intent.slots.is_empty()) else { return Vec::new() };
    let starts = text.char_indices().take(LONGEST_CLASSIFIED).filter(|(at, c)| *c != ' ' && may_cut(text, *at));
    let starts: SmallVec<[usize; 64]> = starts.map(|(at, _)| at).collect();
    let han = |c: Option<char>| c.is_some_and(is_han);
    let inside =
        |at: usize, end: usize| han(char_at(text, at)) && (han(char_before(text, at)) || han(char_at(text, end)));
    let held = |(name, of): &(Arc<str>, _)| {
        let of = slot_type(of)?;
        let mut readings = starts.iter().filter_map(|&at| Some((at, read(&of, text, at, &around)?)));
        let reading = readings.find(|(at, reading)| reading.ends_well(text) && !inside(*at, reading.end));
        reading.map(|(_, reading)| (name.clone(), reading.value))
    };
    intent.slots.iter().filter_map(held).collect()
}

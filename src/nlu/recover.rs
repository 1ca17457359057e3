//! What no phrase says: clauses are heard again with their words spelled right, and then by what examples teach.

use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::boundary::{char_at, char_before, is_han, may_cut};
use super::classify::{LONGEST_CLASSIFIED, guess};
use super::clause::clauses;
use super::lexicon::slot_type;
use super::normalise::Normal;
use super::slots::{Surroundings, read};
use super::spelling::corrected;
use super::understand::phrases;
use super::{Basis, HeardIntent};
use crate::program::{IntentId, Program, Value};

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
) -> Vec<HeardIntent> {
    if program.classifier.is_none() && program.lexicon.spellings.is_empty() {
        return Vec::new();
    }
    untouched(message, phrases).iter().flat_map(|stretch| hear(program, message, stretch, around)).collect()
}

/// Hears clauses that stand together: each by itself, and if none says anything, all as one.
fn hear(program: &Program, message: &str, stretch: &[Part<'_>], around: Surroundings<'_>) -> Vec<HeardIntent> {
    let mut heard: Vec<HeardIntent> = stretch.iter().flat_map(|part| hear_part(program, *part, around)).collect();
    let Some(whole) = whole(message, stretch).filter(|_| stretch.len() > 1) else { return heard };
    if heard.is_empty() {
        return hear_part(program, whole, around);
    }
    // "It is too tight, I need size 58": what fills the slots may stand in the next clause.
    if let [only] = heard.as_mut_slice()
        && let Basis::Examples(_) = only.basis
    {
        only.fill(slots(program, only.intent, &Normal::new(whole.written).text, around));
    }
    heard
}

fn hear_part(program: &Program, part: Part<'_>, around: Surroundings<'_>) -> Vec<HeardIntent> {
    let normal = Normal::new(part.written);
    if let Some(corrected) = corrected(&program.lexicon, &normal.text) {
        let found = phrases(program, &corrected.text, around);
        if !found.is_empty() {
            let as_written = |mut heard: HeardIntent| {
                if let Basis::Phrase(pattern) = heard.basis {
                    heard.basis = Basis::Spelling(pattern);
                }
                let place = normal.original(corrected.original(heard.start..heard.end));
                HeardIntent { start: part.start + place.start, end: part.start + place.end, ..heard }
            };
            return found.into_iter().map(as_written).collect();
        }
    }
    let Some(classifier) = program.classifier.as_ref().filter(|_| has_words(&normal.text)) else { return Vec::new() };
    // A word that is no phrase's may be spelled as it is meant, and runs of letters forgive a slip.
    let text: &str = &normal.text;
    let guess = guess(classifier, text).filter(|guess| guess.score >= classifier.threshold);
    let heard = guess.map(|guess| HeardIntent {
        intent: guess.intent,
        basis: Basis::Examples(guess.score),
        start: part.start,
        end: part.start + part.written.len(),
        slots: slots(program, guess.intent, text, around),
    });
    heard.into_iter().collect()
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

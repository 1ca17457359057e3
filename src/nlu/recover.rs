//! What no phrase says: clauses are heard again with their words spelled right, and then by what examples teach.

use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::boundary::may_cut;
use super::classify::{LONGEST_CLASSIFIED, guess};
use super::clause::{Clause, clauses};
use super::lexicon::slot_type;
use super::normalise::normalise;
use super::slots::{Surroundings, read};
use super::spelling::corrected;
use super::understand::phrases;
use super::{Basis, HeardIntent};
use crate::program::{IntentId, Program, Value};

/// The most clauses of a message that are heard so.
pub const MOST_CLAUSES: usize = 12;

/// Intents of the clauses of a message that none of the `phrases`, which are bytes of the message, touches.
pub(super) fn recovered(
    program: &Program,
    message: &str,
    phrases: &[Range<usize>],
    around: Surroundings<'_>,
) -> Vec<HeardIntent> {
    let lexicon = &program.lexicon;
    if program.classifier.is_none() && lexicon.spellings.is_empty() {
        return Vec::new();
    }
    let clauses = clauses(message);
    let mut recovered = Vec::new();
    let mut stretch: SmallVec<[&Clause<'_>; 4]> = SmallVec::new();
    for clause in clauses.iter().take(MOST_CLAUSES) {
        let end = clause.start + clause.written.len();
        if phrases.iter().any(|phrase| phrase.start < end && clause.start < phrase.end) {
            hear(program, message, &stretch, around, &mut recovered);
            stretch.clear();
        } else {
            stretch.push(clause);
        }
    }
    hear(program, message, &stretch, around, &mut recovered);
    recovered
}

/// Hears clauses that stand together: each by itself, and if none says anything, all as one.
fn hear(
    program: &Program,
    message: &str,
    stretch: &[&Clause<'_>],
    around: Surroundings<'_>,
    recovered: &mut Vec<HeardIntent>,
) {
    let before = recovered.len();
    let [first, .., last] = stretch else {
        if let [only] = stretch {
            recovered.extend(clause(program, only.written, only.start, around));
        }
        return;
    };
    let each = stretch.iter().flat_map(|one| clause(program, one.written, one.start, around));
    recovered.extend(each);
    let whole = first.start..last.start + last.written.len();
    if recovered.len() == before
        && let Some(text) = message.get(whole.clone())
    {
        recovered.extend(clause(program, text, whole.start, around));
    }
}

/// What a clause says that begins at byte `start` of the message.
fn clause(program: &Program, written: &str, start: usize, around: Surroundings<'_>) -> Vec<HeardIntent> {
    let text = normalise(written);
    let spelled = corrected(&program.lexicon, &text);
    if let Some(spelled) = &spelled {
        let found = phrases(program, spelled, around);
        if !found.is_empty() {
            let whole = |mut heard: HeardIntent| {
                if let Basis::Phrase(pattern) = heard.basis {
                    heard.basis = Basis::Spelling(pattern);
                }
                HeardIntent { start, end: start + written.len(), ..heard }
            };
            return found.into_iter().map(whole).collect();
        }
    }
    let Some(classifier) = &program.classifier else { return Vec::new() };
    let text = spelled.as_deref().unwrap_or(&text);
    let Some(guess) = guess(classifier, text).filter(|guess| guess.score >= classifier.threshold) else {
        return Vec::new();
    };
    let slots = slots(program, guess.intent, text, around);
    let end = start + written.len();
    vec![HeardIntent { intent: guess.intent, basis: Basis::Examples(guess.score), start, end, slots }]
}

/// What a clause holds for the slots of an intent, each at the first place where it can be read; words are for phrases to read.
fn slots(program: &Program, intent: IntentId, text: &str, around: Surroundings<'_>) -> Vec<(Arc<str>, Value)> {
    let Some(intent) = program.intent(intent) else { return Vec::new() };
    let places: SmallVec<[usize; 64]> = text
        .char_indices()
        .take(LONGEST_CLASSIFIED)
        .filter(|(at, c)| *c != ' ' && may_cut(text, *at))
        .map(|(at, _)| at)
        .collect();
    let held = |(name, of): &(Arc<str>, _)| {
        let of = slot_type(of)?;
        let reading =
            places.iter().find_map(|&at| read(&of, text, at, &around).filter(|reading| reading.ends_well(text)))?;
        Some((name.clone(), reading.value))
    };
    intent.slots.iter().filter_map(held).collect()
}

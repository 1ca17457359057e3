//! Yes or no, in the many ways people say it.

use std::ops::Range;

use super::super::boundary::{char_at, is_han, may_cut};
use super::super::clause::{Clause, clauses, cores, trimmed, without_lead};
use super::super::normalise::Normal;
use super::super::words::{AGREES, DECLINES, DOUBTS, List, NEGATED_VERBS, NO, NO_ALONE, TAKES_BACK, YES, YES_ALONE};
use super::Answer;
use super::asking::Asking;
use super::settle::takes_back;
use crate::program::Value;

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Yes,
    No,
    Doubt,
}

#[derive(Clone, Debug)]
struct Said {
    verdict: Verdict,
    /// The particle itself, which decides whatever else is said.
    plain: bool,
    /// Bytes of the message as written.
    place: Range<usize>,
}

/// Whether the message says yes or no, if it plainly does.
pub(super) fn yes_no(asking: &Asking<'_>) -> Option<Answer> {
    if !asking.open() {
        return None;
    }
    let clauses = clauses(asking.message);
    let said = clauses.iter().filter_map(|clause| verdict(asking, clause));
    let mut said: Vec<Said> = said.filter(|said| asking.is_free_as_written(&said.place)).collect();
    if said.iter().any(|said| said.plain) {
        said.retain(|said| said.plain);
    }
    // 是，不对，不是: what stands in the middle only takes back.
    let last = said.len().saturating_sub(1);
    let mut index = 0;
    said.retain(|said| {
        let middle = index > 0 && index < last;
        index += 1;
        !middle || asking.message.get(said.place.clone()) != Some("不对")
    });
    // Behind "sorry", "wait" or 不对 the later word counts.
    let corrected = (1..said.len()).rev().find(|&index| {
        let between =
            said.get(index - 1).zip(said.get(index)).and_then(|(a, b)| asking.message.get(a.place.end..b.place.start));
        between.is_some_and(|between| takes_back(&super::super::normalise(between)))
    });
    let mut said = said.split_off(corrected.unwrap_or(0)).into_iter();
    let first = said.next()?;
    let yes = match first.verdict {
        Verdict::Yes => true,
        Verdict::No => false,
        Verdict::Doubt => return None,
    };
    if said.any(|other| other.verdict != first.verdict) {
        return None;
    }
    Some(Answer { value: Value::YesNo(yes), start: first.place.start, end: first.place.end })
}

/// What one clause says, if it says yes, no or that it does not know.
fn verdict(asking: &Asking<'_>, clause: &Clause<'_>) -> Option<Said> {
    let normal = Normal::new(clause.written);
    let text: &str = &normal.text;
    let (verdict, plain, words) = whole(text).or_else(|| opening(text)).or_else(|| inside(text))?;
    let asks = clause.asks || text.ends_with(['吗', '么']) || text.ends_with("没有") && text.chars().count() > 4;
    // "Why not?" is a yes.
    if asks && !["why not", "sure why not", "por que no", "como no"].contains(&words) {
        return None;
    }
    let (at, _) = text.match_indices(words).find(|(at, _)| may_cut(text, *at) && may_cut(text, at + words.len()))?;
    let place = normal.original(at..at + words.len());
    let place = clause.start + place.start..clause.start + place.end;
    (place.end <= asking.message.len()).then_some(Said { verdict, plain, place })
}

type Reading<'a> = (Verdict, bool, &'a str);

/// The lists, what they say, and whether they hold the particle itself.
const LISTS: [(&List, Verdict, bool); 5] = [
    (&DOUBTS, Verdict::Doubt, false),
    (&YES, Verdict::Yes, true),
    (&NO, Verdict::No, true),
    (&AGREES, Verdict::Yes, false),
    (&DECLINES, Verdict::No, false),
];

/// The lists of what answers only where a clause says nothing else.
const ALONE: [(&List, Verdict, bool); 2] = [(&YES_ALONE, Verdict::Yes, false), (&NO_ALONE, Verdict::No, true)];

/// Of those, the particles themselves.
const PARTICLES: [&str; 4] = ["si", "y", "是", "对"];

/// The clause is an answer and nothing else, manners apart.
fn whole(clause: &str) -> Option<Reading<'_>> {
    cores(clause).into_iter().find_map(|core| {
        let (_, verdict, plain) = LISTS.iter().chain(&ALONE).find(|(words, ..)| words.contains(core))?;
        Some((*verdict, *plain || PARTICLES.contains(&core), core))
    })
}

/// The clause begins with an answer.
fn opening(clause: &str) -> Option<Reading<'_>> {
    let mut lead = trimmed(clause);
    loop {
        if let Some(said) = begins(lead) {
            return Some(said);
        }
        // "I meant yes" says yes.
        lead = without_lead(lead).or_else(|| TAKES_BACK.behind(lead).map(trimmed))?;
    }
}

/// Who it is of whom a verb says no.
const SUBJECTS: [&str; 11] = ["i", "we", "it", "that", "they", "he", "she", "there", "this", "you", "my"];

/// What a Chinese clause that says no begins with.
const NEGATED_HAN: [&str; 11] = ["从不", "还没", "都不", "都没", "也不", "也没", "真不", "真没", "没有", "不", "没"];

fn begins(lead: &str) -> Option<Reading<'_>> {
    let said = LISTS.iter().filter_map(|(words, verdict, plain)| Some((*verdict, *plain, words.opening(lead)?)));
    // Of equal ones the list that stands first counts.
    if let Some(said) = said.rev().max_by_key(|(_, _, said)| said.len()) {
        return Some(said);
    }
    let behind = |subject: &&str| lead.strip_prefix(*subject).filter(|_| may_cut(lead, subject.len()));
    let rest = SUBJECTS.iter().find_map(behind).unwrap_or(lead).trim_start();
    if let Some(verb) = NEGATED_VERBS.opening(rest) {
        return Some((Verdict::No, false, lead.get(..lead.len() - rest.len() + verb.len())?));
    }
    let han = NEGATED_HAN.iter().find(|word| lead.starts_with(**word))?;
    // 不 alone before other script is nothing Chinese says.
    char_at(lead, han.len()).filter(|next| is_han(*next))?;
    Some((Verdict::No, false, lead.get(..han.len())?))
}

/// An answer of several words somewhere in the clause.
fn inside(clause: &str) -> Option<Reading<'_>> {
    let said = LISTS.iter().flat_map(|(words, verdict, _)| {
        let telling = words.places(clause).filter_map(|(start, end)| clause.get(start..end));
        telling.filter(|said| tells_inside(said)).map(|said| (*verdict, false, said))
    });
    said.max_by_key(|(_, _, said)| said.len())
}

/// Only what means nothing else inside a sentence: three words, or what is no word at all.
fn tells_inside(said: &str) -> bool {
    let han = said.chars().filter(|c| is_han(*c)).count();
    said.split(' ').count() >= 3 || han >= 4 || said.chars().all(|c| !c.is_alphanumeric())
}

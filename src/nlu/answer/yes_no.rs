//! Yes or no, in the many ways people say it.

use std::ops::Range;

use super::super::boundary::{char_at, is_han, may_cut};
use super::super::normalise::Normal;
use super::Answer;
use super::asking::Asking;
use super::clause::{Clause, clauses, cores, trimmed, without_lead};
use super::settle::takes_back;
use super::yes_no_words::{AGREES, DECLINES, DOUBTS, NEGATED, NEGATED_HAN, NO, NO_ALONE, SUBJECTS, YES, YES_ALONE};
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

/// The lists, and what they say.
const LISTS: [(&[&str], Verdict, bool); 5] = [
    (DOUBTS, Verdict::Doubt, false),
    (YES, Verdict::Yes, true),
    (NO, Verdict::No, true),
    (AGREES, Verdict::Yes, false),
    (DECLINES, Verdict::No, false),
];

/// The clause is an answer and nothing else, manners apart.
fn whole(clause: &str) -> Option<Reading<'_>> {
    let alone = [(YES_ALONE, Verdict::Yes, false), (NO_ALONE, Verdict::No, true)];
    let lists = LISTS.iter().chain(&alone);
    let cores = cores(clause);
    cores.into_iter().find_map(|core| {
        let (_, verdict, plain) = lists.clone().find(|(words, ..)| words.contains(&core))?;
        let particle = *plain || matches!(core, "si" | "y" | "是" | "对" | "n");
        Some((*verdict, particle, core))
    })
}

/// The clause begins with an answer.
fn opening(clause: &str) -> Option<Reading<'_>> {
    let mut lead = trimmed(clause);
    loop {
        if let Some(said) = begins(lead) {
            return Some(said);
        }
        lead = without_lead(lead)?;
    }
}

fn begins(lead: &str) -> Option<Reading<'_>> {
    let listed =
        LISTS.iter().flat_map(|(words, verdict, plain)| words.iter().map(move |word| (*word, *verdict, *plain)));
    let found = listed
        .filter(|(word, ..)| lead.starts_with(word) && may_cut(lead, word.len()))
        .max_by_key(|(word, ..)| word.len());
    if let Some((word, verdict, plain)) = found {
        return Some((verdict, plain, lead.get(..word.len())?));
    }
    let subject =
        SUBJECTS.iter().find_map(|subject| lead.strip_prefix(subject).filter(|_| may_cut(lead, subject.len())));
    let rest = subject.map_or(lead, str::trim_start);
    let negated = NEGATED.iter().find(|word| rest.starts_with(**word) && may_cut(rest, word.len()));
    if let Some(word) = negated {
        let end = lead.len() - rest.len() + word.len();
        return Some((Verdict::No, false, lead.get(..end)?));
    }
    let han = NEGATED_HAN.iter().filter(|word| lead.starts_with(**word)).max_by_key(|word| word.len())?;
    // 不 alone before other script is nothing Chinese says.
    char_at(lead, han.len()).is_some_and(is_han).then(|| (Verdict::No, false, lead.get(..han.len()).unwrap_or(lead)))
}

/// An answer of several words somewhere in the clause.
fn inside(clause: &str) -> Option<Reading<'_>> {
    let lists = LISTS.iter().filter(|(_, verdict, _)| *verdict != Verdict::Doubt);
    let mut found = Vec::new();
    for (words, verdict, _) in lists.chain(LISTS.first()) {
        for word in words.iter().filter(|word| tells_inside(word)) {
            for (at, said) in clause.match_indices(word) {
                if may_cut(clause, at) && may_cut(clause, at + word.len()) {
                    found.push((at, *verdict, said));
                }
            }
        }
    }
    let (_, verdict, said) = found.into_iter().max_by_key(|(_, _, said)| said.len())?;
    Some((verdict, false, said))
}

/// Only what means nothing else inside a sentence: three words, or what is no word at all.
fn tells_inside(word: &str) -> bool {
    word.split(' ').count() >= 3
        || word.chars().all(|c| !c.is_alphanumeric())
        || word.chars().filter(|c| is_han(*c)).count() >= 4
}

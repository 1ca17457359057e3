//! Which of several readings is meant: none that is denied, the one behind a correction, the one with a cue beside it.

use super::super::boundary::{char_before, is_han, may_cut};
use super::super::words::{DENIALS, HARMLESS_DENIALS, TAKES_BACK};

/// A reading, in bytes of the normalised message.
#[derive(Clone, Debug)]
pub(super) struct Candidate<T> {
    pub value: T,
    pub start: usize,
    pub end: usize,
    /// How sure its writing makes it: of two readings the surer one is meant.
    pub rank: u8,
}

impl<T> Candidate<T> {
    /// The same reading with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Candidate<U> {
        Candidate { value: change(self.value), start: self.start, end: self.end, rank: self.rank }
    }
}

/// The one reading that is meant, if it is plain. `reach` is how many words may stand between "not" and what it denies.
pub(super) fn settle<T: PartialEq>(text: &str, mut found: Vec<Candidate<T>>, reach: usize) -> Option<Candidate<T>> {
    found.sort_by_key(|found| found.start);
    let corrected = (1..found.len()).rev().find(|&index| {
        let between = found.get(index - 1).zip(found.get(index)).and_then(|(a, b)| text.get(a.end..b.start));
        between.is_some_and(takes_back)
    });
    let mut found = found.split_off(corrected.unwrap_or(0));
    found.retain(|found| !is_denied(text, found.start, reach));
    let rank = found.iter().map(|found| found.rank).max()?;
    found.retain(|found| found.rank == rank);
    let mut found = found.into_iter();
    let first = found.next()?;
    found.all(|other| other.value == first.value).then_some(first)
}

/// Whether what stands between two readings takes the first back: ", no, ", "sorry", 不对.
pub(super) fn takes_back(between: &str) -> bool {
    TAKES_BACK.stand_in(between)
}

/// Words behind a denial that make it a bound: "I can't pay more than 70" is 70.
const BOUNDS: &[&str] =
    &["more than", "over", "above", "less than", "under", "below", "mas de", "menos de", "超过", "高于", "低于"];

/// What ends the reach of a denial inside a clause.
const TURNS: &[&str] = &["but", "sino", "pero", "just", "rather", "而是", "但", "就是", "only"];

fn is_denied(text: &str, start: usize, reach: usize) -> bool {
    let clause = clause_before(text, start);
    let last = |words: &[&str]| {
        let found = words.iter().flat_map(|word| clause.match_indices(word).map(|(at, word)| (at, at + word.len())));
        found.filter(|&(at, end)| may_cut(clause, at) && may_cut(clause, end)).map(|(_, end)| end).max()
    };
    let denial = DENIALS.places(clause).map(|(_, end)| end).max();
    let short = clause.rfind("n't").map(|at| at + "n't".len());
    let Some(end) = denial.max(short) else { return false };
    let harmless = HARMLESS_DENIALS.places(clause).any(|(from, to)| from < end && end <= to);
    if harmless || last(TURNS).is_some_and(|turn| turn > end) || last(BOUNDS).is_some_and(|bound| bound > end) {
        return false;
    }
    let between = clause.get(end..).unwrap_or_default();
    let han = between.chars().filter(|c| is_han(*c)).count();
    between.split(' ').filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_han(c))).count() + han / 2 <= reach
}

/// How many characters before a reading are looked at.
const FARTHEST: usize = 80;

/// What stands before byte `end` in the same clause of a normalised text.
fn clause_before(text: &str, end: usize) -> &str {
    let mut start = end;
    for _ in 0..FARTHEST {
        let Some(c) = char_before(text, start) else { break };
        if matches!(c, ',' | '.' | ';' | '!' | '?' | ':' | '。' | '、' | '…' | '(' | ')') {
            break;
        }
        start -= c.len_utf8();
    }
    text.get(start..end).unwrap_or_default()
}

/// Whether the number that begins at `start` is the second of a range: `60-70`, `3 to 4`, 三到四.
pub(super) fn ends_range(text: &str, start: usize) -> bool {
    let before = clause_before(text, start).trim_end_matches(['$', '€', '£', '¥', ' ']);
    let joined = ["-", "~", "/", " to", " or", " a", " o", "到", "至", "或", "或者"].iter().any(|word| {
        before.strip_suffix(word).is_some_and(|rest| {
            let rest = rest.trim_end_matches(['$', '€', '£', '¥', '%', ' ']);
            rest.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千块元天".contains(c))
        })
    });
    joined
        || ["between ", "entre "].iter().any(|word| before.contains(word))
            && [" and", " y"].iter().any(|word| before.ends_with(word))
}

//! Which of several readings is meant: none that is denied, the one behind a correction, the one with a cue beside it.

use super::super::boundary::{char_before, is_han, may_cut};
use super::super::correction::TAKES_BACK;

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
    TAKES_BACK.iter().any(|word| {
        between.match_indices(word).any(|(start, _)| may_cut(between, start) && may_cut(between, start + word.len()))
    })
}

/// Words that deny what stands behind them.
const DENIALS: &[&str] = &[
    "not",
    "no",
    "n't",
    "never",
    "neither",
    "nor",
    "without",
    "instead of",
    "rather than",
    "anything but",
    "except",
    "dont",
    "isnt",
    "other than",
    "nunca",
    "ni",
    "sin",
    "tampoco",
    "en vez de",
    "en lugar de",
    "excepto",
    "menos el",
    "menos la",
    "不是",
    "不要",
    "不想",
    "不",
    "没有",
    "没",
    "别",
    "非",
    "除了",
    "排除",
    "不选",
    "不爱",
    "讨厌",
    "不喜欢",
    "并非",
];

/// Where such words deny nothing: 差不多 is "about", and "no more than 80" is 80.
const HARMLESS: &[&str] = &[
    "not sure",
    "not certain",
    "no idea",
    "no problem",
    "no worries",
    "don't know",
    "do not know",
    "dont know",
    "why not",
    "not only",
    "no more than",
    "not more than",
    "no less than",
    "not less than",
    "not over",
    "not above",
    "no later than",
    "not later than",
    "no mas de",
    "no menos de",
    "no se",
    "size no",
    "order no",
    "talla no",
    "pedido no",
    "no hay problema",
    "no pasa nada",
    "no estoy seguro",
    "no estoy segura",
    "por que no",
    "sin duda",
    "no doubt",
    "si no",
    "if not",
    "差不多",
    "不好意思",
    "对不起",
    "不过",
    "不知道",
    "不确定",
    "不清楚",
    "不如",
    "要不",
    "不错",
    "不一定",
    "没错",
    "没问题",
    "没关系",
    "不超过",
    "不到",
    "不少于",
    "不高于",
];

/// Words behind a denial that make it a bound: "I can't pay more than 70" is 70.
const BOUNDS: &[&str] =
    &["more than", "over", "above", "less than", "under", "below", "mas de", "menos de", "超过", "高于", "低于"];

/// What ends the reach of a denial inside a clause.
const TURNS: &[&str] = &["but", "sino", "pero", "just", "rather", "而是", "但", "就是", "only"];

fn is_denied(text: &str, start: usize, reach: usize) -> bool {
    let clause = clause_before(text, start);
    let last = |words: &[&str]| -> Option<usize> {
        let ends = words.iter().flat_map(|word| {
            clause
                .match_indices(word)
                .map(|(at, _)| (at, at + word.len()))
                .filter(|&(at, end)| (word.starts_with("n'") || may_cut(clause, at)) && may_cut(clause, end))
                .collect::<Vec<_>>()
        });
        ends.map(|(_, end)| end).max()
    };
    let Some(end) = last(DENIALS) else { return false };
    let harmless = HARMLESS.iter().any(|word| {
        clause.match_indices(word).any(|(at, _)| at < end && end <= at + word.len() && may_cut(clause, at + word.len()))
    });
    if harmless || last(TURNS).is_some_and(|turn| turn > end) || last(BOUNDS).is_some_and(|bound| bound > end) {
        return false;
    }
    let between = clause.get(end..).unwrap_or_default();
    let han = between.chars().filter(|c| is_han(*c)).count();
    between.split(' ').filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_han(c))).count() + han / 2 <= reach
}

/// What stands before byte `end` in the same clause of a normalised text.
fn clause_before(text: &str, end: usize) -> &str {
    let mut start = end;
    while let Some(c) = char_before(text, start) {
        if matches!(c, ',' | '.' | ';' | '!' | '?' | ':' | '。' | '、' | '…' | '(' | ')') {
            break;
        }
        start -= c.len_utf8();
    }
    text.get(start..end).unwrap_or_default()
}

/// Whether the number that begins at `start` is the second of a range: `60-70`, `3 to 4`, 三到四.
pub(super) fn ends_range(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(['$', '€', '£', '¥', ' ']);
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

//! A bare answer: a message with nothing in it but its matches and words that mean nothing by themselves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::boundary::{char_at, is_han, may_cut};
use super::matches::{Match, says_something};
use super::normalise::normalise;
use super::words::GREETINGS;

/// Manners and sighs, normalised: "oh, ok then", "no problem, deal", 好的呀, "bueno, vale".
const WORDS: [&str; 55] = [
    "no problem",
    "no worries",
    "no hay problema",
    "no te preocupes",
    "no pasa nada",
    "没关系",
    "没事",
    "不客气",
    "ah",
    "aha",
    "and",
    "anyway",
    "dear",
    "eh",
    "hm",
    "hmm",
    "mm",
    "mmm",
    "hmmm",
    "oh",
    "please",
    "so",
    "sorry",
    "thank you",
    "thanks",
    "then",
    "um",
    "well",
    "gracias",
    "entonces",
    "bueno",
    "por favor",
    "porfa",
    "pues",
    "y",
    "亲",
    "老板",
    "谢谢",
    "那",
    "就",
    "啊",
    "呀",
    "哦",
    "噢",
    "啦",
    "哈",
    "嘞",
    "呗",
    "哇",
    "唉",
    "哎",
    "嗯",
    "喔",
    "了",
    "您",
];

/// The same, by their first letters, as they are looked up.
static FILLERS: LazyLock<FxHashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut fillers: FxHashMap<char, Vec<&str>> = FxHashMap::default();
    for word in WORDS {
        word.chars().take(1).for_each(|first| fillers.entry(first).or_default().push(word));
    }
    fillers
});

/// Whether nothing but fillers, punctuation and emoji stands outside the matches, which come in the order in which they stand.
pub(super) fn is_bare<'a>(text: &str, matches: impl Iterator<Item = &'a Match>) -> bool {
    let mut behind = 0;
    for found in matches {
        if !is_filled(text, behind, found.start) {
            return false;
        }
        behind = found.end;
    }
    is_filled(text, behind, text.len())
}

/// Whether a message greets and says nothing else, but perhaps whom; one without a word in it greets as well.
pub fn only_greets(message: &str) -> bool {
    let text = normalise(message);
    let mut rest = text.as_str();
    let (mut greets, mut others) = (false, 0);
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = GREETINGS.behind(rest) {
            greets = true;
            rest = behind;
            continue;
        }
        let at = text.len() - rest.len();
        let filler = FILLERS.get(&c).and_then(|words| words.iter().find(|word| stands(&text, at, text.len(), word)));
        let word = rest.find(|c: char| !says_something(c)).unwrap_or(rest.len());
        let end = match filler {
            Some(filler) => filler.len(),
            None if says_something(c) => {
                others += if c.is_alphanumeric() && is_han(c) {
                    rest.get(..word).map_or(0, |word| word.chars().count())
                } else {
                    1
                };
                word
            }
            None => c.len_utf8(),
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    if greets { others <= 1 } else { !text.chars().any(says_something) }
}

fn is_filled(text: &str, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to
        && let Some(c) = char_at(text, at)
    {
        at += if says_something(c) {
            let filler = FILLERS.get(&c).and_then(|words| words.iter().find(|word| stands(text, at, to, word)));
            let Some(filler) = filler else { return false };
            filler.len()
        } else {
            c.len_utf8()
        };
    }
    true
}

fn stands(text: &str, at: usize, to: usize, word: &str) -> bool {
    let end = at + word.len();
    end <= to && text.get(at..end) == Some(word) && may_cut(text, at) && may_cut(text, end)
}

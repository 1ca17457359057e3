//! A bare answer: a message with nothing in it but its matches and words that mean nothing by themselves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::boundary::{char_at, may_cut};
use super::matches::{Match, says_something};

/// Manners and sighs, normalised: "oh, ok then", "no problem, deal", 好的呀, "bueno, vale".
const WORDS: [&str; 52] = [
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

fn is_filled(text: &str, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to
        && let Some(c) = char_at(text, at)
    {
        let filler = FILLERS.get(&c).and_then(|words| words.iter().find(|word| stands(text, at, to, word)));
        at += match filler {
            Some(filler) => filler.len(),
            None if says_something(c) => return false,
            None => c.len_utf8(),
        };
    }
    true
}

fn stands(text: &str, at: usize, to: usize, word: &str) -> bool {
    let end = at + word.len();
    end <= to && text.get(at..end) == Some(word) && may_cut(text, at) && may_cut(text, end)
}

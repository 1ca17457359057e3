//! A bare answer: a message with nothing in it but its matches and words that mean nothing by themselves.

use super::boundary::{char_at, is_han, may_cut};
use super::matches::{Match, says_something};
use super::normalise::normalise;
use super::words::GREETINGS;

/// Manners and sighs that begin with a letter, normalised: "oh, ok then", "no problem, deal", 好的呀, "bueno, vale".
fn fillers(first: char) -> &'static [&'static str] {
    match first {
        'a' => &["ah", "aha", "and", "anyway"],
        'b' => &["bueno"],
        'd' => &["dear"],
        'e' => &["eh", "entonces"],
        'g' => &["gracias"],
        'h' => &["hm", "hmm", "hmmm"],
        'm' => &["mm", "mmm"],
        'n' => &["no problem", "no worries", "no hay problema", "no te preocupes", "no pasa nada"],
        'o' => &["oh"],
        'p' => &["please", "por favor", "porfa", "pues"],
        's' => &["so", "sorry"],
        't' => &["thank you", "thanks", "then"],
        'u' => &["um"],
        'w' => &["well"],
        'y' => &["y"],
        '没' => &["没关系", "没事"],
        '不' => &["不客气"],
        '老' => &["老板"],
        '谢' => &["谢谢"],
        _ => &[],
    }
}

/// Han that is manners or a sigh by itself.
fn is_particle(c: char) -> bool {
    matches!(
        c,
        '亲' | '您'
            | '那'
            | '就'
            | '了'
            | '啊'
            | '呀'
            | '哦'
            | '噢'
            | '啦'
            | '哈'
            | '嘞'
            | '呗'
            | '哇'
            | '唉'
            | '哎'
            | '嗯'
            | '喔'
    )
}

/// How long the filler is that stands at byte `at` of a normalised text, where `c` does, and ends by byte `to`.
fn filler(text: &str, at: usize, to: usize, c: char) -> Option<usize> {
    // Beside Han every cut is good.
    if is_particle(c) {
        return Some(c.len_utf8());
    }
    fillers(c).iter().find(|word| stands(text, at, to, word)).map(|word| word.len())
}

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
        let word = rest.find(|c: char| !says_something(c)).unwrap_or(rest.len());
        let end = match filler(&text, at, text.len(), c) {
            Some(filler) => filler,
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
        at += match says_something(c) {
            true => match filler(text, at, to, c) {
                Some(filler) => filler,
                None => return false,
            },
            false => c.len_utf8(),
        };
    }
    true
}

fn stands(text: &str, at: usize, to: usize, word: &str) -> bool {
    let end = at + word.len();
    end <= to && text.get(at..end) == Some(word) && may_cut(text, at) && may_cut(text, end)
}

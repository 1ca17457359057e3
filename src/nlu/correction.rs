//! Whether a message takes back what was said before: "no, I meant 38".

use super::boundary::{char_at, is_han, may_cut};
use super::normalise::Normal;

/// Words that take back what was said before them in the same message.
pub(super) const TAKES_BACK: &[&str] = &[
    "no,",
    "no wait",
    "no no",
    ", no",
    "sorry",
    "i mean",
    "i meant",
    "wait",
    "actually",
    "or rather",
    "correction",
    "scratch that",
    "oops",
    "my bad",
    "my mistake",
    "make it",
    "make that",
    "on second thought",
    "better",
    "不对",
    "不是,",
    "不,",
    "我是说",
    "我说的是",
    "说错了",
    "打错了",
    "写错了",
    "错了",
    "应该是",
    "改成",
    "换成",
    "还是",
    "哦不",
    "噢不",
    "啊不",
    "等等",
    "perdon",
    "perdona",
    "digo",
    "mejor",
    "quise decir",
    "queria decir",
    "en realidad",
    "espera",
    "mas bien",
    "me equivoque",
];

/// What begins a correction whatever follows, normalised.
const OPENINGS: &[&str] = &[
    "i mean",
    "i meant",
    "what i mean is",
    "what i meant",
    "i wanted to say",
    "i should have said",
    "i misspoke",
    "i mistyped",
    "i made a mistake",
    "i was wrong",
    "i got it wrong",
    "i got that wrong",
    "that was wrong",
    "that's wrong",
    "my mistake",
    "my bad",
    "correction",
    "to correct myself",
    "actually",
    "scratch that",
    "strike that",
    "on second thought",
    "on second thoughts",
    "i changed my mind",
    "i've changed my mind",
    "changed my mind",
    "change that to",
    "change it to",
    "make that",
    "make it",
    "no wait",
    "no sorry",
    "wait no",
    "wait sorry",
    "oops",
    "ooops",
    "whoops",
    "typo",
    "or rather",
    "better make it",
    "不对",
    "我是说",
    "我的意思是",
    "我说的是",
    "我想说的是",
    "说错了",
    "我说错了",
    "打错了",
    "写错了",
    "搞错了",
    "弄错了",
    "记错了",
    "错了",
    "更正",
    "应该是",
    "改成",
    "改为",
    "换成",
    "quise decir",
    "quiero decir",
    "queria decir",
    "mejor dicho",
    "en realidad",
    "me equivoque",
    "me he equivocado",
    "me confundi",
    "corrijo",
    "correccion",
    "he cambiado de idea",
];

/// What begins one only where an answer may follow: "sorry, 38", and not "sorry, I do not understand".
const EXCUSES: &[&str] = &[
    "sorry",
    "no",
    "wait",
    "hold on",
    "oh no",
    "ah no",
    "hmm no",
    "well no",
    "oh sorry",
    "nope",
    "better",
    "apologies",
    "perdon",
    "perdona",
    "perdone",
    "disculpa",
    "disculpe",
    "lo siento",
    "espera",
    "mejor",
    "digo",
    "uy",
    "不是",
    "不好意思",
    "抱歉",
    "等等",
    "哦不",
];

/// How such an answer begins, unless it begins with a number.
const RESUMES: &[&str] = &[
    "it's a",
    "it is a",
    "it's the",
    "it is the",
    "it should be",
    "should be",
    "i mean",
    "i meant",
    "that should be",
    "i wanted to say",
    "make it",
    "make that",
    "the other",
    "not that",
    "rather",
    "a size",
    "size",
    "quise decir",
    "queria decir",
    "quiero decir",
    "es la",
    "es el",
    "es un",
    "es una",
    "talla",
    "el otro",
    "la otra",
    "me equivoque",
    "mejor",
    "是",
    "应该是",
    "我是说",
    "我说的是",
    "我的意思是",
    "说错了",
    "打错了",
    "写错了",
    "改成",
];

/// Excuses that refuse too: only a pause makes "no, 38" of them.
const REFUSING: &[&str] = &["no", "nope", "oh no", "ah no", "hmm no", "well no", "不是", "哦不"];

/// What may stand between an excuse and a number.
const COUNTED: &[&str] =
    &["it's", "it is", "it was", "es", "son", "era", "的是", "el", "la", "是", "a", "the", "i'm a", "i wear"];

/// How an excuse goes on where it only excuses: "sorry for the noise", "sorry, I can't".
const EXCUSING: &[&str] = &[
    "for",
    "about",
    "but",
    "to",
    "i",
    "i'm",
    "we",
    "my",
    "me",
    "can",
    "could",
    "do",
    "did",
    "what",
    "that's",
    "no",
    "not",
    "thanks",
    "thank you",
    "por",
    "pero",
    "no lo",
    "la molestia",
    "las molestias",
    "es que",
    "que",
    "mucho",
    "ya",
    "打扰",
    "麻烦",
    "我",
    "没",
    "不",
    "让",
];

/// Sighs that may come before.
const SIGHS: &[&str] = &[
    "oh", "ah", "uh", "um", "er", "hmm", "hm", "eh", "well", "ay", "uy", "please", "ok", "哦", "噢", "啊", "呃", "额",
    "哎呀", "哎", "那个",
];

/// Whether the message begins as a correction of what was said before: "no, I meant 38", 不对，是38, "perdón, 38".
pub fn corrects(message: &str) -> bool {
    let normal = Normal::new(message);
    let mut text = opened(&normal.text);
    while let Some((_, rest)) = behind(text, SIGHS) {
        text = opened(rest);
    }
    if let Some(rest) = text.strip_prefix('*') {
        return rest.contains(char::is_alphanumeric);
    }
    behind(text, OPENINGS).is_some()
        || behind(text, EXCUSES).is_some_and(|(excuse, rest)| resumes(excuse, rest))
        || denies_one_for_another(text)
}

/// The longest of some words that a text begins with, and the text behind it.
fn behind<'a, 'w>(text: &'a str, words: &[&'w str]) -> Option<(&'w str, &'a str)> {
    let begins = |word: &&'w str| Some((*word, text.strip_prefix(*word).filter(|_| may_cut(text, word.len()))?));
    words.iter().filter_map(begins).max_by_key(|(word, _)| word.len())
}

fn opened(text: &str) -> &str {
    text.trim_start_matches(|c: char| matches!(c, ' ' | ',' | '.' | '…' | '。' | '、' | '!' | ':' | '-' | '¡'))
}

/// Whether an answer follows an excuse: a number, a few words, or words that go back to it.
fn resumes(excuse: &str, rest: &str) -> bool {
    let mut answer = opened(rest);
    // "no 38" is not "no, 38".
    let refuses = REFUSING.contains(&excuse);
    if refuses && !rest.starts_with([',', '.', ';', '!', '-', ':', '…', '。']) || answer.len() == rest.len() {
        return false;
    }
    while let Some((_, more)) = behind(answer, EXCUSES).or_else(|| behind(answer, SIGHS)) {
        answer = opened(more);
    }
    let counts = |text: &str| char_at(text, 0).is_some_and(|c| c.is_ascii_digit() || c == '#');
    let counted = counts(answer) || behind(answer, COUNTED).is_some_and(|(_, rest)| counts(opened(rest)));
    counted || behind(answer, RESUMES).is_some() || !refuses && is_short(answer)
}

/// Whether what follows "sorry" is short enough to be an answer, and is no question and no apology.
fn is_short(answer: &str) -> bool {
    let han = answer.chars().filter(|c| is_han(*c)).count();
    let words = answer.split(' ').filter(|word| !word.chars().any(is_han)).count();
    !answer.is_empty()
        && words + han.div_ceil(2) <= 3
        && !answer.ends_with(['?', '吗', '呢', '么'])
        && behind(answer, EXCUSING).is_none()
}

/// "not 37, 38", 不是37是38.
fn denies_one_for_another(text: &str) -> bool {
    let Some((_, rest)) = behind(text, &["not", "no es", "no era", "不是"]) else { return false };
    let said = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let parted = [",", "but", "sino", "是", ";"].iter().find_map(|word| rest.split_once(word));
    parted.is_some_and(|(one, other)| said(one) && said(other))
}

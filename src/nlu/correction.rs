//! Whether a message takes back what was said before: "no, I meant 38".

use super::boundary::{char_at, is_han, may_cut};
use super::normalise::Normal;
use super::words::{CORRECTIONS, EXCUSES, EXCUSING, NAMING, RESUMING, SHORT_CORRECTIONS, SIGHS};

/// Excuses that refuse too: only a pause makes "no, 38" of them.
const REFUSING: &[&str] = &["no", "nope", "oh no", "ah no", "hmm no", "well no", "不是", "哦不"];

/// Excuses that also compare: "mejor la 38", and not "mejor gastronomía".
const COMPARING: &[&str] = &["mejor", "better"];

/// What may stand between an excuse and a number, the longest first.
const COUNTED: &[&str] = &[
    "i'm a",
    "i wear",
    "it's",
    "it is",
    "it was",
    "es",
    "son",
    "eran",
    "era",
    "fueron",
    "they are",
    "they were",
    "的是",
    "el",
    "la",
    "是",
    "a",
    "the",
];

/// Whether the message begins as a correction of what was said before: "no, I meant 38", 不对，是38, "perdón, 38".
pub fn corrects(message: &str) -> bool {
    behind_correction(&Normal::new(message).text).is_some()
}

/// Whether the message puts a name right: "no, my name is Bo".
pub fn corrects_name(message: &str) -> bool {
    behind_correction(&Normal::new(message).text).is_some_and(|rest| NAMING.opening(rest).is_some())
}

/// The longest name, in words and in Chinese characters.
const LONGEST_NAME: (usize, usize) = (3, 4);

/// How little an answer looks like a name: 0 where it says that it is one, 1 where it is as short as one.
pub fn unlike_name(answer: &str) -> u8 {
    let normal = Normal::new(answer);
    let text = opened(&normal.text);
    let han = text.chars().filter(|c| is_han(*c)).count();
    let short = han <= LONGEST_NAME.1 && (han > 0 || text.split(' ').count() <= LONGEST_NAME.0);
    match NAMING.opening(text) {
        Some(_) => 0,
        None if short && !text.chars().any(|c| c.is_ascii_digit()) => 1,
        None => 2,
    }
}

/// The byte of the message behind the words that begin a correction.
pub fn behind_correction_of(message: &str) -> Option<usize> {
    let normal = Normal::new(message);
    behind_correction(&normal.text).map(|rest| start_of(&normal, rest))
}

/// The byte of the message behind a "no" or a "sorry" that it begins with, where a pause follows: something may be put right behind it.
pub fn behind_excuse_of(message: &str) -> Option<usize> {
    let normal = Normal::new(message);
    EXCUSES.behind(opened(&normal.text)).filter(|rest| pauses(rest)).map(|rest| start_of(&normal, rest))
}

/// Where the rest of a normalised message begins in it as written.
fn start_of(normal: &Normal<'_>, rest: &str) -> usize {
    let text = &normal.text;
    normal.original(text.len() - rest.len()..text.len()).start
}

/// Whether the message takes back what was said before and puts nothing in its place: 不对, "oops, my mistake".
pub fn only_corrects(message: &str) -> bool {
    behind_correction(&Normal::new(message).text).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
}

/// What stands behind the words with which a normalised message takes back what was said, if it begins with such words.
pub(super) fn behind_correction(text: &str) -> Option<&str> {
    let mut text = opened(text);
    while let Some(rest) = SIGHS.behind(text) {
        text = opened(rest);
    }
    if let Some(rest) = text.strip_prefix('*') {
        return rest.contains(char::is_alphanumeric).then_some(rest);
    }
    taken_back(text).or_else(|| excused(text)).or_else(|| one_for_another(text))
}

/// What follows words that take something back, whatever was said.
fn taken_back(text: &str) -> Option<&str> {
    let short = |rest: &&str| rest.is_empty() || pauses(rest) || answers(opened(rest)) || is_short(opened(rest));
    let mut rest = opened(CORRECTIONS.behind(text).or_else(|| SHORT_CORRECTIONS.behind(text).filter(short))?);
    // 不对，我是说: one takes back what the other introduces.
    while let Some(more) = CORRECTIONS.behind(rest) {
        rest = opened(more);
    }
    Some(rest)
}

fn opened(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == ' ' || is_pause(c))
}

fn pauses(text: &str) -> bool {
    text.starts_with(is_pause)
}

fn is_pause(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | '…' | '。' | '、' | '!' | ':' | '-' | '¡')
}

/// The answer that follows an excuse.
fn excused(text: &str) -> Option<&str> {
    let excuse = EXCUSES.opening(text)?;
    let rest = text.get(excuse.len()..)?;
    let mut answer = opened(rest);
    if let Some(answer) = taken_back(answer) {
        return Some(answer);
    }
    // "no 38" is not "no, 38".
    let refuses = REFUSING.contains(&excuse);
    if refuses && !pauses(rest) || answer.len() == rest.len() {
        return None;
    }
    while let Some(more) = EXCUSES.behind(answer).or_else(|| SIGHS.behind(answer)) {
        answer = opened(more);
    }
    let short = || !refuses && is_short(answer) && (!COMPARING.contains(&excuse) || has_article(answer));
    let named = || refuses && NAMING.opening(answer).is_some();
    (answers(answer) || named() || short()).then_some(answer)
}

/// Whether a number follows, or words that go back to what was said.
fn answers(text: &str) -> bool {
    let counts = |text: &str| char_at(text, 0).is_some_and(|c| c.is_ascii_digit() || c == '#');
    let behind = |word: &&str| text.strip_prefix(*word).filter(|_| may_cut(text, word.len()));
    counts(text)
        || COUNTED.iter().find_map(behind).is_some_and(|rest| counts(opened(rest)))
        || RESUMING.opening(text).is_some()
}

fn has_article(answer: &str) -> bool {
    ["el ", "la ", "los ", "las ", "the "].iter().any(|article| answer.starts_with(article))
}

/// Whether what follows "sorry" is short enough to be an answer, and is no question and no apology.
fn is_short(answer: &str) -> bool {
    let han = answer.chars().filter(|c| is_han(*c)).count();
    let words = answer.split(' ').filter(|word| !word.chars().any(is_han)).count();
    !answer.is_empty()
        && words + han.div_ceil(2) <= 3
        && !answer.ends_with(['?', '吗', '呢', '么'])
        && (han == 0 || !answer.contains(['没', '无', '不']))
        && EXCUSING.opening(answer).is_none()
}

/// The 38 of "not 37, 38", of "no 37 no, 38" and of 不是37是38.
fn one_for_another(text: &str) -> Option<&str> {
    let denials = ["not", "no es", "no era", "不是"];
    let behind = |word: &&str| text.strip_prefix(*word).filter(|_| may_cut(text, word.len()));
    let Some(rest) = denials.iter().find_map(behind) else {
        let (one, other) = behind(&"no")?.split_once(" no,")?;
        let figures = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        return (figures(opened(one)) && answers(opened(other))).then(|| opened(other));
    };
    let said = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let (one, other) = [",", "but", "sino", "是", ";"].iter().find_map(|word| rest.split_once(word))?;
    (said(one) && said(other)).then(|| opened(other))
}

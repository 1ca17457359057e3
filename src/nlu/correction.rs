//! Whether a message takes back what was said before: "no, I meant 38".

use super::boundary::{char_at, is_han, may_cut};
use super::normalise::Normal;
use super::words::{CORRECTIONS, EXCUSES, EXCUSING, RESUMING, SHORT_CORRECTIONS, SIGHS};

/// Excuses that refuse too: only a pause makes "no, 38" of them.
const REFUSING: &[&str] = &["no", "nope", "oh no", "ah no", "hmm no", "well no", "不是", "哦不"];

/// Excuses that also compare: "mejor la 38", and not "mejor gastronomía".
const COMPARING: &[&str] = &["mejor", "better"];

/// What may stand between an excuse and a number, the longest first.
const COUNTED: &[&str] =
    &["i'm a", "i wear", "it's", "it is", "it was", "es", "son", "era", "的是", "el", "la", "是", "a", "the"];

/// Whether the message begins as a correction of what was said before: "no, I meant 38", 不对，是38, "perdón, 38".
pub fn corrects(message: &str) -> bool {
    let normal = Normal::new(message);
    let mut text = opened(&normal.text);
    while let Some(rest) = SIGHS.behind(text) {
        text = opened(rest);
    }
    if let Some(rest) = text.strip_prefix('*') {
        return rest.contains(char::is_alphanumeric);
    }
    takes_back(text) || excuses(text) || denies_one_for_another(text)
}

/// Whether it begins with words that take something back, whatever was said.
fn takes_back(text: &str) -> bool {
    let short = |rest: &str| rest.is_empty() || pauses(rest) || answers(opened(rest)) || is_short(opened(rest));
    CORRECTIONS.opening(text).is_some() || SHORT_CORRECTIONS.behind(text).is_some_and(short)
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

/// Whether it begins with an excuse, and an answer follows.
fn excuses(text: &str) -> bool {
    let Some(excuse) = EXCUSES.opening(text) else { return false };
    let rest = text.get(excuse.len()..).unwrap_or_default();
    let mut answer = opened(rest);
    if takes_back(answer) {
        return true;
    }
    // "no 38" is not "no, 38".
    let refuses = REFUSING.contains(&excuse);
    if refuses && !pauses(rest) || answer.len() == rest.len() {
        return false;
    }
    while let Some(more) = EXCUSES.behind(answer).or_else(|| SIGHS.behind(answer)) {
        answer = opened(more);
    }
    answers(answer) || !refuses && is_short(answer) && (!COMPARING.contains(&excuse) || has_article(answer))
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

/// "not 37, 38", 不是37是38.
fn denies_one_for_another(text: &str) -> bool {
    let denials = ["not", "no es", "no era", "不是"];
    let behind = |word: &&str| text.strip_prefix(*word).filter(|_| may_cut(text, word.len()));
    let Some(rest) = denials.iter().find_map(behind) else { return false };
    let said = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let parted = [",", "but", "sino", "是", ";"].iter().find_map(|word| rest.split_once(word));
    parted.is_some_and(|(one, other)| said(one) && said(other))
}

//! What people write for something that is said otherwise here: a table of patterns for each keyword language.
//!
//! Each is tried like any other change, so a pattern need not be sure of itself: it counts only where more can be read with it.

mod beginning;
mod chinese;
mod declared;
mod english;
mod missed;
mod negated;
mod promise;
mod question;
mod shop;
mod spanish;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;

/// How many words around the place an idiom may stand.
const NEAR: usize = 5;

/// Something that is said otherwise here.
struct Idiom {
    /// The pattern; its group `w` is what is written otherwise. Words in capitals stand for what [`pattern`] says.
    written: &'static str,
    /// A pattern that does not stand in the declaration; empty where that does not matter.
    without: &'static str,
    /// What is written instead, with `$1` and the like.
    meant: &'static str,
    /// What is wrong; `{}` is what is written.
    message: &'static str,
    /// What is right, in everyday words; `{}` is what is meant.
    help: &'static str,
    /// Whether the mended line is shown; otherwise it may say another thing than was meant.
    shown: bool,
}

/// One that may stand in any declaration.
const fn idiom(written: &'static str, meant: &'static str, message: &'static str, help: &'static str) -> Idiom {
    Idiom { written, without: "", meant, message, help, shown: true }
}

/// An idiom whose patterns are ready.
struct Ready {
    written: Regex,
    without: Option<Regex>,
    idiom: &'static Idiom,
}

/// The idioms of one keyword language.
struct Table {
    /// Those that are tried before anything else.
    first: Vec<Ready>,
    /// Those that know little, and are tried where nothing else helped.
    last: Vec<Ready>,
    /// Those that only say what a promise can be: nothing at all may have helped.
    resort: Vec<Ready>,
}

macro_rules! table {
    ($language:ident, $declared:ident) => {
        LazyLock::new(|| {
            let ready = |lists: &[&'static [Idiom]]| ready(lists, $language::STAGES, $language::STEPS);
            Table {
                first: ready(&[
                    promise::$declared,
                    beginning::$declared,
                    shop::$declared,
                    negated::$declared,
                    declared::$declared.first,
                    missed::$declared,
                    $language::BEGINNINGS,
                    question::$declared,
                    $language::IDIOMS,
                ]),
                last: ready(&[$language::LAST]),
                resort: ready(&[declared::$declared.last]),
            }
        })
    };
}

static ENGLISH: LazyLock<Table> = table!(english, ENGLISH);
static CHINESE: LazyLock<Table> = table!(chinese, CHINESE);
static SPANISH: LazyLock<Table> = table!(spanish, SPANISH);

fn ready(lists: &[&'static [Idiom]], stages: &str, steps: &str) -> Vec<Ready> {
    let compile = |written: &str| Regex::new(&pattern(written, stages, steps)).ok();
    lists
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|idiom| Some(Ready { written: compile(idiom.written)?, without: compile(idiom.without), idiom }))
        .map(|ready| match ready.idiom.without {
            "" => Ready { without: None, ..ready },
            _ => ready,
        })
        .collect()
}

/// A pattern with its words in capitals written out.
fn pattern(written: &str, stages: &str, steps: &str) -> String {
    let plain = written
        .replace("STAGE", &format!("(?:{stages})"))
        .replace("STEP", &format!("(?:{steps})"))
        .replace("TEXT", "(?:\"[^\"]*\"|“[^”]*”|«[^»]*»|『[^』]*』)")
        .replace("NAME", r"[\w.「」-]+")
        .replace("END", r"\s*[.。]?\s*$");
    format!("(?si){plain}")
}

/// What is said otherwise near the place.
pub fn idioms(words: &Words<'_>, mends: &mut Vec<Mend>) {
    try_all(words, &table(words.language).first, mends);
}

/// The same, where nothing else helped.
pub fn last_idioms(words: &Words<'_>, mends: &mut Vec<Mend>) {
    try_all(words, &table(words.language).last, mends);
}

/// What no promise can be, where nothing helped, not even in part.
pub fn no_promises(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let from = mends.len();
    try_all(words, &table(words.language).resort, mends);
    let (first, last) = (words.lexemes.first(), words.lexemes.last());
    let piece = first.zip(last).and_then(|(first, last)| words.file.get(first.start..last.end)).unwrap_or_default();
    // A line without the amount that was promised would promise something else.
    let has_amount = piece.contains(|c: char| c.is_numeric() || matches!(c, '%' | '％'))
        || ["ciento", "cent", "百分", "成"].iter().any(|share| piece.contains(share));
    for mend in mends.iter_mut().skip(from) {
        mend.last_resort = true;
        if has_amount {
            mend.example = Example::Usual;
        }
    }
}

fn table(language: Keywords) -> &'static Table {
    match language {
        Keywords::English => &ENGLISH,
        Keywords::Chinese => &CHINESE,
        Keywords::Spanish => &SPANISH,
    }
}

fn try_all(words: &Words<'_>, idioms: &'static [Ready], mends: &mut Vec<Mend>) {
    let (Some(first), Some(last)) = (words.lexemes.first(), words.lexemes.last()) else { return };
    let piece = words.file.get(first.start..last.end).unwrap_or_default();
    let near = near(words);
    for Ready { written, without, idiom } in idioms {
        if without.as_ref().is_some_and(|without| without.is_match(piece)) {
            continue;
        }
        for found in written.captures_iter(piece) {
            let Some(place) = found.name("w") else { continue };
            let mut meant = String::new();
            found.expand(idiom.meant, &mut meant);
            let mut written = place.as_str();
            if !meant.ends_with(char::is_whitespace) {
                written = written.trim_end();
            }
            let start = first.start + place.start();
            let mut range = start..start + written.len();
            let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let behind = words.file.get(range.end..).unwrap_or_default();
            if blank(words.file.get(..start).and_then(|before| before.chars().next_back())) {
                meant = meant.trim_start().to_owned();
                if meant.is_empty() {
                    range.end += behind.len() - behind.trim_start_matches([' ', '\t']).len();
                }
            }
            if blank(behind.chars().next()) {
                meant = meant.trim_end().to_owned();
            }
            if range.start > near.end || range.end < near.start {
                continue;
            }
            mends.push(said(words, idiom, range, written, meant));
        }
    }
}

fn said(words: &Words<'_>, idiom: &Idiom, range: Range<usize>, written: &str, meant: String) -> Mend {
    let before = words.lexemes.iter().rfind(|lexeme| lexeme.end <= range.start);
    let is_blank = |c: char| c.is_whitespace() || matches!(c, ',' | '，');
    // Where something is missing, the word before the gap is pointed at.
    let (shown, place) = match (written.trim_matches(is_blank), before) {
        ("", Some(before)) => (words.file.get(before.range()).unwrap_or_default(), before.range()),
        (trimmed, _) => {
            let lead = written.len() - written.trim_start_matches(is_blank).len();
            (trimmed, range.start + lead..range.start + lead + trimmed.len())
        }
    };
    let shown: String = shown.chars().take(40).collect();
    Mend {
        message: idiom.message.replace("{}", &shown),
        label: if written.trim().is_empty() {
            "something is missing behind this"
        } else {
            "this is said otherwise here"
        }
        .to_owned(),
        help: idiom.help.replace("{}", meant.trim_matches(is_blank)),
        // Words that their author has to write are none that can be checked.
        faithful: idiom.shown && !meant.contains('…'),
        example: if idiom.shown { Example::Sketch } else { Example::Usual },
        ..Mend::new(Edit::replace(range, meant), Code::UnexpectedText, place)
    }
}

/// The stretch of the file around the place.
fn near(words: &Words<'_>) -> Range<usize> {
    let last = words.lexemes.len().saturating_sub(1);
    let from = words.lexeme(words.found.min(last).saturating_sub(NEAR)).map_or(0, |lexeme| lexeme.start);
    let to = words.lexeme((words.found + NEAR).min(last)).map_or(from, |lexeme| lexeme.end);
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_compiled() {
        for (table, first, last) in [
            (
                &ENGLISH,
                vec![
                    promise::ENGLISH,
                    beginning::ENGLISH,
                    shop::ENGLISH,
                    negated::ENGLISH,
                    declared::ENGLISH.first,
                    missed::ENGLISH,
                    english::BEGINNINGS,
                    question::ENGLISH,
                    english::IDIOMS,
                ],
                vec![english::LAST, declared::ENGLISH.last],
            ),
            (
                &CHINESE,
                vec![
                    promise::CHINESE,
                    beginning::CHINESE,
                    shop::CHINESE,
                    negated::CHINESE,
                    declared::CHINESE.first,
                    missed::CHINESE,
                    chinese::BEGINNINGS,
                    question::CHINESE,
                    chinese::IDIOMS,
                ],
                vec![chinese::LAST, declared::CHINESE.last],
            ),
            (
                &SPANISH,
                vec![
                    promise::SPANISH,
                    beginning::SPANISH,
                    shop::SPANISH,
                    negated::SPANISH,
                    declared::SPANISH.first,
                    missed::SPANISH,
                    spanish::BEGINNINGS,
                    question::SPANISH,
                    spanish::IDIOMS,
                ],
                vec![spanish::LAST, declared::SPANISH.last],
            ),
        ] {
            let count = |idioms: Vec<&[Idiom]>| idioms.iter().map(|list| list.len()).sum::<usize>();
            let lasts = table.last.len() + table.resort.len();
            assert_eq!((table.first.len(), lasts), (count(first), count(last)));
            let all = table.first.iter().chain(&table.last).chain(&table.resort);
            for Ready { written, without, idiom } in all {
                assert!(written.capture_names().flatten().any(|name| name == "w"), "{}", idiom.written);
                assert_eq!(idiom.without.is_empty(), without.is_none(), "{}", idiom.without);
            }
        }
    }
}

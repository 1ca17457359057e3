//! One of several choices: by its words, or by its place among them.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::boundary::{char_at, char_before, is_han, may_cut};
use super::super::clause::{clauses, cores};
use super::super::normalise::{Normal, normalise};
use super::super::slots::number::{Point, numeral};
use super::super::slots::{Reading, word_at};
use super::asking::Asking;
use super::forms::{plural_at, quantity, quantity_at};
use super::settle::{Candidate, settle};

/// How many words may stand between "not" and the choice it denies: "I do not have a very broad foot".
const REACH: usize = 5;

/// Words of one letter that are words of their own: they count only where a clause says nothing else.
const ARTICLES: &str = "aeiouy";

/// What may stand beside a choice of one Han character, besides punctuation: 要大号, 偏窄.
const BEFORE_HAN: &str = "要是选偏比较很有点个那穿就我脚款用买喜欢拿给更最太挺稍微略属于";
const BEHIND_HAN: &str = "号码的吧一些点了呢啊个款色件款脚型版装";

/// What may stand before a choice in the plural.
const BEFORE_A_PLURAL: &[&str] = &[
    "the", "some", "those", "these", "two", "three", "four", "los", "las", "unos", "unas", "esos", "esas", "estos",
    "estas", "dos", "tres", "cuatro",
];

type Words = [(Arc<str>, Arc<str>)];

/// The choice the message answers with.
pub(super) fn one_of(asking: &Asking<'_>, words: &Words) -> Option<Candidate<Arc<str>>> {
    let said = asking.scan(|text, at| longest(asking, words, text, at));
    if !said.is_empty() || !asking.open() {
        return settled(asking, said);
    }
    // Only what was asked for is heard in other forms, and only where no choice is said as it is written.
    let said = asking.scan(|text, at| otherwise(asking, words, text, at));
    if !said.is_empty() {
        return settled(asking, said);
    }
    by_quantity(asking, words).or_else(|| by_place(asking, words))
}

fn settled(asking: &Asking<'_>, said: Vec<(usize, Reading<Arc<str>>)>) -> Option<Candidate<Arc<str>>> {
    let free = said.into_iter().filter(|(start, read)| asking.is_free(*start..read.end));
    let candidates = free.map(|(start, read)| Candidate { value: read.value, start, end: read.end, rank: 0 });
    settle(asking.text(), candidates.collect(), REACH)
}

/// The longest word of a choice that stands at `at`.
fn longest(asking: &Asking<'_>, words: &Words, text: &str, at: usize) -> Option<Reading<Arc<str>>> {
    let here = words.iter().filter(|(word, _)| stands(asking, text, at, word));
    here.max_by_key(|(word, _)| word.len()).map(|(word, name)| Reading::new(name.clone(), at + word.len()))
}

/// The longest other form of a choice that stands at `at`: a quantity, or a plural that is all a clause says, for "it works" is no `work`.
fn otherwise(asking: &Asking<'_>, words: &Words, text: &str, at: usize) -> Option<Reading<Arc<str>>> {
    let form = |word: &str| {
        let plural = || plural_at(text, at, word).filter(|end| is_all(asking.message, text.get(at..*end)));
        quantity_at(text, at, word).or_else(plural)
    };
    let here = words.iter().filter_map(|(word, name)| Some((form(word)?, name)));
    here.max_by_key(|(end, _)| *end).map(|(end, name)| Reading::new(name.clone(), end))
}

/// Whether a clause says nothing but this, how many of it, or which.
fn is_all(message: &str, form: Option<&str>) -> bool {
    let Some(form) = form else { return false };
    let is_core = |core: &&str| {
        let before = core.strip_suffix(form).map(str::trim_end);
        before.is_some_and(|before| before.is_empty() || BEFORE_A_PLURAL.contains(&before))
    };
    clauses(message).iter().any(|clause| cores(&normalise(clause.written)).iter().any(is_core))
}

fn stands(asking: &Asking<'_>, text: &str, at: usize, word: &str) -> bool {
    let Some(end) = word_at(text, at, word) else { return false };
    let mut chars = word.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else {
        return true;
    };
    let (before, behind) = (char_before(text, at), char_at(text, end));
    if is_han(only) {
        return before.is_none_or(|before| !is_han(before) || BEFORE_HAN.contains(before))
            && behind.is_none_or(|behind| !is_han(behind) || BEHIND_HAN.contains(behind));
    }
    // The m of "I'm".
    if before == Some('\'') || behind == Some('\'') {
        return false;
    }
    !ARTICLES.contains(only) || is_alone(asking.message, word)
}

fn is_alone(message: &str, word: &str) -> bool {
    clauses(message).iter().any(|clause| cores(&normalise(clause.written)).contains(&word))
}

/// The choice that is so much, where a clause says nothing but the figure: "250" of `100 g` and `250 g`.
fn by_quantity(asking: &Asking<'_>, words: &Words) -> Option<Candidate<Arc<str>>> {
    let measured: Vec<(Decimal, &Arc<str>)> =
        words.iter().filter_map(|(word, name)| Some((quantity(word)?, name))).collect();
    let said = asking.scan(|text, at| {
        let read = numeral(text, at, Point::Decimal)?;
        let name = measured.iter().find(|(amount, _)| *amount == read.value).map(|(_, name)| Arc::clone(name))?;
        let other = measured.iter().any(|(amount, other)| *amount == read.value && **other != name);
        (!other && is_alone(asking.message, text.get(at..read.end)?)).then(|| Reading::new(name, read.end))
    });
    let free = said.into_iter().filter(|(start, read)| asking.is_free(*start..read.end));
    let candidates = free.map(|(start, read)| Candidate { value: read.value, start, end: read.end, rank: 0 });
    settle(asking.text(), candidates.collect(), REACH)
}

/// Words for a place among the choices.
const PLACES: &[(&str, usize)] = &[
    ("first", 0),
    ("1st", 0),
    ("second", 1),
    ("2nd", 1),
    ("third", 2),
    ("3rd", 2),
    ("fourth", 3),
    ("4th", 3),
    ("fifth", 4),
    ("5th", 4),
    ("sixth", 5),
    ("6th", 5),
    ("primera", 0),
    ("primero", 0),
    ("primer", 0),
    ("segunda", 1),
    ("segundo", 1),
    ("tercera", 2),
    ("tercero", 2),
    ("tercer", 2),
    ("cuarta", 3),
    ("cuarto", 3),
    ("quinta", 4),
    ("quinto", 4),
    ("1a", 0),
    ("2a", 1),
    ("3a", 2),
    ("1o", 0),
    ("2o", 1),
    ("3o", 2),
    ("former", 0),
    ("第一", 0),
    ("第二", 1),
    ("第三", 2),
    ("第四", 3),
    ("第五", 4),
    ("第六", 5),
    ("第1", 0),
    ("第2", 1),
    ("第3", 2),
    ("第4", 3),
    ("第5", 4),
    ("第6", 5),
    ("前者", 0),
    ("前一个", 0),
    ("前面那个", 0),
    ("前面的", 0),
];

/// Words for the last of the choices.
const LAST: &[&str] = &["last", "latter", "ultima", "ultimo", "后者", "最后", "后一个", "后面那个", "后面的"];

/// Figures and words that are a place where nothing else is said, or behind one of the words for it.
const NUMBERS: &[(&str, usize)] = &[
    ("1", 0),
    ("2", 1),
    ("3", 2),
    ("4", 3),
    ("5", 4),
    ("6", 5),
    ("7", 6),
    ("8", 7),
    ("9", 8),
    ("10", 9),
    ("11", 10),
    ("12", 11),
    ("one", 0),
    ("two", 1),
    ("three", 2),
    ("four", 3),
    ("uno", 0),
    ("una", 0),
    ("dos", 1),
    ("tres", 2),
    ("cuatro", 3),
    ("一", 0),
    ("二", 1),
    ("三", 2),
    ("四", 3),
    ("五", 4),
];
const NUMBERED: &[&str] =
    &["number", "option", "choice", "no.", "no", "#", "nr", "numero", "opcion", "la", "选项", "选", "option no."];

/// The choice named by its place: "the first one", 第二个, `la última`, a bare "2".
fn by_place(asking: &Asking<'_>, words: &Words) -> Option<Candidate<Arc<str>>> {
    let text = asking.text();
    let mut names: Vec<&Arc<str>> = Vec::new();
    for (_, name) in words {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let last = names.len().checked_sub(1)?;
    // "The first time" is no choice.
    let is_place = |text: &str, end: usize| {
        let rest = text.get(end..).unwrap_or_default().trim_start();
        let behind: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let han = behind.chars().next().is_some_and(is_han);
        let han_good = ["个", "种", "款", "项", "那个", "一个", "吧", "的"].iter().any(|word| behind.starts_with(word));
        rest.is_empty()
            || if han {
                han_good
            } else {
                [
                    "one", "option", "choice", "please", "thanks", "or", "and", "i", "of", "opcion", "por", "gracias",
                    "o", "y",
                ]
                .contains(&behind)
            }
    };
    let read = |text: &str, at: usize| {
        let places = PLACES.iter().map(|&(word, place)| (word, place));
        let all = places.chain(LAST.iter().map(|&word| (word, last)));
        let found =
            all.filter_map(|(word, place)| Some((word_at(text, at, word)?, place))).max_by_key(|(end, _)| *end)?;
        is_place(text, found.0).then(|| Reading::new(found.1, found.0))
    };
    let mut found: Vec<Candidate<Arc<str>>> = Vec::new();
    let mut push = |place: usize, at: Range<usize>| {
        if let Some(name) = names.get(place)
            && asking.is_free(at.clone())
        {
            found.push(Candidate { value: Arc::clone(name), start: at.start, end: at.end, rank: 0 });
        }
    };
    for (start, read) in asking.scan(read) {
        push(read.value, start..read.end);
    }
    if found.is_empty() {
        return by_number(asking, &names);
    }
    settle(text, found, REACH)
}

/// The choice named by a figure that is all its clause says.
fn by_number(asking: &Asking<'_>, names: &[&Arc<str>]) -> Option<Candidate<Arc<str>>> {
    let mut found = Vec::new();
    for clause in clauses(asking.message).iter().filter(|clause| !clause.asks) {
        let normal = Normal::new(clause.written);
        let Some(&(word, place)) = cores(&normal.text).iter().find_map(|core| {
            let unnumbered = NUMBERED
                .iter()
                .find_map(|word| core.strip_prefix(word))
                .map_or(*core, |rest| rest.trim_start_matches([' ', '.', ':']));
            NUMBERS.iter().find(|(word, _)| word == core || *word == unnumbered)
        }) else {
            continue;
        };
        let at = normal.text.match_indices(word).find(|(at, _)| may_cut(&normal.text, *at)).map(|(at, _)| at)?;
        let inside = normal.original(at..at + word.len());
        let place_written = clause.start + inside.start..clause.start + inside.end;
        if let Some(name) = names.get(place)
            && asking.is_free_as_written(&place_written)
        {
            found.push((Arc::clone(name), place_written));
        }
    }
    let (name, place) = found.pop()?;
    let place = asking.normalised(&place)?;
    if found.iter().any(|(other, _)| *other != name) {
        return None;
    }
    Some(Candidate { value: name, start: place.start, end: place.end, rank: 0 })
}

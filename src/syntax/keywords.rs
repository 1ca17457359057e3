//! The keywords of each language, read from the grammar files themselves: one table, one place.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::ast::Keywords;
use super::simplified::simplified;
use crate::diagnostic::Spellings;

/// A keyword: the grammar's rule for it and how it may be written.
#[derive(Debug)]
pub struct Keyword {
    /// The rule, `kw_when`.
    pub rule: &'static str,
    /// Its spellings; the first is the one the formatter writes.
    pub spellings: Vec<String>,
}

/// The words that begin a step.
pub const STEPS: &[&str] = &[
    "kw_say",
    "kw_do_offer",
    "kw_do_reply",
    "kw_ask",
    "kw_start",
    "kw_show_products",
    "kw_show_picture",
    "kw_send_link",
    "kw_remember",
    "kw_forget",
    "kw_promise",
    "kw_mark",
    "kw_unmark",
    "kw_note",
    "kw_task",
    "kw_hand_over",
    "kw_close",
    "kw_cancel",
];

/// All keywords of one language.
#[derive(Debug)]
pub struct KeywordTable {
    /// In the order of the grammar file.
    pub keywords: Vec<Keyword>,
    /// Keyword numbers by folded spelling.
    meanings: HashMap<String, Vec<usize>>,
    /// Every single word of a spelling, by its first character, longest first.
    words: HashMap<char, Vec<String>>,
    /// Every single word of a spelling, folded.
    parts: HashSet<String>,
    /// Words that are names only inside 「 」, folded.
    reserved: HashSet<String>,
    /// All spellings, to find what a misspelt word was meant to be.
    pub spellings: Spellings,
}

static ENGLISH: LazyLock<KeywordTable> = LazyLock::new(|| KeywordTable::read(grammar(Keywords::English)));
static CHINESE: LazyLock<KeywordTable> = LazyLock::new(|| KeywordTable::read(grammar(Keywords::Chinese)));
static SPANISH: LazyLock<KeywordTable> = LazyLock::new(|| KeywordTable::read(grammar(Keywords::Spanish)));

/// The grammar file of a language's keywords and phrases: one rule a line.
pub fn grammar(language: Keywords) -> &'static str {
    match language {
        Keywords::English => include_str!("../../grammar/english.pest"),
        Keywords::Chinese => include_str!("../../grammar/chinese.pest"),
        Keywords::Spanish => include_str!("../../grammar/spanish.pest"),
    }
}

/// The keywords of a language.
pub fn table(language: Keywords) -> &'static KeywordTable {
    match language {
        Keywords::English => &ENGLISH,
        Keywords::Chinese => &CHINESE,
        Keywords::Spanish => &SPANISH,
    }
}

/// What keywords are compared by: neither case nor accents count, nor the width of letters, nor which Chinese
/// characters are used.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain = |c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        other => narrow(simplified(other)),
    };
    word.chars().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

/// No Chinese keyword has more characters.
const LONGEST_HAN: usize = 8;

/// A full-width letter as the keyboard has it otherwise.
pub fn narrow(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

impl KeywordTable {
    /// Reads the lines `kw_… = @{ (…) ~ word_end }` and the list of reserved words.
    fn read(grammar: &'static str) -> Self {
        let mut keywords = Vec::new();
        let mut meanings: HashMap<String, Vec<usize>> = HashMap::new();
        let mut words: HashMap<char, Vec<String>> = HashMap::new();
        let mut parts = HashSet::new();
        for line in grammar.lines().filter(|line| line.starts_with("kw_")) {
            let Some((rule, spellings)) = line.split_once(' ').and_then(|(rule, rest)| Some((rule, inner(rest)?)))
            else {
                continue;
            };
            for spelling in &spellings {
                meanings.entry(fold(spelling)).or_default().push(keywords.len());
                for word in spelling.split(' ') {
                    parts.insert(fold(word));
                    let same = word.chars().next().map(|first| words.entry(first).or_default());
                    if let Some(same) = same.filter(|same| !same.iter().any(|known| known == word)) {
                        same.push(word.to_owned());
                    }
                }
            }
            keywords.push(Keyword { rule, spellings });
        }
        for same in words.values_mut() {
            same.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        let reserved = grammar.split_once("reserved =").and_then(|(_, rest)| inner(rest)).unwrap_or_default();
        let reserved = reserved.iter().map(|word| fold(word)).collect();
        let all = keywords.iter().flat_map(|keyword: &Keyword| &keyword.spellings);
        let spellings = Spellings::new(all.map(String::as_str));
        KeywordTable { keywords, meanings, words, parts, reserved, spellings }
    }

    /// How a keyword's rule is written, in the formatter's spelling.
    pub fn spelling(&self, rule: &str) -> &str {
        let keyword = self.keywords.iter().find(|keyword| keyword.rule == rule);
        keyword.and_then(|keyword| keyword.spellings.first()).map_or("", String::as_str)
    }

    /// The keywords a word or phrase may be, none for a word that is free.
    pub fn meanings(&self, written: &str) -> impl Iterator<Item = &Keyword> {
        let numbers = self.meanings.get(&fold(written)).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(|&number| self.keywords.get(number))
    }

    /// Whether a word is this keyword.
    pub fn is(&self, written: &str, rule: &str) -> bool {
        self.meanings(written).any(|keyword| keyword.rule == rule)
    }

    /// Whether words begin a step.
    pub fn begins_step(&self, written: &str) -> bool {
        self.meanings(written).any(|keyword| STEPS.contains(&keyword.rule))
    }

    /// Whether a word is a keyword or part of one.
    pub fn knows(&self, word: &str) -> bool {
        self.parts.contains(&fold(word))
    }

    /// Whether a word can be a name only inside 「 」.
    pub fn is_reserved(&self, word: &str) -> bool {
        self.reserved.contains(&fold(word))
    }

    /// The length of the longest word with which a run of Han begins and that can be no bare name.
    pub fn reserved_at(&self, run: &str) -> Option<usize> {
        let simple: String = run.chars().take(LONGEST_HAN).map(simplified).collect();
        let words = self.words.get(&simple.chars().next()?)?;
        words.iter().find(|word| simple.starts_with(word.as_str()) && self.is_reserved(word)).map(String::len)
    }

    /// The lengths of the keywords that a run of Han consists of, or nothing where it holds anything else.
    pub fn segments(&self, run: &str) -> Option<Vec<usize>> {
        let mut rest = run;
        let mut lengths = Vec::new();
        while let Some(first) = rest.chars().next() {
            // `每周一次` is once a week, and no Monday.
            let once =
                |word: &str| word.ends_with('一') && rest.get(word.len()..).is_some_and(|rest| rest.starts_with('次'));
            let fits = |word: &&String| rest.starts_with(word.as_str()) && !once(word);
            let word = self.words.get(&first)?.iter().find(fits)?;
            lengths.push(word.len());
            rest = rest.get(word.len()..)?;
        }
        Some(lengths)
    }
}

/// The spellings between the first `(` and the last `) ~ word_end`.
fn inner(rule: &str) -> Option<Vec<String>> {
    let (_, rest) = rule.split_once('(')?;
    let (spellings, _) = rest.split_once(") ~ word_end")?;
    Some(spellings.split('|').map(spelling).collect())
}

/// `^"hand" ~ gap ~ ^"over"` is spelt `hand over`.
fn spelling(alternative: &str) -> String {
    let words: Vec<&str> = alternative.split('"').skip(1).step_by(2).collect();
    words.join(" ")
}

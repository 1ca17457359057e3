//! Where the words of the next language begin on a line that lacks its quotes: `As you like. zh: 没关系。`

use std::ops::Range;

use super::keywords::KeywordTable;
use super::spoken::NAMES;

/// Short names that are words as well, `es:` and `en:`: they are a language's behind the end of a sentence only.
const WORDS: [&str; 6] = ["es", "en", "de", "it", "no", "la"];

/// How far behind the word for them the languages of a shop are looked for, in words.
const MOST_LANGUAGES: usize = 12;

/// The tags on a line, each with its colon.
pub fn tags(file: &str, table: &KeywordTable, line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut spoken = None;
    for (at, colon) in line.match_indices([':', '：']) {
        let before = line.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let (before, tag) = before.split_at_checked(word).unwrap_or_default();
        let short = matches!(tag.len(), 2 | 3) && tag.bytes().all(|letter| letter.is_ascii_lowercase());
        let behind_words = before.trim_end().chars().next_back();
        let apart = before.chars().next_back().is_some_and(|c| c != '-' && (!c.is_alphanumeric() || c > '\u{2e80}'));
        let ended = behind_words.is_some_and(|c| !c.is_alphanumeric());
        if !short || !apart || WORDS.contains(&tag) && !ended {
            continue;
        }
        if spoken.get_or_insert_with(|| languages(file, table)).contains(&tag) {
            found.push(word..at + colon.len());
        }
    }
    found
}

/// The languages that the shop in this file answers in; where it stands in another file, all that have a short name.
fn languages<'f>(file: &'f str, table: &KeywordTable) -> Vec<&'f str> {
    let mut lines = file.match_indices('\n').map(|(at, _)| at + 1);
    let is_shop = |at: &usize| {
        let line = file.get(*at..).unwrap_or_default();
        table.is(line.split([' ', '\t', '\u{3000}', '"', '“', '«', '\n']).next().unwrap_or_default(), "kw_shop")
    };
    let shop = std::iter::once(0).chain(&mut lines).find(is_shop).and_then(|at| file.get(at..));
    let listed = shop.and_then(|shop| {
        let spellings = table.keywords.iter().filter(|keyword| keyword.rule == "kw_language");
        let spellings = spellings.flat_map(|keyword| keyword.spellings.iter());
        let behind = |word: &String| shop.find(word.as_str()).and_then(|at| shop.get(at + word.len()..));

        spellings.filter_map(behind).next()
    });
    let Some(listed) = listed else { return NAMES.iter().map(|(_, short)| *short).collect() };
    let words = listed.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.take(MOST_LANGUAGES).take_while(|word| matches!(word.len(), 2 | 3)).collect()
}

//! The table of keywords in `docs/language.md` is made from the grammar.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

const GRAMMARS: [&str; 3] = [
    include_str!("../../grammar/english.pest"),
    include_str!("../../grammar/chinese.pest"),
    include_str!("../../grammar/spanish.pest"),
];
const BEGIN: &str = "again -->\n";
const END: &str = "<!-- end of keywords -->";

#[test]
fn keyword_table_shows_the_grammar() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md");
    let page = fs::read_to_string(&path).unwrap();
    let begin = page.find(BEGIN).unwrap() + BEGIN.len();
    let end = page.find(END).unwrap();
    let table = table();
    if std::env::var_os("PATTER_UPDATE").is_some() {
        fs::write(&path, format!("{}{table}{}", &page[..begin], &page[end..])).unwrap();
        return;
    }
    assert_eq!(&page[begin..end], table, "write it again with `PATTER_UPDATE=1 cargo test keyword_table`");
}

fn table() -> String {
    let others: Vec<HashMap<&str, Vec<String>>> =
        GRAMMARS[1..].iter().map(|grammar| keywords(grammar).map(|(_, rule, words)| (rule, words)).collect()).collect();
    let mut rows = vec![String::new(), "| English | Chinese | Spanish |".to_owned(), "| --- | --- | --- |".to_owned()];
    let mut last = "";
    for (section, rule, words) in keywords(GRAMMARS[0]) {
        if section != last {
            rows.push(format!("| **{section}** | | |"));
            last = section;
        }
        let row = format!("| {} | {} | {} |", cell(&words), cell(&others[0][rule]), cell(&others[1][rule]));
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.extend([String::new(), String::new()]);
    rows.join("\n")
}

fn cell(words: &[String]) -> String {
    match words {
        [] => "–".to_owned(),
        words => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    }
}

/// Every keyword of a grammar: its section, its rule, its spellings without those that only leave out accents.
fn keywords(grammar: &str) -> impl Iterator<Item = (&str, &str, Vec<String>)> {
    let mut section = "";
    grammar.lines().filter_map(move |line| {
        if let Some(title) = line.strip_prefix("// ---- ") {
            section = title;
        }
        let (rule, pattern) = line.split_once('=')?;
        let rule = rule.trim();
        (rule.starts_with("kw_")).then(|| (section, rule, spellings(pattern)))
    })
}

fn spellings(pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // What follows the keyword is no part of it.
    let pattern = pattern.split(" ~ !(").next().unwrap_or_default();
    for spelling in pattern.split('|') {
        let word = spelling.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ");
        if !word.is_empty() && !found.iter().any(|other| plain(other) == plain(&word)) {
            found.push(word);
        }
    }
    found
}

fn plain(word: &str) -> String {
    let accents = [('á', 'a'), ('é', 'e'), ('í', 'i'), ('ó', 'o'), ('ú', 'u'), ('ñ', 'n')];
    word.chars().map(|c| accents.iter().find(|(accented, _)| *accented == c).map_or(c, |(_, plain)| *plain)).collect()
}

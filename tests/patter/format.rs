//! `format`: snapshots of cases, and that it never changes what a script says.

use patter::source::{Source, SourceId};
use patter::syntax::ast::{Keywords, Script};
use patter::syntax::{FormatError, format, parse, print};
use proptest::prelude::*;

use crate::generate;

const LANGUAGES: [Keywords; 3] = [Keywords::English, Keywords::Chinese, Keywords::Spanish];

fn source(text: &str) -> Source {
    Source::new("main.patter", text)
}

fn tree(script: &Script) -> serde_json::Value {
    serde_json::to_value(&script.declarations).unwrap()
}

/// The file's text formatted, or why it was not.
fn outcome(text: &str, keywords: Option<Keywords>) -> String {
    match format(&source(text), SourceId(0), keywords) {
        Ok(formatted) => formatted,
        Err(FormatError::Mistakes(mistakes)) => {
            let lines: Vec<String> = mistakes.iter().map(|one| format!("{} {}\n", one.code, one.message)).collect();
            lines.concat()
        }
        Err(error) => format!("{error}\n"),
    }
}

#[test]
fn cases() {
    insta::glob!("../cases/format", "*.patter", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        insta::with_settings!({ description => &text, omit_expression => true }, {
            insta::assert_snapshot!(outcome(&text, None));
        });
    });
}

#[test]
fn cases_in_other_keywords() {
    insta::glob!("../cases/format/translate", "*.patter", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let all: Vec<String> = LANGUAGES.iter().map(|&keywords| outcome(&text, Some(keywords))).collect();
        insta::with_settings!({ description => &text, omit_expression => true }, {
            insta::assert_snapshot!(all.join("--------\n"));
        });
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is printed says what the tree says, in each keyword language.
    #[test]
    fn printing_and_reading_again_gives_the_same_tree(script in generate::script()) {
        for keywords in LANGUAGES {
            let text = print(&script, &source(""), keywords);
            let (again, diagnostics) = parse(&source(&text), SourceId(0));
            prop_assert!(diagnostics.is_empty(), "{text}\n{diagnostics:#?}");
            prop_assert_eq!(tree(&script), tree(&again), "{}", text);
        }
    }

    /// Comments put anywhere between words survive, and so does a script whose lines were joined.
    #[test]
    fn comments_anywhere_are_kept(
        script in generate::script(),
        language in proptest::sample::select(&LANGUAGES[..]),
        comments in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..5), 0..6),
        joined in any::<bool>(),
    ) {
        let mut text = print(&script, &source(""), language);
        if joined {
            text = join_lines(&text);
        }
        let gaps = blanks(&text);
        let mut places: Vec<(usize, usize)> = comments.iter().map(|(at, how)| (gaps[at.index(gaps.len())], *how)).collect();
        places.sort_unstable();
        for (number, (at, how)) in places.iter().enumerate().rev() {
            let comment = match how {
                0 => format!(" [{number}]"),
                1 => format!("\n[{number} [nested]]\n"),
                2 => format!("\n\n    [{number}]\n\n"),
                3 => format!("[{number}\n  and on]"),
                _ => format!("[{number}]\n"),
            };
            text.insert_str(*at, &comment);
        }
        let formatted = format(&source(&text), SourceId(0), None);
        prop_assert!(formatted.is_ok(), "{}\n{:?}", text, formatted);
        let (again, _) = parse(&source(&formatted.unwrap()), SourceId(0));
        prop_assert_eq!(tree(&script), tree(&again), "{}", text);
        prop_assert_eq!(again.comments.len(), places.len());
    }

    /// A script translated round and back again is the same to the letter, but for the blank line that stays around a declaration which
    /// another language's words made longer than a line.
    #[test]
    fn translating_there_and_back_changes_nothing(script in generate::script()) {
        let english = print(&script, &source(""), Keywords::English);
        let mut text = english.clone();
        for language in [Keywords::Chinese, Keywords::Spanish, Keywords::English] {
            let translated = format(&source(&text), SourceId(0), Some(language));
            prop_assert!(translated.is_ok(), "{}\n{:?}", text, translated);
            text = translated.unwrap();
        }
        let filled = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(filled(&english), filled(&text));
    }
}

/// The blanks outside texts and quoted names, where a comment may stand.
fn blanks(text: &str) -> Vec<usize> {
    let mut close = None;
    let mut found = vec![0, text.len()];
    for (at, c) in text.char_indices() {
        match close {
            Some(closing) if c == closing => close = None,
            Some(_) => {}
            None if c.is_whitespace() => found.push(at),
            None => {
                close = [('"', '"'), ('“', '”'), ('«', '»'), ('『', '』'), ('「', '」')]
                    .iter()
                    .find(|pair| pair.0 == c)
                    .map(|pair| pair.1)
            }
        }
    }
    found
}

/// Each line break outside texts, with the blanks behind it, as one space.
fn join_lines(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for at in blanks(text).into_iter().filter(|&at| text[at..].starts_with('\n')) {
        if at < from {
            continue;
        }
        out.push_str(&text[from..at]);
        out.push(' ');
        from = at + text[at..].len() - text[at..].trim_start().len();
    }
    out + &text[from..]
}

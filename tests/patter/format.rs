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
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

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
}

#[test]
#[ignore]
fn hunt() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::default());
    let strategy = generate::declaration();
    let why = |declaration: &patter::syntax::ast::Declaration| -> Option<String> {
        let script = Script { declarations: vec![declaration.clone()], ..Script::default() };
        for keywords in LANGUAGES {
            let text = print(&script, &source(""), keywords);
            let (again, diagnostics) = parse(&source(&text), SourceId(0));
            if let Some(first) = diagnostics.first() {
                let at = first.label.span;
                return Some(format!("{text}  {} {} at {:?}\n", first.code, first.message, text.get(at.range())));
            }
            if tree(&script) != tree(&again) {
                let other = print(&again, &source(&text), keywords);
                return Some(format!("{text}  CHANGED\n{other}"));
            }
        }
        None
    };
    let mut found = 0;
    for _ in 0..20_000 {
        let mut case = strategy.new_tree(&mut runner).unwrap();
        if why(&case.current()).is_none() {
            continue;
        }
        let mut last = why(&case.current());
        let mut more = case.simplify();
        let mut rounds = 0;
        while more && rounds < 500 {
            rounds += 1;
            if let Some(reason) = why(&case.current()) {
                last = Some(reason);
                more = case.simplify();
            } else {
                more = case.complicate();
            }
        }
        println!("{}", last.unwrap());
        found += 1;
        if found > 25 {
            break;
        }
    }
}

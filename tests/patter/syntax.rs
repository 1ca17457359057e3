//! Reading scripts: cases with their trees or their mistakes, and what must hold of any layout, cut and depth.

use std::fs;
use std::path::{Path, PathBuf};

use patter::diagnostic::{Diagnostic, Style, render};
use patter::source::{Source, Sources};
use patter::syntax::{ast::Script, parse};
use proptest::prelude::*;
use serde_json::Value;

fn read(name: &str, text: &str) -> (Script, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let source = Source::new(name, text);
    let id = sources.add(source.clone());
    let (script, diagnostics) = parse(&source, id);
    (script, diagnostics, sources)
}

fn tree(text: &str) -> Value {
    let (script, diagnostics, _) = read("case.patter", text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{text}");
    serde_json::to_value(&script.declarations).unwrap()
}

/// Leaves out what is empty, so that a snapshot shows what was written.
fn pruned(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items.into_iter().filter_map(pruned).collect()),
        Value::Object(fields) => {
            Some(Value::Object(fields.into_iter().filter_map(|(name, value)| Some((name, pruned(value)?))).collect()))
        }
        other => Some(other),
    }
}

#[test]
fn good_scripts_have_their_trees() {
    insta::glob!("..", "cases/parse/good/*.patter", |path| {
        let script = fs::read_to_string(path).unwrap();
        let trees = tree(&script);
        let lines: Vec<String> = trees
            .as_array()
            .unwrap()
            .iter()
            .map(|declaration| serde_json::to_string(&pruned(declaration.clone()).unwrap()).unwrap())
            .collect();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n----\n{}", lines.join("\n")));
        });
    });
}

#[test]
fn bad_scripts_have_their_mistakes_told() {
    insta::glob!("..", "cases/parse/bad/*.patter", |path| {
        let script = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let (_, diagnostics, sources) = read(name, &script);
        let told: Vec<String> = diagnostics.iter().map(|told| render(told, &sources, Style::default())).collect();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n----\n{}", told.join("\n")));
        });
    });
}

/// Every good script of the repository.
fn scripts() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("scripts"), root.join("tests/cases/parse/good"), root.join("tests/cases/planted")];
    let mut scripts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "patter") {
                let text = fs::read_to_string(&path).unwrap();
                scripts.push((path, text));
            }
        }
    }
    scripts.sort();
    scripts
}

/// The stretches of a script between its texts and 「 」 names, and those themselves, in turn.
fn outside_texts(script: &str) -> Vec<(bool, String)> {
    let mut stretches = vec![(true, String::new())];
    let mut close = None;
    let mut depth = 0;
    for c in script.chars() {
        let last = stretches.last_mut().unwrap();
        match (close, c) {
            (None, '[' | '【') => depth += 1,
            (None, ']' | '】') => depth -= 1,
            _ => {}
        }
        if let Some(end) = close {
            last.1.push(c);
            if c == end {
                close = None;
                stretches.push((true, String::new()));
            }
            continue;
        }
        let end = match c {
            '"' => Some('"'),
            '“' => Some('”'),
            '«' => Some('»'),
            '「' => Some('」'),
            _ => None,
        };
        if end.is_some() && depth == 0 {
            stretches.push((false, c.to_string()));
            close = end;
        } else {
            last.1.push(c);
        }
    }
    stretches
}

/// The script with each line break outside texts, and its indentation, as one blank where `keep` says no.
fn joined(script: &str, mut keep: impl FnMut() -> bool) -> String {
    let mut text = String::new();
    for (outside, stretch) in outside_texts(script) {
        if !outside {
            text.push_str(&stretch);
            continue;
        }
        let mut lines = stretch.split('\n');
        text.push_str(lines.next().unwrap());
        for line in lines {
            if keep() {
                text.push('\n');
                text.push_str(line);
            } else {
                text.push(' ');
                text.push_str(line.trim_start());
            }
        }
    }
    text
}

#[test]
fn a_script_on_one_line_has_the_same_tree() {
    for (path, script) in scripts() {
        assert_eq!(tree(&script), tree(&joined(&script, || false)), "{}", path.display());
    }
}

#[test]
fn pieces_alone_are_the_file_whole() {
    for (path, text) in scripts() {
        let (script, _, sources) = read("whole.patter", &text);
        let whole = serde_json::to_value(&script.declarations).unwrap();
        let alone: Vec<Value> = script
            .declarations
            .iter()
            .flat_map(|declaration| match tree(sources.slice(declaration.span)) {
                Value::Array(trees) => trees,
                other => vec![other],
            })
            .collect();
        assert_eq!(whole, Value::Array(alone), "{}", path.display());
    }
}

#[test]
fn deep_nesting_is_read_up_to_its_limit_and_told_beyond() {
    let brackets = |depth: usize| format!("kind k: {}1{}", "(".repeat(depth), ")".repeat(depth));
    let choices = |depth: usize| format!("flow f: {}say \"x\"", "if a ".repeat(depth));
    let comments = |depth: usize| format!("{}{} kind k: a", "[".repeat(depth), "]".repeat(depth));
    let negations = |depth: usize| format!("kind k: {}a", "not ".repeat(depth));
    let lists = |depth: usize| format!("fact f: {}text", "list of ".repeat(depth));
    let sums = |depth: usize| format!("kind k: 1{}", " + 1".repeat(depth));
    let otherwise = |depth: usize| format!("flow f: if a say \"x\"{}", " otherwise if a say \"x\"".repeat(depth));
    for make in [brackets, choices, comments, negations, lists, sums, otherwise] as [fn(usize) -> String; 7] {
        tree(&make(60));
        for depth in [300, 3_000] {
            let (_, diagnostics, _) = read("deep.patter", &make(depth));
            let codes: Vec<&str> = diagnostics.iter().map(|told| told.code.as_str()).collect();
            assert_eq!(codes, ["E0113"], "{}", &make(3));
        }
    }
}

#[test]
fn sixteen_nested_brackets_take_no_longer_than_one() {
    // Exponential work would take sixteen times a thousand times as long; linear work is about as much.
    let time = |depth: usize| {
        let text = format!("kind k: {}a > 1{}", "(".repeat(depth), ")".repeat(depth));
        let start = std::time::Instant::now();
        (0..50).for_each(|_| _ = tree(&text));
        start.elapsed()
    };
    time(1);
    assert!(time(16) < time(1) * 200);
}

/// A text that is broken at random places.
fn broken() -> impl Strategy<Value = String> {
    let scripts: Vec<String> = scripts().into_iter().map(|(_, script)| script).collect();
    let signs = prop::sample::select(vec![
        "\"", "“", "”", "«", "「", "」", "[", "]", "(", ")", ":", ",", "{", "}", "=", "#", "//", "\n", " ", "when ",
        "则", "di ", "\u{0}", "'",
    ]);
    (prop::sample::select(scripts), prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, signs), 1..8))
        .prop_map(|(script, changes)| {
            let mut chars: Vec<String> = script.chars().map(String::from).collect();
            for (at, removed, sign) in changes {
                let at = at.index(chars.len());
                let end = (at + removed).min(chars.len());
                chars.splice(at..end, [sign.to_owned()]);
            }
            chars.concat()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn line_breaks_carry_no_meaning(choices in prop::collection::vec(any::<bool>(), 400), which in any::<prop::sample::Index>()) {
        let scripts = scripts();
        let (_, script) = &scripts[which.index(scripts.len())];
        let mut choices = choices.into_iter().cycle();
        let text = joined(script, || choices.next().unwrap_or(true));
        prop_assert_eq!(tree(script), tree(&text));
    }

    #[test]
    fn broken_scripts_are_told_of_at_places_that_exist(text in broken()) {
        let (script, diagnostics, sources) = read("broken.patter", &text);
        for told in &diagnostics {
            prop_assert!(told.label.span.start <= told.label.span.end && told.label.span.end as usize <= text.len());
            prop_assert!(text.is_char_boundary(told.label.span.start as usize) && text.is_char_boundary(told.label.span.end as usize));
            render(told, &sources, Style::default());
        }
        for declaration in &script.declarations {
            prop_assert!(declaration.span.end as usize <= text.len());
        }
    }
}

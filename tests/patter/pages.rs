//! The pages of the codes: their scripts show what they say, and `docs/errors` holds what `patter explain` prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use patter::check::{MemoryFiles, compile};
use patter::diagnostic::{Page, Severity, page, pages};

/// A script in a page: its fence says `patter`, then `wrong` or a file's name where it is beside the main file.
struct Script {
    wrong: bool,
    file: String,
    text: String,
}

fn scripts(page: &Page) -> Vec<Script> {
    let mut scripts: Vec<Script> = Vec::new();
    let mut open = false;
    for line in page.text.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(fence) => {
                open = true;
                let mut words = fence.split_whitespace();
                assert_eq!(words.next(), Some("patter"), "{}: a fence says what it holds", page.code);
                let (mut wrong, mut file) = (false, "main.patter".to_owned());
                for word in words {
                    match word.strip_prefix("file=") {
                        Some(name) => file = name.to_owned(),
                        None => wrong = word == "wrong",
                    }
                }
                scripts.push(Script { wrong, file, text: String::new() });
            }
            None if open => {
                let text = &mut scripts.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "{}: a fence is closed", page.code);
    scripts
}

/// The codes of a main script with the files that stand before it in the page, and whether it runs.
fn codes(scripts: &[Script], main: &Script) -> (BTreeSet<String>, bool) {
    let beside = scripts.iter().filter(|script| script.file != "main.patter");
    let files = beside.fold(MemoryFiles::new(), |files, script| files.with(script.file.as_str(), script.text.as_str()));
    let compilation = compile("main.patter", &files.with("main.patter", main.text.as_str()));
    let runs = compilation.diagnostics.iter().all(|diagnostic| diagnostic.severity() == Severity::Warning);
    (compilation.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect(), runs)
}

#[test]
fn scripts_in_pages_show_what_the_pages_say() {
    let mut failures = Vec::new();
    for page in pages().iter().filter(|page| !page.code.as_str().get(1..3).is_some_and(|range| range == "07")) {
        let scripts = scripts(page);
        let mains: Vec<&Script> = scripts.iter().filter(|script| script.file == "main.patter").collect();
        if !mains.iter().any(|script| script.wrong) || !mains.iter().any(|script| !script.wrong) {
            failures.push(format!("{}: one script has the mistake, another is mended", page.code));
        }
        for script in mains {
            let (codes, runs) = codes(&scripts, script);
            let told = codes.contains(page.code.as_str());
            if told != script.wrong || (!script.wrong && !runs) {
                let kind = if script.wrong { "wrong" } else { "mended" };
                failures.push(format!("{}: the {kind} script has {codes:?}", page.code));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn docs_hold_every_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors");
    let mut wanted: Vec<(String, String)> =
        pages().iter().map(|page| (format!("{}.md", page.code), page.document())).collect();
    let index: String =
        pages().iter().map(|page| format!("- [{0}]({0}.md) {1}\n", page.code, page.title)).collect();
    let head = "# What `patter check` may say\n\nMade from the pages in `src/diagnostic/pages`; `patter explain CODE` prints the same.\n";
    wanted.push(("README.md".to_owned(), format!("{head}\n{index}")));
    if std::env::var_os("PATTER_UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &wanted {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let there: BTreeSet<String> = match fs::read_dir(&folder) {
        Ok(entries) => entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
        Err(_) => BTreeSet::new(),
    };
    let names: BTreeSet<String> = wanted.iter().map(|(name, _)| name.clone()).collect();
    let differs = |(name, text): &&(String, String)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text);
    let stale: Vec<&str> = wanted.iter().filter(differs).map(|(name, _)| name.as_str()).collect();
    assert!(
        there == names && stale.is_empty(),
        "docs/errors differs from src/diagnostic/pages in {stale:?}; write it again with `PATTER_UPDATE=1 cargo test docs_hold`"
    );
}

#[test]
fn codes_are_unique_and_found_in_any_case() {
    let codes: BTreeSet<&str> = pages().iter().map(|page| page.code.as_str()).collect();
    assert_eq!(codes.len(), pages().len());
    assert_eq!(page(" w0503 ").map(|page| page.code.as_str()), Some("W0503"));
    assert!(page("W9999").is_none());
    for page in pages() {
        let title = page.title;
        assert!(title.starts_with(|c: char| !c.is_uppercase()) && !title.ends_with('.'), "{}: {title}", page.code);
        assert!(page.text.lines().all(|line| line.chars().count() <= 120), "{}: a line is too long", page.code);
    }
}

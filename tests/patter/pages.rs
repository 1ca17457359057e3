//! The pages of the codes: their scripts show what they say, and `docs/errors` holds what `patter explain` prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use patter::check::{Compilation, MemoryFiles, compile};
use patter::diagnostic::{Diagnostic, Page, page, pages};
use patter::source::{Source, SourceId};
use patter::transcript;
use rayon::prelude::*;

/// A file that is no text and a script of hundreds of files cannot stand in a page.
const UNSHOWN: [&str; 2] = ["E0213", "E0214"];

/// What conversations in pages are played by where the page has no script.
const WELCOME: &str = "when first message say \"Welcome!\"\n";

/// A script in a page, or a table: its fence says `patter`, `chat` or `csv`, then `wrong`, or a file's name where it is not the main one.
struct Script {
    chat: bool,
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
                let kind = words.next();
                assert!(matches!(kind, Some("patter" | "chat" | "csv")), "{}: a fence says what it holds", page.code);
                let chat = kind == Some("chat");
                let (mut wrong, mut file) = (false, "main.patter".to_owned());
                for word in words {
                    match word.strip_prefix("file=") {
                        Some(name) => file = name.to_owned(),
                        None => wrong = word == "wrong",
                    }
                }
                scripts.push(Script { chat, wrong, file, text: String::new() });
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

/// The diagnostics of a main script with the files that stand beside it in the page.
fn told_of_script(scripts: &[Script], main: &str) -> Compilation {
    let beside = scripts.iter().filter(|script| script.file != "main.patter");
    let files = beside.fold(MemoryFiles::new(), |files, script| files.with(script.file.as_str(), script.text.as_str()));
    compile("main.patter", &files.with("main.patter", main))
}

/// The diagnostics of conversations, played by the page's script or by a shop that only greets.
fn told_of_chat(scripts: &[Script], text: &str) -> Vec<Diagnostic> {
    let script = scripts.iter().find(|script| !script.chat).map_or(WELCOME, |script| script.text.as_str());
    let program = told_of_script(scripts, script).program.expect("the script of a page compiles");
    let (paper, mut told) = transcript::parse(&Source::new("page.chat", text), SourceId(0));
    for chat in &paper.chats {
        let (plan, mistakes) = transcript::plan(chat, paper.keywords, &program);
        told.extend(mistakes);
        // Only what could be read is played.
        if told.is_empty() {
            let differences = transcript::compare(&plan, &transcript::play(&program, &plan), paper.keywords, &program);
            let mistake = |difference| transcript::mistake(chat, difference, paper.keywords);
            told.extend(differences.iter().filter_map(mistake));
        }
    }
    told
}

#[test]
fn scripts_in_pages_show_what_the_pages_say() {
    let shown = pages().par_iter().filter(|page| !UNSHOWN.contains(&page.code.as_str()));
    let failures: Vec<String> = shown.flat_map_iter(failures).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The wrong script of a page has its mistake and no other, the mended one has none.
fn failures(page: &Page) -> Vec<String> {
    let mut failures = Vec::new();
    let scripts = scripts(page);
    let chats = scripts.iter().any(|script| script.chat);
    let shown: Vec<&Script> =
        scripts.iter().filter(|script| script.chat == chats && script.file == "main.patter").collect();
    if !shown.iter().any(|script| script.wrong) || !shown.iter().any(|script| !script.wrong) {
        failures.push(format!("{}: one script has the mistake, another is mended", page.code));
    }
    for script in shown {
        let told = match chats {
            true => told_of_chat(&scripts, &script.text),
            false => told_of_script(&scripts, &script.text).diagnostics,
        };
        let codes: BTreeSet<&str> = told.iter().map(|told| told.code.as_str()).collect();
        let wanted: BTreeSet<&str> = script.wrong.then_some(page.code.as_str()).into_iter().collect();
        if codes != wanted {
            let kind = if script.wrong { "wrong" } else { "mended" };
            failures.push(format!("{}: the {kind} script has {codes:?}", page.code));
        }
    }
    failures
}

#[test]
fn docs_hold_every_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors");
    let mut wanted: Vec<(String, String)> =
        pages().iter().map(|page| (format!("{}.md", page.code), page.document())).collect();
    let index: String = pages().iter().map(|page| format!("- [{0}]({0}.md) {1}\n", page.code, page.title)).collect();
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
        let long = page.text.lines().find(|line| !line.starts_with("when ") && line.chars().count() > 120);
        assert_eq!(long, None, "{}: a line is too long", page.code);
    }
}

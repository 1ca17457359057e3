//! The house's order: imports run downward only.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up; a file may import its own folder and those below it.
const ORDER: [&str; 12] = [
    "source",
    "diagnostic",
    "syntax",
    "program",
    "nlu",
    "check",
    "engine",
    "transcript",
    "simulate",
    "replay",
    "serve",
    "cli",
];

#[test]
fn imports_run_downward_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let folder = first.trim_end_matches(".rs");
        if folder == "lib" || folder == "main" {
            continue;
        }
        let Some(own) = ORDER.iter().position(|name| *name == folder) else {
            wrong.push(format!("{}: `{folder}` has no place in the order of the house", inside.display()));
            continue;
        };
        seen += 1;
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for used in line.match_indices("crate::").map(|(at, word)| &line[at + word.len()..]) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if ORDER.iter().position(|other| *other == name).is_some_and(|other| other > own) {
                    wrong.push(format!(
                        "src/{}:{}: `{folder}` imports `{name}`, which stands above it",
                        inside.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(seen > 20, "only {seen} files were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn program_knows_only_source() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/program");
    for file in rust_files(&src) {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| line.trim_start().starts_with("use crate::")) {
            assert!(
                line.contains("crate::source") || line.contains("crate::program"),
                "{}: {line}: `program` may use `source` alone",
                file.display()
            );
        }
    }
}

#[test]
fn a_dry_run_knows_no_conversations_on_paper() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/simulate");
    for file in rust_files(&src) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("crate::transcript"), "{}: `simulate` may use `check` and `engine`", file.display());
    }
}

#[test]
fn no_file_holds_two_things() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&src) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let limit = 500;
        assert!(lines <= limit, "{} has {lines} lines: it holds more than one thing", file.display());
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

//! Warnings: each case is a script, its snapshot the script with what is said of it.

use std::fs;

use patter::check::{MemoryFiles, compile};
use patter::diagnostic::{Style, render};

#[test]
fn lint() {
    insta::glob!("..", "cases/lint/*.patter", |path| {
        let script = fs::read_to_string(path).unwrap();
        let compilation = compile("main.patter", &MemoryFiles::new().with("main.patter", script.as_str()));
        let told = compilation.diagnostics.iter().map(|told| render(told, &compilation.sources, Style::default()));
        let told: Vec<String> = told.collect();
        let told = if told.is_empty() { "nothing is said\n".to_owned() } else { told.join("\n") };
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n----\n{told}"));
        });
    });
}

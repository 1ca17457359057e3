//! Warnings: each case is a script, its snapshot the script with what is said of it.

use std::fs;
use std::path::Path;

use patter::check::{DiskFiles, MemoryFiles, compile};
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

#[test]
fn nothing_is_said_of_the_shops_in_this_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["scripts/shops", "tests/cases/shops"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    for shop in folders.into_iter().flatten() {
        let main = shop.unwrap().path().join("main.patter");
        let compilation = compile(main.to_str().unwrap(), &DiskFiles);
        let told: Vec<&str> = compilation.diagnostics.iter().map(|told| told.message.as_str()).collect();
        assert!(told.is_empty(), "{}: {told:#?}", main.display());
    }
}

//! The corpus, replayed without a fuzzer: what once broke something stays mended.

use std::fs;
use std::path::Path;

fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds nothing", folder.display());
    for file in files {
        println!("{}", file.display());
        run(&fs::read(&file).unwrap());
    }
}

#[test]
fn check() {
    replay("check", patter_fuzz::check);
}

#[test]
fn fmt() {
    replay("fmt", patter_fuzz::fmt);
}

#[test]
fn run() {
    replay("run", patter_fuzz::run);
}

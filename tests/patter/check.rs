//! From script to program: each case is a script, its snapshot the script with what is said of it, or what became of it.
//!
//! A case of several files has a line `--- NAME` before each but the main one.

use std::fmt::Write;
use std::fs;

use patter::check::{Compilation, MemoryFiles, Unreadable, compile};
use patter::diagnostic::{Code, Severity, Style, render};
use patter::program::{Body, Program, Rung};

/// The files of a case, the main one first.
fn files(case: &str) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    let (mut name, mut text) = ("main.patter", String::new());
    for line in case.lines() {
        match line.strip_prefix("--- ") {
            Some(next) => {
                files = files.with(name, std::mem::take(&mut text));
                name = next;
            }
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files.with(name, text)
}

/// What is said of a script; warnings only where there is nothing worse, as a reader of the case expects.
fn told(compilation: &Compilation) -> String {
    let errors = compilation.diagnostics.iter().filter(|told| told.severity() == Severity::Error);
    let rendered: Vec<String> = errors.map(|told| render(told, &compilation.sources, Style::default())).collect();
    rendered.join("\n")
}

/// What became of the shop's own rules, a line each.
fn outline(program: &Program) -> String {
    let mut text = String::new();
    for rule in &program.rules {
        let _ = write!(text, "when {}", rule.trigger_name);
        match &rule.body {
            Body::Steps(_) => {
                let _ = write!(text, ": {}", rule.key);
            }
            Body::Ladder { rungs, otherwise } => {
                let deeds = |rungs: &[Rung]| rungs.iter().map(rung).collect::<Vec<_>>().join(", ");
                let _ = write!(text, ": {} | {}", deeds(rungs), deeds(otherwise));
            }
        }
        text.push('\n');
    }
    for offer in &program.offers {
        let _ = writeln!(text, "offer {}: {:?}", offer.name, offer.gives);
    }
    text
}

fn rung(rung: &Rung) -> String {
    if rung.formerly.is_empty() {
        rung.deed.to_string()
    } else {
        format!("{} (formerly {})", rung.deed, rung.formerly.join(", "))
    }
}

#[test]
fn check() {
    insta::glob!("../cases", "check/*.patter", |path| {
        let script = fs::read_to_string(path).unwrap();
        let compilation = compile("main.patter", &files(&script));
        let outcome = match &compilation.program {
            Some(program) => outline(program),
            None => told(&compilation),
        };
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n----\n{outcome}"));
        });
    });
}

fn codes(compilation: &Compilation) -> Vec<(Code, String)> {
    compilation.diagnostics.iter().map(|told| (told.code, told.message.clone())).collect()
}

#[test]
fn files_that_are_no_text() {
    let files =
        MemoryFiles::new().with("main.patter", "use \"a.patter\"\n").with("a.patter", b"when\n\xff\xfe".to_vec());
    let told = codes(&compile("main.patter", &files));
    assert_eq!(told, [(Code::UnreadableFile, "`a.patter` is not written in UTF-8".to_owned())]);
    let told = codes(&compile("other.patter", &files));
    assert_eq!(told, [(Code::MissingFile, "there is no file `other.patter`".to_owned())]);
}

#[test]
fn the_disk_says_why() {
    use patter::check::{DiskFiles, Files};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("bad.patter"), b"\xff").unwrap();
    fs::write(path("shop.patter"), "").unwrap();
    assert_eq!(DiskFiles.read(&path("bad.patter")), Err(Unreadable::NotUtf8(1)));
    assert_eq!(DiskFiles.read(&path("none.patter")), Err(Unreadable::Missing));
    assert!(matches!(DiskFiles.read(folder.path().to_str().unwrap()), Err(Unreadable::Refused(_))));
    assert_eq!(DiskFiles.beside(&path("none.patter")), ["bad.patter", "shop.patter"]);
}

#[test]
fn too_many_files_are_one_message() {
    let main: String = (0..300).map(|number| format!("use \"f{number}.patter\"\n")).collect();
    let all = (0..300).fold(MemoryFiles::new(), |files, number| files.with(format!("f{number}.patter"), ""));
    let compilation = compile("main.patter", &all.with("main.patter", main));
    assert_eq!(compilation.diagnostics.iter().filter(|told| told.code == Code::TooManyFiles).count(), 1);
}

/// What scripts may be asked to swallow: never a panic, and never more than a moment.
#[test]
fn long_chains_are_no_trouble() {
    let sum = format!("when first message if cart.total > 1{} say \"A\"\n", " + 1".repeat(4_000));
    let nots = format!("when first message if {} product.on-sale say \"A\"\n", "not ".repeat(4_000));
    let both = format!("when first message if product.on-sale{} say \"A\"\n", " and product.on-sale".repeat(1_000));
    let replies: String = (0..500).map(|n| format!("reply r{n}: reply r{}\n", (n + 1) % 500)).collect();
    let doubled: String = (0..400).map(|n| format!("reply r{n}: reply r{0} reply r{0}\n", n + 1)).collect();
    let kinds: String =
        (0..400).map(|n| format!("kind k{n}: customer is k{} and customer is k0\n", (n + 1) % 400)).collect();
    let flows: String =
        (0..400).map(|n| format!("question q{n}: ask \"Q?\" again at most 1 times, otherwise start f{n}\nflow f{n}: ask q{n} start f{0} start f{0}\n", n + 1)).collect();
    for script in [sum, nots, both, replies, doubled, kinds, flows] {
        compile("main.patter", &MemoryFiles::new().with("main.patter", script));
    }
}

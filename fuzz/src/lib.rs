//! What the fuzz targets try, as plain functions, so that their corpus replays on any toolchain.
//!
//! An input is one file, or several with a line `=== NAME` before each; [`run`] plays those that are conversations.

use patter::check::{Compilation, MemoryFiles, compile};
use patter::diagnostic::{Style, render, to_json};
use patter::source::{Source, SourceId, Sources};
use patter::{syntax, transcript};

/// The files of one input, in order.
fn files(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(String::from("main.patter"), Vec::new())];
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(next) => files.push((String::from_utf8_lossy(next).trim().to_owned(), Vec::new())),
            None => files.last_mut().into_iter().for_each(|(_, text)| text.extend_from_slice(line)),
        }
    }
    files
}

fn folder(files: &[(String, Vec<u8>)]) -> MemoryFiles {
    files.iter().fold(MemoryFiles::new(), |folder, (name, text)| folder.with(name.as_str(), text.as_slice()))
}

/// Compiles, and renders all that is reported: no panic, and no word of Rust in what an author reads.
pub fn check(data: &[u8]) {
    report(&compile("main.patter", &folder(&files(data))), data);
}

/// Formats, in its own keywords and in the two others.
pub fn fmt(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let source = Source::new("main.patter", text);
    for keywords in [None, Some(syntax::ast::Keywords::Chinese), Some(syntax::ast::Keywords::Spanish)] {
        let _ = syntax::format(&source, SourceId::default(), keywords);
    }
}

/// Plays the conversations of an input through its script.
pub fn run(data: &[u8]) {
    let files = files(data);
    let compilation = compile("main.patter", &folder(&files));
    report(&compilation, data);
    let Some(program) = &compilation.program else { return };
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".chat")) {
        let text = String::from_utf8_lossy(text);
        let mut sources = Sources::new();
        let source = Source::new(name.as_str(), text);
        let id = sources.add(source.clone());
        let (paper, diagnostics) = transcript::parse(&source, id);
        diagnostics.iter().for_each(|diagnostic| readable(&render(diagnostic, &sources, Style::default()), data));
        for chat in &paper.chats {
            let (plan, diagnostics) = transcript::plan(chat, paper.keywords, program);
            diagnostics.iter().for_each(|diagnostic| readable(&render(diagnostic, &sources, Style::default()), data));
            let played = transcript::play(program, &plan);
            let _ = transcript::compare(&plan, &played, paper.keywords, program);
        }
    }
}

fn report(compilation: &Compilation, input: &[u8]) {
    for diagnostic in &compilation.diagnostics {
        readable(&render(diagnostic, &compilation.sources, Style::default()), input);
        let _ = to_json(diagnostic, &compilation.sources);
    }
}

/// An author must never meet the names of our own types, unless the script has them in its own words.
fn readable(message: &str, input: &[u8]) {
    for word in ["Option<", "Some(", "Err(", "Vec<", "kw_", "Spanned", "Decimal", "SourceId", "::"] {
        let own = || input.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(!message.contains(word) || own(), "a message speaks of `{word}`:\n{message}");
    }
}

//! The README's script and conversation do what the README says.

use patter::check::{MemoryFiles, compile};
use patter::source::{Source, Sources};
use patter::transcript;

const README: &str = include_str!("../../README.md");

/// The first fenced block of a language.
fn block(language: &str) -> String {
    let start = README.find(&format!("```{language}\n")).unwrap() + language.len() + 4;
    let end = start + README[start..].find("\n```").unwrap() + 1;
    README[start..end].to_owned()
}

#[test]
fn the_language_in_one_screen_compiles_and_its_conversation_holds() {
    let compilation = compile("main.patter", &MemoryFiles::new().with("main.patter", block("patter")));
    let told: Vec<_> = compilation.diagnostics.iter().map(|told| format!("{} {}", told.code, told.message)).collect();
    assert!(told.is_empty(), "{told:#?}");
    let program = compilation.program.unwrap();

    let source = Source::new("README.chat", block("chat"));
    let (paper, told) = transcript::parse(&source, Sources::new().add(source.clone()));
    assert!(told.is_empty(), "{told:#?}");
    assert_eq!(paper.chats.len(), 1);
    let (plan, told) = transcript::plan(&paper.chats[0], paper.keywords, &program);
    assert!(told.is_empty(), "{told:#?}");
    let differences = transcript::compare(&plan, &transcript::play(&program, &plan), paper.keywords);
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn the_sentence_the_language_was_made_for_stands_in_it_and_parses() {
    let sentence = block("text");
    let source = Source::new("sentence.patter", sentence.as_str());
    let (script, told) = patter::syntax::parse(&source, Sources::new().add(source.clone()));
    assert!(told.is_empty(), "{told:#?}");
    assert_eq!(script.declarations.len(), 1);
}

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
    let differences = transcript::compare(&plan, &transcript::play(&program, &plan), paper.keywords, &program);
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

#[test]
fn the_picture_shows_what_the_jade_shop_says() {
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_patter"))
        .args(["run", "scripts/shops/jade/bargain-to-the-bottom.chat"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let picture = include_str!("../../docs/conversation.svg");
    let mut shown = String::new();
    for piece in picture.lines().filter(|line| line.starts_with("<text")).flat_map(|line| line.split('<')) {
        shown.push_str(piece.split_once('>').map_or("", |(_tag, words)| words));
        shown.push(' ');
    }
    let words = |text: &str| text.replace("&quot;", "\"").split_whitespace().collect::<Vec<_>>().join(" ");
    let (said, shown) = (words(&said), words(&shown));
    assert!(shown.len() > 400 && said.starts_with(&shown), "the picture shows\n{shown}\nbut the shop says\n{said}");
}

//! The shops under `scripts/shops`, played from outside.

use std::path::Path;

use patter::check::{DiskFiles, compile};
use patter::engine::{Act, Deed, Promise};
use patter::program::Program;
use patter::source::{Source, SourceId};
use patter::transcript::{Paper, Played, compare, parse, plan, play};

fn shop(main: &str) -> Program {
    compile(main, &DiskFiles).program.unwrap_or_else(|| panic!("{main} does not pass check"))
}

/// The conversations of a folder whose file names begin so.
fn papers(folder: &str, beginning: &str) -> Vec<(String, Paper)> {
    let mut papers: Vec<_> = Path::new(folder)
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(beginning))
        .filter(|path| path.extension().is_some_and(|extension| extension == "chat"))
        .map(|path| {
            let name = path.display().to_string();
            let source = Source::new(name.as_str(), std::fs::read_to_string(path).unwrap());
            (name, parse(&source, SourceId::default()).0)
        })
        .collect();
    papers.sort_by(|(one, _), (other, _)| one.cmp(other));
    papers
}

fn played(program: &Program, paper: &Paper, chat: usize) -> Vec<Played> {
    let (plan, mistakes) = plan(&paper.chats[chat], paper.keywords, program);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    play(program, &plan)
}

/// What a line brought about: in which language where something was said, and what was promised; but for the words of a
/// condition, which are those of the script, and of a task, which are in the language of its staff.
fn done(played: &Played) -> Option<(Option<String>, Vec<Act>, Vec<Promise>)> {
    let turn = played.turn()?.into_owned();
    let language = turn.texts().next().is_some().then(|| turn.language.to_string());
    let mut promises: Vec<Promise> = turn.promised.into_iter().chain(turn.packing_list).collect();
    for promise in &mut promises {
        if let Some(needs) = &mut promise.needs {
            needs.words = "".into();
        }
    }
    let mut acts = turn.acts;
    for act in &mut acts {
        if let Some(Deed::Tasks(words)) = &mut act.deed {
            *words = "".into();
        }
    }
    Some((language, acts, promises))
}

/// The same shop written in Chinese keywords, with names of its own beside the English ones, does and says the same.
#[test]
fn a_shop_in_chinese_keywords_gives_the_same_turns() {
    let (english, chinese) = (shop("scripts/shops/jade/main.patter"), shop("scripts/shops/jade-zh/main.patter"));
    let papers = papers("scripts/shops/jade", "bargain");
    assert!(papers.len() >= 7);
    for (name, paper) in &papers {
        for chat in 0..paper.chats.len() {
            let title = &paper.chats[chat].title.value;
            let turns = played(&english, paper, chat).into_iter().zip(played(&chinese, paper, chat));
            for (place, (one, other)) in turns.enumerate() {
                assert_eq!(done(&one), done(&other), "{name}: \"{title}\", line {}", place + 1);
                assert_eq!(one.promises, other.promises, "{name}: \"{title}\", line {}", place + 1);
            }
        }
    }
}

/// A shop in Spanish from its first word to its last conversation.
#[test]
fn a_shop_in_spanish_goes_as_its_conversations_say() {
    let program = shop("tests/cases/shops/alfareria/main.patter");
    for (name, paper) in papers("tests/cases/shops/alfareria", "") {
        for chat in &paper.chats {
            let (plan, mistakes) = plan(chat, paper.keywords, &program);
            assert!(mistakes.is_empty(), "{mistakes:?}");
            let differences = compare(&plan, &play(&program, &plan), paper.keywords, &program);
            assert!(differences.is_empty(), "{name}: {differences:?}");
        }
    }
}

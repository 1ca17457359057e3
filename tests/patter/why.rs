//! Why the shop answered: each turn of the cases with what is told of it, in the language of its script.

use std::fmt::Write as _;
use std::path::Path;

use patter::check::{DiskFiles, compile};
use patter::source::{Source, SourceId};
use patter::transcript::{parse, plan, play, turn_at, turn_lines, why};

/// Every turn of a file: its lines, what happened, and the sentences.
fn told(path: &Path) -> String {
    let script = path.with_file_name("main.patter");
    let compilation = compile(&script.to_string_lossy(), &DiskFiles);
    let program = compilation.program.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics));
    let source = Source::new("talk.chat", std::fs::read_to_string(path).unwrap());
    let (paper, mistakes) = parse(&source, SourceId(0));
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let mut out = String::new();
    for chat in &paper.chats {
        let (plan, mistakes) = plan(chat, paper.keywords, &program);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        for (index, (step, played)) in chat.steps.iter().zip(play(&program, &plan)).enumerate() {
            let Some(lines) = turn_lines(&source, step) else { continue };
            for line in lines.clone() {
                let found = turn_at(&source, &paper, line).map(|(chat, step)| (chat.title.span, step));
                assert_eq!(found, Some((chat.title.span, index)), "line {line}");
            }
            if played.happened.is_empty() {
                continue;
            }
            writeln!(out, "{}-{}: {}", lines.start(), lines.end(), source.line(*lines.start()).trim()).unwrap();
            for happened in played.happened {
                let (happening, trace) = (&happened.event.happening, &happened.turn.trace);
                for sentence in why(happening, trace, &program, &compilation.sources, paper.keywords) {
                    writeln!(out, "  {sentence}").unwrap();
                }
            }
        }
    }
    out
}

#[test]
fn turns_are_explained() {
    insta::glob!("../cases", "why/*/talk.chat", |path| {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(told(path));
        });
    });
}

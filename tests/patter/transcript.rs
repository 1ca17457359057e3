//! Conversations on paper: what is read of them and what is said of those that cannot be read.

use std::fmt::Write;
use std::fs::read_to_string;

use patter::check::{DiskFiles, compile};
use patter::diagnostic::{Diagnostic, Style, render};
use patter::program::Program;
use patter::source::{Source, SourceId, Sources};
use patter::transcript::{Answer, Paper, Setting, Step, What, accept, apply, compare, parse, plan, play};

fn complaints(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|one| render(one, sources, Style::default()) + "\n").collect()
}

/// A paper in a line a step, without places.
fn told(paper: &Paper) -> String {
    let mut out = format!("{:?}", paper.keywords);
    if let Some(script) = &paper.script {
        write!(out, ", plays {}", script.value).unwrap();
    }
    out.push('\n');
    for chat in &paper.chats {
        writeln!(out, "{}", chat.title.value).unwrap();
        for Step { what, line, answer, .. } in &chat.steps {
            let what = match what {
                What::Given(settings) => format!("given{}", settings_told(settings)),
                What::Customer(text) => format!("customer {text:?}"),
                What::Event(happens, settings) => format!("event {}{}", plain(happens), settings_told(settings)),
                What::Promised(names) => format!("promised {:?}", names.iter().map(|n| &n.value).collect::<Vec<_>>()),
                other => format!("{other:?}"),
            };
            writeln!(out, "{line:4} {what}").unwrap();
            if let Some(answer) = answer {
                writeln!(out, "       {}", answer_told(answer)).unwrap();
            }
        }
    }
    out
}

/// Debug output up to the first place.
fn plain(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split(", span").next().unwrap().replace("Spanned { value: ", "")
}

fn settings_told(settings: &[Setting]) -> String {
    let each = settings.iter().map(|setting| match setting {
        Setting::Seed(seed) => format!(" seed={seed}"),
        Setting::Start(moment) => format!(" start={:?}", moment.value),
        Setting::Kind(kind) => format!(" kind={}", kind.value),
        Setting::Fact { name, keys, value } => {
            let keys: Vec<_> = keys.iter().map(|key| key.value.as_str()).collect();
            format!(" {}{keys:?}={:?}", name.value, value.value).replace("[]", "")
        }
    });
    each.collect()
}

fn answer_told(answer: &Answer) -> String {
    let deeds = answer.deeds.iter().map(|deed| {
        let deed = &deed.value;
        format!("{:?} {:?}", deed.verb, deed.object.as_ref().map(|object| object.value.as_str()).unwrap_or_default())
    });
    let words = answer.words.iter().map(|line| format!("| {}", line.value));
    let nothing = answer.nothing.map(|_| "nothing".to_owned());
    format!("shop: {}", deeds.chain(nothing).chain(words).collect::<Vec<_>>().join(", "))
}

#[test]
fn papers_are_read() {
    insta::glob!("../cases", "chat/read/*.chat", |path| {
        let text = read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::new(name, text.as_str());
        let (paper, diagnostics) = parse(&source, SourceId(0));
        let mut sources = Sources::new();
        sources.add(source);
        let outcome = format!("{}\n{}", told(&paper), complaints(&diagnostics, &sources));
        insta::with_settings!({ description => text, omit_expression => true }, {
            insta::assert_snapshot!(outcome.trim_end());
        });
    });
}

/// Plays a file: what is said of it, how it differs, and its text once accepted.
fn played(name: &str, text: &str, program: &Program) -> (String, String) {
    let source = Source::new(name, text);
    let (paper, mut diagnostics) = parse(&source, SourceId(0));
    let mut out = String::new();
    let mut edits = Vec::new();
    for chat in &paper.chats {
        let (plan, told) = plan(chat, paper.keywords, program);
        diagnostics.extend(told);
        let turns = play(program, &plan);
        let differences = compare(&plan, &turns, paper.keywords);
        for difference in &differences {
            let line = chat.steps[difference.step].line;
            writeln!(out, "line {line}, {:?}", difference.kind).unwrap();
            difference.expected.iter().for_each(|line| writeln!(out, "  - {line}").unwrap());
            difference.actual.iter().for_each(|line| writeln!(out, "  + {line}").unwrap());
        }
        edits.extend(accept(&source, chat, &turns, &differences, paper.keywords));
    }
    let mut sources = Sources::new();
    sources.add(source);
    out.push_str(&complaints(&diagnostics, &sources));
    (out, apply(text, edits))
}

#[test]
fn conversations_are_played_compared_and_accepted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/chat/play");
    let compilation = compile(&format!("{folder}/main.patter"), &DiskFiles);
    let program =
        compilation.program.unwrap_or_else(|| panic!("{}", complaints(&compilation.diagnostics, &compilation.sources)));
    insta::glob!("../cases", "chat/play/*.chat", |path| {
        let text = read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (mut outcome, accepted) = played(&name, &text, &program);
        if accepted != text {
            let diff = similar::TextDiff::from_lines(&text, &accepted);
            write!(outcome, "accepted:\n{}", diff.unified_diff().context_radius(1)).unwrap();
            let (again, twice) = played(&name, &accepted, &program);
            assert!(outcome.contains("error") || again.is_empty(), "what was accepted is as expected: {again}");
            assert_eq!(twice, accepted, "accepting twice changes nothing more");
        }
        insta::with_settings!({ description => text, omit_expression => true }, {
            insta::assert_snapshot!(outcome.trim_end());
        });
    });
}

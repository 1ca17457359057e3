//! Scripts and conversations of the cases, compiled from disk and played with their traces shown.

use std::fmt::Write as _;
use std::path::Path;

use patter::check::{DiskFiles, compile};
use patter::diagnostic::{Diagnostic, Severity, Style, render};
use patter::engine::{Happening, State, Turn, step};
use patter::program::Program;
use patter::source::{Source, Sources};
use patter::transcript::{self, Plan};

/// A script of a case, ready to run.
pub fn program(folder: &Path, script: &str) -> Result<Program, String> {
    let compilation = compile(&folder.join(script).to_string_lossy(), &DiskFiles);
    let errors: Vec<_> =
        compilation.diagnostics.iter().filter(|one| one.severity() == Severity::Error).cloned().collect();
    compilation.program.ok_or_else(|| rendered(&errors, &compilation.sources))
}

fn rendered(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|one| render(one, sources, Style::default())).collect::<Vec<_>>().join("\n")
}

/// What was played of one file.
pub struct Played {
    /// Every line with its answer and its trace.
    pub shown: String,
    /// What went otherwise than the paper says.
    pub differences: String,
    /// Memory at the end of the last conversation.
    pub state: State,
}

/// Plays each conversation of a file; the first begins with the state given. Memory goes through JSON at every turn.
pub fn play(program: &Program, path: &Path, mut first: Option<State>) -> Played {
    let source = Source::new(path.to_string_lossy(), std::fs::read_to_string(path).unwrap());
    let mut sources = Sources::new();
    let id = sources.add(source.clone());
    let (paper, mut mistakes) = transcript::parse(&source, id);
    let mut played = Played { shown: String::new(), differences: String::new(), state: State::default() };
    for chat in &paper.chats {
        let (plan, more) = transcript::plan(chat, paper.keywords, program);
        mistakes.extend(more);
        let state = first.take().unwrap_or(State { seed: plan.seed, ..State::default() });
        writeln!(played.shown, "{}", chat.title.value).unwrap();
        let (lines, state) = play_plan(program, &plan, state, &mut played.shown);
        for difference in transcript::compare(&plan, &lines, paper.keywords, program) {
            let line = chat.steps[difference.step].line;
            let (expected, actual) = (difference.expected.join("\n  "), difference.actual.join("\n  "));
            writeln!(
                played.differences,
                "{}:{line} ({}) expected\n  {expected}\nbut came\n  {actual}",
                path.display(),
                chat.title.value
            )
            .unwrap();
        }
        played.state = state;
    }
    assert!(mistakes.is_empty(), "{}", rendered(&mistakes, &sources));
    played
}

fn play_plan(program: &Program, plan: &Plan, state: State, shown: &mut String) -> (Vec<transcript::Played>, State) {
    transcript::play_with(program, plan, state, |state, event, at| {
        let (next, turn) = step(program, state, event, at);
        let written = serde_json::to_string(&next).unwrap();
        let state: State = serde_json::from_str(&written).unwrap();
        assert_eq!(state, next, "memory does not survive JSON");
        if let Happening::Message { text, photos, files, .. } = &event.happening {
            writeln!(shown, "  customer: {text}").unwrap();
            photos.iter().chain(files).for_each(|name| writeln!(shown, "    with {name}").unwrap());
        } else {
            writeln!(shown, "  {:?}", event.happening).unwrap();
        }
        show(program, &turn, shown);
        (state, turn)
    })
}

fn show(program: &Program, turn: &Turn, shown: &mut String) {
    let mut line = |text: String| writeln!(shown, "    {text}").unwrap();
    for remark in &turn.trace.remarks {
        line(format!("[{}]", serde_json::to_string(remark).unwrap().replace('"', "")));
    }
    for one in &turn.trace.understood {
        let slots: Vec<String> = one.slots.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        line(format!("understood {} by {:?}{}", one.intent, one.phrase, slots.concat()));
    }
    for tried in &turn.trace.tried {
        let rungs: Vec<String> = tried.rungs.iter().map(|rung| format!("; {} {:?}", rung.deed, rung.outcome)).collect();
        let place = program.rules[tried.rule as usize].key.clone();
        line(format!("tried {} ({place}) {:?}{}", tried.trigger, tried.outcome, rungs.concat()));
    }
    for act in &turn.acts {
        if let Some(deed) = &act.deed {
            line(format!("does {}", transcript::deed_text(deed, patter::syntax::ast::Keywords::English, program)));
        }
        for text in &act.texts {
            line(format!("says {text}"));
        }
    }
    for promise in &turn.packing_list {
        line(format!("packs {} ({})", promise.name, promise.words));
    }
}

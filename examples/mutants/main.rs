//! Do a shop's conversations notice everything its script says? Takes each rung, `never`, variant and condition out in
//! turn; every mutant that `check` still passes has to fail a conversation.
//!
//! `cargo run --example mutants -- scripts/shops/jade`

mod cut;

use std::path::Path;
use std::process::ExitCode;

use patter::check::{DiskFiles, Files, Unreadable, compile};
use patter::diagnostic::{Diagnostic, Severity};
use patter::program::Program;
use patter::source::{Source, SourceId};
use patter::syntax::ast::Script;
use patter::syntax::{parse, print};
use patter::transcript::{self, Paper};
use rayon::prelude::*;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: mutants FOLDER, the folder of a shop with its main.patter and its conversations");
        return ExitCode::from(2);
    };
    match mutate(folder.trim_end_matches('/')) {
        Ok(report) => {
            report.print();
            ExitCode::from(u8::from(report.of(Fate::Survives) > 0))
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// A shop as it stands.
struct Shop {
    main: String,
    files: Vec<(Source, SourceId, Script)>,
    conversations: Vec<Paper>,
}

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    FailsConversation,
    FailsCheck,
    Survives,
}

/// Every mutant, in the order of the files.
struct Report {
    mutants: Vec<(Fate, String)>,
    conversations: usize,
}

fn mutate(folder: &str) -> Result<Report, String> {
    let shop = Shop::read(folder)?;
    let mut cuts = Vec::new();
    for (file, (_, _, script)) in shop.files.iter().enumerate() {
        cuts.extend(
            (0..).take_while(|place| cut::cut(&mut script.clone(), *place).is_some()).map(|place| (file, place)),
        );
    }
    let mutants = cuts.into_par_iter().filter_map(|(file, place)| shop.mutant(file, place)).collect();
    Ok(Report { mutants, conversations: shop.conversations.iter().map(|paper| paper.chats.len()).sum() })
}

impl Shop {
    fn read(folder: &str) -> Result<Shop, String> {
        let main = format!("{folder}/main.patter");
        let compiled = compile(&main, &DiskFiles);
        let program = compiled.program.ok_or(format!("{main} does not pass `patter check`"))?;
        let own = compiled.sources.iter().filter(|(_, source)| !source.name.starts_with("std/"));
        let files = own.map(|(id, source)| (source.clone(), id, parse(source, id).0)).collect();
        let shop = Shop { main, files, conversations: conversations(Path::new(folder))? };
        if shop.conversations.is_empty() {
            return Err(format!("{folder} has no .chat files"));
        }
        if shop.notices(&program) {
            return Err(format!("{folder} does not pass `patter test`"));
        }
        Ok(shop)
    }

    /// The shop without one thing.
    fn mutant(&self, file: usize, place: usize) -> Option<(Fate, String)> {
        let (source, _, script) = self.files.get(file)?;
        let mut script = script.clone();
        script.comments.clear();
        let cut = cut::cut(&mut script, place)?;
        let text = print(&script, source, script.keywords);
        let compiled = compile(&self.main, &Edited { path: &source.name, text: &text });
        let line = source.slice(cut.span).lines().next().unwrap_or_default().trim();
        let at = source.display_position(cut.span.start as usize);
        let what = format!("{}:{at}: the {} `{line}`", source.name, cut.what);
        Some(match compiled.program {
            None => (Fate::FailsCheck, format!("{what}: {}", first_error(&compiled.diagnostics))),
            Some(program) if self.notices(&program) => (Fate::FailsConversation, what),
            Some(_) => (Fate::Survives, what),
        })
    }

    /// Whether a conversation goes otherwise than its paper says.
    fn notices(&self, program: &Program) -> bool {
        self.conversations.iter().any(|paper| {
            paper.chats.iter().any(|chat| {
                let (plan, mistakes) = transcript::plan(chat, paper.keywords, program);
                let played = transcript::play(program, &plan);
                !mistakes.is_empty() || !transcript::compare(&plan, &played, paper.keywords).is_empty()
            })
        })
    }
}

impl Report {
    fn of(&self, fate: Fate) -> usize {
        self.mutants.iter().filter(|(of, _)| *of == fate).count()
    }

    fn print(&self) {
        for (fate, title) in
            [(Fate::FailsCheck, "do not pass `check`"), (Fate::Survives, "pass `check` and every conversation")]
        {
            println!("{} {title}", self.of(fate));
            for (_, what) in self.mutants.iter().filter(|(of, _)| *of == fate) {
                println!("  {what}");
            }
        }
        let (noticed, of) = (self.of(Fate::FailsConversation), self.mutants.len() - self.of(Fate::FailsCheck));
        println!("{noticed}/{of} mutants that pass `check` fail one of {} conversations", self.conversations);
    }
}

/// The disk, but for one file.
struct Edited<'a> {
    path: &'a str,
    text: &'a str,
}

impl Files for Edited<'_> {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        if path == self.path { Ok(self.text.to_owned()) } else { DiskFiles.read(path) }
    }

    fn beside(&self, path: &str) -> Vec<String> {
        DiskFiles.beside(path)
    }
}

fn conversations(folder: &Path) -> Result<Vec<Paper>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "chat"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(transcript::parse(&Source::new(path.display().to_string(), text), SourceId::default()).0)
    };
    paths.iter().map(read).collect()
}

fn first_error(diagnostics: &[Diagnostic]) -> &str {
    diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity() == Severity::Error)
        .map_or("", |diagnostic| &diagnostic.message)
}

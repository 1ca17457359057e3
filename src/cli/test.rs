//! `patter test`

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::conversation::{self, ChatFile};
use super::paint::{self, Ink, ink};
use super::stop::Stop;
use super::{Format, complaint, difference, place};
use crate::check::Compilation;
use crate::diagnostic::{Diagnostic, Severity, to_json};
use crate::program::Program;
use crate::transcript::{Chat, Difference, DifferenceKind, Played, accept, apply, compare, plan, play, unwritten};

/// Play every conversation and compare it with what its paper expects.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter test                        every `.chat` file under this folder
  patter test shops/jade             those of one shop
  patter test shops/jade/orders.chat
  patter test --accept               write what was said in place, for you to review

Nothing is ever written without --accept. Exit code: 0 all as expected, 1 a difference or a mistake,
2 no conversation found.")]
pub struct Arguments {
    /// Folders or `.chat` files.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// Write what was said into the files, in place of what was expected.
    #[arg(long)]
    accept: bool,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What came of one conversation.
struct Tested<'a> {
    file: &'a ChatFile,
    chat: &'a Chat,
    diagnostics: Vec<Diagnostic>,
    played: Vec<Played>,
    differences: Vec<Difference>,
}

impl Tested<'_> {
    fn mistaken(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    fn passed(&self) -> bool {
        !self.mistaken() && self.differences.is_empty()
    }
}

pub fn test(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let files = files(&arguments.paths)?;
    let scripts = conversation::scripts(&files);
    let mut at_fault = false;
    for compilation in scripts.values() {
        // Every script's errors are told before any conversation is played.
        at_fault |= matches!(complaint::program(compilation), Err(Stop::Fault));
    }
    if at_fault {
        return Err(Stop::Fault);
    }
    let tested = play_all(&files, &scripts);
    let accepted = if arguments.accept { write_down(&files, &tested)? } else { Vec::new() };
    match arguments.format {
        Format::Json => json(&files, &tested, &accepted, out)?,
        Format::Text => text(&files, &tested, &accepted, arguments.accept, out)?,
    }
    let unread = files.iter().any(|file| !file.diagnostics.is_empty());
    let failed = tested.iter().any(|one| one.mistaken() || !one.differences.is_empty() && !arguments.accept);
    if unread || failed { Err(Stop::Fault) } else { Ok(()) }
}

/// The conversations under all paths, each file once, in the order of their names.
fn files(paths: &[String]) -> Result<Vec<ChatFile>, Stop> {
    let mut found = Vec::new();
    for path in paths {
        // A script stands for the shop it is in.
        let folder = Path::new(path).parent().filter(|_| place::has_extension(Path::new(path), "patter"));
        let folder = folder
            .map(|folder| folder.to_string_lossy().into_owned())
            .map(|folder| if folder.is_empty() { ".".to_owned() } else { folder });
        found.extend(place::files(folder.as_ref().unwrap_or(path), "chat")?);
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        let places = paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
        return Err(Stop::Misuse(format!(
            "no conversation found in {places}: a shop's conversations are files that end in `.chat`; \
             `patter chat` writes one with /save"
        )));
    }
    found.par_iter().map(|path| conversation::load(path)).collect()
}

fn play_all<'a>(files: &'a [ChatFile], scripts: &BTreeMap<String, Compilation>) -> Vec<Tested<'a>> {
    let chats: Vec<_> = files.iter().flat_map(|file| file.paper.chats.iter().map(move |chat| (file, chat))).collect();
    let watched = std::io::stderr().is_terminal() && chats.len() > 20;
    let done = AtomicUsize::new(0);
    let tested = chats
        .par_iter()
        .filter_map(|&(file, chat)| {
            let program = scripts.get(&file.script)?.program.as_ref()?;
            let tested = one(file, chat, program);
            let number = done.fetch_add(1, Ordering::Relaxed) + 1;
            if watched {
                let _ = write!(anstream::stderr(), "\r{number} of {} conversations", chats.len());
            }
            Some(tested)
        })
        .collect();
    if watched {
        let _ = write!(anstream::stderr(), "\r\x1b[K");
    }
    tested
}

fn one<'a>(file: &'a ChatFile, chat: &'a Chat, program: &Program) -> Tested<'a> {
    let keywords = file.paper.keywords;
    let (plan, diagnostics) = plan(chat, keywords, program);
    let mut tested = Tested { file, chat, diagnostics, played: Vec::new(), differences: Vec::new() };
    if !tested.mistaken() && file.diagnostics.is_empty() {
        tested.played = play(program, &plan);
        tested.differences = compare(&plan, &tested.played, keywords);
    }
    tested
}

/// Writes what was said into the files that can be read whole; returns their names.
fn write_down<'a>(files: &'a [ChatFile], tested: &[Tested<'a>]) -> Result<Vec<&'a str>, Stop> {
    let mut written = Vec::new();
    for file in files.iter().filter(|file| file.diagnostics.is_empty()) {
        let of_file = || tested.iter().filter(|one| std::ptr::eq(one.file, file));
        if of_file().any(Tested::mistaken) {
            continue;
        }
        let edits: Vec<_> = of_file()
            .flat_map(|one| accept(file.source(), one.chat, &one.played, &one.differences, file.paper.keywords))
            .collect();
        if !edits.is_empty() {
            place::write(&file.path, &apply(&file.source().text, edits))?;
            written.push(file.path.as_str());
        }
    }
    Ok(written)
}

fn text(
    files: &[ChatFile],
    tested: &[Tested<'_>],
    accepted: &[&str],
    accepting: bool,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let colour = paint::colour();
    for file in files {
        complaint::print(&file.diagnostics, &file.sources, colour, out)?;
        for one in tested.iter().filter(|one| std::ptr::eq(one.file, file)) {
            complaint::print(&one.diagnostics, &file.sources, colour, out)?;
            report(one, accepted.contains(&file.path.as_str()), colour, out)?;
        }
    }
    for path in accepted {
        writeln!(out, "{} {path}", ink(Ink::Right, "written:"))?;
    }
    let passed = tested.iter().filter(|one| one.passed() && one.file.diagnostics.is_empty()).count();
    let differing = tested.iter().filter(|one| !one.differences.is_empty()).count();
    let mistaken = tested.len() - passed - differing;
    let mut summary = vec![format!("{} as expected", complaint::count(passed, "conversation"))];
    let verb = if accepting { "written down anew" } else { "otherwise" };
    if differing > 0 {
        summary.push(format!("{differing} {verb}"));
    }
    let unread = files.iter().filter(|file| !file.diagnostics.is_empty() && file.paper.chats.is_empty()).count();
    if mistaken + unread > 0 {
        summary.push(format!("{} with mistakes", mistaken + unread));
    }
    let good = differing == 0 && mistaken + unread == 0;
    writeln!(out, "{}", ink(if good { Ink::Right } else { Ink::Title }, &summary.join(", ")))?;
    if differing > 0 && !accepting {
        writeln!(out, "{}", ink(Ink::Aside, "- expected, + what came; `patter test --accept` writes what came"))?;
    }
    Ok(())
}

/// What differs in one conversation.
fn report(one: &Tested<'_>, accepted: bool, colour: bool, out: &mut dyn Write) -> Result<(), Stop> {
    if one.differences.is_empty() {
        return Ok(());
    }
    let keywords = one.file.paper.keywords;
    let (unanswered, others): (Vec<_>, Vec<_>) =
        one.differences.iter().partition(|one| !accepted && one.kind == DifferenceKind::Unwritten);
    let mistakes = unanswered.iter().filter_map(|difference| unwritten(one.chat, difference, keywords));
    complaint::print(&mistakes.collect::<Vec<_>>(), &one.file.sources, colour, out)?;
    for difference in others {
        let line = one.chat.steps.get(difference.step).map_or(0, |step| step.line);
        writeln!(out, "{} {}", ink(Ink::Title, &format!("{}:{line}", one.file.path)), one.chat.title.value)?;
        for line in difference::lines(one.chat, difference, one.file.source().line(line), keywords) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn json(files: &[ChatFile], tested: &[Tested<'_>], accepted: &[&str], out: &mut dyn Write) -> Result<(), Stop> {
    let conversations: Vec<_> = tested
        .iter()
        .map(|one| {
            let line = |difference: &Difference| one.chat.steps.get(difference.step).map_or(0, |step| step.line);
            let differences: Vec<_> = one
                .differences
                .iter()
                .map(|difference| {
                    serde_json::json!({
                        "line": line(difference),
                        "kind": match difference.kind {
                            DifferenceKind::Unwritten => "unwritten",
                            DifferenceKind::Unlisted => "unlisted",
                            DifferenceKind::Answer => "answer",
                            DifferenceKind::Promised => "promised",
                        },
                        "expected": difference.expected,
                        "actual": difference.actual,
                    })
                })
                .collect();
            serde_json::json!({
                "file": one.file.path,
                "title": one.chat.title.value,
                "passed": one.passed() && one.file.diagnostics.is_empty(),
                "differences": differences,
                "diagnostics": one.diagnostics.iter().map(|told| to_json(told, &one.file.sources)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mistakes: Vec<_> =
        files.iter().flat_map(|file| file.diagnostics.iter().map(|told| to_json(told, &file.sources))).collect();
    let passed = tested.iter().filter(|one| one.passed() && one.file.diagnostics.is_empty()).count();
    let report = serde_json::json!({
        "format": 1,
        "conversations": conversations,
        "diagnostics": mistakes,
        "accepted": accepted,
        "passed": passed,
        "failed": tested.len() - passed,
    });
    writeln!(out, "{report:#}")?;
    Ok(())
}

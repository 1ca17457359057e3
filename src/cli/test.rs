//! `patter test`

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::conversation::{self, ChatFile};
use super::paint::{self, Ink, ink};
use super::review::{self, Verdict};
use super::stop::Stop;
use super::{Format, complaint, coverage, coverage_page, difference, place};
use crate::check::Compilation;
use crate::diagnostic::{Diagnostic, Severity, to_json};
use crate::program::Program;
use crate::transcript::{
    Chat, Coverage, Covered, Difference, DifferenceKind, Fraction, Played, accept, apply, compare, mishaps, mistake,
    plan, play,
};

/// Play every conversation and compare it with what its paper expects.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter test                        every `.chat` file under this folder
  patter test shops/jade             those of one shop
  patter test shops/jade/orders.chat
  patter test --accept               write what was said in place, for you to review
  patter test --review               go through the differences one by one, with one key each
  patter test --coverage             also say what of the script no conversation reached
  patter test --html coverage.html   the same, and a page that marks it in the script
  patter test --coverage --fail-under 90

Nothing is ever written into a conversation without --accept or --review. Exit code: 0 all as expected, 1 a difference or a mistake,
2 no conversation found.")]
pub struct Arguments {
    /// Folders or `.chat` files.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// Write what was said into the files, in place of what was expected.
    #[arg(long)]
    accept: bool,
    /// Show each difference inside its conversation and ask: accept, reject or skip.
    #[arg(long, conflicts_with_all = ["accept", "format"])]
    review: bool,
    /// Say what of the script the conversations reach, and what they never do.
    #[arg(long)]
    coverage: bool,
    /// Count the library's modules too.
    #[arg(long, requires = "coverage")]
    library: bool,
    /// Fail where less than this much is reached, in percent.
    #[arg(long, requires = "coverage", value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,
    /// Write a page of the script with what was never reached marked; with this, --coverage is meant too.
    #[arg(long, value_name = "FILE")]
    html: Option<String>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What came of one conversation.
struct Tested<'a> {
    file: &'a ChatFile,
    chat: &'a Chat,
    program: &'a Program,
    diagnostics: Vec<Diagnostic>,
    played: Vec<Played>,
    differences: Vec<Difference>,
}

impl Tested<'_> {
    /// Its own lines hold a mistake; those of others in the file are none of its business.
    fn mistaken(&self) -> bool {
        !self.file.is_whole(self.chat)
            || self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    fn passed(&self) -> bool {
        !self.mistaken() && self.differences.is_empty()
    }
}

pub fn test(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let files = files(&arguments.paths)?;
    let scripts = conversation::scripts(&files);
    // A script's errors are told before any conversation is played; they keep only its own from being played.
    if arguments.format == Format::Text {
        for broken in broken(&scripts) {
            complaint::errors(&broken.diagnostics, &broken.sources)?;
        }
    }
    let mut tested = play_all(&files, &scripts);
    let accepted = match (arguments.accept, arguments.review) {
        (true, _) => {
            write_down(&files, &tested, &tested.iter().map(|one| one.differences.clone()).collect::<Vec<_>>())?
        }
        (_, true) => review_all(&files, &mut tested, out)?,
        _ => Vec::new(),
    };
    let coverage = arguments.coverage || arguments.html.is_some();
    let reached = coverage.then(|| reached(&scripts, &tested, arguments.library));
    match arguments.format {
        Format::Json => json(&files, &scripts, &tested, &accepted, reached.as_ref(), out)?,
        Format::Text => {
            text(&files, &scripts, &tested, &accepted, arguments, out)?;
            if let Some(reached) = &reached {
                coverage::table(reached, checked_words(&tested), out)?;
            }
        }
    }
    if let (Some(path), Some(reached)) = (&arguments.html, &reached) {
        place::write(path, &coverage_page::page(reached))?;
    }
    let all = Fraction::of(reached.iter().flat_map(|reached| reached.files.values()).flat_map(Covered::items));
    if arguments.fail_under.is_some_and(|least| all.percent() < f64::from(least)) {
        return Err(Stop::Fault);
    }
    let unread = files.iter().any(|file| !file.diagnostics.is_empty() || file.paper.chats.is_empty());
    let unread = unread || broken(&scripts).next().is_some();
    let failed = tested.iter().any(|one| one.mistaken() || !one.differences.is_empty() && !arguments.accept);
    if unread || failed { Err(Stop::Fault) } else { Ok(()) }
}

/// The scripts that cannot run.
fn broken(scripts: &BTreeMap<String, Compilation>) -> impl Iterator<Item = &Compilation> {
    scripts.values().filter(|compilation| compilation.program.is_none())
}

/// How many conversations cannot be played, because their script cannot run.
fn not_played(files: &[ChatFile], scripts: &BTreeMap<String, Compilation>) -> usize {
    let runs = |file: &&ChatFile| scripts.get(&file.script).is_some_and(|script| script.program.is_some());
    files.iter().filter(|file| !runs(file)).map(|file| file.paper.chats.len()).sum()
}

/// What the conversations reach of their scripts.
fn reached(scripts: &BTreeMap<String, Compilation>, tested: &[Tested<'_>], library: bool) -> Coverage {
    let mut coverage = Coverage::default();
    for (name, compilation) in scripts {
        let Some(program) = &compilation.program else { continue };
        let of_script = tested.iter().filter(|one| one.file.script == *name);
        coverage.add(program, &compilation.sources, of_script.flat_map(|one| &one.played));
    }
    if !library {
        coverage.files.retain(|name, _| !name.starts_with("std/"));
    }
    coverage
}

/// How many of the answers on paper have their words checked.
fn checked_words(tested: &[Tested<'_>]) -> Fraction {
    let answers = tested.iter().flat_map(|one| &one.chat.steps).filter_map(|step| step.answer.as_ref());
    answers.fold(Fraction::default(), |sum, answer| Fraction {
        reached: sum.reached + usize::from(!answer.words.is_empty() || answer.nothing.is_some()),
        of: sum.of + 1,
    })
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
    let files = found.par_iter().map(|path| conversation::load(path)).collect::<Result<Vec<_>, _>>()?;
    if files.iter().all(is_empty) {
        let names = found.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
        return Err(Stop::Misuse(format!("no conversation stands in {names}; `patter chat` writes one with /save")));
    }
    Ok(files)
}

/// Nothing stands in it that could be played, or told of.
fn is_empty(file: &ChatFile) -> bool {
    file.paper.chats.is_empty() && file.diagnostics.is_empty()
}

fn play_all<'a>(files: &'a [ChatFile], scripts: &'a BTreeMap<String, Compilation>) -> Vec<Tested<'a>> {
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

fn one<'a>(file: &'a ChatFile, chat: &'a Chat, program: &'a Program) -> Tested<'a> {
    let keywords = file.paper.keywords;
    let (plan, diagnostics) = plan(chat, keywords, program);
    let mut tested = Tested { file, chat, program, diagnostics, played: Vec::new(), differences: Vec::new() };
    if !tested.mistaken() {
        tested.played = play(program, &plan);
        // What could not be played is a mistake of the paper, and nothing is written into one of those.
        tested.diagnostics.extend(mishaps(&tested.played).filter_map(|mishap| mistake(chat, &mishap, keywords)));
        if !tested.mistaken() {
            tested.differences = compare(&plan, &tested.played, keywords, program);
        }
    }
    tested
}

/// Asks about every difference and writes down what is accepted; the others stay.
fn review_all<'a>(files: &'a [ChatFile], tested: &mut [Tested<'a>], out: &mut dyn Write) -> Result<Vec<&'a str>, Stop> {
    let of = tested.iter().map(|one| one.differences.len()).sum();
    let mut number = 0;
    let mut over = false;
    let mut accepted: Vec<Vec<Difference>> = Vec::new();
    for one in tested.iter_mut() {
        let mut taken = Vec::new();
        let mut kept = Vec::new();
        for difference in std::mem::take(&mut one.differences) {
            number += 1;
            let (path, keywords) = (one.file.path.as_str(), one.file.paper.keywords);
            let place = review::Place { path, source: one.file.source(), keywords, chat: one.chat, number, of };
            let verdict = if over { Verdict::Quit } else { review::ask(&place, &difference, out)? };
            over |= verdict == Verdict::Quit;
            if verdict == Verdict::Accept { &mut taken } else { &mut kept }.push(difference);
        }
        one.differences = kept;
        accepted.push(taken);
    }
    write_down(files, tested, &accepted)
}

/// Writes what was said into the conversations that can be read whole, as far as it is `accepted` of each; returns the files' names.
fn write_down<'a>(
    files: &'a [ChatFile],
    tested: &[Tested<'a>],
    accepted: &[Vec<Difference>],
) -> Result<Vec<&'a str>, Stop> {
    let mut written = Vec::new();
    for file in files {
        let of_file = tested.iter().zip(accepted).filter(|(one, _)| std::ptr::eq(one.file, file));
        let edits: Vec<_> = of_file
            .filter(|(one, _)| !one.mistaken())
            .flat_map(|(one, taken)| {
                accept(file.source(), one.chat, &one.played, taken, file.paper.keywords, one.program)
            })
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
    scripts: &BTreeMap<String, Compilation>,
    tested: &[Tested<'_>],
    accepted: &[&str],
    arguments: &Arguments,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let colour = paint::colour();
    for file in files {
        complaint::print(&file.diagnostics, &file.sources, colour, out)?;
        if is_empty(file) {
            writeln!(out, "{} no conversation stands in it", ink(Ink::Title, &file.path))?;
        }
        for one in tested.iter().filter(|one| std::ptr::eq(one.file, file)) {
            complaint::print(&one.diagnostics, &file.sources, colour, out)?;
            if arguments.review {
                continue;
            }
            report(one, accepted.contains(&file.path.as_str()), colour, out)?;
        }
    }
    for path in accepted {
        writeln!(out, "{} {path}", ink(Ink::Right, "written:"))?;
    }
    let passed = tested.iter().filter(|one| one.passed()).count();
    let differing = tested.iter().filter(|one| !one.differences.is_empty()).count();
    let mistaken = tested.len() - passed - differing;
    let mut summary = vec![format!("{} as expected", complaint::count(passed, "conversation"))];
    let verb = if arguments.accept { "written down anew" } else { "otherwise" };
    if differing > 0 {
        summary.push(format!("{differing} {verb}"));
    }
    let unread = files.iter().filter(|file| file.paper.chats.is_empty()).count();
    if mistaken + unread > 0 {
        summary.push(format!("{} with mistakes", mistaken + unread));
    }
    let not_played = not_played(files, scripts);
    if not_played > 0 {
        summary.push(format!("{not_played} not played, for their script has errors"));
    }
    let good = differing == 0 && mistaken + unread + not_played == 0;
    writeln!(out, "{}", ink(if good { Ink::Right } else { Ink::Title }, &summary.join(", ")))?;
    if differing > 0 && !arguments.accept && !arguments.review {
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
    let mistakes = unanswered.iter().filter_map(|difference| mistake(one.chat, difference, keywords));
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

fn json(
    files: &[ChatFile],
    scripts: &BTreeMap<String, Compilation>,
    tested: &[Tested<'_>],
    accepted: &[&str],
    reached: Option<&Coverage>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
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
                            DifferenceKind::NotAsked => "not asked",
                            DifferenceKind::TooManyTimers => "too many timers",
                        },
                        "expected": difference.expected,
                        "actual": difference.actual,
                        "ran_out": difference.ran_out,
                    })
                })
                .collect();
            serde_json::json!({
                "file": one.file.path,
                "title": one.chat.title.value,
                "passed": one.passed(),
                "differences": differences,
                "diagnostics": one.diagnostics.iter().map(|told| to_json(told, &one.file.sources)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let of_scripts = broken(scripts).flat_map(|script| {
        let errors = script.diagnostics.iter().filter(|told| told.severity() == Severity::Error);
        errors.map(|told| to_json(told, &script.sources))
    });
    let of_files = files.iter().flat_map(|file| file.diagnostics.iter().map(|told| to_json(told, &file.sources)));
    let mistakes: Vec<_> = of_scripts.chain(of_files).collect();
    let passed = tested.iter().filter(|one| one.passed()).count();
    let mut report = serde_json::json!({
        "format": 1,
        "conversations": conversations,
        "diagnostics": mistakes,
        "accepted": accepted,
        "passed": passed,
        "failed": tested.len() - passed,
        "not_played": not_played(files, scripts),
    });
    if let (Some(reached), Some(report)) = (reached, report.as_object_mut()) {
        report.insert("coverage".to_owned(), coverage::json(reached, checked_words(tested)));
    }
    writeln!(out, "{report:#}")?;
    Ok(())
}

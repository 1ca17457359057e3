//! `docs/language.md` and `docs/kinds.md`: each of their examples is tried.
//!
//! A fence `patter` holds a script without mistakes, `patter-error CODE` one with that mistake and no other,
//! `patter-warning CODE` one that is warned of, `csv file=NAME` a table that stands beside every script, `chat`
//! conversations that the script above them plays as they stand. A script without a `shop` is completed by the small shop
//! of `docs/language.md` (`patter small-shop`), less what the script declares itself.

use std::collections::BTreeSet;

use patter::check::{Compilation, MemoryFiles, compile};
use patter::diagnostic::{Diagnostic, Severity};
use patter::program::Program;
use patter::source::{Source, SourceId};
use patter::syntax::ast::{DeclarationKind, Names, Script};
use patter::syntax::parse;
use patter::transcript;
use rayon::prelude::*;

use super::fences::{Fence, fences};

/// A page with examples.
struct Page {
    name: &'static str,
    text: &'static str,
}

const LANGUAGE: Page = Page { name: "docs/language.md", text: include_str!("../../docs/language.md") };
const KINDS: Page = Page { name: "docs/kinds.md", text: include_str!("../../docs/kinds.md") };
const SMALL_SHOP: &str = "small-shop.patter";

#[test]
fn every_example_of_the_language_does_what_the_page_says() {
    every_example_of(&LANGUAGE);
}

#[test]
fn every_example_of_the_kinds_does_what_the_page_says() {
    every_example_of(&KINDS);
}

fn every_example_of(page: &Page) {
    let small_shop = fences(LANGUAGE.text, LANGUAGE.name);
    let small_shop = small_shop.iter().find(|fence| fence.words.contains(&"small-shop")).unwrap();
    let fences = fences(page.text, page.name);
    let tables = tables(&fences);
    let compilations: Vec<_> = fences.par_iter().map(|fence| compiled(fence, &small_shop.text, &tables)).collect();
    let mut failures = Vec::new();
    let mut above = None;
    for (fence, compilation) in fences.iter().zip(&compilations) {
        let wanted = fence.words.get(1).copied().unwrap_or_default();
        match fence.holds() {
            "patter" => {
                failures.extend(told(page, fence, compilation, |told| told.severity() == Severity::Error));
                above = compilation.program.as_ref();
            }
            "patter-error" => {
                let other = |told: &Diagnostic| told.severity() == Severity::Error && told.code.as_str() != wanted;
                failures.extend(told(page, fence, compilation, other));
                failures.extend(untold(page, fence, compilation, wanted));
            }
            "patter-warning" => {
                failures.extend(told(page, fence, compilation, |told| told.severity() == Severity::Error));
                failures.extend(untold(page, fence, compilation, wanted));
            }
            "chat" => match above {
                Some(program) => failures.extend(played(page, fence, program)),
                None => failures.push(format!("{}:{}: no script without mistakes stands above", page.name, fence.line)),
            },
            "text" | "sh" | "csv" => {}
            other => failures.push(format!("{}:{}: `{other}` is no kind of example", page.name, fence.line)),
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The example, completed by the small shop where it has no shop of its own.
fn compiled(fence: &Fence, small_shop: &str, tables: &MemoryFiles) -> Compilation {
    let (script, _) = parse(&Source::new("main.patter", fence.text.as_str()), SourceId(0));
    if script.declarations.iter().any(|declaration| matches!(declaration.kind, DeclarationKind::Shop(_))) {
        return compile("main.patter", &tables.clone().with("main.patter", fence.text.as_str()));
    }
    // Behind the example, so that its lines keep their numbers and its rules speak first.
    let main = format!("{}use \"{SMALL_SHOP}\"\n", fence.text);
    let beside = without(small_shop, &keys(&script));
    compile("main.patter", &tables.clone().with("main.patter", main).with(SMALL_SHOP, beside))
}

/// The tables of the page.
fn tables(fences: &[Fence]) -> MemoryFiles {
    let file = |fence: &Fence| fence.words.get(1).and_then(|word| word.strip_prefix("file=")).map(str::to_owned);
    let tables = fences.iter().filter_map(|fence| Some((file(fence)?, fence.text.clone())));
    tables.fold(MemoryFiles::new(), |files, (name, text)| files.with(name, text))
}

/// Every name that a script's declarations have.
fn keys(script: &Script) -> BTreeSet<String> {
    script.declarations.iter().filter_map(|declaration| names(&declaration.kind)).flat_map(all_of).collect()
}

fn all_of(names: &Names) -> impl Iterator<Item = String> + '_ {
    std::iter::once(names.name.key()).chain(names.others.iter().map(|(_, name)| name.key()))
}

fn names(kind: &DeclarationKind) -> Option<&Names> {
    match kind {
        DeclarationKind::Fact(fact) => Some(&fact.names),
        DeclarationKind::Intent(intent) => Some(&intent.names),
        DeclarationKind::Kind(kind) => Some(&kind.names),
        DeclarationKind::Offer(offer) => Some(&offer.names),
        DeclarationKind::Reply(reply) => Some(&reply.names),
        _ => None,
    }
}

/// The small shop without what an example declares.
fn without(small_shop: &str, keys: &BTreeSet<String>) -> String {
    let (script, _) = parse(&Source::new(SMALL_SHOP, small_shop), SourceId(0));
    let kept = script.declarations.iter().filter(|declaration| {
        !names(&declaration.kind).is_some_and(|names| all_of(names).any(|key| keys.contains(&key)))
    });
    kept.map(|declaration| format!("{}\n", &small_shop[declaration.span.range()])).collect()
}

/// What is told of an example though it should not be, by the page's lines.
fn told(page: &Page, fence: &Fence, compilation: &Compilation, unwanted: impl Fn(&Diagnostic) -> bool) -> Vec<String> {
    compilation
        .diagnostics
        .iter()
        .filter(|told| unwanted(told))
        .map(|told| placed(page, fence, compilation, told))
        .collect()
}

fn placed(page: &Page, fence: &Fence, compilation: &Compilation, told: &Diagnostic) -> String {
    let source = compilation.sources.get(told.label.span.source).unwrap();
    let line = source.display_position(told.label.span.start as usize).line;
    match &*source.name {
        "main.patter" => format!("{}:{}: {} {}", page.name, fence.line + line, told.code, told.message),
        name => format!("{}:{}: {} {} ({name}:{line})", page.name, fence.line, told.code, told.message),
    }
}

fn untold(page: &Page, fence: &Fence, compilation: &Compilation, wanted: &str) -> Option<String> {
    let there = compilation.diagnostics.iter().any(|told| told.code.as_str() == wanted);
    (!there).then(|| format!("{}:{}: `{wanted}` is not told", page.name, fence.line))
}

/// How conversations go otherwise than the page shows, by the page's lines.
fn played(page: &Page, fence: &Fence, program: &Program) -> Vec<String> {
    let source = Source::new("page.chat", fence.text.as_str());
    let (paper, told) = transcript::parse(&source, SourceId(0));
    let place = |told: &Diagnostic| {
        let line = source.display_position(told.label.span.start as usize).line;
        format!("{}:{}: {} {}", page.name, fence.line + line, told.code, told.message)
    };
    let mut failures: Vec<String> = told.iter().map(place).collect();
    for chat in &paper.chats {
        let (plan, told) = transcript::plan(chat, paper.keywords, program);
        failures.extend(told.iter().map(place));
        for difference in transcript::compare(&plan, &transcript::play(program, &plan), paper.keywords, program) {
            let line = fence.line + chat.steps[difference.step].line;
            let (expected, actual) = (difference.expected.join("\n  - "), difference.actual.join("\n  + "));
            failures.push(format!("{}:{line}: expected - but came +\n  - {expected}\n  + {actual}", page.name));
        }
    }
    failures
}

#[test]
fn limits_are_those_of_the_program() {
    let limits: [(&str, usize); 18] = [
        ("characters of a customer's message that are read", patter::engine::LARGEST_MESSAGE),
        ("characters of a customer's own words that an answer repeats", patter::engine::LONGEST_ECHO),
        ("characters that a `text` slot holds", patter::nlu::LONGEST_TEXT),
        ("characters of a fact that is a text", patter::engine::LONGEST_FACT),
        ("values remembered of facts `by` something, the newest", patter::engine::MOST_KEYED_FACTS),
        ("slots in one phrase", patter::nlu::MOST_SLOTS),
        ("places in one message where phrases are found", patter::nlu::MOST_MATCHES),
        ("steps of one answer, the replies it uses counted", patter::check::MOST_STEPS as usize),
        ("brackets and conditions inside one another", patter::syntax::DEEPEST_NESTING),
        ("values in one condition or sum", patter::syntax::MOST_OPERANDS),
        ("parts of a kind's condition, the kinds it uses counted", patter::check::MOST_PARTS as usize),
        ("files of one script", patter::check::MOST_FILES),
        ("megabytes of one file", patter::source::LARGEST_FILE / 1024 / 1024),
        ("megabytes of one table or catalogue", patter::source::LARGEST_TABLE / 1024 / 1024),
        ("rows of one table or catalogue", patter::check::MOST_ROWS),
        ("columns of one table or catalogue", patter::check::MOST_COLUMNS),
        ("characters of one of its cells", patter::check::LONGEST_CELL),
        ("products shown at once", patter::check::MOST_SHOWN),
    ];
    for (words, limit) in limits {
        let digits = limit.to_string();
        let number = match digits.len() {
            4.. => format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..]),
            _ => digits,
        };
        let row = format!("| {words} | {number} |\n");
        assert!(LANGUAGE.text.contains(&row), "{} lacks the row\n{row}", LANGUAGE.name);
    }
}

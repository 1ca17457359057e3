//! Do conversations notice everything a script says? Takes things out of it in turn; what `check` still passes then has to
//! fail a conversation.
//!
//! `cargo run --example mutants -- scripts/shops/jade`: each rung, `never`, variant and condition of a shop.
//!
//! `cargo run --example mutants -- --practices scripts`: each declaration of the library and of the shops below a folder
//! whose `covers` names a practice, with what names the declaration.

mod cut;
mod mentions;
mod practices;
mod shop;
mod take;

use std::process::ExitCode;

use patter::check::compile;
use patter::syntax::print;
use rayon::prelude::*;

use shop::{Edited, Shop};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let report = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--practices", folder] => practices::practices(folder.trim_end_matches('/')),
        [folder] if !folder.starts_with('-') => mutate(folder.trim_end_matches('/')),
        _ => {
            eprintln!(
                "usage: mutants FOLDER, the folder of a shop with its main.patter and its conversations\n       mutants --practices FOLDER, a folder of shops"
            );
            return ExitCode::from(2);
        }
    };
    match report {
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
    for (file, (source, _, script)) in shop.files.iter().enumerate() {
        if source.name.starts_with("std/") {
            continue;
        }
        cuts.extend(
            (0..).take_while(|place| cut::cut(&mut script.clone(), *place).is_some()).map(|place| (file, place)),
        );
    }
    let mutants = cuts.into_par_iter().filter_map(|(file, place)| mutant(&shop, file, place)).collect();
    Ok(Report { mutants, conversations: shop.conversations() })
}

/// A shop without one thing.
fn mutant(shop: &Shop, file: usize, place: usize) -> Option<(Fate, String)> {
    let (source, _, script) = shop.files.get(file)?;
    let mut script = script.clone();
    script.comments.clear();
    let cut = cut::cut(&mut script, place)?;
    let text = print(&script, source, script.keywords);
    let compiled = compile(&shop.main, &Edited::of(&source.name, text));
    let line = source.slice(cut.span).lines().next().unwrap_or_default().trim();
    let at = source.display_position(cut.span.start as usize);
    let what = format!("{}:{at}: the {} `{line}`", source.name, cut.what);
    Some(match compiled.program {
        None => (Fate::FailsCheck, format!("{what}: {}", shop::first_error(&compiled.diagnostics))),
        Some(program) if shop.notices(&program) => (Fate::FailsConversation, what),
        Some(_) => (Fate::Survives, what),
    })
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

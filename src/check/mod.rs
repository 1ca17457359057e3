//! Tree to program: names, types, reachability, tone, promises; one file a concern.

mod amounts;
mod behind;
mod checker;
mod chores;
mod covers;
mod currency;
mod customers;
mod data;
mod deeds;
mod events;
mod expression;
mod facts;
mod files;
mod flows;
mod graph;
mod happens;
mod intents;
mod kinds;
mod leads;
mod library;
mod lint;
mod load;
mod lookup;
mod lost;
mod meant;
mod names;
mod offers;
mod opening;
mod policies;
mod products;
mod questions;
mod replace;
mod replies;
mod report;
mod rules;
mod sayable;
mod shop;
mod sites;
mod speeches;
mod steps;
mod texts;
mod title;
mod triggers;
mod types;
mod wording;

pub use covers::{Cover, called, covers};
pub use data::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, row_of};
pub use files::{DiskFiles, Files, MemoryFiles, Unreadable};
pub use kinds::MOST_PARTS;
pub use leads::{MOST_FLOW_STEPS, MOST_STEPS};
pub use load::MOST_FILES;
pub use products::{MOST_SHOWN, SHOWN};

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::source::Sources;

/// What came of compiling a script.
#[derive(Debug, Default)]
pub struct Compilation {
    /// Every file read, the main one first; a library module is called `std/…`.
    pub sources: Sources,
    /// What its declarations are there for; those of the library that the shop replaces count no more.
    pub covers: Vec<Cover>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The script, where there is no error.
    pub program: Option<Program>,
}

/// Reads a script with all that it uses, checks it and makes it ready to run.
pub fn compile(main: &str, files: &dyn Files) -> Compilation {
    compile_with(main, &[], files)
}

/// The same with a module of customers for a dry run, where the script has none of its own.
pub fn compile_with_customers(main: &str, module: &str, files: &dyn Files) -> Compilation {
    checked(load::load(main, &[], Some(module), files))
}

/// The same with more files, or modules of the library, than the script uses: the customers of a dry run.
pub fn compile_with(main: &str, also: &[String], files: &dyn Files) -> Compilation {
    checked(load::load(main, also, None, files))
}

fn checked(loaded: load::Loaded) -> Compilation {
    let load::Loaded { sources, mut files, data, diagnostics } = loaded;
    let replaced = replace::replace(&mut files);
    let (mut program, uses, mut diagnostics) = checker::check(&sources, &files, &data, diagnostics);
    replace::explain(&mut diagnostics, &replaced, &files, &sources);
    let broken = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    // Of a script with errors nobody can say what it may surprise with.
    if !broken {
        let scripts: Vec<_> = files.iter().map(|file| (&*file.script, file.library)).collect();
        let input = lint::Input { program: &program, scripts: &scripts, sources: &sources, uses: &uses };
        diagnostics.extend(lint::lint(&input));
    }
    diagnostics.sort_by(|a, b| (a.label.span, a.code, &a.message).cmp(&(b.label.span, b.code, &b.message)));
    program.renames = crate::program::Renames::of(&program);
    let of_file = |file: &load::File| sources.get(file.id).map(|source| covers(&file.script, source));
    let covers = files.iter().filter_map(of_file).flatten().collect();
    Compilation { sources, covers, diagnostics, program: (!broken).then_some(program) }
}

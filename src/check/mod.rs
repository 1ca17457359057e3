//! Tree to program: names, types, reachability, tone, promises; one file a concern.

use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::source::Sources;

/// Where scripts are read from; paths are relative, with `/`.
pub trait Files {
    /// The text of a file, or why it cannot be read, in plain words.
    fn read(&self, path: &str) -> Result<String, String>;

    /// The names of the files in the same folder that a misspelt name could have meant.
    fn beside(&self, path: &str) -> Vec<String>;
}

/// What came of compiling a script.
#[derive(Debug, Default)]
pub struct Compilation {
    /// Every file read, the main one first; a library module is called `std/…`.
    pub sources: Sources,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The script, where there is no error.
    pub program: Option<Program>,
}

/// Reads a script with all that it uses, checks it and makes it ready to run.
pub fn compile(_main: &str, _files: &dyn Files) -> Compilation {
    Compilation::default()
}

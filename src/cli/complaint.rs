//! Printing what an author is told.

use std::io::Write;

use super::stop::Stop;
use crate::check::Compilation;
use crate::diagnostic::{Diagnostic, Severity, Style, render};
use crate::program::Program;
use crate::source::Sources;

/// Prints diagnostics one below the other.
pub fn print<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    colour: bool,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let style = Style { colour, width: width() };
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", render(diagnostic, sources, style).trim_end())?;
    }
    Ok(())
}

/// The program, or its errors on standard error.
pub fn program(compilation: &Compilation) -> Result<&Program, Stop> {
    if let Some(program) = &compilation.program {
        return Ok(program);
    }
    errors(&compilation.diagnostics, &compilation.sources)?;
    Err(Stop::Fault)
}

/// The errors among diagnostics on standard error, with a closing line.
pub fn errors(diagnostics: &[Diagnostic], sources: &Sources) -> Result<(), Stop> {
    let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).collect();
    let colour = anstream::stderr().current_choice() != anstream::ColorChoice::Never;
    let mut out = anstream::stderr();
    print(errors.iter().copied(), sources, colour, &mut out)?;
    writeln!(out, "{}", count(errors.len(), "error"))?;
    Ok(())
}

/// `1 error`, `2 errors`
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The width of the terminal, where there is one.
fn width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).clamp(40, 120))
}

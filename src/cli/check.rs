//! `patter check`

use std::io::Write;
use std::path::Path;

use super::stop::Stop;
use super::{Format, complaint, conversation, paint, place};
use crate::check::{DiskFiles, compile};
use crate::diagnostic::{Diagnostic, Severity, to_json};
use crate::source::Sources;

/// Look for mistakes in a script and all it uses.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter check                       the shop in this folder
  patter check shops/jade            a shop's folder
  patter check tiers.patter          one file
  patter check orders.chat           a conversation against its script
  patter explain E0201               what a code means

Exit code: 0 no errors, 1 errors, 2 nothing to check.")]
pub struct Arguments {
    /// Scripts, shops' folders or conversations.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with 1 where there are warnings, too.
    #[arg(long)]
    deny_warnings: bool,
}

pub fn check(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let mut found = Vec::new();
    for path in &arguments.paths {
        if place::has_extension(Path::new(path), "chat") {
            let (sources, diagnostics) = conversation::check(path)?;
            found.push((sources, diagnostics));
        } else {
            let compilation = compile(&place::script(path)?, &DiskFiles);
            found.push((compilation.sources, compilation.diagnostics));
        }
    }
    let of = |severity| found.iter().flat_map(|(_, all)| all).filter(|one| one.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    match arguments.format {
        Format::Json => json(&found, errors, warnings, out)?,
        Format::Text => {
            for (sources, diagnostics) in &found {
                complaint::print(diagnostics, sources, paint::colour(), out)?;
            }
            let summary = match (errors, warnings) {
                (0, 0) => paint::ink(paint::Ink::Right, "no mistakes found"),
                (0, _) => complaint::count(warnings, "warning"),
                (_, 0) => complaint::count(errors, "error"),
                _ => format!("{}, {}", complaint::count(errors, "error"), complaint::count(warnings, "warning")),
            };
            writeln!(out, "{summary}")?;
        }
    }
    if errors > 0 || arguments.deny_warnings && warnings > 0 { Err(Stop::Fault) } else { Ok(()) }
}

fn json(found: &[(Sources, Vec<Diagnostic>)], errors: usize, warnings: usize, out: &mut dyn Write) -> Result<(), Stop> {
    let diagnostics: Vec<_> =
        found.iter().flat_map(|(sources, all)| all.iter().map(|one| to_json(one, sources))).collect();
    let report = serde_json::json!({
        "format": 1, "errors": errors, "warnings": warnings, "diagnostics": diagnostics,
    });
    writeln!(out, "{report:#}")?;
    Ok(())
}

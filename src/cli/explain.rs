//! `patter explain`

use std::io::Write;

use super::paint::{self, Ink};
use super::stop::Stop;
use crate::diagnostic::{did_you_mean, page, pages};

/// Explain what a code means, or list them all.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter explain                     all codes, a line each
  patter explain E0101               one code's page")]
pub struct Arguments {
    /// A code such as E0101.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn explain(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let Some(code) = &arguments.code else {
        for page in pages() {
            writeln!(out, "{}  {}", paint::ink(Ink::Title, page.code.as_str()), page.title)?;
        }
        return Ok(());
    };
    if let Some(page) = page(code) {
        // Headings and scripts stand out; the words are the page's own.
        for line in page.document().trim_end().lines() {
            let ink = if line.starts_with('#') { Some(Ink::Title) } else { None };
            let line = ink.map_or_else(|| line.to_owned(), |ink| paint::ink(ink, line));
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    let near = did_you_mean(&code.to_uppercase(), pages().iter().map(|page| page.code.as_str()));
    let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    Err(Stop::Misuse(format!("no code is called `{code}`; {near}`patter explain` lists them all")))
}

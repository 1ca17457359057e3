//! `patter doc`

mod ladder;
mod page;
mod words;

use std::io::Write;

use super::stop::Stop;
use super::{complaint, place};
use crate::check::{DiskFiles, compile};

/// One readable page of a shop: what customers say, the ladders as pictures, the answers by language, what is never done.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter doc shops/jade -o jade.html
  patter doc                           the shop in this folder, to standard output

The page is one file of HTML that needs no network; its headings are in the language of the script's keywords.")]
pub struct Arguments {
    /// A `.patter` file or a folder with a `main.patter`.
    #[arg(value_name = "PATH", default_value = ".")]
    path: String,
    /// The file to write; standard output without it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

pub fn doc(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let compilation = compile(&place::script(&arguments.path)?, &DiskFiles);
    complaint::program(&compilation)?;
    let page = page::page(&compilation.sources);
    match &arguments.output {
        Some(path) => {
            place::write(path, &page)?;
            Ok(writeln!(out, "{path} written")?)
        }
        None => Ok(writeln!(out, "{page}")?),
    }
}

//! `patter hear`

mod explained;
mod measure;

use std::io::Write;

use super::stop::Stop;
use super::{Format, complaint, place};
use crate::check::{Compilation, DiskFiles, compile};

/// Say what a message is understood to mean, and why; or measure how well messages are understood.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter hear \"is there anything off?\" shops/jade        what the shop makes of a message
  patter hear --test asked.tsv shops/jade                how well the shop understands the sentences of a file
  patter hear --cross-validate 5 shops/jade              how well its own examples teach
  patter hear --train mine.tsv --test theirs.tsv         learn from one file, judge another, without a shop
  patter hear --train mine.tsv --cross-validate 5 --format json

A file has a line for each sentence: its intent, a tab, and what somebody wrote. The intent `oos` (or
`NO_NODES_DETECTED`) marks what means none of the intents.
Exit code: 0 fine, 1 a script is at fault, 2 nothing to hear or to learn.")]
pub struct Arguments {
    /// What a customer writes; with `--test` or `--cross-validate` the shop stands in its place.
    #[arg(value_name = "MESSAGE")]
    message: Option<String>,
    /// A script or a shop's folder; without it the folder you are in.
    #[arg(value_name = "SHOP")]
    shop: Option<String>,
    /// Sentences to learn from, one a line: intent, tab, text.
    #[arg(long, value_name = "FILE")]
    train: Vec<String>,
    /// Sentences to judge.
    #[arg(long, value_name = "FILE")]
    test: Vec<String>,
    /// Judge each of so many parts by what the others teach.
    #[arg(long, value_name = "FOLDS", conflicts_with = "test")]
    cross_validate: Option<usize>,
    /// In which order the sentences are dealt into parts.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn hear(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let measures = !arguments.test.is_empty() || arguments.cross_validate.is_some();
    match (&arguments.message, &arguments.shop) {
        (None, _) if arguments.train.is_empty() && !measures => Err(Stop::Misuse(
            "say which message to hear, for example: patter hear \"is there anything off?\" my-shop".to_owned(),
        )),
        (Some(message), _) if !arguments.train.is_empty() => {
            Err(Stop::Misuse(format!("`--train` learns without a shop; leave out `{message}`")))
        }
        _ if !arguments.train.is_empty() => measure::files(arguments, out),
        (_, Some(shop)) if measures => Err(Stop::Misuse(format!(
            "a measurement hears the sentences of a file; leave out the message before `{shop}`"
        ))),
        (shop, None) if measures => measure::shop(arguments, &compiled(shop.as_deref())?, out),
        (message, shop) => explained::explained(
            message.as_deref().unwrap_or_default(),
            &compiled(shop.as_deref())?,
            arguments.format,
            out,
        ),
    }
}

fn compiled(shop: Option<&str>) -> Result<Compilation, Stop> {
    let compilation = compile(&place::script(shop.unwrap_or("."))?, &DiskFiles);
    complaint::program(&compilation)?;
    Ok(compilation)
}

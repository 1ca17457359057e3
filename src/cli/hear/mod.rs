//! `patter hear`

mod measure;

use std::io::Write;

use super::Format;
use super::stop::Stop;

/// Say what a message is understood to mean, and why; or measure how well messages are understood.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter hear --train orders.tsv --cross-validate 5     learn from four fifths, judge the rest, five times
  patter hear --train mine.tsv --test theirs.tsv        learn from one file, judge another
  patter hear --train mine.tsv --test theirs.tsv --format json

A file to learn from has a line for each sentence: its intent, a tab, and what somebody wrote. The intent `oos` (or
`NO_NODES_DETECTED`) marks what means none of the intents.
Exit code: 0 fine, 1 a script or a line is at fault, 2 nothing to hear or to learn.")]
pub struct Arguments {
    /// Sentences to learn from, one a line: intent, tab, text.
    #[arg(long, value_name = "FILE")]
    train: Vec<String>,
    /// Sentences to judge.
    #[arg(long, value_name = "FILE", requires = "train")]
    test: Vec<String>,
    /// Judge each of so many parts by what the others teach.
    #[arg(long, value_name = "FOLDS", requires = "train", conflicts_with = "test")]
    cross_validate: Option<usize>,
    /// In which order the sentences are dealt into parts.
    #[arg(long, value_name = "NUMBER", default_value_t = 0, requires = "cross_validate")]
    seed: u64,
    /// `json` prints the figures for a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn hear(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    measure::measure(arguments, out)
}

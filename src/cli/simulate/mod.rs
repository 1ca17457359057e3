//! `patter simulate`

mod against;
mod curve;
mod page;
mod save;
pub mod setup;
mod sweep;
pub mod table;

use std::fs::File;
use std::io::{BufWriter, Write};

use indicatif::ProgressBar;

use super::json::json;
use super::stop::Stop;
use super::{Format, place, progress};
use crate::simulate::{self, Setup, Totals, report};

/// Let customers who do not exist talk to a shop, and count what came of it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter simulate shops/jade                                   a thousand customers of every kind
  patter simulate shops/jade -n 10000 --seed 7                 more of them, other luck
  patter simulate shops/jade --mix habitual=40%,comparer=60%   only these two kinds
  patter simulate shops/jade --customers my-customers.patter   customers of your own
  patter simulate shops/jade --given \"knot.stock 5\"            what the shop's system would know
  patter simulate shops/jade --save worst.chat                 the costliest conversation as a test
  patter simulate shops/jade --against shops/jade-new         what a change would cost
  patter simulate shops/jade --without lucky-knot --page knot.html   is it worth it?
  patter simulate shops/jade --sweep \"small-discount.takes=3%..10%\" --page discount.html
  patter simulate shops/jade --format json --log events.jsonl

The same script, customers and seed always give the same figures, on however many threads.
Exit code: 0 played, 1 a script is at fault, 2 nobody to play.")]
pub struct Arguments {
    /// A script or a shop's folder.
    #[arg(value_name = "SHOP", default_value = ".")]
    shop: String,
    /// Customers: a module of the library or a `.patter` file; the shop's own where it has some, else `std/customers`.
    #[arg(long, value_name = "FILE")]
    customers: Vec<String>,
    /// Who comes, with shares: `habitual=40%,comparer=60%`; as many of each without it.
    #[arg(long, value_name = "SHARES")]
    mix: Option<String>,
    /// How many conversations.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..))]
    number: u64,
    /// Where chance begins.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// On how many threads; all cores without it.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<usize>,
    /// Facts known in every conversation: `knot.stock 5`.
    #[arg(long, value_name = "FACTS")]
    given: Vec<String>,
    /// Write every event with its turn, a line of JSON each.
    #[arg(long, value_name = "FILE")]
    log: Option<String>,
    /// Write the conversation with the largest gift, the longest, and the first not understood, for `patter test`.
    #[arg(long, value_name = "CHAT")]
    save: Option<String>,
    /// Another script: the same customers with the same luck come to both.
    #[arg(long, value_name = "SHOP", conflicts_with_all = ["log", "save", "sweep"])]
    against: Option<String>,
    /// The same shop without one of its offers: what it costs, and what it brings.
    #[arg(long, value_name = "OFFER", conflicts_with_all = ["log", "save", "sweep", "against"])]
    without: Option<String>,
    /// A figure of an offer from one end to the other: `small-discount.takes=3%..10%`, `gift.costs=1..6`.
    #[arg(long, value_name = "OFFER.FIGURE=FROM..TO", conflicts_with_all = ["log", "save"])]
    sweep: Option<String>,
    /// Write a page with pictures that needs no network.
    #[arg(long, value_name = "HTML")]
    page: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn simulate(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let main = place::script(&arguments.shop)?;
    let compilation = setup::compiled(&main, &arguments.customers)?;
    let program = super::complaint::program(&compilation)?;
    let keywords = super::session::keywords(&compilation);
    let given = setup::given(&arguments.given, program, keywords)?;
    let mix = setup::mix(arguments.mix.as_deref(), program, keywords)?;
    let setup = Setup::new(program, mix, arguments.seed, given);
    if let Some(other) = &arguments.against {
        return against::against(arguments, &setup, other, out);
    }
    if let Some(offer) = &arguments.without {
        return against::without(arguments, &setup, offer, out);
    }
    if let Some(sweep) = &arguments.sweep {
        return sweep::sweep(arguments, &setup, sweep, out);
    }
    let totals = played(arguments, &setup)?;
    let mut report = report(&totals, program, arguments.seed);
    table::keep_own(&mut report, &compilation);
    if let Some(path) = &arguments.save {
        save::save(path, &setup, &totals, keywords, &main)?;
    }
    if let Some(path) = &arguments.page {
        let shown = page::Shown { name: &arguments.shop, report: &report };
        place::write(path, &page::page(program, &shown, None, None))?;
    }
    match arguments.format {
        Format::Json => json(&report, out),
        Format::Text => table::print(&report, program, out),
    }
}

/// Plays them on as many threads as are wanted, with a bar where a person watches.
fn played(arguments: &Arguments, setup: &Setup<'_>) -> Result<Totals, Stop> {
    let threads = threads(arguments)?;
    let mut log = match &arguments.log {
        Some(path) => {
            let file = File::create(path).map_err(|error| Stop::Misuse(format!("cannot write `{path}`: {error}")))?;
            Some(BufWriter::new(file))
        }
        None => None,
    };
    let bar = bar(arguments.number);
    let logs = log.is_some();
    let totals = threads.install(|| {
        simulate::simulate(setup, arguments.number, logs, |done, lines| {
            bar.set_position(done);
            log.as_mut().map_or(Ok(()), |log| log.write_all(lines.as_bytes()))
        })
    })?;
    bar.finish_and_clear();
    if let Some(log) = &mut log {
        log.flush()?;
    }
    Ok(totals)
}

/// As many threads as are wanted.
fn threads(arguments: &Arguments) -> Result<rayon::ThreadPool, Stop> {
    progress::threads(arguments.threads)
}

/// A bar where a person watches.
fn bar(length: u64) -> ProgressBar {
    progress::bar(length, "{pos} of {len} conversations")
}

//! The dry run: customers who do not exist talk to the shop, and what came of it is counted.
//!
//! Pure like the engine it drives: the same script, customers and seed give the same conversations, whoever plays them and
//! on however many threads. Each conversation has its own stream of chance, and is forgotten once it is counted.

mod answers;
mod book;
mod clockwork;
mod conversation;
mod dice;
mod interval;
mod mix;
mod outcome;
mod paired;
mod person;
mod reached;
mod report;
mod totals;
mod vary;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

pub use interval::{Interval, wilson};
pub use mix::{Mix, can_begin};
pub use outcome::Outcome;
pub use paired::{Difference, Differences, Paired, compare};
pub use reached::{Reached, Spot, Tries};
pub use report::{Given, Kind, Report, Unreached, report};
pub use totals::{KindTotals, MOST_DEPTH, Totals};

use crate::engine::{Event, Happened, Turn};
use crate::program::{Datum, Program};

/// How many conversations are played before they are counted: so many are kept at once, however many there are.
const CHUNK: u64 = 512;

/// What a dry run needs.
#[derive(Debug)]
pub struct Setup<'p> {
    /// The shop.
    pub program: &'p Program,
    /// Who comes.
    pub mix: Mix,
    /// Where chance begins.
    pub seed: u64,
    /// Facts that are known in every conversation.
    pub given: BTreeMap<String, Datum>,
    book: book::Book,
}

impl<'p> Setup<'p> {
    /// Customers of this mix for this shop.
    pub fn new(program: &'p Program, mix: Mix, seed: u64, given: BTreeMap<String, Datum>) -> Self {
        Setup { program, mix, seed, given, book: book::Book::of(program) }
    }
}

/// A line of the event log.
#[derive(Serialize)]
struct Logged<'m> {
    conversation: u64,
    customer: &'m str,
    at: jiff::Timestamp,
    event: &'m Event,
    turn: &'m Turn,
}

/// Plays conversations 1 to `count` and counts what came of them. Behind each few hundred `played` hears how many there are by now,
/// and with `logs` what happened in them, a line of JSON for each event.
pub fn simulate(
    setup: &Setup<'_>,
    count: u64,
    logs: bool,
    mut played: impl FnMut(u64, &str) -> std::io::Result<()>,
) -> std::io::Result<Totals> {
    let mut totals = Totals::new(setup.program);
    let mut next = 1;
    while next <= count {
        let last = count.min(next + CHUNK - 1);
        let chunk: Vec<(u64, Option<(Outcome, String)>)> = (next..=last)
            .into_par_iter()
            .map(|number| (number, conversation::play(setup, number, logs).map(|done| logged(setup, number, done))))
            .collect();
        let mut log = String::new();
        for (number, done) in chunk {
            let Some((outcome, lines)) = done else { continue };
            totals.count(number, &outcome);
            log.push_str(&lines);
        }
        played(last, &log)?;
        next = last + 1;
    }
    Ok(totals)
}

/// One of the conversations, with where its variants begin and all that happened in it.
pub fn conversation(setup: &Setup<'_>, number: u64) -> Option<(u64, Vec<Happened>)> {
    let (outcome, moments) = conversation::play(setup, number, true)?;
    Some((outcome.variants, moments?))
}

fn logged(setup: &Setup<'_>, number: u64, (outcome, moments): (Outcome, Option<Vec<Happened>>)) -> (Outcome, String) {
    let customer = setup.program.customer(outcome.customer).map_or("", |customer| &*customer.name);
    let mut lines = String::new();
    for moment in moments.unwrap_or_default() {
        let line = Logged { conversation: number, customer, at: moment.at, event: &moment.event, turn: &moment.turn };
        if let Ok(line) = serde_json::to_string(&line) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    (outcome, lines)
}

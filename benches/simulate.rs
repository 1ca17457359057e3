//! A dry run of the jade shop with the library's customers: a million turns, their time, and how much memory they take.
//!
//! `cargo bench --bench simulate`. Processor time is what counts on a shared machine; one thread plays.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::time::Instant;

use cpu_time::ProcessTime;
use patter::check::{DiskFiles, compile_with};
use patter::program::Datum;
use patter::simulate::{Mix, Setup, report, simulate};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TURNS: u64 = 1_000_000;

fn main() {
    let turns = if std::env::args().any(|argument| argument == "--test") { 2_000 } else { TURNS };
    let main = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/shops/jade/main.patter");
    let program = compile_with(main.to_str().unwrap(), &["std/customers".to_owned()], &DiskFiles).program.unwrap();
    let given = BTreeMap::from([("knot.stock".to_owned(), Datum::Text("5".to_owned()))]);
    let setup = Setup::new(&program, Mix::even(&program), 1, given);
    let play = |count: u64, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| simulate(&setup, count, false, |_, _| Ok(())).unwrap())
    };
    let sample = play(500, 1);
    let needed = turns * sample.conversations / sample.turns + 1;
    play(needed / 10, 1);
    let before = resident();
    let (started, cpu) = (Instant::now(), ProcessTime::now());
    let totals = play(needed, 1);
    let (wall, used) = (started.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
    let told = report(&totals, &program, 1);
    println!("{} conversations, {} turns", told.conversations, told.turns);
    println!("processor {used:.2} s, wall {wall:.2} s, {:.2} µs a turn", used * 1e6 / told.turns as f64);
    println!("{:.1} % of messages are no phrase and no example", (1.0 - told.verbatim) * 100.0);
    println!("memory: {before} KiB behind a tenth, {} KiB behind all", resident());
    let same = |threads| serde_json::to_string(&report(&play(2_000.min(needed), threads), &program, 1)).unwrap();
    assert_eq!(same(1), same(2), "threads changed the figures");
    println!("one and two threads: the same figures");
}

/// The memory in use now, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok()).unwrap_or_default()
}

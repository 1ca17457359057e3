//! What understanding costs: the phrases of a message beside their floor (the bare automaton and one map look-up), where the message is a phrase and where
//! one stands among manners; and a message that only the examples can tell, beside the floor of making its features once.
//!
//! `cargo bench --bench understand`; behind `--`, words of the first column choose rows. Processor time is what counts on a shared machine; floor and measured work alternate within one run and are
//! printed as ratios too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod shop;

use std::collections::HashMap;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use cpu_time::{ProcessTime, ThreadTime};
use jiff::civil::date;
use patter::nlu::{normalise, scores, understand};
use patter::program::Program;
use shop::{Tongue, compiled, phrases, script};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of floor and work in alternation; the median round counts.
const ROUNDS: usize = 60;

/// What the examples are made of: who, does what, to which thing, and why.
const PARTS: [[&str; 10]; 4] = [
    ["my sister", "we all", "the neighbour", "a friend", "my boss", "the child", "nobody", "grandma", "the team", "I"],
    ["opened", "dropped", "ordered", "returned", "lost", "wore", "wrapped", "measured", "cleaned", "paid for"],
    ["the bangle", "the parcel", "a lamp", "the ring", "two cups", "the coat", "a box", "the chain", "it", "the seal"],
    [
        "last night",
        "by mistake",
        "at the office",
        "before lunch",
        "in the rain",
        "on holiday",
        "for the party",
        "again",
        "without asking",
        "far too late",
    ],
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds = if arguments.iter().any(|argument| argument == "--test") { 1 } else { ROUNDS };
    let chosen =
        |name: &str| arguments.iter().filter(|word| !word.starts_with("--")).all(|word| name.contains(&**word));
    println!("{:34} {:>8} {:>10} {:>10} {:>7}", "", "intents", "floor ns", "ns", "ratio");
    for tongue in [Tongue::English, Tongue::Chinese] {
        let (alone, among) = (format!("a phrase alone, {tongue:?}"), format!("a phrase among manners, {tongue:?}"));
        for size in [6, 1_000, 10_000] {
            if !chosen(&alone) && !chosen(&among) {
                continue;
            }
            let program = compiled(script(size, tongue)).program.unwrap();
            let phrases: Vec<String> =
                (1..size.min(400)).map(|number| phrases(number * size / size.min(400), tongue).1).collect();
            let polite = phrases.iter().map(|phrase| among_manners(phrase, tongue)).collect();
            for (name, messages) in [(&alone, phrases), (&among, polite)] {
                if chosen(name) {
                    let (floor, heard) = phrase_path(&program, &messages, rounds);
                    row(name, size, floor, heard);
                }
            }
        }
    }
    let taught_row = "60 characters, by examples";
    if !chosen(taught_row) {
        return;
    }
    let (start, clock) = (ProcessTime::now(), Instant::now());
    let program = compiled(taught(100, 20)).program.unwrap();
    let (compiling, took) = (start.elapsed().as_secs_f64() * 1e3, clock.elapsed().as_secs_f64() * 1e3);
    let (floor, heard) = examples_path(&program, rounds);
    row(taught_row, 100, floor, heard);
    println!("compiling 100 intents of 20 examples: {compiling:.0} ms of processor time, {took:.0} ms by the clock");
}

fn row(name: &str, size: usize, floor: f64, heard: f64) {
    println!("{name:34} {size:>8} {floor:>10.0} {heard:>10.0} {:>7.2}", heard / floor);
}

/// A phrase as customers write it who are polite.
fn among_manners(phrase: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::English => format!("oh well, {phrase} please"),
        Tongue::Chinese => format!("哦老板，{phrase}？谢谢啦"),
    }
}

/// Nanoseconds of the bare automaton with one look-up, and of understanding messages with phrases in them.
fn phrase_path(program: &Program, messages: &[String], rounds: usize) -> (f64, f64) {
    let automaton = &program.lexicon.automaton.as_ref().unwrap().0;
    let rules = (0..program.lexicon.first_claims.len() as u32).map(|literal| (literal, literal / 2));
    let rules = rules.collect::<HashMap<u32, u32>>();
    alternate(
        rounds,
        messages,
        |message| {
            let mut found = 0;
            for hit in automaton.find_overlapping_iter(message) {
                found = hit.value();
            }
            black_box(rules.get(&found).copied());
        },
        |message| {
            black_box(understand(program, message, date(2026, 11, 21)));
        },
    )
}

/// Nanoseconds of scoring a normalised text once, and of understanding the message.
fn examples_path(program: &Program, rounds: usize) -> (f64, f64) {
    let messages: Vec<String> =
        (0..400).map(|number| sentence(number * 37 + 5)).map(|one| one.chars().take(60).collect()).collect();
    let classifier = program.classifier.as_ref().unwrap();
    alternate(
        rounds,
        &messages,
        |message| {
            black_box(scores(classifier, &normalise(message)));
        },
        |message| {
            black_box(understand(program, message, date(2026, 11, 21)));
        },
    )
}

fn alternate(rounds: usize, messages: &[String], floor: impl Fn(&str), work: impl Fn(&str)) -> (f64, f64) {
    let time = |of: &dyn Fn(&str)| {
        let start = ThreadTime::now();
        messages.iter().for_each(|message| of(black_box(message)));
        start.elapsed().as_nanos() as f64 / messages.len() as f64
    };
    let (mut floors, mut works): (Vec<f64>, Vec<f64>) = (0..rounds).map(|_| (time(&floor), time(&work))).unzip();
    (median(&mut floors), median(&mut works))
}

fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// A shop whose intents are told by examples alone.
fn taught(intents: usize, examples: usize) -> String {
    let mut text = String::from("shop \"Bench\":\n  language en\n\n");
    for intent in 0..intents {
        let sentences: Vec<String> =
            (0..examples).map(|example| format!("\"{}\"", sentence(intent + 100 * (example * 7 % 100)))).collect();
        let _ = write!(
            text,
            "intent wish-{intent}:\n  examples {}\n\nwhen wish-{intent} say \"Yes.\"\n\n",
            sentences.join(", ")
        );
    }
    text
}

fn sentence(number: usize) -> String {
    let part = |place: usize, of: usize| PARTS[place][of % 10];
    format!(
        "{} {} {} {}, is that a trouble for you",
        part(0, number / 100),
        part(1, number),
        part(2, number / 10),
        part(3, number / 1000 + number)
    )
}

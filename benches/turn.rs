//! What a customer waits for: one turn, beside its floor (the bare automaton over the same phrases and one map look-up), and the
//! ten-thousandth turn of a conversation beside the first, and a turn in which something waits beside one that finds its place anew.
//!
//! `cargo bench --bench turn -- Chinese 10` measures only the rows that hold both words. The two are measured in turns within one run and printed as ratios, because a shared machine's nanoseconds mean little by themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod shop;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use jiff::Timestamp;
use patter::check::{DiskFiles, compile};
use patter::engine::{Event, Happening, MOST_THREADS, State, step};
use patter::program::Datum;
use shop::{Tongue, compiled, phrases, script};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of floor and turn in alternation; the median round counts.
const ROUNDS: usize = 60;

fn main() {
    // `cargo bench -- --test` asks only whether the benchmark still runs.
    let rounds = if std::env::args().any(|argument| argument == "--test") { 1 } else { ROUNDS };
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    println!(
        "{:8} {:>8} {:>10} {:>10} {:>7}   {:>12} {:>12}",
        "", "intents", "floor ns", "turn ns", "ratio", "Δfloor ns", "Δturn ns"
    );
    for tongue in [Tongue::English, Tongue::Chinese] {
        let mut first = None;
        for size in [10, 100, 1_000, 10_000] {
            let row = [format!("{tongue:?}"), size.to_string()];
            if !wanted.iter().all(|word| row.contains(word)) {
                continue;
            }
            let (floor, turn) = measure(size, tongue, rounds);
            let (floor_of_first, turn_of_first) = *first.get_or_insert((floor, turn));
            println!(
                "{:8} {size:>8} {floor:>10.0} {turn:>10.0} {:>7.1}   {:>12.0} {:>12.0}",
                row[0],
                turn / floor,
                floor - floor_of_first,
                turn - turn_of_first,
            );
        }
    }
    if wanted.is_empty() || wanted.iter().all(|word| "waits".contains(word.as_str())) {
        for size in [10, 1_000, 10_000] {
            let (same, other) = waiting(size, rounds);
            println!(
                "\nwaits: {size} rules, the same script {same:.0} ns, another {other:.0} ns, ratio {:.2}",
                other / same
            );
        }
    }
    if wanted.is_empty() || wanted.iter().all(|word| "long".contains(word.as_str())) {
        let (first, last) = long(rounds);
        println!("\nlong: turn 1 {first:.0} ns, turn {MESSAGES} {last:.0} ns, ratio {:.2}", last / first);
    }
}

/// What waits for an answer while the turns of [`waiting`] are measured.
const WAITS: &str = "
intent foot-wanted: phrases \"for my foot\"
question foot-length: ask \"How long is it?\" expects number from 10 to 40
when foot-wanted ask foot-length and say \"{foot-length} it is.\"
";

/// Nanoseconds of a turn in which something waits for an answer: of memory made under the same script, and of memory made under another,
/// of which every name and place is looked up anew.
fn waiting(size: usize, rounds: usize) -> (f64, f64) {
    let program = compiled(script(size, Tongue::English) + WAITS).program.unwrap();
    let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
    let (same, _) = step(&program, State::default(), &Event::message("one for my foot"), now);
    assert_eq!(same.threads.len(), 1);
    let event = Event::message("well now, let me see");
    let play = |script: Option<&std::sync::Arc<str>>| {
        let states = vec![State { script: script.cloned(), ..same.clone() }; 50];
        time(states.len(), || {
            for state in states {
                black_box(step(&program, state, black_box(&event), now));
            }
        })
    };
    let (mut of_the_same, mut of_another) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        of_the_same.push(play(same.script.as_ref()));
        of_another.push(play(None));
    }
    (median(of_the_same), median(of_another))
}

/// How many messages the long conversation has.
const MESSAGES: usize = 10_000;

/// Nanoseconds of a turn at the beginning of a conversation with the desk of the tests, and after ten thousand messages.
fn long(rounds: usize) -> (f64, f64) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/desk");
    let program = compile(folder.join("main.patter").to_str().unwrap(), &DiskFiles).program.unwrap();
    let written = std::fs::read_to_string(folder.join("long.txt")).unwrap();
    let writes: Vec<&str> = written.lines().collect();
    let message = |number: usize| {
        Event::message(writes[(number * 7 + number / 5) % writes.len()].replace("{}", &number.to_string()))
    };
    let mut now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
    let (mut fresh, _) = step(&program, State::default(), &Event::message("hello"), now);
    let mut old = fresh.clone();
    for number in 0..MESSAGES {
        now = now.checked_add(jiff::SignedDuration::from_secs(41)).unwrap();
        old = step(&program, old, &message(number), now).0;
        // Staff who have the talk would leave nothing to measure.
        old = step(&program, old, &Event::from(Happening::StaffLeft), now).0;
    }
    // What is measured is the same work in both: nothing waits for an answer, and each message gets the same.
    for state in [&mut fresh, &mut old] {
        for text in std::iter::once("hello").chain(["never mind"; MOST_THREADS]) {
            *state = step(&program, std::mem::take(state), &Event::message(text), now).0;
        }
        assert!(state.threads.is_empty() && !state.handed_over);
    }
    let events = ["delivery, please", "hm, what?", "hello", "see http://x.example/"].map(Event::message);
    let play = |state: &State| {
        let states = vec![state.clone(); 20];
        time(states.len() * events.len(), || {
            for mut state in states {
                for event in &events {
                    let (next, turn) = step(&program, state, black_box(event), now);
                    black_box(turn);
                    state = next;
                }
            }
        })
    };
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        first.push(play(&fresh));
        last.push(play(&old));
    }
    (median(first), median(last))
}

/// Nanoseconds of one floor and of one turn, at `size` intents and rules.
fn measure(size: usize, tongue: Tongue, rounds: usize) -> (f64, f64) {
    let program = compiled(script(size, tongue)).program.unwrap();
    // The same messages whatever the size: two that bargain, three that a rule answers, three that none does. They are as long as people's
    // are: in CrossWOZ half of the customers' have 24 characters or more, in CLINC150 38.
    let bargains = match tongue {
        Tongue::English => ["it is lovely, but too expensive for me", "could you make it cheaper for my mother"],
        Tongue::Chinese => ["这一件真的很漂亮，妈妈也喜欢，就是太贵了呀", "我是给妈妈买的，她下个月过生日，能便宜点吗"],
    };
    let messages: Vec<String> = (1..7)
        .map(|number| {
            let (one, other) = phrases(number, tongue);
            match (tongue, number % 2) {
                (Tongue::English, 0) => format!("hello, {other}? it is for my mother"),
                (Tongue::English, _) => format!("it is lovely, and my sister wants the {one} too"),
                (Tongue::Chinese, 0) => format!("你好，想问一下你们家{other}？想送给妈妈"),
                (Tongue::Chinese, _) => format!("昨天收到了，很漂亮，妹妹看了也喜欢，{one}一个"),
            }
        })
        .chain(bargains.map(String::from))
        .collect();

    // The shop's phrases and those of the library that every shop knows: what the turn itself looks for.
    let automaton = &program.lexicon.automaton.as_ref().unwrap().0;
    let rules = (0..program.lexicon.first_claims.len() as u32).map(|literal| (literal, literal / 2));
    let rules = rules.collect::<HashMap<u32, u32>>();
    let floor = |message: &str| {
        let mut found = 0;
        for hit in automaton.find_overlapping_iter(message) {
            found = hit.value();
        }
        rules.get(&found).copied()
    };

    let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
    let mut event = Event::message("hello");
    event.facts.insert("cart.total".into(), Datum::Text("120.00".into()));
    let (fresh, _) = step(&program, State::default(), &event, now);
    let events: Vec<Event> = messages.iter().map(Event::message).collect();

    let inner = (200_000 / (size + 1_000)).max(20);
    let mut floors = Vec::new();
    let mut turns = Vec::new();
    for _ in 0..rounds {
        floors.push(time(inner * messages.len(), || {
            for _ in 0..inner {
                for message in &messages {
                    black_box(floor(black_box(message)));
                }
            }
        }));
        let mut state = fresh.clone();
        turns.push(time(inner * messages.len(), || {
            for _ in 0..inner {
                for event in &events {
                    let (next, turn) = step(&program, state, black_box(event), now);
                    black_box(turn);
                    state = next;
                }
            }
        }));
    }
    (median(floors), median(turns))
}

/// Nanoseconds of one of the `times` that `work` does.
fn time(times: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_nanos() as f64 / times as f64
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

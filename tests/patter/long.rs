//! A conversation that goes on for very long: its memory stays small.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use patter::engine::{Event, Happening, MOST_KEYED_FACTS, State, step};
use patter::program::{Datum, Program};

/// How many messages the customer writes.
const MESSAGES: usize = 10_000;

/// How large the state may be after any of them, in bytes of JSON.
const LARGEST_STATE: usize = 4 * 1024;

/// How large where every message names another thing, of which only so many are remembered.
const LARGEST_STATE_OF_NAMES: usize = 40 * 1024;

/// What the customer writes, over and over, a line each, with a number of its own where one stands in braces.
static WRITES: LazyLock<Vec<String>> =
    LazyLock::new(|| fs::read_to_string("tests/cases/desk/long.txt").unwrap().lines().map(str::to_owned).collect());

/// What names another thing every time.
const NAMES: [&str; 2] = ["I saw {} of them", "I saw the one with {} knots"];

/// Plays the desk's script; the largest state that came of it.
fn largest_state(writes: &[String]) -> usize {
    let program: Program =
        super::played::program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/desk"), "main.patter").unwrap();
    let mut now = Timestamp::from_second(1_795_000_000).unwrap();
    let mut state = State::default();
    let mut largest = 0;
    for number in 0..MESSAGES {
        let text = writes[(number * 7 + number / 5) % writes.len()].replace("{}", &number.to_string());
        let mut events = vec![Event::message(&text)];
        // The world goes on beside the talk: systems answer, timers run out, orders come, staff look in.
        if let Some(request) = state.threads.iter().find_map(|thread| thread.request) {
            let mut answer = Event::from(Happening::SystemAnswered { request });
            answer.facts.insert("order.status".into(), Datum::Text(format!("on its way {number}")));
            answer.facts.insert("order.tracking".into(), Datum::Text(format!("AB{number}")));
            events.push(answer);
        }
        match number % 50 {
            10 => events.push(Event::from(Happening::OrderPlaced)),
            20 => events.push(Event::from(Happening::OrderDelivered)),
            30 => events.push(Event::from(Happening::StaffLeft)),
            40 => events.push(Event::from(Happening::CartChanged)),
            _ => {}
        }
        for event in events {
            now = now.checked_add(SignedDuration::from_secs(41)).unwrap();
            while let Some(timer) = state.next_timer(now).cloned() {
                let due = Event::from(Happening::Timer { timer: timer.name.clone(), generation: timer.generation });
                state = step(&program, state, &due, now).0;
            }
            state = step(&program, state, &event, now).0;
        }
        // Writing every state would take longer than playing.
        if number % 97 == 0 || number + 1 == MESSAGES {
            largest = largest.max(serde_json::to_string(&state).unwrap().len());
        }
    }
    assert!(state.version > MESSAGES as u64);
    largest
}

#[test]
fn ten_thousand_messages_leave_a_small_state() {
    let of_all = largest_state(&WRITES);
    assert!(of_all <= LARGEST_STATE, "{of_all} bytes");
    let of_names = largest_state(&NAMES.map(str::to_owned));
    assert!(of_names <= LARGEST_STATE_OF_NAMES, "{of_names} bytes");
    println!("{of_all} bytes, and {of_names} with {MOST_KEYED_FACTS} things that were named");
}

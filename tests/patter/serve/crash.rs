//! The program is killed under load, and started again: nothing that was acknowledged is lost, doubled or out of order.
//!
//! `PATTER_CRASH=200x20` makes it 200 conversations and 20 kills.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use serde_json::{Value, json};

use super::program::{Served, say, tell, turns, visitor};

const SCRIPT: &str = r#"
shop "Crash Stall":
  language en
  currency EUR

intent bargain: phrases "cheaper"
intent count: phrases "number"

offer gift:
  gives "ribbon"
  costs 1
  once per customer
  say "A ribbon goes with it."

when bargain then offer gift, else say "That is our best price."
when count say "Counted."
when nothing understood say "Say that again?"
when order placed unless order paid within 1 second say "Shall I help you to pay?"
when order paid say "Thank you!"
"#;

/// How many messages each customer writes.
const MESSAGES: u32 = 6;

/// Does something again until the server takes it.
fn insist(what: impl Fn() -> Option<u16>) {
    loop {
        match what() {
            Some(200) => return,
            Some(status @ 400..500) if status != 429 => panic!("refused with {status}"),
            _ => thread::yield_now(),
        }
    }
}

/// One customer: messages by the chat, and orders that the shop's system tells of, every second of them paid.
fn customer(address: SocketAddr, number: u32, taken: &AtomicU32) {
    let (secret, name) = visitor(number);
    for count in 0..MESSAGES {
        let text = if count % 2 == 0 { "cheaper" } else { "number" };
        insist(|| say(address, &secret, &count.to_string(), text).map(|answer| answer.status));
        taken.fetch_add(1, Ordering::SeqCst);
        if count == 2 {
            let data = json!({"conversation": name, "order": format!("o{number}")});
            for kind in ["order.placed", "order.paid"].into_iter().take(1 + (number % 2) as usize) {
                let event = json!({"type": kind, "data": data});
                let id = format!("{kind} {number}");
                insist(|| tell(address, &id, &event).map(|answer| answer.status));
                taken.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}

#[test]
fn killed_under_load_it_answers_everything_once_and_in_order() {
    let wanted = std::env::var("PATTER_CRASH").unwrap_or_else(|_| "12x4".to_owned());
    let (customers, kills) = wanted.split_once('x').unwrap();
    let (customers, kills): (u32, u32) = (customers.parse().unwrap(), kills.parse().unwrap());
    let flags = ["--log", "json"];
    let mut served = Served::start(SCRIPT, &flags);
    let address = served.address();
    let all = customers * MESSAGES + customers + customers / 2;
    let taken = AtomicU32::new(0);
    let next = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..customers.min(32) {
            let (taken, next) = (&taken, &next);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= customers {
                        return;
                    }
                    customer(address, number, taken);
                }
            });
        }
        // Killed whenever another part of the whole was taken, in the midst of others.
        for kill in 1..=kills {
            while taken.load(Ordering::SeqCst) < all * kill / (kills + 1) {
                thread::yield_now();
            }
            served.kill();
            served.again();
        }
    });
    assert_eq!(taken.load(Ordering::SeqCst), all);
    for number in 0..customers {
        let (secret, name) = visitor(number);
        let paid = number % 2 == 1;
        // The messages, placing, and then paying or the timer.
        let expected = MESSAGES as usize + 2;
        let heard = turns(address, &secret, Some(0), MESSAGES as usize + 1);
        assert!(heard.windows(2).all(|pair| pair[0]["version"].as_u64() < pair[1]["version"].as_u64()));
        let export = settled(&served, &name, expected);
        let turns = export["turns"].as_array().unwrap();
        check(turns, &export["state"], paid);
    }
    assert!(served.stop());
}

/// What is kept of a conversation once the last of its timers has gone off.
fn settled(served: &Served, name: &str, turns: usize) -> Value {
    loop {
        let export = served.export(name);
        if export["turns"].as_array().unwrap().len() >= turns {
            return export;
        }
        thread::yield_now();
    }
}

fn check(turns: &[Value], state: &Value, paid: bool) {
    let versions: Vec<u64> = turns.iter().map(|turn| turn["version"].as_u64().unwrap()).collect();
    assert_eq!(versions, (1..=turns.len() as u64).collect::<Vec<_>>());
    assert_eq!(state["version"], turns.len());
    let written = turns.iter().filter(|turn| turn["channel"] == "web");
    let ids: Vec<String> =
        written.map(|turn| turn["id"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..MESSAGES).map(|count| count.to_string()).collect::<Vec<_>>(), "once each and in order");
    let answered = turns.iter().filter(|turn| turn["channel"] == "web");
    assert!(answered.clone().all(|turn| turn["turn"]["acts"].as_array().unwrap().len() == 1), "each answered once");
    let promised: usize = turns.iter().map(|turn| turn["turn"]["promised"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(promised, 1, "one ribbon, promised once");
    let changes = || turns.iter().flat_map(|turn| turn["turn"]["timers"].as_array().cloned().unwrap_or_default());
    let set = changes().filter(|change| change.get("set").is_some()).count();
    let stopped = changes().filter(|change| change.get("stopped").is_some()).count();
    let fired = turns.iter().filter(|turn| turn["channel"] == "timer").count();
    assert_eq!((set, stopped + fired), (1, 1), "the timer was set once, and went off or was stopped once");
    // Where a restart took longer than the timer, payment came too late to stop it.
    assert!(paid || fired == 1);
}

//! What messages carry besides their words. A case file holds, a line a message, `MESSAGE → link, contact, secret` or `nothing`; in
//! `correction.txt` stands whether the message begins as a correction.

use patter::nlu::{self, Signals};

fn carried(message: &str) -> String {
    let Signals { link, contact, secret } = nlu::signals(message);
    let all = [(link, "link"), (contact, "contact"), (secret, "secret")];
    let named: Vec<&str> = all.into_iter().filter(|(carries, _)| *carries).map(|(_, name)| name).collect();
    if named.is_empty() { "nothing".into() } else { named.join(", ") }
}

fn corrected(message: &str) -> String {
    (if nlu::corrects(message) { "corrects" } else { "nothing" }).into()
}

fn compare(files: &[&str], outcome: fn(&str) -> String) {
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(format!("tests/cases/signals/{file}.txt")).unwrap();
        for line in text.lines() {
            let (message, expected) = line.split_once(" → ").unwrap_or_else(|| panic!("{line}"));
            let outcome = outcome(message);
            if outcome != expected {
                wrong.push(format!("{message} → {outcome}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_messages_carry_is_seen() {
    compare(&["link", "contact", "secret", "plain"], carried);
}

#[test]
fn corrections_are_seen() {
    compare(&["correction"], corrected);
}

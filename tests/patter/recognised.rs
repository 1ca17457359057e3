//! What was recognised outside beside what the script understands. Each case file is a script, a line of dashes, and messages with what was
//! recognised in them; its snapshot shows below each what was understood and what was remarked.

use std::fmt::Write as _;

use jiff::Timestamp;
use patter::engine::{Event, Happening, State, step};

use crate::nlu::compiled;

#[test]
fn what_was_recognised_outside_is_merged() {
    let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    insta::glob!("../cases/recognised", "*.txt", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (script, messages) = text.split_once("\n---\n").unwrap();
        let program = compiled(script);
        let mut outcome = String::new();
        for message in messages.lines() {
            let happening: Happening = serde_json::from_str(&format!("{{\"message\":{message}}}")).unwrap();
            let (_, turn) = step(&program, State::default(), &Event::from(happening), now);
            writeln!(outcome, "{message}").unwrap();
            for one in &turn.trace.understood {
                writeln!(outcome, "    {}: {} {:?} {:?}", one.intent, one.phrase, one.telling, one.slots).unwrap();
            }
            for remark in &turn.trace.remarks {
                writeln!(outcome, "    ({remark:?})").unwrap();
            }
        }
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n---\n{outcome}"));
        });
    });
}

//! What messages answer to questions. A case file holds questions (`== TYPE, open, currency USD`) and below each, a line a message,
//! what is read of it: `MESSAGE → VALUE`, or `none`. Where a question ends in `taken`, what stands in square brackets means something
//! else already.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use patter::nlu::{self, Answer, Asked, Days};
use patter::program::{Program, SlotType};
use proptest::prelude::*;

use crate::nlu::{compiled, jumble, shown};

/// A Saturday.
fn today() -> Date {
    date(2026, 11, 21)
}

/// A question of a case file.
struct Question {
    program: Program,
    of: SlotType,
    asked: Asked,
    past: bool,
    taken: bool,
}

impl Question {
    fn new(header: &str) -> Self {
        let (rest, taken) = match header.strip_suffix(", taken") {
            Some(rest) => (rest, true),
            None => (header, false),
        };
        let (rest, currency) = rest.rsplit_once(", currency ").unwrap();
        let (of, asked) = rest.rsplit_once(", ").unwrap();
        let past = asked == "about the past";
        let asked = match asked {
            "open" | "about the past" => Asked::Open,
            "unasked" => Asked::Unasked,
            other => panic!("`{other}` is none of open, about the past and unasked"),
        };
        let named = match of {
            "order number" => Some(SlotType::OrderNumber),
            "e-mail" => Some(SlotType::Email),
            "phone" => Some(SlotType::Phone),
            "address" => Some(SlotType::Address),
            _ => None,
        };
        let written = if named.is_some() { "text" } else { of };
        let program = compiled(&format!(
            "shop \"Any\":\n  currency {currency}\nintent any:\n  phrases \"answer {{it: {written}}}\"\nwhen any say \"Yes.\"\n"
        ));
        let intent = program.intents.iter().find(|intent| &*intent.name == "any").unwrap();
        let of = named.or_else(|| nlu::slot_type(&intent.slots[0].1)).unwrap();
        Question { program, of, asked, past, taken }
    }

    /// What is read of a message, in which brackets mark what is taken.
    fn read(&self, message: &str) -> String {
        let (message, taken) = if self.taken { without_brackets(message) } else { (message.to_string(), Vec::new()) };
        let days = Days { today: today(), past: self.past };
        let answer = nlu::answer(&self.program, &message, &self.of, self.asked, &taken, days);
        answer.map_or("none".into(), |Answer { value, start, end }| {
            assert!(message.get(start..end).is_some_and(|words| !words.is_empty()), "{message}: {start}..{end}");
            shown(&value)
        })
    }
}

fn without_brackets(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut message, mut taken, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = message.len(),
            ']' => taken.push(start..message.len()),
            _ => message.push(c),
        }
    }
    (message, taken)
}

#[test]
fn answers_are_understood() {
    let mut wrong = Vec::new();
    let mut read = 0;
    let mut paths: Vec<_> =
        std::fs::read_dir("tests/cases/answer").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let mut question = None;
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if let Some(header) = line.strip_prefix("== ") {
                question = Some((header.to_string(), Question::new(header)));
                continue;
            }
            let (message, expected) = line.split_once(" → ").unwrap_or_else(|| panic!("{line}"));
            let (header, question) = question.as_ref().unwrap();
            let outcome = question.read(message);
            read += 1;
            if outcome != expected {
                wrong.push(format!("{header}\n    {message} → {outcome}, not {expected}"));
            }
        }
    }
    assert!(read > 300, "only {read} messages were read");
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A question of every type.
static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let types = [
        "yes or no",
        "number",
        "number from 30 to 50",
        "money",
        "percent",
        "text",
        "date",
        "time",
        "duration",
        "one of S, M (“中”), a",
        "order number",
        "e-mail",
        "phone",
        "address",
    ];
    let asked = |of| ["open", "unasked"].map(|asked| Question::new(&format!("{of}, {asked}, currency CNY")));
    types.into_iter().flat_map(asked).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_message_is_read_at_places_that_exist(text in jumble(), from in 0usize..40, length in 0usize..20) {
        for question in QUESTIONS.iter() {
            for taken in [Vec::new(), std::iter::once(from..from + length).collect()] {
                let days = Days { today: today(), past: question.past };
                let answer = nlu::answer(&question.program, &text, &question.of, question.asked, &taken, days);
                if let Some(Answer { start, end, .. }) = answer {
                    prop_assert!(text.get(start..end).is_some_and(|words| !words.is_empty()), "{:?}", question.of);
                }
            }
        }
        nlu::signals(&text);
        nlu::corrects(&text);
    }
}

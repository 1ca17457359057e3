//! What became of a customer's message.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::{Happened, Happening, Outcome, Remark};
use crate::nlu::unheard;

/// What became of a customer's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// The script answered what it said.
    Answered,
    /// It was understood, and no rule had an answer.
    Silent,
    /// Nothing of it was understood.
    NotUnderstood,
    /// Staff had the conversation.
    WithStaff,
}

/// What became of a message.
pub fn fate(message: &Happened) -> Fate {
    let trace = &message.turn.trace;
    if trace.remarks.contains(&Remark::WithStaff) {
        return Fate::WithStaff;
    }
    let means = !trace.understood.is_empty() || trace.remarks.iter().any(answers);
    // A welcome greets whatever was written.
    let fired = |trigger: &str| trigger != "first message" && trigger != "message" && trigger != "nothing understood";
    let fired = trace.tried.iter().any(|tried| tried.outcome == Outcome::Fired && fired(&tried.trigger));
    // What only asks back is no answer, nor is silence.
    let asks_back = trace.tried.iter().any(|tried| &*tried.trigger == "nothing understood");
    let does_nothing = message.turn.acts.is_empty() && message.turn.requests.is_empty();
    match (means || fired, asks_back || does_nothing) {
        (false, _) => Fate::NotUnderstood,
        (true, true) => Fate::Silent,
        (true, false) => Fate::Answered,
    }
}

fn answers(remark: &Remark) -> bool {
    matches!(remark, Remark::Answered { .. } | Remark::TakenBack { .. } | Remark::Left { .. })
}

/// What of a message no rule heard: all of it, or the clauses beside what was understood.
pub fn left_over(message: &Happened) -> Option<&str> {
    let Happening::Message { text, .. } = &message.event.happening else { return None };
    match fate(message) {
        Fate::WithStaff => None,
        Fate::NotUnderstood => unheard(text, &[]),
        Fate::Answered | Fate::Silent => {
            let places: Vec<_> = message.turn.trace.understood.iter().map(|one| one.start..one.end).collect();
            // What answers a question was heard, wherever it stands.
            let answered = message.turn.trace.remarks.iter().any(answers);
            unheard(text, &places).filter(|_| !places.is_empty() && !answered)
        }
    }
}

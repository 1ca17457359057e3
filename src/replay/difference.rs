//! What another script says to the same customers.

use schemars::JsonSchema;
use serde::Serialize;

use super::fate::{Fate, fate};
use super::log::Talk;
use super::play::{Played, Setting};
use crate::engine::{Happened, Happening, Turn};
use crate::transcript::{RowKind, answer_rows};

/// A message that another script answers otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// The conversation.
    pub conversation: String,
    /// The message's line in the log.
    pub line: u64,
    /// What the customer wrote, and what came with it: `look [2 photos]`.
    pub message: String,
    /// How the answers differ.
    pub change: Change,
    /// What the script does and says, up to the next message: deeds, and words behind `| `.
    pub one: Vec<String>,
    /// What the other does and says.
    pub other: Vec<String>,
}

/// How the answers of two scripts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Only the other has an answer.
    NowAnswered,
    /// Only the first has one.
    NoLongerAnswered,
    /// Both have one, and not the same.
    Otherwise,
}

/// Compares what two scripts make of a conversation, message by message.
pub(super) fn changed(
    talk: &Talk,
    (one, first): (&Setting<'_>, &Played),
    (other, second): (&Setting<'_>, &Played),
) -> Vec<Changed> {
    let pairs = answers(one, first).into_iter().zip(answers(other, second));
    let changed = pairs.filter(|(one, other)| one.lines != other.lines).filter_map(|(one, other)| {
        let row = talk.rows.get(one.row)?;
        Some(Changed {
            conversation: talk.id.to_string(),
            line: row.line,
            message: row.spoken(),
            change: match (one.fate == Fate::Answered, other.fate == Fate::Answered) {
                (false, true) => Change::NowAnswered,
                (true, false) => Change::NoLongerAnswered,
                _ => Change::Otherwise,
            },
            one: one.lines,
            other: other.lines,
        })
    });
    changed.collect()
}

/// What a script does about a message.
struct Answer {
    row: usize,
    fate: Fate,
    lines: Vec<String>,
}

/// One for each message: what is done and said about it and behind it, until the next.
fn answers(setting: &Setting<'_>, played: &Played) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let lines = |turns: &[Happened]| -> Vec<String> { turns.iter().flat_map(|one| said(&one.turn, setting)).collect() };
    for (row, beat) in played.beats.iter().enumerate() {
        if let Some(last) = answers.last_mut() {
            last.lines.extend(lines(&beat.before));
        }
        for one in &beat.happened {
            if matches!(one.event.happening, Happening::Message { .. }) {
                answers.push(Answer { row, fate: fate(one), lines: said(&one.turn, setting) });
            } else if let Some(last) = answers.last_mut() {
                last.lines.extend(said(&one.turn, setting));
            }
        }
    }
    if let Some(last) = answers.last_mut() {
        last.lines.extend(lines(&played.after));
    }
    answers
}

/// What was done and said, a line each.
fn said(turn: &Turn, setting: &Setting<'_>) -> Vec<String> {
    if turn.acts.is_empty() {
        return Vec::new();
    }
    let rows = answer_rows(turn, setting.keywords, setting.program).into_iter().filter(|row| !row.text.is_empty());
    rows.map(|row| if row.kind == RowKind::Words { format!("| {}", row.text) } else { row.text }).collect()
}

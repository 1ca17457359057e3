//! What the paper expects beside what came.

use super::paper::Chat;
use super::plan::{Plan, Planned};
use super::play::Played;
use super::write;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Turn;
use crate::program::Program;
use crate::syntax::ast::Keywords;

/// One line at which a conversation went otherwise than its paper says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line's place among the conversation's steps.
    pub step: usize,
    /// What is otherwise.
    pub kind: DifferenceKind,
    /// What the paper expects, a line each.
    pub expected: Vec<String>,
    /// What came, a line each.
    pub actual: Vec<String>,
}

/// What is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// A customer's line has no answer written behind it.
    Unwritten,
    /// The shop answered where the paper has no `shop:` block.
    Unlisted,
    /// Deeds, words or both.
    Answer,
    /// What is promised.
    Promised,
}

/// Every line at which what came is not what is expected.
pub fn compare(plan: &Plan, played: &[Played], keywords: Keywords, program: &Program) -> Vec<Difference> {
    let lines = plan.steps.iter().zip(played).enumerate();
    lines.flat_map(|(step, (planned, played))| differences(step, planned, played, keywords, program)).collect()
}

fn differences(
    step: usize,
    planned: &Planned,
    played: &Played,
    keywords: Keywords,
    program: &Program,
) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Some(turn) = &played.turn {
        found.extend(answer(step, planned, turn, keywords, program));
    }
    if let Some(promised) = planned.promised.as_ref().filter(|promised| **promised != played.promises) {
        let list = |names: &[String]| names.iter().map(|name| write::promise_text(name, keywords, program)).collect();
        found.push(Difference {
            step,
            kind: DifferenceKind::Promised,
            expected: list(promised),
            actual: list(&played.promises),
        });
    }
    found
}

fn answer(step: usize, planned: &Planned, turn: &Turn, keywords: Keywords, program: &Program) -> Option<Difference> {
    let Some(expected) = &planned.expected else {
        let kind = if planned.by_customer { DifferenceKind::Unwritten } else { DifferenceKind::Unlisted };
        let spoke = !turn.acts.is_empty();
        let actual = write::answer_lines(turn, keywords, program);
        return (planned.by_customer || spoke).then_some(Difference { step, kind, expected: Vec::new(), actual });
    };
    let deeds: Vec<_> = turn.deeds().collect();
    let said = write::word_lines(turn);
    let deeds_fit = expected.deeds.as_ref().is_none_or(|expected| {
        expected.len() == deeds.len() && expected.iter().zip(&deeds).all(|(expected, done)| expected.fits(done))
    });
    let words_fit = expected.words.as_ref().is_none_or(|expected| {
        expected.len() == said.len() && expected.iter().zip(&said).all(|(expected, said)| expected.trim() == said)
    });
    if deeds_fit && words_fit {
        return None;
    }
    let nothing = || vec![super::words::words(keywords).nothing.to_owned()];
    let bars = |lines: &[String]| lines.iter().map(|line| format!("| {line}")).collect::<Vec<_>>();
    let mut wanted = Vec::new();
    let mut came = Vec::new();
    if let Some(expected) = &expected.deeds {
        // A deed that fits is shown as it was done, so that a reason the paper leaves open is no difference.
        wanted.extend(expected.iter().enumerate().map(|(at, expected)| match deeds.get(at) {
            Some(done) if expected.fits(done) => write::deed_text(done, keywords, program),
            _ => write::expected_text(expected, keywords, program),
        }));
        came.extend(deeds.iter().map(|deed| write::deed_text(deed, keywords, program)));
    }
    if let Some(expected) = &expected.words {
        wanted.extend(bars(expected));
        came.extend(bars(&said));
    }
    // Where no deed came, its words say more than that.
    if came.is_empty() {
        came = bars(&said);
    }
    let fill = |lines: Vec<String>| if lines.is_empty() { nothing() } else { lines };
    Some(Difference { step, kind: DifferenceKind::Answer, expected: fill(wanted), actual: fill(came) })
}

/// A customer's line without an answer is a mistake; it is told with what to write.
pub fn unwritten(chat: &Chat, difference: &Difference, keywords: Keywords) -> Option<Diagnostic> {
    let step = chat.steps.get(difference.step).filter(|_| difference.kind == DifferenceKind::Unwritten)?;
    let message = "this line of the customer has no answer";
    Some(
        Diagnostic::new(Code::UnwrittenAnswer, message, step.span, "what does the shop do here?")
            .help("write what you expect behind it, or let `patter test --accept` write what was said")
            .example(write::block(&difference.actual, keywords).join("\n")),
    )
}

//! What the paper expects beside what came.

use super::paper::Chat;
use super::paper::What;
use super::plan::{Occurs, Plan, Planned};
use super::play::{Mishap, Played};
use super::why::ran_out;
use super::words::words;
use super::write;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{MOST_TIMERS, Turn};
use crate::program::Program;
use crate::syntax::ast::Keywords;

/// How many of the things that ran out while time passed are told of beside a difference.
const MOST_TIMES: usize = 12;

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
    /// What ran out while time passed at this line, with the time at which it did, a line each.
    pub ran_out: Vec<String>,
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
    /// A system answers that was not asked; what came are the systems that were.
    NotAsked,
    /// More timers ran out than one line lets.
    TooManyTimers,
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
    if let Some(mishap) = mishap(step, played) {
        return vec![mishap];
    }
    match played.turn() {
        Some(turn) => found.extend(answer(step, planned, &turn, keywords, program)),
        // Where nothing happened, nothing was said.
        None if planned.expected.is_some() => found.extend(answer(step, planned, &Turn::default(), keywords, program)),
        None => {}
    }
    if matches!(planned.what, Occurs::Time) {
        let ran_out = played.happened.iter().take(MOST_TIMES).map(|one| ran_out(one, program, keywords));
        found.iter_mut().for_each(|difference| difference.ran_out = ran_out.clone().collect());
    }
    if let Some(promised) = planned.promised.as_ref().filter(|promised| **promised != played.promises) {
        let list = |names: &[String]| names.iter().map(|name| write::promise_text(name, keywords, program)).collect();
        found.push(Difference {
            step,
            kind: DifferenceKind::Promised,
            expected: list(promised),
            actual: list(&played.promises),
            ran_out: Vec::new(),
        });
    }
    found
}

/// The lines that could not be played.
pub fn mishaps(played: &[Played]) -> impl Iterator<Item = Difference> {
    played.iter().enumerate().filter_map(|(step, played)| mishap(step, played))
}

fn mishap(step: usize, played: &Played) -> Option<Difference> {
    let (kind, actual) = match played.mishap.as_ref()? {
        Mishap::NotAsked(asked) => (DifferenceKind::NotAsked, asked.iter().map(ToString::to_string).collect()),
        Mishap::TooManyTimers => (DifferenceKind::TooManyTimers, Vec::new()),
    };
    Some(Difference { step, kind, expected: Vec::new(), actual, ran_out: Vec::new() })
}

fn answer(step: usize, planned: &Planned, turn: &Turn, keywords: Keywords, program: &Program) -> Option<Difference> {
    let Some(expected) = &planned.expected else {
        let kind = if planned.by_customer { DifferenceKind::Unwritten } else { DifferenceKind::Unlisted };
        let spoke = !turn.acts.is_empty();
        let actual = write::answer_lines(turn, keywords, program);
        return (planned.by_customer || spoke).then_some(Difference {
            step,
            kind,
            expected: Vec::new(),
            actual,
            ran_out: Vec::new(),
        });
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
    let nothing = || vec![words(keywords).nothing.to_owned()];
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
    Some(Difference {
        step,
        kind: DifferenceKind::Answer,
        expected: fill(wanted),
        actual: fill(came),
        ran_out: Vec::new(),
    })
}

/// What is a mistake of the paper rather than a difference: a customer's line without an answer is told with what to write.
pub fn mistake(chat: &Chat, difference: &Difference, keywords: Keywords) -> Option<Diagnostic> {
    let step = chat.steps.get(difference.step)?;
    let w = words(keywords);
    Some(match (difference.kind, &step.what) {
        (DifferenceKind::Unwritten, _) => {
            let message = "this line of the customer has no answer";
            Diagnostic::new(Code::UnwrittenAnswer, message, step.span, "what does the shop do here?")
                .help("write what you expect behind it, or let `patter test --accept` write what was said")
                .example(write::block(&difference.actual, keywords).join("\n"))
        }
        (DifferenceKind::NotAsked, What::System(system, _)) => {
            let message = format!("nothing waits for an answer of `{}` here", system.value);
            let mistake = Diagnostic::new(Code::SystemNotAsked, message, system.span, "not asked, or no longer");
            match difference.actual.split_first() {
                Some((first, others)) => {
                    let others: String = others.iter().map(|system| format!(", `{system}`")).collect();
                    mistake
                        .help(format!("an answer is waited for from `{first}`{others}"))
                        .example(format!("{} {first}{}{}", w.system, w.colon, w.nothing))
                }
                None => mistake.help(
                    "put it behind the line that asks the system, before the time for an answer is over, or take it out",
                ),
            }
        }
        (DifferenceKind::TooManyTimers, _) => {
            let message = format!("more than {MOST_TIMERS} things fall due while this time passes");
            Diagnostic::new(Code::TooManyTimers, message, step.span, "too much for one line")
                .help("let less time pass on one line")
                .example(match keywords {
                    Keywords::English => "30 days pass",
                    Keywords::Chinese => "过30天",
                    Keywords::Spanish => "pasan 30 días",
                })
        }
        _ => return None,
    })
}

//! Which turn a line of a conversation belongs to.

use std::ops::RangeInclusive;

use super::paper::{Chat, Paper, Step, What};
use crate::source::Source;

/// The lines of a turn, from 1: the message, event or time that passes, with the `shop:` block under it. Nothing where a
/// line is no turn.
pub fn turn_lines(source: &Source, step: &Step) -> Option<RangeInclusive<usize>> {
    match step.what {
        What::Customer(_)
        | What::CustomerLeaves
        | What::Event(..)
        | What::Staff(_)
        | What::StaffJoins
        | What::StaffLeaves
        | What::StaffResolves
        | What::NeedsNoAnswer
        | What::StaffMutes
        | What::StaffUnmutes
        | What::System(..)
        | What::Pass(_)
        | What::Until(_) => {}
        What::Given(_) | What::Promised(_) => return None,
    }
    let line = |byte: u32| source.display_position(byte as usize).line;
    let answer = step.answer.iter().flat_map(|answer| {
        let spans = answer.deeds.iter().map(|deed| deed.span).chain(answer.words.iter().map(|words| words.span));
        spans.map(|span| line(span.start)).chain([answer.line])
    });
    Some(line(step.span.start)..=answer.max().unwrap_or(step.line))
}

/// The conversation and the step that a line belongs to.
pub fn turn_at<'a>(source: &Source, paper: &'a Paper, line: usize) -> Option<(&'a Chat, usize)> {
    paper.chats.iter().find_map(|chat| {
        let holds = |step: &Step| turn_lines(source, step).is_some_and(|lines| lines.contains(&line));
        chat.steps.iter().position(holds).map(|step| (chat, step))
    })
}

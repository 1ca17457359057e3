//! Where threads stand in an edited script: a place is known by what its step is, never by its number alone.

use std::sync::Arc;

use super::rules::rule_key;
use super::state::{State, Thread};
use super::trace::Remark;
use super::whose::{asks, of_rule, whose};
use crate::program::{Addressee, Body, FlowId, Program, QuestionId, ReplyId, Step};

/// The step a thread stands at.
#[derive(Clone, Copy)]
enum Stands {
    /// At the one that asks this.
    Asks(QuestionId),
    /// Behind the one that starts this flow, which it waits for.
    BehindFlow(FlowId),
    /// Behind the one that gives this answer, which it waits for.
    BehindReply(ReplyId),
}

impl Stands {
    fn at(self, program: &Program, step: &Step) -> bool {
        match (self, step) {
            (Stands::Asks(id), step) => asks(program, step, id),
            (Stands::BehindFlow(id), Step::Start(flow)) => *flow == id,
            (Stands::BehindReply(id), Step::Reply(reply)) => *reply == id,
            _ => false,
        }
    }

    /// How many steps behind that one it goes on.
    fn behind(self) -> u32 {
        u32::from(!matches!(self, Stands::Asks(_)))
    }
}

/// Finds the places of what waits anew, and drops what the script no longer asks.
pub(super) fn settle(program: &Program, state: &mut State, remarks: &mut Vec<Remark>) {
    if state.threads.is_empty() && state.ended.is_empty() {
        return;
    }
    drop_gone(program, state, remarks);
    for index in 0..state.threads.len() {
        let above = state.threads.get(index + 1).map(|thread| thread.of.clone());
        if let Some(thread) = state.threads.get_mut(index) {
            let stands = match &thread.question {
                Some(name) => question(program, name).map(Stands::Asks),
                None => above.and_then(|above| behind(program, &above)),
            };
            find(program, thread, stands);
        }
    }
    // What ended last stands first; whatever waited for it stands behind.
    let mut above: Option<Arc<str>> = None;
    for thread in &mut state.ended {
        let stands = above.as_deref().and_then(|above| behind(program, above));
        find(program, thread, stands);
        above = Some(thread.of.clone());
    }
}

/// A question that is gone cannot be answered: it is dropped with all that waits for it.
fn drop_gone(program: &Program, state: &mut State, remarks: &mut Vec<Remark>) {
    let gone = |thread: &Thread| match thread.question.as_ref().map(|name| question(program, name)) {
        Some(Some(id)) => {
            let to = program.question(id).map(|question| &question.to);
            thread.request.is_none() && matches!(to, Some(Addressee::System { .. }))
        }
        Some(None) => true,
        None => false,
    };
    while let Some(place) = state.threads.iter().position(gone) {
        let waits = |index: &usize| state.threads.get(*index).is_some_and(|thread| thread.question.is_none());
        let first = (0..place).rev().take_while(waits).last().unwrap_or(place);
        for thread in state.threads.drain(first..=place).rev() {
            if let Some(request) = thread.request {
                state.timers.retain(|timer| timer.generation != request);
            }
            if let Some(name) = &thread.question {
                remarks.push(Remark::Gone { name: format!("question {name}").into() });
            }
            remarks.push(Remark::Gone { name: thread.of });
        }
    }
}

/// Puts a thread where its step stands now. Where the script has that step no longer, its number is all that is left.
fn find(program: &Program, thread: &mut Thread, stands: Option<Stands>) {
    if let Some(stands) = stands {
        find_rule(program, thread, stands);
    }
    let Some(whose) = whose(program, thread) else { return };
    if let Some(stands) = stands {
        thread.at =
            place_of(program, whose.steps, stands, &thread.at).unwrap_or_else(|| std::mem::take(&mut thread.at));
    }
    for (name, path) in thread.asked.iter_mut().filter(|(_, path)| !path.is_empty()) {
        let stands = question(program, name).map(Stands::Asks);
        if let Some(found) = stands.and_then(|stands| place_of(program, whose.steps, stands, path)) {
            *path = found;
        }
    }
}

/// A rule is called by its first deed, so a step inserted above gives it another name: it is the one of its trigger
/// that has the step.
fn find_rule(program: &Program, thread: &mut Thread, stands: Stands) {
    if !thread.of.starts_with("when ") || whose(program, thread).is_some() {
        return;
    }
    for rule in &program.rules {
        if !thread.of.starts_with(&*rule_key(&rule.trigger_name, "")) {
            continue;
        }
        let own = match &rule.body {
            Body::Steps(steps) => Some((&rule.key, steps)),
            Body::Ladder { .. } => None,
        };
        let all = own.into_iter().chain(rule.body.rungs().map(|rung| (&rung.deed, &rung.steps)));
        let mut having = all.filter(|(_, steps)| place_of(program, steps, stands, &thread.at).is_some());
        if let Some((deed, steps)) = having.next() {
            thread.of = of_rule(program, rule, deed, steps);
            return;
        }
    }
}

/// The place of a step; of several the one nearest to where it stood.
fn place_of(program: &Program, steps: &[Step], stands: Stands, stood: &[u32]) -> Option<Vec<u32>> {
    let mut places = Vec::new();
    gather(program, steps, stands, &mut Vec::new(), &mut places);
    places.into_iter().min_by_key(|place| distance(place, stood))
}

fn gather(program: &Program, steps: &[Step], stands: Stands, inside: &mut Vec<u32>, places: &mut Vec<Vec<u32>>) {
    for (index, step) in (0u32..).zip(steps) {
        if stands.at(program, step) {
            let mut place = inside.clone();
            place.push(index + stands.behind());
            places.push(place);
        }
        if let Step::If { then, otherwise, .. } = step {
            for (branch, steps) in (0u32..).zip([then, otherwise]) {
                inside.extend([index, branch]);
                gather(program, steps, stands, inside, places);
                inside.truncate(inside.len().saturating_sub(2));
            }
        }
    }
}

/// How far two places are from one another: first whether one stands deeper inside, then step by step from outside.
fn distance(one: &[u32], other: &[u32]) -> (usize, Vec<u32>) {
    let steps = one.iter().zip(other).map(|(one, other)| one.abs_diff(*other)).collect();
    (one.len().abs_diff(other.len()), steps)
}

fn question(program: &Program, name: &str) -> Option<QuestionId> {
    program.names.questions.get(&name.to_lowercase()).copied()
}

/// What a thread waits for, by the name of the one above it.
fn behind(program: &Program, above: &str) -> Option<Stands> {
    let (sort, name) = above.split_once(' ')?;
    let name = name.to_lowercase();
    match sort {
        "flow" => program.names.flows.get(&name).copied().map(Stands::BehindFlow),
        // It was given up, and its steps may answer it yet.
        "question" => question(program, &name).map(Stands::Asks),
        "reply" => program.names.replies.get(&name).copied().map(Stands::BehindReply),
        _ => None,
    }
}

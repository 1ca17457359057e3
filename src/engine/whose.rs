//! Whose steps a thread goes through: kept by name, so that threads outlive an edited script.

use std::sync::Arc;

use super::perform::Place;
use super::state::Thread;
use crate::program::{Addressee, Body, Expression, FlowId, Program, QuestionId, Rule, Step};

/// Whose steps a thread goes through.
pub(super) struct Whose<'a> {
    /// The steps.
    pub steps: &'a [Step],
    /// Where they stand, for policies on words.
    pub place: Place,
}

/// What memory calls the steps of a rule, or of one of its rungs: the trigger and the deed, and, where other rules of the trigger begin
/// with that deed too, which of them it is.
pub(super) fn of_rule(program: &Program, rule: &Rule, deed: &str, steps: &[Step]) -> Arc<str> {
    let place = called(program, &rule.trigger_name, deed).iter().position(|one| std::ptr::eq(one.steps, steps));
    match place.unwrap_or_default() {
        0 => format!("when {}: {deed}", rule.trigger_name).into(),
        place => format!("when {}: {deed} ({})", rule.trigger_name, place + 1).into(),
    }
}

/// The steps that a thread goes through; nothing where the script has them no longer.
pub(super) fn whose<'a>(program: &'a Program, thread: &Thread) -> Option<Whose<'a>> {
    let (sort, name) = thread.of.split_once(' ')?;
    match sort {
        "flow" => {
            let flow = program.flow(*program.names.flows.get(&name.to_lowercase())?)?;
            Some(Whose { steps: &flow.steps, place: Place::in_thread() })
        }
        "reply" => {
            let id = *program.names.replies.get(&name.to_lowercase())?;
            Some(Whose { steps: &program.reply(id)?.steps, place: Place::in_reply(id) })
        }
        "question" => {
            let id = *program.names.questions.get(&name.to_lowercase())?;
            let question = program.question(id)?;
            let (Addressee::Customer { otherwise, .. } | Addressee::System { otherwise, .. }) = &question.to;
            Some(Whose { steps: otherwise, place: Place::in_question(id) })
        }
        _ => of_a_rule(program, name, thread),
    }
}

/// Whether memory means this flow.
pub(super) fn is_flow(program: &Program, of: &str, flow: FlowId) -> bool {
    let name = of.strip_prefix("flow ").map(str::to_lowercase);
    name.and_then(|name| program.names.flows.get(&name)) == Some(&flow)
}

/// The steps of a rule or rung. Of several that are called so it is the one that asks the question at that place, since rules come and
/// go in an edited script; of several such, the one that stood there.
fn of_a_rule<'a>(program: &'a Program, name: &str, thread: &Thread) -> Option<Whose<'a>> {
    let numbered = || {
        let (name, number) = name.strip_suffix(')')?.rsplit_once(" (")?;
        Some((name, number.parse::<usize>().ok()?.checked_sub(1)?))
    };
    let by = |name: &str, place: usize| {
        let mut namesakes: Vec<Whose<'a>> = program
            .rules
            .iter()
            .filter_map(|rule| name.strip_prefix(&*rule.trigger_name)?.strip_prefix(": ").map(|deed| (rule, deed)))
            .flat_map(|(rule, deed)| of_this_rule(rule, deed))
            .collect();
        let asks = |one: &Whose<'_>| asks_there(program, one.steps, thread);
        let there = namesakes.get(place).is_some_and(asks).then_some(place);
        let found = there.or_else(|| namesakes.iter().position(asks));
        let found = found.or((place < namesakes.len()).then_some(place)).unwrap_or_default();
        (found < namesakes.len()).then(|| namesakes.swap_remove(found))
    };
    by(name, 0).or_else(|| numbered().and_then(|(name, place)| by(name, place)))
}

/// All steps of a trigger that memory calls by a deed, in written order.
fn called<'a>(program: &'a Program, trigger: &str, deed: &str) -> Vec<Whose<'a>> {
    let of = |rule: &&Rule| *rule.trigger_name == *trigger;
    program.rules.iter().filter(of).flat_map(|rule| of_this_rule(rule, deed)).collect()
}

fn of_this_rule<'a>(rule: &'a Rule, deed: &str) -> Option<Whose<'a>> {
    match &rule.body {
        Body::Steps(steps) => (*rule.key == *deed).then(|| Whose { steps, place: Place::in_thread() }),
        Body::Ladder { .. } => {
            let rung = rule.body.rungs().find(|rung| *rung.deed == *deed)?;
            Some(Whose { steps: &rung.steps, place: Place::in_rung(rung.named.then(|| rung.deed.clone())) })
        }
    }
}

/// Whether the step at which a thread stands asks what it waits for.
fn asks_there(program: &Program, steps: &[Step], thread: &Thread) -> bool {
    let Some(name) = &thread.question else { return false };
    let Some(id) = program.names.questions.get(&name.to_lowercase()) else { return false };
    step_at(steps, &thread.at).is_some_and(|step| asks(program, step, *id))
}

/// Whether a step asks a question, or asks it before a system is told its answer.
pub(super) fn asks(program: &Program, step: &Step, id: QuestionId) -> bool {
    matches!(step, Step::Ask(asked) if asked.iter().any(|one| *one == id || told(program, *one).contains(&id)))
}

/// The questions whose answers a question tells a system: asked before it, at the same step.
pub(super) fn told(program: &Program, id: QuestionId) -> Vec<QuestionId> {
    match program.question(id).map(|question| &question.to) {
        Some(Addressee::System { with, .. }) => with
            .iter()
            .filter_map(|(_, value)| if let Expression::Answer(before) = value { Some(*before) } else { None })
            .collect(),
        _ => Vec::new(),
    }
}

fn step_at<'s>(steps: &'s [Step], at: &[u32]) -> Option<&'s Step> {
    let (first, behind) = at.split_first()?;
    match (steps.get(*first as usize)?, behind) {
        (step, []) => Some(step),
        (Step::If { then, .. }, [0, behind @ ..]) => step_at(then, behind),
        (Step::If { otherwise, .. }, [_, behind @ ..]) => step_at(otherwise, behind),
        _ => None,
    }
}

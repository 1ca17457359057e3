//! Playing a plan, and letting time pass: the only thing here that asks the engine.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use super::merge::merged;
use super::plan::{Occurs, Plan};
use crate::engine::{Event, Happened, Happening, MOST_TIMERS, State, Turn, step};
use crate::program::{Addressee, Program};

/// What one line brought about.
#[derive(Clone, Debug)]
pub struct Played {
    /// What the clock showed.
    pub at: Timestamp,
    /// What happened, in order: one thing at most lines, every timer that ran out where time passed.
    pub happened: Vec<Happened>,
    /// What was packed, directly behind an order; else what stands promised.
    pub promises: Vec<String>,
    /// Why not all of it could be played.
    pub mishap: Option<Mishap>,
}

/// Why a line could not be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// A system answers that no request waits for; those that one waits for.
    NotAsked(Vec<Arc<str>>),
    /// More timers ran out than [`MOST_TIMERS`].
    TooManyTimers,
}

impl Played {
    /// All that was done and said; nothing where nothing happened.
    pub fn turn(&self) -> Option<Cow<'_, Turn>> {
        match self.happened.as_slice() {
            [only] => Some(Cow::Borrowed(&only.turn)),
            all => merged(all.iter().map(|happened| &happened.turn)).map(Cow::Owned),
        }
    }
}

/// Plays a conversation from its beginning; one [`Played`] for each line.
pub fn play(program: &Program, plan: &Plan) -> Vec<Played> {
    let state = State { format: 1, seed: plan.seed, ..State::default() };
    play_with(program, plan, state, |state, event, at| step(program, state, event, at)).0
}

/// Plays a conversation that goes on from a state, with the caller's own way to make a turn; the state it ends in is the second.
pub fn play_with(
    program: &Program,
    plan: &Plan,
    mut state: State,
    mut step: impl FnMut(State, &Event, Timestamp) -> (State, Turn),
) -> (Vec<Played>, State) {
    let mut packed: Option<Vec<String>> = None;
    let mut clock = plan.start;
    let mut lines = Vec::new();
    for planned in &plan.steps {
        let mut mishap = None;
        let event = match &planned.what {
            Occurs::Nothing | Occurs::Time => None,
            Occurs::Event(event) => Some(Cow::Borrowed(event)),
            Occurs::System(answer) => match request_to(&answer.system, &state, program) {
                Some(request) => Some(Cow::Owned(answer.event(request))),
                None => {
                    mishap = Some(Mishap::NotAsked(asked_systems(&state, program)));
                    None
                }
            },
        };
        let mut happened = Vec::new();
        if let Some(event) = event {
            let (next, turn) = step(std::mem::take(&mut state), &event, planned.at);
            state = next;
            happened.push(Happened { at: planned.at, event: event.into_owned(), turn });
        } else if matches!(planned.what, Occurs::Time) {
            let passed = let_pass(std::mem::take(&mut state), clock, planned.at, &mut step);
            mishap = passed.too_many.then_some(Mishap::TooManyTimers);
            (state, happened) = (passed.state, passed.happened);
        }
        clock = planned.at;
        if let Some(last) = happened.last() {
            packed = matches!(last.event.happening, Happening::OrderPlaced)
                .then(|| last.turn.packing_list.iter().map(|promise| promise.name.to_string()).collect());
        }
        let standing = || state.promises.iter().map(|promise| promise.name.to_string()).collect();
        let promises = packed.clone().unwrap_or_else(standing);
        lines.push(Played { at: planned.at, happened, promises, mishap });
    }
    (lines, state)
}

/// What became of a conversation while time passed.
#[derive(Clone, Debug)]
pub struct Passed {
    /// What is remembered.
    pub state: State,
    /// Every timer that ran out, at the time it was due.
    pub happened: Vec<Happened>,
    /// Whether more were due than [`MOST_TIMERS`].
    pub too_many: bool,
}

/// Lets time pass: every timer that is due by then runs out, in the order in which they are due.
pub fn let_pass(
    mut state: State,
    from: Timestamp,
    until: Timestamp,
    mut step: impl FnMut(State, &Event, Timestamp) -> (State, Turn),
) -> Passed {
    let mut happened: Vec<Happened> = Vec::new();
    let mut now = from;
    while let Some(next) = state.next_timer(until) {
        if happened.len() == MOST_TIMERS {
            return Passed { state, happened, too_many: true };
        }
        now = now.max(next.due);
        let event = Event::from(Happening::Timer { timer: next.name.clone(), generation: next.generation });
        let (after, turn) = step(state, &event, now);
        state = after;
        happened.push(Happened { at: now, event, turn });
    }
    Passed { state, happened, too_many: false }
}

/// The oldest request to a system that waits for its answer.
pub fn request_to(system: &str, state: &State, program: &Program) -> Option<u64> {
    requests(state, program).filter(|(_, asked)| &***asked == system).map(|(request, _)| request).min()
}

/// The systems whose answers are waited for, the one asked first before the others.
pub fn asked_systems(state: &State, program: &Program) -> Vec<Arc<str>> {
    let mut asked: Vec<_> = requests(state, program).collect();
    asked.sort();
    let mut systems: Vec<Arc<str>> = Vec::new();
    for (_, system) in asked {
        if !systems.contains(system) {
            systems.push(system.clone());
        }
    }
    systems
}

/// The requests that wait for an answer, each with its system.
fn requests<'s>(state: &'s State, program: &'s Program) -> impl Iterator<Item = (u64, &'s Arc<str>)> {
    state.threads.iter().filter_map(|thread| {
        let question = program.names.questions.get(&crate::program::key(thread.question.as_deref()?))?;
        match &program.question(*question)?.to {
            Addressee::System { system, .. } => Some((thread.request?, system)),
            Addressee::Customer { .. } => None,
        }
    })
}

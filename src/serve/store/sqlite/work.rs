//! One conversation's part of a commit: its arrivals and its timers in the order of their times, decided one after the other.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::Timestamp;
use serde::ser::Error;
use tracing::Span;

use super::json::Json;
use super::standing::Standing;
use crate::engine::{Event, Happening, State};
use crate::serve::arrival::{Answer, Arrival};
use crate::serve::record::{Decide, Record};

/// How many timers of one conversation go off in one commit; the others follow in the next.
const MOST_TIMERS: usize = 64;

/// How many bytes most events and turns have at most, and how many most turns add to a state: room that is asked for once.
const EVENT_BYTES: usize = 256;
const TURN_BYTES: usize = 3_072;
const STATE_GROWS: usize = 512;

/// Why an arrival could not be decided.
const BROKE_OFF: &str = "it could not be answered: a fault in patter itself, which its log tells of";
const UNREADABLE: &str = "what is kept of its conversation cannot be read, which the log tells of";

/// An arrival that waits for its turn.
pub(super) struct Input {
    pub arrival: Arc<Arrival>,
    pub received: Timestamp,
    /// What the turn belongs to in a trace.
    pub span: Span,
    /// The place of the one who waits for it.
    pub ticket: Option<usize>,
}

impl Input {
    fn failed(&self, why: &'static str) -> Failed {
        Failed { arrival: self.arrival.clone(), received: self.received, ticket: self.ticket, why }
    }
}

/// A conversation that has something to do.
pub(super) struct Unit {
    pub number: i64,
    pub standing: Standing,
    pub inputs: Vec<Input>,
}

/// A turn ready to be written.
pub(super) struct Written {
    pub record: Arc<Record>,
    pub event: serde_json::Result<Json>,
    pub turn: serde_json::Result<Json>,
    /// Where answers go from now on, where it was an arrival.
    pub answer: Option<Answer>,
    pub ticket: Option<usize>,
}

/// What a conversation came to.
pub(super) struct Worked {
    pub number: i64,
    pub standing: Standing,
    /// The state it came to, and the same as it is kept.
    pub state: State,
    pub text: serde_json::Result<Json>,
    pub written: Vec<Written>,
    /// Those that could not be decided, and why.
    pub failed: Vec<Failed>,
}

/// An arrival that could not be decided.
pub(super) struct Failed {
    pub arrival: Arc<Arrival>,
    pub received: Timestamp,
    /// The place of the one who waits for it; nobody does where it was kept before.
    pub ticket: Option<usize>,
    pub why: &'static str,
}

impl Worked {
    /// The same, where the one with a ticket waits for its only arrival.
    pub fn awaited(mut self, ticket: Option<usize>) -> Self {
        let answers = self.written.iter_mut().filter(|written| written.answer.is_some());
        answers.for_each(|written| written.ticket = ticket);
        self.failed.iter_mut().for_each(|failed| failed.ticket = ticket);
        self
    }
}

/// What is decided next.
enum Next {
    Input(usize),
    Timer(Event, u64),
}

/// What could not be decided, since deciding it broke off.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Broken {
    Input(usize),
    Timer(u64),
}

impl Unit {
    /// Decides everything that is there; what breaks off is left out, and the rest decided again without it, where there is a text to go back to.
    pub fn work(mut self, decide: &Decide, now: Timestamp) -> Worked {
        self.standing.touched = self.standing.touched.max(now);
        let mut broken = HashSet::new();
        let can_go_back = self.standing.begins() || self.standing.text.is_some();
        loop {
            let state = match self.standing.state() {
                Ok(state) => state,
                Err(error) => {
                    let failed = self.inputs.iter().map(|input| input.failed(UNREADABLE)).collect();
                    return self.worked(State::default(), Err(error), Vec::new(), failed);
                }
            };
            match self.decide(decide, state, &broken) {
                Ok((state, written)) => {
                    for Written { record, .. } in &written {
                        self.standing.gist.follow(record, state.handed_over);
                    }
                    let failed = broken.iter().filter_map(|broken| self.failed(*broken)).collect();
                    let text = Json::of(&state, self.standing.length + STATE_GROWS);
                    return self.worked(state, text, written, failed);
                }
                Err(at) => {
                    tracing::error!(conversation = %self.standing.name, "deciding a turn broke off: a fault in patter itself");
                    if !can_go_back {
                        return self.worked(State::default(), Err(Error::custom(BROKE_OFF)), Vec::new(), Vec::new());
                    }
                    broken.insert(at);
                }
            }
        }
    }

    fn worked(
        self,
        state: State,
        text: serde_json::Result<Json>,
        written: Vec<Written>,
        failed: Vec<Failed>,
    ) -> Worked {
        Worked { number: self.number, standing: self.standing, state, text, written, failed }
    }

    fn failed(&self, broken: Broken) -> Option<Failed> {
        let Broken::Input(place) = broken else { return None };
        Some(self.inputs.get(place)?.failed(BROKE_OFF))
    }

    fn decide(
        &self,
        decide: &Decide,
        mut state: State,
        broken: &HashSet<Broken>,
    ) -> Result<(State, Vec<Written>), Broken> {
        let (mut written, mut timers, mut place) = (Vec::new(), 0, 0);
        let dead = |generation: u64| broken.contains(&Broken::Timer(generation));
        state.timers.retain(|timer| !dead(timer.generation));
        while let Some(next) = self.next(&state, place, timers) {
            let (event, at) = match &next {
                Next::Input(at) => {
                    place = at + 1;
                    let Some(input) = self.inputs.get(*at) else { break };
                    (&input.arrival.event, Broken::Input(*at))
                }
                Next::Timer(event, generation) => {
                    timers += 1;
                    (event, Broken::Timer(*generation))
                }
            };
            if broken.contains(&at) {
                continue;
            }
            let span = self.span(at, state.version + 1);
            let before = std::mem::take(&mut state);
            let decided =
                catch_unwind(AssertUnwindSafe(|| span.in_scope(|| decide(before, event, self.standing.touched))));
            let decided = decided.map_err(|_| at)?;
            state = decided.state;
            state.timers.retain(|timer| !dead(timer.generation));
            let input = match at {
                Broken::Input(place) => self.inputs.get(place),
                Broken::Timer(_) => None,
            };
            let record = Record {
                conversation: self.standing.name.clone(),
                version: state.version,
                at: self.standing.touched,
                received: input.map_or(self.standing.touched, |input| input.received),
                channel: input.map_or_else(|| "timer".into(), |input| input.arrival.channel.clone()),
                id: input.map_or_else(|| timer_id(event), |input| input.arrival.id.clone()),
                script: decided.script,
                event: Event { muted: event.muted || decided.muted, ..event.clone() },
                turn: decided.turn,
            };
            written.push(Written {
                event: Json::of(&record.event, EVENT_BYTES),
                turn: Json::of(&record.turn, TURN_BYTES),
                record: Arc::new(record),
                answer: input.map(|input| input.arrival.answer.clone()),
                ticket: input.and_then(|input| input.ticket),
            });
        }
        Ok((state, written))
    }

    /// A turn's own span, below that of its arrival.
    fn span(&self, of: Broken, version: u64) -> Span {
        let conversation = &self.standing.name;
        match of {
            Broken::Input(place) => {
                let arrived = self.inputs.get(place).map(|input| &input.span);
                tracing::debug_span!(parent: arrived.and_then(Span::id), "turn", %conversation, version)
            }
            Broken::Timer(_) => tracing::debug_span!(parent: None::<tracing::Id>, "timer", %conversation, version),
        }
    }

    /// The next in time: a timer that was due before the arrival came goes first.
    fn next(&self, state: &State, place: usize, timers: usize) -> Option<Next> {
        let input = self.inputs.get(place);
        let until = input.map_or(self.standing.touched, |input| input.received.min(self.standing.touched));
        if let Some(timer) = state.next_timer(until).filter(|_| timers < MOST_TIMERS) {
            let happening = Happening::Timer { timer: timer.name.clone(), generation: timer.generation };
            return Some(Next::Timer(happening.into(), timer.generation));
        }
        input.map(|_| Next::Input(place))
    }
}

fn timer_id(event: &Event) -> Arc<str> {
    match &event.happening {
        Happening::Timer { timer, generation } => format!("{generation} {timer}").into(),
        _ => "".into(),
    }
}

//! A turn as it is kept: what happened, what came of it, under which script.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::engine::{Act, Deed, Event, Happening, Remark, Request, State, Turn};

/// What an event and a state became.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The state after it.
    pub state: State,
    /// What is to be said and done.
    pub turn: Turn,
    /// The script it was decided by.
    pub script: Arc<str>,
    /// Whether the whole shop's script was muted.
    pub muted: bool,
}

/// Decides one event: pure, so that a store may ask again after a fault.
pub type Decide = dyn Fn(State, &Event, Timestamp) -> Decided + Send + Sync;

/// One turn of one conversation, durable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The conversation's name.
    pub conversation: Arc<str>,
    /// Which of its turns, from 1, without gaps.
    pub version: u64,
    /// When it was worked out.
    pub at: Timestamp,
    /// When what it answers arrived.
    pub received: Timestamp,
    /// The channel it arrived by; `timer` for the shop's own clock.
    pub channel: Arc<str>,
    /// The channel's id for it.
    pub id: Arc<str>,
    /// The script it was worked out by.
    pub script: Arc<str>,
    /// What happened.
    pub event: Event,
    /// What came of it.
    pub turn: Turn,
}

/// What is sent under one key: words for the customer or for staff, or a question to a system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part<'a> {
    /// What the customer reads.
    Act(&'a Act),
    /// What a member of staff wrote for the customer.
    Staff(&'a str),
    /// What staff are told and no customer reads: a note, a task, or that the conversation is theirs.
    ForStaff(&'a Deed),
    /// The customer wrote, and staff have the conversation.
    Waits,
    /// Staff gave the conversation back.
    GivenBack,
    /// Staff are done with it.
    Resolved,
    /// What a system of the shop's is asked.
    Request(&'a Request),
}

impl Record {
    /// The facts that were not believed, each with the reason, which may hold a customer's words.
    pub fn refused_facts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.turn.trace.remarks.iter().filter_map(|remark| match remark {
            Remark::FactRefused { fact, because } => Some((fact.as_str(), because.as_str())),
            _ => None,
        })
    }

    /// The names of those facts, for a log; nothing where all were believed.
    pub fn refused_names(&self) -> Option<String> {
        let names: Vec<&str> = self.refused_facts().map(|(fact, _)| fact).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Why what a system told of a request was of no use; nothing where it was used, or no system told anything.
    pub fn unused_answer(&self) -> Option<String> {
        let (request, answered) = match self.event.happening {
            Happening::SystemAnswered { request } => (request, true),
            Happening::SystemFailed { request, .. } => (request, false),
            _ => return None,
        };
        self.turn.trace.remarks.iter().find_map(|remark| match remark {
            Remark::SystemRefused { question, .. } if question.is_empty() => Some(format!(
                "nobody waits for an answer to the request {request}: it has one, its time is over, or it was never made"
            )),
            Remark::SystemRefused { question, because } if answered => {
                Some(format!("{because}; what `{question}` does without an answer was done"))
            }
            _ => None,
        })
    }

    /// Everything that leaves the house with this turn, each with its index: the last part of its key.
    pub fn parts(&self) -> Vec<(u32, Part<'_>)> {
        parts(&self.event, &self.turn)
    }
}

/// The same of an event and its turn. Where one is left out the others keep their index.
pub fn parts<'a>(event: &'a Event, turn: &'a Turn) -> Vec<(u32, Part<'a>)> {
    let written = match &event.happening {
        Happening::StaffMessage { text } if !text.is_empty() && !withheld(turn) => Some(Part::Staff(text)),
        Happening::Message { .. } if turn.trace.remarks.contains(&Remark::WithStaff) => Some(Part::Waits),
        Happening::StaffLeft => Some(Part::GivenBack),
        Happening::StaffResolved => Some(Part::Resolved),
        _ => None,
    };
    let acts = turn.acts.iter().map(of_act);
    let requests = turn.requests.iter().map(|request| Some(Part::Request(request)));
    let all = std::iter::once(written).chain(acts).chain(requests);
    (0..).zip(all).filter_map(|(index, part)| Some((index, part?))).collect()
}

/// Who reads an act: the customer, where it has words, a picture or a link; or staff; or nobody.
fn of_act(act: &Act) -> Option<Part<'_>> {
    match &act.deed {
        Some(Deed::ShowsPicture(_) | Deed::SendsLink(_)) => Some(Part::Act(act)),
        _ if !act.texts.is_empty() => Some(Part::Act(act)),
        Some(deed @ (Deed::Notes(_) | Deed::Tasks(_) | Deed::HandsOver(_))) => Some(Part::ForStaff(deed)),
        _ => None,
    }
}

/// Whether a policy keeps what staff wrote from being sent.
pub fn withheld(turn: &Turn) -> bool {
    turn.trace.remarks.iter().any(|remark| matches!(remark, Remark::Withheld { .. }))
}

//! A conversation as it was, played to a script: what the script would have said, beside what was said.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::log::{Row, Talk};
use crate::engine::{Event, Happened, Happening, State, Turn, step};
use crate::program::{Datum, Program};
use crate::syntax::Speaker;
use crate::syntax::ast::Keywords;
use crate::transcript::{self, let_pass};

/// What one row of a conversation brought about.
#[derive(Clone, Debug)]
pub struct Beat {
    /// The timers that ran out before it.
    pub before: Vec<Happened>,
    /// What happened with it, in order; nothing where it only stands beside.
    pub happened: Vec<Happened>,
}

/// A conversation, played.
#[derive(Clone, Debug)]
pub struct Played {
    /// One for each of its rows.
    pub beats: Vec<Beat>,
    /// The timers that ran out behind the last of them.
    pub after: Vec<Happened>,
}

/// How a log is played.
#[derive(Clone, Debug)]
pub struct Setting<'p> {
    /// The script.
    pub program: &'p Program,
    /// The language in which rows of the system name what happened.
    pub keywords: Keywords,
    /// Facts that are known in every conversation.
    pub given: BTreeMap<String, Datum>,
}

impl Beat {
    /// What became of the customer's message, where the row is one that was heard.
    pub fn answer(&self) -> Option<&Happened> {
        self.happened.iter().find(|one| matches!(one.event.happening, Happening::Message { .. }))
    }
}

impl Played {
    /// Everything that happened, in order.
    pub fn happened(&self) -> impl Iterator<Item = &Happened> {
        self.beats.iter().flat_map(|beat| beat.before.iter().chain(&beat.happened)).chain(&self.after)
    }
}

/// Plays a conversation from an empty memory, as if the script had answered in the shop's place.
///
/// The clock is the log's. What the shop really said is not told to the script, which would wait for answers to questions it never asked;
/// only where the script has called staff is it what staff say, and staff leave again before the customer's next message.
pub fn play(setting: &Setting<'_>, talk: &Talk) -> Played {
    let start = talk.rows.first().map_or(Timestamp::UNIX_EPOCH, |row| row.at);
    let state = State { format: 1, ..State::default() };
    let mut clock = Clock { setting, state, now: start, helped: false };
    let mut beats = Vec::with_capacity(talk.rows.len());
    for row in &talk.rows {
        let before = clock.passes(row.at);
        let mut happened = Vec::new();
        if beats.is_empty() && !setting.given.is_empty() {
            happened.push(clock.takes(Event { facts: setting.given.clone(), ..Happening::Facts.into() }));
        }
        clock.row(row, &mut happened);
        beats.push(Beat { before, happened });
    }
    let end = clock.now.checked_add(setting.program.shop.silence).unwrap_or(clock.now);
    Played { beats, after: clock.passes(end) }
}

struct Clock<'s> {
    setting: &'s Setting<'s>,
    state: State,
    now: Timestamp,
    /// Whether staff wrote since the script called them.
    helped: bool,
}

impl Clock<'_> {
    fn passes(&mut self, until: Timestamp) -> Vec<Happened> {
        let program = self.setting.program;
        let step = |state, event: &Event, at| step(program, state, event, at);
        let passed = let_pass(std::mem::take(&mut self.state), self.now, until, step);
        (self.state, self.now) = (passed.state, until);
        passed.happened
    }

    fn row(&mut self, row: &Row, happened: &mut Vec<Happened>) {
        if !row.facts.is_empty() {
            happened.push(self.takes(Event { facts: row.facts.clone(), ..Happening::Facts.into() }));
        }
        if row.is_empty() {
            return;
        }
        match row.who {
            Speaker::Customer => {
                if self.state.handed_over && std::mem::take(&mut self.helped) {
                    happened.push(self.takes(Happening::StaffLeft.into()));
                }
                let Row { text, photos, files, .. } = row.clone();
                happened.push(self.takes(Happening::Message { text, photos, files, recognised: Vec::new() }.into()));
            }
            // What staff only showed says nothing that the script could hear.
            Speaker::Shop | Speaker::Staff if self.state.handed_over && !row.text.is_empty() => {
                self.helped = true;
                happened.push(self.takes(Happening::StaffMessage { text: row.text.clone() }.into()));
            }
            Speaker::Shop | Speaker::Staff => {}
            Speaker::System => {
                let event = transcript::event(&row.text, self.setting.program, self.setting.keywords);
                happened.extend(event.ok().map(|event| self.takes(event)));
            }
        }
    }

    fn takes(&mut self, event: Event) -> Happened {
        let (state, turn): (State, Turn) =
            step(self.setting.program, std::mem::take(&mut self.state), &event, self.now);
        self.state = state;
        Happened { at: self.now, event, turn }
    }
}

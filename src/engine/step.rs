//! One event, one turn.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::bottom_line::left_to_give;
use super::trace::Remark;
use super::turning::{Message, Turning};
use super::words::Within;
use super::{Event, Happening, MOST_ATTACHMENTS, State, Turn, facts, hearing, migrate, places, recognised};
use crate::nlu::Heard;
use crate::program::{Datum, LanguageId, OrderStage, Program, Trigger};

/// The version of the contracts: state, event and turn.
pub const FORMAT: u8 = 1;

/// Works out what an event brings about. The same program, state, event and clock give the same turn, byte for byte.
pub fn step(program: &Program, mut state: State, event: &Event, now: Timestamp) -> (State, Turn) {
    let mut remarks = Vec::new();
    if state.script.as_ref() != Some(&program.digest) {
        migrate::migrate(program, &mut state);
        places::settle(program, &mut state, &mut remarks);
        state.script = Some(program.digest.clone());
    }
    let today = program.shop.time_zone.to_datetime(now).date();
    state.format = state.format.max(FORMAT);
    state.version = state.version.saturating_add(1);
    state.let_time_pass(program, now, today, &mut remarks);

    let (text, heard, first) = match &event.happening {
        Happening::Message { text, recognised, .. } if event.format == FORMAT => {
            let (text, cut) = hearing::readable(text);
            if cut {
                remarks.push(Remark::Cut);
            }
            let mut heard = hearing::heard(program, text, today);
            recognised::merge(program, text, &mut heard, recognised, &mut remarks);
            (text, heard, state.begin(&mut remarks))
        }
        _ => ("", Heard::default(), false),
    };
    let mut turning = Turning::new(program, &mut state, now);
    turning.turn.format = FORMAT;
    turning.turn.version = turning.state.version;
    turning.turn.trace.remarks = remarks;
    let chosen = turning.state.language.as_deref().and_then(|tag| program.shop.language(tag));
    turning.speak(chosen.unwrap_or(LanguageId(0)));
    if event.format == FORMAT {
        turning.mute(event);
        turning.leave_product_of(&event.facts);
        turning.take_facts(event);
        turning.answer_to(event, text, &heard, first);
        turning.put_question();
        turning.keep_pace(matches!(event.happening, Happening::Message { .. }));
        turning.keep_days();
        turning.wrote_first();
    } else {
        turning.turn.trace.remarks.push(Remark::FormatRefused);
    }
    if !turning.turn.promised.is_empty() {
        turning.turn.trace.left = left_to_give(program, turning.state, now);
    }
    let written = matches!(event.happening, Happening::Message { .. } | Happening::StaffMessage { .. });
    if turning.state.in_conversation && (written || turning.turn.speaks()) {
        turning.state.last_heard = Some(now);
    }
    if turning.closing {
        turning.stop_talking();
        turning.state.end_conversation();
    }
    let turn = turning.turn;
    (state, turn)
}

impl<'a> Turning<'a> {
    /// Facts come before what happened; those of a system are looked at first.
    fn take_facts(&mut self, event: &Event) {
        if matches!(event.happening, Happening::SystemAnswered { .. }) {
            return;
        }
        for (name, datum) in &event.facts {
            if let Err(remark) = facts::take(self.program, self.state, name, datum) {
                self.turn.trace.remarks.push(remark);
            }
        }
    }

    fn answer_to(&mut self, event: &'a Event, text: &'a str, heard: &'a Heard, first: bool) {
        self.is_waited_for = matches!(
            event.happening,
            Happening::Message { .. } | Happening::SystemAnswered { .. } | Happening::SystemFailed { .. }
        );
        match &event.happening {
            Happening::Message { photos, files, .. } => {
                let photos = photos.get(..photos.len().min(MOST_ATTACHMENTS)).unwrap_or_default();
                self.hear(Message { text, heard, photos }, files, first);
            }
            Happening::Facts | Happening::Muted | Happening::Unmuted => {}
            Happening::CustomerLeft => {
                self.state.away = true;
                self.stop_talking();
            }
            Happening::CartChanged => self.happen(&Trigger::CartChanged),
            Happening::OrderPlaced => {
                self.placed_now(event);
                self.occur(&Trigger::Order(OrderStage::Placed));
                self.order_placed();
            }
            Happening::OrderPaid
            | Happening::OrderShipped
            | Happening::OrderDelayed
            | Happening::OrderDelivered
            | Happening::OrderReviewed
            | Happening::OrderReturned
            | Happening::OrderCancelled => {
                if let Some(stage) = event.happening.order() {
                    self.happen(&Trigger::Order(stage));
                }
            }
            Happening::Declared { event, fields } => self.declared(event, fields),
            Happening::OfferAccepted | Happening::OfferDeclined if self.keeps_silent() => self.remark_silence(),
            Happening::OfferAccepted => {
                self.occur(&Trigger::OfferAccepted);
                if let Some(open) = self.state.open_ladder.take() {
                    self.accept(open);
                }
                self.fire(&Trigger::OfferAccepted);
            }
            Happening::OfferDeclined => {
                self.occur(&Trigger::OfferDeclined);
                self.fire_silent(&Trigger::OfferDeclined);
                let spoke = self.state.open_ladder.clone().is_some_and(|open| self.decline(&open));
                if !spoke && !self.over {
                    self.fire_speaking(&Trigger::OfferDeclined);
                }
            }
            Happening::StaffJoined => {
                // Whoever comes in is announced; from then on the script is silent.
                self.happen(&Trigger::StaffJoined);
                self.state.handed_over = true;
                self.state.open_ladder = None;
                self.state.drop_threads();
                self.put = None;
            }
            Happening::StaffMessage { text } => {
                if self.staff_wrote(text) {
                    self.wait_no_more();
                }
            }
            Happening::StaffLeft => {
                self.state.handed_over = false;
                self.happen(&Trigger::StaffLeft);
                self.wait_on();
            }
            Happening::StaffResolved => {
                self.wait_no_more();
                self.stop_talking();
                self.state.drop_threads();
                self.put = None;
                if std::mem::take(&mut self.state.handed_over) {
                    self.happen(&Trigger::StaffLeft);
                }
            }
            Happening::NeedsNoAnswer => self.wait_no_more(),
            Happening::Timer { timer, generation } => self.timer_due(timer, *generation),
            Happening::SystemAnswered { request } => self.system_answered(*request, &event.facts),
            Happening::SystemFailed { request, because } => self.system_failed(*request, because),
        }
    }

    /// A script that is muted is silent as one that handed over is, and drops what it had begun.
    fn mute(&mut self, event: &Event) {
        match event.happening {
            Happening::Muted => self.state.muted = true,
            Happening::Unmuted => self.state.muted = false,
            _ => {}
        }
        self.muted = event.muted || self.state.muted;
        if self.muted {
            self.state.open_ladder = None;
            self.state.drop_threads();
        }
    }

    /// Something happened that rules may answer.
    fn happen(&mut self, trigger: &Trigger) {
        self.occur(trigger);
        if self.keeps_silent() {
            self.fire_silent(trigger);
            self.remark_silence();
        } else {
            self.fire(trigger);
        }
    }

    /// An event of the shop's own, with what it brings; one that does not bring all it declares is refused.
    fn declared(&mut self, name: &str, fields: &BTreeMap<Arc<str>, Datum>) {
        let refused = |because: String| Remark::FactRefused { fact: name.to_owned(), because };
        let id = self.program.names.events.get(&name.to_lowercase()).copied();
        let Some((id, event)) = id.and_then(|id| Some((id, self.program.event(id)?))) else {
            self.turn.trace.remarks.push(refused("the script declares no event of this name".to_owned()));
            return;
        };
        match facts::fields_of(event, fields, &self.program.shop) {
            Ok(slots) => self.slots = Cow::Owned(slots),
            Err(because) => {
                self.turn.trace.remarks.push(refused(because));
                return;
            }
        }
        self.writes_first = true;
        self.happen(&Trigger::Event(id));
        self.slots = Cow::Borrowed(&[]);
    }

    /// What staff type passes the same policies as the script's own words; who sends it reads the trace. Whether it may be sent.
    fn staff_wrote(&mut self, text: &str) -> bool {
        let within = Within { replies: &[], offer: None, question: None, intent: None };
        if let Some(policy) = self.view().forbids(text, &within).cloned() {
            self.turn.trace.remarks.push(Remark::Withheld { text: text.to_owned(), policy });
            return false;
        }
        true
    }
}

//! One event, one turn.

use jiff::Timestamp;

use super::trace::Remark;
use super::turning::Turning;
use super::{Event, Happening, State, Turn, facts, hearing, migrate};
use crate::nlu::Heard;
use crate::program::{LanguageId, Program, Trigger};

/// The version of the contracts: state, event and turn.
pub const FORMAT: u8 = 1;

/// Works out what an event brings about. The same program, state, event and clock give the same turn, byte for byte.
pub fn step(program: &Program, mut state: State, event: &Event, now: Timestamp) -> (State, Turn) {
    let mut remarks = Vec::new();
    migrate::migrate(program, &mut state);
    let today = program.shop.time_zone.to_datetime(now).date();
    state.format = state.format.max(FORMAT);
    state.version = state.version.saturating_add(1);
    state.let_time_pass(program, now, today, &mut remarks);

    let (text, heard, first) = match &event.happening {
        Happening::Message { text } if event.format == FORMAT => {
            let (text, cut) = hearing::readable(text);
            if cut {
                remarks.push(Remark::Cut);
            }
            (text, hearing::heard(program, text, today), state.begin(&mut remarks))
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
        turning.leave_product_of(&event.facts);
        for (name, datum) in &event.facts {
            if let Err(remark) = facts::take(program, turning.state, name, datum) {
                turning.turn.trace.remarks.push(remark);
            }
        }
        turning.answer_to(&event.happening, text, &heard, first);
    } else {
        turning.turn.trace.remarks.push(Remark::FormatRefused);
    }
    if turning.state.in_conversation && (matches!(event.happening, Happening::Message { .. }) || turning.turn.speaks())
    {
        turning.state.last_heard = Some(now);
    }
    if turning.closing {
        turning.state.end_conversation();
    }
    let turn = turning.turn;
    (state, turn)
}

impl<'a> Turning<'a> {
    fn answer_to(&mut self, happening: &Happening, text: &str, heard: &'a Heard, first: bool) {
        match happening {
            Happening::Message { .. } => self.hear(text, heard, first),
            Happening::Facts => {}
            Happening::OrderPlaced => self.order_placed(),
            Happening::OfferAccepted | Happening::OfferDeclined if self.state.handed_over => {
                self.turn.trace.remarks.push(Remark::WithStaff);
            }
            Happening::OfferAccepted => {
                if let Some(open) = self.state.open_ladder.take() {
                    self.accept(open);
                }
                self.fire(&Trigger::OfferAccepted);
            }
            Happening::OfferDeclined => {
                self.fire_silent(&Trigger::OfferDeclined);
                let spoke = self.state.open_ladder.clone().is_some_and(|open| self.decline(&open));
                if !spoke && !self.over {
                    self.fire_speaking(&Trigger::OfferDeclined);
                }
            }
            Happening::StaffJoined => {
                self.state.handed_over = true;
                self.state.open_ladder = None;
            }
            Happening::StaffLeft => self.state.handed_over = false,
        }
    }
}

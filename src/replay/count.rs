//! What one conversation came to.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::fate::{Fate, fate, left_over};
use super::log::Talk;
use super::play::Played;
use crate::engine::{Deed, Happening, Remark};
use crate::nlu::LONGEST_CLASSIFIED;

/// What one conversation came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub id: Box<str>,
    pub messages: u64,
    pub answered: u64,
    pub not_understood: u64,
    pub with_staff: u64,
    /// The messages that were answered, and not all that they say was heard.
    pub in_part: u64,
    /// What was understood and not answered.
    pub silent: Vec<Arc<str>>,
    /// Why staff were called.
    pub handed_over: Vec<Arc<str>>,
    /// What was promised, and what it costs.
    pub promised: Vec<(Arc<str>, Decimal)>,
    /// The systems that were asked.
    pub asked: Vec<Arc<str>>,
    /// Facts that the script did not take, and why.
    pub refused: Vec<(String, String)>,
    pub unheard: Vec<Unheard>,
}

/// Words of a customer that no rule heard.
#[derive(Clone, Debug)]
pub(super) struct Unheard {
    pub line: u64,
    /// As written, as much of it as is compared.
    pub text: String,
    /// The language the shop would have answered in.
    pub language: Arc<str>,
}

/// Counts a conversation.
pub(super) fn count(talk: &Talk, played: &Played) -> Counted {
    let mut counted = Counted { id: talk.id.clone(), ..Counted::default() };
    for (row, beat) in talk.rows.iter().zip(&played.beats) {
        let Some(message) = beat.answer() else { continue };
        counted.messages += 1;
        let fate = fate(message);
        let left_over = left_over(message);
        match fate {
            Fate::Answered => counted.answered += 1,
            Fate::WithStaff => counted.with_staff += 1,
            Fate::NotUnderstood => counted.not_understood += 1,
            Fate::Silent => {
                counted.silent.extend(message.turn.trace.understood.iter().map(|one| one.intent.clone()));
            }
        }
        counted.in_part += u64::from(left_over.is_some() && fate != Fate::NotUnderstood);
        counted.unheard.extend(left_over.map(|text| Unheard {
            line: row.line,
            text: text.chars().take(LONGEST_CLASSIFIED).collect(),
            language: message.turn.language.clone(),
        }));
    }
    for one in played.happened() {
        let turn = &one.turn;
        counted.promised.extend(turn.promised.iter().map(|promise| (promise.name.clone(), promise.cost)));
        counted.asked.extend(turn.requests.iter().map(|request| request.system.clone()));
        counted.handed_over.extend(turn.deeds().filter_map(|deed| match deed {
            Deed::HandsOver(because) => Some(because.clone()),
            _ => None,
        }));
        if matches!(one.event.happening, Happening::Facts) {
            counted.refused.extend(turn.trace.remarks.iter().filter_map(|remark| match remark {
                Remark::FactRefused { fact, because } => Some((fact.clone(), because.clone())),
                _ => None,
            }));
        }
    }
    counted
}

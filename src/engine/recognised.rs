//! What was recognised outside, by a shop's own model, beside what the script understands.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts;
use super::trace::Remark;
use crate::nlu::{Basis, Heard, HeardIntent};
use crate::program::{Datum, Program, key};

/// How many intents recognised outside are looked at in one message.
pub const MOST_RECOGNISED: usize = 16;

/// An intent that something outside, a shop's own model for instance, recognised in a message. Fields unknown are refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recognised {
    /// The intent, by any of its names.
    pub intent: String,
    /// How sure that is, in percent, for the trace; whoever sends it has settled whether it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// What its slots hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<String, Datum>,
    /// The part of the message it stands in: its first byte, and the byte behind its last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(usize, usize)>,
}

/// Puts what was recognised outside beside what the script understood:
///
/// 1. A phrase of the script counts whatever is said outside. Where both name one intent, the outside fills the slots the phrase left open.
/// 2. What the script only guesses, by examples or by spelling, gives way to whatever was recognised outside.
/// 3. Intents are answered in the order of their places; one without a place, or with an impossible one, stands for the whole message and
///    comes last.
/// 4. An intent the script does not know, and a slot it does not have or that cannot hold the value, is left out, and the trace says so.
/// 5. Only the first [`MOST_RECOGNISED`] are looked at.
pub(super) fn merge(
    program: &Program,
    text: &str,
    heard: &mut Heard,
    recognised: &[Recognised],
    remarks: &mut Vec<Remark>,
) {
    let recognised = recognised.get(..MOST_RECOGNISED).unwrap_or(recognised);
    let known: Vec<HeardIntent> = recognised.iter().filter_map(|one| read(program, text, one, remarks)).collect();
    if known.is_empty() {
        return;
    }
    heard.intents.retain(|one| matches!(one.basis, Basis::Phrase(_)));
    heard.bare = false;
    for one in known {
        let Some(first) = heard.intents.iter_mut().find(|heard| heard.intent == one.intent) else {
            heard.intents.push(one);
            continue;
        };
        first.fill(one.slots);
    }
    heard.intents.sort_by_key(|one| (place(one) == (0..text.len()), one.start, Reverse(one.end)));
}

fn place(one: &HeardIntent) -> Range<usize> {
    one.start..one.end
}

fn read(program: &Program, text: &str, one: &Recognised, remarks: &mut Vec<Remark>) -> Option<HeardIntent> {
    let id = program.names.intents.get(&key(&one.intent)).copied();
    let Some((id, intent)) = id.and_then(|id| Some((id, program.intent(id)?))) else {
        remarks.push(Remark::UnknownIntent { intent: one.intent.clone() });
        return None;
    };
    let mut slots: Vec<(Arc<str>, _)> = Vec::new();
    for (name, datum) in &one.slots {
        let slot = intent.slots.iter().find(|(slot, _)| key(slot) == key(name));
        match slot.map(|(slot, of)| (slot, facts::read(datum, of, &program.shop))) {
            Some((slot, Ok(value))) => slots.push((slot.clone(), value)),
            Some((_, Err(because))) => {
                remarks.push(Remark::SlotRefused { intent: intent.name.clone(), slot: name.clone(), because });
            }
            None => remarks.push(Remark::SlotRefused {
                intent: intent.name.clone(),
                slot: name.clone(),
                because: "the intent has no such slot".into(),
            }),
        }
    }
    let place = one.place.filter(|(start, end)| start < end && text.get(*start..*end).is_some());
    let (start, end) = place.unwrap_or((0, text.len()));
    Some(HeardIntent { intent: id, basis: Basis::Outside(one.sure), start, end, slots })
}

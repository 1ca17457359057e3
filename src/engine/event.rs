//! What the world tells a conversation.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::program::Datum;

/// The longest message that is read, in characters; what is behind is cut off and the trace says so.
pub const LARGEST_MESSAGE: usize = 4_000;

/// Something that happened, with the facts it brings. Fields unknown are refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The contract's version, 1.
    pub format: u8,
    /// What happened.
    pub happening: Happening,
    /// Facts by their canonical names; an empty list clears one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Datum>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Happening {
    /// The customer wrote.
    Message {
        /// The words as written.
        text: String,
    },
    /// Only facts came.
    Facts,
    /// An order was placed.
    OrderPlaced,
    /// The shop's own page says that the customer took the open offer.
    OfferAccepted,
    /// The shop's own page says that the customer refused the open offer.
    OfferDeclined,
    /// A member of staff took over.
    StaffJoined,
    /// Staff left again: rules resume.
    StaffLeft,
}

impl Event {
    /// A message with no facts.
    pub fn message(text: impl Into<String>) -> Self {
        Event::from(Happening::Message { text: text.into() })
    }
}

impl From<Happening> for Event {
    fn from(happening: Happening) -> Self {
        Event { format: 1, happening, facts: BTreeMap::new() }
    }
}

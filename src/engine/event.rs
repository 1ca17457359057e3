//! What the world tells a conversation.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::recognised::Recognised;
use crate::program::{Datum, OrderStage};

/// The longest message that is read, in characters; what is behind is cut off and the trace says so.
pub const LARGEST_MESSAGE: usize = 4_000;

/// How many photos or files of one message are looked at.
pub const MOST_ATTACHMENTS: usize = 32;

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
    /// Whether the whole shop's script is muted at the time: what happens is heard and kept, and nothing is said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Happening {
    /// The customer wrote.
    Message {
        /// The words as written.
        text: String,
        /// The photos that came with them: addresses or names, as the channel gives them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photos: Vec<String>,
        /// The files that came with them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
        /// What was recognised in them outside, by a shop's own model for instance.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recognised: Vec<Recognised>,
    },
    /// The customer closed the window: nobody reads what is written now.
    CustomerLeft,
    /// Only facts came.
    Facts,
    /// What is in the cart changed.
    CartChanged,
    /// An order was placed.
    OrderPlaced,
    /// The order was paid.
    OrderPaid,
    /// The order was handed to the courier.
    OrderShipped,
    /// The order will come later than was said.
    OrderDelayed,
    /// The order arrived.
    OrderDelivered,
    /// The customer wrote a review.
    OrderReviewed,
    /// The order was sent back.
    OrderReturned,
    /// The order was cancelled.
    OrderCancelled,
    /// Something the shop declares: `event parcel-lost: tracking text`.
    Declared {
        /// Its name.
        event: Arc<str>,
        /// What it brings, by name.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<Arc<str>, Datum>,
    },
    /// The shop's own page says that the customer took the open offer.
    OfferAccepted,
    /// The shop's own page says that the customer refused the open offer.
    OfferDeclined,
    /// A member of staff took over.
    StaffJoined,
    /// A member of staff wrote.
    StaffMessage {
        /// The words as written; none where a picture or a file says it all.
        text: String,
    },
    /// Staff gave it back: rules resume, and whoever waits for an answer waits on.
    StaffLeft,
    /// Staff are done with it: rules resume, and all is said.
    StaffResolved,
    /// Staff say that what the customer wrote needs no answer; whoever has the conversation keeps it.
    NeedsNoAnswer,
    /// The script was muted in this conversation: it falls silent, and nobody is announced.
    Muted,
    /// It may speak again.
    Unmuted,
    /// A timer of the state is due. One that is late, repeated or cancelled does no harm.
    Timer {
        /// Its name.
        timer: Arc<str>,
        /// Which setting of it.
        generation: u64,
    },
    /// The shop's system answers a request of an earlier turn; what it found comes in as the event's facts.
    SystemAnswered {
        /// The request's number.
        request: u64,
    },
    /// The shop's system could not answer.
    SystemFailed {
        /// The request's number.
        request: u64,
        /// Why, for the trace.
        #[serde(default)]
        because: String,
    },
}

impl Happening {
    /// What became of an order, where that is what happened.
    pub fn order(&self) -> Option<OrderStage> {
        Some(match self {
            Happening::OrderPlaced => OrderStage::Placed,
            Happening::OrderPaid => OrderStage::Paid,
            Happening::OrderShipped => OrderStage::Shipped,
            Happening::OrderDelayed => OrderStage::Delayed,
            Happening::OrderDelivered => OrderStage::Delivered,
            Happening::OrderReviewed => OrderStage::Reviewed,
            Happening::OrderReturned => OrderStage::Returned,
            Happening::OrderCancelled => OrderStage::Cancelled,
            _ => return None,
        })
    }
}

impl From<OrderStage> for Happening {
    fn from(stage: OrderStage) -> Self {
        match stage {
            OrderStage::Placed => Happening::OrderPlaced,
            OrderStage::Paid => Happening::OrderPaid,
            OrderStage::Shipped => Happening::OrderShipped,
            OrderStage::Delayed => Happening::OrderDelayed,
            OrderStage::Delivered => Happening::OrderDelivered,
            OrderStage::Reviewed => Happening::OrderReviewed,
            OrderStage::Returned => Happening::OrderReturned,
            OrderStage::Cancelled => Happening::OrderCancelled,
        }
    }
}

impl Event {
    /// A message with nothing but words.
    pub fn message(text: impl Into<String>) -> Self {
        Event::from(Happening::Message {
            text: text.into(),
            photos: Vec::new(),
            files: Vec::new(),
            recognised: Vec::new(),
        })
    }
}

impl From<Happening> for Event {
    fn from(happening: Happening) -> Self {
        Event { format: 1, happening, facts: BTreeMap::new(), muted: false }
    }
}

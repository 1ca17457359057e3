//! What a conversation tells the world: the turn.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Card, Promise, Trace};
use crate::program::Datum;

/// What one event brought about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// The contract's version, 1.
    pub format: u8,
    /// The state's version after it.
    pub version: u64,
    /// The language it is in.
    pub language: Arc<str>,
    /// What was done and said, in order.
    pub acts: Vec<Act>,
    /// What was promised in this turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised: Vec<Promise>,
    /// With an order: everything promised that still holds, to be packed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packing_list: Vec<Promise>,
    /// What the shop's systems are asked; each is answered by an event that names its number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// Timers set and stopped, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timers: Vec<TimerChange>,
    /// Facts of the customer that this turn set or cleared: what outlives the conversation, for whoever keeps customers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profile: BTreeMap<Arc<str>, Option<Datum>>,
    /// How it came about.
    pub trace: Trace,
}

/// One thing done, with the words it was done in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Act {
    /// What was done; nothing where the rule only says something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
    /// What was said with it, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// What a customer may choose from, in the reader's language: buttons, where the channel has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The products shown, for channels that have cards; `texts` names them too, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Card>,
}

/// A question to one of the shop's own systems.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Request {
    /// Its number, which the answer names.
    pub request: u64,
    /// The system's name.
    pub system: Arc<str>,
    /// The question's name.
    pub question: Arc<str>,
    /// What the system is told, by name; what is not known is left out.
    pub with: BTreeMap<Arc<str>, Datum>,
    /// The facts it is to find.
    pub wants: Vec<Arc<str>>,
    /// Until when an answer is taken.
    #[schemars(with = "String")]
    pub due: Timestamp,
}

/// A timer set or stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimerChange {
    /// It runs; when it is due, an event names it.
    Set {
        /// Its name.
        timer: Arc<str>,
        /// Which setting of it.
        generation: u64,
        /// When it is due.
        #[schemars(with = "String")]
        due: Timestamp,
    },
    /// It runs no more.
    Stopped {
        /// Its name.
        timer: Arc<str>,
        /// Which setting of it.
        generation: u64,
    },
}

/// What was done. Names are the script's canonical ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// `offers gift`
    Offers(Arc<str>),
    /// `says welcome`: a prepared answer.
    Says(Arc<str>),
    /// `asks foot-shape`: a question to the customer or to the shop's system.
    Asks(Arc<str>),
    /// `shows products "Jade ring", "Amber bead"`
    ShowsProducts(Vec<Arc<str>>),
    /// `shows picture "…"`
    ShowsPicture(Arc<str>),
    /// `sends link "…"`
    SendsLink(Arc<str>),
    /// `remembers customer.size`
    Remembers(Arc<str>),
    /// `forgets customer.size`
    Forgets(Arc<str>),
    /// `promises "…"`
    Promises(Arc<str>),
    /// `marks vip`
    Marks(Arc<str>),
    /// `unmarks vip`
    Unmarks(Arc<str>),
    /// `notes "…"`
    Notes(Arc<str>),
    /// `tasks "…"`
    Tasks(Arc<str>),
    /// `hands over`, with the reason.
    HandsOver(Arc<str>),
    /// `closes`
    Closes,
}

impl Act {
    /// A deed without words.
    pub(super) fn deed(deed: Deed) -> Self {
        Act { deed: Some(deed), ..Act::default() }
    }

    /// Words without a deed.
    pub(super) fn words(text: String) -> Self {
        Act { texts: vec![text], ..Act::default() }
    }
}

impl Turn {
    /// Everything said, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.acts.iter().flat_map(|act| act.texts.iter().map(String::as_str))
    }

    /// Whether anything was said.
    pub fn speaks(&self) -> bool {
        self.acts.iter().any(|act| !act.texts.is_empty())
    }

    /// Everything done, in order.
    pub fn deeds(&self) -> impl Iterator<Item = &Deed> {
        self.acts.iter().filter_map(|act| act.deed.as_ref())
    }
}

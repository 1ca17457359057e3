//! What a conversation tells the world: the turn.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Card, Promise, Trace};

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
    /// The products shown, for channels that have cards; `texts` names them too, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Card>,
}

/// What was done. Names are the script's canonical ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// `offers gift`
    Offers(Arc<str>),
    /// `says welcome`: a prepared answer.
    Says(Arc<str>),
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

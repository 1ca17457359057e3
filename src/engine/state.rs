//! What is remembered of one customer's dealings with one shop: small, readable, and keyed by the script's own names, so that it outlives an edited script.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::terms::{Needs, Term};
use crate::program::{Datum, Scope};

/// One customer's state with one shop. Its parts are boxed, since it is handed on at every turn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct State {
    /// The contract's version, 1.
    pub format: u8,
    /// How many turns it has seen.
    pub version: u64,
    /// The script it was last used with, by a digest; with another one, or none, its names and places are looked up anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<Arc<str>>,
    /// Where variant rotation begins: 0 is the written order.
    pub seed: u64,
    /// The language of the customer's last plain choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Arc<str>>,
    /// For good.
    pub customer: Box<Part>,
    /// Since the last order.
    pub order: Box<Part>,
    /// Since midnight in the shop's time zone.
    pub day: Box<Part>,
    /// Since the conversation began.
    pub conversation: Box<Part>,
    /// The day `day` is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub today: Option<Date>,
    /// When the customer last wrote or was written to; the conversation ends after the shop's silence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub last_heard: Option<Timestamp>,
    /// Whether an order was placed since the last message, so that the next message begins a new order.
    pub order_placed: bool,
    /// Whether a conversation is going on.
    pub in_conversation: bool,
    /// Whether staff have it: the script is silent.
    pub handed_over: bool,
    /// Whether the customer wrote while the script was silent, or was handed over, and had neither an answer nor the shop's line for waiting.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unanswered: bool,
    /// Whether the script is muted here: it is silent, and nobody was announced.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// The trigger of the ladder that is open to a bare "no" or "ok".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_ladder: Option<OpenLadder>,
    /// What waits for an answer, the innermost last: its question is the open one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub threads: Vec<Thread>,
    /// The threads that ended last, one behind the other, so that an answer given in them can still be put right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<Thread>,
    /// Timers that run, at most one for each thing the script waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub timers: Vec<Timer>,
    /// The number of the next timer's setting or request.
    #[serde(skip_serializing_if = "is_zero")]
    pub generation: u64,
    /// When the shop wrote without being written to, as far as a policy asks for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub wrote_first: Vec<Timestamp>,
    /// Whether the customer closed the window.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub away: bool,
    /// Kinds marked by hand, by `mark` or by staff.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Arc<str>>,
    /// What was promised and not yet delivered, with what it cost when it was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// What is known of the last order, by canonical name, until the next is placed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub last_order: BTreeMap<Arc<str>, Datum>,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// A ladder that waits for an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OpenLadder {
    /// The trigger's name.
    pub trigger: Arc<str>,
    /// The rung that opened it, what an acceptance accepts.
    pub deed: Arc<str>,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Steps that wait for an answer, or for the thread above them to end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Thread {
    /// Whose steps they are: `flow size-advice`, `reply how-to-order`, `when bargain: offer gift`.
    pub of: Arc<str>,
    /// The step it stands at, by its place among the steps and those behind their `if`s.
    pub at: Vec<u32>,
    /// The question it waits for; nothing where it waits for the thread above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Arc<str>>,
    /// How often the question was answered by something that is no answer.
    #[serde(skip_serializing_if = "is_none_yet")]
    pub tries: u32,
    /// The request to a system that is out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<u64>,
    /// What was answered in it, by question.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<Arc<str>, Datum>,
    /// The questions answered in it, in order, each with the step that asked it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<(Arc<str>, Vec<u32>)>,
    /// The slots of the message that set it off.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<Arc<str>, Term>,
    /// The intent that set it off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<Arc<str>>,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

fn is_none_yet(number: &u32) -> bool {
    *number == 0
}

/// A timer. It is an event with a generation, so that a late, repeated or cancelled one does no harm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timer {
    /// What it is for: `order placed unless order paid within 30 minutes`.
    pub name: Arc<str>,
    /// Which setting of it.
    pub generation: u64,
    /// When it was set.
    #[schemars(with = "String")]
    pub set: Timestamp,
    /// When it is due.
    #[schemars(with = "String")]
    pub due: Timestamp,
    /// The fact's value it was set for, where it waits for a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Datum>,
    /// What the event that set it brought, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<Arc<str>, Term>,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// One part of memory; it is emptied as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Part {
    /// Facts by canonical name; keyed ones as `stock for green, L`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<Arc<str>, Datum>,
    /// The keys of those that are looked up by something, the one kept longest ago first: beyond a stated number it goes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keyed: Vec<Arc<str>>,
    /// Rungs taken, by trigger, in the order in which they were taken.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rungs: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Triggers whose ladder was accepted, so that only its `else` is left.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub settled: BTreeSet<Arc<str>>,
    /// Offers made and `once` rules fired in this part, by name.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub once: BTreeSet<Arc<str>>,
    /// How often the customer said what.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<Arc<str>, u32>,
    /// What was answered before it was asked, by question.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<Arc<str>, Datum>,
    /// Variants used since the last round, by speech.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// A promise: it keeps its own words, cost and terms whatever becomes of the script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// The offer's name, or the promise's own words in the default language.
    pub name: Arc<str>,
    /// The name of the rung that made it, where it has one (`then offer gift as second-gift`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<Arc<str>>,
    /// What was promised, in the words in which it was said; for a gift, its name.
    pub words: Arc<str>,
    /// What it costs the shop, in its currency, when it was said.
    #[schemars(with = "String")]
    pub cost: Decimal,
    /// What it takes off the price, for `never sell below`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<Terms>,
    /// The condition it was made under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Needs>,
    /// The part of memory in which it is not made twice.
    #[serde(default)]
    pub once: Scope,
    /// Which order it belongs to.
    #[serde(default)]
    pub due: Due,
    /// When it was said.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Fields a later version wrote, kept as they are.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// The order in which a promise is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// The one being talked about.
    #[default]
    ThisOrder,
    /// The one after it; it counts against the bottom line now.
    NextOrder,
    /// The one being talked about, promised with the one before and counted there.
    CarriedOver,
}

/// What a promise takes off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// A percentage of the price.
    Percent(#[schemars(with = "String")] Decimal),
    /// An amount.
    Amount(#[schemars(with = "String")] Decimal),
}

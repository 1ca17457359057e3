//! What a log came to, in figures.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::difference::Changed;
use super::log::LeftOut;
use crate::simulate::Given;

/// What a log came to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The contract's version, 1.
    pub format: u8,
    /// The shop.
    pub shop: String,
    /// How many conversations were played.
    pub conversations: u64,
    /// How many rows the log has that could be read.
    pub rows: u64,
    /// How many rows, or parts of them, were left out.
    pub left_out: u64,
    /// The first of them, each with what was expected.
    pub left_out_rows: Vec<LeftOut>,
    /// How many messages customers wrote.
    pub messages: u64,
    /// How many of them the script answers.
    pub answered: u64,
    /// How many of the answered say something besides that no rule heard.
    pub in_part: u64,
    /// How many are not understood.
    pub not_understood: u64,
    /// How many are understood, and no rule has an answer.
    pub silent: u64,
    /// How many came while staff had the conversation.
    pub with_staff: u64,
    /// In how many conversations the script calls staff.
    pub handed_over: u64,
    /// Why, and how often.
    pub handed_over_because: Vec<Times>,
    /// What is understood and not answered, and how often.
    pub silent_intents: Vec<Times>,
    /// What the script promises: how often, and what it would cost.
    pub promised: Vec<Given>,
    /// What all of it would cost.
    #[schemars(with = "String")]
    pub promised_cost: Decimal,
    /// The systems that the script asks, and how often: a log has no answers of theirs.
    pub asked: Vec<Times>,
    /// Facts of the log that the script did not take.
    pub facts_refused: Vec<Refused>,
    /// How many groups of messages no rule hears.
    pub unheard_groups: u64,
    /// The largest of them.
    pub unheard: Vec<Unheard>,
    /// Messages beyond the limit of those that are compared.
    pub unheard_beyond: u64,
    /// What another script says to the same customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// Something, and how often it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Times {
    /// What.
    pub what: String,
    /// How often.
    pub times: u64,
}

/// A fact that the script did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Refused {
    /// Its name.
    pub fact: String,
    /// Why, in plain words.
    pub because: String,
    /// How often.
    pub times: u64,
}

/// Messages that ask the same and that no rule hears.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unheard {
    /// How many messages.
    pub messages: u64,
    /// In how many conversations; one that says it in two ways counts twice.
    pub conversations: u64,
    /// How customers say it, the most usual way first.
    pub said: Vec<Times>,
    /// The conversation where it stands first.
    pub conversation: String,
    /// Its line in the log.
    pub line: u64,
    /// The name of the intent to paste.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// The intent to paste, in the keywords of the script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// What another script says to the same customers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Against {
    /// How many messages it answers.
    pub answered: u64,
    /// How many it does not understand.
    pub not_understood: u64,
    /// In how many conversations it calls staff.
    pub handed_over: u64,
    /// What its promises would cost.
    #[schemars(with = "String")]
    pub promised_cost: Decimal,
    /// How many messages only it answers.
    pub now_answered: u64,
    /// How many it answers no longer.
    pub no_longer_answered: u64,
    /// How many it answers otherwise.
    pub otherwise: u64,
    /// The conversations with an answer that differs.
    pub conversations: u64,
    /// The first of these answers.
    pub changed: Vec<Changed>,
}

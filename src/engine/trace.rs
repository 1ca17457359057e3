//! How a turn came about. Explanations, coverage and tests read this; nothing recomputes it.

use std::sync::Arc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a turn came about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trace {
    /// What the message was understood to mean, in the order in which it stands there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub understood: Vec<Understood>,
    /// The rules tried, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<Tried>,
    /// How many more rules were tried in vain than are told of.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tried_in_vain: u32,
    /// The variants said outside of rules, in questions and in steps that went on: what memory calls the speech, and the variant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<(Arc<str>, Arc<str>)>,
    /// The flows that were started, those too that came to their end at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub started: Vec<Arc<str>>,
    /// Where something was promised: what could still be given by `never give more than`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub left: Option<Decimal>,
    /// What else is worth knowing: a sentence withheld, a fact refused, a memory whose rule is gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// One thing a message was understood to mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Understood {
    /// The intent.
    pub intent: Arc<str>,
    /// The phrase that matched, as the script has it; what was written, where the examples or something outside tell.
    pub phrase: Arc<str>,
    /// Where in the message, in bytes.
    pub start: usize,
    /// The byte behind its end.
    pub end: usize,
    /// What its slots held, printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<(Arc<str>, String)>,
    /// What tells so.
    #[serde(default, skip_serializing_if = "Telling::is_phrase")]
    pub telling: Telling,
}

/// What tells that a message means something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Telling {
    /// A phrase.
    #[default]
    Phrase,
    /// A phrase, once a word is spelled as it spells it.
    Spelling,
    /// The examples, so sure in percent.
    Examples(u8),
    /// Something outside, a shop's own model for instance, so sure in percent where it says.
    Outside(Option<u8>),
}

impl Telling {
    fn is_phrase(&self) -> bool {
        *self == Telling::Phrase
    }
}

/// A rule that was tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tried {
    /// Its place among the program's rules.
    pub rule: u32,
    /// Its trigger's name.
    pub trigger: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The first thing its `if` asks for that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Arc<str>>,
    /// For a ladder: the rungs tried, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rungs: Vec<RungTried>,
    /// The variants said: what memory calls the speech, and what it calls the variant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<(Arc<str>, Arc<str>)>,
}

/// A rung that was tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RungTried {
    /// What memory calls it.
    pub deed: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The first thing its `if` asks for that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Arc<str>>,
}

/// What came of trying a rule or a rung.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    Fired,
    /// Its `if` does not hold.
    ConditionFails,
    /// Its `if` asks for a fact nobody supplied.
    ConditionUnknown,
    /// It was taken before.
    TakenBefore,
    /// Its offer was made before, in the time its `once` names.
    OfferedBefore,
    /// The offer's `needs` does not hold, or is unknown.
    NeedsFail,
    /// A `never` forbids its offer.
    Forbidden(Box<Forbidden>),
    /// A `never` cannot be judged for want of a fact, so its offer is not made.
    ForbiddenUnknown(Arc<str>),
    /// It has no line that can be said.
    Unsayable,
    /// No product is found that it could show.
    NothingToShow,
    /// It would do nothing.
    DoesNothing,
    /// The ladder was accepted: only its `else` is left.
    Settled,
    /// The shop has written first as often as this policy lets it.
    TooOften(Arc<str>),
    /// More threads wait for answers than are kept.
    TooManyThreads,
}

/// What a bottom line had to say to an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Forbidden {
    /// The policy, in the words of the script.
    pub policy: Arc<str>,
    /// How much it left: what could still be given, or still come off the price. Money, rounded down.
    #[schemars(with = "String")]
    pub left: Decimal,
    /// How much of that the offer would have taken. Money, rounded up.
    #[schemars(with = "String")]
    pub wanted: Decimal,
}

/// How an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answering {
    /// The question was open.
    Asked,
    /// Before it was asked.
    Unasked,
    /// In place of an answer given before.
    Corrected,
}

/// Something else worth knowing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// A policy kept a sentence from being said.
    Withheld {
        /// The sentence.
        text: String,
        /// The policy, in the words of the script.
        policy: Arc<str>,
    },
    /// A fact of the event was not taken.
    FactRefused {
        /// Its name.
        fact: String,
        /// Why, in plain words.
        because: String,
    },
    /// An intent that was recognised outside is none of the script's.
    UnknownIntent {
        /// As it was called.
        intent: String,
    },
    /// What was recognised outside for a slot was not taken.
    SlotRefused {
        /// The intent.
        intent: Arc<str>,
        /// The slot, as it was called.
        slot: String,
        /// Why, in plain words.
        because: String,
    },
    /// The customer took what was open: this trigger's ladder is settled until a new order.
    Accepted {
        /// The ladder's trigger.
        trigger: Arc<str>,
        /// The rung that was open.
        deed: Arc<str>,
    },
    /// The customer refused what was open.
    Declined {
        /// The ladder's trigger.
        trigger: Arc<str>,
        /// The rung that was open.
        deed: Arc<str>,
    },
    /// Nothing that may be said was left of this speech, so staff were called.
    NothingSayable {
        /// What memory calls the speech.
        speech: Arc<str>,
    },
    /// Memory names something that the script no longer has.
    Gone {
        /// Its name.
        name: Arc<str>,
    },
    /// Staff have the conversation: the script is silent.
    WithStaff,
    /// The script is muted, here or in the whole shop: it is silent.
    Muted,
    /// The event is of a later format: nothing was done.
    FormatRefused,
    /// A promise no longer holds.
    Lapsed {
        /// Its name.
        promise: Arc<str>,
    },
    /// The message answered a question.
    Answered {
        /// The question.
        question: Arc<str>,
        /// The answer, printed.
        answer: String,
        /// How it came.
        how: Answering,
    },
    /// The message took the last answer back and put nothing in its place.
    TakenBack {
        /// The question, which is asked again.
        question: Arc<str>,
    },
    /// The message was no answer to the open question.
    NotAnAnswer {
        /// The question.
        question: Arc<str>,
    },
    /// The question was asked as often as it may be, and is dropped.
    GivenUp {
        /// The question.
        question: Arc<str>,
    },
    /// A flow was to be started that waits for an answer already: it goes on with that.
    WaitsAlready {
        /// The flow.
        flow: Arc<str>,
    },
    /// What was begun is left: a `cancel`, or the customer's own words.
    Left {
        /// What it was.
        of: Arc<str>,
    },
    /// A step behind an answer could not be done: it was left out, and the next was done.
    LeftOut {
        /// What it would have done: `offer gift`, `show products`, `say`.
        step: Arc<str>,
        /// Why it could not be done.
        because: Box<Outcome>,
    },
    /// An answer of the shop's system was not taken.
    SystemRefused {
        /// The question, where one waits for it.
        question: Arc<str>,
        /// Why, in plain words.
        because: String,
    },
    /// A timer came that runs no longer: it was stopped, or set anew.
    TimerRefused {
        /// Its name.
        timer: Arc<str>,
    },
    /// More was asked in one message than the shop answers.
    LeftUnanswered {
        /// The intent.
        intent: Arc<str>,
    },
    /// The message named a product, which is the one in question from now on.
    ProductNamed {
        /// Its name.
        product: Arc<str>,
        /// Others that it named, which are not.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        besides: Vec<Arc<str>>,
    },
    /// The message was longer than is read.
    Cut,
    /// A new conversation, order or day began.
    Began(crate::program::Scope),
}

//! `never`, `always`, `avoid`.

use serde::Serialize;

use super::{Duration, Expression, Name, Step, Text};
use crate::source::{Span, Spanned};

/// `never …`, `always …`, `avoid …`
#[derive(Clone, Debug, Serialize)]
pub struct Policy {
    /// What it demands.
    pub demand: Demand,
    /// When it is in force.
    pub condition: Option<Expression>,
}

/// What a policy demands.
#[derive(Clone, Debug, Serialize)]
pub enum Demand {
    /// `never give more than 15% of cart.total`
    NeverGiveMoreThan(Expression),
    /// `never sell below product.cost + 10%`
    NeverSellBelow(Expression),
    /// `never say "Tmall", "Taobao" on jd`
    NeverSay {
        /// The banned words.
        words: Vec<Text>,
        /// Where.
        at: Reach,
    },
    /// `never write first more than 1 times per week`
    NeverWriteFirst {
        /// How often it may be.
        times: Spanned<u32>,
        /// In how long.
        per: Duration,
    },
    /// `always say "because", "since" about refusal`
    AlwaysSay {
        /// One of them must stand there.
        words: Vec<WordOrClass>,
        /// Where.
        at: Reach,
    },
    /// `always answer within 20 seconds, otherwise say "…"`
    AlwaysAnswerWithin {
        /// How soon.
        within: Duration,
        /// What is said instead.
        otherwise: Vec<Step>,
    },
    /// `avoid "but" because "…", prefer "and"`
    Avoid {
        /// The words.
        words: Vec<Text>,
        /// More often than this; never at all where it is missing.
        more_than: Option<u32>,
        /// Why.
        because: Option<Text>,
        /// What to write instead.
        prefer: Vec<Text>,
        /// Where.
        at: Reach,
    },
}

/// Where a policy on words looks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reach {
    /// `on jd`
    pub on: Option<Name>,
    /// `in reply NAME, …` (offers too)
    pub within: Vec<Name>,
    /// `about TOPIC, …`
    pub about: Vec<Name>,
}

/// A word to look for, or a class of them.
#[derive(Clone, Debug, Serialize)]
pub enum WordOrClass {
    /// A quoted word.
    Word(Text),
    /// `emoji`
    Emoji(#[serde(skip)] Span),
}

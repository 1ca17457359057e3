//! What a shop names: facts, intents, kinds, offers, replies, events.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Expression, Language, Name, Names, Speech, Step, Text, Translations};
use crate::source::{Span, Spanned};

/// `fact cart.total: money from 0 to 20000`, `fact returns.days: 7`
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its names, with dots.
    pub names: Names,
    /// `by product, colour`: what it is looked up by.
    pub keys: Vec<Name>,
    /// Its type; where only a value is written, that says what it is.
    pub of: Option<Spanned<Type>>,
    /// What it is as long as the shop's system says nothing else.
    pub value: Option<Expression>,
    /// `from "stock.csv"`
    pub file: Option<Text>,
}

/// A type as written.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the types' own names")]
pub enum Type {
    YesNo,
    Number(Option<Range>),
    Money(Option<Range>),
    Percent,
    Text,
    Date,
    Time,
    /// A day and a time of day: `moment`.
    Moment,
    Duration,
    Product,
    /// `one of S, M, L` or `one of broad ("wide", "high instep"), narrow`
    OneOf(Vec<Choice>),
    /// `list of text`
    ListOf(Box<Spanned<Type>>),
}

/// `from 0 to 20000`
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the two ends, both included")]
pub struct Range {
    pub from: Decimal,
    pub to: Decimal,
}

/// One of several values, with the words customers use for it.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// The value's name.
    pub name: Name,
    /// What customers also call it.
    pub synonyms: Vec<Text>,
    /// Names in other languages.
    pub others: Vec<(Language, Name)>,
}

/// `intent bargain "the customer wants a lower price":`
#[derive(Clone, Debug, Serialize)]
pub struct Intent {
    /// Its names.
    pub names: Names,
    /// What it means, for readers.
    pub description: Option<Text>,
    /// `intent refusal also:` adds to an intent declared elsewhere.
    pub also: bool,
    /// Its lists in written order.
    pub lists: Vec<PhraseList>,
    /// `about price`
    pub about: Vec<Name>,
}

/// `phrases zh: "太贵", "便宜点"`
#[derive(Clone, Debug, Serialize)]
pub struct PhraseList {
    /// Which list.
    pub kind: PhraseKind,
    /// The language, where one is named.
    pub language: Option<Language>,
    /// Its entries.
    pub phrases: Vec<Phrase>,
}

/// What a list of phrases is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum PhraseKind {
    /// Match as written.
    Phrases,
    /// Teach the classifier.
    Examples,
    /// Undo a match.
    Except,
}

/// What a customer may write: words with slots.
#[derive(Clone, Debug, Serialize)]
pub struct Phrase {
    /// Words and slots in order.
    pub parts: Vec<PhrasePart>,
    /// With its quotes.
    #[serde(skip)]
    pub span: Span,
}

/// A piece of a phrase.
#[derive(Clone, Debug, Serialize)]
pub enum PhrasePart {
    /// Words to match.
    Words(String),
    /// `{price: money}`
    Slot {
        /// What the rule calls it.
        name: Name,
        /// What it must be.
        of: Spanned<Type>,
    },
}

/// `kind returning: customer.orders > 0`
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// Its names.
    pub names: Names,
    /// When a customer is of it; nothing for `by hand`.
    pub condition: Option<Expression>,
}

/// `offer free-shipping:`
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// Its names.
    pub names: Names,
    /// What it is about, for kinds and tone rules.
    pub about: Vec<Name>,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<OfferClause>>,
}

/// One line of an offer.
#[derive(Clone, Debug, Serialize)]
pub enum OfferClause {
    /// `waives postage`
    WaivesPostage,
    /// `takes 5% off`, `takes 10 off the next order`
    Takes {
        /// A percentage or an amount.
        amount: Expression,
        /// Of the next order instead of this one.
        next_order: bool,
    },
    /// `gives "lucky knot"`
    Gives(Translations),
    /// `words only`
    WordsOnly,
    /// `costs 8`
    Costs(Expression),
    /// `needs cart.total >= 30`
    Needs(Expression),
    /// `once per order`
    Once(Scope),
    /// `say "…"`
    Say(Speech),
}

/// How long something is remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Until the conversation ends.
    #[default]
    Conversation,
    /// Until the order after the present one begins.
    Order,
    /// Until midnight in the shop's time zone.
    Day,
    /// For good.
    Customer,
}

/// `reply recommend-alternatives about price:`
#[derive(Clone, Debug, Serialize)]
pub struct Reply {
    /// Its names.
    pub names: Names,
    /// What it is about.
    pub about: Vec<Name>,
    /// What it does.
    pub steps: Vec<Step>,
}

/// `event parcel-lost: tracking text`
#[derive(Clone, Debug, Serialize)]
pub struct EventDeclaration {
    /// Its names.
    pub names: Names,
    /// What it brings.
    pub fields: Vec<(Name, Spanned<Type>)>,
}

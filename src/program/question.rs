//! Questions, flows, the shop's own events, and what rules wait for.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Time;

use super::{Expression, FactId, ProductQuery, Scope, SlotType, SpeechId, Step, TopicId, Trigger, Type};
use crate::source::Span;

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its canonical name; in expressions it stands for the answer.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// Who is asked, and how.
    pub to: Addressee,
    /// The type of its answer.
    pub of: Type,
    /// How long it is not asked again, whatever starts it.
    pub once: Option<Scope>,
    /// The facts that keep it: one for a customer's answer, all that the system must find for a system's.
    pub remembers: Vec<FactId>,
    /// What it is about.
    pub about: Vec<TopicId>,
    /// Where it is declared.
    pub span: Span,
}

impl Question {
    /// Whether this is its name in any language.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let others = self.others.iter().map(|(_, other)| other);
        std::iter::once(&self.name).chain(others).any(|own| own.to_lowercase() == name)
    }

    /// Whether photos answer it.
    pub fn wants_photos(&self) -> bool {
        matches!(self.to, Addressee::Customer { expects: Expected::Photos(_), .. })
    }
}

/// Who a question is put to.
#[derive(Clone, Debug)]
pub enum Addressee {
    /// The customer.
    Customer {
        /// The question's words.
        ask: SpeechId,
        /// What counts as an answer.
        expects: Expected,
        /// The words in which it is asked again; the question's own where there are none.
        again: Option<SpeechId>,
        /// How often it is asked again before it is given up.
        times: u32,
        /// What is done when it is given up.
        otherwise: Vec<Step>,
    },
    /// The shop's own system: the turn carries the request out, an event brings the facts.
    System {
        /// The system's name.
        system: Arc<str>,
        /// What it is told: the names of answers and facts, and their values.
        with: Vec<(Arc<str>, Expression)>,
        /// How long it has.
        within: SignedDuration,
        /// What is done when its answer is late, malformed or a failure.
        otherwise: Vec<Step>,
    },
}

/// What counts as an answer.
#[derive(Clone, Debug)]
pub enum Expected {
    /// A value of a type.
    Of(SlotType),
    /// A number between two others, both included, which may be facts.
    NumberBetween(Expression, Expression),
    /// So many photos.
    Photos(u32),
    /// A product, one of those the query finds.
    Product(ProductQuery),
}

/// A flow: steps that wait where they ask.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// What it does.
    pub steps: Vec<Step>,
    /// Where it is declared.
    pub span: Span,
}

/// An event the shop declares.
#[derive(Clone, Debug)]
pub struct ShopEvent {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// What it brings, in written order; all of it comes with every such event.
    pub fields: Vec<(Arc<str>, Type)>,
    /// Where it is declared.
    pub span: Span,
}

/// What rules wait for before they are tried: a timer of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What memory calls it: `order placed unless order paid within 30 minutes`, always in English.
    pub name: Arc<str>,
    /// What memory called it before: the same with former names of what it names.
    pub formerly: Vec<Arc<str>>,
    /// What it waits for.
    pub until: Until,
}

/// What the name of a timer begins with that waits for any word to a customer who wrote.
pub const NO_ANSWER: &str = "no answer within";

/// What a timer waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// `E after D`, or `E unless F within D`.
    After {
        /// What sets the timer.
        event: Trigger,
        /// How long it runs.
        after: SignedDuration,
        /// What stops it.
        unless: Option<Trigger>,
    },
    /// `customer.birthday at 10:00`: that time of the day the fact names; a day that is past comes again every year.
    Day {
        /// A date fact.
        fact: FactId,
        /// The time of that day, in the shop's time zone.
        at: Time,
    },
    /// `always answer within D`: a message that nothing answered.
    Unanswered {
        /// How long it may stay so.
        within: SignedDuration,
    },
}

//! Rules: triggers, ladders, steps.

use jiff::civil;
use serde::Serialize;

use super::{Duration, Expression, FactReference, Name, Scope, Speech, Text, Translations};
use crate::source::{Span, Spanned};

/// `when TRIGGER [once] [per SCOPE] [if COND] BODY`
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    /// What sets it off.
    pub trigger: Trigger,
    /// `once [per SCOPE]`: it fires only once in that time.
    pub once: bool,
    /// `per order`: how long its rungs (or its `once`) are remembered.
    pub scope: Option<Scope>,
    /// The rule's own `if`.
    pub condition: Option<Expression>,
    /// What it does.
    pub body: Body,
}

/// What sets a rule off.
#[derive(Clone, Debug, Serialize)]
pub struct Trigger {
    /// The event.
    pub event: Spanned<Occasion>,
    /// `after 3 days`
    pub after: Option<Duration>,
    /// `unless order paid within 30 minutes`
    pub unless: Option<(Spanned<Occasion>, Duration)>,
    /// All of it.
    #[serde(skip)]
    pub span: Span,
}

/// Something that happens.
#[derive(Clone, Debug, Serialize)]
pub enum Occasion {
    /// `first message`
    FirstMessage,
    /// `message`, `message with link`
    Message(Option<Carried>),
    /// `nothing understood`
    NothingUnderstood,
    /// `shop asked`
    ShopAsked,
    /// `offer accepted`
    OfferAccepted,
    /// `offer declined`
    OfferDeclined,
    /// `cart changed`
    CartChanged,
    /// `order placed`
    Order(OrderStage),
    /// `staff joined`
    StaffJoined,
    /// `staff left`
    StaffLeft,
    /// `customer.birthday at 10:00`
    DateAt {
        /// A date fact.
        fact: Name,
        /// The time of that day.
        at: civil::Time,
    },
    /// An intent or an event the shop declares; which, the checker finds out.
    Named(Name),
}

/// What a message brings besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Carried {
    Link,
    File,
    Photo,
    Contact,
    Secret,
}

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum OrderStage {
    Placed,
    Paid,
    Shipped,
    Delayed,
    Delivered,
    Reviewed,
    Returned,
    Cancelled,
}

/// What a rule does.
#[derive(Clone, Debug, Serialize)]
pub enum Body {
    /// Done whole at each firing.
    Steps(Vec<Step>),
    /// One rung a firing.
    Ladder {
        /// The `then`s.
        rungs: Vec<Rung>,
        /// The `else`, and the `then`s behind it.
        otherwise: Vec<Rung>,
    },
}

/// One rung of a ladder.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// When it may be taken.
    pub condition: Option<Expression>,
    /// What it does.
    pub steps: Vec<Step>,
    /// `as second-gift`: what memory calls it.
    pub name: Option<Name>,
    /// `formerly NAME`: what memory called it before.
    pub formerly: Vec<Name>,
    /// From its first step to its last.
    #[serde(skip)]
    pub span: Span,
}

/// A step, with its place.
pub type Step = Spanned<StepKind>;

/// Something a rule, rung, reply or flow does.
#[derive(Clone, Debug, Serialize)]
pub enum StepKind {
    /// `say "…"`
    Say(Speech),
    /// `offer NAME`
    Offer(Name),
    /// `reply NAME`
    Reply(Name),
    /// A bare `NAME` behind a trigger, `then`, `else` or `and`: does what it names.
    Do(Name),
    /// `ask NAME, …`
    Ask(Vec<Name>),
    /// `start FLOW`
    Start(Name),
    /// `show products where …, lowest price first, at most 3`
    ShowProducts(ProductQuery),
    /// `show picture "…"`
    ShowPicture(Text),
    /// `send link "…"`
    SendLink(Text),
    /// `remember FACT as EXPR`
    Remember {
        /// The fact to set.
        fact: FactReference,
        /// What it becomes.
        value: Expression,
    },
    /// `forget FACT`
    Forget(FactReference),
    /// `promise "…"`
    Promise(Translations),
    /// `mark KIND`
    Mark(Name),
    /// `unmark KIND`
    Unmark(Name),
    /// `note "…"`
    Note(Text),
    /// `task "…"`
    Task(Text),
    /// `hand over because "…"`
    HandOver(Option<Text>),
    /// `close`
    Close,
    /// `cancel`: leaves the flow.
    Cancel,
    /// `if C [then] STEPS otherwise STEPS`
    If {
        /// What it hangs on.
        condition: Expression,
        /// Done when it holds.
        then: Vec<Step>,
        /// Done when it does not, or is unknown.
        otherwise: Vec<Step>,
    },
}

/// `products where …, lowest price first, at most 3`
#[derive(Clone, Debug, Serialize)]
pub struct ProductQuery {
    /// Which; all of them where it is missing. `price` alone means each product's own.
    pub filter: Option<Expression>,
    /// By what, and whether the lowest comes first.
    pub order: Option<(Name, bool)>,
    /// How many at most.
    pub limit: Option<u32>,
}

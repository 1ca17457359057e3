//! Rules, ladders and policies, resolved.

use std::sync::Arc;

use jiff::SignedDuration;
use smallvec::SmallVec;

use super::{
    Comparison, EventId, Expression, FactId, FlowId, IntentId, KindId, OfferId, ProductQuery, QuestionId, ReplyId,
    Scope, SpeechId, Text, TopicId, WaitId, WordList,
};
use crate::source::Span;

/// What sets a rule off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A message that means this.
    Intent(IntentId),
    /// The first message of a conversation.
    FirstMessage,
    /// Any message.
    Message,
    /// A message that carries something.
    MessageWith(Carried),
    /// A message nothing in it was understood of.
    NothingUnderstood,
    /// The customer took an offer.
    OfferAccepted,
    /// The customer refused what was open.
    OfferDeclined,
    /// A message that asks something: a question mark stands in it, or it ends like a Chinese question.
    ShopAsked,
    /// What is in the cart changed.
    CartChanged,
    /// A member of staff took over.
    StaffJoined,
    /// Staff left again.
    StaffLeft,
    /// Something happened to the order.
    Order(OrderStage),
    /// An event the shop declares.
    Event(EventId),
    /// A timer ran out.
    Later(WaitId),
}

/// What a message brings besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Carried {
    Link,
    File,
    Photo,
    Contact,
    Secret,
}

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Carried {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Carried::Link => "link",
            Carried::File => "file",
            Carried::Photo => "photo",
            Carried::Contact => "contact",
            Carried::Secret => "secret",
        }
    }
}

impl OrderStage {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            OrderStage::Placed => "placed",
            OrderStage::Paid => "paid",
            OrderStage::Shipped => "shipped",
            OrderStage::Delayed => "delayed",
            OrderStage::Delivered => "delivered",
            OrderStage::Reviewed => "reviewed",
            OrderStage::Returned => "returned",
            OrderStage::Cancelled => "cancelled",
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What sets it off.
    pub trigger: Trigger,
    /// What memory calls the trigger: `bargain`, `first message`, always in English.
    pub trigger_name: Arc<str>,
    /// Names the trigger had before, by the `formerly` of what it names.
    pub trigger_formerly: Vec<Arc<str>>,
    /// What memory calls this rule among those of its trigger, for `once`: its deeds.
    pub key: Arc<str>,
    /// Keys it had before: its deeds with former names of what they offer or say.
    pub key_formerly: Vec<Arc<str>>,
    /// It fires only once in `scope`.
    pub once: bool,
    /// How long its rungs, or its `once`, are remembered.
    pub scope: Scope,
    /// The rule's own `if`.
    pub condition: Option<Expression>,
    /// What it does.
    pub body: Body,
    /// Where it stands.
    pub span: Span,
}

/// What a rule does.
#[derive(Clone, Debug)]
pub enum Body {
    /// Done whole at each firing.
    Steps(Vec<Step>),
    /// One rung a firing.
    Ladder {
        /// The `then`s.
        rungs: Vec<Rung>,
        /// The `else` rungs, the last of which repeats.
        otherwise: Vec<Rung>,
    },
}

/// One rung.
#[derive(Clone, Debug)]
pub struct Rung {
    /// What memory calls it: its name, or its deed (`offer gift`, `reply already-reduced`, `say It leaves today.`).
    pub deed: Arc<str>,
    /// Whether the script names it (`as second-gift`), so that its offer is another than the unnamed one.
    pub named: bool,
    /// What memory called it before: its `formerly`, and its deed with former names of what it offers or says.
    pub formerly: Vec<Arc<str>>,
    /// When it may be taken.
    pub condition: Option<Expression>,
    /// What it does.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub span: Span,
}

/// Something to do.
#[derive(Clone, Debug)]
pub enum Step {
    /// Say one variant.
    Say(SpeechId),
    /// Make an offer and say its words.
    Offer(OfferId),
    /// Give a prepared answer.
    Reply(ReplyId),
    /// Show products of the catalogue.
    ShowProducts(ProductQuery),
    /// Show a picture.
    ShowPicture(Text),
    /// Send a link.
    SendLink(Text),
    /// Set a fact.
    Remember(FactId, Vec<Expression>, Expression),
    /// Clear a fact.
    Forget(FactId, Vec<Expression>),
    /// Promise something in words, by language.
    Promise(Vec<Arc<str>>),
    /// The customer is of this kind from now on.
    Mark(KindId),
    /// The customer is no longer of this kind.
    Unmark(KindId),
    /// A note on the customer.
    Note(Text),
    /// A task for staff.
    Task(Text),
    /// Staff take over.
    HandOver(Option<Text>),
    /// The conversation ends.
    Close,
    /// Ask what is not known yet, one question after the other; the steps behind wait for the answers.
    Ask(Vec<QuestionId>),
    /// Go through a flow; the steps behind wait for its end.
    Start(FlowId),
    /// Leave the flow this stands in, or every open question where it stands in none.
    Cancel,
    /// One or the other.
    If {
        /// What it hangs on.
        condition: Expression,
        /// Done when it holds.
        then: Vec<Step>,
        /// Done when it does not, or is unknown.
        otherwise: Vec<Step>,
    },
}

/// The places of policies on words; a sentence seldom holds the words of several.
pub type PolicyPlaces = SmallVec<[u32; 4]>;

/// What holds whatever the rules say.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// `never give more than EXPR`: money, the condition, and the words of the script for the trace.
    pub give_at_most: Vec<(Expression, Option<Expression>, Arc<str>)>,
    /// `never sell below EXPR`: money, the condition, and the words of the script for the trace.
    pub sell_above: Vec<(Expression, Option<Expression>, Arc<str>)>,
    /// `never write first more than …`.
    pub write_first: Vec<WriteFirst>,
    /// `never say`, `always say` and `avoid`, as far as they are enforced while running.
    pub words: Vec<WordPolicy>,
    /// The words of those policies.
    pub looked_for: WordList,
}

/// How often the shop may write without being written to.
#[derive(Clone, Debug)]
pub struct WriteFirst {
    /// How often at most.
    pub times: u32,
    /// In what time.
    pub per: SignedDuration,
    /// When it is in force.
    pub condition: Option<Expression>,
    /// The words of the script, for the trace.
    pub written: Arc<str>,
}

/// A policy on the words of a sentence.
#[derive(Clone, Debug)]
pub struct WordPolicy {
    /// What it demands.
    pub rule: WordRule,
    /// When it is in force.
    pub condition: Option<Expression>,
    /// The platform it holds on, lower case.
    pub on: Option<Arc<str>>,
    /// The replies and offers it holds in; everywhere where both are empty.
    pub in_replies: Vec<ReplyId>,
    /// Offers it holds in.
    pub in_offers: Vec<OfferId>,
    /// The topics it holds about; all where it is empty.
    pub about: Vec<TopicId>,
    /// The words of the script, for the trace.
    pub written: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// What is demanded of a sentence.
#[derive(Clone, Debug)]
pub enum WordRule {
    /// None of these, by the boundary rule of phrases, normalised like a message.
    Never(Vec<Arc<str>>),
    /// One of these, or an emoji where `emoji` is set.
    Always {
        /// The words, normalised.
        words: Vec<Arc<str>>,
        /// Any emoji will do.
        emoji: bool,
    },
}

impl Comparison {
    /// The same comparison with its sides in each other's place.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessOrEqual => Comparison::GreaterOrEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterOrEqual => Comparison::LessOrEqual,
            same => same,
        }
    }

    /// Whether an ordering found between the two sides satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Is => ordering.is_eq(),
            Comparison::IsNot => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessOrEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

impl Body {
    /// The rungs of a ladder, those behind `else` last; none where it is none.
    pub fn rungs(&self) -> impl Iterator<Item = &Rung> {
        let (rungs, otherwise) = match self {
            Body::Ladder { rungs, otherwise } => (rungs.as_slice(), otherwise.as_slice()),
            Body::Steps(_) => (&[][..], &[][..]),
        };
        rungs.iter().chain(otherwise)
    }
}

impl Body {
    /// The steps of a body that is no ladder.
    pub fn whole(&self) -> &[Step] {
        match self {
            Body::Steps(steps) => steps,
            Body::Ladder { .. } => &[],
        }
    }
}

impl Step {
    /// Steps with those behind `if`, in written order.
    pub fn flat(steps: &[Step]) -> Vec<&Step> {
        let mut all = Vec::new();
        for step in steps {
            match step {
                Step::If { then, otherwise, .. } => {
                    all.extend(Step::flat(then));
                    all.extend(Step::flat(otherwise));
                }
                step => all.push(step),
            }
        }
        all
    }
}

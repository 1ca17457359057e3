//! The tree of a script as written: names unresolved, comments beside it, the same for every keyword language.

mod customer;
mod expression;
mod noun;
mod policy;
mod question;
mod rule;
mod shop;
mod speech;
mod week;

use std::sync::Arc;

use serde::Serialize;

pub use customer::{Customer, CustomerClause, Drawn, DrawnChoice, Outcome};
pub use expression::{Duration, Expression, ExpressionKind, FactReference, Operator, TimeUnit};
pub use noun::{
    Choice, EventDeclaration, Fact, Intent, Kind, Offer, OfferClause, Phrase, PhraseKind, PhraseList, PhrasePart,
    Range, Reply, Scope, Type,
};
pub use policy::{Demand, Policy, Reach, WordOrClass};
pub use question::{Expected, Flow, Question, QuestionClause};
pub use rule::{Body, Carried, Occasion, OrderStage, ProductQuery, Rule, Rung, Step, StepKind, Trigger};
pub use shop::{Setting, Shop, Translations};
pub use speech::{Speech, SpeechGroup, Text, TextPart, Variant};
pub use week::{Days, Opening, Weekday};

use crate::source::{Span, Spanned};

/// The language in which a file's keywords are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Keywords {
    /// `when bargain then …`
    #[default]
    English,
    /// `当 讲价 则 …`
    Chinese,
    /// `cuando regatea luego …`
    Spanish,
}

impl Keywords {
    /// The tag of the language, as `zh: 包邮` has it.
    pub fn tag(self) -> &'static str {
        match self {
            Keywords::English => "en",
            Keywords::Chinese => "zh",
            Keywords::Spanish => "es",
        }
    }
}

/// One file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Script {
    /// What its keywords are written in; the file's first word decides.
    pub keywords: Keywords,
    /// Its declarations in written order; those that could not be read are missing.
    pub declarations: Vec<Declaration>,
    /// The pieces that could not be read, or by guess only: a name in one of them may well be declared there.
    #[serde(skip)]
    pub unread: Vec<Span>,
    /// The names behind the heads of those pieces.
    #[serde(skip)]
    pub unread_names: Vec<Span>,
    /// What was read otherwise than it is written, where mistakes were mended so that the rest could be read.
    #[serde(skip)]
    pub mended: Vec<Spanned<String>>,
    /// Its comments in written order, kept beside the tree.
    pub comments: Vec<Comment>,
}

/// A stage direction, `[ like this ]`.
#[derive(Clone, Debug, Serialize)]
pub struct Comment {
    /// The words between the outer brackets, as written.
    pub text: String,
    /// With its brackets.
    #[serde(skip)]
    pub span: Span,
}

/// A name as written, NFC. Names are equal when their [`Name::key`]s are.
#[derive(Clone, Debug, Serialize)]
pub struct Name {
    /// The name, without the 「 」 it may have been quoted in; facts have dots inside.
    pub text: Arc<str>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

impl Name {
    /// What names are compared by: letter case does not count, accents do.
    pub fn key(&self) -> String {
        self.text.to_lowercase()
    }
}

/// A short language tag, `en`, `zh`, `es`, lower case.
pub type Language = Spanned<Arc<str>>;

/// A declaration, with what any may carry.
#[derive(Clone, Debug, Serialize)]
pub struct Declaration {
    /// What is declared.
    pub kind: DeclarationKind,
    /// The practices it is there for: `covers B1, B2`.
    pub covers: Vec<Name>,
    /// From its first word to its last significant one.
    #[serde(skip)]
    pub span: Span,
}

/// What a declaration declares.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "each holds the declaration of its name")]
pub enum DeclarationKind {
    Shop(Shop),
    Use(Use),
    Fact(Fact),
    Intent(Intent),
    Kind(Kind),
    Offer(Offer),
    Reply(Reply),
    Rule(Rule),
    Policy(Policy),
    Question(Question),
    Flow(Flow),
    Event(EventDeclaration),
    Customer(Customer),
}

/// What a named declaration is called: its own name, other names, and names it had before.
#[derive(Clone, Debug, Serialize)]
pub struct Names {
    /// Its identity.
    pub name: Name,
    /// Names in other languages: `(zh: 包邮, es: envío-gratis)`.
    pub others: Vec<(Language, Name)>,
    /// `formerly NAME, …`: what memory may still call it.
    pub formerly: Vec<Name>,
}

/// `use std/welcome` or `use "delivery.patter"`
#[derive(Clone, Debug, Serialize)]
pub enum Use {
    /// A library module, `std/…`.
    Library(Spanned<String>),
    /// A file beside this one.
    File(Text),
}

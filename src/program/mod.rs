//! The resolved script: ids instead of names, types settled, immutable, shared between threads.
//!
//! `check` makes it and nothing after `check` reports an author's mistake: what is here can run.

mod catalogue;
mod classifier;
mod customer;
mod expression;
mod lexicon;
mod question;
mod renames;
mod rule;
mod shop;
mod shortlist;
mod speech;
mod table;
mod value;

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

pub use catalogue::{Catalogue, Product, ProductFacts, ProductNames, ProductQuery};
pub use classifier::{Classifier, Feature, Weight};
pub use customer::{Aside, Customer, Drawn, Hours, Price, Reaction};
pub use expression::{Clock, Comparison, Expression, Operation};
pub use lexicon::{Automaton, Claim, Lexicon, Pattern, PatternPart, Plain, PlainPhrases, SlotType, Spelling, WordList};
pub use question::{Addressee, Expected, Flow, Question, ShopEvent, Until, Wait};
pub use renames::{Rename, Renames};
pub use rule::{
    Body, Carried, OrderStage, Policies, PolicyPlaces, Rule, Rung, Step, Trigger, WordPolicy, WordRule, WriteFirst,
};
pub use shop::{Money, Shop, always_open};
pub use shortlist::{Candidates, SHORTLIST_FROM, Shortlist};
pub use speech::{Piece, Speech, Text, Variant};
pub use table::Table;
pub use value::{Choice, Datum, Scope, Type, Value};

use crate::source::Span;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in the program's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A simulated customer of [`Program::customers`].
    CustomerId;
    /// An event of [`Program::events`].
    EventId;
    /// A fact of [`Program::facts`].
    FactId;
    /// A flow of [`Program::flows`].
    FlowId;
    /// An intent of [`Program::intents`].
    IntentId;
    /// A kind of [`Program::kinds`].
    KindId;
    /// An offer of [`Program::offers`].
    OfferId;
    /// A question of [`Program::questions`].
    QuestionId;
    /// A reply of [`Program::replies`].
    ReplyId;
    /// A rule of [`Program::rules`].
    RuleId;
    /// A topic of [`Program::topics`].
    TopicId;
    /// A language of [`Shop::languages`]; 0 is the default one.
    LanguageId;
    /// A speech of [`Program::speeches`].
    SpeechId;
    /// A wait of [`Program::waits`].
    WaitId;
    /// A product of [`Catalogue::products`].
    ProductId;
}

/// A script ready to run.
#[derive(Clone, Debug)]
pub struct Program {
    /// The shop's settings.
    pub shop: Shop,
    /// Every fact, the library's too.
    pub facts: Vec<Fact>,
    /// Every intent, the library's too.
    pub intents: Vec<Intent>,
    /// Every kind of customer.
    pub kinds: Vec<Kind>,
    /// Every offer.
    pub offers: Vec<Offer>,
    /// Every reply.
    pub replies: Vec<Reply>,
    /// Every question, to customers and to the shop's systems.
    pub questions: Vec<Question>,
    /// Every flow.
    pub flows: Vec<Flow>,
    /// The events the shop declares.
    pub events: Vec<ShopEvent>,
    /// What rules wait for.
    pub waits: Vec<Wait>,
    /// Every rule: the main file's first, then those of used files in order.
    pub rules: Vec<Rule>,
    /// Everything that is said, by id, so that variants are remembered in one place.
    pub speeches: Vec<Speech>,
    /// What replies, offers and intents can be about.
    pub topics: Vec<Arc<str>>,
    /// `never`, `always`, `avoid`.
    pub policies: Policies,
    /// Which rules each trigger sets off.
    pub triggers: FxHashMap<Trigger, Fired>,
    /// All phrases, ready to be found in a message.
    pub lexicon: Lexicon,
    /// What examples teach, where there are any.
    pub classifier: Option<Classifier>,
    /// The customers of a dry run.
    pub customers: Vec<Customer>,
    /// What the shop sells, where it names a catalogue.
    pub catalogue: Option<Catalogue>,
    /// What every name a script, a conversation or a state may use stands for, by lower-case NFC key; a former name too.
    pub names: Dictionary,
    /// The intent `refusal` of std/answers.
    pub refusal: Option<IntentId>,
    /// The intent `acceptance` of std/answers.
    pub acceptance: Option<IntentId>,
    /// The intent `cancellation` of std/answers.
    pub cancellation: Option<IntentId>,
    /// What memory may still call things; `check` sets it last of all, to `Renames::of(&program)`.
    pub renames: Renames,
    /// Tells this script from others: memory that carries it was made under this one.
    pub digest: Arc<str>,
}

/// The rules one trigger sets off, in the order in which they are tried.
#[derive(Clone, Debug, Default)]
pub struct Fired {
    /// Those that speak or do: the first whose condition holds is the one.
    pub speaking: Vec<RuleId>,
    /// Those that only note, task, mark or remember: all of them run.
    pub silent: Vec<RuleId>,
    /// Where very many speak: those whose condition can hold. None beside silent rules, whose doings conditions may ask for.
    pub shortlist: Option<Shortlist>,
    /// The waits it begins.
    pub begins: Vec<WaitId>,
    /// The waits it ends before their time.
    pub ends: Vec<WaitId>,
}

impl Fired {
    /// The speaking rules worth trying, in the order in which they are tried; `value` says what a fact is now.
    pub fn candidates(&self, value: impl FnMut(FactId) -> Option<Value>) -> Candidates<'_> {
        match &self.shortlist {
            Some(shortlist) => shortlist.candidates(value),
            None => Candidates::all(&self.speaking),
        }
    }
}

/// Names to ids; keys are lower case and NFC.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// Facts, in every language.
    pub facts: IndexMap<String, FactId>,
    /// Intents.
    pub intents: IndexMap<String, IntentId>,
    /// Kinds.
    pub kinds: IndexMap<String, KindId>,
    /// Offers.
    pub offers: IndexMap<String, OfferId>,
    /// Replies.
    pub replies: IndexMap<String, ReplyId>,
    /// Questions.
    pub questions: IndexMap<String, QuestionId>,
    /// Flows.
    pub flows: IndexMap<String, FlowId>,
    /// Events the shop declares.
    pub events: IndexMap<String, EventId>,
    /// Simulated customers.
    pub customers: IndexMap<String, CustomerId>,
}

/// What a name is looked up by, as somebody writes it: letter case does not count, accents do.
pub fn key(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// A fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its canonical name, with dots.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// Its type.
    pub of: Type,
    /// What it is as long as nothing else is supplied.
    pub value: Option<Value>,
    /// The types of what it is looked up by.
    pub keys: Vec<Type>,
    /// What its file has, for what nobody else supplies.
    pub table: Option<Table>,
    /// The part of memory it lives in.
    pub scope: Scope,
    /// Where it is declared.
    pub span: Span,
}

/// An intent.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// Its slots, in the order in which its phrases first name them.
    pub slots: Vec<(Arc<str>, Type)>,
    /// What it is about.
    pub about: Vec<TopicId>,
    /// Sentences that teach the classifier, each with its language.
    pub examples: Vec<(LanguageId, Arc<str>)>,
    /// Where it is declared.
    pub span: Span,
}

/// A kind of customer.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// When a customer is of it; nothing where it is marked by hand.
    pub condition: Option<Expression>,
    /// Where it is declared.
    pub span: Span,
}

/// An offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// What it gives.
    pub gives: Given,
    /// What it costs the shop, where the script says; money.
    pub costs: Option<Expression>,
    /// A term of the promise.
    pub needs: Option<(Expression, Arc<str>)>,
    /// How long it is not made twice.
    pub once: Scope,
    /// What is said with it.
    pub say: Option<SpeechId>,
    /// What it is about.
    pub about: Vec<TopicId>,
    /// Where it is declared.
    pub span: Span,
}

/// What an offer gives.
#[derive(Clone, Debug)]
pub enum Given {
    /// The postage.
    Postage,
    /// A percentage of this order, or of the next.
    Percent {
        /// A percent expression.
        amount: Expression,
        /// Of the next order instead of this one.
        next_order: bool,
    },
    /// An amount of this order, or of the next.
    Amount {
        /// A money expression.
        amount: Expression,
        /// Of the next order instead of this one.
        next_order: bool,
    },
    /// A thing, named in each of the shop's languages (by [`LanguageId`]).
    Gift(Vec<Arc<str>>),
    /// Nothing but words.
    Words,
}

/// A prepared answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Its names in other languages, by their tags.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// Names it had before.
    pub formerly: Vec<Arc<str>>,
    /// What it does.
    pub steps: Vec<Step>,
    /// What it is about.
    pub about: Vec<TopicId>,
    /// Where it is declared.
    pub span: Span,
}

macro_rules! called {
    ($($item:ty)*) => {
        $(impl $item {
            /// What it is called in a language: the name declared for it, else its own.
            pub fn called(&self, language: &str) -> &Arc<str> {
                let named = self.others.iter().find(|(tag, _)| **tag == *language);
                named.map_or(&self.name, |(_, name)| name)
            }
        })*
    };
}

called! { Fact Intent Kind Offer Reply Question Flow ShopEvent Customer }

impl Fact {
    /// Whether it is a fact of the product in question, `product.price` in any keyword language.
    pub fn is_of_product(&self) -> bool {
        let before = self.name.split_once('.').map(|(before, _)| before.to_lowercase());
        before.is_some_and(|before| matches!(before.as_str(), "product" | "商品" | "producto"))
    }
}

macro_rules! lookups {
    ($($method:ident $list:ident $id:ident $item:ty;)*) => {
        impl Program {$(
            /// The item an id stands for; ids are made by `check` and always fit.
            pub fn $method(&self, id: $id) -> Option<&$item> {
                self.$list.get(id.index())
            }
        )*}
    };
}

lookups! {
    fact facts FactId Fact;
    intent intents IntentId Intent;
    kind kinds KindId Kind;
    offer offers OfferId Offer;
    reply replies ReplyId Reply;
    question questions QuestionId Question;
    flow flows FlowId Flow;
    event events EventId ShopEvent;
    customer customers CustomerId Customer;
    wait waits WaitId Wait;
    rule rules RuleId Rule;
    speech speeches SpeechId Speech;
}

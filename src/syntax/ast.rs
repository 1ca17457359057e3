//! The tree of a script as written: names unresolved, comments beside it, the same for every keyword language.

use std::sync::Arc;

use jiff::civil;
use rust_decimal::Decimal;
use serde::Serialize;

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

/// One file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Script {
    /// What its keywords are written in; the file's first word decides.
    pub keywords: Keywords,
    /// Its declarations in written order; those that could not be read are missing.
    pub declarations: Vec<Declaration>,
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

/// `shop "…":`
#[derive(Clone, Debug, Serialize)]
pub struct Shop {
    /// The shop's name.
    pub title: Text,
    /// Its settings in written order.
    pub settings: Vec<Spanned<Setting>>,
}

/// One line of the shop's declaration.
#[derive(Clone, Debug, Serialize)]
pub enum Setting {
    /// `language en, zh`: the first is the default.
    Languages(Vec<Language>),
    /// `currency CNY`
    Currency(Name),
    /// `time zone Asia/Shanghai`
    TimeZone(Spanned<String>),
    /// `open 09:00 to 22:00, closed 2027-01-28 to 2027-02-03`
    Open {
        /// The hours of every day.
        hours: Vec<(civil::Time, civil::Time)>,
        /// Days, both included, on which the shop is closed.
        closed: Vec<(civil::Date, civil::Date)>,
    },
    /// `persona "Mi"`
    Persona(Text),
    /// `calls customers "dear", zh: "亲"`
    Calls(Translations),
    /// `answers at most 2 questions per message`
    Answers(Spanned<u32>),
    /// `ships same day before 16:00`
    Ships(civil::Time),
    /// `a conversation ends after 24 hours of silence`
    Silence(Duration),
    /// `catalogue "products.csv"`
    Catalogue(Text),
    /// `sells on jd, taobao`: the platforms `never say … on jd` looks at.
    Platforms(Vec<Name>),
}

/// A plain text and its wording in other languages.
#[derive(Clone, Debug, Serialize)]
pub struct Translations {
    /// In the default language.
    pub text: Text,
    /// In others.
    pub others: Vec<(Language, Text)>,
}

/// `use std/welcome` or `use "delivery.patter"`
#[derive(Clone, Debug, Serialize)]
pub enum Use {
    /// A library module, `std/…`.
    Library(Spanned<String>),
    /// A file beside this one.
    File(Text),
}

/// `fact cart.total: money from 0 to 20000`
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its names, with dots.
    pub names: Names,
    /// `by product, colour`: what it is looked up by.
    pub keys: Vec<Name>,
    /// Its type.
    pub of: Spanned<Type>,
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

/// What is said: variants, by language.
#[derive(Clone, Debug, Serialize)]
pub struct Speech {
    /// The groups in written order; the first may name no language and is then in the default one.
    pub groups: Vec<SpeechGroup>,
    /// All of it.
    #[serde(skip)]
    pub span: Span,
}

/// The variants of one language.
#[derive(Clone, Debug, Serialize)]
pub struct SpeechGroup {
    /// `zh:`
    pub language: Option<Language>,
    /// At least one.
    pub variants: Vec<Variant>,
}

/// One way to say it.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    /// `or if customer is returning "…"`
    pub condition: Option<Expression>,
    /// The words.
    pub text: Text,
}

/// A quoted text, possibly with expressions in it.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// Words and expressions in order.
    pub parts: Vec<TextPart>,
    /// With its quotes.
    #[serde(skip)]
    pub span: Span,
}

impl Text {
    /// The words, where the text has no expression in it.
    pub fn plain(&self) -> Option<String> {
        self.parts
            .iter()
            .map(|part| if let TextPart::Words(words) = part { Some(words.as_str()) } else { None })
            .collect()
    }
}

/// A piece of a text.
#[derive(Clone, Debug, Serialize)]
pub enum TextPart {
    /// Said as written; `{{` and `}}` are already single braces.
    Words(String),
    /// `{usual-size + 1}`
    Value(Expression),
    /// `{count, one knot, other knots}`
    Count {
        /// What is counted.
        count: Expression,
        /// A plural category (`zero one two few many other`, or a plain number) and its words.
        forms: Vec<(Name, String)>,
    },
}

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

/// `question foot-shape:`
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its names.
    pub names: Names,
    /// What it is about.
    pub about: Vec<Name>,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<QuestionClause>>,
}

/// One line of a question.
#[derive(Clone, Debug, Serialize)]
pub enum QuestionClause {
    /// `ask "…"`
    Ask(Speech),
    /// `ask system order-book with order-number, phone-end`
    AskSystem {
        /// The system's name.
        system: Name,
        /// What it is told.
        with: Vec<Name>,
    },
    /// `expects one of …`
    Expects(Spanned<Expected>),
    /// `again "…" at most 2 times, otherwise STEPS`
    Again {
        /// What is said, the question itself where it is missing.
        say: Option<Speech>,
        /// How often.
        times: Option<u32>,
        /// What then.
        otherwise: Vec<Step>,
    },
    /// `remembers customer.foot`
    Remembers(Vec<Name>),
    /// `within 10 seconds, otherwise STEPS`
    Within {
        /// How long the system has.
        within: Duration,
        /// What then.
        otherwise: Vec<Step>,
    },
}

/// What counts as an answer.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Expected {
    Of(Type),
    NumberFromTo(Expression, Expression),
    Products(Option<Expression>),
    Photos(u32),
    OrderNumber,
    Email,
    Phone,
    Address,
}

/// `flow size-advice:`
#[derive(Clone, Debug, Serialize)]
pub struct Flow {
    /// Its names.
    pub names: Names,
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

/// `customer habitual-bargainer:`, a simulated one.
#[derive(Clone, Debug, Serialize)]
pub struct Customer {
    /// Its names.
    pub names: Names,
    /// Its lines in written order.
    pub clauses: Vec<Spanned<CustomerClause>>,
}

/// One line of a simulated customer.
#[derive(Clone, Debug, Serialize)]
pub enum CustomerClause {
    /// `opens with bargain`
    OpensWith(Vec<Name>),
    /// `after offer free-shipping accepts 15%, declines 75%, leaves 10%`
    After {
        /// The offer.
        offer: Name,
        /// What may come of it, each with its share in percent.
        outcomes: Vec<(Outcome, Decimal)>,
    },
    /// `says bargain at most 6 times`
    Says {
        /// The intent.
        intent: Name,
        /// How often.
        at_most: u32,
    },
}

/// What a simulated customer does with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Outcome {
    Accepts,
    Declines,
    Leaves,
}

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Duration {
    /// How many.
    pub count: Decimal,
    /// Of what.
    pub unit: TimeUnit,
}

/// What durations are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A fact, with what it is looked up by: `stock for product, "green", L`.
#[derive(Clone, Debug, Serialize)]
pub struct FactReference {
    /// Its name, with dots.
    pub name: Name,
    /// Its keys.
    pub keys: Vec<Expression>,
}

/// An expression, with its place.
pub type Expression = Box<Spanned<ExpressionKind>>;

/// What an expression is made of.
#[derive(Clone, Debug, Serialize)]
pub enum ExpressionKind {
    /// `yes`, `no`
    YesNo(bool),
    /// `30`, `30.50`: a number, or money where money is expected.
    Number(Decimal),
    /// `5%`: the figure before the sign.
    Percent(Decimal),
    /// `16:00`
    Time(civil::Time),
    /// `2027-01-28`
    Date(civil::Date),
    /// `30 minutes`
    Duration(Duration),
    /// `"green"`
    Text(Text),
    /// A fact, a slot, a choice, a kind: what, the checker finds out.
    Reference(FactReference),
    /// `customer is returning`
    CustomerIs(Name),
    /// `customer said bargain at least 4 times per day`
    CustomerSaid {
        /// The intent.
        intent: Name,
        /// How often at least; once where it is missing.
        at_least: Option<u32>,
        /// In what time; the conversation where it is missing.
        scope: Option<Scope>,
    },
    /// `promised gift`
    Promised(Name),
    /// `not A`
    Not(Expression),
    /// `A and B`, `A < B`, `A + B`, `A of B`
    Binary {
        /// What joins them.
        operator: Operator,
        /// The left side.
        left: Expression,
        /// The right side.
        right: Expression,
    },
    /// `A is between B and C`, both included.
    Between {
        /// What is looked at.
        value: Expression,
        /// The lower end.
        low: Expression,
        /// The upper end.
        high: Expression,
    },
}

/// What joins two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Operator {
    Or,
    And,
    Is,
    IsNot,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Before,
    After,
    Plus,
    Minus,
    Times,
    Divided,
    /// `5% of cart.total`
    Of,
}

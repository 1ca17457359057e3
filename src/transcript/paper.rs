//! A `.chat` file as written: names unresolved, values unread.

use crate::program::OrderStage;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Keywords;

/// One `.chat` file.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// What its keywords are written in; its first plain word decides.
    pub keywords: Keywords,
    /// `script "FILE"`, where its first line says so.
    pub script: Option<Spanned<String>>,
    /// Its conversations in written order.
    pub chats: Vec<Chat>,
}

/// `chat "title"` and all that stands under it.
#[derive(Clone, Debug)]
pub struct Chat {
    /// What it is called.
    pub title: Spanned<String>,
    /// Its lines in written order, each `shop:` block with the line it answers.
    pub steps: Vec<Step>,
}

/// A line of a conversation, with the shop's answer to it.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the line says.
    pub what: What,
    /// Where it stands.
    pub span: Span,
    /// Its line's number, from 1; for a message over several lines, or with photos under it, the last one's.
    pub line: usize,
    /// The `shop:` block behind it.
    pub answer: Option<Answer>,
}

/// What a line says.
#[derive(Clone, Debug)]
pub enum What {
    /// `given …` or `fact …`
    Given(Vec<Setting>),
    /// `customer: …`
    Customer(Message),
    /// `customer leaves`
    CustomerLeaves,
    /// `event: … with …`
    Event(Happens, Vec<Setting>),
    /// `staff: …`
    Staff(String),
    /// `staff joins`
    StaffJoins,
    /// `staff leaves`
    StaffLeaves,
    /// `staff resolves`
    StaffResolves,
    /// `no answer needed`
    NeedsNoAnswer,
    /// `staff mutes`
    StaffMutes,
    /// `staff unmutes`
    StaffUnmutes,
    /// `30 minutes pass`
    Pass(jiff::SignedDuration),
    /// `until 09:00 tomorrow`
    Until(Moment),
    /// `promised: free-shipping, gift`
    Promised(Vec<Spanned<String>>),
    /// `system order-book: …`
    System(Spanned<String>, SystemSays),
}

/// What a customer sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// The names of the photos under it.
    pub photos: Vec<String>,
    /// The names of the files under it.
    pub files: Vec<String>,
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Message { text: text.to_owned(), ..Message::default() }
    }
}

/// What `event:` names.
#[derive(Clone, Debug)]
pub enum Happens {
    /// `order shipped`
    Order(OrderStage),
    /// `cart changed`
    CartChanged,
    /// `offer accepted`
    OfferAccepted,
    /// `offer declined`
    OfferDeclined,
    /// What the shop declares.
    Declared(Spanned<String>),
}

/// What a system of the shop's answers.
#[derive(Clone, Debug)]
pub enum SystemSays {
    /// The facts it found.
    Finds(Vec<Setting>),
    /// Nothing: it found nothing, or failed, for this reason.
    Fails(String),
}

/// One thing that is given.
#[derive(Clone, Debug)]
pub enum Setting {
    /// `seed 7`
    Seed(u64),
    /// `now 2026-03-02 10:00`
    Start(Spanned<Moment>),
    /// `customer is vip`
    Kind(Spanned<String>),
    /// `cart.total 120`
    Fact {
        /// The fact's name as written.
        name: Spanned<String>,
        /// What it is looked up by: `stock for green, L is 3`.
        keys: Vec<Spanned<String>>,
        /// Its value as written, without its quotation marks.
        value: Spanned<String>,
    },
}

/// A time on the virtual clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The time of day.
    pub clock: jiff::civil::Time,
    /// The day.
    pub day: Day,
}

/// The day of a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Day {
    /// The next time the clock shows it.
    Next,
    /// The day it is.
    Today,
    /// The day after.
    Tomorrow,
    /// A date.
    Date(jiff::civil::Date),
}

/// A `shop:` block: what is expected.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The line `shop:` stands in, from 1.
    pub line: usize,
    /// Where `shop:` stands.
    pub span: Span,
    /// `nothing` is listed: neither deed nor words.
    pub nothing: Option<Span>,
    /// Deeds in written order, on the line of `shop:` or on lines of their own.
    pub deeds: Vec<Spanned<PaperDeed>>,
    /// The words behind `|`, a line each.
    pub words: Vec<Spanned<String>>,
}

impl Answer {
    /// Whether it says anything of what is expected.
    pub fn is_empty(&self) -> bool {
        self.nothing.is_none() && self.deeds.is_empty() && self.words.is_empty()
    }
}

/// A deed as written.
#[derive(Clone, Debug)]
pub struct PaperDeed {
    /// Which verb.
    pub verb: Verb,
    /// The name or the words behind it.
    pub object: Option<Spanned<String>>,
    /// What else stands there: further products shown.
    pub more: Vec<Spanned<String>>,
}

/// The verbs of deeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Verb {
    Offers,
    Says,
    ShowsProducts,
    ShowsPicture,
    SendsLink,
    Remembers,
    Forgets,
    Promises,
    Marks,
    Unmarks,
    Notes,
    Tasks,
    HandsOver,
    Closes,
    Asks,
}

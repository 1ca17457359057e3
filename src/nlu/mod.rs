//! Message text to intents, slots and language.

mod answer;
mod bare;
mod boundary;
mod correction;
mod emoji;
mod language;
mod lexicon;
mod links;
mod matches;
mod normalise;
mod products;
mod script;
mod signals;
mod slots;
mod understand;
mod words;

use std::sync::Arc;

use crate::program::{IntentId, LanguageId, Type, Value};

pub use answer::{Answer, Asked, LONGEST_ANSWER, answer};
pub use boundary::holds_phrase;
pub use correction::corrects;
pub use emoji::contains_emoji;
pub use lexicon::{MOST_SLOTS, lexicon, slot_type};
pub use matches::MOST_MATCHES;
pub use normalise::normalise;
pub use products::{ProductName, index_names, product, product_names, products_named, row_key};
pub use signals::{Signals, signals};
pub use slots::{LONGEST_ADDRESS, LONGEST_TEXT, number_in_words};
pub use understand::understand;

/// What a message was understood to mean.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Its intents in the order in which they stand in the message, none overlapping another.
    pub intents: Vec<HeardIntent>,
    /// The language the customer plainly chose, where the shop has it.
    pub language: Option<LanguageId>,
    /// Whether nothing was written but these intents, manners and sighs apart: what "bare" means in a bare "no".
    pub bare: bool,
}

/// One intent found.
#[derive(Clone, Debug)]
pub struct HeardIntent {
    /// The intent.
    pub intent: IntentId,
    /// The phrase that matched, by its place in the lexicon's patterns.
    pub pattern: u32,
    /// Its first byte in the message as written.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// What its slots hold.
    pub slots: Vec<(Arc<str>, Value)>,
}

/// A phrase as `check` hands it over.
#[derive(Clone, Debug)]
pub struct PhraseSource {
    /// Whose phrase it is.
    pub intent: IntentId,
    /// Words as written, and slots.
    pub parts: Vec<PhrasePart>,
    /// The language, where the script says.
    pub language: Option<LanguageId>,
    /// It undoes a match.
    pub except: bool,
    /// As the script has it.
    pub written: Arc<str>,
}

/// A piece of a phrase.
#[derive(Clone, Debug)]
pub enum PhrasePart {
    /// Words as written.
    Words(String),
    /// A slot.
    Slot(Arc<str>, Type),
}

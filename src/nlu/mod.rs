//! Message text to intents, slots and language.

mod answer;
mod bare;
mod boundary;
mod classify;
mod clause;
mod correction;
mod emoji;
mod explain;
mod language;
mod lexicon;
mod links;
mod matches;
mod measure;
mod normalise;
mod products;
mod random;
mod recover;
mod script;
mod signals;
mod slots;
mod spelling;
mod thing;
mod understand;
mod unheard;
mod word_list;
mod words;

use std::sync::Arc;

use smallvec::SmallVec;

use crate::program::{IntentId, LanguageId, Type, Value};

pub use answer::{Answer, Asked, Days, LONGEST_ANSWER, answer};
pub use bare::only_greets;
pub use boundary::{holds_phrase, is_han};
pub use classify::{
    Guess, LONGEST_CLASSIFIED, Lesson, MOST_GROUPED, MOST_LESSONS, Scores, confidence, groups, guess, scores, taught,
    train,
};
pub use correction::{behind_correction_of, behind_excuse_of, corrects, corrects_name, only_corrects, unlike_name};
pub use emoji::contains_emoji;
pub use explain::{Explanation, FoundPhrase, HeardClause, explain};
pub use lexicon::{MOST_SLOTS, lexicon, slot_type};
pub use links::without_links;
pub use matches::MOST_MATCHES;
pub use measure::{
    Confusion, Figures, Judged, Labelled, LabelledMistake, Point, cross_validate, figures, judge, judge_by_shop,
    own_sentences, read_labelled,
};
pub use normalise::normalise;
pub use products::{ProductName, index_names, product, product_names, products_named, row_key};
pub use recover::MOST_CLAUSES;
pub use signals::{Signals, signals};
pub use slots::{LONGEST_ADDRESS, LONGEST_TEXT, clock_time, currencies, is_email, length_of_time, number_in_words};
pub use understand::{plain, understand};
pub use unheard::unheard;
pub use word_list::{policies_held, word_list};

/// What a message was understood to mean.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Its intents in the order in which they stand in the message, none overlapping another.
    pub intents: HeardIntents,
    /// The language the customer plainly chose, where the shop has it.
    pub language: Option<LanguageId>,
    /// Whether nothing was written but these intents, manners and sighs apart: what "bare" means in a bare "no".
    pub bare: bool,
}

/// Intents found; few messages have more than two.
pub type HeardIntents = SmallVec<[HeardIntent; 2]>;

/// One intent found.
#[derive(Clone, Debug)]
pub struct HeardIntent {
    /// The intent.
    pub intent: IntentId,
    /// What tells so.
    pub basis: Basis,
    /// Its first byte in the message as written.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// What its slots hold.
    pub slots: Vec<(Arc<str>, Value)>,
}

impl HeardIntent {
    /// Fills the slots that are still open; what is known stays.
    pub fn fill(&mut self, slots: Vec<(Arc<str>, Value)>) {
        for (name, value) in slots {
            if self.slots.iter().all(|(known, _)| *known != name) {
                self.slots.push((name, value));
            }
        }
    }
}

/// What tells that a message means something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// A phrase, by its place in the lexicon's patterns.
    Phrase(u32),
    /// A phrase that matches once a word is spelled as phrases spell it.
    Spelling(u32),
    /// The examples, with the score of the best intent.
    Examples(f32),
    /// Something outside, so sure in percent where it says.
    Outside(Option<u8>),
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
    /// It is in a language that the shop does not speak.
    pub foreign: bool,
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

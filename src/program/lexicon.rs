//! All phrases of a script as one automaton. `nlu` builds it and reads it; here it is only kept.

use std::fmt;
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{IntentId, LanguageId};

/// All phrases, ready to be found in one pass over a normalised message.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Finds every literal; none where there are no phrases.
    pub automaton: Option<Automaton>,
    /// The patterns that hang on the literals, those of one literal together.
    pub claims: Vec<Claim>,
    /// Where each literal's claims begin, by the automaton's values, and behind the last where they end.
    pub first_claims: Vec<u32>,
    /// The patterns that are nothing but slots, which no literal can find.
    pub bare_slots: Vec<u32>,
    /// What messages mean that are a phrase and nothing else: most are, and this was worked out beforehand.
    pub plain: PlainPhrases,
    /// The phrases, in written order.
    pub patterns: Vec<Pattern>,
    /// The longer words of phrases, by their first letter and their length: what a word that is spelled wrongly may have meant.
    pub spellings: FxHashMap<(char, u8), Vec<Spelling>>,
    /// The longer words of phrases and examples: none of them is spelled wrongly.
    pub words: FxHashSet<Box<str>>,
}

/// What messages mean that are a phrase and nothing else, by the phrase's words.
#[derive(Clone, Debug, Default)]
pub struct PlainPhrases {
    by_words: FxHashMap<Arc<str>, Plain>,
    /// The most bytes that any of them has: longer messages need not be looked up.
    longest: usize,
}

impl PlainPhrases {
    /// Their words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.by_words.keys().map(|words| &**words)
    }

    /// What this message means, if it is one of them.
    pub fn get(&self, message: &str) -> Option<&Plain> {
        if message.len() > self.longest { None } else { self.by_words.get(message) }
    }
}

impl FromIterator<(Arc<str>, Plain)> for PlainPhrases {
    fn from_iter<T: IntoIterator<Item = (Arc<str>, Plain)>>(phrases: T) -> Self {
        let by_words: FxHashMap<Arc<str>, Plain> = phrases.into_iter().collect();
        let longest = by_words.keys().map(|words| words.len()).max().unwrap_or_default();
        PlainPhrases { by_words, longest }
    }
}

/// What a message means that is a phrase and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    /// The phrase's pattern.
    pub pattern: u32,
    /// Its intent.
    pub intent: IntentId,
}

/// A word of a phrase.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// A bit for each of its letters: most words are told apart by them alone.
    pub letters: u32,
    /// As it is spelled, normalised.
    pub word: Box<str>,
}

/// A pattern that hangs on a literal, with what of it decides most matches: looking at the pattern itself costs a cache miss.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The pattern.
    pub pattern: u32,
    /// Its intent.
    pub intent: IntentId,
    /// It undoes a match instead of making one.
    pub except: bool,
    /// The literal is all there is to it.
    pub whole: bool,
    /// Its last word may go on.
    pub open: bool,
}

/// Finds all literals at once.
#[derive(Clone)]
pub struct Automaton(pub CharwiseDoubleArrayAhoCorasick<u32>);

impl fmt::Debug for Automaton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Automaton({} states)", self.0.num_states())
    }
}

/// The words that policies look for, ready to be found in one pass over a normalised sentence.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    /// Finds all of them; none where there are none.
    pub automaton: Option<Automaton>,
    /// Which policies each of them belongs to, by its place among the policies, and whether its last word may go on there.
    pub policies: Vec<Vec<(u32, bool)>>,
}

/// One phrase.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Whose phrase it is.
    pub intent: IntentId,
    /// Normalised words and slots in order.
    pub parts: Vec<PatternPart>,
    /// It ended in `*`: its last word may go on.
    pub open: bool,
    /// The language it was written for, where the script says.
    pub language: Option<LanguageId>,
    /// It is in a language that the shop does not speak.
    pub foreign: bool,
    /// It undoes a match of its intent instead of making one.
    pub except: bool,
    /// As the script has it, for the trace.
    pub written: Arc<str>,
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternPart {
    /// Normalised words, without space around them.
    Words(Arc<str>),
    /// A slot and what may stand in it.
    Slot(Arc<str>, SlotType),
}

/// What may stand in a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotType {
    /// A number in the range stated, both ends included.
    Number(Option<(Decimal, Decimal)>),
    /// An amount in the range stated, both ends included.
    Money(Option<(Decimal, Decimal)>),
    /// A percentage.
    Percent,
    /// Words, up to the next punctuation mark.
    Text,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Yes or no.
    YesNo,
    /// One of the choices, in their order: what customers write, normalised, and the choice's canonical name.
    OneOf(Arc<[(Arc<str>, Arc<str>)]>),
    /// The number of an order, as the customer wrote it.
    OrderNumber,
    /// One word: a user name, a code.
    Word,
    /// An e-mail address.
    Email,
    /// A phone number: a plus where there was one, and digits.
    Phone,
    /// A postal address.
    Address,
}

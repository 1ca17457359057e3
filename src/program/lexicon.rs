//! All phrases of a script as one automaton. `nlu` builds it and reads it; here it is only kept.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::{IntentId, LanguageId, Type};

/// All phrases, ready to be found in one pass over a normalised message.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Finds every literal; none where there are no phrases.
    pub automaton: Option<AhoCorasick>,
    /// The patterns each literal belongs to, by the automaton's pattern number.
    pub literals: Vec<Vec<u32>>,
    /// The phrases.
    pub patterns: Vec<Pattern>,
}

/// One phrase.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Whose phrase it is.
    pub intent: IntentId,
    /// Normalised words and slots in order.
    pub parts: Vec<PatternPart>,
    /// The language it was written for, where the script says.
    pub language: Option<LanguageId>,
    /// It undoes a match of its intent instead of making one.
    pub except: bool,
    /// As the script has it, for the trace.
    pub written: Arc<str>,
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternPart {
    /// Normalised words.
    Words(Arc<str>),
    /// A slot and its type.
    Slot(Arc<str>, SlotType),
}

/// What may stand in a slot.
pub type SlotType = Type;

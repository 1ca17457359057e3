//! Where phrases stand in a message: every literal the automaton finds, checked against its boundaries and filled with its slots.

use std::sync::Arc;

use smallvec::SmallVec;

use super::boundary::{char_at, char_before, is_han, may_cut, word_end};
use super::normalise::Normal;
use super::slots::{LONGEST_TEXT, Surroundings, past_space, read, text_end, text_value};
use crate::program::{Claim, IntentId, Lexicon, Pattern, PatternPart, SlotType, Value};

/// The most phrases looked at in one message; what stands behind them is not understood.
pub const MOST_MATCHES: usize = 1_000;

/// The most tries at reading a slot in one message: a script full of slots must not make a hostile message slow.
const MOST_READINGS: usize = 20_000;

/// What was found; messages usually hold few phrases.
pub(super) type Found = SmallVec<[Match; 4]>;

/// How far before its words a slot is looked for, in bytes.
const SLOT_REACH: usize = 48;

/// A phrase found, in bytes of the normalised message.
#[derive(Debug)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    pub pattern: u32,
    pub intent: IntentId,
    /// It undoes matches of its intent.
    pub except: bool,
    pub slots: Vec<(Arc<str>, Value)>,
}

/// A message being searched.
pub(super) struct Search<'a> {
    pub lexicon: &'a Lexicon,
    pub message: &'a str,
    pub normal: &'a Normal<'a>,
    pub around: Surroundings<'a>,
    readings_left: usize,
}

type Slots = Vec<(Arc<str>, Value)>;

impl<'a> Search<'a> {
    pub fn new(lexicon: &'a Lexicon, message: &'a str, normal: &'a Normal<'a>, around: Surroundings<'a>) -> Self {
        Search { lexicon, message, normal, around, readings_left: MOST_READINGS }
    }

    /// Every phrase in the message, overlapping ones too.
    pub fn all(mut self, found: &mut Found) {
        let lexicon = self.lexicon;
        let text: &str = &self.normal.text;
        let Some(automaton) = &lexicon.automaton else { return self.bare_slots(found) };
        for hit in automaton.0.find_overlapping_iter(text) {
            if !may_cut(text, hit.start()) {
                continue;
            }
            let closed = may_cut(text, hit.end());
            for claim in claims(lexicon, hit.value()) {
                if found.len() == MOST_MATCHES {
                    return;
                }
                if !(closed || claim.open) {
                    continue;
                }
                let Some((start, end, slots)) = self.around_literal(claim, hit.start(), hit.end()) else { continue };
                let Claim { pattern, intent, except, .. } = *claim;
                found.push(Match { start, end, pattern, intent, except, slots });
            }
        }
        if !lexicon.bare_slots.is_empty() {
            self.bare_slots(found);
        }
    }

    /// A phrase that is only slots matches a message that is nothing else.
    fn bare_slots(&mut self, found: &mut Found) {
        let lexicon = self.lexicon;
        let text: &str = &self.normal.text;
        let Some(start) = text.find(says_something) else { return };
        for &number in &lexicon.bare_slots {
            let Some(pattern) = lexicon.patterns.get(number as usize) else { continue };
            let mut slots = Vec::new();
            if let Some(end) = self.along(&pattern.parts, start, false, &mut slots)
                && !text.get(end..).is_some_and(|rest| rest.contains(says_something))
            {
                let Pattern { intent, except, .. } = *pattern;
                found.push(Match { start, end, pattern: number, intent, except, slots });
            }
        }
    }

    /// Fills what stands before and behind the literal at `start..end`, the phrase's first words.
    fn around_literal(&mut self, claim: &Claim, start: usize, end: usize) -> Option<(usize, usize, Slots)> {
        let text: &str = &self.normal.text;
        if claim.whole {
            return Some((start, if claim.open { word_end(text, end) } else { end }, Slots::new()));
        }
        let pattern = self.lexicon.patterns.get(claim.pattern as usize)?;
        let first = pattern.parts.iter().position(|part| matches!(part, PatternPart::Words(_)))?;
        let (before, behind) = pattern.parts.split_at_checked(first)?;
        let behind = behind.get(1..)?;
        let mut slots = Vec::new();
        let start = if before.is_empty() { start } else { self.leading(before, start, &mut slots)? };
        let end = match behind {
            [] if pattern.open => word_end(text, end),
            [] => end,
            // `open` lets only the phrase's last word go on, and this one was not it.
            _ if !may_cut(text, end) => return None,
            _ => self.along(behind, end, pattern.open, &mut slots)?,
        };
        Some((start, end, slots))
    }

    /// Fills slots that end where the words at `words` begin; the earliest start, and so the longest reading, wins.
    fn leading(&mut self, parts: &[PatternPart], words: usize, slots: &mut Slots) -> Option<usize> {
        let text: &str = &self.normal.text;
        if let [PatternPart::Slot(name, SlotType::Text)] = parts {
            let start = clause_start(text, words);
            slots.push((name.clone(), self.words(start, words)?));
            return Some(start);
        }
        let mut start = words.saturating_sub(SLOT_REACH);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        while start < words {
            let c = char_at(text, start)?;
            if c != ' ' && may_cut(text, start) {
                slots.clear();
                if let Some(end) = self.along(parts, start, true, slots)
                    && past_space(text, end) == words
                {
                    return Some(start);
                }
            }
            start += c.len_utf8();
        }
        None
    }

    /// Fills `parts` from byte `at` on and gives the byte behind the last; `open` is whether what follows may join on.
    fn along(&mut self, parts: &[PatternPart], at: usize, open: bool, slots: &mut Slots) -> Option<usize> {
        let text: &str = &self.normal.text;
        let mut at = at;
        let mut rest = parts.iter().peekable();
        while let Some(part) = rest.next() {
            let start = past_space(text, at);
            at = match part {
                PatternPart::Words(words) => {
                    let end = start + words.len();
                    let last = rest.peek().is_none();
                    if !text.get(start..)?.starts_with(&**words) || !may_cut(text, start) {
                        return None;
                    }
                    match may_cut(text, end) {
                        true => end,
                        false if last && open => word_end(text, end),
                        false => return None,
                    }
                }
                PatternPart::Slot(name, SlotType::Text) => {
                    let end = match rest.peek() {
                        None => text_end(text, start),
                        Some(PatternPart::Words(words)) => find_words(text, start, words)?,
                        Some(PatternPart::Slot(..)) => return None,
                    };
                    slots.push((name.clone(), self.words(start, end)?));
                    end
                }
                PatternPart::Slot(name, of) => {
                    self.readings_left = self.readings_left.checked_sub(1)?;
                    let reading = read(of, text, start, &self.around)?;
                    if !matches!(rest.peek(), Some(PatternPart::Words(_))) && !open && !reading.ends_well(text) {
                        return None;
                    }
                    slots.push((name.clone(), reading.value));
                    reading.end
                }
            };
        }
        Some(at)
    }

    /// The customer's own words between two bytes of the normalised text, as written.
    fn words(&self, start: usize, end: usize) -> Option<Value> {
        let written = self.message.get(self.normal.original(start..end.max(start)))?;
        text_value(written).map(Value::Text)
    }
}

fn claims(lexicon: &Lexicon, literal: u32) -> &[Claim] {
    let bound = |index: usize| lexicon.first_claims.get(index).map(|&bound| bound as usize);
    let (Some(start), Some(end)) = (bound(literal as usize), bound(literal as usize + 1)) else { return &[] };
    lexicon.claims.get(start..end).unwrap_or_default()
}

/// Where words stand that end a text slot: within reach, and before the clause ends.
fn find_words(text: &str, at: usize, words: &str) -> Option<usize> {
    let limit = text_end(text, at);
    let mut from = at;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(words)) {
        let start = from + found;
        if start > limit + 1 {
            return None;
        }
        if start > at && may_cut(text, start) && may_cut(text, start + words.len()) {
            return Some(start);
        }
        from = start + char_at(text, start)?.len_utf8();
    }
    None
}

/// Where the clause that reaches `end` begins.
fn clause_start(text: &str, end: usize) -> usize {
    let mut start = end;
    for _ in 0..LONGEST_TEXT {
        match char_before(text, start) {
            Some(c) if !matches!(c, '.' | ',' | '!' | '?' | ';' | '。' | '、' | '¡' | '¿') => start -= c.len_utf8(),
            _ => break,
        }
    }
    past_space(text, start)
}

/// Whether a character is more than punctuation, space or emoji.
pub(super) fn says_something(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '$';
    }
    is_han(c) || c.is_alphanumeric() || matches!(c, '€' | '£' | '¥' | '₩' | '₹')
}

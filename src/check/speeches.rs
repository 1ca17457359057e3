//! What is said: variants by language, and what memory calls it.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, LanguageId, Piece, Speech, SpeechId, Text, Variant};
use crate::syntax::ast;

impl Checker<'_> {
    /// Something to say. `key` is what memory calls it.
    pub fn speech(&mut self, written: &ast::Speech, place: &Place, key: SpeechKey<'_>) -> Option<SpeechId> {
        let mut variants: Vec<Vec<Variant>> = vec![Vec::new(); self.shop.languages.len()];
        let mut in_default_of_library = Vec::new();
        let mut broken = vec![false; self.shop.languages.len()];
        let mut seen = vec![false; self.shop.languages.len()];
        for group in &written.groups {
            let language = self.group_language(group.language.as_ref(), place);
            let mut lines = Vec::new();
            let mut wrong = false;
            for variant in &group.variants {
                match self.variant(variant, place) {
                    Some(variant) => lines.push(variant),
                    None => wrong = true,
                }
            }
            let Some(id) = language else {
                if group.language.is_none() {
                    in_default_of_library = lines;
                }
                continue;
            };
            if let Some(seen) = seen.get_mut(id.index())
                && std::mem::replace(seen, true)
                && let Some(tag) = &group.language
            {
                self.language_twice(tag);
            }
            if let Some(broken) = broken.get_mut(id.index()) {
                *broken |= wrong;
            }
            if let Some(list) = variants.get_mut(id.index()) {
                list.extend(lines);
            }
        }
        let nothing_by_default =
            variants.first().is_none_or(Vec::is_empty) && !broken.first().is_some_and(|broken| *broken);
        if nothing_by_default && place.library {
            if let Some(list) = variants.first_mut() {
                *list = in_default_of_library;
            }
        } else if nothing_by_default && seen.iter().any(|seen| *seen) && !self.report.shop_is_unread() {
            let default = self.shop.languages.first().cloned().unwrap_or_else(|| "en".into());
            self.report.push(
                Diagnostic::new(
                    Code::NothingByDefault,
                    format!("nothing is said in `{default}`, the shop's first language"),
                    written.span,
                    "only in other languages",
                )
                .help("who writes in a language that is missing here is answered in the first one")
                .example(wording::say(place.keywords)),
            );
        }
        for (index, (lines, broken)) in variants.iter().zip(&broken).enumerate() {
            if !lines.is_empty() && !broken {
                self.always_sayable(lines, LanguageId::from(index), place);
            }
        }
        for lines in &mut variants {
            keep_apart(lines);
        }
        let key = self.of_its_own(key.made(variants.first().and_then(|lines| lines.first())), &variants);
        let id = SpeechId::from(self.speeches.len());
        self.speech_keys.entry(key.clone()).or_insert(self.speeches.len());
        self.speeches.push(Speech { key, variants, span: written.span });
        Some(id)
    }

    /// A key that nothing has which says other values in the same words: “It is {…}” of one figure is not said with another.
    fn of_its_own(&self, key: Arc<str>, variants: &[Vec<Variant>]) -> Arc<str> {
        let line = |variants: &[Vec<Variant>]| variants.first().and_then(|lines| lines.first()).cloned();
        let Some(own) = line(variants) else { return key };
        let of = |key: &str| self.speech_keys.get(key).and_then(|index| self.speeches.get(*index));
        let taken = |key: &str| {
            let other = of(key).and_then(|speech| line(&speech.variants));
            other.is_some_and(|other| !says_the_same(&own.text, &other.text))
        };
        numbered(key, taken)
    }

    fn variant(&mut self, written: &ast::Variant, place: &Place) -> Option<Variant> {
        let Some(condition) = &written.condition else {
            return Some(Variant { condition: None, text: self.text(&written.text, place)? });
        };
        let (condition, text) = (self.condition(condition, place), self.text(&written.text, place));
        Some(Variant { condition: Some(condition?), text: text? })
    }
}

/// What memory calls a speech.
#[derive(Clone, Copy, Debug)]
pub(super) enum SpeechKey<'k> {
    /// `offer free-shipping`, as it stands.
    Whole(&'k str),
    /// `bargain: …` with its first sentence behind.
    Before(&'k str),
}

impl SpeechKey<'_> {
    /// The key of what is said deeper inside.
    pub fn inner(self) -> Self {
        match self {
            SpeechKey::Whole(key) | SpeechKey::Before(key) => SpeechKey::Before(key),
        }
    }

    fn made(self, first: Option<&Variant>) -> Arc<str> {
        match (self, first) {
            (SpeechKey::Whole(key), _) => key.into(),
            (SpeechKey::Before(key), Some(line)) => format!("{key}: {}", first_sentence(&line.text.key)).into(),
            (SpeechKey::Before(key), None) => key.into(),
        }
    }
}

/// A text up to its first full stop.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut end = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let closes = match letter {
            '。' | '！' | '？' => true,
            // A key writes a value as `{…}`.
            '…' => letters.peek().is_none_or(|(_, next)| *next != '}'),
            // A point inside a figure or an address closes nothing.
            '.' | '!' | '?' => letters.peek().is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if closes {
            end = Some(at + letter.len_utf8());
            break;
        }
    }
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Gives lines that differ only in their values keys of their own.
fn keep_apart(lines: &mut [Variant]) {
    for index in 1..lines.len() {
        let Some((before, [line, ..])) = lines.split_at_mut_checked(index) else { return };
        let text = line.text.clone();
        let taken = |key: &str| before.iter().any(|one| *one.text.key == *key && !says_the_same(&one.text, &text));
        line.text.key = numbered(text.key.clone(), taken);
    }
}

/// The key itself, or with the first number behind it that is not taken.
fn numbered(key: Arc<str>, taken: impl Fn(&str) -> bool) -> Arc<str> {
    let numbers = (2..).map(|number| Arc::from(format!("{key} ({number})")));
    std::iter::once(key.clone()).chain(numbers).find(|key| !taken(key)).unwrap_or(key)
}

/// Whether two texts hold the same values, one behind the other.
fn says_the_same(one: &Text, other: &Text) -> bool {
    let values = |text: &Text| -> Vec<Expression> {
        let value = |piece: &Piece| match piece {
            Piece::Words(_) => None,
            Piece::Value(value) | Piece::Count(value, _) => Some(value.clone()),
        };
        text.pieces.iter().filter_map(value).collect()
    };
    values(one) == values(other)
}

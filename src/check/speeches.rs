//! What is said: variants by language, and what memory calls it.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{LanguageId, Speech, SpeechId, Variant};
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
        let key = key.made(variants.first().and_then(|lines| lines.first()));
        let id = SpeechId::from(self.speeches.len());
        self.speeches.push(Speech { key, variants, span: written.span });
        Some(id)
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

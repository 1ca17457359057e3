//! Intents: phrases, slots, and words added to intents of others.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::facts::{former, others};
use super::names::OccasionId;
use super::types::{fits, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::{PhrasePart, PhraseSource, normalise};
use crate::program::{Intent, IntentId, LanguageId, Type};
use crate::syntax::ast::{self, DeclarationKind, PhraseKind};

impl Checker<'_> {
    /// Declares all intents, then reads their phrases, also those of `intent NAME also:`.
    pub fn all_intents(&mut self) {
        let mut lists = Vec::new();
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Intent(intent) = &declaration.kind else { continue };
            let place = Place::of(file);
            let about = self.topics_of(&intent.about);
            if let Some(text) = &intent.description {
                self.plain(text, "what an intent means");
            }
            if intent.also {
                lists.push((None, about, intent, place));
                continue;
            }
            let id = IntentId::from(self.intents.len());
            self.intents.push(Intent {
                name: intent.names.name.text.clone(),
                others: others(&intent.names),
                formerly: former(&intent.names),
                slots: Vec::new(),
                about,
                examples: Vec::new(),
                span: declaration.span,
            });
            self.phrase_counts.push(PhraseCount::default());
            lists.push((Some(id), Vec::new(), intent, place));
        }
        for (id, about, intent, place) in lists {
            let id = id.or_else(|| match self.occasion_named(&intent.names.name, &place)? {
                OccasionId::Intent(id) => Some(id),
                OccasionId::Event(_) => self.intent_named(&intent.names.name, &place),
            });
            self.lists(id, intent, &place);
            if let Some(target) = id.and_then(|id| self.intents.get_mut(id.index())) {
                target.about.extend(about);
            }
        }
    }

    fn lists(&mut self, id: Option<IntentId>, intent: &ast::Intent, place: &Place) {
        for list in &intent.lists {
            let language = match &list.language {
                // What the library lists without a language is said everywhere; a shop's own list is in its first one.
                None => (!place.library).then_some(LanguageId(0)),
                // The library speaks more languages than most shops; customers may use them all the same.
                Some(tag) => self.group_language(Some(tag), place),
            };
            // The library has phrases in languages that this shop does not speak.
            let foreign = language.is_none() && list.language.is_some();
            for phrase in &list.phrases {
                self.phrase(id, phrase, list.kind, language, foreign, place);
            }
        }
    }

    fn phrase(
        &mut self,
        id: Option<IntentId>,
        phrase: &ast::Phrase,
        kind: PhraseKind,
        language: Option<LanguageId>,
        foreign: bool,
        place: &Place,
    ) {
        let mut parts = Vec::new();
        let mut slots: Vec<(Arc<str>, Type)> = Vec::new();
        for part in &phrase.parts {
            match part {
                ast::PhrasePart::Words(words) => parts.push(PhrasePart::Words(words.clone())),
                ast::PhrasePart::Slot { name, of } => {
                    let of = self.slot(id, name, of, place);
                    slots.push((name.text.clone(), of.clone()));
                    parts.push(PhrasePart::Slot(name.text.clone(), of));
                }
            }
        }
        let says_nothing =
            |part: &PhrasePart| matches!(part, PhrasePart::Words(words) if normalise(words).trim().is_empty());
        if parts.iter().all(says_nothing) {
            self.report.push(
                Diagnostic::new(
                    Code::EmptyText,
                    "no message can match a phrase without words",
                    phrase.span,
                    "no words",
                )
                .help("write what customers say, or take it out"),
            );
            return;
        }
        let Some(id) = id else { return };
        let written = self.sources.slice(phrase.span);
        let written = unquoted(written);
        if kind == PhraseKind::Examples {
            // In a language that the shop does not speak they would only blur what its own words teach.
            if foreign {
                return;
            }
            let example = (language.unwrap_or(LanguageId(0)), Arc::from(written));
            if let Some(intent) = self.intents.get_mut(id.index()) {
                intent.examples.push(example);
            }
            // An example brings no slot, so none can be counted on.
            if let Some(count) = self.phrase_counts.get_mut(id.index()) {
                count.add(&[]);
            }
            return;
        }
        if kind == PhraseKind::Phrases
            && let Some(count) = self.phrase_counts.get_mut(id.index())
        {
            count.add(&slots);
        }
        self.phrases.push(PhraseSource {
            intent: id,
            parts,
            language,
            foreign,
            except: kind == PhraseKind::Except,
            written: written.into(),
        });
    }

    /// A slot's type; all phrases of an intent must agree on it.
    fn slot(
        &mut self,
        id: Option<IntentId>,
        name: &ast::Name,
        written: &crate::source::Spanned<ast::Type>,
        place: &Place,
    ) -> Type {
        let of = self.type_of(written, place);
        let Some(intent) = id.and_then(|id| self.intents.get_mut(id.index())) else { return of };
        let key = name.key();
        match intent.slots.iter().find(|(slot, _)| slot.to_lowercase() == key) {
            None => intent.slots.push((name.text.clone(), of.clone())),
            Some((_, first)) if !fits(first, &of) => {
                let message =
                    format!("`{}` is {} here and {} in another phrase", name.text, in_words(&of), in_words(first));
                self.report.push(
                    Diagnostic::new(Code::SlotTypes, message, written.span, "another type")
                        .help("give both the same type, or one of them another name"),
                );
            }
            Some(_) => {}
        }
        of
    }
}

/// What stands in a phrase, without its quotes.
pub(super) fn unquoted(written: &str) -> &str {
    written.trim_matches(['"', '“', '”', '«', '»', '『', '』'])
}

/// How many phrases an intent has, and how many of them bring each slot.
#[derive(Clone, Debug, Default)]
pub(super) struct PhraseCount {
    phrases: usize,
    slots: Vec<(Arc<str>, usize)>,
}

impl PhraseCount {
    fn add(&mut self, slots: &[(Arc<str>, Type)]) {
        self.phrases += 1;
        for (name, _) in slots {
            match self.slots.iter_mut().find(|(slot, _)| slot == name) {
                Some((_, count)) => *count += 1,
                None => self.slots.push((name.clone(), 1)),
            }
        }
    }

    /// The slots that every phrase brings.
    pub fn always(&self) -> impl Iterator<Item = &Arc<str>> {
        self.slots.iter().filter(|(_, count)| *count >= self.phrases).map(|(name, _)| name)
    }
}

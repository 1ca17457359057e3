//! Intents that no message can mean.

use std::collections::HashMap;

use super::Context;
use super::translation::language;
use super::wording::{phrases, phrases_in};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::IntentId;
use crate::syntax::ast::{self, DeclarationKind, Name, PhraseKind, PhrasePart};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    // Phrases may also be added to an intent elsewhere, with `also`.
    let mut lists: HashMap<IntentId, Vec<&ast::PhraseList>> = HashMap::new();
    for intent in context.intents() {
        if let Some(id) = context.program.names.intents.get(&intent.names.name.key()) {
            let heard = intent.lists.iter().filter(|list| list.kind != PhraseKind::Except && !list.phrases.is_empty());
            lists.entry(*id).or_default().extend(heard);
        }
    }
    for declaration in context.declarations() {
        let DeclarationKind::Intent(intent) = &declaration.kind else { continue };
        let name = &intent.names.name;
        let id = context.program.names.intents.get(&name.key()).filter(|_| !intent.also);
        match id.and_then(|id| lists.get(id)).map(Vec::as_slice) {
            Some([]) => warnings.push(no_phrases(context, name)),
            Some(lists) => warnings.extend(not_in_every_language(context, lists, name)),
            None => {}
        }
    }
}

/// A language in which the shop answers, and in which no phrase and no example of an intent is.
fn not_in_every_language(context: &Context, lists: &[&ast::PhraseList], name: &Name) -> Option<Diagnostic> {
    let shop = &context.program.shop;
    // Figures and slots are every language's.
    if lists.iter().flat_map(|list| &list.phrases).any(|phrase| !has_letters(phrase)) {
        return None;
    }
    let speaks = |index: usize, tag: &str| {
        lists.iter().any(|list| match &list.language {
            Some(language) => language.value.eq_ignore_ascii_case(tag),
            None => index == 0 || tag.starts_with("zh") && list.phrases.iter().any(has_han),
        })
    };
    let missing = shop.languages.iter().enumerate().find(|(index, tag)| !speaks(*index, tag));
    let (_, tag) = missing.filter(|_| shop.languages.len() > 1)?;
    Some(
        Diagnostic::new(
            Code::IntentWithoutPhrases,
            format!("intent `{}` has no phrases in {}", name.text, language(tag)),
            name.span,
            format!("not in {}", language(tag)),
        )
        .help(format!("the shop answers in {} too; write what customers say in it", language(tag)))
        .example(phrases_in(context.keywords(name.span), tag)),
    )
}

fn has_letters(phrase: &ast::Phrase) -> bool {
    words(phrase).any(|words| words.contains(char::is_alphabetic))
}

fn has_han(phrase: &ast::Phrase) -> bool {
    words(phrase).any(|words| words.contains(|c: char| ('\u{3400}'..='\u{9fff}').contains(&c)))
}

fn words(phrase: &ast::Phrase) -> impl Iterator<Item = &str> {
    phrase.parts.iter().filter_map(|part| match part {
        PhrasePart::Words(words) => Some(words.as_str()),
        PhrasePart::Slot { .. } => None,
    })
}

fn no_phrases(context: &Context, name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::IntentWithoutPhrases,
        format!("intent `{}` has no phrases", name.text),
        name.span,
        "no message can mean this",
    )
    .help("write what customers say when they mean it")
    .example(phrases(context.keywords(name.span)))
}

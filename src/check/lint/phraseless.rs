//! Intents that no message can mean.

use std::collections::HashSet;

use super::Context;
use super::wording::phrases;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::IntentId;
use crate::syntax::ast::{DeclarationKind, Name, PhraseKind};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    // Phrases may also be added to an intent elsewhere, with `also`.
    let full: HashSet<IntentId> = context
        .intents()
        .filter(|intent| intent.lists.iter().any(|list| list.kind != PhraseKind::Except && !list.phrases.is_empty()))
        .filter_map(|intent| context.program.names.intents.get(&intent.names.name.key()).copied())
        .collect();
    for declaration in context.declarations() {
        let DeclarationKind::Intent(intent) = &declaration.kind else { continue };
        let id = context.program.names.intents.get(&intent.names.name.key());
        if !intent.also && id.is_some_and(|id| !full.contains(id)) {
            warnings.push(no_phrases(context, &intent.names.name));
        }
    }
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

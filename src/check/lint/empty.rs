//! Declarations with nothing in them.

use super::Context;
use super::wording::phrases;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{DeclarationKind, Intent, Offer, OfferClause, PhraseKind};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for declaration in context.declarations() {
        match &declaration.kind {
            DeclarationKind::Intent(intent) => warnings.extend(no_phrases(context, intent)),
            DeclarationKind::Offer(offer) => warnings.extend(no_gift(offer)),
            _ => {}
        }
    }
}

/// Phrases may also be added to an intent elsewhere, with `also`.
fn no_phrases(context: &Context, intent: &Intent) -> Option<Diagnostic> {
    let key = intent.names.name.key();
    let id = context.program.names.intents.get(&key)?;
    let matches =
        context.intents().filter(|other| context.program.names.intents.get(&other.names.name.key()) == Some(id));
    let any =
        matches.flat_map(|other| &other.lists).any(|list| list.kind != PhraseKind::Except && !list.phrases.is_empty());
    let name = &intent.names.name;
    (!any && !intent.also).then(|| {
        Diagnostic::new(
            Code::EmptyDeclaration,
            format!("intent `{}` has no phrases", name.text),
            name.span,
            "no message can mean this",
        )
        .help("write what customers say when they mean it")
        .example(phrases(context.keywords(name.span)))
    })
}

fn no_gift(offer: &Offer) -> Option<Diagnostic> {
    let says =
        |clause: &OfferClause| !matches!(clause, OfferClause::Costs(_) | OfferClause::Needs(_) | OfferClause::Once(_));
    let name = &offer.names.name;
    (!offer.clauses.iter().any(|clause| says(&clause.value))).then(|| {
        Diagnostic::new(
            Code::EmptyDeclaration,
            format!("offer `{}` gives nothing and says nothing", name.text),
            name.span,
            "a customer hears nothing of it",
        )
        .help("say what it gives, and the words with which it is offered")
    })
}

//! Phrases that two intents claim.

use indexmap::IndexMap;

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::normalise;
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, Phrase, PhraseKind, PhrasePart};

/// Who claims a phrase, and where.
struct Claim<'a> {
    intent: &'a str,
    /// What the intent is known by, whatever it is called here.
    identity: String,
    span: Span,
    own: bool,
}

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let mut claims: IndexMap<String, Vec<Claim>> = IndexMap::new();
    for &(script, library) in context.scripts {
        for declaration in &script.declarations {
            let DeclarationKind::Intent(intent) = &declaration.kind else { continue };
            let key = intent.names.name.key();
            let identity = context.program.names.intents.get(&key).map_or(key, |id| id.0.to_string());
            let lists = intent.lists.iter().filter(|list| list.kind == PhraseKind::Phrases);
            for phrase in lists.flat_map(|list| &list.phrases) {
                let claim = Claim {
                    intent: &intent.names.name.text,
                    identity: identity.clone(),
                    span: phrase.span,
                    own: !library,
                };
                claims.entry(normal_form(phrase)).or_default().push(claim);
            }
        }
    }
    for (phrase, claims) in claims.iter().filter(|(phrase, claims)| claims.len() > 1 && !phrase.is_empty()) {
        warnings.extend(warning(context, phrase, claims));
    }
}

/// Two phrases that match the same messages have one form.
fn normal_form(phrase: &Phrase) -> String {
    let mut form = String::new();
    for part in &phrase.parts {
        match part {
            PhrasePart::Words(words) => form.push_str(&normalise(words)),
            PhrasePart::Slot { of, .. } => form.push_str(&format!("\u{0}{:?}\u{0}", std::mem::discriminant(&of.value))),
        }
    }
    form
}

/// The last of the shop's own claims is shown, beside the first of another intent.
fn warning(context: &Context, form: &str, claims: &[Claim]) -> Option<Diagnostic> {
    let later = claims.iter().rev().find(|claim| claim.own)?;
    let first = claims.iter().find(|claim| claim.identity != later.identity)?;
    let message = if form.contains('\u{0}') { String::new() } else { format!(": a customer writes “{form}”") };
    Some(
        Diagnostic::new(
            Code::PhraseClaimedTwice,
            format!("{} is claimed by `{}` and by `{}`", context.quote(later.span), first.intent, later.intent),
            later.span,
            format!("a phrase of `{}` here", later.intent),
        )
        .related(first.span, format!("and of `{}` here", first.intent))
        .help(format!(
            "one message cannot mean both{message}; leave the phrase to one of them, or make it longer in the other"
        )),
    )
}

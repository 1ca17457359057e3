//! Phrases and examples that are understood as something else, or not at all.

use jiff::civil::Date;

use super::Context;
use crate::check::intents::unquoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::{Basis, Heard, normalise, understand};
use crate::program::IntentId;
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, Phrase, PhraseKind, PhrasePart, Type};

/// A day to hear phrases on; none of them says which.
const SOME_DAY: Date = Date::constant(2026, 3, 2);

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let program = context.program;
    let answers = [program.refusal, program.acceptance, program.cancellation];
    for declaration in context.declarations() {
        let DeclarationKind::Intent(intent) = &declaration.kind else { continue };
        let Some(&id) = program.names.intents.get(&intent.names.name.key()) else { continue };
        // What answers, counts only where nothing else is said.
        if answers.contains(&Some(id)) {
            continue;
        }
        let lists = intent.lists.iter().filter(|list| list.kind != PhraseKind::Except);
        for (phrase, kind) in lists.flat_map(|list| list.phrases.iter().map(|phrase| (phrase, list.kind))) {
            let Some(message) = message(phrase) else { continue };
            let heard = understand(program, &message, SOME_DAY);
            // What two intents have alike is told elsewhere.
            let alike = |written: &str| normalise(written) == normalise(&message);
            let is_shared = heard.intents.iter().any(|one| phrase_of(context, one.basis).is_some_and(alike));
            if !is_shared && heard.intents.iter().all(|one| one.intent != id) {
                warnings.push(warning(context, (phrase, kind), &intent.names.name.text, &message, &heard));
            }
        }
    }
}

fn warning(
    context: &Context,
    (phrase, kind): (&Phrase, PhraseKind),
    name: &str,
    message: &str,
    heard: &Heard,
) -> Diagnostic {
    let what = if kind == PhraseKind::Examples { "an example" } else { "a phrase" };
    let Some(other) = heard.intents.first() else {
        return Diagnostic::new(
            Code::PhraseTakenOver,
            format!("“{message}” is {what} of `{name}`, and is not understood"),
            phrase.span,
            "no message like this is heard",
        )
        .help("an `except`, or another intent with the same examples, stands against it; take one of them out");
    };
    let taker = context.program.intent(other.intent).map_or("", |intent| &*intent.name);
    let told = Diagnostic::new(
        Code::PhraseTakenOver,
        format!("“{message}” is {what} of `{name}`, and is understood as `{taker}`"),
        phrase.span,
        format!("{what} of `{name}` here"),
    );
    let Some(written) = phrase_of(context, other.basis) else {
        return told.help(format!(
            "its words are nearer to the examples of `{taker}`; write it among the phrases of `{name}`, or give `{name}` more examples"
        ));
    };
    let told = match place(context, other.intent, written) {
        Some(span) => told.related(span, format!("and “{written}” of `{taker}` stands in it")),
        None => told,
    };
    told.help(format!(
        "the phrase that begins first counts, and of those that begin together the longer; \
         write “{message}” among the phrases of `{name}`, or take “{written}” out of `{taker}`"
    ))
}

/// The phrase that told so.
fn phrase_of<'a>(context: &Context<'a>, basis: Basis) -> Option<&'a str> {
    let (Basis::Phrase(pattern) | Basis::Spelling(pattern)) = basis else { return None };
    context.program.lexicon.patterns.get(pattern as usize).map(|pattern| &*pattern.written)
}

/// Where a phrase of an intent is written.
fn place(context: &Context, of: IntentId, written: &str) -> Option<Span> {
    let mut intents =
        context.intents().filter(|intent| context.program.names.intents.get(&intent.names.name.key()) == Some(&of));
    intents.find_map(|intent| {
        let mut phrases = intent.lists.iter().flat_map(|list| &list.phrases);
        let stands = |phrase: &&Phrase| unquoted(context.sources.slice(phrase.span)) == written;
        phrases.find(stands).map(|phrase| phrase.span)
    })
}

/// What a customer may write where a phrase stands; nothing where a slot can hold too many things to guess one.
fn message(phrase: &Phrase) -> Option<String> {
    let mut message = String::new();
    for part in &phrase.parts {
        match part {
            PhrasePart::Words(words) => message.push_str(words),
            PhrasePart::Slot { of, .. } => match &of.value {
                Type::Number(None) | Type::Money(None) => message.push_str("30"),
                Type::Percent => message.push_str("15%"),
                Type::OneOf(choices) => message.push_str(&choices.first()?.name.text),
                _ => return None,
            },
        }
    }
    Some(message.trim().trim_end_matches('*').to_owned())
}

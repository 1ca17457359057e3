//! Texts without their wording in one of the shop's languages.

use std::sync::Arc;

use super::wording::quoted;
use super::{Context, each_step};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Piece, Speech};
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, OfferClause, Setting, StepKind, Translations};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    if context.program.shop.languages.len() < 2 {
        return;
    }
    for speech in context.program.speeches.iter().filter(|speech| context.is_own(speech.span)) {
        if !has_words(speech) {
            continue;
        }
        let languages = context.program.shop.languages.iter().enumerate();
        let missing = languages.filter(|(index, _)| speech.variants.get(*index).is_none_or(Vec::is_empty));
        let missing: Vec<&Arc<str>> = missing.map(|(_, tag)| tag).collect();
        // With none at all the script has another mistake, which is told elsewhere.
        if missing.len() < context.program.shop.languages.len() {
            warnings.extend(warning(context, speech.span, &missing));
        }
    }
    for declaration in context.declarations() {
        match &declaration.kind {
            DeclarationKind::Shop(shop) => {
                for setting in &shop.settings {
                    if let Setting::Calls(translations) = &setting.value {
                        warnings.extend(translated(context, translations));
                    }
                }
            }
            DeclarationKind::Offer(offer) => {
                for clause in &offer.clauses {
                    if let OfferClause::Gives(translations) = &clause.value {
                        warnings.extend(translated(context, translations));
                    }
                }
            }
            _ => {}
        }
        each_step(&declaration.kind, &mut |step| {
            if let StepKind::Promise(translations) = &step.value {
                warnings.extend(translated(context, translations));
            }
        });
    }
}

/// Whether there is anything to translate: a smile or an order's number is the same everywhere.
fn has_words(speech: &Speech) -> bool {
    let pieces = speech.variants.iter().flatten().flat_map(|variant| &variant.text.pieces);
    pieces.into_iter().any(|piece| match piece {
        Piece::Words(words) => words.chars().any(char::is_alphabetic),
        Piece::Count(..) => true,
        Piece::Value(_) => false,
    })
}

fn translated(context: &Context, translations: &Translations) -> Option<Diagnostic> {
    let tags = translations.others.iter().map(|(language, _)| language).chain(&translations.language);
    let has = |tag: &str| tags.clone().any(|language| language.value.eq_ignore_ascii_case(tag));
    // Where the first wording does not say its language, it is the default one.
    let languages = context.program.shop.languages.iter().skip(usize::from(translations.language.is_none()));
    let missing: Vec<&Arc<str>> = languages.filter(|tag| !has(tag)).collect();
    let plain = translations.text.plain()?;
    if !plain.chars().any(char::is_alphabetic) {
        return None;
    }
    warning(context, translations.text.span, &missing)
}

fn warning(context: &Context, span: Span, missing: &[&Arc<str>]) -> Option<Diagnostic> {
    let first = missing.first()?;
    let names = missing.iter().map(|tag| language(tag)).collect::<Vec<_>>().join(" and ");
    let default = context.program.shop.languages.first().map_or("", |tag| language(tag));
    Some(
        Diagnostic::new(
            Code::MissingTranslation,
            format!("no wording in {names}"),
            span,
            format!("not in {names}"),
        )
        .help(format!(
            "the shop answers in {names} too; a customer who writes that is answered in {default} without these words"
        ))
        .example(format!("{first}: {}", quoted(context.keywords(span), "…"))),
    )
}

/// A language as people call it; its tag where we do not know.
pub(super) fn language(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "zh" => "Chinese",
        "es" => "Spanish",
        "fr" => "French",
        "de" => "German",
        "it" => "Italian",
        "pt" => "Portuguese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "ru" => "Russian",
        tag => tag,
    }
}

//! Offers that are made without a word.

use super::Context;
use super::wording::quoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Body, Offer, Rule, Step};
use crate::source::Span;
use crate::syntax::ast;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for rule in &context.program.rules {
        let Some(tree) = context.rule(rule.span) else { continue };
        warnings.extend(silent(context, rule, tree).into_iter().map(|(offer, span)| warning(context, offer, span)));
    }
}

/// The offers of a rule that nothing is said with, each with the place of its rung.
fn silent<'a>(context: &Context<'a>, rule: &'a Rule, tree: &ast::Rule) -> Vec<(&'a Offer, Span)> {
    match (&rule.body, &tree.body) {
        (Body::Steps(steps), ast::Body::Steps(trees)) => {
            let span = trees.first().zip(trees.last()).map(|(first, last)| first.span.to(last.span));
            only_offer(context, steps).zip(span).into_iter().collect()
        }
        (Body::Ladder { rungs, otherwise }, _) => {
            let rungs = rungs.iter().chain(otherwise);
            rungs.filter_map(|rung| Some((only_offer(context, &rung.steps)?, rung.span))).collect()
        }
        _ => Vec::new(),
    }
}

/// The first offer among steps none of which speaks, shows or hands over.
fn only_offer<'a>(context: &Context<'a>, steps: &'a [Step]) -> Option<&'a Offer> {
    let quiet = |step: &Step| match step {
        Step::Offer(id) => context.program.offer(*id).is_some_and(|offer| offer.say.is_none()),
        Step::Remember(..) | Step::Forget(..) | Step::Mark(_) | Step::Unmark(_) | Step::Note(_) | Step::Task(_) => true,
        _ => false,
    };
    if !steps.iter().all(quiet) {
        return None;
    }
    steps.iter().find_map(|step| if let Step::Offer(id) = step { context.program.offer(*id) } else { None })
}

fn warning(context: &Context, offer: &Offer, span: Span) -> Diagnostic {
    let say = match context.keywords(span) {
        ast::Keywords::English => "say",
        ast::Keywords::Chinese => "说",
        ast::Keywords::Spanish => "di",
    };
    Diagnostic::new(
        Code::OfferWithoutWords,
        format!("`{}` is offered without a word", offer.name),
        span,
        "the customer hears nothing of it",
    )
    .related(offer.span, "it has no words of its own")
    .help("give the offer words")
    .example(format!("  {say} {}", quoted(context.keywords(span), "…")).trim_start())
}

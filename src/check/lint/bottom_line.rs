//! Offers that the bottom line never allows, and a bottom line that may not be known.

use std::sync::Arc;

use super::Context;
use super::linear::Linear;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Given, Offer};
use crate::source::Span;
use crate::syntax::ast::{self, DeclarationKind, Demand, ExpressionKind, OfferClause};

/// A bottom line with its place.
struct Limit<'a> {
    amount: &'a Expression,
    condition: Option<&'a Expression>,
    /// Of everything given, or of the price that is left.
    gives: bool,
    tree: &'a ast::Expression,
    span: Span,
}

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let limits = limits(context);
    for offer in &context.program.offers {
        let Some(DeclarationKind::Offer(tree)) = context.declaration(offer.span) else { continue };
        if let Some(limit) = limits.iter().find(|limit| limit.condition.is_none() && breaks(context, offer, limit)) {
            warnings.push(never_allowed(offer, tree, limit));
        }
    }
    if let Some(limit) = limits.iter().find(|limit| limit.gives) {
        warnings.extend(context.program.offers.iter().filter_map(|offer| costs_nothing(context, offer, limit)));
    }
    let costs =
        |offer: &Offer| offer.costs.is_some() || matches!(offer.gives, Given::Percent { .. } | Given::Amount { .. });
    if context.program.offers.iter().any(costs) {
        warnings.extend(limits.iter().filter_map(|limit| may_be_unknown(context, limit)));
    }
}

/// The program keeps them in written order and without places: trees and program stand side by side.
fn limits<'a>(context: &Context<'a>) -> Vec<Limit<'a>> {
    let policies = &context.program.policies;
    let trees = |gives: bool| {
        context.declarations().filter_map(move |declaration| match &declaration.kind {
            DeclarationKind::Policy(policy) => match &policy.demand {
                Demand::NeverGiveMoreThan(tree) if gives => Some((tree, declaration.span)),
                Demand::NeverSellBelow(tree) if !gives => Some((tree, declaration.span)),
                _ => None,
            },
            _ => None,
        })
    };
    let mut limits = Vec::new();
    for (list, gives) in [(&policies.give_at_most, true), (&policies.sell_above, false)] {
        let trees: Vec<_> = trees(gives).collect();
        if trees.len() != list.len() {
            continue;
        }
        limits.extend(list.iter().zip(trees).map(|((amount, condition, _), (tree, span))| Limit {
            amount,
            condition: condition.as_ref(),
            gives,
            tree,
            span,
        }));
    }
    limits
}

/// Whether an offer goes past a limit all by itself, whatever the facts are.
fn breaks(context: &Context, offer: &Offer, limit: &Limit) -> bool {
    let needs = offer.needs.as_ref().map(|(needs, _)| needs);
    if limit.gives {
        let total = standard(context, "cart.total");
        let cost = match (&offer.costs, &offer.gives) {
            (Some(costs), _) => Linear::of(costs),
            (None, Given::Percent { amount, .. }) => {
                let percent = Linear::of(amount).filter(|percent| percent.fact.is_none());
                percent
                    .zip(total.as_ref().and_then(Linear::of))
                    .and_then(|(percent, total)| total.percent(percent.value()))
            }
            (None, Given::Amount { amount, .. }) => Linear::of(amount),
            _ => None,
        };
        let over = cost.zip(Linear::of(limit.amount)).and_then(|(cost, limit)| cost.less(limit));
        over.is_some_and(|over| over.is_always_positive(context.program, needs))
    } else {
        let price = standard(context, "product.price");
        let Given::Percent { amount, .. } = &offer.gives else { return false };
        let percent = Linear::of(amount).filter(|percent| percent.fact.is_none());
        let price = price.as_ref().and_then(Linear::of);
        let left = percent.zip(price).and_then(|(percent, price)| price.less(price.percent(percent.value())?));
        let under = left.zip(Linear::of(limit.amount)).and_then(|(left, floor)| floor.less(left));
        under.is_some_and(|under| under.is_always_positive(context.program, needs))
    }
}

fn standard(context: &Context, name: &str) -> Option<Expression> {
    context.program.names.facts.get(name).map(|fact| Expression::Fact(*fact, Vec::new()))
}

fn never_allowed(offer: &Offer, tree: &ast::Offer, limit: &Limit) -> Diagnostic {
    let costs = |clause: &OfferClause| matches!(clause, OfferClause::Costs(_));
    let takes = |clause: &OfferClause| matches!(clause, OfferClause::Takes { .. });
    let clause = tree.clauses.iter().find(|clause| costs(&clause.value));
    let clause = clause.or_else(|| tree.clauses.iter().find(|clause| takes(&clause.value)));
    let at = clause.map_or(offer.span, |clause| clause.span);
    Diagnostic::new(
        Code::OfferNeverAllowed,
        format!("`{}` can never be offered", tree.names.name.text),
        at,
        "more than the bottom line allows",
    )
    .related(limit.span, "the bottom line")
    .help("give less, or move the bottom line")
}

/// An offer that gives something away and does not say what that costs counts as nothing.
fn costs_nothing(context: &Context, offer: &Offer, limit: &Limit) -> Option<Diagnostic> {
    let gives = matches!(offer.gives, Given::Postage | Given::Gift(_)) && offer.costs.is_none();
    let DeclarationKind::Offer(tree) = context.declaration(offer.span).filter(|_| gives)? else { return None };
    let clause =
        tree.clauses.iter().find(|clause| matches!(clause.value, OfferClause::Gives(_) | OfferClause::WaivesPostage));
    let at = clause.map_or(offer.span, |clause| clause.span);
    Some(
        Diagnostic::new(
            Code::OfferWithoutCost,
            format!("`{}` does not say what it costs, so the bottom line counts it as nothing", tree.names.name.text),
            at,
            "costs nothing?",
        )
        .related(limit.span, "the bottom line")
        .help("say what it costs you; 0 where it is nothing")
        .example(super::wording::costs(context.keywords(at))),
    )
}

fn may_be_unknown(context: &Context, limit: &Limit) -> Option<Diagnostic> {
    let mut names = Vec::new();
    references(limit.tree, &mut names);
    let (name, fact) = names.into_iter().find_map(|name| {
        let id = context.program.names.facts.get(&name.key())?;
        let declared = context.declarations().any(|declaration| match &declaration.kind {
            DeclarationKind::Fact(fact) => context.program.names.facts.get(&fact.names.name.key()) == Some(id),
            _ => false,
        });
        (!declared).then_some((name, context.program.fact(*id)?))
    })?;
    let written: Arc<str> = name.text.clone();
    let example = super::wording::fact(context.keywords(limit.span), &written, &fact.of);
    let diagnostic = Diagnostic::new(
        Code::BottomLineMayBeUnknown,
        format!("`{written}` may be unknown, and then nothing that costs is offered"),
        name.span,
        "known only where the shop supplies it",
    )
    .help("where your shop always supplies it, say so with a line of its own");
    Some(match example {
        Some(example) => diagnostic.example(example),
        None => diagnostic,
    })
}

fn references<'t>(expression: &'t ast::Expression, names: &mut Vec<&'t ast::Name>) {
    match &expression.value {
        ExpressionKind::Reference(reference) => names.push(&reference.name),
        ExpressionKind::Not(inner) => references(inner, names),
        ExpressionKind::Binary { left, right, .. } => {
            references(left, names);
            references(right, names);
        }
        ExpressionKind::Between { value, low, high } => {
            [value, low, high].into_iter().for_each(|part| references(part, names));
        }
        _ => {}
    }
}

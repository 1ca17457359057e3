//! Ladders that end in silence.

use std::collections::HashSet;

use super::Context;
use super::never::always_does;
use super::wording::{last_answer, then_else};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{self, Rule, Step, Trigger};
use crate::source::Span;
use crate::syntax::ast::Body;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let continued = continued(context);
    for (tree, span) in context.rules().filter(|(_, span)| !continued.contains(span)) {
        let Body::Ladder { rungs, otherwise } = &tree.body else { continue };
        let (true, Some(last)) = (otherwise.is_empty(), rungs.last()) else { continue };
        let trigger = context.quote(tree.trigger.event.span);
        let at = if last.span == Span::default() { span } else { last.span };
        warnings.push(
            Diagnostic::new(
                Code::LadderWithoutElse,
                format!("the ladder for `{trigger}` has no last answer"),
                at,
                "after this rung nothing is said",
            )
            .help("each rung is taken once; say what is answered when none is left")
            .example(last_answer(context.keywords(at))),
        );
    }
    let silent = |rule: &&Rule| context.is_own(rule.span) && !rule.once && !continued.contains(&rule.span);
    warnings.extend(context.program.rules.iter().filter(silent).filter_map(|rule| one_rung(context, rule)));
}

/// A rule of one offer is a ladder of one rung: what was offered is not offered again, so the next time nothing is said.
fn one_rung(context: &Context, rule: &Rule) -> Option<Diagnostic> {
    let (Trigger::Intent(_), program::Body::Steps(steps)) = (&rule.trigger, &rule.body) else { return None };
    let [Step::Offer(id)] = steps.as_slice() else { return None };
    let tree = context.rule(rule.span)?;
    let Body::Steps(written) = &tree.body else { return None };
    let (at, offer) = (written.first()?.span, context.program.offer(*id)?);
    let trigger = context.quote(tree.trigger.event.span);
    Some(
        Diagnostic::new(
            Code::LadderWithoutElse,
            format!("`{}` is offered once, and then nothing answers `{trigger}`", offer.name),
            at,
            "the next time nothing is said",
        )
        .help("an offer is made once; say what is answered afterwards")
        .example(then_else(context.keywords(at), &offer.name)),
    )
}

/// The rules behind which another one answers the same whenever they have nothing left to say.
fn continued(context: &Context) -> HashSet<Span> {
    let mut continued = HashSet::new();
    for fired in context.program.triggers.values() {
        let mut answered = false;
        for rule in fired.speaking.iter().rev().filter_map(|&id| context.program.rule(id)) {
            if answered {
                continued.insert(rule.span);
            }
            answered |= rule.condition.is_none() && !rule.once && always_does(context.program, &rule.body);
        }
    }
    continued
}

//! Ladders that end in silence.

use std::collections::HashSet;

use super::Context;
use super::never::always_does;
use super::wording::last_answer;
use crate::diagnostic::{Code, Diagnostic};
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

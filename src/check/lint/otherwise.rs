//! An `else` that was meant for where the condition does not hold.

use super::Context;
use super::wording::{does, otherwise};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Body, Rule, Rung, StepKind};

/// A ladder of one rung under a condition, and nothing else that answers: where the condition does not hold there is silence.
pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for fired in context.program.triggers.values() {
        let [only] = fired.speaking.as_slice() else { continue };
        let Some(rule) = context.program.rule(*only) else { continue };
        if let Some(tree) = context.rule(rule.span) {
            warnings.extend(warning(context, tree, rule.span));
        }
    }
}

fn warning(context: &Context, tree: &Rule, span: Span) -> Option<Diagnostic> {
    let condition = tree.condition.as_ref()?;
    let Body::Ladder { rungs, otherwise: last } = &tree.body else { return None };
    let ([rung], [end]) = (rungs.as_slice(), last.as_slice()) else { return None };
    if rung.condition.is_some() || end.condition.is_some() || tree.once {
        return None;
    }
    let at = if end.span == Span::default() { span } else { end.span };
    let trigger = context.quote(tree.trigger.event.span);
    let told = Diagnostic::new(
        Code::ElseForOtherwise,
        format!("where {} does not hold, nothing answers `{trigger}`", context.condition(condition.span)),
        at,
        "this comes the second time the condition holds",
    )
    .help(format!(
        "what stands behind `{}` follows the step before it; for what is done where the condition does not hold, write `{}`",
        otherwise(context.keywords(at)).0,
        otherwise(context.keywords(at)).1
    ));
    Some(match example(context, tree, span, rung, end) {
        Some(line) => told.example(line),
        None => told,
    })
}

/// The rule with the word that was meant.
fn example(context: &Context, tree: &Rule, span: Span, rung: &Rung, end: &Rung) -> Option<String> {
    if tree.scope.is_some() || rung.name.is_some() || end.name.is_some() || rung.span.start <= span.start {
        return None;
    }
    let mut before = context.quote(Span { end: rung.span.start, ..span });
    for then in ["then", "luego", "entonces", "después", "然后", "则", "再", "就"] {
        if let Some(rest) = before.strip_suffix(then) {
            before = rest.trim_end_matches([' ', ',', '，']).to_owned();
            break;
        }
    }
    let word = otherwise(context.keywords(span)).1;
    Some(format!("{} {} {word} {}", before.trim_end(), steps(context, rung)?, steps(context, end)?))
}

/// What a rung does, its first step with its verb.
fn steps(context: &Context, rung: &Rung) -> Option<String> {
    let words = context.quote(rung.span).trim_end_matches(['.', '。']).to_owned();
    match &rung.steps.first()?.value {
        StepKind::Do(name) => {
            let offers = context.program.names.offers.contains_key(&name.key());
            Some(format!("{} {words}", does(context.keywords(rung.span), offers)))
        }
        _ => Some(words),
    }
}

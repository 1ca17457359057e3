//! Rules for one trigger whose stretches of one number run into each other: at some values both hold.

use std::collections::HashMap;

use super::Context;
use super::condition::{Subject, ways};
use super::domain::{Domain, Range};
use super::never::key;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Rule, Trigger};

/// A rule is compared with no more rules before it than so many.
const REMEMBERED: usize = 16;

/// Stretches of which one lies in the other are meant so (the narrower first); those that only overlap hardly are.
pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for fired in context.program.triggers.values() {
        let mut earlier: HashMap<(u8, u32), Vec<(Range, &Rule)>> = HashMap::new();
        for rule in fired.speaking.iter().filter_map(|&id| context.program.rule(id)) {
            let Some((subject, range)) = stretch(context, rule) else { continue };
            let list = earlier.entry(key(&Subject::One(subject))).or_default();
            let overlapping = list.iter().find(|(other, first)| {
                !other.is_within(&range)
                    && !range.is_within(other)
                    && !range.meet(other).is_empty()
                    && stretch(context, first).is_some_and(|(looked_at, _)| looked_at == subject)
            });
            if let Some((other, first)) = overlapping {
                warnings.extend(warning(context, first, rule, &range.meet(other)));
            }
            if list.len() < REMEMBERED {
                list.push((range, rule));
            }
        }
    }
}

/// The one fact a rule's condition looks at and the stretch in which it holds.
fn stretch<'a>(context: &Context<'a>, rule: &'a Rule) -> Option<(&'a Expression, Range)> {
    let ways = ways(context.program, rule.condition.as_ref()?)?;
    let [way] = ways.as_slice() else { return None };
    let [(Subject::One(subject @ Expression::Fact(..)), Domain::Range(range))] = way.0.as_slice() else { return None };
    Some((subject, range.clone()))
}

fn warning(context: &Context, first: &Rule, rule: &Rule, shared: &Range) -> Option<Diagnostic> {
    let first_at = context.rule(first.span)?.condition.as_ref()?.span;
    let tree = context.rule(rule.span)?;
    let at = tree.condition.as_ref()?.span;
    let trigger = context.quote(tree.trigger.event.span);
    let (Expression::Fact(fact, _), _) = stretch(context, rule)? else { return None };
    let fact = &context.program.fact(*fact)?.name;
    let number = shared.sample().map_or(String::new(), |number| format!(" and `{fact}` at {number}"));
    let said = match rule.trigger {
        Trigger::Intent(intent) => {
            let phrase =
                context.program.lexicon.patterns.iter().find(|pattern| pattern.intent == intent && !pattern.except);
            phrase.map(|phrase| format!("with “{}” from a customer{number}", phrase.written))
        }
        _ => (!number.is_empty()).then(|| number.trim_start_matches(" and ").to_owned()),
    };
    let example = said.map_or(String::new(), |said| format!("{said} both would answer; "));
    Some(
        Diagnostic::new(
            Code::OverlappingRules,
            format!("two rules for `{trigger}` can hold at once"),
            at,
            "this one is passed over then",
        )
        .related(first_at, "this one stands first and answers")
        .help(format!("{example}change one end so that the two do not meet")),
    )
}

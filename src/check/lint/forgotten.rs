//! Facts that are forgotten with the conversation, in rules that wait until it is over.

use std::collections::HashSet;

use jiff::SignedDuration;

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, FactId, Program, Rule, Scope, Step, Trigger, Until};
use crate::syntax::ast::Keywords;

/// How many kinds defined by kinds are followed.
const DEEPEST_KIND: usize = 8;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let program = context.program;
    let waiting: Vec<(&Rule, SignedDuration)> = program
        .rules
        .iter()
        .filter(|rule| context.is_own(rule.span))
        .filter_map(|rule| Some((rule, waits(program, rule)?)))
        .filter(|(_, wait)| *wait >= program.shop.silence)
        .collect();
    if waiting.is_empty() {
        return;
    }
    let remembered = remembered(program);
    for (rule, _) in waiting {
        let mut asked = Vec::new();
        let conditions = rule.condition.iter().chain(rule.body.rungs().filter_map(|rung| rung.condition.as_ref()));
        conditions.for_each(|condition| facts(program, condition, 0, &mut asked));
        rule.body.rungs().for_each(|rung| chosen_by(program, &rung.steps, &mut asked));
        chosen_by(program, rule.body.whole(), &mut asked);
        let mut told = HashSet::new();
        for id in asked.into_iter().filter(|id| remembered.contains(id) && told.insert(*id)) {
            let Some(fact) = program.fact(id).filter(|fact| fact.scope == Scope::Conversation && fact.value.is_none())
            else {
                continue;
            };
            let Some(tree) = context.rule(rule.span) else { continue };
            let message =
                format!("`{}` is forgotten when the conversation ends, and this rule waits longer", fact.name);
            let stem = fact.name.rsplit('.').next().unwrap_or(&fact.name);
            let keywords = context.keywords(rule.span);
            let order = match keywords {
                Keywords::English => "order",
                Keywords::Chinese => "订单",
                Keywords::Spanish => "pedido",
            };
            let kept = format!("{order}.{stem}");
            let example = context.quote(fact.span).replacen(&*fact.name, &kept, 1);
            warnings.push(
                Diagnostic::new(
                    Code::ForgottenBefore,
                    message,
                    tree.trigger.event.span,
                    "by then the conversation is over, as a rule",
                )
                .related(fact.span, "what is remembered here lasts as long as the conversation")
                .help("what is known of an order or of a customer is kept: give the fact a name that begins so")
                .example(example),
            );
        }
    }
}

/// The facts that decide between steps.
fn chosen_by(program: &Program, steps: &[Step], found: &mut Vec<FactId>) {
    for step in steps {
        if let Step::If { condition, then, otherwise } = step {
            facts(program, condition, 0, found);
            chosen_by(program, then, found);
            chosen_by(program, otherwise, found);
        }
    }
}

/// How long a rule waits for its turn.
fn waits(program: &Program, rule: &Rule) -> Option<SignedDuration> {
    let Trigger::Later(id) = rule.trigger else { return None };
    match program.wait(id)?.until {
        Until::After { after, .. } => Some(after),
        // A day that a fact names comes when it comes.
        Until::Day { .. } => Some(SignedDuration::MAX),
        Until::Unanswered { .. } => None,
    }
}

/// The facts that the script itself remembers; the shop's system supplies others anew.
fn remembered(program: &Program) -> HashSet<FactId> {
    let rules = program.rules.iter().flat_map(|rule| {
        rule.body.rungs().flat_map(|rung| Step::flat(&rung.steps)).chain(Step::flat(rule.body.whole()))
    });
    let replies = program.replies.iter().flat_map(|reply| Step::flat(&reply.steps));
    let flows = program.flows.iter().flat_map(|flow| Step::flat(&flow.steps));
    let steps = rules.chain(replies).chain(flows).filter_map(|step| match step {
        Step::Remember(fact, ..) => Some(*fact),
        _ => None,
    });
    steps.chain(program.questions.iter().flat_map(|question| question.remembers.iter().copied())).collect()
}

/// The facts a condition asks for, in the kinds it asks for too.
fn facts(program: &Program, condition: &Expression, depth: usize, found: &mut Vec<FactId>) {
    match condition {
        Expression::Fact(id, keys) if keys.is_empty() => found.push(*id),
        Expression::Not(a) | Expression::TimeOf(a) | Expression::DateOf(a) => facts(program, a, depth, found),
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Compare(_, a, b) | Expression::Operate(_, a, b) => {
            facts(program, a, depth, found);
            facts(program, b, depth, found);
        }
        Expression::CustomerIs(kind) if depth < DEEPEST_KIND => {
            if let Some(condition) = program.kind(*kind).and_then(|kind| kind.condition.as_ref()) {
                facts(program, condition, depth + 1, found);
            }
        }
        _ => {}
    }
}

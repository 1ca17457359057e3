//! Rules, rungs and conditions that can never come to pass.

use std::collections::HashMap;

use super::Context;
use super::condition::{Subject, Way, both, ways};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Body, Expression, Program, Rule, RuleId, Rung, SpeechId, Step};
use crate::source::Span;
use crate::syntax::ast;

/// Of the rules that look at the same thing, so many are remembered: a rule is compared with no more of them.
const REMEMBERED: usize = 48;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let mut never = Never { context, warnings };
    for fired in context.program.triggers.values() {
        never.speaking(&fired.speaking);
        for &id in &fired.silent {
            if let Some(rule) = context.program.rule(id) {
                never.rule(rule);
            }
        }
    }
    never.declarations();
}

/// What is known where a condition stands.
#[derive(Clone, Default)]
struct Known<'a> {
    /// The ways in which what guards this place holds; nothing where that is not known.
    holds: Option<Vec<Way<'a>>>,
    /// Ways that do not hold here: an `otherwise` stands behind them.
    refuted: Vec<Way<'a>>,
    /// What guards this place, to be shown.
    guard: Option<Span>,
}

struct Never<'c, 'a, 'w> {
    context: &'c Context<'a>,
    warnings: &'w mut Vec<Diagnostic>,
}

impl<'a> Never<'_, 'a, '_> {
    /// Rules of one trigger in their order: the first that can answer does.
    fn speaking(&mut self, rules: &[RuleId]) {
        let mut earlier = Earlier::default();
        for &id in rules {
            let Some(rule) = self.context.program.rule(id) else { continue };
            let Some(ways) = self.rule(rule) else { continue };
            if ways.is_empty() {
                continue;
            }
            if let Some(first) = earlier.covering(&ways)
                && let Some(tree) = self.context.rule(rule.span)
            {
                self.warnings.push(self.shadowed(rule, tree, first));
            }
            if !rule.once && always_does(self.context.program, &rule.body) {
                earlier.add(ways, rule.span);
            }
        }
    }

    fn shadowed(&self, rule: &Rule, tree: &ast::Rule, first: Span) -> Diagnostic {
        let trigger = self.context.quote(tree.trigger.event.span);
        let message = format!("this rule for `{trigger}` can never answer");
        let mut diagnostic = Diagnostic::new(Code::NeverHappens, message, rule.span, "never gets its turn");
        if self.context.rule(first).is_some() {
            diagnostic = diagnostic.related(first, format!("this one answers `{trigger}` first"));
        }
        diagnostic.help(
            "of several rules for one trigger, the first whose `if` holds answers: put the one with the narrower `if` \
             first, or make one ladder of both",
        )
    }

    /// Looks through one rule; the ways in which its own condition can hold, where that can be told.
    fn rule(&mut self, rule: &'a Rule) -> Option<Vec<Way<'a>>> {
        let tree = self.context.rule(rule.span);
        let mut known = Known { holds: Some(vec![Way::default()]), ..Known::default() };
        if let Some(condition) = &rule.condition {
            let at = tree.and_then(|tree| tree.condition.as_ref());
            known = self.condition(condition, at, &known)?;
        }
        let ways = known.holds.clone();
        if ways.as_ref().is_some_and(Vec::is_empty) {
            return ways;
        }
        match (&rule.body, tree.map(|tree| &tree.body)) {
            (Body::Steps(steps), Some(ast::Body::Steps(trees))) => self.steps(steps, trees, known),
            (Body::Ladder { rungs, otherwise }, Some(ast::Body::Ladder { rungs: trees, otherwise: others })) => {
                self.rungs(rungs, trees, &known);
                self.rungs(otherwise, others, &known);
            }
            _ => {}
        }
        ways
    }

    fn rungs(&mut self, rungs: &'a [Rung], trees: &'a [ast::Rung], known: &Known<'a>) {
        for rung in rungs {
            let Some(tree) = trees.iter().find(|tree| tree.span == rung.span) else { continue };
            let mut here = known.clone();
            if let Some(condition) = &rung.condition {
                let Some(known) = self.condition(condition, tree.condition.as_ref(), known) else { continue };
                here = known;
            }
            self.steps(&rung.steps, &tree.steps, here);
        }
    }

    /// The `if`s among some steps. A step that changes what conditions look at ends what was known.
    fn steps(&mut self, steps: &'a [Step], trees: &'a [ast::Step], mut known: Known<'a>) {
        let places: Vec<_> = trees.iter().filter_map(|tree| choice(&tree.value)).collect();
        let count = steps.iter().filter(|step| matches!(step, Step::If { .. })).count();
        let mut places = places.into_iter().filter(|_| count > 0);
        for step in steps {
            match step {
                Step::If { condition, then, otherwise } => {
                    let Some((at, then_trees, otherwise_trees)) = places.next() else { return };
                    let inside = self.condition(condition, Some(at), &known);
                    let mut outside = known.clone();
                    if let Some(ways) = ways(self.context.program, condition) {
                        outside.refuted.extend(ways);
                        outside.guard = Some(at.span);
                    }
                    if let Some(inside) = inside {
                        self.steps(then, then_trees, inside);
                    }
                    self.steps(otherwise, otherwise_trees, outside);
                    known = Known::default();
                }
                Step::Say(_) | Step::ShowProducts(_) | Step::ShowPicture(_) | Step::SendLink(_) => {}
                Step::Note(_) | Step::Task(_) => {}
                _ => known = Known::default(),
            }
        }
    }

    /// What is known behind a condition; nothing where it can never hold, which is said.
    fn condition(
        &mut self,
        condition: &'a Expression,
        at: Option<&'a ast::Expression>,
        known: &Known<'a>,
    ) -> Option<Known<'a>> {
        let inner = ways(self.context.program, condition);
        let guard = at.map(|at| at.span);
        let Some(inner) = inner else { return Some(Known { holds: None, refuted: Vec::new(), guard }) };
        if inner.is_empty() {
            if let Some(at) = at {
                self.impossible(condition, at);
            }
            return None;
        }
        let Some(outer) = &known.holds else { return Some(Known { holds: Some(inner), refuted: Vec::new(), guard }) };
        let Some(mut here) = both(outer, &inner) else {
            return Some(Known { holds: None, refuted: Vec::new(), guard });
        };
        here.retain(|way| !known.refuted.iter().any(|refuted| way.implies(refuted)));
        if here.is_empty() {
            if let Some(at) = at {
                self.excluded(at.span, known.guard);
            }
            return None;
        }
        Some(Known { holds: Some(here), refuted: known.refuted.clone(), guard })
    }

    fn impossible(&mut self, condition: &Expression, at: &ast::Expression) {
        let (blamed, at) = blame(self.context.program, condition, at);
        let message = format!("{} can never hold", self.context.condition(at.span));
        let mut diagnostic = Diagnostic::new(Code::ConditionNeverHolds, message, at.span, "never so");
        diagnostic = match declared(self.context, blamed) {
            Some((words, span)) if self.context.own.contains_key(&span) => {
                diagnostic.related(span, "declared here").help(words)
            }
            Some((words, _)) => diagnostic.help(words),
            None if matches!(blamed, Expression::And(..)) => diagnostic.help("its parts exclude each other"),
            None => diagnostic,
        };
        self.warnings.push(diagnostic);
    }

    fn excluded(&mut self, at: Span, guard: Option<Span>) {
        let message = format!("{} can never hold here", self.context.condition(at));
        let mut diagnostic = Diagnostic::new(Code::ConditionNeverHolds, message, at, "never so at this place");
        if let Some(guard) = guard {
            diagnostic = diagnostic.related(guard, "this comes before it and rules it out");
        }
        self.warnings.push(diagnostic.help("take one of the two out, or change one of them"));
    }

    /// Conditions outside rules: of kinds, of what offers need, of variants, of replies' steps.
    fn declarations(&mut self) {
        let program = self.context.program;
        for kind in &program.kinds {
            if let (Some(condition), Some(ast::DeclarationKind::Kind(tree))) =
                (&kind.condition, self.context.declaration(kind.span))
            {
                self.condition(condition, tree.condition.as_ref(), &Known::default());
            }
        }
        for offer in &program.offers {
            if let (Some((needs, _)), Some(ast::DeclarationKind::Offer(tree))) =
                (&offer.needs, self.context.declaration(offer.span))
            {
                let at = tree.clauses.iter().find_map(|clause| match &clause.value {
                    ast::OfferClause::Needs(expression) => Some(expression),
                    _ => None,
                });
                self.condition(needs, at, &Known::default());
            }
        }
        for reply in &program.replies {
            if let Some(ast::DeclarationKind::Reply(tree)) = self.context.declaration(reply.span) {
                let known = Known { holds: Some(vec![Way::default()]), ..Known::default() };
                self.steps(&reply.steps, &tree.steps, known);
            }
        }
    }
}

/// The parts of an `if` step.
fn choice(step: &ast::StepKind) -> Option<(&ast::Expression, &[ast::Step], &[ast::Step])> {
    match step {
        ast::StepKind::If { condition, then, otherwise } => Some((condition, then, otherwise)),
        _ => None,
    }
}

/// The smallest part of a condition that alone can never hold.
fn blame<'e, 't>(
    program: &Program,
    condition: &'e Expression,
    at: &'t ast::Expression,
) -> (&'e Expression, &'t ast::Expression) {
    if let (
        Expression::And(left, right),
        ast::ExpressionKind::Binary { operator: ast::Operator::And, left: left_at, right: right_at },
    ) = (condition, &at.value)
    {
        for (part, at) in [(left, left_at), (right, right_at)] {
            if ways(program, part).is_some_and(|ways| ways.is_empty()) {
                return blame(program, part, at);
            }
        }
    }
    (condition, at)
}

/// What the declaration of a fact says that rules a comparison out.
fn declared(context: &Context, condition: &Expression) -> Option<(String, Span)> {
    let Expression::Compare(_, left, right) = condition else { return None };
    let fact = [left, right].into_iter().find_map(|side| match &**side {
        Expression::Fact(id, _) => context.program.fact(*id),
        _ => None,
    })?;
    match &fact.of {
        crate::program::Type::Number(Some((low, high))) | crate::program::Type::Money(Some((low, high))) => {
            Some((format!("`{}` lies between {low} and {high}", fact.name), fact.span))
        }
        _ => None,
    }
}

/// Whether a body does something at each firing, whatever was done before and whatever the bottom line says.
pub(super) fn always_does(program: &Program, body: &Body) -> bool {
    match body {
        Body::Steps(steps) => steps_do(program, steps, 0),
        Body::Ladder { otherwise, .. } => {
            otherwise.last().is_some_and(|last| last.condition.is_none() && steps_do(program, &last.steps, 0))
        }
    }
}

fn steps_do(program: &Program, steps: &[Step], depth: usize) -> bool {
    !may_show_nothing(program, steps, depth)
        && steps.iter().any(|step| match step {
            Step::Say(id) => says_at_all(program, *id),
            Step::HandOver(_) | Step::Close => true,
            Step::Reply(id) if depth < 8 => {
                program.reply(*id).is_some_and(|reply| steps_do(program, &reply.steps, depth + 1))
            }
            Step::If { then, otherwise, .. } => steps_do(program, then, depth) && steps_do(program, otherwise, depth),
            _ => false,
        })
}

/// Whether products are shown in it: where none is found, all of it is passed over.
fn may_show_nothing(program: &Program, steps: &[Step], depth: usize) -> bool {
    Step::flat(steps).into_iter().any(|step| match step {
        Step::ShowProducts(_) => true,
        Step::Reply(id) if depth < 8 => {
            program.reply(*id).is_some_and(|reply| may_show_nothing(program, &reply.steps, depth + 1))
        }
        _ => false,
    })
}

fn says_at_all(program: &Program, id: SpeechId) -> bool {
    program.speech(id).is_some_and(|speech| speech.variants.iter().any(|variants| !variants.is_empty()))
}

/// The rules before the one in question, by what their conditions look at.
#[derive(Default)]
struct Earlier<'a> {
    always: Option<Span>,
    by_subject: HashMap<(u8, u32), Vec<(Way<'a>, Span)>>,
}

impl<'a> Earlier<'a> {
    fn add(&mut self, ways: Vec<Way<'a>>, span: Span) {
        for way in ways {
            match way.0.first() {
                None => self.always = self.always.or(Some(span)),
                Some((subject, _)) => {
                    let list = self.by_subject.entry(key(subject)).or_default();
                    if list.len() < REMEMBERED {
                        list.push((way, span));
                    }
                }
            }
        }
    }

    /// A rule before this one that answers whenever it could; every way must be covered.
    fn covering(&self, ways: &[Way<'a>]) -> Option<Span> {
        if self.always.is_some() {
            return self.always;
        }
        let covering = |way: &Way<'a>| {
            let candidates = way.0.iter().filter_map(|(subject, _)| self.by_subject.get(&key(subject))).flatten();
            candidates.into_iter().find(|(earlier, _)| way.implies(earlier)).map(|(_, span)| *span)
        };
        let spans: Option<Vec<Span>> = ways.iter().map(covering).collect();
        spans.and_then(|spans| spans.first().copied())
    }
}

/// A number that subjects which are equal share.
pub(super) fn key(subject: &Subject) -> (u8, u32) {
    match subject {
        Subject::Said(intent, _) => (0, intent.0),
        Subject::Pair(..) => (1, 0),
        Subject::One(Expression::Fact(fact, _)) => (2, fact.0),
        Subject::One(Expression::CustomerIs(kind)) => (3, kind.0),
        Subject::One(Expression::Promised(offer)) => (4, offer.0),
        Subject::One(_) => (5, 0),
    }
}

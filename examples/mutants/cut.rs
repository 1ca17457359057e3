//! Takes one thing out of a script's tree: a rung, a `never`, a variant, a condition or a rule.

use patter::source::Span;
use patter::syntax::ast::{
    Body, Declaration, DeclarationKind, Demand, Expression, ExpressionKind, OfferClause, Operator, Rung, Script,
    Speech, Step, StepKind,
};

/// What was taken out, and where it stood.
pub struct Cut {
    /// `rung`, `never`, `always`, `variant`, `condition`, `part of a condition` or `rule`.
    pub what: &'static str,
    /// Its place in the unchanged script.
    pub span: Span,
}

/// Takes the `place`th thing out of `script`; nothing when there are fewer.
pub fn cut(script: &mut Script, place: usize) -> Option<Cut> {
    let mut knife = Knife { left: place, cut: None };
    knife.script(script);
    knife.cut
}

/// Walks the tree in one fixed order and cuts once, when `left` things have been passed.
struct Knife {
    left: usize,
    cut: Option<Cut>,
}

impl Knife {
    fn falls(&mut self, what: &'static str, span: Span) -> bool {
        if self.cut.is_some() {
            return false;
        }
        let falls = self.left == 0;
        if falls {
            self.cut = Some(Cut { what, span });
        } else {
            self.left -= 1;
        }
        falls
    }

    fn script(&mut self, script: &mut Script) {
        script.declarations.retain(|declaration| match deletable(declaration) {
            Some(what) => !self.falls(what, declaration.span),
            None => true,
        });
        for declaration in &mut script.declarations {
            self.declaration(&mut declaration.kind);
        }
    }

    fn declaration(&mut self, kind: &mut DeclarationKind) {
        match kind {
            DeclarationKind::Kind(kind) => self.condition(&mut kind.condition),
            DeclarationKind::Policy(policy) => self.condition(&mut policy.condition),
            DeclarationKind::Reply(reply) => self.steps(&mut reply.steps),
            DeclarationKind::Offer(offer) => {
                offer.clauses.retain_mut(|clause| match &mut clause.value {
                    OfferClause::Needs(_) => !self.falls("condition", clause.span),
                    OfferClause::Say(speech) => {
                        self.speech(speech);
                        !speech.groups.is_empty()
                    }
                    _ => true,
                });
            }
            DeclarationKind::Rule(rule) => {
                self.condition(&mut rule.condition);
                match &mut rule.body {
                    Body::Steps(steps) => self.steps(steps),
                    Body::Ladder { rungs, otherwise } => {
                        self.rungs(rungs);
                        self.rungs(otherwise);
                    }
                }
            }
            _ => {}
        }
    }

    fn rungs(&mut self, rungs: &mut Vec<Rung>) {
        rungs.retain(|rung| !self.falls("rung", rung.span));
        for rung in rungs {
            self.condition(&mut rung.condition);
            self.steps(&mut rung.steps);
        }
    }

    fn steps(&mut self, steps: &mut Vec<Step>) {
        for mut step in std::mem::take(steps) {
            match &mut step.value {
                StepKind::Say(speech) => {
                    self.speech(speech);
                    if speech.groups.is_empty() {
                        continue;
                    }
                }
                StepKind::If { condition, then, otherwise } => {
                    if self.falls("condition", condition.span) {
                        steps.append(then);
                        continue;
                    }
                    self.parts(condition);
                    self.steps(then);
                    self.steps(otherwise);
                }
                _ => {}
            }
            steps.push(step);
        }
    }

    fn speech(&mut self, speech: &mut Speech) {
        for group in &mut speech.groups {
            group.variants.retain(|variant| !self.falls("variant", variant.text.span));
            for variant in &mut group.variants {
                self.condition(&mut variant.condition);
            }
        }
        speech.groups.retain(|group| !group.variants.is_empty());
    }

    fn condition(&mut self, condition: &mut Option<Expression>) {
        let Some(expression) = condition else { return };
        if self.falls("condition", expression.span) {
            *condition = None;
        } else {
            self.parts(expression);
        }
    }

    fn parts(&mut self, expression: &mut Expression) {
        let ExpressionKind::Binary { operator: Operator::And | Operator::Or, left, right } = &mut expression.value
        else {
            return;
        };
        if self.falls("part of a condition", left.span) {
            *expression = right.clone();
        } else if self.falls("part of a condition", right.span) {
            *expression = left.clone();
        } else {
            self.parts(left);
            self.parts(right);
        }
    }
}

/// What a declaration is called when the whole of it is taken out. `avoid` speaks to authors only, so nothing can fail without it.
fn deletable(declaration: &Declaration) -> Option<&'static str> {
    match &declaration.kind {
        DeclarationKind::Rule(_) => Some("rule"),
        DeclarationKind::Policy(policy) => match policy.demand {
            Demand::NeverGiveMoreThan(_) | Demand::NeverSellBelow(_) | Demand::NeverSay { .. } => Some("never"),
            Demand::AlwaysSay { .. } => Some("always"),
            _ => None,
        },
        _ => None,
    }
}

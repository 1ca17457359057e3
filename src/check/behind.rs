//! What the steps of a flow or reply leave behind, whatever becomes of them: what is known, and what may be forgotten.

use super::checker::{Checker, Place};
use super::names::DeedId;
use super::types::{choice, fits};
use crate::program::{Expression, FactId, Type};
use crate::syntax::ast::{self, ExpressionKind, FactReference, Operator, StepKind};

/// What is known behind steps, and what may be known no more.
#[derive(Clone, Debug, Default)]
pub(super) struct Behind {
    /// What is asked and kept on every way through them.
    known: Vec<Expression>,
    /// What is forgotten on some way through them, and not surely kept again.
    forgotten: Vec<FactId>,
}

impl Behind {
    /// Behind other steps that come next.
    pub fn then(&mut self, next: &Behind) {
        for fact in &next.forgotten {
            self.forget(*fact);
        }
        for leaf in &next.known {
            self.know(leaf.clone());
        }
    }

    fn know(&mut self, leaf: Expression) {
        if let Expression::Fact(fact, _) = &leaf {
            self.forgotten.retain(|forgotten| forgotten != fact);
        }
        if !self.known.contains(&leaf) {
            self.known.push(leaf);
        }
    }

    fn forget(&mut self, fact: FactId) {
        take_away(&mut self.known, fact);
        if !self.forgotten.contains(&fact) {
            self.forgotten.push(fact);
        }
    }

    /// Behind one of two branches, nobody knows which.
    fn or(mut self, other: &Behind) -> Behind {
        self.known.retain(|leaf| other.known.contains(leaf));
        for fact in &other.forgotten {
            if !self.forgotten.contains(fact) {
                self.forgotten.push(*fact);
            }
        }
        self
    }
}

impl Place {
    /// What is known behind steps that were led to from here.
    pub fn leave(&mut self, behind: &Behind) {
        for fact in &behind.forgotten {
            self.forget(*fact);
        }
        self.know(behind.known.clone());
    }

    /// Takes away a fact that may be forgotten here.
    pub fn forget(&mut self, fact: FactId) {
        take_away(&mut self.known, fact);
    }
}

/// Takes away a fact, and what is looked up by it.
fn take_away(known: &mut Vec<Expression>, fact: FactId) {
    known.retain(|leaf| !is_about(leaf, fact));
}

fn is_about(leaf: &Expression, fact: FactId) -> bool {
    matches!(leaf, Expression::Fact(id, keys) if *id == fact || keys.iter().any(|key| is_about(key, fact)))
}

impl Checker<'_> {
    /// What the steps of a flow or reply leave behind.
    pub fn behind(&self, steps: &[ast::Step]) -> Behind {
        let mut behind = Behind::default();
        self.go_through(steps, &mut behind);
        behind
    }

    /// What steps leave behind that may be passed over: the ones a question does where no answer comes.
    pub fn behind_perhaps(&self, steps: &[ast::Step]) -> Behind {
        Behind::default().or(&self.behind(steps))
    }

    fn go_through(&self, steps: &[ast::Step], behind: &mut Behind) {
        for step in steps {
            match &step.value {
                StepKind::Ask(names) => names.iter().for_each(|name| self.come_from(&name.key(), behind)),
                StepKind::Start(name) | StepKind::Reply(name) | StepKind::Do(name) => {
                    self.come_from(&name.key(), behind);
                }
                StepKind::Remember { fact, value } => {
                    if let Some(id) = self.one_fact(fact).filter(|id| self.surely_kept(value, *id, &behind.known)) {
                        behind.know(Expression::Fact(id, Vec::new()));
                    }
                }
                StepKind::Forget(fact) => {
                    if let Some((id, _)) = self.names.facts.get(&fact.name.key()) {
                        behind.forget(*id);
                    }
                }
                StepKind::If { then, otherwise, .. } => {
                    let mut held = behind.clone();
                    self.go_through(then, &mut held);
                    self.go_through(otherwise, behind);
                    *behind = held.or(behind);
                }
                _ => {}
            }
        }
    }

    /// What is led to by name leaves behind.
    fn come_from(&self, name: &str, behind: &mut Behind) {
        let Some((deed, _)) = self.names.deeds.get(name) else { return };
        if let Some(left) = self.left_behind.get(deed) {
            behind.then(left);
        }
        if let DeedId::Question(id) = deed {
            self.learned_by_question(*id).into_iter().for_each(|leaf| behind.know(leaf));
        }
    }

    /// A fact that is one value.
    fn one_fact(&self, fact: &FactReference) -> Option<FactId> {
        let id = self.names.facts.get(&fact.name.key()).map(|(id, _)| *id);
        id.filter(|_| fact.keys.is_empty())
    }

    /// Whether what is kept in a fact is surely known: written out, or made of answers and facts that are.
    fn surely_kept(&self, value: &ast::Expression, kept_in: FactId, known: &[Expression]) -> bool {
        match &value.value {
            ExpressionKind::YesNo(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Duration(_) => true,
            ExpressionKind::Text(text) => text.plain().is_some(),
            ExpressionKind::Reference(reference) if reference.keys.is_empty() => {
                let key = reference.name.key();
                let one_of = self.facts.get(kept_in.index()).is_some_and(|fact| match &fact.of {
                    Type::OneOf(choices) => choice(choices, &key).is_some(),
                    _ => false,
                });
                one_of || self.surely_known(&key, known)
            }
            ExpressionKind::Binary {
                operator: Operator::Plus | Operator::Minus | Operator::Times | Operator::Of,
                left,
                right,
            } => self.surely_kept(left, kept_in, known) && self.surely_kept(right, kept_in, known),
            _ => false,
        }
    }

    /// Whether what a name stands for is known. A fact is meant before a question, and a slot, where one is heard, before both.
    fn surely_known(&self, key: &str, known: &[Expression]) -> bool {
        if let Some((id, _)) = self.names.facts.get(key) {
            let by_shop = self.facts.get(id.index()).is_some_and(|fact| fact.value.is_some());
            let supplied = by_shop || known.contains(&Expression::Fact(*id, Vec::new()));
            return supplied && !self.may_be_a_slot(key, None);
        }
        match self.names.deeds.get(key) {
            Some((DeedId::Question(id), _)) if !self.names.kinds.contains_key(key) => {
                let of = self.questions.get(id.index()).map(|question| &question.of);
                known.contains(&Expression::Answer(*id)) && !self.may_be_a_slot(key, of)
            }
            _ => false,
        }
    }

    /// Whether a message or event may bring something of this name that is no answer of the question so called.
    fn may_be_a_slot(&self, key: &str, answers: Option<&Type>) -> bool {
        let slots = self.intents.iter().flat_map(|intent| &intent.slots);
        let mut fields = slots.chain(self.events.iter().flat_map(|event| &event.fields));
        fields.any(|(name, of)| name.to_lowercase() == key && !answers.is_some_and(|answers| fits(of, answers)))
    }
}

//! What a mistake hides: behind a condition that could not be made out, some facts are known once it is mended.

use std::collections::HashSet;

use super::checker::{Checker, Place};
use super::names::DeedId;
use crate::program::{Expression, FactId, KindId, Type};
use crate::syntax::ast::{self, ExpressionKind, Name, Operator};

/// What may be known in a place, for all that could be made out.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Any fact: a condition names what nobody declared.
    pub anything: bool,
    /// What stands in a piece that could not be read.
    pub unread: bool,
    /// The facts that a wrong condition names.
    facts: HashSet<FactId>,
}

impl Lost {
    /// What may be known in either of two places.
    pub fn add(&mut self, other: &Lost) {
        self.anything |= other.anything;
        self.unread |= other.unread;
        self.facts.extend(&other.facts);
    }
}

impl Checker<'_> {
    /// Whether something may be known here, once the mistakes around it are mended.
    pub fn may_be_known(&self, leaf: &Expression, place: &Place) -> bool {
        match leaf {
            Expression::Slot(_) => place.without_slots || place.lost.anything,
            Expression::Answer(_) => place.without_slots,
            Expression::Fact(id, _) => {
                let lost = &place.lost;
                lost.anything || lost.facts.contains(id) || lost.unread && self.is_in_an_unread_piece(*id)
            }
            _ => false,
        }
    }

    /// Whether a piece that could not be read names a fact, or a kind that asks for it.
    fn is_in_an_unread_piece(&self, fact: FactId) -> bool {
        let named = self.names.facts.iter().any(|(key, (id, _))| *id == fact && self.report.is_unread(key));
        let asks = |id: KindId| {
            let mut lost = Lost::default();
            self.asked_by_kind(id, &mut HashSet::new(), &mut lost);
            lost.anything || lost.facts.contains(&fact)
        };
        named || self.names.kinds.iter().any(|(key, (id, _))| self.report.is_unread(key) && asks(*id))
    }

    /// What a piece that could not be read may bring to what it uses: it may know less than other uses, but never more.
    pub fn unread_use(&self, deed: DeedId, name: &Name, place: &mut Place) {
        if self.report.is_unread(&name.key()) {
            place.without_slots = true;
            place.lost.unread |= !self.sites.is_used(deed);
        }
    }

    /// Adds what a condition that could not be made out may have made known.
    pub fn lose(&self, written: &ast::Expression, lost: &mut Lost) {
        self.asked_by(written, &mut HashSet::new(), lost);
    }

    /// Adds what a name may stand for.
    pub fn lose_name(&self, name: &Name, lost: &mut Lost) {
        let key = name.key();
        if let Some((id, _)) = self.names.facts.get(&key) {
            lost.facts.insert(*id);
        } else if self.report.is_unread(&key) {
            lost.unread = true;
        } else {
            lost.anything = true;
        }
    }

    /// Adds what the kinds in a condition ask for that could not be made out themselves.
    pub fn lose_kinds(&self, condition: &Expression, lost: &mut Lost) {
        if !self.kinds_lost.is_empty() {
            self.lost_by_kinds(condition, &mut HashSet::new(), lost);
        }
    }

    fn lost_by_kinds(&self, condition: &Expression, seen: &mut HashSet<KindId>, lost: &mut Lost) {
        super::kinds::parts(condition, &mut |part| {
            let Expression::CustomerIs(id) = part else { return };
            if self.kinds_lost.contains_key(id) {
                self.asked_by_kind(*id, &mut HashSet::new(), lost);
            } else if seen.insert(*id)
                && let Some(condition) = self.kinds.get(id.index()).and_then(|kind| kind.condition.as_ref())
            {
                self.lost_by_kinds(condition, seen, lost);
            }
        });
    }

    fn asked_by(&self, written: &ast::Expression, seen: &mut HashSet<KindId>, lost: &mut Lost) {
        match &written.value {
            ExpressionKind::Reference(reference) => {
                for key in &reference.keys {
                    self.asked_by(key, seen, lost);
                }
                match self.names.kinds.get(&reference.name.key()) {
                    Some((id, _)) if !self.names.facts.contains_key(&reference.name.key()) => {
                        self.asked_by_kind(*id, seen, lost);
                    }
                    _ => self.lose_name(&reference.name, lost),
                }
            }
            ExpressionKind::CustomerIs(name) => match self.names.kinds.get(&name.key()) {
                Some((id, _)) => self.asked_by_kind(*id, seen, lost),
                None => self.lose_name(name, lost),
            },
            ExpressionKind::Not(inner) => self.asked_by(inner, seen, lost),
            ExpressionKind::Binary { operator: Operator::Is | Operator::IsNot, left, right } => {
                // Beside a fact that is one of several an unknown name is a choice.
                for (side, other) in [(left, right), (right, left)] {
                    if !self.has_choices(other) {
                        self.asked_by(side, seen, lost);
                    }
                }
            }
            ExpressionKind::Binary { left, right, .. } => {
                self.asked_by(left, seen, lost);
                self.asked_by(right, seen, lost);
            }
            ExpressionKind::Between { value, low, high } => {
                for part in [value, low, high] {
                    self.asked_by(part, seen, lost);
                }
            }
            _ => {}
        }
    }

    fn has_choices(&self, written: &ast::Expression) -> bool {
        let ExpressionKind::Reference(reference) = &written.value else { return false };
        let fact = self.names.facts.get(&reference.name.key()).and_then(|(id, _)| self.facts.get(id.index()));
        fact.is_some_and(|fact| matches!(fact.of, Type::OneOf(_)))
    }

    fn asked_by_kind(&self, kind: KindId, seen: &mut HashSet<KindId>, lost: &mut Lost) {
        if !seen.insert(kind) {
            return;
        }
        if let Some(written) = self.kinds_lost.get(&kind) {
            self.asked_by(written, seen, lost);
        }
        let condition = self.kinds.get(kind.index()).and_then(|kind| kind.condition.as_ref());
        if let Some(condition) = condition {
            super::kinds::parts(condition, &mut |part| match part {
                Expression::Fact(id, _) => {
                    lost.facts.insert(*id);
                }
                Expression::CustomerIs(id) => self.asked_by_kind(*id, seen, lost),
                _ => {}
            });
        }
    }
}

//! Kinds of customers, and that none is defined by itself.

use super::checker::{Checker, Place};
use super::facts::former;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Kind, KindId};
use crate::syntax::ast::DeclarationKind;

impl Checker<'_> {
    pub fn all_kinds(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Kind(kind) = &declaration.kind else { continue };
            let place = Place::of(file);
            let condition = kind.condition.as_ref().and_then(|condition| self.condition(condition, &place));
            self.kinds.push(Kind {
                name: kind.names.name.text.clone(),
                formerly: former(&kind.names),
                condition,
                span: declaration.span,
            });
        }
        self.kinds_in_a_circle();
    }

    fn kinds_in_a_circle(&mut self) {
        let edges: Vec<Vec<usize>> = self
            .kinds
            .iter()
            .map(|kind| {
                let mut named = Vec::new();
                if let Some(condition) = &kind.condition {
                    kinds_in(condition, &mut named);
                }
                named.into_iter().map(KindId::index).collect()
            })
            .collect();
        for circle in super::circles::circles(&edges) {
            let kinds: Vec<&Kind> = circle.iter().filter_map(|index| self.kinds.get(*index)).collect();
            let Some(first) = kinds.first() else { continue };
            let message = match kinds.as_slice() {
                [only] => format!("the kind `{}` is defined by itself", only.name),
                _ => {
                    let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.name)).collect();
                    format!("the kinds {} are defined by one another", names.join(" and "))
                }
            };
            let mut diagnostic = Diagnostic::new(Code::KindCircle, message, first.span, "this one");
            for kind in kinds.iter().skip(1) {
                diagnostic = diagnostic.related(kind.span, "and this one");
            }
            self.report.push(diagnostic.help("say of one of them by facts alone when a customer is of it"));
            for index in circle {
                if let Some(kind) = self.kinds.get_mut(index) {
                    kind.condition = None;
                }
            }
        }
    }
}

fn kinds_in(expression: &Expression, found: &mut Vec<KindId>) {
    match expression {
        Expression::CustomerIs(kind) => found.push(*kind),
        Expression::Not(a) | Expression::TimeOf(a) | Expression::DateOf(a) => kinds_in(a, found),
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Compare(_, a, b) | Expression::Operate(_, a, b) => {
            kinds_in(a, found);
            kinds_in(b, found);
        }
        _ => {}
    }
}

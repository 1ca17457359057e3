//! Kinds of customers, and that none is defined by itself.

use super::checker::{Checker, Place};
use super::facts::{former, others};
use super::graph::{circles, totals};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Kind, KindId};
use crate::syntax::ast::DeclarationKind;

/// How many parts the condition of a kind may come to, kinds within kinds counted.
pub const MOST_PARTS: u32 = 1_000;

impl Checker<'_> {
    pub fn all_kinds(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Kind(kind) = &declaration.kind else { continue };
            let place = Place::of(file);
            let condition = kind.condition.as_ref().and_then(|condition| self.condition(condition, &place));
            if let Some(written) = kind.condition.as_ref().filter(|_| condition.is_none()) {
                self.kinds_lost.insert(KindId::from(self.kinds.len()), written);
            }
            self.kinds.push(Kind {
                name: kind.names.name.text.clone(),
                others: others(&kind.names),
                formerly: former(&kind.names),
                condition,
                span: declaration.span,
            });
        }
        self.kinds_in_a_circle();
        self.kinds_without_end();
    }

    /// Which kinds each kind is defined by, named as often as its condition names them.
    fn kinds_of_kinds(&self) -> Vec<Vec<usize>> {
        let named = |kind: &Kind| {
            let mut named = Vec::new();
            if let Some(condition) = &kind.condition {
                parts(condition, &mut |part| {
                    if let Expression::CustomerIs(kind) = part {
                        named.push(kind.index());
                    }
                });
            }
            named
        };
        self.kinds.iter().map(named).collect()
    }

    /// Kinds may be defined by kinds; together they must stay quick to tell.
    fn kinds_without_end(&mut self) {
        let size = |kind: &Kind| {
            let mut size = 0;
            if let Some(condition) = &kind.condition {
                parts(condition, &mut |_| size += 1);
            }
            size
        };
        let own: Vec<u32> = self.kinds.iter().map(size).collect();
        let sizes = totals(&own, &self.kinds_of_kinds());
        let too_large = self.kinds.iter().zip(&sizes).find(|(_, size)| **size > MOST_PARTS);
        if let Some((kind, _)) = too_large {
            let message = format!("the kind `{}` comes to more than {MOST_PARTS} parts", kind.name);
            let diagnostic =
                Diagnostic::new(Code::KindTooLarge, message, kind.span, "too much to tell at each message")
                    .help("kinds defined by kinds are counted whole: say it by fewer of them");
            self.report.push(diagnostic);
        }
    }

    fn kinds_in_a_circle(&mut self) {
        let edges = self.kinds_of_kinds();
        for circle in circles(&edges) {
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

/// Visits an expression and everything in it.
pub(super) fn parts(expression: &Expression, visit: &mut dyn FnMut(&Expression)) {
    visit(expression);
    match expression {
        Expression::Not(a) | Expression::TimeOf(a) | Expression::DateOf(a) => parts(a, visit),
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Compare(_, a, b) | Expression::Operate(_, a, b) => {
            parts(a, visit);
            parts(b, visit);
        }
        _ => {}
    }
}

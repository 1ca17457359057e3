//! Simulated customers: read and checked, but played by nothing yet.

use super::checker::{Checker, Place};
use crate::diagnostic::Code;
use crate::syntax::ast::{CustomerClause, DeclarationKind};

impl Checker<'_> {
    pub fn all_customers(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Customer(customer) = &declaration.kind else { continue };
            let place = Place::of(file);
            for clause in &customer.clauses {
                match &clause.value {
                    CustomerClause::OpensWith(names) => {
                        for name in names {
                            self.intent_named(name, &place);
                        }
                    }
                    CustomerClause::After { offer, .. } => {
                        self.offer_named(offer, &place);
                    }
                    CustomerClause::Says { intent, .. } => {
                        self.intent_named(intent, &place);
                    }
                }
            }
            self.not_yet(Code::DeclarationNotYet, "a simulated customer", customer.names.name.span);
        }
    }
}

//! The events a shop declares, with what they bring.

use super::checker::{Checker, Place};
use super::facts::{former, others};
use crate::program::ShopEvent;
use crate::syntax::ast::DeclarationKind;

impl Checker<'_> {
    /// All events; rules need to know what they bring.
    pub fn all_events(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Event(event) = &declaration.kind else { continue };
            let place = Place::of(file);
            let fields = event.fields.iter().map(|(name, of)| (name.text.clone(), self.type_of(of, &place))).collect();
            self.events.push(ShopEvent {
                name: event.names.name.text.clone(),
                others: others(&event.names),
                formerly: former(&event.names),
                fields,
                span: declaration.span,
            });
        }
    }
}

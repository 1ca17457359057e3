//! Facts: their types, what they are looked up by, and the standard ones a shop narrows.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::types::{fits, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Fact, FactId, Scope, Type, Value};
use crate::syntax::ast::{self, DeclarationKind, Name, Names};

/// What a key is called that is the product in question, in the three languages.
pub(super) const PRODUCT: [&str; 3] = ["product", "商品", "producto"];

impl Checker<'_> {
    /// Settles all facts; keys come second, since they may be other facts.
    pub fn all_facts(&mut self) {
        let mut keyed = Vec::new();
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Fact(fact) = &declaration.kind else { continue };
            let place = Place::of(file);
            let of = fact.of.as_ref().map(|of| self.type_of(of, &place));
            if let Some(text) = &fact.file {
                self.plain(text, "the name of a file");
            }
            if self.names.narrowed.contains(&fact.names.name.span) {
                self.narrow(fact, of, &place);
                continue;
            }
            let of = of.or_else(|| fact.value.as_ref().and_then(|value| self.type_of_value(value, &place)));
            let of = of.unwrap_or(Type::Text);
            let value = self.settled(fact, &of, &place);
            let id = self.facts.len().into();
            if file.library {
                self.standard.insert(id);
            }
            if !fact.keys.is_empty() {
                keyed.push((id, fact));
            }
            self.facts.push(Fact {
                name: fact.names.name.text.clone(),
                others: others(&fact.names),
                formerly: former(&fact.names),
                of,
                value,
                keys: Vec::new(),
                table: None,
                scope: scope(&fact.names.name.key()),
                span: declaration.span,
            });
        }
        for (id, fact) in keyed {
            let keys = fact.keys.iter().map(|key| self.key_type(key)).collect();
            if let Some(fact) = self.facts.get_mut(FactId::index(id)) {
                fact.keys = keys;
            }
        }
    }

    /// A shop says of a standard fact how large it may be.
    fn narrow(&mut self, declared: &ast::Fact, of: Option<Type>, place: &Place) {
        let name = &declared.names.name;
        let Some((id, _)) = self.names.facts.get(&name.key()).copied() else { return };
        let Some(of) = of.or_else(|| self.facts.get(id.index()).map(|standard| standard.of.clone())) else { return };
        let value = self.settled(declared, &of, place);
        let Some(standard) = self.facts.get_mut(id.index()) else { return };
        let choices = matches!(standard.of, Type::Text | Type::OneOf(_)) && matches!(of, Type::OneOf(_));
        if fits(&standard.of, &of) || choices {
            standard.of = of;
            standard.value = value.or(standard.value.take());
            standard.others.splice(0..0, others(&declared.names));
            standard.formerly.extend(former(&declared.names));
            return;
        }
        let message =
            format!("`{}` is a standard fact and is {}, not {}", name.text, in_words(&standard.of), in_words(&of));
        let first = standard.span;
        self.report.push(
            Diagnostic::new(
                Code::StandardFact,
                message,
                declared.of.as_ref().map_or(name.span, |of| of.span),
                "another type",
            )
            .related(first, "declared in the library here")
            .help("leave this line out, or give the fact another name"),
        );
    }

    /// What kind of value a literal is, where nothing else says what a fact is.
    fn type_of_value(&mut self, value: &ast::Expression, place: &Place) -> Option<Type> {
        self.expression(value, None, place).map(|typed| typed.of)
    }

    /// The value a fact has as long as nothing else is supplied.
    fn settled(&mut self, fact: &ast::Fact, of: &Type, place: &Place) -> Option<Value> {
        let written = fact.value.as_ref()?;
        match self.value(written, of, &format!("`{}`", fact.names.name.text), place)? {
            Expression::Constant(value) => Some(value),
            _ => {
                let message = format!("the value of `{}` is not written out", fact.names.name.text);
                self.report.push(
                    Diagnostic::new(Code::WrongType, message, written.span, "a name of something else")
                        .help("write the value itself: a number, a text in quotes, yes or no"),
                );
                None
            }
        }
    }

    /// What a fact is looked up by: the product, another fact, or plain text.
    fn key_type(&mut self, key: &Name) -> Type {
        let name = key.key();
        if PRODUCT.contains(&name.as_str()) {
            return Type::Product;
        }
        let Some(id) = self.key_fact(&name) else { return Type::Text };
        self.uses.facts.insert(id);
        self.facts.get(id.index()).map_or(Type::Text, |fact| fact.of.clone())
    }
}

impl Checker<'_> {
    /// The fact that a key stands for, by its own name or without `product.` or `customer.` before it.
    pub(super) fn key_fact(&self, name: &str) -> Option<FactId> {
        let candidates = [name.to_owned(), format!("product.{name}"), format!("customer.{name}")];
        candidates.iter().find_map(|name| self.names.facts.get(name)).map(|(id, _)| *id)
    }
}

/// The names a declaration had before.
pub(super) fn former(names: &Names) -> Vec<Arc<str>> {
    names.formerly.iter().map(|name| name.text.clone()).collect()
}

/// The names a declaration has in other languages.
pub(super) fn others(names: &Names) -> Vec<(Arc<str>, Arc<str>)> {
    names.others.iter().map(|(language, name)| (language.value.clone(), name.text.clone())).collect()
}

/// The part of memory a fact lives in, by the beginning of its canonical name.
fn scope(key: &str) -> Scope {
    match key.split('.').next() {
        Some("customer" | "顾客" | "客户" | "cliente") => Scope::Customer,
        Some("order" | "订单" | "pedido") => Scope::Order,
        _ => Scope::Conversation,
    }
}

//! What tables and the catalogue know: the product in question, its facts, products to choose from.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::arithmetic::figure;
use super::trace::Remark;
use super::turning::Turning;
use super::view::{Effect, View};
use crate::nlu;
use crate::program::{Catalogue, Datum, Expression, Fact, FactId, ProductId, ProductQuery, Scope, Type, Value};

impl<'a> View<'a> {
    /// What a fact's table has of it, or the catalogue of the product in question.
    pub(super) fn in_files(&self, id: FactId, fact: &Fact, keys: &[Value]) -> Option<Value> {
        let catalogue = self.program.catalogue.as_ref();
        if let Some(table) = &fact.table {
            let keys = keys.iter().zip(fact.keys.iter().map(|of| *of == Type::Product));
            return table.rows.get(nlu::row_key(catalogue, keys).as_str()).cloned();
        }
        let catalogue = catalogue?;
        if !keys.is_empty() || catalogue.facts.in_question == Some(id) || !fact.is_of_product() {
            return None;
        }
        catalogue.value(self.product()?, id).cloned()
    }

    /// The product in question, where the catalogue knows it.
    pub fn product(&self) -> Option<ProductId> {
        let catalogue = self.program.catalogue.as_ref()?;
        let fact = self.program.fact(catalogue.facts.in_question?)?;
        match self.supplied(fact, &fact.name)? {
            Datum::Text(called) => nlu::product(catalogue, called),
            _ => None,
        }
    }

    /// A product by its own name, whatever a system called it.
    pub(super) fn by_name(&self, fact: &Fact, value: Value) -> Value {
        let known = match (&self.program.catalogue, &value) {
            (Some(catalogue), Value::Text(called)) if fact.of == Type::Product => {
                nlu::product(catalogue, called).and_then(|id| catalogue.products.get(id.index()))
            }
            _ => None,
        };
        known.map_or(value, |product| Value::Text(product.name.clone()))
    }

    /// A fact of the product that is looked at while products are chosen.
    pub(super) fn column(&self, fact: FactId) -> Option<Value> {
        let catalogue = self.program.catalogue.as_ref()?;
        let product = self.candidate?;
        if catalogue.facts.in_question == Some(fact) {
            return Some(Value::Text(catalogue.products.get(product.index())?.name.clone()));
        }
        catalogue.value(product, fact).cloned().or_else(|| self.program.fact(fact)?.value.clone())
    }

    /// What a product's fact is called in the turn's language, where the catalogue has it in several and nobody else supplied it.
    pub(super) fn translated(&self, expression: &Expression) -> Option<Value> {
        let Expression::Fact(id, keys) = expression else { return None };
        let catalogue = self.program.catalogue.as_ref().filter(|_| keys.is_empty())?;
        if catalogue.facts.in_question == Some(*id) {
            return catalogue.translation(self.product()?, catalogue.facts.name?, self.language).cloned();
        }
        let fact = self.program.fact(*id)?;
        if !fact.is_of_product() || self.supplied(fact, &fact.name).is_some() {
            return None;
        }
        catalogue.translation(self.product()?, *id, self.language).cloned()
    }

    /// Every product a query finds, in its order, however many it wants; never the one in question.
    pub fn products(&self, query: &ProductQuery) -> Vec<ProductId> {
        let Some(catalogue) = &self.program.catalogue else { return Vec::new() };
        let own = self.product();
        let mut found: Vec<ProductId> = catalogue
            .all()
            .filter(|product| Some(*product) != own)
            .filter(|product| View { candidate: Some(*product), ..*self }.holds(query.filter.as_ref()) == Some(true))
            .collect();
        if let Some((fact, lowest)) = query.order {
            found.sort_by(|one, other| in_order(catalogue, fact, lowest, *one, *other));
        }
        found
    }
}

/// What is not known comes last, whichever way round; of equals the catalogue's order stands.
fn in_order(catalogue: &Catalogue, fact: FactId, lowest: bool, one: ProductId, other: ProductId) -> Ordering {
    match (catalogue.value(one, fact), catalogue.value(other, fact)) {
        (Some(one), Some(other)) => {
            let ordering = match (one, other) {
                (Value::Date(one), Value::Date(other)) => one.cmp(other),
                (Value::Time(one), Value::Time(other)) => one.cmp(other),
                (Value::Moment(one), Value::Moment(other)) => one.timestamp().cmp(&other.timestamp()),
                (Value::Duration(one), Value::Duration(other)) => one.cmp(other),
                (one, other) => figure(one).cmp(&figure(other)),
            };
            if lowest { ordering } else { ordering.reverse() }
        }
        (known, other) => other.is_some().cmp(&known.is_some()),
    }
}

impl Turning<'_> {
    /// A product that a message names is the one in question from then on; of several the one named first.
    pub(super) fn hear_product(&mut self, text: &str) {
        let Some(catalogue) = &self.program.catalogue else { return };
        let named = nlu::products_named(catalogue, text);
        let mut names =
            named.iter().filter_map(|(id, _)| catalogue.products.get(id.index())).map(|one| one.name.clone());
        let Some(product) = names.next() else { return };
        let besides: Vec<Arc<str>> = names.collect();
        let Some(fact) = catalogue.facts.in_question.and_then(|id| self.program.fact(id)) else { return };
        if self.view().product() != named.first().map(|(id, _)| *id) {
            self.forget_product_facts();
            let datum = Datum::Text(product.to_string());
            self.state.part_mut(fact.scope).keep(fact.name.clone(), datum);
        }
        self.turn.trace.remarks.push(Remark::ProductNamed { product, besides });
    }

    /// Where facts that come in are about another product than before, what was known of that one no longer holds.
    pub(super) fn leave_product_of(&mut self, facts: &BTreeMap<String, Datum>) {
        let Some(catalogue) = &self.program.catalogue else { return };
        let id = |name: &str| self.program.names.facts.get(&name.to_lowercase()).copied();
        let Some((_, datum)) = facts.iter().find(|(name, _)| id(name) == catalogue.facts.in_question) else { return };
        if self.is_another(datum) {
            self.forget_product_facts();
        }
    }

    /// The same where a rule remembers another product.
    pub(super) fn leave_product(&mut self, id: FactId, datum: &Datum) {
        let in_question = self.program.catalogue.as_ref().and_then(|catalogue| catalogue.facts.in_question);
        if in_question == Some(id) && self.is_another(datum) {
            for (scope, key) in self.product_facts() {
                self.pending.push(Effect::Fact { scope, key, datum: None });
            }
        }
    }

    /// Whether this is another product than the one in question; the first one is not.
    fn is_another(&self, datum: &Datum) -> bool {
        let Some(catalogue) = &self.program.catalogue else { return false };
        let (Some(own), Datum::Text(called)) = (self.view().product(), datum) else { return false };
        nlu::product(catalogue, called) != Some(own)
    }

    fn forget_product_facts(&mut self) {
        for (scope, key) in self.product_facts() {
            self.state.part_mut(scope).lose(&key);
        }
    }

    /// What memory holds of the product in question.
    fn product_facts(&self) -> Vec<(Scope, Arc<str>)> {
        let facts = self.program.facts.iter().filter(|fact| fact.is_of_product());
        let kept = facts.filter(|fact| self.state.part(fact.scope).facts.contains_key(&fact.name));
        kept.map(|fact| (fact.scope, fact.name.clone())).collect()
    }
}

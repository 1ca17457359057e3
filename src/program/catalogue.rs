//! What the shop sells, as its catalogue says, and how products are chosen from it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Automaton, Expression, FactId, LanguageId, ProductId, Value};

/// Everything the shop sells.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The products, in the order in which the file has them.
    pub products: Vec<Product>,
    /// The standard facts of products.
    pub facts: ProductFacts,
    /// Products by what they are called: names, handles, article numbers, as written and normalised.
    pub called: FxHashMap<Arc<str>, ProductId>,
    /// What customers may call them in a message.
    pub names: ProductNames,
}

/// One product.
#[derive(Clone, Debug)]
pub struct Product {
    /// What memory, tables and conversations call it: its name, or its handle where several share the name.
    pub name: Arc<str>,
    /// What is known of it.
    pub values: Vec<(FactId, Value)>,
    /// The same in other languages, where the catalogue has it.
    pub translations: Vec<(FactId, LanguageId, Value)>,
}

/// The standard facts that the program itself asks a product for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProductFacts {
    /// `product`: the one in question.
    pub in_question: Option<FactId>,
    /// `product.name`
    pub name: Option<FactId>,
    /// `product.price`
    pub price: Option<FactId>,
    /// `product.reason`: why one would like it.
    pub reason: Option<FactId>,
    /// `product.url`
    pub url: Option<FactId>,
    /// `product.picture`
    pub picture: Option<FactId>,
}

/// What customers call products, ready to be found in one pass over a normalised message.
#[derive(Clone, Debug, Default)]
pub struct ProductNames {
    /// Finds every name; none where there are none.
    pub automaton: Option<Automaton>,
    /// Whose name each is, by the automaton's values.
    pub owners: Vec<ProductId>,
}

/// `show products where price < product.price, lowest price first, at most 3`
#[derive(Clone, Debug)]
pub struct ProductQuery {
    /// Which; all of them where it is missing.
    pub filter: Option<Expression>,
    /// By what, and whether the lowest comes first; the catalogue's own order where it is missing.
    pub order: Option<(FactId, bool)>,
    /// How many at most.
    pub limit: usize,
}

impl Catalogue {
    /// What a product's fact is.
    pub fn value(&self, product: ProductId, fact: FactId) -> Option<&Value> {
        let product = self.products.get(product.index())?;
        product.values.iter().find(|(of, _)| *of == fact).map(|(_, value)| value)
    }

    /// What a product's fact is where this language has a wording of its own.
    pub fn translation(&self, product: ProductId, fact: FactId, language: LanguageId) -> Option<&Value> {
        let product = self.products.get(product.index())?;
        let found = product.translations.iter().find(|(of, spoken, _)| *of == fact && *spoken == language);
        found.map(|(.., value)| value)
    }

    /// The words a product's fact is told in.
    pub fn told(&self, product: ProductId, fact: FactId, language: LanguageId) -> Option<&Value> {
        self.translation(product, fact, language).or_else(|| self.value(product, fact))
    }

    /// Every product, in order.
    pub fn all(&self) -> impl Iterator<Item = ProductId> + use<> {
        (0..self.products.len()).map(ProductId::from)
    }
}

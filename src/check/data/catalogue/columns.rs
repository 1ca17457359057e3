//! What the columns of a catalogue mean, whatever shop system wrote them.

use rustc_hash::FxHashMap;

use super::super::sheet::heading;
use super::super::table::last_part;
use crate::check::checker::Checker;
use crate::program::{FactId, LanguageId, ProductFacts, Type};
use crate::syntax::ast::Keywords;

/// What a column says of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The name it has in its address, by which rows belong together.
    Handle,
    /// What holds the variants of one product together in a feed.
    Group,
    /// An article number.
    Number,
    /// A fact of the product.
    Fact(FactId),
    /// The same in another language.
    Translation(FactId, LanguageId),
    /// The price, of a variant where there are several.
    Price,
    /// What it cost before it was reduced.
    ListPrice,
    /// What it costs while it is reduced.
    SalePrice,
    /// What it costs the shop.
    Cost,
    /// How many there are.
    Stock,
    /// `in_stock`, `out of stock`; Shopify's `available`.
    Availability,
    /// A variant's colour.
    Colour,
    /// A variant's size.
    Size,
    /// Its weight in grams.
    Grams,
    /// What the options of the product are called: `Color`.
    OptionName(u8),
    /// Which of them a variant has: `Green`.
    OptionValue(u8),
    /// Whether it is in the shop.
    Published,
    /// `active`, `draft`, `archived`.
    Status,
}

/// The standard facts that a catalogue fills by rules of their own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StandardFacts {
    pub price: Option<FactId>,
    pub list_price: Option<FactId>,
    pub cost: Option<FactId>,
    pub stock: Option<FactId>,
    pub on_sale: Option<FactId>,
    pub colours: Option<FactId>,
    pub sizes: Option<FactId>,
    pub weight: Option<FactId>,
    pub brand: Option<FactId>,
    pub name: Option<FactId>,
}

/// What columns mean, and the types of the facts they fill.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub facts: StandardFacts,
    pub types: FxHashMap<FactId, Type>,
    by_key: FxHashMap<String, Column>,
}

/// The first line of a catalogue, by the names that every shop's facts of products have.
pub(super) fn usual(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "name,price,stock",
        Keywords::Chinese => "名称,价格,库存",
        Keywords::Spanish => "nombre,precio,existencias",
    }
}

/// What shop systems call the columns whose meaning is fixed, as they are compared.
const FIXED: &[(&str, Column)] = &[
    ("handle", Column::Handle),
    ("url handle", Column::Handle),
    ("item group id", Column::Group),
    ("id", Column::Number),
    ("sku", Column::Number),
    ("variant sku", Column::Number),
    ("gtin", Column::Number),
    ("barcode", Column::Number),
    ("variant barcode", Column::Number),
    ("货号", Column::Number),
    ("商品编码", Column::Number),
    ("referencia", Column::Number),
    ("price", Column::Price),
    ("variant price", Column::Price),
    ("售价", Column::Price),
    ("单价", Column::Price),
    ("pvp", Column::Price),
    ("compare at price", Column::ListPrice),
    ("variant compare at price", Column::ListPrice),
    ("sale price", Column::SalePrice),
    ("促销价", Column::SalePrice),
    ("precio rebajado", Column::SalePrice),
    ("cost per item", Column::Cost),
    ("cost of goods sold", Column::Cost),
    ("成本价", Column::Cost),
    ("variant inventory qty", Column::Stock),
    ("inventory quantity", Column::Stock),
    ("inventory", Column::Stock),
    ("quantity", Column::Stock),
    ("qty", Column::Stock),
    ("数量", Column::Stock),
    ("库存数量", Column::Stock),
    ("cantidad", Column::Stock),
    ("availability", Column::Availability),
    ("available", Column::Availability),
    ("color", Column::Colour),
    ("colour", Column::Colour),
    ("颜色", Column::Colour),
    ("size", Column::Size),
    ("尺码", Column::Size),
    ("talla", Column::Size),
    ("grams", Column::Grams),
    ("variant grams", Column::Grams),
    ("weight value (grams)", Column::Grams),
    ("option1 name", Column::OptionName(1)),
    ("option2 name", Column::OptionName(2)),
    ("option3 name", Column::OptionName(3)),
    ("option1 value", Column::OptionValue(1)),
    ("option2 value", Column::OptionValue(2)),
    ("option3 value", Column::OptionValue(3)),
    ("option1", Column::OptionValue(1)),
    ("option2", Column::OptionValue(2)),
    ("option3", Column::OptionValue(3)),
    ("published", Column::Published),
    ("published on online store", Column::Published),
    ("status", Column::Status),
];

/// What shop systems call standard facts besides their own names.
const ALSO: &[(&str, &str)] = &[
    ("title", "product.name"),
    ("product title", "product.name"),
    ("标题", "product.name"),
    ("商品名称", "product.name"),
    ("商品名", "product.name"),
    ("titulo", "product.name"),
    ("link", "product.url"),
    ("image", "product.picture"),
    ("image src", "product.picture"),
    ("image link", "product.picture"),
    ("product image url", "product.picture"),
    ("imagen", "product.picture"),
    ("product type", "product.type"),
    ("categoria", "product.type"),
    ("vendor", "product.brand"),
    ("proveedor", "product.brand"),
    ("shipping weight", "product.weight"),
    ("product weight", "product.weight"),
    ("care instructions", "product.care"),
    ("care guide", "product.care"),
];

impl Columns {
    /// What a column means; nothing where it says nothing that is asked for.
    pub fn meaning(&self, words: &str) -> Option<Column> {
        let key = heading(words);
        if let Some(column) = self.by_key.get(&key) {
            return Some(*column);
        }
        // Shopify writes a field of the shop's own as `Care (product.metafields.custom.care)`.
        let (name, field) = words.split_once("(product.metafields.")?;
        let field = field.trim_end().trim_end_matches(')');
        [last_part(field), name].iter().find_map(|name| self.by_key.get(&heading(name)).copied())
    }
}

impl Checker<'_> {
    /// The facts of products that the program itself asks for.
    pub(in crate::check) fn product_facts(&self) -> ProductFacts {
        ProductFacts {
            in_question: self.fact_called("product"),
            name: self.fact_called("product.name"),
            price: self.fact_called("product.price"),
            reason: self.fact_called("product.reason"),
            url: self.fact_called("product.url"),
            picture: self.fact_called("product.picture"),
        }
    }

    fn fact_called(&self, name: &str) -> Option<FactId> {
        self.names.facts.get(name).map(|(id, _)| *id)
    }

    /// What columns mean to this shop: the names of its product facts in every language, then what shop systems call them.
    pub(super) fn catalogue_columns(&self) -> Columns {
        let fact = |name: &str| self.fact_called(name);
        let facts = StandardFacts {
            price: fact("product.price"),
            list_price: fact("product.list-price"),
            cost: fact("product.cost"),
            stock: fact("product.stock"),
            on_sale: fact("product.on-sale"),
            colours: fact("product.colours"),
            sizes: fact("product.sizes"),
            weight: fact("product.weight"),
            brand: fact("product.brand"),
            name: fact("product.name"),
        };
        let mut columns = Columns { facts, ..Columns::default() };
        for (index, fact) in self.facts.iter().enumerate() {
            if !fact.is_of_product() || !fact.keys.is_empty() {
                continue;
            }
            let id = FactId::from(index);
            columns.types.insert(id, fact.of.clone());
            let column = standard(id, &facts);
            for name in self.fact_columns(id) {
                for (language, tag) in self.shop.languages.iter().enumerate() {
                    let translation = Column::Translation(id, LanguageId::from(language));
                    if has_words(&fact.of) {
                        columns.by_key.insert(format!("{name} {}", heading(tag)), translation);
                        columns.by_key.insert(format!("{name} ({})", heading(tag)), translation);
                    }
                }
                columns.by_key.insert(name, column);
            }
        }
        for (name, column) in FIXED {
            columns.by_key.entry((*name).to_owned()).or_insert(*column);
        }
        for (name, fact) in ALSO {
            if let Some(id) = self.fact_called(fact) {
                columns.by_key.entry((*name).to_owned()).or_insert_with(|| standard(id, &facts));
            }
        }
        columns
    }
}

/// The column of a fact, which for some of them is more than the fact alone.
fn standard(id: FactId, facts: &StandardFacts) -> Column {
    let is = |fact: Option<FactId>| fact == Some(id);
    if is(facts.price) {
        Column::Price
    } else if is(facts.list_price) {
        Column::ListPrice
    } else if is(facts.cost) {
        Column::Cost
    } else if is(facts.stock) {
        Column::Stock
    } else if is(facts.colours) {
        Column::Colour
    } else if is(facts.sizes) {
        Column::Size
    } else {
        Column::Fact(id)
    }
}

/// Whether what a fact is can be written in several languages.
fn has_words(of: &Type) -> bool {
    match of {
        Type::Text => true,
        Type::List(of) => has_words(of),
        _ => false,
    }
}

/// Whether an option is a colour or a size.
pub(super) fn option(name: &str) -> Option<Column> {
    match heading(name).as_str() {
        "color" | "colour" | "colours" | "colores" | "颜色" => Some(Column::Colour),
        "size" | "sizes" | "talla" | "tallas" | "tamano" | "尺码" | "尺寸" | "大小" => Some(Column::Size),
        _ => None,
    }
}

//! Rows to products: the rows of one product are its variants.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::super::cell::{Cells, Misfit};
use super::columns::{Column, Columns, option};
use crate::nlu::normalise;
use crate::program::{FactId, LanguageId, Type, Value};
use crate::source::Span;

/// One cell of a row, with its place in the row.
pub(super) struct Cell<'t> {
    pub column: Column,
    pub at: usize,
    pub text: Cow<'t, str>,
}

/// What a row lacks or has that cannot be.
pub(super) struct Wrong {
    pub at: usize,
    pub misfit: Misfit,
}

/// A product as far as its rows were read.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its first row.
    pub place: Span,
    pub name: Option<String>,
    pub handle: Option<String>,
    /// What else it goes by.
    pub numbers: Vec<String>,
    pub values: Vec<(FactId, Value)>,
    pub translations: Vec<(FactId, LanguageId, Value)>,
    pub variants: Vec<Variant>,
    options: [Option<String>; 3],
    /// It is not in the shop.
    pub hidden: bool,
    /// A row of it could not be read: what it lacks is not told again.
    pub failed: bool,
}

/// One variant.
#[derive(Clone, Debug, Default)]
pub(super) struct Variant {
    pub price: Option<Decimal>,
    pub list_price: Option<Decimal>,
    pub sale_price: Option<Decimal>,
    pub cost: Option<Decimal>,
    pub stock: Option<Decimal>,
    pub colour: Option<String>,
    pub size: Option<String>,
}

/// Products in the making.
pub(super) struct Gathering<'c> {
    pub columns: &'c Columns,
    pub cells: Cells<'c>,
    pub drafts: Vec<Draft>,
    groups: FxHashMap<String, usize>,
}

impl<'c> Gathering<'c> {
    pub fn new(columns: &'c Columns, cells: Cells<'c>) -> Self {
        Gathering { columns, cells, drafts: Vec::new(), groups: FxHashMap::default() }
    }

    /// Takes in a row; one that cannot be read is left out as a whole.
    pub fn row(&mut self, place: Span, row: &[Cell<'_>]) -> Result<(), Wrong> {
        let index = self.draft(place, row);
        let Some(draft) = self.drafts.get(index) else { return Ok(()) };
        let is_first = draft.place == place;
        let read = self.read(row, &draft.options);
        let Some(draft) = self.drafts.get_mut(index) else { return Ok(()) };
        match read {
            Ok(read) => {
                draft.take(read, is_first);
                Ok(())
            }
            Err(wrong) => {
                draft.failed = true;
                Err(wrong)
            }
        }
    }

    /// Whether each cell of a row can be what its column says.
    pub fn reads(&self, meanings: &[Option<Column>], row: &[String]) -> bool {
        let cells = meanings.iter().zip(row).enumerate().filter_map(|(at, (column, text))| {
            let column = column.filter(|_| !text.is_empty())?;
            Some(Cell { column, at, text: Cow::Borrowed(text) })
        });
        self.read(&cells.collect::<Vec<_>>(), &[None, None, None]).is_ok()
    }

    /// The product a row belongs to: one of the rows before it, where both have the same handle or group.
    fn draft(&mut self, place: Span, row: &[Cell<'_>]) -> usize {
        let of = |wanted: Column| row.iter().find(|cell| cell.column == wanted).map(|cell| normalise(&cell.text));
        let group = of(Column::Group).or_else(|| of(Column::Handle)).filter(|group| !group.is_empty());
        let next = self.drafts.len();
        let index = match group {
            Some(group) => *self.groups.entry(group).or_insert(next),
            None => next,
        };
        if index == next {
            self.drafts.push(Draft::new(place));
        }
        index
    }

    fn read(&self, row: &[Cell<'_>], options: &[Option<String>; 3]) -> Result<Read, Wrong> {
        let mut read = Read { options: options.clone(), ..Read::default() };
        for cell in row {
            if let Column::OptionName(number) = cell.column
                && let Some(name) = read.options.get_mut(usize::from(number.saturating_sub(1)))
            {
                *name = Some(cell.text.to_string());
            }
        }
        for cell in row {
            self.cell(cell, &mut read).map_err(|misfit| Wrong { at: cell.at, misfit })?;
        }
        Ok(read)
    }

    fn cell(&self, cell: &Cell<'_>, read: &mut Read) -> Result<(), Misfit> {
        let (text, facts) = (&*cell.text, &self.columns.facts);
        let money = |fact: Option<FactId>| {
            let range = match fact.and_then(|fact| self.columns.types.get(&fact)) {
                Some(Type::Money(range)) => *range,
                _ => None,
            };
            self.cells.money(text, range).map(Some)
        };
        let variant = &mut read.variant;
        match cell.column {
            Column::Handle => read.handle = Some(text.to_owned()),
            Column::Number => read.numbers.push(text.to_owned()),
            Column::Price => variant.price = money(facts.price)?,
            Column::ListPrice => variant.list_price = money(facts.list_price)?,
            Column::SalePrice => variant.sale_price = money(facts.price)?,
            Column::Cost => variant.cost = money(facts.cost)?,
            Column::Stock => variant.stock = self.stock(text)?,
            Column::Availability => {
                let sold_out =
                    matches!(normalise(text).as_str(), "out of stock" | "out_of_stock" | "false" | "缺货" | "agotado");
                if sold_out && variant.stock.is_none() {
                    variant.stock = Some(Decimal::ZERO);
                }
            }
            Column::Colour => variant.colour = Some(text.to_owned()),
            Column::Size => variant.size = Some(text.to_owned()),
            Column::OptionValue(number) => {
                let name = read.options.get(usize::from(number.saturating_sub(1))).and_then(Option::as_deref);
                match name.and_then(option) {
                    Some(Column::Colour) => variant.colour = Some(text.to_owned()),
                    Some(_) => variant.size = Some(text.to_owned()),
                    None => {}
                }
            }
            Column::Grams => {
                if let (Some(weight), false) = (facts.weight, matches!(text, "0" | "0.0")) {
                    read.values.push((weight, Value::Text(format!("{text} g").into())));
                }
            }
            Column::Published => read.hidden |= matches!(normalise(text).as_str(), "false" | "no"),
            Column::Status => read.hidden |= matches!(normalise(text).as_str(), "draft" | "archived"),
            Column::Translation(fact, language) => {
                let of = self.columns.types.get(&fact).unwrap_or(&Type::Text);
                read.translations.push((fact, language, self.cells.read(text, of)?));
            }
            Column::Fact(fact) => {
                let of = self.columns.types.get(&fact).unwrap_or(&Type::Text);
                let value = self.cells.read(text, of)?;
                if let (true, Value::Text(name)) = (self.columns.facts.name == Some(fact), &value) {
                    read.name = Some(name.to_string());
                }
                read.values.push((fact, value));
            }
            Column::Group | Column::OptionName(_) => {}
        }
        Ok(())
    }

    /// How many there are; what was sold beyond that is none.
    fn stock(&self, text: &str) -> Result<Option<Decimal>, Misfit> {
        let of = self.columns.facts.stock.and_then(|fact| self.columns.types.get(&fact));
        match self.cells.read(text, of.unwrap_or(&Type::Number(None)))? {
            Value::Number(figure) => Ok(Some(figure.max(Decimal::ZERO))),
            _ => Ok(None),
        }
    }
}

/// What one row says.
#[derive(Default)]
struct Read {
    name: Option<String>,
    handle: Option<String>,
    numbers: Vec<String>,
    values: Vec<(FactId, Value)>,
    translations: Vec<(FactId, LanguageId, Value)>,
    variant: Variant,
    options: [Option<String>; 3],
    hidden: bool,
}

impl Draft {
    fn new(place: Span) -> Self {
        Draft {
            place,
            name: None,
            handle: None,
            numbers: Vec::new(),
            values: Vec::new(),
            translations: Vec::new(),
            variants: Vec::new(),
            options: [None, None, None],
            hidden: false,
            failed: false,
        }
    }

    /// Adds what a row says; what an earlier one said already stands.
    fn take(&mut self, read: Read, is_first: bool) {
        self.name = self.name.take().or(read.name);
        self.handle = self.handle.take().or(read.handle);
        self.numbers.extend(read.numbers);
        for (fact, value) in read.values {
            if self.values.iter().all(|(known, _)| *known != fact) {
                self.values.push((fact, value));
            }
        }
        for (fact, language, value) in read.translations {
            if self.translations.iter().all(|(known, of, _)| (*known, *of) != (fact, language)) {
                self.translations.push((fact, language, value));
            }
        }
        self.options = read.options;
        // Only the first row says whether the product is in the shop; the rows of its variants leave that empty.
        self.hidden |= is_first && read.hidden;
        let variant = read.variant;
        // A row of another picture is no variant.
        if is_first || variant.price.is_some() || variant.stock.is_some() {
            self.variants.push(variant);
        }
    }
}

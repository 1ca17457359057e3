//! The catalogue: what a file of products says, whatever shop system wrote it.

mod columns;
mod finish;
mod gather;
mod json;

use std::borrow::Cow;
use std::sync::Arc;

use columns::{Column, Columns};
use finish::Told;
use gather::{Cell, Draft, Gathering, Wrong};
use rustc_hash::FxHashMap;

use super::cell::Cells;
use super::complaints::Complaints;
use super::sheet::{Row, Sheet, agree};
use super::table::{of_one_meaning, short, unclosed};
use super::{MOST_COLUMNS, MOST_ROWS};
use crate::check::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::{ProductName, index_names, normalise, product_names};
use crate::program::{Catalogue, FactId, Product, ProductId, Value};
use crate::source::{Source, SourceId, Span};

/// A catalogue file at hand.
struct CatalogueFile<'a> {
    id: SourceId,
    source: &'a Source,
    /// Where the script names it.
    named: Span,
}

impl Checker<'_> {
    /// Reads the catalogue.
    pub(super) fn read_catalogue(&mut self, id: SourceId, named: Span) {
        let Some(source) = self.sources.get(id) else { return };
        let file = CatalogueFile { id, source, named };
        let columns = self.catalogue_columns();
        let text = source.text.trim_start_matches('\u{feff}').trim_start();
        let read = match text.starts_with(['[', '{']) {
            true => self.json(&file, &columns),
            false => self.sheet(&file, &columns),
        };
        let Some((drafts, told, mut complaints)) = read else { return };
        let found = drafts.len();
        let products = self.products(&file, drafts, &columns, told, &mut complaints);
        complaints.tell(&mut self.report);
        if products.is_empty() && found > 0 {
            self.nothing_read(&file, "no product can be read", "none of its rows could be read");
        }
        if let Some(catalogue) = &mut self.catalogue {
            fill(catalogue, products, columns.facts.brand);
        }
    }

    fn nothing_read(&mut self, file: &CatalogueFile<'_>, what: &str, label: &str) {
        let message = format!("{what} in `{}`", file.source.name);
        let head = file.source.text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let is_wide = |c: char| matches!(c, '，' | '；' | '、');
        let (help, example) = match head.contains(is_wide) && !head.contains([',', ';', '\t']) {
            true => (
                "its first line has full-width commas, and the cells of a table are parted by plain ones, `,`: write \
                 them so in each of its rows",
                head.replace(is_wide, ",").split(',').map(str::trim).collect::<Vec<_>>().join(","),
            ),
            false => (
                "the first line names the columns: at least the product's name, best its price too",
                columns::usual(self.report.keywords(file.named)).to_owned(),
            ),
        };
        self.report.push(Diagnostic::new(Code::NoProducts, message, file.named, label).help(help).example(example));
    }

    fn sheet<'c>(&mut self, file: &CatalogueFile<'c>, columns: &Columns) -> Option<(Vec<Draft>, Told, Complaints)> {
        let Some(sheet) = Sheet::new(&file.source.text).filter(|sheet| sheet.header.len() <= MOST_COLUMNS) else {
            self.no_columns(file.source, file.named);
            return None;
        };
        let meanings: Vec<Option<Column>> =
            sheet.header.iter().map(|heading| columns.meaning(&heading.words)).collect();
        if !meanings.iter().flatten().any(|column| names_a_product(*column, columns)) {
            let there: Vec<String> =
                sheet.header.iter().take(8).map(|one| format!("`{}`", short(&one.words))).collect();
            let label = format!("its columns are {}", there.join(", "));
            self.nothing_read(file, "no column names the products", &label);
            return None;
        }
        let told = told(meanings.iter().flatten());
        let cells = Cells { shop: &self.shop, decimal_comma: sheet.decimal_comma(), by_hand: true };
        let mut gathering = Gathering::new(columns, cells);
        let mut complaints = Complaints::new(Code::ProductLeftOut, &file.source.name, file.named);
        let mut count = 0;
        sheet.each_row(|row| {
            count += 1;
            let place = sheet.place(row.start, usize::MAX);
            let place = Span::new(file.id, place.start, place.end);
            if count > MOST_ROWS {
                complaints.add(|| file.too_many(place));
                return false;
            }
            if sheet.is_unclosed(row.start) {
                complaints.add(|| unclosed(&sheet, row, Code::ProductLeftOut, file.line(row.start), place));
                return true;
            }
            let columns = sheet.header.len();
            if row.len() > columns && row.cells().skip(columns).any(|cell| !cell.is_empty()) {
                complaints.add(|| file.too_many_cells(&sheet, row, |row| gathering.reads(&meanings, row)));
                return true;
            }
            let cells = cells_of(&meanings, row);
            if let Some(both) = differing(&cells) {
                let at = file.line(row.start);
                complaints.add(|| of_one_meaning(&sheet, row, Code::ProductLeftOut, at, place, both));
                return true;
            }
            if let Err(wrong) = gathering.row(place, &cells) {
                complaints.add(|| file.wrong_row(&sheet, row, &wrong));
            }
            true
        });
        Some((gathering.drafts, told, complaints))
    }

    fn json<'c>(&mut self, file: &CatalogueFile<'c>, columns: &Columns) -> Option<(Vec<Draft>, Told, Complaints)> {
        let items = match json::items(&file.source.text) {
            Ok(items) => items,
            Err(error) => {
                let message = format!("`{}` is no list of products in JSON: {error}", file.source.name);
                self.report.push(
                    Diagnostic::new(Code::NoProducts, message, file.named, "named here")
                        .help("a shop system gives a list, or the list behind `products`")
                        .example("{\"products\": [{\"name\": \"…\", \"price\": \"12.50\"}]}"),
                );
                return None;
            }
        };
        let cells = Cells { shop: &self.shop, decimal_comma: false, by_hand: false };
        let mut gathering = Gathering::new(columns, cells);
        let mut complaints = Complaints::new(Code::ProductLeftOut, &file.source.name, file.named);
        let mut told = Told::default();
        for (number, item) in items.iter().enumerate() {
            // Each item is a piece of the text itself, so that its address says where.
            let start = (item.get().as_ptr() as usize).saturating_sub(file.source.text.as_ptr() as usize);
            let line = item.get().lines().next().unwrap_or_default().len();
            let place = Span::new(file.id, start, start + line);
            if number >= MOST_ROWS {
                complaints.add(|| file.too_many(place));
                break;
            }
            let rows =
                serde_json::from_str(item.get()).map(|item| json::rows(&item, number, columns)).unwrap_or_default();
            let has = self::told(rows.iter().flatten().map(|cell| &cell.column));
            told.reductions |= has.reductions;
            if rows.is_empty() {
                complaints.add(|| file.no_product(place, number));
            }
            for row in rows {
                if let Err(wrong) = gathering.row(place, &row) {
                    let text = row.iter().find(|cell| cell.at == wrong.at).map_or("", |cell| &cell.text);
                    complaints.add(|| {
                        let message = format!("product {} of `{}`: {}", number + 1, file.source.name, wrong.said(text));
                        Diagnostic::new(Code::ProductLeftOut, message, place, "left out")
                            .help(format!("write it as {}", wrong.misfit.ways()))
                    });
                }
            }
        }
        Some((gathering.drafts, told, complaints))
    }

    /// Products from what was gathered; those without a name, and those called like another, are left out.
    fn products(
        &self,
        file: &CatalogueFile<'_>,
        drafts: Vec<Draft>,
        columns: &Columns,
        told: Told,
        complaints: &mut Complaints,
    ) -> Vec<(Product, Draft)> {
        let mut shared: FxHashMap<String, usize> = FxHashMap::default();
        for name in drafts.iter().filter_map(|draft| draft.name.as_ref()) {
            *shared.entry(normalise(name)).or_default() += 1;
        }
        let mut taken: FxHashMap<Arc<str>, Span> = FxHashMap::default();
        let mut products = Vec::new();
        for draft in drafts.into_iter().filter(|draft| !draft.hidden) {
            let Some(name) = &draft.name else {
                if !draft.failed {
                    complaints.add(|| file.nameless(draft.place));
                }
                continue;
            };
            let is_shared = shared.get(&normalise(name)).is_some_and(|count| *count > 1);
            let own = if is_shared { draft.handle.as_ref().or(draft.numbers.first()).unwrap_or(name) } else { name };
            let own: Arc<str> = own.as_str().into();
            if let Some(first) = taken.get(&own) {
                complaints.add(|| file.twice(draft.place, *first, &own));
                continue;
            }
            taken.insert(own.clone(), draft.place);
            let values = finish::values(&draft, &columns.facts, told);
            let product = Product { name: own, values, translations: draft.translations.clone() };
            products.push((product, draft));
        }
        products
    }
}

impl CatalogueFile<'_> {
    fn line(&self, place: usize) -> String {
        format!("`{}`, line {}", self.source.name, self.source.display_position(place).line)
    }

    fn wrong_row(&self, sheet: &Sheet<'_>, row: &Row<'_>, wrong: &Wrong) -> Diagnostic {
        let place = sheet.place(row.start, wrong.at);
        let message = format!("{}: {}", self.line(row.start), wrong.said(row.cell(wrong.at)));
        let heading = sheet.header.get(wrong.at).map_or("", |heading| &heading.words);
        let label = format!("{}; the row is left out", wrong.misfit.label(heading));
        let diagnostic =
            Diagnostic::new(Code::ProductLeftOut, message, Span::new(self.id, place.start, place.end), label);
        diagnostic.help(format!("write it as {}", wrong.misfit.ways()))
    }

    /// A comma in a price or in words has cut a cell in two, and all behind it stands under the wrong column.
    fn too_many_cells(&self, sheet: &Sheet<'_>, row: &Row<'_>, reads: impl Fn(&[String]) -> bool) -> Diagnostic {
        let columns = sheet.header.len();
        let message = format!("{}: {} cells stand under {columns} columns", self.line(row.start), row.len());
        let place = sheet.place(row.start, columns);
        let span = Span::new(self.id, place.start, place.end);
        let delimiter = sheet.delimiter();
        let told = Diagnostic::new(Code::ProductLeftOut, message, span, "one cell too many; the row is left out")
            .help(format!("a price or a text with a `{delimiter}` in it stands in quotation marks"));
        let cells: Vec<String> = row.cells().map(short).collect();
        match sheet.rejoined(&cells).into_iter().find(|row| reads(row)) {
            Some(row) => told.example(sheet.line(&row)),
            None => told,
        }
    }

    fn no_product(&self, place: Span, number: usize) -> Diagnostic {
        let message = format!("product {} of `{}` is no product", number + 1, self.source.name);
        Diagnostic::new(Code::ProductLeftOut, message, place, "left out")
            .help("a product stands in braces, with its name and its price")
            .example("{\"name\": \"…\", \"price\": \"12.50\"}")
    }

    fn nameless(&self, place: Span) -> Diagnostic {
        let message = format!("{}: the product has no name", self.line(place.start as usize));
        Diagnostic::new(Code::ProductLeftOut, message, place, "left out")
            .help("write its name into the row, or take the row out")
    }

    fn twice(&self, place: Span, first: Span, name: &str) -> Diagnostic {
        let message = format!("{}: there is a product `{}` already", self.line(place.start as usize), short(name));
        Diagnostic::new(Code::ProductLeftOut, message, place, "left out")
            .related(first, "the first one")
            .help("give one of the two another name, or give each a handle or an article number of its own")
    }

    fn too_many(&self, place: Span) -> Diagnostic {
        let message = format!("`{}` has more than {MOST_ROWS} rows", self.source.name);
        Diagnostic::new(Code::ProductLeftOut, message, place, "the rows from here on are left out")
            .help("take out what the shop does not sell any more")
    }
}

impl Wrong {
    fn said(&self, text: &str) -> String {
        self.misfit.said(&short(text))
    }
}

/// The cells of a row that say something.
fn cells_of<'r>(meanings: &[Option<Column>], row: &'r Row<'_>) -> Vec<Cell<'r>> {
    let cells = meanings.iter().enumerate().filter_map(|(at, column)| {
        let text = row.cell(at);
        let column = column.filter(|_| !text.is_empty())?;
        Some(Cell { column, at, text: Cow::Borrowed(text) })
    });
    cells.collect()
}

/// Two cells that say one thing of a product, and not the same; it may have several numbers, and each row may hide it.
fn differing(cells: &[Cell<'_>]) -> Option<(usize, usize)> {
    let several =
        |column: Column| matches!(column, Column::Number | Column::Published | Column::Status | Column::Availability);
    let mut rest = cells;
    while let Some((one, others)) = rest.split_first() {
        let other = others.iter().find(|other| other.column == one.column && !agree(&one.text, &other.text));
        if let Some(other) = other.filter(|other| !several(other.column)) {
            return Some((one.at, other.at));
        }
        rest = others;
    }
    None
}

fn names_a_product(column: Column, columns: &Columns) -> bool {
    matches!(column, Column::Fact(fact) if columns.facts.name == Some(fact))
}

fn told<'c>(mut columns: impl Iterator<Item = &'c Column>) -> Told {
    Told { reductions: columns.any(|column| matches!(column, Column::ListPrice | Column::SalePrice)) }
}

/// Puts the products into the catalogue, with all they are called.
fn fill(catalogue: &mut Catalogue, products: Vec<(Product, Draft)>, brand: Option<FactId>) {
    let mut names: Vec<ProductName<'_>> = Vec::with_capacity(products.len());
    for (index, (product, draft)) in products.iter().enumerate() {
        let id = ProductId::from(index);
        let brand = product.values.iter().find_map(|(fact, value)| match value {
            Value::Text(words) if Some(*fact) == brand => Some(&**words),
            _ => None,
        });
        // Its handle stands in links to it, and needs a hyphen to be told from a plain word.
        let handle = draft.handle.as_deref().filter(|handle| handle.contains('-'));
        let translated = product.translations.iter().filter(|(fact, ..)| Some(*fact) == catalogue.facts.name);
        let translated = translated.filter_map(|(.., value)| match value {
            Value::Text(name) => Some(&**name),
            _ => None,
        });
        let all = draft.name.as_deref().into_iter().chain(translated).chain(handle);
        names.extend(all.map(|name| ProductName { product: id, name, brand }));
    }
    catalogue.names = product_names(&names);
    // A product's own name comes before what another one goes by besides.
    for (index, (product, _)) in products.iter().enumerate() {
        for name in index_names(&product.name) {
            catalogue.called.entry(name).or_insert(ProductId::from(index));
        }
    }
    for named in &names {
        for name in index_names(named.name) {
            catalogue.called.entry(name).or_insert(named.product);
        }
    }
    for (index, (_, draft)) in products.iter().enumerate() {
        for name in draft.handle.iter().chain(&draft.numbers).flat_map(|name| index_names(name)) {
            catalogue.called.entry(name).or_insert(ProductId::from(index));
        }
    }
    catalogue.products = products.into_iter().map(|(product, _)| product).collect();
}

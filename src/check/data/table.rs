//! `fact stock by product, colour: number from "stock.csv"`: a fact's values by their keys.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::cell::{Cells, Misfit};
use super::complaints::Complaints;
use super::sheet::{Row, Sheet, heading};
use super::{MOST_COLUMNS, MOST_ROWS};
use crate::check::checker::Checker;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::row_key;
use crate::program::{Catalogue, FactId, Table, Type, Value};
use crate::source::{Source, SourceId, Span};
use crate::syntax::ast::{self, Keywords};

/// What a column of products is called besides `product`.
const PRODUCT_COLUMNS: [&str; 6] = ["handle", "url handle", "sku", "id", "name", "title"];

/// A column of a table: its place and what stands in it.
struct Column {
    at: usize,
    of: Type,
}

/// A table being read.
struct Reading<'r> {
    sheet: &'r Sheet<'r>,
    id: SourceId,
    source: &'r Source,
    cells: Cells<'r>,
    catalogue: Option<&'r Catalogue>,
    keys: &'r [Column],
    value: &'r Column,
}

impl Checker<'_> {
    /// Reads a fact's table.
    pub(super) fn read_table(&mut self, declared: &ast::Fact, id: SourceId, keywords: Keywords) {
        let name = &declared.names.name;
        let Some((fact, _)) = self.names.facts.get(&name.key()).copied() else { return };
        let Some(text) = &declared.file else { return };
        let Some(source) = self.sources.get(id) else { return };
        let keys = self.facts.get(fact.index()).map(|fact| fact.keys.clone()).unwrap_or_default();
        if keys.is_empty() {
            let message = format!("`{}` is not looked up by anything, so it needs no table", name.text);
            self.report.push(
                Diagnostic::new(Code::TableWithoutKeys, message, text.span, "a table of one value")
                    .help("say what it is looked up by")
                    .example(super::super::wording::keyed(keywords, &name.text)),
            );
            return;
        }
        let sheet = Sheet::new(&source.text).filter(|sheet| sheet.header.len() <= MOST_COLUMNS);
        let Some(sheet) = sheet else { return self.no_columns(source, text.span) };
        let Some((keys, value)) = self.columns(declared, fact, &keys, &sheet, id) else { return };
        let reading = Reading {
            sheet: &sheet,
            id,
            source,
            cells: Cells { shop: &self.shop, decimal_comma: sheet.decimal_comma(), by_hand: true },
            catalogue: self.catalogue.as_ref(),
            keys: &keys,
            value: &value,
        };
        let mut complaints = Complaints::new(Code::TableRow, &source.name, text.span);
        let table = reading.rows(&mut complaints);
        complaints.tell(&mut self.report);
        if let Some(fact) = self.facts.get_mut(fact.index()) {
            fact.table = Some(table);
        }
    }

    /// A file without a header, or with more columns than any table has.
    pub(super) fn no_columns(&mut self, source: &Source, span: Span) {
        let (message, label) = match Sheet::new(&source.text) {
            None => (format!("`{}` is empty", source.name), "nothing in it"),
            Some(_) => (format!("`{}` has more than {MOST_COLUMNS} columns", source.name), "too many columns"),
        };
        self.report.push(
            Diagnostic::new(Code::NoTable, message, span, label)
                .help("the first line names the columns, and each line below is a row"),
        );
    }

    /// The columns of the keys and of the value.
    fn columns(
        &mut self,
        declared: &ast::Fact,
        fact: FactId,
        keys: &[Type],
        sheet: &Sheet<'_>,
        id: SourceId,
    ) -> Option<(Vec<Column>, Column)> {
        let mut columns = Vec::new();
        let mut missing = Vec::new();
        for (key, of) in declared.keys.iter().zip(keys) {
            let names = self.column_names(&key.key(), *of == Type::Product);
            match sheet.header.iter().position(|heading| names.contains(&heading.key)) {
                Some(at) => columns.push(Column { at, of: of.clone() }),
                None => missing.push(key.text.to_string()),
            }
        }
        let names = self.fact_columns(fact);
        let is_free = |at: &usize| !columns.iter().any(|column| column.at == *at);
        let free: Vec<usize> = (0..sheet.header.len()).filter(is_free).collect();
        let by_name =
            free.iter().copied().find(|at| sheet.header.get(*at).is_some_and(|heading| names.contains(&heading.key)));
        // Where all keys were found, a single column besides them can be nothing but the value.
        let only = match free.as_slice() {
            [only] if missing.is_empty() => Some(*only),
            _ => None,
        };
        let of = self.facts.get(fact.index()).map(|fact| fact.of.clone())?;
        let value = by_name.or(only).map(|at| Column { at, of });
        if value.is_none() {
            missing.push(last_part(&declared.names.name.text).to_owned());
        }
        if let (true, Some(value)) = (missing.is_empty(), value) {
            return Some((columns, value));
        }
        let there: Vec<&str> = sheet.header.iter().map(|heading| heading.words.as_str()).collect();
        let file = self.sources.get(id).map_or("", |source| &source.name);
        let lacking = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("`{file}` has no column {lacking}");
        let head = sheet.head();
        let near = missing.first().and_then(|name| did_you_mean(name, there.iter().copied()));
        let help = match near {
            Some(near) => format!("is it `{near}`? then call that column by its name here"),
            None => {
                "the first line names the columns, by the names of the fact and of what it is looked up by".to_owned()
            }
        };
        let mut line: Vec<String> = declared.keys.iter().map(|key| key.text.to_string()).collect();
        line.push(last_part(&declared.names.name.text).to_owned());
        self.report.push(
            Diagnostic::new(Code::TableColumn, message, Span::new(id, head.start, head.end), "these are its columns")
                .related(declared.names.name.span, "declared here")
                .help(help)
                .example(sheet.line(&line)),
        );
        None
    }

    /// What the column of a key may be called: by its own name, or by any name of the fact it stands for.
    fn column_names(&self, key: &str, is_product: bool) -> Vec<String> {
        let mut names = vec![heading(key)];
        if is_product {
            names.extend(super::super::facts::PRODUCT.iter().map(|name| (*name).to_owned()));
            names.extend(PRODUCT_COLUMNS.iter().map(|name| (*name).to_owned()));
        }
        if let Some(fact) = self.key_fact(key) {
            names.extend(self.fact_columns(fact));
        }
        names
    }

    /// What a fact's column may be called: any of its names, or the last part of one.
    pub(super) fn fact_columns(&self, fact: FactId) -> Vec<String> {
        let all = self.names.facts.iter().filter(|(_, (id, _))| *id == fact).map(|(key, _)| key);
        all.flat_map(|name| [heading(name), heading(last_part(name))]).collect()
    }
}

/// `fee` of `delivery.fee`.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

impl Reading<'_> {
    fn rows(&self, complaints: &mut Complaints) -> Table {
        let mut table = Table { rows: FxHashMap::default() };
        let mut seen: HashMap<Box<str>, usize> = HashMap::new();
        let mut count = 0;
        self.sheet.each_row(|row| {
            count += 1;
            if count > MOST_ROWS {
                complaints.add(|| {
                    let message = format!("`{}` has more than {MOST_ROWS} rows", self.source.name);
                    Diagnostic::new(Code::TableRow, message, self.row(row), "the rows from here on are not read")
                });
                return false;
            }
            if self.sheet.is_unclosed(row.start) {
                complaints.add(|| unclosed(self.sheet, row, Code::TableRow, self.at(row.start), self.row(row)));
                return true;
            }
            if row.len() > self.sheet.header.len()
                && row.cells().skip(self.sheet.header.len()).any(|cell| !cell.is_empty())
            {
                complaints.add(|| self.too_many_cells(row));
                return true;
            }
            let mut used = self.keys.iter().chain([self.value]).map(|column| column.at);
            if let Some((one, other)) = used.find_map(|at| Some((at, self.sheet.differing(row, at)?))) {
                let span = self.row(row);
                complaints
                    .add(|| of_one_meaning(self.sheet, row, Code::TableRow, self.at(row.start), span, (one, other)));
                return true;
            }
            let Some(keys) = self.keys(row, complaints) else { return true };
            let key: Box<str> = row_key(
                self.catalogue,
                keys.iter().zip(self.keys).map(|(key, column)| (key, column.of == Type::Product)),
            )
            .into();
            if let Some(first) = seen.get(&key) {
                complaints.add(|| self.twice(row, *first));
                return true;
            }
            seen.insert(key.clone(), row.start);
            let cell = row.cell(self.value.at);
            // An empty cell says that nobody knows.
            if !cell.is_empty() {
                match self.cells.read(cell, &self.value.of) {
                    Ok(value) => {
                        table.rows.insert(key, value);
                    }
                    Err(misfit) => complaints.add(|| self.wrong(row, self.value.at, &misfit)),
                }
            }
            true
        });
        table
    }

    fn keys(&self, row: &Row<'_>, complaints: &mut Complaints) -> Option<Vec<Value>> {
        let mut keys = Vec::with_capacity(self.keys.len());
        for column in self.keys {
            let cell = row.cell(column.at);
            let read = match cell.is_empty() {
                true => {
                    Err(Misfit {
                        expected: "something to look it up by".to_owned(), example: "…".to_owned(), or: None
                    })
                }
                false => self.cells.read(cell, &column.of),
            };
            match read {
                Ok(value) => keys.push(value),
                Err(misfit) => {
                    complaints.add(|| self.wrong(row, column.at, &misfit));
                    return None;
                }
            }
        }
        Some(keys)
    }

    fn row(&self, row: &Row<'_>) -> Span {
        let place = self.sheet.place(row.start, usize::MAX);
        Span::new(self.id, place.start, place.end)
    }

    fn line(&self, row: usize) -> usize {
        self.source.display_position(row).line
    }

    /// The file and the line, as they stand before a complaint.
    fn at(&self, row: usize) -> String {
        format!("`{}`, line {}", self.source.name, self.line(row))
    }

    fn wrong(&self, row: &Row<'_>, column: usize, misfit: &Misfit) -> Diagnostic {
        let cell = row.cell(column);
        let heading = self.sheet.header.get(column).map_or("", |heading| &heading.words);
        let message = match cell.is_empty() {
            true => format!("{}: the column `{heading}` is empty", self.at(row.start)),
            false => format!("{}: {}", self.at(row.start), misfit.said(&short(cell))),
        };
        let place = self.sheet.place(row.start, column);
        let span = Span::new(self.id, place.start, place.end);
        let mut cells: Vec<String> = (0..self.sheet.header.len()).map(|at| short(row.cell(at))).collect();
        if let Some(cell) = cells.get_mut(column) {
            cell.clone_from(&misfit.example);
        }
        let diagnostic = Diagnostic::new(Code::TableRow, message, span, misfit.label(heading));
        let help = match &misfit.or {
            Some(or) => format!("the row would be read like this, or with `{or}` there, whichever is meant"),
            None => "the row would be read like this".to_owned(),
        };
        diagnostic.help(help).example(self.sheet.line(&cells))
    }

    fn too_many_cells(&self, row: &Row<'_>) -> Diagnostic {
        let (cells, columns) = (row.len(), self.sheet.header.len());
        let message = format!("{}: {cells} cells stand under {columns} columns", self.at(row.start));
        let place = self.sheet.place(row.start, columns);
        let span = Span::new(self.id, place.start, place.end);
        let help = format!("a cell with a `{}` in it stands in quotation marks", self.sheet.delimiter());
        let diagnostic = Diagnostic::new(Code::TableRow, message, span, "one cell too many").help(help);
        match self.rejoined(row) {
            Some(cells) => diagnostic.example(self.sheet.line(&cells)),
            None => diagnostic,
        }
    }

    /// The row with the cells joined again that a comma has cut apart, where it can be read so.
    fn rejoined(&self, row: &Row<'_>) -> Option<Vec<String>> {
        let cells: Vec<String> = row.cells().map(short).collect();
        self.sheet.rejoined(&cells).into_iter().find(|row| {
            let reads =
                |column: &Column| row.get(column.at).is_some_and(|cell| self.cells.read(cell, &column.of).is_ok());
            self.keys.iter().chain([self.value]).all(reads)
        })
    }

    fn twice(&self, row: &Row<'_>, first: usize) -> Diagnostic {
        let keys: Vec<String> = self.keys.iter().map(|column| short(row.cell(column.at))).collect();
        let message = format!(
            "`{}` stands in line {} and in line {} of `{}`",
            keys.join(", "),
            self.line(first),
            self.line(row.start),
            self.source.name
        );
        let place = self.sheet.place(first, usize::MAX);
        Diagnostic::new(Code::TableTwice, message, self.row(row), "again here")
            .related(Span::new(self.id, place.start, place.end), "first here")
            .help("take one of the two rows out")
    }
}

/// A row whose quotation mark is never closed.
pub(super) fn unclosed(sheet: &Sheet<'_>, row: &Row<'_>, code: Code, at: String, span: Span) -> Diagnostic {
    let told = Diagnostic::new(code, format!("{at}: its quotation mark is never closed"), span, "this row is not read")
        .help("so it swallows the rows below: close the mark behind its cell, or take it out");
    match sheet.without_mark(row.start) {
        Some(line) => told.example(line),
        None => told,
    }
}

/// A row in which two columns of one meaning differ.
pub(super) fn of_one_meaning(
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    code: Code,
    at: String,
    span: Span,
    (one, other): (usize, usize),
) -> Diagnostic {
    let said = |column: usize| {
        let heading = sheet.header.get(column).map_or("", |heading| &heading.words);
        format!("`{}` under `{}`", short(row.cell(column)), short(heading))
    };
    let message = format!("{at}: two columns have one meaning and do not agree: {} and {}", said(one), said(other));
    Diagnostic::new(code, message, span, "this row is not read").help(
        "keep the column that is right and take the other one out, or give it a name of its own in the first line",
    )
}

/// A cell as a message quotes it.
pub(super) fn short(cell: &str) -> String {
    let line: Vec<&str> = cell.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

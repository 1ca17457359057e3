//! What a script reads from other files: tables of facts, and the catalogue of products.

mod catalogue;
mod cell;
mod complaints;
mod load;
mod sheet;
mod table;

use std::collections::HashMap;

pub(super) use load::load;
pub use sheet::row_of;

use super::checker::Checker;
use crate::source::{SourceId, Span};
use crate::syntax::ast::{DeclarationKind, Setting};

/// The longest cell that is kept, in characters.
pub const LONGEST_CELL: usize = 2_000;
/// The most rows of one table or catalogue.
pub const MOST_ROWS: usize = 100_000;
/// The most columns of one table or catalogue.
pub const MOST_COLUMNS: usize = 500;

/// Which file was read for each place where a script names one.
pub(super) type DataFiles = HashMap<Span, SourceId>;

impl Checker<'_> {
    /// Reads the catalogue, then the tables, whose products it knows.
    pub fn all_data(&mut self) {
        let files = self.files;
        let declarations = || files.iter().flat_map(|file| file.script.declarations.iter().map(move |one| (file, one)));
        let shop = declarations().find_map(|(file, declaration)| match &declaration.kind {
            DeclarationKind::Shop(shop) if !file.library => Some((file, shop)),
            _ => None,
        });
        for setting in shop.iter().flat_map(|(_, shop)| &shop.settings) {
            let Setting::Catalogue(text) = &setting.value else { continue };
            self.catalogue = Some(crate::program::Catalogue { facts: self.product_facts(), ..Default::default() });
            if let Some(source) = self.data_files.get(&text.span) {
                self.read_catalogue(*source, text.span);
            }
        }
        for (file, declaration) in declarations() {
            let DeclarationKind::Fact(fact) = &declaration.kind else { continue };
            if let Some(source) = fact.file.as_ref().and_then(|text| self.data_files.get(&text.span)) {
                self.read_table(fact, *source, file.script.keywords);
            }
        }
    }
}

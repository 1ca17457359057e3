//! Tables and catalogues: each case is a folder of a script and its files; its snapshot is what was told and what was read.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use patter::check::{Compilation, MemoryFiles, compile};
use patter::diagnostic::{Style, render};
use patter::engine::in_words;
use patter::program::{LanguageId, Program, Value};
use proptest::prelude::*;

/// The files of a case.
fn files(folder: &Path) -> MemoryFiles {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.fold(MemoryFiles::new(), |files, entry| {
        files.with(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    })
}

fn told(compilation: &Compilation) -> String {
    let told = compilation.diagnostics.iter().map(|told| render(told, &compilation.sources, Style::default()));
    told.collect::<Vec<_>>().join("\n")
}

fn printed(program: &Program, value: &Value) -> String {
    in_words(value, None, program, "en")
}

/// Every product with what is known of it.
fn products(program: &Program, text: &mut String) {
    let Some(catalogue) = &program.catalogue else { return };
    for product in &catalogue.products {
        writeln!(text, "{}", product.name).unwrap();
        for (fact, value) in &product.values {
            writeln!(text, "  {}: {}", program.facts[fact.index()].name, printed(program, value)).unwrap();
        }
        for (fact, LanguageId(language), value) in &product.translations {
            let tag = &program.shop.languages[*language as usize];
            writeln!(text, "  {} {tag}: {}", program.facts[fact.index()].name, printed(program, value)).unwrap();
        }
    }
}

/// Every row of every table.
fn tables(program: &Program, text: &mut String) {
    for fact in &program.facts {
        let Some(table) = &fact.table else { continue };
        #[allow(clippy::borrowed_box, reason = "the table's own keys")]
        let row = |(key, value): (&Box<str>, &Value)| {
            format!("{} for {}: {}", fact.name, key.replace('\u{1f}', ", "), printed(program, value))
        };
        let mut rows: Vec<String> = table.rows.iter().map(row).collect();
        rows.sort();
        writeln!(text, "{}", rows.join("\n")).unwrap();
    }
}

fn outcome(script: &Path) -> String {
    let compilation = compile("main.patter", &files(script.parent().unwrap()));
    let mut text = told(&compilation);
    if let Some(program) = &compilation.program {
        products(program, &mut text);
        tables(program, &mut text);
    }
    text
}

#[test]
fn catalogues() {
    insta::glob!("../cases/catalogue", "*/main.patter", |script| {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(outcome(script)) });
    });
}

#[test]
fn tables_of_facts() {
    insta::glob!("../cases/table", "*/main.patter", |script| {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(outcome(script)) });
    });
}

const SHOP: &str = r#"
shop "Any": language en, zh currency EUR catalogue "products"
fact stock by product, colour: number from "products"
fact fee by city: money from "products"
when first message show products where price < 100, lowest price first
"#;

/// What comes of any bytes as a catalogue and as a table.
fn swallowed(bytes: Vec<u8>) {
    let files = MemoryFiles::new().with("main.patter", SHOP).with("products", bytes);
    let compilation = compile("main.patter", &files);
    told(&compilation);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_no_trouble(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        swallowed(bytes);
    }

    /// Pieces that mean something to a reader of tables, in any order.
    #[test]
    fn any_cells_are_no_trouble(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "name", "price", "handle", "product", "colour", "city", "fee", "stock", "option1 name", "option1 value", "name zh",
            ",", ";", "\t", "\n", "\r\n", "\"", "'", "{", "[", "]", "}", ":", "88", "1.234,50", "-", "€", "88 USD", "翡翠",
            "\u{feff}", "sep=;", "{\"products\": [", "\"variants\": [{\"price\": 1}]", "e\u{301}", "\u{1f}",
        ]), 0..60),
    ) {
        swallowed(pieces.concat().into_bytes());
        swallowed(format!("name,price,stock,colour\n{}", pieces.concat()).into_bytes());
        swallowed(format!("[{{\"name\": \"x\", {}", pieces.concat()).into_bytes());
    }
}

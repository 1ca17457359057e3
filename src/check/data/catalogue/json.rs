//! A catalogue in JSON: a list of products, or `{"products": […]}` as shop systems give it.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::value::RawValue;

use super::columns::{Column, Columns};
use super::gather::Cell;

/// The products of a file, each as it stands there; what is wrong with the file, where it is none.
pub(super) fn items(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    #[derive(serde::Deserialize)]
    struct Wrapped<'t> {
        #[serde(borrow)]
        products: Vec<&'t RawValue>,
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text);
    }
    serde_json::from_str::<Wrapped<'_>>(text).map(|wrapped| wrapped.products)
}

/// A product's rows: one for each variant, the first with all that is said of the product itself. `number` holds them together
/// where the product has no handle.
pub(super) fn rows(item: &Value, number: usize, columns: &Columns) -> Vec<Vec<Cell<'static>>> {
    let Value::Object(fields) = item else { return Vec::new() };
    let mut product = Vec::new();
    for (key, value) in fields {
        match (key.as_str(), value) {
            ("options", Value::Array(options)) => {
                for (number, option) in (1u8..).zip(options) {
                    let name = option.get("name").and_then(Value::as_str).or_else(|| option.as_str());
                    product.extend(name.map(|name| cell(Column::OptionName(number), name)));
                }
            }
            ("image" | "images", _) => {
                let first = value.get(0).unwrap_or(value);
                let source = first.get("src").or_else(|| first.get("url")).and_then(Value::as_str).or(first.as_str());
                let column = columns.meaning("image");
                product.extend(source.zip(column).map(|(source, column)| cell(column, source)));
            }
            ("variants", _) => {}
            _ => product.extend(columns.meaning(key).zip(written(value)).map(|(column, text)| cell(column, &text))),
        }
    }
    if !product.iter().any(holds_together) {
        product.push(cell(Column::Group, &format!("product {number}")));
    }
    let mut rows = of_variants(fields.get("variants"), &product, columns);
    match rows.first_mut() {
        Some(first) => drop(first.splice(0..0, product)),
        None => rows.push(product),
    }
    for row in &mut rows {
        row.retain(|cell| !cell.text.is_empty());
        row.iter_mut().enumerate().for_each(|(at, cell)| cell.at = at);
    }
    rows
}

/// A row for each variant, by the handle or group of its product.
fn of_variants(variants: Option<&Value>, product: &[Cell<'_>], columns: &Columns) -> Vec<Vec<Cell<'static>>> {
    let Some(Value::Array(variants)) = variants else { return Vec::new() };
    variants
        .iter()
        .filter_map(Value::as_object)
        .map(|variant| {
            let handle = product.iter().find(|cell| holds_together(cell));
            let mut row: Vec<Cell<'static>> =
                handle.map(|handle| cell(handle.column, &handle.text)).into_iter().collect();
            let own = variant.iter().filter_map(|(key, value)| Some((columns.meaning(key)?, written(value)?)));
            // What a variant is called, "Green / M", is no name of the product.
            row.extend(own.filter(|(column, _)| is_of_variants(*column)).map(|(column, text)| cell(column, &text)));
            row
        })
        .collect()
}

/// Whether rows with the same in this cell are one product.
fn holds_together(cell: &Cell<'_>) -> bool {
    matches!(cell.column, Column::Handle | Column::Group) && !cell.text.is_empty()
}

fn is_of_variants(column: Column) -> bool {
    !matches!(column, Column::Fact(_) | Column::Translation(..) | Column::Handle | Column::Group)
}

fn cell(column: Column, text: &str) -> Cell<'static> {
    Cell { column, at: 0, text: Cow::Owned(text.trim().to_owned()) }
}

/// A value as a cell holds it.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::Bool(is) => is.to_string(),
        Value::Number(figure) => figure.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(written).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Object(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

//! An act as a message in a room: choices and products as lists, where there is room for a link a link.

use maud::html;
use serde_json::{Value, json};

use crate::engine::{Act, Deed};
use crate::serve::outgoing::is_web;

/// Words as they are.
pub fn plain(text: &str) -> Value {
    json!({"msgtype": "m.text", "body": text})
}

/// An act as one message.
pub fn message(act: &Act) -> Value {
    let mut lines: Vec<String> = Vec::new();
    for (place, text) in act.texts.iter().enumerate() {
        lines.push(page(act, place).map_or_else(|| text.clone(), |page| format!("{text} {page}")));
    }
    if let Some(Deed::ShowsPicture(address) | Deed::SendsLink(address)) = &act.deed {
        lines.push(address.to_string());
    }
    lines.extend(act.choices.iter().map(|choice| format!("• {choice}")));
    let body = lines.join("\n");
    if act.choices.is_empty() && act.products.is_empty() {
        return plain(&body);
    }
    json!({"msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": formatted(act)})
}

/// The page of the product that a line shows.
fn page(act: &Act, place: usize) -> Option<&str> {
    act.products.get(place)?.url.as_deref().filter(|page| is_web(page))
}

fn formatted(act: &Act) -> String {
    let lists = !act.products.is_empty();
    let markup = html! {
        @if lists {
            ul {
                @for (place, text) in act.texts.iter().enumerate() {
                    li { @if let Some(page) = page(act, place) { a href=(page) { (text) } } @else { (text) } }
                }
            }
        } @else {
            @for text in &act.texts { p { (text) } }
        }
        @if !act.choices.is_empty() {
            ul { @for choice in &act.choices { li { (choice) } } }
        }
    };
    markup.into_string()
}

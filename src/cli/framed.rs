//! The frame of every page the program writes: it needs no network, and can be read on a phone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page of a language, with its title and its style.
pub fn framed(language: &str, title: &str, style: &str, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body {
                h1 { (title) }
                (body)
            }
        }
    }
    .into_string()
}

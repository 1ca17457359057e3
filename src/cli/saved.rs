//! Conversations that were played, kept in a `.chat` file.

use std::fs;

use super::place;
use super::stop::Stop;
use crate::syntax::ast::Keywords;
use crate::transcript::{quoted, words};

/// Writes conversations; a file outside the shop's folder says which script it plays.
pub fn save(path: &str, chats: &[String], keywords: Keywords, main: &str) -> Result<(), Stop> {
    let mut text = String::new();
    if place::script_of(path, None).ok().as_deref() != Some(main) {
        let shop = fs::canonicalize(main)?;
        text.push_str(&format!("{} {}\n\n", words(keywords).script, quoted(&shop.to_string_lossy(), keywords)));
    }
    text.push_str(&chats.join("\n"));
    place::write(path, &text)
}

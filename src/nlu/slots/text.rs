//! Words of the customer's own: up to the next punctuation mark, cut to a stated length, without links but with e-mail addresses.

use std::sync::Arc;

use super::super::boundary::char_at;
use super::email::is_email;

/// The longest text a slot holds, in characters.
pub const LONGEST_TEXT: usize = 100;

/// Where words that begin at byte `at` of a normalised text end at the latest.
pub(crate) fn text_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    for (count, (offset, c)) in rest.char_indices().enumerate() {
        if count == LONGEST_TEXT || ends_clause(text, at + offset, c) {
            return at + offset;
        }
    }
    text.len()
}

/// A point or comma inside a word or number, as in `3.5` or `st.james`, ends nothing.
fn ends_clause(text: &str, at: usize, c: char) -> bool {
    match c {
        '!' | '?' | ';' | '。' | '、' | '¡' | '¿' => true,
        '.' | ',' => char_at(text, at + 1).is_none_or(|next| !next.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// What a text slot holds of the words as written; nothing where only a link is left.
pub(crate) fn text_value(written: &str) -> Option<Arc<str>> {
    let mut value = String::new();
    for word in written.split_whitespace().filter(|word| !is_link(word) || is_email(word)) {
        if !value.is_empty() {
            value.push(' ');
        }
        value.push_str(word);
    }
    (!value.is_empty()).then(|| value.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect::<String>().into())
}

/// `https://…`, `www.…`, `example.com`, and what hides behind an @ where it is no e-mail address.
fn is_link(word: &str) -> bool {
    word.contains("://")
        || word.contains("www.")
        || word.split('.').collect::<Vec<_>>().windows(2).any(|pair| match pair {
            [host, domain] => {
                host.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && domain.chars().take_while(char::is_ascii_alphabetic).count() >= 2
            }
            _ => false,
        })
}

//! What a customer wrote, before the shop says it back.

use std::sync::Arc;

use crate::nlu;
use crate::program::SlotType;

/// How much of a customer's own words is ever repeated, in characters.
pub const LONGEST_ECHO: usize = 60;

/// An answer, by what was asked: an address of whatever sort, a phone or an order's number as it was written, for nobody could send
/// anything there otherwise; any other words [`clean`].
pub(super) fn answer(words: &str, of: &SlotType) -> Arc<str> {
    match of {
        SlotType::Email if nlu::is_email(words) => words.into(),
        SlotType::Phone | SlotType::OrderNumber | SlotType::Address => {
            let unlinked = nlu::without_links(words);
            let seen = unlinked.split_whitespace().map(visible).filter(|word| !word.is_empty());
            let line = seen.collect::<Vec<String>>().join(" ");
            line.chars().take(nlu::LONGEST_ADDRESS).collect::<String>().into()
        }
        _ => clean(words),
    }
}

/// All of it on one line, as staff read it.
pub(super) fn whole(words: &str) -> Arc<str> {
    let seen = words.split_whitespace().map(visible).filter(|word| !word.is_empty());
    seen.collect::<Vec<String>>().join(" ").into()
}

/// Cut to [`LONGEST_ECHO`], on one line, without links and without characters that cannot be seen.
pub(super) fn clean(words: &str) -> Arc<str> {
    let kept: Vec<String> =
        words.split_whitespace().filter(|word| !is_link(word)).map(visible).filter(|word| !word.is_empty()).collect();
    let line = kept.join(" ");
    match line.char_indices().nth(LONGEST_ECHO) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()).into(),
        None => line.into(),
    }
}

/// Whether a word could lead somewhere: an address with its scheme, or one that a chat would make a link of.
fn is_link(word: &str) -> bool {
    let word = word.to_lowercase();
    if word.contains("://") || word.contains("www.") {
        return true;
    }
    let mut before = None;
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        let joins = sign == '.' && before.is_some_and(char::is_alphanumeric);
        // A full stop between a letter or digit and at least one letter, as in `shop.example`; "12.50" is none.
        if joins && signs.peek().is_some_and(|next| next.is_ascii_alphabetic()) {
            return true;
        }
        before = Some(sign);
    }
    false
}

fn visible(word: &str) -> String {
    word.chars().filter(|sign| !is_hidden(*sign)).collect()
}

/// Control and direction characters, which could change how the rest of a line looks.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

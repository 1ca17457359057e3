//! Words for what becomes of an order, and for what a message brings: few, so that all of them can be named.

use super::{Mend, Words};
use crate::diagnostic::{Code, did_you_mean};
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::table;
use crate::syntax::prepared::Edit;

/// What stands behind `order`.
const STAGES: &[&str] =
    &["kw_placed", "kw_paid", "kw_shipped", "kw_delayed", "kw_delivered", "kw_reviewed", "kw_returned", "kw_cancelled"];

/// What stands behind `message with`.
const CARRIED: &[&str] = &["kw_link", "kw_file", "kw_photo", "kw_contact", "kw_secret"];

/// Words that are often written for another.
const MEANT: &[(&str, &str)] = &[
    ("payed", "kw_paid"),
    ("sent", "kw_shipped"),
    ("made", "kw_placed"),
    ("arrived", "kw_delivered"),
    ("received", "kw_delivered"),
    ("picture", "kw_photo"),
    ("image", "kw_photo"),
    ("url", "kw_link"),
    ("password", "kw_secret"),
    ("enviado", "kw_shipped"),
    ("recibido", "kw_delivered"),
    ("imagen", "kw_photo"),
    ("enlace", "kw_link"),
    ("下单", "kw_placed"),
    ("支付", "kw_paid"),
    ("收到", "kw_delivered"),
    ("收货", "kw_delivered"),
];

/// The event that is meant by one that ends with a word often written for another: `order payed` is `order paid`.
pub fn meant(event: &str, language: Keywords) -> Option<String> {
    let lower = event.to_lowercase();
    MEANT.iter().filter(|(_, rule)| STAGES.contains(rule)).find_map(|(word, rule)| {
        let before = lower.strip_suffix(word)?;
        Some(format!("{before}{}", table(language).spelling(rule)))
    })
}

/// `order payed`, `message with pictur`: the word may have been read as a bare name, so that reading stopped behind it.
pub fn event_words(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for back in 0..=2 {
        let Some(index) = words.found.checked_sub(back).filter(|&index| index > 1 && words.is_word(index)) else {
            continue;
        };
        let (before, first) = (words.word(index - 1), words.word(index - 2));
        let behind_order = words.table.is(before, "kw_order")
            && ["kw_when", "kw_unless"].iter().any(|rule| words.table.is(first, rule));
        let behind_message = words.table.is(before, "kw_with") && words.table.is(first, "kw_message");
        let (list, what) = match (behind_order, behind_message) {
            (true, _) => (STAGES, "nothing that becomes of an order"),
            (_, true) => (CARRIED, "nothing that a message brings"),
            _ => continue,
        };
        propose(words, index, list, what, mends);
    }
}

fn propose(words: &Words<'_>, index: usize, list: &[&str], what: &str, mends: &mut Vec<Mend>) {
    let (written, Some(lexeme)) = (words.word(index), words.lexeme(index)) else { return };
    if list.iter().any(|rule| words.table.is(written, rule)) {
        return;
    }
    let spelt: Vec<&str> = list.iter().map(|rule| words.table.spelling(rule)).collect();
    let lower = written.to_lowercase();
    let usual = MEANT.iter().find(|(word, rule)| *word == lower && list.contains(rule));
    let usual = usual.map(|(_, rule)| words.table.spelling(rule));
    let near = usual.or_else(|| did_you_mean(written, spelt.iter().copied()));
    let all: Vec<String> = spelt.iter().map(|word| format!("`{word}`")).collect();
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("here stands one of {}", all.join(", ")),
    };
    mends.push(Mend {
        message: format!("`{written}` is {what}"),
        label: "not a word that can stand here".to_owned(),
        help,
        faithful: near.is_some(),
        ..Mend::new(
            Edit::replace(lexeme.range(), near.or_else(|| spelt.first().copied()).unwrap_or_default().to_owned()),
            Code::MisspeltKeyword,
            lexeme.range(),
        )
    });
}

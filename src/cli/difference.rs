//! A difference as people read it: the line it is about, what was expected, what came.

use similar::{ChangeTag, TextDiff};

use super::paint::{self, Ink, ink};
use crate::syntax::ast::Keywords;
use crate::transcript::{Chat, Difference, DifferenceKind, What, customer_rows, words};

/// The lines to print for one difference, `-` before what was expected and `+` before what came.
pub fn lines(chat: &Chat, difference: &Difference, source_line: &str, keywords: Keywords) -> Vec<String> {
    let mut lines = Vec::new();
    match chat.steps.get(difference.step).map(|step| &step.what) {
        Some(What::Customer(text)) => {
            lines.extend(customer_rows(text, keywords).iter().map(|row| format!("  {}", paint::row(row, keywords))));
        }
        _ => lines.push(ink(Ink::Aside, &format!("    {}", source_line.trim()))),
    }
    let w = words(keywords);
    let under = match difference.kind {
        DifferenceKind::Promised => w.promised,
        _ => w.shop,
    };
    lines.push(ink(Ink::Aside, &format!("    {under}{}", w.colon.trim_end())));
    lines.extend(changes(&difference.expected, &difference.actual));
    lines
}

/// Lines that are gone, that came and that stayed, the words that differ marked.
fn changes(expected: &[String], actual: &[String]) -> Vec<String> {
    let old: Vec<&str> = expected.iter().map(String::as_str).collect();
    let new: Vec<&str> = actual.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    let changes = diff.ops().iter().flat_map(|op| diff.iter_inline_changes(op));
    changes
        .map(|change| {
            let (sign, plain, marked) = match change.tag() {
                ChangeTag::Delete => ("-", Ink::Wrong, Ink::WrongWord),
                ChangeTag::Insert => ("+", Ink::Right, Ink::RightWord),
                ChangeTag::Equal => {
                    return format!("        {}", change.iter_strings_lossy().map(|(_, s)| s).collect::<String>());
                }
            };
            let text: String = change
                .iter_strings_lossy()
                .map(|(differs, text)| ink(if differs { marked } else { plain }, &text))
                .collect();
            format!("      {} {text}", ink(plain, sign))
        })
        .collect()
}

//! A difference as people read it: the line it is about, what was expected, what came.

use similar::{ChangeTag, TextDiff};

use super::paint::{self, Ink, ink};
use crate::syntax::ast::Keywords;
use crate::transcript::{Chat, Difference, DifferenceKind, Row, RowKind, What, customer_rows, words};

/// The lines to print for one difference, `-` before what was expected and `+` before what came.
pub fn lines(chat: &Chat, difference: &Difference, source_line: &str, keywords: Keywords) -> Vec<String> {
    let w = words(keywords);
    let mut lines = Vec::new();
    match chat.steps.get(difference.step).map(|step| &step.what) {
        Some(What::Customer(message)) => {
            lines.extend(customer_rows(message, keywords).iter().map(|row| format!("  {}", paint::row(row, keywords))));
        }
        _ => lines.push(ink(Ink::Aside, &format!("    {}", source_line.trim()))),
    }
    if difference.kind != DifferenceKind::Promised {
        let label = format!("{}{}", w.shop, w.colon);
        let heading = Row { kind: RowKind::Deed, label, text: String::new() };
        lines.push(format!("  {}", ink(Ink::Speaker, &heading.line(keywords, true))));
    }
    lines.extend(changes(difference, keywords));
    lines
}

/// Lines that are gone, that came and that stayed, laid out as on paper, the words that differ marked.
fn changes(difference: &Difference, keywords: Keywords) -> Vec<String> {
    let old: Vec<&str> = difference.expected.iter().map(String::as_str).collect();
    let new: Vec<&str> = difference.actual.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    let changes = diff.ops().iter().flat_map(|op| diff.iter_inline_changes(op));
    changes
        .map(|change| {
            let (sign, plain, marked) = match change.tag() {
                ChangeTag::Delete => ("-", Some(Ink::Wrong), Ink::WrongWord),
                ChangeTag::Insert => ("+", Some(Ink::Right), Ink::RightWord),
                ChangeTag::Equal => (" ", None, Ink::Aside),
            };
            let paint =
                |color: Option<Ink>, text: &str| color.map_or_else(|| text.to_owned(), |color| ink(color, text));
            let text: String = change
                .iter_strings_lossy()
                .map(|(differs, text)| paint(if differs { Some(marked) } else { plain }, &text))
                .collect();
            let bar = change.iter_strings_lossy().next().is_some_and(|(_, text)| text.starts_with('|'));
            let kind = if bar { RowKind::Words } else { RowKind::Deed };
            let margin = Row { kind, label: String::new(), text: String::new() }.margin(keywords, true);
            format!("{} {}{text}", paint(plain, sign), margin.trim_end_matches("| "))
        })
        .collect()
}

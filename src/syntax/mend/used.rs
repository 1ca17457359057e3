//! `use "a.patter", "b.patter"`: each `use` brings one file or one part of the library.

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;

/// What people write between several.
const JOINING: &[&str] = &["and", "y", "e", "和", "与", "及", "&", "+"];

/// Several at once: each has a line of its own.
pub fn several(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if !words.table.is(words.word(0), "kw_use") || words.lexemes.len() < 3 {
        return;
    }
    let (Some(first), Some(last)) = (words.lexeme(1), words.lexemes.last()) else { return };
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    for index in 1..words.lexemes.len() {
        let Some(lexeme) = words.lexeme(index) else { return };
        let word = words.word(index).to_lowercase();
        let joins = words.is_comma(index) || JOINING.contains(&word.as_str()) || words.table.is(&word, "kw_use");
        match (joins, begun) {
            (true, _) => parts.extend(begun.take()),
            // A text is one by itself; what is glued to the word before it goes with it.
            (false, Some((from, to))) if to == lexeme.start && !words.is_text(index) => {
                begun = Some((from, lexeme.end))
            }
            (false, Some(_)) => parts.extend(begun.replace((lexeme.start, lexeme.end))),
            (false, None) => begun = Some((lexeme.start, lexeme.end)),
        }
    }
    parts.extend(begun);
    let [(_, end), _, ..] = parts.as_slice() else { return };
    let written = |(from, to): &(usize, usize)| words.file.get(*from..*to).unwrap_or_default();
    let used = words.table.spelling("kw_use");
    let named = |part: &&str| part.starts_with(['"', '“', '«', '『']) || part.starts_with("std/");
    let all: Vec<&str> = parts.iter().map(written).collect();
    if !all.iter().all(named) {
        return;
    }
    let blank =
        if words.language == Keywords::Chinese && !all.iter().any(|part| part.starts_with("std")) { "" } else { " " };
    let lines: Vec<String> = all.iter().map(|part| format!("{used}{blank}{part}")).collect();
    mends.push(Mend {
        message: format!("one `{used}` brings one file or one part of the library"),
        label: "more than one".to_owned(),
        help: format!("write each on a line of its own, with a `{used}` of its own"),
        example: Example::Line(lines.join("\n")),
        ..Mend::new(Edit::replace(*end..last.end, ""), Code::UnexpectedText, first.start..last.end)
    });
}

//! Several texts behind one word, as lists look elsewhere: bullets, `or`, brackets.

use super::word::text_follows;
use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// Behind these stand several texts with commas between them.
pub const LISTS: &[&str] = &["kw_phrases", "kw_examples", "kw_except", "kw_avoid"];

/// What may stand between two texts of a list, elsewhere.
fn is_between(words: &Words<'_>, index: usize) -> bool {
    let joins = ["kw_or", "kw_and"].iter().any(|rule| words.table.is(words.word(index), rule));
    let counts =
        words.kind(index) == Some(LexemeKind::Number) && matches!(words.kind(index + 1), Some(LexemeKind::Sign(_)));
    joins || counts || matches!(words.kind(index), Some(LexemeKind::Sign(_)))
}

/// `phrases "a" or "b"`, and each text on a line of its own behind a sign: they have commas between them.
pub fn listed(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let promised = ["kw_never", "kw_always"].iter().any(|rule| words.table.is(words.word(0), rule));
    let lists = |index: usize| {
        let rule = |rule: &&str| words.table.is(words.word(index), rule);
        LISTS.iter().any(rule) || promised && index == 1 && ["kw_say", "kw_never_say", "kw_always_say"].iter().any(rule)
    };
    let inside = |index: &usize| *index == words.found || words.is_text(*index) || is_between(words, *index);
    let from = words.found.min(words.lexemes.len().saturating_sub(1));
    let behind = (0..=from).rev().take_while(inside).last().unwrap_or(from);
    let Some(word) = [Some(behind), behind.checked_sub(1)].into_iter().flatten().find(|&index| lists(index)) else {
        return;
    };
    let end = (word + 1..words.lexemes.len()).find(|&index| !words.is_text(index) && !is_between(words, index));
    let end = end.unwrap_or(words.lexemes.len());
    let texts: Vec<usize> = (word + 1..end).filter(|&index| words.is_text(index)).collect();
    let (Some(&last), Some(start)) = (texts.last(), words.lexeme(word).map(|word| word.end)) else { return };
    let odd = (word + 1..last).find(|&index| !words.is_text(index) && !words.is_comma(index));
    let (Some(odd), Some(end)) = (odd.and_then(|odd| words.lexeme(odd)), words.lexeme(last).map(|text| text.end))
    else {
        return;
    };
    let comma = words.comma();
    let list: Vec<&str> = texts.iter().map(|&index| words.word(index)).collect();
    let list = list.join(comma);
    let sign = words.file.get(odd.range()).unwrap_or_default();
    mends.push(Mend {
        message: format!("`{sign}` does not stand in a list of texts"),
        label: "only commas stand between texts".to_owned(),
        help: format!("write `{}{}{list}`", words.word(word), words.blank()),
        ..Mend::new(Edit::replace(start..end, format!("{}{list}", words.blank())), Code::UnexpectedText, odd.range())
    });
}

/// `phrases ["a", "b"]`: brackets stand around comments.
pub fn bracketed(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for before in [words.before(), Some(words.found)].into_iter().flatten() {
        let Some(end) = words.lexeme(before).map(|lexeme| lexeme.end).filter(|_| text_follows(words, before)) else {
            continue;
        };
        let gap = words.file.get(end..).unwrap_or_default();
        let start = end + gap.len() - gap.trim_start().len();
        let open = words.file.get(start..).and_then(|rest| rest.chars().next());
        let close = match open {
            Some('[') => ']',
            Some('【') => '】',
            _ => continue,
        };
        let (Some(open), Some(rest)) = (open, words.file.get(start..)) else { continue };
        let Some(length) = rest.find(close) else { continue };
        let inside = rest.get(open.len_utf8()..length).unwrap_or_default();
        if !inside.contains(['"', '“', '«', '『']) {
            continue;
        }
        let range = start..start + length + close.len_utf8();
        mends.push(Mend {
            message: format!("`{open} {close}` stand around comments, which nobody reads"),
            label: "read as a comment".to_owned(),
            help: format!("take them away: `{} {inside}`", words.word(before)),
            ..Mend::new(Edit::replace(range.clone(), words.padded(&range, inside.trim())), Code::ForeignSign, range)
        });
    }
}

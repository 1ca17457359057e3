//! Words that customers read, without their quotes or between others.

use std::ops::Range;

use super::list::LISTS;
use super::word::text_follows;
use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;
use crate::syntax::tags::tags;

/// `say I will pay`: words that customers read stand in quotes.
pub fn unquoted(words: &Words<'_>, mends: &mut Vec<Mend>) {
    // A short first word may have been read as a language's.
    for first in [Some(words.found), words.before()].into_iter().flatten() {
        let behind_say = first.checked_sub(1).is_some_and(|before| text_follows(words, before));
        // A kind of customer is a condition, and no words.
        let behind_say = behind_say && !words.table.is(words.word(0), "kw_kind");
        if behind_say && words.kind(first) != Some(LexemeKind::Text) && !words.is_comma(first) {
            quoted_as_names(words, first, mends);
            return unquoted_from(words, first, mends);
        }
    }
}

/// `说「包邮」`: where Taiwan and Hong Kong write these signs around what is said, here they stand around names.
fn quoted_as_names(words: &Words<'_>, first: usize, mends: &mut Vec<Mend>) {
    let mut last = first;
    while words.is_comma(last + 1) && words.kind(last + 2) == Some(LexemeKind::QuotedName) {
        last += 2;
    }
    let (Some(start), Some(end)) = (words.lexeme(first), words.lexeme(last)) else { return };
    if start.kind != LexemeKind::QuotedName {
        return;
    }
    let texts = words.file.get(start.start..end.end).unwrap_or_default().replace('「', "“").replace('」', "”");
    mends.push(Mend {
        message: "words to be said stand between other quotes".to_owned(),
        label: "「 」 stand around names".to_owned(),
        help: format!("write `{texts}`"),
        ..Mend::new(Edit::replace(start.start..end.end, texts.clone()), Code::UnquotedText, start.start..end.end)
    });
}

fn unquoted_from(words: &Words<'_>, first: usize, mends: &mut Vec<Mend>) {
    // `说：您好`: the colon before the words goes with them.
    let is_colon = matches!(words.kind(first), Some(LexemeKind::Sign(':' | '：')));
    if is_colon && !words.line_ends_before(first + 1) && words.kind(first + 1) != Some(LexemeKind::Text) {
        let (Some(colon), from) = (words.lexeme(first), mends.len()) else { return };
        unquoted_from(words, first + 1, mends);
        for mend in mends.iter_mut().skip(from) {
            let with = format!("{}{}", words.blank(), mend.edit.with);
            mend.edit = Edit::replace(colon.start..mend.edit.end, with);
        }
        return;
    }
    let Some(start) = words.lexeme(first) else { return };
    let line_end = (first + 1..words.lexemes.len()).find(|&index| words.line_ends_before(index));
    let mut line_end = line_end.unwrap_or(words.lexemes.len());
    if let Some(tag) = in_several_languages(words, first..line_end, mends) {
        line_end = tag;
    }
    // What a question expects is no part of its words, nor what an offer costs.
    let clauses: &[&str] = match words.word(0) {
        head if words.table.is(head, "kw_question") => &["kw_expects", "kw_remembers"],
        head if words.table.is(head, "kw_offer") => &["kw_costs", "kw_needs", "kw_say"],
        _ => &[],
    };
    let clause =
        (first + 1..line_end).find(|&index| clauses.iter().any(|rule| words.table.is(words.word(index), rule)));
    // Up to the end of the line first, then up to each word of the language.
    let reserved =
        (first + 1..line_end).filter(|&index| words.is_word(index) && words.table.is_reserved(words.word(index)));
    for end in clause.into_iter().chain([line_end]).chain(reserved).take(6) {
        let Some(last) = words.lexeme(end - 1) else { continue };
        let range = start.start..last.end;
        let texts = texts_of(words, range.clone(), first.checked_sub(1));
        mends.push(quoted_words(range, texts));
    }
}

fn quoted_words(range: Range<usize>, texts: String) -> Mend {
    Mend {
        message: "words to be said stand in quotes".to_owned(),
        label: "no quotes around this".to_owned(),
        help: format!("write `{texts}`"),
        guess: true,
        ..Mend::new(Edit::replace(range.clone(), texts.clone()), Code::UnquotedText, range)
    }
}

/// `say As you like. zh: 没关系。`: each language's words have quotes of their own. The first of the tags, where there is one.
fn in_several_languages(words: &Words<'_>, stretch: Range<usize>, mends: &mut Vec<Mend>) -> Option<usize> {
    let (first, last) = (words.lexeme(stretch.start)?, words.lexeme(stretch.end.checked_sub(1)?)?);
    let line = words.file.get(first.start..last.end)?;
    let tags = tags(words.file, words.table, line);
    let mut written = String::new();
    let (mut behind, mut end) = (0..0, line.len());
    for tag in tags.iter().chain([&(line.len()..line.len())]) {
        let part = line.get(behind.end..tag.start)?;
        if !written.is_empty() && part.trim_start().starts_with(['"', '“', '«', '『']) {
            // From here on they have them.
            end = line.get(..behind.start)?.trim_end().len();
            break;
        }
        if !written.is_empty() {
            written.push_str(&format!(" {} ", line.get(behind)?));
        }
        let start = first.start + tag.start - part.trim_start().len();
        let part = start..start + part.trim().len();
        written.push_str(&texts_of(words, part, stretch.start.checked_sub(1)));
        behind = tag.clone();
    }
    let tag = first.start + tags.first()?.start;
    mends.push(quoted_words(first.start..first.start + end, written));
    stretch.into_iter().find(|&index| words.lexeme(index).is_some_and(|lexeme| lexeme.end > tag))
}

/// A stretch of the file in quotes; behind a word that lists texts, each part of it.
fn texts_of(words: &Words<'_>, range: Range<usize>, before: Option<usize>) -> String {
    let written = words.file.get(range).unwrap_or_default().replace(['"', '“', '”', '«', '»'], "");
    let promised = ["kw_never", "kw_always"].iter().any(|rule| words.table.is(words.word(0), rule));
    let lists = |before| LISTS.iter().any(|rule| words.table.is(words.word(before), rule));
    let listed = promised || before.is_none_or(lists);
    let written = match promised {
        true => [" or ", " o ", "或者", "或"].iter().fold(written, |written, joins| written.replace(joins, ",")),
        false => written,
    };
    let commas: &[char] = if listed { &[',', '，', '、', ';', '；'] } else { &[] };
    let texts = written.split(commas).map(|text| text.trim_matches([' ', '\t', ','])).filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.map(|text| words.quoted(text)).collect();
    texts.join(words.comma())
}

/// `intent bargain: cheaper, discount`: what customers say, without the word before it and without quotes.
pub fn unquoted_phrases(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_colon = |index: usize| matches!(words.kind(index), Some(LexemeKind::Sign(':' | '：')));
    let first = words.found;
    let behind_colon = first > 1 && is_colon(first - 1) && words.is_word(first);
    if !behind_colon || !words.table.is(words.word(0), "kw_intent") || words.table.knows(words.word(first)) {
        return;
    }
    let end = (first + 1..words.lexemes.len()).find(|&index| words.line_ends_before(index));
    let (Some(start), Some(last)) = (words.lexeme(first), words.lexeme(end.unwrap_or(words.lexemes.len()) - 1)) else {
        return;
    };
    let range = start.start..last.end;
    let (phrases, texts) = (words.table.spelling("kw_phrases"), texts_of(words, range.clone(), None));
    let blank = words.blank();
    mends.push(Mend {
        message: format!("what customers say stands behind `{phrases}`, in quotes"),
        label: "no quotes around this".to_owned(),
        help: format!("write `{phrases}{blank}{texts}`"),
        guess: true,
        ..Mend::new(Edit::replace(range.clone(), format!("{phrases}{blank}{texts}")), Code::UnquotedText, range)
    });
}

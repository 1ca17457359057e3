//! Words that are missing, too many, unquoted, or taken by the language.

use std::ops::Range;

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;
use crate::syntax::tags::tags;

/// Small words whose lack the grammar notices, the likeliest first.
const SMALL_WORDS: &[&str] =
    &["kw_and", "kw_then", "kw_is", "kw_if", "kw_to", "kw_of", "kw_say", "kw_as", "kw_per", "kw_with"];

/// How far behind the place words may be left out to go on.
const FARTHEST: usize = 12;

/// `say or "…"`: a text is expected, and there is none.
pub fn missing_text(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(end), Some(before)) = (words.end_before(), words.before()) else { return };
    if !text_follows(words, before) {
        return;
    }
    let previous = words.word(before);
    mends.push(Mend {
        message: format!("the text behind `{previous}` is missing"),
        label: "a text in quotes is expected behind this".to_owned(),
        help: format!("write the words between quotes: `{previous} {}`", words.quoted("…")),
        faithful: false,
        guess: true,
        ..Mend::new(
            Edit::insert(end, format!(" {}", words.quoted("…"))),
            Code::MissingText,
            words.lexeme(before).map_or(end..end, |last| last.range()),
        )
    });
}

/// What stands before a text that customers or staff read.
const BEFORE_TEXTS: &[&str] = &[
    "kw_say",
    "kw_ask",
    "kw_again",
    "kw_or",
    "kw_persona",
    "kw_calls_customers",
    "kw_note",
    "kw_task",
    "kw_promise",
    "kw_because",
    "kw_gives",
    "kw_phrases",
    "kw_examples",
    "kw_except",
    "kw_prefer",
    "kw_avoid",
    "kw_never_say",
    "kw_always_say",
    "kw_shop",
];

/// Whether a text may stand behind a lexeme.
fn text_follows(words: &Words<'_>, before: usize) -> bool {
    let from = before.saturating_sub(3);
    let mut phrases = (from..=before).map(|start| words.phrase(start..before + 1));
    words.is_comma(before)
        || matches!(words.kind(before), Some(LexemeKind::Sign(':' | '：')))
        || phrases.any(|phrase| words.table.meanings(&phrase).any(|keyword| BEFORE_TEXTS.contains(&keyword.rule)))
}

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

/// Behind these stand several texts with commas between them.
const LISTS: &[&str] = &["kw_phrases", "kw_examples", "kw_except", "kw_avoid"];

/// A stretch of the file in quotes; behind a word that lists texts, each part of it.
fn texts_of(words: &Words<'_>, range: Range<usize>, before: Option<usize>) -> String {
    let written = words.file.get(range).unwrap_or_default().replace(['"', '“', '”', '«', '»'], "");
    let promised = ["kw_never", "kw_always"].iter().any(|rule| words.table.is(words.word(0), rule));
    let lists = |before| LISTS.iter().any(|rule| words.table.is(words.word(before), rule));
    let listed = promised || before.is_none_or(lists);
    let commas: &[char] = if listed { &[',', '，', '、', ';', '；'] } else { &[] };
    let texts = written.split(commas).map(|text| text.trim_matches([' ', '\t', ','])).filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.map(|text| words.quoted(text)).collect();
    texts.join(if words.language == Keywords::Chinese { "、" } else { ", " })
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
    let blank = if words.language == Keywords::Chinese { "" } else { " " };
    mends.push(Mend {
        message: format!("what customers say stands behind `{phrases}`, in quotes"),
        label: "no quotes around this".to_owned(),
        help: format!("write `{phrases}{blank}{texts}`"),
        guess: true,
        ..Mend::new(Edit::replace(range.clone(), format!("{phrases}{blank}{texts}")), Code::UnquotedText, range)
    });
}

/// `if offer gift`: a condition is expected, and there is none.
pub fn missing_condition(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(end), Some(before)) = (words.end_before(), words.before()) else { return };
    let previous = words.word(before);
    let joins = ["kw_if", "kw_is", "kw_and", "kw_or", "kw_not", "kw_where", "kw_needs", "kw_costs"];
    if !joins.iter().any(|rule| words.table.is(previous, rule)) {
        return;
    }
    mends.push(Mend {
        message: format!("what stands behind `{previous}` is missing"),
        label: "a value or a condition is expected behind this".to_owned(),
        help: String::new(),
        faithful: false,
        guess: true,
        ..Mend::new(
            Edit::insert(end, " 「…」"),
            Code::MissingWord,
            words.lexeme(before).map_or(end..end, |last| last.range()),
        )
    });
}

/// A word of the language where a name is expected.
pub fn reserved_name(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(found) = words.lexeme(words.found).filter(|_| words.is_word(words.found)) else { return };
    let word = words.word(words.found);
    if !words.table.is_reserved(word) {
        return;
    }
    mends.push(Mend {
        message: format!("`{word}` is a word of the language and cannot be a name as it stands"),
        label: "a name is expected here".to_owned(),
        help: format!("choose another name, or quote it: 「{word}」"),
        guess: true,
        ..Mend::new(Edit::replace(found.range(), format!("「{word}」")), Code::ReservedName, found.range())
    });
}

/// Words that people say for a word of the language, and what is meant.
const SAID_FOR: &[(&str, &str)] = &[
    ("give", "kw_do_offer"),
    ("grant", "kw_do_offer"),
    ("send", "kw_say"),
    ("answer", "kw_say"),
    ("tell", "kw_say"),
    ("write", "kw_say"),
    ("respond", "kw_say"),
    ("diga", "kw_say"),
    ("dice", "kw_say"),
    ("digo", "kw_say"),
    ("decir", "kw_say"),
    ("dile", "kw_say"),
    ("da", "kw_do_offer"),
    ("dar", "kw_do_offer"),
    ("envía", "kw_say"),
    ("escribe", "kw_say"),
    ("contesta", "kw_say"),
    ("给", "kw_do_offer"),
    ("送", "kw_do_offer"),
    ("赠送", "kw_do_offer"),
    ("讲", "kw_say"),
    ("说道", "kw_say"),
    ("告知", "kw_say"),
    ("发", "kw_say"),
    ("回答", "kw_say"),
    ("告诉", "kw_say"),
];

/// Words of the language that are easily taken for each other.
pub fn confused(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for index in [Some(words.found), words.before()].into_iter().flatten() {
        let lower = words.word(index).to_lowercase();
        let meant = SAID_FOR.iter().filter(|(said, _)| *said == lower);
        meant.for_each(|(_, rule)| replace(words, index, words.table.spelling(rule), mends));
    }
    if let Some(before) = words.before().filter(|&before| {
        words.kind(words.found) == Some(LexemeKind::Text) && words.table.is(words.word(before), "kw_do_reply")
    }) {
        replace(words, before, words.table.spelling("kw_say"), mends);
    }
    let found = words.word(words.found);
    let lower = found.to_lowercase();
    let pairs = [
        ("kw_else", "kw_otherwise"),
        ("kw_otherwise", "kw_else"),
        ("kw_reply", "kw_say"),
        ("kw_do_reply", "kw_say"),
        ("kw_say", "kw_reply"),
        // Before a name and a colon stands the word that declares.
        ("kw_do_reply", "kw_reply"),
        ("kw_do_offer", "kw_offer"),
    ];
    for (written, meant) in pairs {
        if words.table.is(found, written) {
            replace(words, words.found, words.table.spelling(meant), mends);
        }
    }
    if matches!(lower.as_str(), "elseif" | "elif" | "elsif") {
        let meant = format!("{} {}", words.table.spelling("kw_otherwise"), words.table.spelling("kw_if"));
        replace(words, words.found, &meant, mends);
    }
}

fn replace(words: &Words<'_>, index: usize, meant: &str, mends: &mut Vec<Mend>) {
    let Some(lexeme) = words.lexeme(index) else { return };
    let written = words.word(index);
    mends.push(Mend {
        message: format!("`{written}` cannot stand here"),
        label: format!("`{meant}` could"),
        help: format!("did you mean `{meant}`?"),
        guess: true,
        ..Mend::new(Edit::replace(lexeme.range(), meant.to_owned()), Code::UnexpectedText, lexeme.range())
    });
}

/// Whether a small word can stand at the place: some are free to be names, and would be read as one.
fn may_join(words: &Words<'_>, rule: &str) -> bool {
    let before = words.before().unwrap_or_default();
    let behind_figure = words.kind(before) == Some(LexemeKind::Number) || matches!(words.word(before), "%" | "％");
    let near = |rule: &str| (before.saturating_sub(4)..=before).any(|index| words.table.is(words.word(index), rule));
    match rule {
        "kw_to" | "kw_of" | "kw_per" => behind_figure || words.table.is_reserved(words.table.spelling(rule)),
        "kw_as" => near("kw_remember"),
        "kw_with" => near("kw_message") || near("kw_ask"),
        _ => true,
    }
}

/// A small word that joins what stands before and behind the place.
pub fn missing_small_words(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(end), place) = (words.end_before(), words.place()) else { return };
    let found = words.word(words.found);
    // Texts that follow one another are a list, or different ways to say it.
    let is_text = |index: usize| words.kind(index) == Some(LexemeKind::Text);
    let between_texts = is_text(words.found) && words.before().is_some_and(is_text);
    let lists: &[&str] = if between_texts { &[",", words.table.spelling("kw_or")] } else { &[] };
    let spelt = lists.iter().copied();
    let small = SMALL_WORDS.iter().filter(|rule| may_join(words, rule)).map(|rule| words.table.spelling(rule));
    let spelt = spelt.chain(small).chain([",", ")", "%"]);
    for word in spelt.filter(|word| !word.is_empty()) {
        let message = match found {
            "" => format!("`{word}` is missing at the end"),
            found => format!("`{word}` is missing before `{found}`"),
        };
        mends.push(Mend {
            message,
            label: format!("`{word}` is expected before this"),
            help: format!("did you leave out `{word}`?"),
            guess: true,
            ..Mend::new(
                Edit::insert(end, words.padded(&(end..end), word)),
                Code::MissingWord,
                if place.is_empty() {
                    words.before().and_then(|before| words.lexeme(before)).map_or(place.clone(), |last| last.range())
                } else {
                    place.clone()
                },
            )
        });
    }
}

/// A name that is not there.
pub fn missing_name(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(end), Some(before)) = (words.end_before(), words.before()) else { return };
    if !words.is_comma(before) && !words.table.is_reserved(words.word(before)) {
        return;
    }
    let previous = words.word(before);
    mends.push(Mend {
        message: format!("a name is missing behind `{previous}`"),
        label: "a name is expected behind this".to_owned(),
        help: String::new(),
        faithful: false,
        guess: true,
        ..Mend::new(
            Edit::insert(end, " 「…」"),
            Code::MissingWord,
            words.lexeme(before).map_or(end..end, |last| last.range()),
        )
    });
}

/// Words without which all can be read: the one that was not read, the one before it, or all up to the next clause.
pub fn left_out(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for start in [Some(words.found), words.before().filter(|&before| before > 0)].into_iter().flatten() {
        let Some(first) = words.lexeme(start) else { continue };
        for end in start + 1..=(start + FARTHEST).min(words.lexemes.len()) {
            let ends_here = end == start + 1
                || end == words.lexemes.len()
                || words.line_ends_before(end)
                || words.is_word(end) && words.table.is_reserved(words.word(end));
            let Some(last) = words.lexeme(end - 1).filter(|_| ends_here) else { continue };
            let word = words.word(start);
            let short: String = word.chars().take(40).collect();
            mends.push(Mend {
                message: format!("`{short}` cannot stand here"),
                label: "not expected here".to_owned(),
                help: String::new(),
                faithful: false,
                guess: true,
                last_resort: true,
                ..Mend::new(Edit::replace(first.start..last.end, " "), Code::UnexpectedText, first.range())
            });
        }
    }
}

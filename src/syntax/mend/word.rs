//! Words that are missing, too many, or taken by the language.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

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
    "kw_catalogue",
];

/// Whether a text may stand behind a lexeme.
pub fn text_follows(words: &Words<'_>, before: usize) -> bool {
    let from = before.saturating_sub(3);
    let mut phrases = (from..=before).map(|start| words.phrase(start..before + 1));
    words.is_comma(before)
        || matches!(words.kind(before), Some(LexemeKind::Sign(':' | '：')))
        || phrases.any(|phrase| words.table.meanings(&phrase).any(|keyword| BEFORE_TEXTS.contains(&keyword.rule)))
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
        // What a declaration is called cannot be anything else.
        guess: !(words.found == 1 && super::header::declares(words)),
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
    ("costo", "kw_costs"),
    ("coste", "kw_costs"),
    ("cost", "kw_costs"),
    ("花费", "kw_costs"),
    ("gives", "kw_do_offer"),
    ("regala", "kw_do_offer"),
    ("run", "kw_start"),
    ("begin", "kw_start"),
    ("launch", "kw_start"),
    ("comienza", "kw_start"),
    ("lanza", "kw_start"),
    ("ejecuta", "kw_start"),
    ("启动", "kw_start"),
    ("运行", "kw_start"),
    ("进入", "kw_start"),
    ("要不然", "kw_otherwise"),
    ("要不", "kw_otherwise"),
    ("其他", "kw_otherwise"),
    ("其他情况", "kw_otherwise"),
    ("finally", "kw_else"),
    ("lastly", "kw_else"),
    ("finalmente", "kw_else"),
    ("最终", "kw_else"),
    ("实在不行", "kw_else"),
    ("实在不行就", "kw_else"),
    ("不行就", "kw_else"),
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
        // A question has no ladder: its `else` is what is done otherwise.
        guess: !(words.table.is(words.word(0), "kw_question") && words.table.is(written, "kw_else")),
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
    if super::ladder::begins_anew(words) && words.table.begins_step(found) {
        return;
    }
    // Texts that follow one another are a list, or different ways to say it.
    let between_texts = words.is_text(words.found) && words.before().is_some_and(|before| words.is_text(before));
    let lists: &[&str] = if between_texts { &[",", words.table.spelling("kw_or")] } else { &[] };
    let spelt = lists.iter().copied();
    // On a line of its own a text is said, or is another way to say it.
    let breaks = words.line_ends_before(words.found);
    let joins = |rule: &&&str| may_join(words, rule) && !(breaks && words.is_text(words.found) && **rule == "kw_is");
    let small = SMALL_WORDS.iter().filter(joins).map(|rule| words.table.spelling(rule));
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
                match breaks && word.chars().all(char::is_alphabetic) {
                    true => Edit::insert(place.start, format!("{word} ")),
                    false => Edit::insert(end, words.padded(&(end..end), word)),
                },
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

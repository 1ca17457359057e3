//! Rules without their `when`, and rungs out of their place: `then` with nothing behind it, `else` before any `then`.

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::{STEPS, table};
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// The longest of these words, in words.
const MOST_WORDS: usize = 3;

/// Every keyword language.
const EVERY: [Keywords; 3] = [Keywords::English, Keywords::Chinese, Keywords::Spanish];

fn is_rule(words: &Words<'_>) -> bool {
    words.table.is(words.word(0), "kw_when")
}

/// How many words from here on are one of these.
fn length(words: &Words<'_>, at: usize, rules: &[&str]) -> Option<usize> {
    let is_one = |count: &usize| {
        let phrase = words.phrase(at..at + count);
        rules.iter().any(|rule| words.table.is(&phrase, rule))
    };
    (1..=MOST_WORDS).rev().find(is_one)
}

/// `then` at the end, or before another one.
pub fn dangling(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let rung = ["kw_then", "kw_else"];
    let start = (1..=MOST_WORDS).filter_map(|back| words.found.checked_sub(back));
    let Some(at) = start.into_iter().find(|&at| length(words, at, &rung) == Some(words.found - at)) else { return };
    let (Some(first), Some(end)) = (words.lexeme(at), words.end_before()) else { return };
    let written = words.phrase(at..words.found);
    let range = first.start..end;
    if !is_rule(words) {
        return;
    }
    if length(words, words.found, &rung).is_some() {
        let next = words.lexeme(words.found).map_or(end, |next| next.start);
        mends.push(Mend {
            message: format!("nothing stands behind this `{written}`"),
            label: "another follows at once".to_owned(),
            help: "take one of the two away".to_owned(),
            ..Mend::new(Edit::replace(first.start..next, ""), Code::UnexpectedText, range)
        });
    } else if words.found >= words.lexemes.len() {
        let (say, text) = (words.table.spelling("kw_say"), words.quoted("…"));
        mends.push(Mend {
            message: format!("nothing stands behind this `{written}`"),
            label: "what is done then?".to_owned(),
            help: "write what is done, or take the word away".to_owned(),
            faithful: false,
            example: Example::Sketch,
            ..Mend::new(Edit::insert(end, format!(" {say} {text}")), Code::MissingWord, range)
        });
    }
}

/// `when bargain else sorry then offer gift`: the last resort stands behind what is tried before it.
pub fn last_resort_first(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let from = words.found.saturating_sub(MOST_WORDS).max(2);
    let resort = ["kw_else", "kw_otherwise"];
    let Some((at, count)) = (from..=words.found + 1).find_map(|at| Some((at, length(words, at, &resort)?))) else {
        return;
    };
    let begun = |index: usize| {
        words.kind(index) == Some(LexemeKind::Text)
            || length(words, index, STEPS).is_some()
            || length(words, index, &["kw_then", "kw_if"]).is_some()
    };
    let (Some(first), Some(last)) = (words.lexeme(at), words.lexemes.last()) else { return };
    if !is_rule(words) || (2..at).any(begun) {
        return;
    }
    let written = words.phrase(at..at + count);
    let on_one_line = |range: std::ops::Range<usize>| {
        let text = words.file.get(range).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let behind = words.lexeme(at + count).map_or(last.end, |next| next.start);
    let then = (at + count..words.lexemes.len()).find(|&index| words.table.is(words.word(index), "kw_then"));
    let (edit, message, help) = match then.and_then(|then| words.lexeme(then)) {
        Some(then) => {
            let resort = words.table.spelling("kw_else");
            let (tried, at_last) = (on_one_line(then.start..last.end), on_one_line(behind..then.start));
            let edit = Edit::replace(first.start..last.end, format!("{tried} {resort} {at_last}"));
            let message = format!("`{written}` stands before `{}`", words.word_at(then.start));
            (edit, message, "the last resort stands at the end, behind all that is tried before it")
        }
        None => {
            let edit = Edit::replace(first.start..behind, "");
            let message = format!("`{written}` stands where nothing was tried before it");
            (edit, message, "a single answer stands alone: take the word away")
        }
    };
    mends.push(Mend {
        message,
        label: "nothing was tried before this".to_owned(),
        help: help.to_owned(),
        ..Mend::new(
            edit,
            Code::UnexpectedText,
            first.start..words.lexeme(at + count - 1).map_or(first.end, |end| end.end),
        )
    });
}

/// `bargain then offer gift`: the word that begins a rule is left out.
pub fn missing_when(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(first) = words.lexeme(0) else { return };
    let begins_file = words.file.get(..first.start).is_none_or(|before| before.trim().is_empty());
    let (name, when) = (words.word(0), words.table.spelling("kw_when"));
    let glued = (words.language == Keywords::Chinese).then(|| super::rule(name, words.table)).flatten();
    let alone = glued.is_none() && (words.line_ends_before(1) || words.lexemes.len() < 2);
    if begins_file || alone || words.table.is_reserved(name) {
        return;
    }
    // `bargain: offer gift`: the colon of a declaration, where a rule has none.
    let colon = words.lexeme(1).filter(|one| matches!(one.kind, LexemeKind::Sign(':' | '：')));
    let range = first.start..colon.map_or(first.end, |colon| colon.end);
    let (edit, help, name) = match (glued, colon) {
        (Some((name, rest)), _) => {
            let rule = format!("{when} {name} {}", rest.join(" "));
            let help = format!("a rule begins with `{when}`, and blanks stand around names: `{rule}`");
            (Edit::replace(first.range(), words.apart(&first.range(), &rule)), help, name)
        }
        (None, Some(_)) => (
            Edit::replace(range.clone(), words.apart(&range, &format!("{when} {name}"))),
            format!("a rule begins with `{when}`, and has no colon"),
            name.to_owned(),
        ),
        (None, None) => {
            (Edit::insert(first.start, format!("{when} ")), format!("a rule begins with `{when}`"), name.to_owned())
        }
    };
    mends.push(Mend {
        message: format!("`{when}` is missing before `{name}`"),
        label: format!("`{when}` is expected before this"),
        help,
        guess: true,
        ..Mend::new(edit, Code::MissingWord, first.range())
    });
}

/// `when bargain offer gift, offer tea, else sorry`: what is tried one after the other has a `then` each.
pub fn missing_then(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let resort = (2..words.lexemes.len()).find(|&at| length(words, at, &["kw_else"]).is_some());
    let Some(resort) = resort.filter(|_| is_rule(words)) else { return };
    let parted = |at: usize| words.line_ends_before(at) || words.is_comma(at - 1);
    let begins = |at: usize| {
        let step = length(words, at, STEPS).is_some() || words.table.is(words.word(at), "kw_if");
        step || words.is_word(at) && !words.table.is_reserved(words.word(at))
    };
    let first = (2..resort).find(|&at| length(words, at, STEPS).is_some() || parted(at) && begins(at));
    let Some(first) = first else { return };
    if (1..resort).any(|at| length(words, at, &["kw_then"]).is_some()) {
        return;
    }
    let rungs: Vec<usize> = (first..resort).filter(|&at| at == first || parted(at) && begins(at)).collect();
    let (Some(start), Some(end), true) = (words.lexeme(first), words.lexeme(resort), rungs.len() > 1) else { return };
    let then = words.table.spelling("kw_then");
    let mut written = String::new();
    let mut at = start.start;
    for rung in rungs.iter().filter_map(|&rung| words.lexeme(rung)) {
        written.push_str(&unmarked(words.file.get(at..rung.start).unwrap_or_default()));
        written.push_str(&format!("{then} "));
        at = rung.start;
    }
    written.push_str(&unmarked(words.file.get(at..end.start).unwrap_or_default()));
    let head = words.lexeme(0).map_or(start.start, |head| head.start);
    let before = words.lexeme(first - 1).map_or(head, |before| before.end);
    let before = words.file.get(head..before).unwrap_or_default();
    let last = words.file.get(end.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let rule = format!("{before} {written}{last}");
    let rule = rule.split_whitespace().collect::<Vec<_>>().join(" ");
    mends.push(Mend {
        message: format!("what is tried before `{}` has no `{then}` before it", words.word(resort)),
        label: format!("`{then}` is expected before this"),
        help: format!("put `{then}` before each thing that is tried, one after the other"),
        example: Example::Line(rule),
        ..Mend::new(Edit::replace(start.start..end.start, written), Code::MissingWord, start.range())
    });
}

/// Whether the place begins a line at the margin, where what stands before it keeps off the margin.
pub fn begins_anew(words: &Words<'_>) -> bool {
    let at_margin = |index: usize| {
        let before = words.lexeme(index).and_then(|one| words.file.get(..one.start));
        before.is_some_and(|before| before.ends_with('\n'))
    };
    words.found > 0 && at_margin(words.found) && words.file.contains("\n ") && !(1..words.found).any(at_margin)
}

/// `then gift` and below it `tea`: in a ladder what begins a line is what is tried next.
pub fn next_rung(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let at = words.found;
    let first = |index: usize| ["先", "primero"].contains(&words.word(index).to_lowercase().as_str());
    let last = (2..at).rev().find(|&index| length(words, index, &["kw_then"]).is_some() || first(index));
    let (Some(last), true) = (last, is_rule(words) && at < words.lexemes.len()) else { return };
    let margin = |index: usize| {
        let before = words.lexeme(index).and_then(|one| words.file.get(..one.start)).unwrap_or_default();
        before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default()
    };
    // What is set deeper than the rung before it belongs to that rung.
    let deeper = margin(last).trim().is_empty() && margin(at).len() > margin(last).len();
    let below = words.line_ends_before(at) && !deeper;
    let listed = words.is_comma(at - 1) && !words.line_ends_before(at);
    let begins = length(words, at, STEPS).is_some()
        || words.table.is(words.word(at), "kw_if")
        || words.kind(at) == Some(LexemeKind::QuotedName)
        // `if` in a Chinese script is no name of a rung.
        || words.is_word(at) && !EVERY.iter().any(|language| table(*language).is_reserved(words.word(at)));
    if !(below || listed) || !begins {
        return;
    }
    let then = if words.language == Keywords::Chinese { "再" } else { words.table.spelling("kw_then") };
    let rung = words.word(at);
    mends.push(Mend {
        message: format!("`{then}` is missing before `{rung}`"),
        label: format!("`{then}` is expected before this"),
        help: format!("what is tried next stands behind `{then}`"),
        ..Mend::new(Edit::insert(words.place().start, format!("{then} ")), Code::MissingWord, words.place())
    });
}

/// What stands before a line, without the sign of a list with which the line begins.
fn unmarked(gap: &str) -> String {
    let line = gap.rfind('\n').map_or(gap.len(), |end| end + 1);
    let (before, margin) = gap.split_at_checked(line).unwrap_or_default();
    let blanks: String = margin.chars().filter(|c| c.is_whitespace()).collect();
    format!("{before}{blanks}")
}

/// `say "…" offer gift`: the steps of one answer are joined.
pub fn unjoined(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let at = words.found;
    let Some(before) = words.before().filter(|before| is_rule(words) && *before > 1) else { return };
    let ends_step = match words.kind(before) {
        Some(LexemeKind::Text | LexemeKind::QuotedName | LexemeKind::Number) => true,
        Some(LexemeKind::Word) => !words.table.is_reserved(words.word(before)),
        _ => false,
    };
    if !ends_step || length(words, at, STEPS).is_none() || begins_anew(words) {
        return;
    }
    let (and, step) = (words.table.spelling("kw_and"), words.word(at));
    mends.push(Mend {
        message: format!("`{and}` is missing before `{step}`"),
        label: format!("`{and}` is expected before this"),
        help: format!("what is done in one answer is joined: `… {and} {step} …`"),
        ..Mend::new(Edit::insert(words.place().start, format!("{and} ")), Code::MissingWord, words.place())
    });
}

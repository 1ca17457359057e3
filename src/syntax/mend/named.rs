//! Words in quotes where a name belongs: a question asked in a flow, a system, the answers to choose from.

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// How many words of a text make a name, and how many characters of a Chinese one.
const MOST_WORDS: usize = 2;
const MOST_HAN: usize = 8;

/// What begins the next step, so that a question's clauses end before it.
const STEPS: &[&str] =
    &["kw_say", "kw_ask", "kw_if", "kw_start", "kw_and", "kw_offer", "kw_do_reply", "kw_task", "kw_note"];

/// `ask "Which size?"` in a flow or rule: a question has a name, and is declared by itself.
pub fn unnamed_question(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(at) = near(words).find(|&at| {
        words.is_text(at)
            && words.table.is(words.word(at.saturating_sub(1)), "kw_ask")
            && (at > 1 && !words.table.is(words.word(0), "kw_question"))
    }) else {
        return;
    };
    let Some(text) = words.lexeme(at) else { return };
    let (ask, expects) = (words.word(at - 1), words.table.spelling("kw_expects"));
    // What is expected may stand there too, and belongs to the question.
    let clause = words.table.is(words.word(at + 1), "kw_expects").then(|| {
        let ends = |index: &usize| {
            words.line_ends_before(*index) || STEPS.iter().any(|rule| words.table.is(words.word(*index), rule))
        };
        (at + 2..words.lexemes.len()).find(ends).unwrap_or(words.lexemes.len()) - 1
    });
    let end = clause.and_then(|last| words.lexeme(last)).map_or(text.end, |last| last.end);
    let expected = match clause {
        Some(_) => words.file.get(text.end..end).unwrap_or_default().trim().to_owned(),
        None => format!("{expects} {}", words.table.spelling("kw_text")),
    };
    let name = name_of(words, words.word(at));
    let question = words.table.spelling("kw_question");
    let blank = words.blank();
    mends.push(Mend {
        message: format!("`{ask}` asks a question by its name, and these are its words"),
        label: "a question is declared by itself".to_owned(),
        help: format!("declare it as below, and write `{ask} {name}` here"),
        faithful: false,
        example: Example::Line(format!(
            "{question} {name}{}{blank}{ask}{blank}{} {expected}",
            words.colon(),
            words.word(at)
        )),
        ..Mend::new(
            Edit::replace(text.start..end, words.apart(&(text.start..end), &name)),
            Code::UnexpectedText,
            text.range(),
        )
    });
}

/// `when "hello" say "Hi."`, `when customer says "hello" …`: what customers say has a name, and is declared by itself.
pub fn text_as_trigger(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let rule = words.table.is(words.word(0), "kw_when");
    let Some(at) = (1..6).find(|&at| words.is_text(at)).filter(|_| rule && words.found < 6) else { return };
    let (Some(first), Some(text)) = (words.lexeme(1), words.lexeme(at)) else { return };
    let begun = |index: usize| ["kw_if", "kw_then"].iter().any(|rule| words.table.is(words.word(index), rule));
    if (1..at).any(|index| words.table.begins_step(words.word(index)) || begun(index)) {
        return;
    }
    let (when, intent) = (words.word(0), words.table.spelling("kw_intent"));
    let (name, phrases) = (name_of(words, words.word(at)), words.table.spelling("kw_phrases"));
    let declared = words.is_declared(&name);
    let blank = words.blank();
    let range = first.start..text.end;
    mends.push(Mend {
        message: "a rule names what customers say, and these are their words".to_owned(),
        label: "words of customers are declared by themselves".to_owned(),
        help: match declared {
            true => format!("these words are an intent's already: write `{when} {name}`"),
            false => format!("declare them as below, and write `{when} {name}` here"),
        },
        faithful: declared,
        example: match declared {
            true => Example::Usual,
            false => {
                let text = words.word(at);
                Example::Line(format!("{intent} {name}{}{blank}{phrases}{blank}{text}", words.colon()))
            }
        },
        ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &name)), Code::UnexpectedText, text.range())
    });
}

/// `then offer 5% off`: an offer has a name, and is declared by itself.
pub fn unnamed_offer(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(at) = near(words).find(|&at| {
        let gives = ["kw_do_offer", "kw_takes", "kw_then", "kw_else"].iter();
        let before = at.checked_sub(1).map(|before| words.word(before)).unwrap_or_default();
        words.kind(at) == Some(LexemeKind::Number) && gives.clone().any(|rule| words.table.is(before, rule))
    }) else {
        return;
    };
    let rule = words.table.is(words.word(0), "kw_when");
    let is_percent = matches!(words.kind(at + 1), Some(LexemeKind::Sign('%' | '％')));
    let (Some(first), true, true) = (words.lexeme(at), rule, is_percent) else { return };
    let off =
        words.table.is(words.word(at + 2), "kw_off") || ["discount", "descuento", "折扣"].contains(&words.word(at + 2));
    let Some(last) = words.lexeme(if off { at + 2 } else { at + 1 }) else { return };
    let figure = words.word(at);
    let plain = figure.replace(['.', ','], "-");
    let (name, declaration) = match words.language {
        Keywords::English => {
            (format!("discount-{plain}"), format!("offer discount-{plain}: takes {figure}% off say \"…\""))
        }
        Keywords::Chinese => (format!("「折扣{plain}」"), format!("优惠「折扣{plain}」：减 {figure}% 说“…”")),
        Keywords::Spanish => {
            (format!("descuento-{plain}"), format!("oferta descuento-{plain}: descuenta {figure}% di «…»"))
        }
    };
    let range = first.start..last.end;
    mends.push(Mend {
        message: "an offer is made by its name, and this is what it takes off".to_owned(),
        label: "an offer is declared by itself".to_owned(),
        help: format!("declare it as below, and write `{name}` here"),
        faithful: false,
        example: Example::Line(declaration),
        ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &name)), Code::UnexpectedText, range)
    });
}

/// `ask system "post"`, `one of "small", "large"`: names stand without quotes.
pub fn quoted_names(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for at in near(words).filter(|&at| words.is_text(at)) {
        let Some(before) = at.checked_sub(1) else { continue };
        let behind =
            |rule: &str| (before.saturating_sub(3)..=before).any(|from| words.table.is(&words.phrase(from..at), rule));
        let (choices, system) = (behind("kw_one_of"), behind("kw_ask_system"));
        let bare = behind("kw_expects");
        if !choices && !system && !bare {
            continue;
        }
        let mut last = at;
        while !system && words.is_comma(last + 1) && words.is_text(last + 2) {
            last += 2;
        }
        let (Some(first), Some(end)) = (words.lexeme(at), words.lexeme(last)) else { continue };
        let names: Vec<String> = (at..=last).step_by(2).flat_map(|index| names_in(words, words.word(index))).collect();
        let listed = names.join(words.comma());
        let one_of = if bare { format!("{} ", words.table.spelling("kw_one_of")) } else { String::new() };
        let range = first.start..end.end;
        let written = words.file.get(range.clone()).unwrap_or_default();
        mends.push(Mend {
            message: match system {
                true => format!("{written} is the name of a system, and names stand without quotes"),
                false => "answers to choose from are names, and stand without quotes".to_owned(),
            },
            label: "no quotes stand around names".to_owned(),
            help: format!("write `{one_of}{listed}`"),
            ..Mend::new(
                Edit::replace(range.clone(), words.apart(&range, &format!("{one_of}{listed}"))),
                Code::UnexpectedText,
                range,
            )
        });
    }
}

/// `red ("crimson", zh: "红")`: behind a language stands a name; words in quotes need none.
pub fn synonym_of_a_language(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for at in near(words).filter(|&at| words.is_text(at) && at > 2) {
        let colon = matches!(words.kind(at - 1), Some(LexemeKind::Sign(':' | '：')));
        let opened = matches!(words.kind(at - 3), Some(LexemeKind::Sign('(' | '（'))) || words.is_comma(at - 3);
        let (Some(tag), Some(text)) = (words.lexeme(at - 2), words.lexeme(at)) else { continue };
        if !colon || !opened || !words.is_word(at - 2) {
            continue;
        }
        let (language, name) = (words.word(at - 2), name_of(words, words.word(at)));
        mends.push(Mend { message: format!("behind `{language}:` stands a name, not words in quotes"),
label: "a name is expected here".to_owned(),
help: format!(
                "more words for a choice need no language: {}; its name in another stands without quotes: `{language}: {name}`",
                words.word(at)
            ),
..Mend::new(Edit::replace(tag.start..text.end, words.word(at).to_owned()), Code::UnexpectedText, text.range()) });
    }
}

fn near(words: &Words<'_>) -> std::ops::Range<usize> {
    words.found.saturating_sub(3)..words.found + 4
}

/// The names that a text lists: `“红、蓝”` are two.
fn names_in(words: &Words<'_>, text: &str) -> Vec<String> {
    inside(text)
        .split([',', '，', '、', '/'])
        .filter(|part| !part.trim().is_empty())
        .map(|part| name_of(words, part))
        .collect()
}

/// A name made of the first words of a text.
pub fn name_of(words: &Words<'_>, text: &str) -> String {
    let parts: Vec<String> = inside(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(MOST_WORDS)
        .map(str::to_lowercase)
        .collect();
    let mut name = parts.join("-");
    if words.language == Keywords::Chinese {
        name = parts.concat().chars().take(MOST_HAN).collect();
    }
    let begins = name.chars().next().is_some_and(char::is_alphabetic);
    // A run of Han with a word of the language in it is no name as it stands.
    let apart = words.language == Keywords::Chinese && super::parts(&name, words.table).len() > 1;
    match begins && !apart && !words.table.is_reserved(&name) {
        true => name,
        false if name.is_empty() => "「…」".to_owned(),
        false => format!("「{name}」"),
    }
}

/// What stands between a text's quotes.
fn inside(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '『' | '』') || c.is_whitespace())
}

//! The head of a declaration: another sign where its colon belongs, and names between quotes there and elsewhere.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// What declares something by a name and a colon.
const DECLARES: &[&str] =
    &["kw_fact", "kw_intent", "kw_kind", "kw_offer", "kw_reply", "kw_question", "kw_flow", "kw_event", "kw_customer"];

/// What stands before the name of something that is declared elsewhere.
const NAMED: &[&str] = &["kw_do_offer", "kw_do_reply", "kw_ask", "kw_start", "kw_mark", "kw_unmark"];

/// What stands before the words of a declaration.
const SAYS: &[(&str, &str)] =
    &[("kw_intent", "kw_phrases"), ("kw_question", "kw_ask"), ("kw_reply", "kw_say"), ("kw_flow", "kw_say")];

/// Whether the declaration has a name and a colon.
pub fn declares(words: &Words<'_>) -> bool {
    DECLARES.iter().any(|rule| words.table.is(words.word(0), rule))
}

/// `intent thanks = "…"`, `offer tea - gives "…"`, `kind returning is …`: behind the name stands a colon.
pub fn other_sign(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let named = matches!(words.kind(1), Some(LexemeKind::Word | LexemeKind::QuotedName));
    if !declares(words) || !named || words.found > 3 {
        return;
    }
    let is_sign =
        |index: &usize| matches!(words.kind(*index), Some(LexemeKind::Sign('=' | '＝' | '-' | '–' | '—' | '>')));
    let last = if words.table.is(words.word(2), "kw_is") { 2 } else { 1 + (2..5).take_while(is_sign).count() };
    let (Some(name), Some(sign), Some(end)) = (words.lexeme(1), words.lexeme(2), words.lexeme(last)) else { return };
    if last < 2 {
        return;
    }
    let range = sign.start..end.end;
    let written = words.file.get(range.clone()).unwrap_or_default();
    let header = format!("{} {}{}", words.word(0), words.word(1), words.colon());
    // Words that stand there alone lack the word before them as well.
    let says =
        SAYS.iter().find(|(rule, _)| words.table.is(words.word(0), rule)).map(|(_, says)| words.table.spelling(says));
    let says = says.filter(|_| words.kind(last + 1) == Some(LexemeKind::Text));
    let written_out = says.map_or(String::new(), |says| format!("{}{says}", words.blank()));
    mends.push(Mend {
        message: format!("`{written}` stands where a colon belongs"),
        label: format!("`{}` is expected here", words.colon()),
        help: format!("a declaration has a name and a colon: `{header}`"),
        ..Mend::new(
            Edit::replace(name.end..end.end, format!("{}{written_out}", words.colon())),
            Code::MissingColon,
            range,
        )
    });
}

/// `intent "thanks":`, `then offer "gift"`: names stand without quotes.
pub fn quoted_name(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for at in words.found.saturating_sub(2)..=words.found + 2 {
        let Some(text) = words.lexeme(at).filter(|text| text.kind == LexemeKind::Text) else { continue };
        let Some(before) = at.checked_sub(1) else { continue };
        let name = name_in(words, words.word(at));
        let is = |rule: &&str| words.table.is(words.word(before), rule);
        let head = before == 0 && declares(words);
        let used = NAMED.iter().any(is) && (is(&"kw_do_offer") || words.is_declared(&name));
        let kind =
            is(&"kw_is") && before.checked_sub(1).is_some_and(|it| words.table.is(words.word(it), "kw_customer"));
        if name.is_empty() || !(head || used || kind) {
            continue;
        }
        mends.push(Mend {
            message: format!("{} is a name, and names stand without quotes", words.word(at)),
            label: "no quotes stand around names".to_owned(),
            help: format!("write `{name}`"),
            ..Mend::new(
                Edit::replace(text.range(), words.apart(&text.range(), &name)),
                Code::UnexpectedText,
                text.range(),
            )
        });
    }
}

/// All the words of a text as one name.
fn name_in(words: &Words<'_>, text: &str) -> String {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).filter(|part| !part.is_empty()).collect();
    let name = parts.join(if words.language == Keywords::Chinese { "" } else { "-" });
    let begins = name.chars().next().is_some_and(char::is_alphabetic);
    let apart = words.language == Keywords::Chinese && super::parts(&name, words.table).len() > 1;
    match name.is_empty() || begins && !apart && !words.table.is_reserved(&name) {
        true => name,
        false => format!("「{name}」"),
    }
}

//! What a chat, a document or a spreadsheet leaves around a script: who wrote a line, signs behind its texts.

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// How many words and signs may stand before a line: a name, a day and a time.
const LONGEST_SENDER: usize = 12;

/// The longest line that is shown as the right one.
const LONGEST_LINE: usize = 120;

/// `Mia: when …`: a chat puts before each line who wrote it, and when.
pub fn sender(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let count = words.lexemes.len();
    let Some(colon) = count.checked_sub(1).and_then(|last| words.lexeme(last)) else { return };
    if !matches!(colon.kind, LexemeKind::Sign(':' | '：')) {
        return;
    }
    // The next declaration begins behind it, on the same line.
    let line = words.file.get(colon.end..).unwrap_or_default().split('\n').next().unwrap_or_default().trim();
    let Some(from) = (0..count).rev().find(|&index| index == 0 || words.line_ends_before(index)) else { return };
    let named = (from..count - 1)
        .all(|index| words.kind(index) != Some(LexemeKind::Text) && !words.table.is_reserved(words.word(index)));
    let sender = count.checked_sub(2).and_then(|last| words.kind(last));
    let (Some(first), true) =
        (words.lexeme(from), named && matches!(sender, Some(LexemeKind::Word | LexemeKind::Number)))
    else {
        return;
    };
    if line.is_empty() || count - from > LONGEST_SENDER || (from == 0 && words.found > count) {
        return;
    }
    let range = first.start..colon.end;
    let written = words.file.get(range.clone()).unwrap_or_default();
    mends.push(Mend {
        message: format!("`{written}` stands before a line"),
        label: "nothing stands before the first word".to_owned(),
        help: "take it away: a chat puts there who wrote the line, and when".to_owned(),
        example: match line.chars().count() {
            0..=LONGEST_LINE => Example::Line(line.to_owned()),
            _ => Example::Usual,
        },
        ..Mend::new(Edit::replace(range.clone(), " "), Code::UnexpectedText, range)
    });
}

/// Signs that stand around titles.
const AROUND_TITLES: [char; 10] = ['=', '-', '_', '*', '~', '#', '—', '–', ':', '：'];

/// `Our answers` alone on a line: a title is no declaration.
pub fn heading(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let count = words.lexemes.len();
    let from = words.found;
    let begins = from > 0 && words.line_ends_before(from);
    let end = (from + 1..count).find(|&at| words.line_ends_before(at)).unwrap_or(count);
    let is_plain = |at: usize| match words.kind(at) {
        Some(LexemeKind::Word) => !words.table.is_reserved(words.word(at)),
        Some(LexemeKind::Sign(sign)) => AROUND_TITLES.contains(&sign) || !sign.is_ascii(),
        Some(LexemeKind::Number) => true,
        _ => false,
    };
    let named = (from..end).any(|at| words.is_word(at)) || end > from + 2;
    let (Some(first), Some(last)) = (words.lexeme(from), end.checked_sub(1).and_then(|last| words.lexeme(last))) else {
        return;
    };
    let margin = words.file.get(..first.start).is_some_and(|before| before.ends_with('\n'));
    if !begins || !margin || end < count || !named || !(from..end).all(is_plain) {
        return;
    }
    let range = first.start..last.end;
    let written = words.file.get(range.clone()).unwrap_or_default();
    let title = written.trim_matches(|c: char| AROUND_TITLES.contains(&c) || c.is_whitespace());
    let comment = format!("[ {} ]", if title.is_empty() { "…" } else { title });
    mends.push(Mend {
        message: format!("`{written}` stands alone on its line"),
        label: "no declaration begins like this".to_owned(),
        help: format!("what only you read stands in brackets: `{comment}`"),
        guess: true,
        ..Mend::new(Edit::replace(range.clone(), comment), Code::UnexpectedText, range)
    });
}

/// `say "Bye."😀`: customers read what stands between the quotes.
pub fn behind_text(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let at = words.found;
    let is_sign = |index: usize| {
        let joined = index == at
            || words.lexeme(index - 1).zip(words.lexeme(index)).is_some_and(|(one, next)| one.end == next.start);
        joined
            && match words.kind(index) {
                Some(LexemeKind::Sign(sign)) => {
                    matches!(sign, '!' | '！' | '?' | '？' | '…' | '~' | '～') || !sign.is_ascii() && !is_written(sign)
                }
                _ => false,
            }
    };
    let Some(text) = words.before().and_then(|before| words.lexeme(before)).filter(|one| one.kind == LexemeKind::Text)
    else {
        return;
    };
    let Some(last) = (at..words.lexemes.len()).take_while(|&index| is_sign(index)).last() else { return };
    let (Some(first), Some(last)) = (words.lexeme(at), words.lexeme(last)) else { return };
    let whole = words.file.get(text.range()).unwrap_or_default();
    let signs = words.file.get(first.start..last.end).unwrap_or_default();
    let Some(close) = whole.chars().next_back() else { return };
    let inner = whole.strip_suffix(close).unwrap_or(whole);
    mends.push(Mend {
        message: format!("`{signs}` stands behind the quotes"),
        label: "customers do not read this".to_owned(),
        help: "write it between the quotes, or take it away".to_owned(),
        ..Mend::new(
            Edit::replace(text.start..last.end, format!("{inner}{signs}{close}")),
            Code::UnexpectedText,
            first.start..last.end,
        )
    });
}

/// Whether a sign is one that scripts have a use for.
fn is_written(sign: char) -> bool {
    "，、；：。．（）％【】「」『』“”«»≤≥≠×÷＋－＝＜＞—–".contains(sign) || sign.is_alphanumeric()
}

/// `"Bye." + "See you."`: what is said together is one text.
pub fn added_texts(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let text = |index: usize| words.lexeme(index).filter(|one| one.kind == LexemeKind::Text);
    for at in [Some(words.found), words.before()].into_iter().flatten().filter(|&at| at > 0) {
        let (Some(LexemeKind::Sign('+' | '&' | '＋')), Some(one), Some(other), Some(sign)) =
            (words.kind(at), text(at - 1), text(at + 1), words.lexeme(at))
        else {
            continue;
        };
        let (one, other, range) = (words.word(at - 1), words.word(at + 1), one.start..other.end);
        let inside = |text: &str| {
            let mut signs = text.chars();
            signs.next();
            signs.next_back();
            signs.as_str().trim().to_owned()
        };
        let (Some(open), Some(close)) = (one.chars().next(), one.chars().next_back()) else { continue };
        let together = format!("{open}{} {}{close}", inside(one), inside(other));
        mends.push(Mend {
            message: format!("`{}` adds no texts", words.word(at)),
            label: "two texts are not added".to_owned(),
            help: format!("write one: {together}"),
            ..Mend::new(Edit::replace(range, together), Code::ForeignSign, sign.range())
        });
    }
}

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
    let (Some(first), true) =
        (words.lexeme(from), named && matches!(words.kind(count - 2), Some(LexemeKind::Word | LexemeKind::Number)))
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

//! Choices that begin with a figure, `50克` or `100 g`: a name begins with a letter, or stands between 「 and 」.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// How many words `one of` may have.
const LONGEST: usize = 3;

/// How many lexemes before the place a list may begin.
const FARTHEST: usize = 40;

/// `expects one of 50g, 100 g`: the whole list with each such name between its quotes.
pub fn in_figures(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let at = |index: &usize| words.kind(*index) == Some(LexemeKind::Number);
    let Some(found) = [Some(words.found), words.before()].into_iter().flatten().find(at) else { return };
    let one_of =
        |from: usize| (1..=LONGEST).rev().find(|count| words.table.is(&words.phrase(from..from + count), "kw_one_of"));
    let begins = (found.saturating_sub(FARTHEST)..found).rev().find_map(|from| Some(from + one_of(from)?));
    let Some(from) = begins else { return };
    let (mut items, mut next) = (Vec::new(), from);
    // Each choice is a figure with the word behind it, or a name, with its synonyms.
    while let Some(first) = words.lexeme(next) {
        let last = match words.kind(next) {
            Some(LexemeKind::Number) => next + usize::from(is_unit(words, next + 1)),
            Some(LexemeKind::Word) if !words.table.is_reserved(words.word(next)) => next,
            Some(LexemeKind::QuotedName) => next,
            _ => break,
        };
        let Some(end) = words.lexeme(last).map(|last| last.end) else { break };
        let written = words.file.get(first.start..end).unwrap_or_default();
        let figure = words.kind(next) == Some(LexemeKind::Number);
        let name = if figure { format!("「{written}」") } else { written.to_owned() };
        let (close, synonyms) = synonyms(words, last);
        items.push(format!("{name}{synonyms}"));
        next = close;
        if JOINING.contains(&words.word(next).to_lowercase().as_str()) {
            // A range of figures, or two of which one is chosen: nobody knows how many there are.
            return;
        }
        if !words.is_comma(next) {
            break;
        }
        next += 1;
    }
    let (Some(first), Some(last)) = (words.lexeme(from), next.checked_sub(1).and_then(|last| words.lexeme(last)))
    else {
        return;
    };
    if next <= found {
        return;
    }
    let listed = items.join(words.comma());
    let end = found + usize::from(is_unit(words, found + 1));
    let place = words.lexeme(found).zip(words.lexeme(end)).map_or(first.range(), |(one, end)| one.start..end.end);
    let range = first.start..last.end;
    mends.push(Mend {
        message: format!(
            "`{}` begins with a figure, and a name begins with a letter",
            words.file.get(place.clone()).unwrap_or_default()
        ),
        label: "a name that begins otherwise stands between 「 and 」".to_owned(),
        help: format!("write `{listed}`"),
        ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &listed)), Code::UnexpectedText, place)
    });
}

/// What joins figures, and is counted by none.
const JOINING: &[&str] = &["to", "and", "or", "a", "y", "e", "o", "u", "hasta", "到", "至", "和", "或", "或者"];

/// Whether what stands here is what the figure before it counts: a word on the same line.
fn is_unit(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    words.is_word(at)
        && !words.table.is_reserved(word)
        && !JOINING.contains(&word.to_lowercase().as_str())
        && !words.line_ends_before(at)
}

/// The synonyms in brackets behind a name, as they are written, with what stands behind them; nothing where there are none.
fn synonyms<'w>(words: &Words<'w>, name: usize) -> (usize, &'w str) {
    if !matches!(words.kind(name + 1), Some(LexemeKind::Sign('(' | '（'))) {
        return (name + 1, "");
    }
    let closes = |index: &usize| matches!(words.kind(*index), Some(LexemeKind::Sign(')' | '）')));
    let close = (name + 1..name + FARTHEST).find(closes);
    let written = close.and_then(|close| words.file.get(words.lexeme(name)?.end..words.lexeme(close)?.end));
    close.zip(written).map_or((name + 1, ""), |(close, written)| (close + 1, written))
}

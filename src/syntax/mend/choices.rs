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
    let Some(from) = list_before(words, found) else { return };
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
        let number = Some(next);
        next = close;
        // `38到40`: the word between them is one with the second figure.
        if let (Some(low), Some(high)) = (number.filter(|_| figure), glued_end(words.word(next))) {
            if items.len() == 1 && !words.is_comma(next + 1) {
                mends.extend(range(words, from, low, (next, high)));
                return;
            }
            let Some(between) = between(words.word(low), high) else { return };
            items.extend(between.map(|figure| format!("「{figure}」")));
            items.push(format!("「{high}」"));
            next += 1;
        }
        let joins = words.word(next).to_lowercase();
        if figure && RANGES.contains(&joins.as_str()) {
            let up_to = words.kind(next + 1) == Some(LexemeKind::Number);
            let (Some(low), true) = (number, up_to) else { return };
            if items.len() == 1 && !words.is_comma(next + 2 + usize::from(is_unit(words, next + 2))) {
                mends.extend(range(words, from, low, (next + 1, words.word(next + 1))));
                return;
            }
            // Beside others the figures of a range are named one by one.
            let Some(between) = between(words.word(low), words.word(next + 1)) else { return };
            items.extend(between.map(|figure| format!("「{figure}」")));
            next += 1;
            continue;
        }
        if !words.is_comma(next) && !JOINING.contains(&joins.as_str()) {
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

/// `expects one of S / M / L`: choices have commas between them.
pub fn parted_by_slashes(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_slash = |index: usize| matches!(words.kind(index), Some(LexemeKind::Sign('/' | '／' | '|')));
    let Some(slash) = [Some(words.found), words.before()].into_iter().flatten().find(|&index| is_slash(index)) else {
        return;
    };
    let Some(from) = list_before(words, slash) else { return };
    let item = |index: usize| words.is_word(index) || words.kind(index) == Some(LexemeKind::QuotedName);
    let mut last = from;
    while item(last) && (is_slash(last + 1) || words.is_comma(last + 1)) && item(last + 2) {
        last += 2;
    }
    let (Some(first), Some(end), true) = (words.lexeme(from), words.lexeme(last), last > slash) else { return };
    let items: Vec<&str> = (from..=last).step_by(2).map(|index| words.word(index)).collect();
    let (listed, range) = (items.join(words.comma()), first.start..end.end);
    mends.push(Mend {
        message: "several answers to choose from have commas between them".to_owned(),
        label: "a comma is expected here".to_owned(),
        help: format!("write `{listed}`"),
        ..Mend::new(
            Edit::replace(range.clone(), words.apart(&range, &listed)),
            Code::UnexpectedText,
            words.lexeme(slash).map_or(range, |slash| slash.range()),
        )
    });
}

/// Where the list begins in which a lexeme stands: behind `one of`.
fn list_before(words: &Words<'_>, at: usize) -> Option<usize> {
    let one_of =
        |from: usize| (1..=LONGEST).rev().find(|count| words.table.is(&words.phrase(from..from + count), "kw_one_of"));
    (at.saturating_sub(FARTHEST)..at).rev().find_map(|from| Some(from + one_of(from)?))
}

/// What joins figures of which one is chosen.
const JOINING: &[&str] = &["and", "or", "y", "e", "o", "u", "和", "或", "或者"];

/// What stands between the ends of a range of figures.
const RANGES: &[&str] = &["to", "through", "a", "al", "hasta", "到", "至", "-", "–", "—", "~", "～"];

/// How many figures of a range are named one by one.
const MOST_BETWEEN: u32 = 20;

/// The whole figures behind the lower end of a range and before the upper one.
fn between(low: &str, high: &str) -> Option<std::ops::Range<u32>> {
    let (low, high): (u32, u32) = (low.parse().ok()?, high.parse().ok()?);
    (low < high && high - low <= MOST_BETWEEN).then_some(low + 1..high)
}

/// The figure with which `到40` ends, or `-40` behind another.
fn glued_end(word: &str) -> Option<&str> {
    let figure = word.strip_prefix(['到', '至', '-'])?;
    (!figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit())).then_some(figure)
}

/// `one of 38 to 40`: a figure between two is a number.
fn range(words: &Words<'_>, list: usize, low: usize, (high, top): (usize, &str)) -> Option<Mend> {
    let spelt = |rule: &str| words.table.spelling(rule);
    let begins =
        (list.saturating_sub(LONGEST)..list).find(|&one| words.table.is(&words.phrase(one..list), "kw_one_of"))?;
    let end = high + usize::from(is_unit(words, high + 1));
    let (first, from, last) = (words.lexeme(begins)?, words.lexeme(low)?, words.lexeme(end)?);
    let bottom = words.word(low);
    let meant = format!("{} {} {bottom} {} {top}", spelt("kw_number"), spelt("kw_from"), spelt("kw_to"));
    let written = words.file.get(from.start..last.end).unwrap_or_default();
    let range = first.start..last.end;
    Some(Mend {
        message: format!("`{written}` is a range, and `{}` stands before choices", words.phrase(begins..list)),
        label: "a figure between two is a number".to_owned(),
        help: format!("write `{meant}`"),
        ..Mend::new(
            Edit::replace(range.clone(), words.apart(&range, &meant)),
            Code::UnexpectedText,
            from.start..last.end,
        )
    })
}

/// Whether what stands here is what the figure before it counts: a word on the same line.
fn is_unit(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    words.is_word(at)
        && !words.table.is_reserved(word)
        && ![JOINING, RANGES].concat().contains(&word.to_lowercase().as_str())
        && glued_end(word).is_none()
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

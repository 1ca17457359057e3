//! Percentages in Chinese words, `百分之五`, where `5%` belongs.

use std::sync::LazyLock;

use regex::Regex;

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::figure::percent_in_words;
use crate::syntax::prepared::Edit;

/// A percentage in words, its figure in digits or in words.
static WRITTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let figure = r"(?:\d+|[零〇一二两三四五六七八九十百]+)";
    Regex::new(&format!(r"百分之\s*{figure}|{figure}\s*(?:个?百分点|个点)|[一二两三四五六七八九1-9]\s*成半?")).ok()
});

/// What people write where an offer takes something off.
const TAKES: [&str; 6] = ["优惠", "便宜", "打折", "降价", "让利", "降"];

/// How many lexemes around the place a percentage may stand.
const NEAR: usize = 4;

/// `减百分之五`, `让利超过两成`: in figures, and of the cart where a promise needs to know of what.
pub fn percentages(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(first), Some(last), Some(pattern)) = (words.lexemes.first(), words.lexemes.last(), WRITTEN.as_ref())
    else {
        return;
    };
    if words.language != Keywords::Chinese {
        return;
    }
    let piece = words.file.get(first.start..last.end).unwrap_or_default();
    let from = words.lexeme(words.found.saturating_sub(NEAR)).map_or(0, |lexeme| lexeme.start);
    let to = words.lexeme(words.found + NEAR).map_or(last.end, |lexeme| lexeme.end);
    for found in pattern.find_iter(piece) {
        let range = first.start + found.start()..first.start + found.end();
        let in_text = words.lexemes.iter().any(|one| {
            one.kind == crate::syntax::scan::LexemeKind::Text && one.start <= range.start && range.end <= one.end
        });
        let written: String = found.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let Some(percent) = percent_in_words(&written).filter(|_| !in_text && range.start <= to && from <= range.end)
        else {
            continue;
        };
        let before = piece.get(..found.start()).unwrap_or_default().trim_end();
        let share = before.ends_with("让利超过");
        // `优惠百分之五`: what an offer takes off.
        let takes = TAKES
            .iter()
            .find(|word| before.ends_with(**word))
            .filter(|_| words.table.is(words.word(0), "kw_offer") && before.contains([':', '：']));
        let range = range.start - takes.map_or(0, |word| word.len() + found.start() - before.len())..range.end;
        let plain = match takes {
            Some(_) => format!("{} {percent}%", words.table.spelling("kw_takes")),
            None if share => format!("购物车.总额 的 {percent}%"),
            None => format!("{percent}%"),
        };
        mends.push(Mend {
            message: format!("`{}` is a percentage in words", found.as_str()),
            label: "percentages are written in figures".to_owned(),
            help: match share {
                true => format!("say of what as well: `{plain}`"),
                false => format!("write `{plain}`"),
            },
            ..Mend::new(Edit::replace(range.clone(), words.padded(&range, &plain)), Code::NotANumber, range)
        });
    }
}

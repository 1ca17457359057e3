//! Comparisons in words: `more than 30`, `购物车.总额不足100`, "over 100". Sizes are compared with signs.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::is_han;

/// Comparisons in words, and the sign that says it.
const COMPARED: &[(&str, &str)] = &[
    ("greater than or equal to", ">="),
    ("less than or equal to", "<="),
    ("more than", ">"),
    ("greater than", ">"),
    ("bigger than", ">"),
    ("higher than", ">"),
    ("no more than", "<="),
    ("no less than", ">="),
    ("no fewer than", ">="),
    ("over", ">"),
    ("above", ">"),
    ("exceeds", ">"),
    ("less than", "<"),
    ("smaller than", "<"),
    ("lower than", "<"),
    ("fewer than", "<"),
    ("short of", "<"),
    ("under", "<"),
    ("below", "<"),
    ("at least", ">="),
    ("reaches", ">="),
    ("at most", "<="),
    ("up to", "<="),
    ("equals", "is"),
    ("mayor o igual que", ">="),
    ("mayor o igual a", ">="),
    ("menor o igual que", "<="),
    ("menor o igual a", "<="),
    ("mayor que", ">"),
    ("superior a", ">"),
    ("más de", ">"),
    ("más que", ">"),
    ("supera", ">"),
    ("pasa de", ">"),
    ("menor que", "<"),
    ("inferior a", "<"),
    ("menos de", "<"),
    ("menos que", "<"),
    ("al menos", ">="),
    ("por lo menos", ">="),
    ("como mínimo", ">="),
    ("llega a", ">="),
    ("alcanza", ">="),
    ("a lo sumo", "<="),
    ("como máximo", "<="),
    ("大于等于", ">="),
    ("小于等于", "<="),
    ("大于", ">"),
    ("多于", ">"),
    ("高于", ">"),
    ("超过", ">"),
    ("小于", "<"),
    ("少于", "<"),
    ("低于", "<"),
    ("不到", "<"),
    ("不足", "<"),
    ("不满", "<"),
    ("不及", "<"),
    ("不够", "<"),
    ("未满", "<"),
    ("未到", "<"),
    ("没到", "<"),
    ("不少于", ">="),
    ("不低于", ">="),
    ("不小于", ">="),
    ("至少", ">="),
    ("达到", ">="),
    ("满", ">="),
    ("达", ">="),
    ("不超过", "<="),
    ("不高于", "<="),
    ("不大于", "<="),
    ("不多于", "<="),
    ("至多", "<="),
    ("最多", "<="),
    ("等于", "是"),
];

/// The most words of a comparison.
const MOST_COMPARED: usize = 5;

/// What says the opposite before a comparison, and what may stand beside it.
const NEGATING: &[&str] = &["not", "no", "不", "没", "没有", "未"];
const ASIDE: &[&str] = &["does", "do"];

/// What turns a Chinese comparison that it is glued to into its opposite.
const NEGATIONS: &[&str] = &["没有", "不会", "不能", "不得", "不可", "不要", "不", "没", "未"];

/// The sign that says the opposite of another.
fn opposite(sign: &str) -> Option<&'static str> {
    match sign {
        ">" => Some("<="),
        "<" => Some(">="),
        ">=" => Some("<"),
        "<=" => Some(">"),
        _ => None,
    }
}

/// `more than 30`: sizes are compared with signs.
pub fn compared(words: &Words<'_>, mends: &mut Vec<Mend>) {
    compared_glued(words, mends);
    let chinese = words.language == Keywords::Chinese;
    for start in (0..7).filter_map(|back| (words.found + 2).checked_sub(back)) {
        for count in (1..=MOST_COMPARED).rev() {
            let phrase = words.phrase(start..start + count).to_lowercase();
            // A run of nothing but words of the language is cut between them.
            let phrase = if chinese { phrase.replace(' ', "") } else { phrase };
            let Some((_, sign)) = COMPARED.iter().find(|(written, _)| *written == phrase) else { continue };
            // `is more than` is one comparison, and `is not more than` the opposite.
            let (mut from, mut sign) = (start, *sign);
            while let Some(before) = from.checked_sub(1) {
                let word = words.word(before).to_lowercase();
                if words.table.is(&word, "kw_is_not") || NEGATING.contains(&word.as_str()) {
                    sign = opposite(sign).unwrap_or_else(|| words.table.spelling("kw_is_not"));
                } else if !words.table.is(&word, "kw_is") && !ASIDE.contains(&word.as_str()) {
                    break;
                }
                from = before;
            }
            if from == start {
                fact_in_two_words(words, start, count, sign, mends);
            }
            let (Some(first), Some(last)) = (words.lexeme(from), words.lexeme(start + count - 1)) else { continue };
            mends.push(with_sign(words, first.start..last.end, sign));
        }
    }
}

fn with_sign(words: &Words<'_>, range: std::ops::Range<usize>, sign: &str) -> Mend {
    let written = words.file.get(range.clone()).unwrap_or_default();
    Mend {
        message: format!("`{written}` is written with a sign"),
        label: format!("write `{sign}`"),
        help: format!("sizes are compared with `<`, `>`, `<=` and `>=`: here it is `{sign}`"),
        ..Mend::new(Edit::replace(range.clone(), words.padded(&range, sign)), Code::ForeignSign, range)
    }
}

/// `满100`, `购物车.总额不足100`: in Chinese no blank need stand around a comparison.
fn compared_glued(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for at in (0..4).filter_map(|back| (words.found + 1).checked_sub(back)).filter(|&at| words.is_word(at)) {
        let (word, Some(lexeme)) = (words.word(at), words.lexeme(at)) else { continue };
        let figure = word.len() - word.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        let (before, digits) = word.split_at_checked(figure).unwrap_or((word, ""));
        let Some((name, sign)) = compared_behind(before) else { continue };
        // What stands alone is a word of its own.
        if !digits.chars().all(|c| c.is_ascii_digit() || c == '.') || name.is_empty() && digits.is_empty() {
            continue;
        }
        let start = lexeme.start + name.len();
        mends.push(with_sign(words, start..lexeme.start + before.len(), sign));
    }
}

/// A name with a Chinese comparison behind it, `购物车.总额不满`: the name, and the sign that says it.
fn compared_behind(words: &str) -> Option<(&str, &'static str)> {
    let ends = |written: &str| words.ends_with(written) && written.chars().all(is_han);
    let longest = COMPARED.iter().filter(|(written, _)| ends(written)).max_by_key(|(written, _)| written.len());
    let (written, sign) = longest?;
    let name = words.strip_suffix(written)?;
    match NEGATIONS.iter().find_map(|negation| name.strip_suffix(negation)) {
        Some(name) => Some((name, opposite(sign)?)),
        None => Some((name, *sign)),
    }
}

/// A comparison in one Chinese word, `库存大于0` or `总额100以上`: its name, its sign and its figure.
pub fn compared_in_one_word(word: &str) -> Option<(&str, &'static str, &str)> {
    let figure = word.find(|c: char| c.is_ascii_digit())?;
    let (before, behind) = word.split_at_checked(figure)?;
    let end = behind.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(behind.len());
    let (figure, behind) = behind.split_at_checked(end)?;
    let (name, sign) = match behind {
        "以上" | "及以上" => (before, ">="),
        "以下" | "及以下" | "以内" => (before, "<="),
        "" => compared_behind(before)?,
        _ => return None,
    };
    Some((name, sign, figure)).filter(|(name, ..)| !name.is_empty())
}

/// `cart total over 100`: the name before the comparison is one word as well.
fn fact_in_two_words(words: &Words<'_>, start: usize, count: usize, sign: &str, mends: &mut Vec<Mend>) {
    let is_name = |index: &usize| words.is_word(*index) && !words.table.is_reserved(words.word(*index));
    let Some(from) = start.checked_sub(2).filter(|from| [*from, from + 1].iter().all(is_name)) else { return };
    let (Some(first), Some(last)) = (words.lexeme(from), words.lexeme(start + count - 1)) else { return };
    let range = first.start..last.end;
    let written = words.phrase(from..start + count);
    let meant = format!("{}.{} {sign}", words.word(from), words.word(from + 1));
    mends.push(Mend {
        message: format!("`{written}` is written otherwise"),
        label: "a name of one word and a sign".to_owned(),
        help: format!("a name is one word, and sizes are compared with signs: write `{meant}`"),
        ..Mend::new(Edit::replace(range.clone(), meant.clone()), Code::ForeignSign, range)
    });
}

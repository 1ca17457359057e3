//! Keywords misspelt, and keywords of another language.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::{fold, table};
use crate::syntax::prepared::Edit;
use crate::syntax::split::LANGUAGES;

/// The longest keyword in words.
const MOST_WORDS: usize = 4;

/// Stretches of one to four words that begin at the place or shortly before it.
fn stretches<'w>(words: &'w Words<'_>, most: usize) -> impl Iterator<Item = (std::ops::Range<usize>, String)> + 'w {
    let starts =
        [Some(0), Some(1), Some(2), Some(3)].into_iter().flatten().filter_map(|back| words.found.checked_sub(back));
    starts.flat_map(move |start| {
        (1..=most).rev().filter_map(move |count| {
            let indices = start..start + count;
            if !indices.clone().all(|index| words.is_word(index)) {
                return None;
            }
            let range = words.lexeme(start)?.start..words.lexeme(start + count - 1)?.end;
            let written: Vec<&str> = indices.map(|index| words.word(index)).collect();
            Some((range, written.join(" ")))
        })
    })
}

/// Words that are keywords elsewhere: `cuando` in an English file.
pub fn foreign_keywords(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for (range, written) in stretches(words, MOST_WORDS) {
        if words.table.meanings(&written).next().is_some() {
            continue;
        }
        for language in LANGUAGES.into_iter().filter(|&language| language != words.language) {
            let mut tried: Vec<&str> = Vec::new();
            for foreign in table(language).meanings(&written) {
                let own = words.table.spelling(foreign.rule);
                if own.is_empty() || tried.contains(&own) {
                    continue;
                }
                tried.push(own);
                mends.push(Mend {
                    message: format!("`{written}` is the {} word for `{own}`", name(language)),
                    label: format!("this file is written in {} keywords", name(words.language)),
                    help: format!("write `{own}`; a file's first word decides in which language its keywords are"),
                    ..Mend::new(Edit::replace(range.clone(), own.to_owned()), Code::ForeignKeyword, range.clone())
                });
            }
        }
    }
}

/// Whether a keyword is written with an accent that it does not have: `dí`.
fn accented(words: &Words<'_>, written: &str) -> bool {
    let lower = written.to_lowercase();
    let mut spellings = words.table.keywords.iter().flat_map(|keyword| &keyword.spellings);
    words.language == Keywords::Spanish
        && words.table.meanings(&fold(&lower)).next().is_some()
        && fold(&lower) != lower
        && !spellings.any(|spelling| *spelling == lower || fold(spelling) == lower)
}

/// The last words of a percentage: near to other words in letters only, `ciento` to `cliente`.
const SHARES: &[&str] = &["ciento", "cent", "percent", "porciento", "pct"];

/// Words that are nearly keywords; with `keywords`, those that are keywords themselves.
pub fn misspelt_keywords(words: &Words<'_>, keywords: bool, mends: &mut Vec<Mend>) {
    for (range, written) in stretches(words, MOST_WORDS) {
        let is_keyword = words.table.meanings(&written).next().is_some() && !accented(words, &written);
        let is_share = written.split(' ').any(|word| SHARES.contains(&word.to_lowercase().as_str()));
        if is_keyword != keywords || is_share {
            continue;
        }
        let length = written.chars().count();
        let mut tried: Vec<&str> = Vec::new();
        let folded = fold(&written);
        if !keywords && accented(words, &written) {
            mends.push(Mend {
                message: format!("`{written}` is written without the accent"),
                label: format!("`{folded}` is the word of the language"),
                help: format!("did you mean `{folded}`?"),
                ..Mend::new(Edit::replace(range.clone(), folded.clone()), Code::MisspeltKeyword, range.clone())
            });
        }
        for spelling in words.table.spellings.near(&folded) {
            if spelling.chars().count().abs_diff(length) > 2 || tried.contains(&spelling) {
                continue;
            }
            // A word that stands there as it is spelt is not misspelt with its neighbour.
            if written.contains(' ') && written.split(' ').any(|word| fold(word) == *spelling) {
                continue;
            }
            tried.push(spelling);
            mends.push(Mend {
                message: format!("`{written}` is no word of the language here"),
                label: "not spelt like any word that can stand here".to_owned(),
                help: format!("did you mean `{spelling}`?"),
                guess: keywords,
                ..Mend::new(Edit::replace(range.clone(), spelling.to_owned()), Code::MisspeltKeyword, range.clone())
            });
        }
    }
}

/// What people write for `say`; what else stands before words, as `notify` and `tag` do, is not for the customer.
const SAYING: &[&str] = &[
    "tell", "tells", "answer", "answers", "respond", "responds", "write", "writes", "speak", "said", "saying", "讲",
    "答", "回答", "回复", "告诉", "responde", "contesta", "escribe", "dile", "decir", "dice", "digo", "diceme",
    "díceme", "dime", "dígale",
];

/// `when delivery siad "…"`: what is nearly the word for saying, before words to be said.
pub fn unknown_before_text(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(before) = words.before().filter(|before| *before > 1 && words.is_text(words.found)) else { return };
    let said = ["kw_when", "kw_flow", "kw_reply", "kw_offer"].iter().any(|rule| words.table.is(words.word(0), rule));
    // The word that begins it may be misspelt, too.
    let said = said || !words.table.knows(words.word(0));
    let (word, say) = (words.word(before), words.table.spelling("kw_say"));
    let known = !words.is_word(before) || words.table.knows(word) || words.is_declared(word);
    let folded = fold(word);
    // One letter is wrong; two are in `tag`, which is no `say`. 抢说 is a way of saying, too.
    let near = |way: &&str| word.chars().count() > 2 && strsim::damerau_levenshtein(&folded, way) <= 1;
    let says = SAYING.contains(&folded.as_str())
        || SAYING.iter().chain([&say]).any(near)
        || say == "说" && word.ends_with(say);
    let Some(lexeme) = words.lexeme(before).filter(|_| said && says && !known) else { return };
    mends.push(Mend {
        message: format!("`{word}` is no word of the language here"),
        label: "nothing is called so either".to_owned(),
        help: format!("words to be said stand behind `{say}`"),
        ..Mend::new(Edit::replace(lexeme.range(), say.to_owned()), Code::MisspeltKeyword, lexeme.range())
    });
}

/// A keyword language's name.
pub fn name(language: Keywords) -> &'static str {
    match language {
        Keywords::English => "English",
        Keywords::Chinese => "Chinese",
        Keywords::Spanish => "Spanish",
    }
}

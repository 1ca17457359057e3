//! Names in several words, and small words that only speech puts before them.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// What speech puts before a name.
const ARTICLES: &[&str] = &["the", "a", "an", "my", "our", "your", "el", "la", "los", "las", "un", "una"];

/// What stands before a value rather than before the name of something to do.
const BEFORE_VALUES: &[&str] =
    &["kw_if", "kw_and", "kw_or", "kw_not", "kw_needs", "kw_costs", "kw_of", "kw_where", "kw_than", "kw_sell_below"];

/// How many words a name has at most that its declaration has, too.
const MOST_IN_NAME: usize = 5;

/// From so many words on they are no name.
const MOST_JOINED: usize = 4;

/// `offer a gift`: names stand alone.
pub fn article(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for index in [Some(words.found), words.before(), words.found.checked_sub(2)].into_iter().flatten() {
        let lower = words.word(index).to_lowercase();
        let Some(article) = words.lexeme(index).filter(|_| ARTICLES.contains(&lower.as_str())) else { continue };
        let number = words.kind(index + 1) == Some(LexemeKind::Number);
        if !words.is_word(index + 1) && !number {
            continue;
        }
        let name = words.word(index + 1);
        let (what, alone) = if number { ("number", "numbers stand alone") } else { ("name", "names stand alone") };
        mends.push(Mend {
            message: format!("`{}` stands before a {what}", words.word(index)),
            label: alone.to_owned(),
            help: format!("take it away: `{name}`"),
            ..Mend::new(
                Edit::replace(article.start..words.lexeme(index + 1).map_or(article.end, |name| name.start), ""),
                Code::UnexpectedText,
                article.range(),
            )
        });
    }
}

/// `offer free shipping`, `cart total`: a name is one word.
pub fn in_two_words(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_name = |index: usize| words.is_word(index) && !words.table.is_reserved(words.word(index));
    for first in [words.before(), words.found.checked_sub(2)].into_iter().flatten() {
        let last = (first..first + 4).take_while(|&index| is_name(index)).last().unwrap_or(first);
        let (Some(start), Some(end)) = (words.lexeme(first), words.lexeme(last)) else { continue };
        if last == first || !is_name(first) || (first..last).any(|index| words.line_ends_before(index + 1)) {
            continue;
        }
        let before = first.checked_sub(1);
        let value = before.is_some_and(|before| {
            let sign = matches!(words.kind(before), Some(LexemeKind::Sign(_))) && !words.is_comma(before);
            let choice =
                before.checked_sub(1).is_some_and(|one| words.table.is(&words.phrase(one..before + 1), "kw_one_of"));
            sign || !choice && BEFORE_VALUES.iter().any(|rule| words.table.is(words.word(before), rule))
        });
        let parts: Vec<&str> = (first..=last).map(|index| words.word(index)).collect();
        let written = words.phrase(first..last + 1);
        // `if customer returning`: a customer is of a kind.
        if let ([_, kind], true) = (&*parts, words.table.is(words.word(first), "kw_customer"))
            && words.is_declared(kind)
        {
            let (is, range) = (words.table.spelling("kw_is"), start.start..end.end);
            let meant = format!("{} {is} {kind}", words.word(first));
            mends.push(Mend {
                message: format!("`{is}` is missing before `{kind}`"),
                label: "a customer is of a kind".to_owned(),
                help: format!("write `{meant}`"),
                ..Mend::new(Edit::replace(range.clone(), meant), Code::MissingWord, range)
            });
        }
        let name = parts.join(if value { "." } else { "-" });
        mends.push(Mend {
            message: format!("`{written}` is {} words, and a name is one", parts.len()),
            label: "a name has no blanks".to_owned(),
            help: match parts.len() < MOST_JOINED {
                true => format!("write `{name}`, or put the name between 「 and 」"),
                false => {
                    "so many words are a sentence: give what is meant a name of one word, and write that".to_owned()
                }
            },
            // So many words are a sentence rather than a name.
            faithful: parts.len() < MOST_JOINED,
            last_resort: parts.len() >= MOST_JOINED && words.language != Keywords::Chinese,
            ..Mend::new(Edit::replace(start.start..end.end, name.clone()), Code::UnexpectedText, start.start..end.end)
        });
    }
}

/// `offer a box of matches`, where that is what the file declares: the small words are some of the name.
pub fn declared_in_words(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let declared = |range: std::ops::Range<usize>| {
        let phrase = words.phrase(range.clone());
        range.into_iter().any(|index| words.table.is_reserved(words.word(index)))
            && (words.is_declared(&phrase) || words.is_declared(&phrase.replace(' ', "-")))
    };
    for first in words.found.saturating_sub(2)..=words.found {
        let run = (first..first + MOST_IN_NAME)
            .take_while(|&at| words.is_word(at) && (at == first || !words.line_ends_before(at)));
        let longest = run.skip(1).filter(|&last| declared(first..last + 1)).last();
        let Some((start, end)) = longest.and_then(|last| words.lexeme(first).zip(words.lexeme(last))) else { continue };
        let range = start.start..end.end;
        let written = words.file.get(range.clone()).unwrap_or_default();
        let parts: Vec<&str> = written.split_whitespace().collect();
        // Chinese words in a run have no blanks between them.
        if parts.len() < 2 {
            continue;
        }
        let name = parts.join("-");
        mends.push(Mend {
            message: format!("`{written}` is {} words, and a name is one", parts.len()),
            label: "a name has no blanks".to_owned(),
            help: format!("write `{name}`, here and where it is declared"),
            ..Mend::new(Edit::replace(range.clone(), name), Code::UnexpectedText, range)
        });
    }
}

/// `when cancel order say "…"`: the name of an intent in several words, of which the first is one of the language.
pub fn begun_by_keyword(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let rule = words.table.is(words.word(0), "kw_when") && words.language != Keywords::Chinese;
    let goes_on = |index: &usize| {
        let word = words.word(*index);
        words.is_word(*index) && !words.line_ends_before(*index) && !words.table.is_reserved(word)
    };
    let last = (2..2 + MOST_JOINED).take_while(goes_on).last();
    let (Some(last), true, true) = (last, rule && words.found <= 2, words.table.is_reserved(words.word(1))) else {
        return;
    };
    let Some(range) = words.lexeme(1).zip(words.lexeme(last)).map(|(first, last)| first.start..last.end) else {
        return;
    };
    let parts: Vec<&str> = (1..=last).map(|index| words.word(index)).collect();
    let (written, name) = (parts.join(" "), parts.join("-"));
    mends.push(Mend {
        message: format!("`{written}` is {} words, and a name is one", parts.len()),
        label: "a name has no blanks".to_owned(),
        help: format!("write `{name}`, here and where the intent is declared"),
        guess: true,
        ..Mend::new(Edit::replace(range.clone(), name), Code::UnexpectedText, range)
    });
}

/// What a declaration is called where its author gave it no name.
const NAMES: &[(&str, &str, &str, &str)] = &[
    ("kw_question", "shoe-size", "尺码", "talla"),
    ("kw_offer", "gift", "小礼物", "regalo"),
    ("kw_reply", "opening-hours", "营业时间", "horario"),
    ("kw_flow", "find-a-gift", "挑礼物", "elegir-regalo"),
];

/// `question: ask "Which size?"`: a declaration has a name.
pub fn missing_name(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(head), Some(colon)) = (words.lexeme(0), words.lexeme(1)) else { return };
    let is_colon = matches!(colon.kind, LexemeKind::Sign(':' | '：'));
    let named = NAMES.iter().find(|(rule, ..)| words.table.is(words.word(0), rule));
    let Some((rule, english, chinese, spanish)) = named.filter(|_| is_colon && words.found <= 3) else { return };
    let usual = match words.language {
        Keywords::English => english,
        Keywords::Chinese => chinese,
        Keywords::Spanish => spanish,
    };
    // A question is called by what it asks.
    let asked = (2..4).find(|&index| *rule == "kw_question" && words.kind(index) == Some(LexemeKind::Text));
    let name = asked.map_or_else(|| (*usual).to_owned(), |index| super::named::name_of(words, words.word(index)));
    let header = words.word(0);
    mends.push(Mend {
        message: format!("the name behind `{header}` is missing"),
        label: "a name is expected behind this".to_owned(),
        help: format!("others call it by its name: `{header} {name}{}`", words.colon()),
        ..Mend::new(Edit::insert(head.end, format!(" {name}")), Code::UnexpectedText, head.range())
    });
}

/// `question what size?:`, `offer a box of matches:`: a name is one word without signs.
pub fn signs_in_name(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_colon = |index: &usize| matches!(words.kind(*index), Some(LexemeKind::Sign(':' | '：')));
    let declares = super::header::declares(words) && !words.table.is(words.word(0), "kw_fact");
    let Some(colon) = (2..8).find(is_colon).filter(|&colon| declares && words.found <= colon) else { return };
    let sign = |index: usize| match words.kind(index) {
        Some(LexemeKind::Sign(sign)) => {
            matches!(sign, '?' | '？' | '!' | '！' | '¿' | '¡' | '\'' | '&' | '/' | '_')
                || !sign.is_ascii() && !"（），、".contains(sign)
        }
        _ => false,
    };
    let word = |index: usize| words.table.is_reserved(words.word(index));
    let clause = |index: usize| {
        ["kw_about", "kw_formerly", "kw_also"].iter().any(|rule| words.table.is(words.word(index), rule))
    };
    let plain = |index: usize| words.is_word(index) || words.kind(index) == Some(LexemeKind::Number);
    let strange = (1..colon).any(sign) || (1..colon).all(plain) && (1..colon).any(word);
    let (Some(first), Some(last)) = (words.lexeme(1), words.lexeme(colon - 1)) else { return };
    if !strange || (1..colon).any(clause) || (2..=colon).any(|index| words.line_ends_before(index)) {
        return;
    }
    let written = words.file.get(first.start..last.end).unwrap_or_default();
    let parts: Vec<&str> =
        written.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| !part.is_empty()).collect();
    let parts = match parts.split_first() {
        Some((article, rest)) if !rest.is_empty() && ARTICLES.contains(&article.to_lowercase().as_str()) => rest,
        _ => &parts,
    };
    let name = parts.join("-");
    let held = super::parts(&name, words.table).into_iter().find(|part| words.table.is_reserved(part));
    if let Some(held) = held.filter(|_| words.language == Keywords::Chinese) {
        let name = format!("「{name}」");
        mends.push(Mend {
            message: format!("`{written}` holds `{held}`, a word of the language"),
            label: "such a name stands between 「 and 」".to_owned(),
            help: format!("write `{name}`, here and wherever it is used"),
            ..Mend::new(Edit::replace(first.start..last.end, name.clone()), Code::UnexpectedText, first.start..last.end)
        });
        return;
    }
    mends.push(Mend {
        message: format!("`{written}` is no name: a name is one word without signs"),
        label: "words are joined by hyphens".to_owned(),
        help: format!("write `{name}`"),
        ..Mend::new(Edit::replace(first.start..last.end, name.clone()), Code::UnexpectedText, first.start..last.end)
    });
}

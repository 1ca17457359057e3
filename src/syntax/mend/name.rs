//! Names in several words, and small words that only speech puts before them.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// What speech puts before a name.
const ARTICLES: &[&str] = &["the", "a", "an", "my", "our", "your", "el", "la", "los", "las", "un", "una"];

/// What stands before a value rather than before the name of something to do.
const BEFORE_VALUES: &[&str] =
    &["kw_if", "kw_and", "kw_or", "kw_not", "kw_needs", "kw_costs", "kw_of", "kw_where", "kw_than", "kw_sell_below"];

/// `offer a gift`: names stand alone.
pub fn article(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for index in [Some(words.found), words.before(), words.found.checked_sub(2)].into_iter().flatten() {
        let lower = words.word(index).to_lowercase();
        let Some(article) = words.lexeme(index).filter(|_| ARTICLES.contains(&lower.as_str())) else { continue };
        if !words.is_word(index + 1) {
            continue;
        }
        let name = words.word(index + 1);
        mends.push(Mend {
            edit: Edit::replace(article.start..words.lexeme(index + 1).map_or(article.end, |name| name.start), ""),
            code: Code::UnexpectedText,
            range: article.range(),
            message: format!("`{}` stands before a name", words.word(index)),
            label: "names stand alone".to_owned(),
            help: format!("take it away: `{name}`"),
            faithful: true,
            guess: false,
            last_resort: false,
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
            let sign = matches!(words.kind(before), Some(LexemeKind::Sign(_)));
            sign || BEFORE_VALUES.iter().any(|rule| words.table.is(words.word(before), rule))
        });
        let parts: Vec<&str> = (first..=last).map(|index| words.word(index)).collect();
        let written = words.phrase(first..last + 1);
        let name = parts.join(if value { "." } else { "-" });
        mends.push(Mend {
            edit: Edit::replace(start.start..end.end, name.clone()),
            code: Code::UnexpectedText,
            range: start.start..end.end,
            message: format!("`{written}` is {} words, and a name is one", parts.len()),
            label: "a name has no blanks".to_owned(),
            help: format!("write `{name}`, or put the name between 「 and 」"),
            faithful: true,
            guess: false,
            last_resort: false,
        });
    }
}

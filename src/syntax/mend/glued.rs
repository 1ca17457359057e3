//! Chinese words without a blank between them: a run of characters is one name unless it is keywords only.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::KeywordTable;
use crate::syntax::prepared::Edit;

/// `当讲价则包邮`: the blanks put in around the words of the language, then behind the first alone.
pub fn glued(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if words.language != Keywords::Chinese {
        return;
    }
    for index in [Some(words.found), words.before()].into_iter().flatten().filter(|&index| words.is_word(index)) {
        let (written, Some(lexeme)) = (words.word(index), words.lexeme(index)) else { continue };
        let parts = parts(written, words.table);
        let Some((first, rest)) = parts.split_first().filter(|(_, rest)| !rest.is_empty()) else { continue };
        for apart in [parts.join(" "), format!("{first} {}", rest.concat())] {
            mends.push(Mend {
                message: format!("`{written}` is read as one name"),
                label: "no blank between these words".to_owned(),
                help: format!("put blanks around names, or quote them with 「 」: `{apart}`"),
                ..Mend::new(Edit::replace(lexeme.range(), apart.clone()), Code::GluedWords, lexeme.range())
            });
        }
    }
}

/// A run cut before and behind the words of the language in it.
pub fn parts<'r>(run: &'r str, table: &KeywordTable) -> Vec<&'r str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(c) = run.get(at..).and_then(|rest| rest.chars().next()) {
        match table.reserved_at(run.get(at..).unwrap_or_default()) {
            Some(length) => {
                parts.extend(run.get(from..at).filter(|name| !name.is_empty()));
                parts.extend(run.get(at..at + length));
                at += length;
                from = at;
            }
            None => at += c.len_utf8(),
        }
    }
    parts.extend(run.get(from..).filter(|name| !name.is_empty()));
    parts
}

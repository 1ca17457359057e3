//! Chinese words without a blank between them: a run of characters is one name unless it is keywords only.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::KeywordTable;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::is_han;

/// `当讲价则包邮`: the blanks put in around the words of the language, then behind the first alone.
pub fn glued(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if words.language != Keywords::Chinese {
        return;
    }
    for index in [Some(words.found), words.before()].into_iter().flatten().filter(|&index| words.is_word(index)) {
        let (written, Some(lexeme)) = (words.word(index), words.lexeme(index)) else { continue };
        let parts = parts(written, words.table);
        let Some((first, rest)) = parts.split_first().filter(|(_, rest)| !rest.is_empty()) else { continue };
        let plain = parts.join(" ");
        let as_steps = Some(steps(written, words.table).join(" ")).filter(|steps| *steps != plain);
        for apart in [Some(plain), as_steps, Some(format!("{first} {}", rest.concat()))].into_iter().flatten() {
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

/// A run that is a rule without its first word, `讲价则包邮`: the name it is for, and the rest word by word. Nothing where no `then` and no
/// step stands in it.
pub fn rule(run: &str, table: &KeywordTable) -> Option<(String, Vec<String>)> {
    if !run.chars().any(is_han) {
        return None;
    }
    let parts = parts(run, table);
    let joins = |part: &&str| table.is(part, "kw_then") || table.begins_step(part);
    let joint = parts.iter().skip(1).position(joins)? + 1;
    let (before, rest) = parts.split_at_checked(joint)?;
    let name = before.concat();
    let begun = before.first().is_some_and(|first| table.is(first, "kw_when"));
    (!begun && !table.is_reserved(&name)).then(|| (name, rest.iter().map(|part| step(part, table)).collect()))
}

/// A run cut like this, with what gives something as the step that gives it.
pub fn steps(run: &str, table: &KeywordTable) -> Vec<String> {
    parts(run, table).into_iter().map(|part| step(part, table)).collect()
}

/// A word behind `then`: `送` gives something, and as a step it is `送上`.
fn step(part: &str, table: &KeywordTable) -> String {
    let given = table.is(part, "kw_gives");
    if given { table.spelling("kw_do_offer").to_owned() } else { part.to_owned() }
}

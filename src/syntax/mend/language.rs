//! The languages a shop answers in, as people say them: `answers in English and Chinese`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::spoken::{NAMES, short_name};

/// How many words before the place it may begin.
const FARTHEST: usize = 8;

/// Words before and behind the languages, in the three languages.
static SPOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // The longer before the shorter, and accents as people write them.
    let mut names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).chain(["inglés", "español", "francés"]).collect();
    names.extend(["alemán", "portugués", "japonés", "catalán"]);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let name = names.join("|");
    Regex::new(&format!(
        r"(?i)^(?:we\s+|I\s+)?(?:(?:only\s+)?(?:answers?|speaks?|talks?|writes?|repl(?:y|ies)|languages?|idiomas?|responde(?:mos)?|habla(?:mos)?|contesta(?:mos)?|atiende|atendemos|语言|我们|会|能|只|说|讲|用)\s*)*(?:is|are|in|en|es|son|是|为)?\s*[:：=]?\s*(?P<all>(?:{name})(?:\s*(?:,|，|、|/|&|\+|and\b|or\b|y\b|e\b|o\b|和|及|与|或)?\s*(?:and\b|y\b|e\b)?\s*(?:{name}))*)(?:\s*(?:来)?(?:回答|回复|答复|交流|服务))?(?:$|[\s,，.。])"
    ))
    .ok()
});

/// `answers in English`, `habla español`, `用中文回答`: the languages stand behind one word, by their short names.
pub fn spoken(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if !words.table.is(words.word(0), "kw_shop") {
        return;
    }
    for at in words.found.saturating_sub(FARTHEST)..=words.found + 1 {
        let Some(first) = words.lexeme(at).filter(|_| at > 2) else { continue };
        let end = words.lexemes.last().map_or(first.end, |last| last.end);
        let rest = words.file.get(first.start..end).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let Some(found) = SPOKEN.as_ref().and_then(|spoken| spoken.captures(line)) else { continue };
        let (Some(whole), Some(all)) = (found.get(0), found.name("all")) else { continue };
        let written = whole.as_str().trim_end_matches(|c: char| c.is_whitespace() || ",，.。".contains(c));
        let comma = if words.language == Keywords::Chinese { "、" } else { ", " };
        let meant = format!("{} {}", words.table.spelling("kw_language"), short_names(all.as_str()).join(comma));
        let range = first.start..first.start + written.len();
        mends.push(Mend {
            message: format!("`{written}` is written otherwise"),
            label: "this is said otherwise here".to_owned(),
            help: format!("languages are named by their short names: write `{meant}`"),
            ..Mend::new(Edit::replace(range.clone(), meant.clone()), Code::UnexpectedText, range)
        });
    }
}

/// The short names of the languages in a list, each once.
fn short_names(list: &str) -> Vec<&'static str> {
    let mut short = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let named = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let named = named.filter_map(|end| Some((end, short_name(rest.get(..end)?)?))).next();
        let step = match named {
            Some((end, name)) => {
                if !short.contains(&name) {
                    short.push(name);
                }
                end
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    short
}

//! Clauses of a message, and what of a clause is more than manners.

use super::super::boundary::{char_at, is_han, may_cut};

/// Part of a message between two punctuation marks, or beside a space where Han stands.
pub(super) struct Clause<'a> {
    /// Its first byte in the message.
    pub start: usize,
    /// The part, as written.
    pub written: &'a str,
    /// It ends in a question mark.
    pub asks: bool,
}

/// The clauses of a message as written.
pub(super) fn clauses(message: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in message.char_indices() {
        let next = char_at(message, at + c.len_utf8());
        if ends_clause(c, before, next) {
            push(&mut clauses, message, start, at, matches!(c, '?' | '？'));
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    push(&mut clauses, message, start, message.len(), false);
    clauses
}

fn push<'a>(clauses: &mut Vec<Clause<'a>>, message: &'a str, start: usize, end: usize, asks: bool) {
    let written = message.get(start..end).unwrap_or_default();
    if written.chars().any(|c| !c.is_whitespace()) {
        clauses.push(Clause { start, written, asks });
    } else if asks && let Some(last) = clauses.last_mut() {
        last.asks = true;
    }
}

fn ends_clause(c: char, before: Option<char>, next: Option<char>) -> bool {
    match c {
        '\n' | '!' | '?' | ';' | '(' | ')' | '~' | '…' | '—' | '。' | '、' | '，' | '；' | '！' | '？' | '（'
        | '）' | '～' | '¡' | '¿' => true,
        '.' | ',' | ':' | '：' => next.is_none_or(|next| !next.is_ascii_alphanumeric()),
        '-' => before.is_none_or(char::is_whitespace),
        ' ' | '\u{3000}' => before.is_some_and(is_han) || next.is_some_and(is_han),
        _ => false,
    }
}

/// What may stand before an answer and means nothing for it, normalised.
const BEFORE: &[&str] = &[
    "well",
    "oh",
    "ah",
    "um",
    "uh",
    "umm",
    "uhm",
    "hm",
    "hmm",
    "er",
    "so",
    "then",
    "and",
    "just",
    "only",
    "honestly",
    "actually",
    "i think",
    "i guess",
    "i believe",
    "i would say",
    "i'd say",
    "let's say",
    "i suppose",
    "maybe",
    "probably",
    "it's",
    "it is",
    "that's",
    "that is",
    "i'll take",
    "i will take",
    "i'll have",
    "i'd like",
    "i want",
    "i need",
    "give me",
    "make it",
    "about",
    "around",
    "the",
    "please",
    "hi",
    "hello",
    "pues",
    "bueno",
    "a ver",
    "eh",
    "la verdad",
    "creo que",
    "creo",
    "solo",
    "dame",
    "quiero",
    "es",
    "son",
    "el",
    "la",
    "con",
    "mejor",
    "hola",
    "嗯",
    "哦",
    "噢",
    "呃",
    "额",
    "啊",
    "那",
    "就",
    "我",
    "我们",
    "我觉得",
    "我想",
    "应该",
    "可能",
    "大概",
    "选",
    "亲",
    "老板",
    "你好",
    "其实",
];

/// What may stand behind one.
const BEHIND: &[&str] = &[
    "please",
    "thanks",
    "thank you",
    "thx",
    "pls",
    "then",
    "i think",
    "i guess",
    "i believe",
    "i suppose",
    "though",
    "really",
    "dear",
    "sir",
    "madam",
    "mate",
    "haha",
    "lol",
    "for me",
    "one",
    "por favor",
    "gracias",
    "creo",
    "pues",
    "jaja",
    "vale",
    "吧",
    "呢",
    "啊",
    "呀",
    "哦",
    "噢",
    "啦",
    "哈",
    "哈哈",
    "嘛",
    "的",
    "了",
    "滴",
    "哒",
    "谢谢",
    "亲",
    "哟",
    "喔",
    "嘞",
];

/// A clause, normalised, with ever more of its manners taken off; the longest first.
pub(super) fn cores(clause: &str) -> Vec<&str> {
    let mut cores = Vec::new();
    let mut lead = trimmed(clause);
    loop {
        let mut core = lead;
        loop {
            cores.push(core);
            let shorter = BEHIND.iter().filter_map(|word| {
                let rest = core.strip_suffix(word)?;
                may_cut(core, rest.len()).then(|| trimmed(rest))
            });
            match shorter.min_by_key(|rest| rest.len()) {
                Some(rest) if !rest.is_empty() => core = rest,
                _ => break,
            }
        }
        match without_lead(lead) {
            Some(rest) => lead = rest,
            None => return cores,
        }
    }
}

/// A clause, normalised, without the longest manners it begins with; nothing where it begins with none or is nothing else.
pub(super) fn without_lead(clause: &str) -> Option<&str> {
    let rests = BEFORE.iter().filter_map(|word| {
        let rest = clause.strip_prefix(word)?;
        may_cut(clause, word.len()).then(|| trimmed(rest))
    });
    rests.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty())
}

/// Without punctuation around it.
pub(super) fn trimmed(clause: &str) -> &str {
    let sign = |c: char| {
        c.is_ascii_punctuation() && !matches!(c, '#' | '+' | '$' | '%')
            || matches!(c, ' ' | '。' | '、' | '…' | '¡' | '¿')
    };
    clause.trim_matches(sign)
}

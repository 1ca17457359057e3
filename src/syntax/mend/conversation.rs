//! Lines of a conversation in the midst of a script: `顾客：太贵了`, `shop: offers free shipping`.

use std::ops::Range;

use super::Words;
use super::named::name_of;
use crate::syntax::Speaker;
use crate::syntax::keywords::KeywordTable;
use crate::syntax::scan::{Lexeme, LexemeKind};

/// What stands behind the colon of a declaration that lacks its name or its text.
const CLAUSES: &[&str] = &[
    "kw_language",
    "kw_currency",
    "kw_time_zone",
    "kw_open",
    "kw_closed",
    "kw_persona",
    "kw_calls_customers",
    "kw_catalogue",
    "kw_sells_on",
    "kw_answers_at_most",
    "kw_opens_with",
    "kw_after",
    "kw_says",
    "kw_has",
    "kw_pays_at_most",
    "kw_comes",
    "kw_forgets_to_pay",
    "kw_covers",
];

/// How many words of a line may be one of these.
const MOST_WORDS: usize = 3;

/// A line that somebody says.
pub struct Said {
    /// Whether it is a customer who says it.
    pub by_customer: bool,
    /// Its words and signs, with who says it and the colon.
    pub lexemes: Range<usize>,
}

/// The line of a conversation that begins with a lexeme.
fn said(file: &str, lexemes: &[Lexeme], table: &KeywordTable, at: usize) -> Option<Said> {
    let word = |index: usize| lexemes.get(index).and_then(|lexeme| file.get(lexeme.range())).unwrap_or_default();
    let kind = |index: usize| lexemes.get(index).map(|lexeme| lexeme.kind);
    let first = lexemes.get(at).filter(|first| first.kind == LexemeKind::Word)?;
    let before = file.get(..first.start)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    // A shop's own declaration begins its file.
    let begins = before.get(line..)?.trim().is_empty() && !before.trim().is_empty();
    let begins = begins && !goes_on(file, lexemes, at);
    if !begins || !matches!(kind(at + 1), Some(LexemeKind::Sign(':' | '：'))) {
        return None;
    }
    let speaker = Speaker::of(word(at)).filter(|speaker| *speaker != Speaker::System)?;
    let by_customer = speaker == Speaker::Customer;
    let end_of_line = file.get(first.start..)?.find('\n').map_or(file.len(), |length| first.start + length);
    let end = lexemes.partition_point(|lexeme| lexeme.start < end_of_line);
    let phrase = |from: usize, count: usize| (from..from + count).map(word).collect::<Vec<_>>().join(" ");
    let begins_clause =
        |from: usize| (1..=MOST_WORDS).any(|count| CLAUSES.iter().any(|rule| table.is(&phrase(from, count), rule)));
    // `shop: "Lumen"` with its language on the next line is a declaration.
    let is_clause = begins_clause(at + 2) || begins_clause(end);
    (end > at + 2 && !is_clause).then_some(Said { by_customer, lexemes: at..end })
}

/// Whether a lexeme goes on with a list of the line before, `reply hello formerly hi,`, which is none of a conversation itself.
fn goes_on(file: &str, lexemes: &[Lexeme], at: usize) -> bool {
    let Some(comma) = at.checked_sub(1).and_then(|before| lexemes.get(before)) else { return false };
    let line = file.get(..comma.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let first = lexemes.partition_point(|lexeme| lexeme.start < line);
    let word = lexemes.get(first).and_then(|lexeme| file.get(lexeme.range()));
    let colon = lexemes.get(first + 1).map(|lexeme| lexeme.kind);
    let speaks = word.and_then(Speaker::of).is_some() && matches!(colon, Some(LexemeKind::Sign(':' | '：')));
    matches!(comma.kind, LexemeKind::Sign(',' | '，' | '、')) && !speaks
}

/// Every line of a conversation in a stretch of a script.
pub fn lines(file: &str, lexemes: &[Lexeme], table: &KeywordTable) -> Vec<Said> {
    let mut lines: Vec<Said> = Vec::new();
    for at in 0..lexemes.len() {
        if lines.last().is_none_or(|last| last.lexemes.end <= at) {
            lines.extend(said(file, lexemes, table, at));
        }
    }
    lines
}

/// Whether a lexeme stands within such a line: the `when` of `customer: when does it come` begins no rule.
pub fn is_said(file: &str, lexemes: &[Lexeme], table: &KeywordTable, at: usize) -> bool {
    let Some(start) = lexemes.get(at).map(|lexeme| lexeme.start) else { return false };
    let line = file.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let first = lexemes.partition_point(|lexeme| lexeme.start < line);
    let speaks = first < at && said(file, lexemes, table, first).is_some();
    // A chat puts a name before each line of a script, too: what stands in quotes there was written for customers.
    let plain = |lexeme: &&Lexeme| lexeme.kind != LexemeKind::Text;
    let end = file.get(start..).and_then(|rest| rest.find('\n')).map_or(file.len(), |length| start + length);
    speaks && lexemes.iter().skip(first).take_while(|lexeme| lexeme.start < end).all(|lexeme| plain(&lexeme))
}

/// What a line of a conversation becomes in a script: an intent, or a rule that does or says what the shop did there.
pub fn declared(words: &Words<'_>, line: &Said, reads: impl Fn(&str) -> bool) -> String {
    let stretch = words.lexeme(line.lexemes.start + 2).zip(words.lexeme(line.lexemes.end - 1));
    let written = stretch.and_then(|(first, last)| words.file.get(first.start..last.end)).unwrap_or_default();
    let quotes = ['"', '“', '”', '«', '»', '『', '』', '「', '」', '{', '}', '[', ']', '【', '】'];
    let plain = written.replace(quotes, "");
    let (name, text) = (name_of(words, &plain), words.quoted(plain.trim()));
    let (colon, blank) = (words.colon(), words.blank());
    if line.by_customer {
        let (intent, phrases) = (words.table.spelling("kw_intent"), words.table.spelling("kw_phrases"));
        let new =
            std::iter::successors(Some(name), |name| Some(format!("{name}-2"))).find(|name| !words.is_declared(name));
        let name = new.unwrap_or_default();
        return format!("{intent} {name}{colon}{blank}{phrases}{blank}{text}");
    }
    // `offer free shipping`: a step, whose name may have its blanks still.
    let step = line.lexemes.start + 2;
    let behind: Vec<&str> = (step + 1..line.lexemes.end).map(|index| words.word(index)).collect();
    let joined = behind.join("-");
    let (when, message) = (words.table.spelling("kw_when"), words.table.spelling("kw_first_message"));
    let begins = words.table.begins_step(words.word(step)) || words.table.begins_step(&words.phrase(step..step + 2));
    let done = match words.is_declared(&joined) {
        true => format!("{when} {message} {} {joined}", words.word(step)),
        false => format!("{when} {message} {}", written.trim()),
    };
    let named = words.is_declared(&joined) || behind.len() > 1 || words.is_text(step + 1);
    if begins && named && reads(&done) {
        return done;
    }
    // Nobody wrote to what it is an answer: it is said to whoever begins a conversation, until its author says otherwise.
    format!("{when} {message} {}{blank}{text}", words.table.spelling("kw_say"))
}

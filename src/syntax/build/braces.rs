//! What is wrong between the braces of a text or a phrase, in the author's own words.

use super::super::keywords::{KeywordTable, table};
use super::super::node::Rule;
use super::Builder;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// The types a message can bring, the likeliest first.
const BROUGHT: &[&str] = &["kw_money", "kw_number", "kw_date", "kw_time", "kw_duration", "kw_percent", "kw_text"];

/// What is wrong, what to say at the place, and the help.
struct Wrong {
    message: String,
    label: String,
    help: String,
    /// What may stand between the braces instead; empty where nobody knows.
    meant: String,
}

/// What messages bring by their names; by any other name it is text.
const CALLED: &[(&str, &[&str])] = &[
    (
        "kw_money",
        &["price", "budget", "amount", "sum", "precio", "importe", "presupuesto", "价格", "价钱", "预算", "金额"],
    ),
    ("kw_date", &["date", "day", "fecha", "día", "dia", "日期", "日子"]),
    ("kw_number", &["number", "count", "quantity", "size", "número", "cantidad", "talla", "数量", "数字", "尺码"]),
    ("kw_percent", &["percent", "porcentaje", "百分比"]),
];

/// The longest line that is shown.
const LONGEST_LINE: usize = 120;

impl Builder<'_> {
    /// Says what is wrong between braces that could not be read from byte `at` on.
    pub fn wrong_braces(&mut self, at: usize, range: &std::ops::Range<usize>, rule: Rule) {
        let inner = self.file.get(range.clone()).unwrap_or_default();
        let trimmed = inner.trim();
        let table = table(self.language);
        let wrong = match rule {
            _ if trimmed.is_empty() => nothing(rule, table),
            Rule::slot => slot(trimmed, table),
            _ => value(trimmed, inner.get(at.saturating_sub(range.start)..).unwrap_or_default(), table),
        };
        let (start, end) = (range.start.saturating_sub(1), range.end + 1);
        let told = Diagnostic::new(Code::WrongBraces, wrong.message, Span::new(self.id, start, end), wrong.label);
        let told = told.help(wrong.help);
        let line = if wrong.meant.is_empty() { None } else { self.line_with(start..end, &wrong.meant) };
        self.diagnostics.push(match line {
            Some(line) => told.example(line),
            None => told,
        });
    }

    /// The line of a place with other words between its braces; nothing where it is long.
    fn line_with(&self, place: std::ops::Range<usize>, meant: &str) -> Option<String> {
        let from = self.file.get(..place.start)?.rfind('\n').map_or(0, |at| at + 1);
        let to = self.file.get(place.end..)?.find('\n').map_or(self.file.len(), |at| place.end + at);
        // No character has more bytes.
        if to - from > LONGEST_LINE * 4 {
            return None;
        }
        let (before, behind) = (self.file.get(from..place.start)?, self.file.get(place.end..to)?);
        let line = format!("{before}{{{meant}}}{behind}").trim().to_owned();
        (line.chars().count() <= LONGEST_LINE).then_some(line)
    }
}

fn nothing(rule: Rule, table: &KeywordTable) -> Wrong {
    let help = match rule {
        Rule::slot => {
            format!("in a phrase a name and what it is stand there: `{{price: {}}}`", table.spelling("kw_money"))
        }
        _ => "a value stands there, such as `{cart.total}`; to say a brace itself, write it twice: `{{`".to_owned(),
    };
    Wrong {
        message: "nothing stands between these braces".to_owned(),
        label: "empty".to_owned(),
        help,
        meant: String::new(),
    }
}

/// `{price money}`, `{price: mony}`, `{price}`: in a phrase.
fn slot(inner: &str, table: &KeywordTable) -> Wrong {
    let types: Vec<&str> = BROUGHT.iter().map(|rule| table.spelling(rule)).collect();
    let all = types.iter().map(|of| format!("`{of}`")).collect::<Vec<_>>().join(", ");
    let colon = inner.find([':', '：']);
    let name = inner.get(..colon.unwrap_or(inner.len())).unwrap_or_default().trim();
    let of = colon.and_then(|at| inner.get(at..)).map(|of| of.trim_start_matches([':', '：']).trim());
    let of = of.or_else(|| name.split_once(char::is_whitespace).map(|(_, of)| of.trim())).unwrap_or_default();
    let name = name.split_whitespace().next().unwrap_or("price");
    let known = BROUGHT.iter().any(|rule| table.is(of, rule));
    let near = if known { Some(of) } else { did_you_mean(of, types.iter().copied()) };
    let called = CALLED.iter().find(|(_, called)| called.contains(&name.to_lowercase().as_str()));
    let usual = table.spelling(called.map_or("kw_text", |(rule, _)| rule));
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) && !table.is_reserved(name);
    let meant = format!("{name}: {}", near.unwrap_or(usual));
    let shown = format!("`{{{meant}}}`");
    let meant = if plain && (near.is_some() || of.is_empty()) { meant } else { String::new() };
    match (colon, near) {
        (None, _) => Wrong {
            message: format!("`{{{inner}}}` does not say what it is, behind a colon"),
            label: "a name, a colon and what it is".to_owned(),
            help: format!("write {shown}; what a message brings is one of {all}"),
            meant,
        },
        (Some(_), Some(_)) => Wrong {
            message: format!("`{{{inner}}}` cannot be read"),
            label: "a name, a colon and what it is".to_owned(),
            help: format!("did you mean {shown}?"),
            meant,
        },
        (Some(_), None) => Wrong {
            message: format!("`{of}` is nothing that a message brings"),
            label: "not a word that can stand here".to_owned(),
            help: format!("it is one of {all}; write for example {shown}"),
            meant,
        },
    }
}

/// `{cart total}`, `{if x}`, `{price: money}`: in a text that is said.
fn value(inner: &str, rest: &str, table: &KeywordTable) -> Wrong {
    let words: Vec<&str> = inner.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    if table.is(first, "kw_if") {
        return Wrong {
            message: format!("`{first}` cannot stand between braces"),
            label: "only a value stands here".to_owned(),
            help: format!("a condition stands before its text: `{} {first} … \"…\"`", table.spelling("kw_say")),
            meant: String::new(),
        };
    }
    if let Some((name, _)) = inner.split_once([':', '：']).filter(|(name, _)| !name.trim().is_empty()) {
        let name = name.trim();
        return Wrong {
            message: format!("`{{{inner}}}` says what `{name}` is, as phrases do"),
            label: "only the name stands here".to_owned(),
            help: format!("in a text that is said write `{{{name}}}`"),
            meant: String::new(),
        };
    }
    let is_name = |word: &&str| {
        word.starts_with(char::is_alphabetic)
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
    };
    if words.len() > 1 && words.iter().all(is_name) {
        return Wrong {
            message: format!("`{{{inner}}}` is {} words, and a value has one name", words.len()),
            label: "more than one name".to_owned(),
            help: "the parts of a name are joined by a dot or a hyphen, as in `{cart.total}`".to_owned(),
            meant: String::new(),
        };
    }
    let sign: String = rest.trim().chars().take(1).collect();
    let ends = "a value such as `{cart.total}` stands between braces; to say a brace itself, write it twice: `{{`";
    Wrong {
        message: match sign.as_str() {
            "" => format!("`{{{inner}}}` ends too early"),
            sign => format!("`{sign}` cannot stand here between braces"),
        },
        label: "this cannot be read as a value".to_owned(),
        help: ends.to_owned(),
        meant: String::new(),
    }
}

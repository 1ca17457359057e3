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
}

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
        self.diagnostics.push(told.help(wrong.help));
    }
}

fn nothing(rule: Rule, table: &KeywordTable) -> Wrong {
    let help = match rule {
        Rule::slot => {
            format!("in a phrase a name and what it is stand there: `{{price: {}}}`", table.spelling("kw_money"))
        }
        _ => "a value stands there, such as `{cart.total}`; to say a brace itself, write it twice: `{{`".to_owned(),
    };
    Wrong { message: "nothing stands between these braces".to_owned(), label: "empty".to_owned(), help }
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
    let shown = format!("`{{{name}: {}}}`", near.unwrap_or_else(|| table.spelling("kw_money")));
    match (colon, near) {
        (None, _) => Wrong {
            message: format!("`{{{inner}}}` does not say what it is, behind a colon"),
            label: "a name, a colon and what it is".to_owned(),
            help: format!("write {shown}; what a message brings is one of {all}"),
        },
        (Some(_), Some(_)) => Wrong {
            message: format!("`{{{inner}}}` cannot be read"),
            label: "a name, a colon and what it is".to_owned(),
            help: format!("did you mean {shown}?"),
        },
        (Some(_), None) => Wrong {
            message: format!("`{of}` is nothing that a message brings"),
            label: "not a word that can stand here".to_owned(),
            help: format!("it is one of {all}; write for example {shown}"),
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
        };
    }
    if let Some((name, _)) = inner.split_once([':', '：']).filter(|(name, _)| !name.trim().is_empty()) {
        let name = name.trim();
        return Wrong {
            message: format!("`{{{inner}}}` says what `{name}` is, as phrases do"),
            label: "only the name stands here".to_owned(),
            help: format!("in a text that is said write `{{{name}}}`"),
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
    }
}

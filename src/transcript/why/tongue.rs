//! Saying things in the three keyword languages.

use crate::engine::in_words;
use crate::program::{Addressee, Program, Question, Type, Value};
use crate::syntax::ast::Keywords;

/// How long a text may be to be quoted whole, in characters.
const LONGEST_QUOTE: usize = 60;

/// A text with `{0}`, `{1}`, … filled in.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut words = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        words.push_str(before);
        let (number, behind) = behind.split_once('}').unwrap_or((behind, ""));
        words.push_str(number.parse().ok().and_then(|at: usize| values.get(at)).copied().unwrap_or_default());
        rest = behind;
    }
    words.push_str(rest);
    words
}

/// Speaks one keyword language, and calls the script's things by their names in it.
#[derive(Clone, Copy)]
pub(super) struct Tongue<'a> {
    pub keywords: Keywords,
    pub program: &'a Program,
}

impl Tongue<'_> {
    /// One of three forms, English, Chinese, Spanish, with `{0}`, `{1}`, … filled in.
    pub fn say(self, forms: [&str; 3], values: &[&str]) -> String {
        fill(self.pick(forms), values)
    }

    pub fn pick(self, [english, chinese, spanish]: [&str; 3]) -> &str {
        match self.keywords {
            Keywords::English => english,
            Keywords::Chinese => chinese,
            Keywords::Spanish => spanish,
        }
    }

    /// `a, b and c`
    pub fn list(self, items: &[String]) -> String {
        let Some((last, before)) = items.split_last().filter(|(_, before)| !before.is_empty()) else {
            return items.concat();
        };
        let sounds_like_i = last.to_lowercase().starts_with(['i', 'í']) || last.to_lowercase().starts_with("hi");
        let and = if sounds_like_i { " e " } else { " y " };
        format!("{}{}{last}", before.join(self.pick([", ", "、", ", "])), self.pick([" and ", "和", and]))
    }

    /// A text between quotation marks, on one line, its end left out where it is long.
    pub fn quoted(self, text: &str) -> String {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut short: String = words.chars().take(LONGEST_QUOTE).collect();
        if short.len() < words.len() {
            if let Some((whole, _)) = short.rsplit_once(' ').filter(|(whole, _)| whole.len() > LONGEST_QUOTE / 2) {
                short = whole.to_owned();
            }
            short = format!("{}…", short.trim_end_matches([',', '，', ' ']));
        }
        // Marks within marks are the smaller ones.
        let inner = match self.keywords {
            Keywords::Spanish => short.replace('«', "“").replace('»', "”"),
            Keywords::English | Keywords::Chinese => short.replace('“', "‘").replace('”', "’"),
        };
        self.say(["“{0}”", "“{0}”", "«{0}»"], &[&inner])
    }

    /// A value as this language writes it.
    pub fn value(self, value: &Value, of: Option<&Type>) -> String {
        in_words(value, of, self.program, self.keywords.tag())
    }

    /// A sentence: a capital at its beginning, a full stop at its end. A name stays as the script has it.
    pub fn sentence(self, words: &str) -> String {
        let stop = self.pick([".", "。", "."]);
        let behind = words.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_'));
        let (first, _) = words.split_at_checked(behind.unwrap_or(words.len())).unwrap_or_default();
        if self.is_name(first) {
            return format!("{words}{stop}");
        }
        let mut letters = words.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{}{stop}", letters.as_str())
    }

    /// Whether something of the script is called so.
    fn is_name(self, word: &str) -> bool {
        let (names, key) = (&self.program.names, word.to_lowercase());
        let system = |one: &Question| matches!(&one.to, Addressee::System { system, .. } if **system == *word);
        names.facts.contains_key(&key)
            || names.intents.contains_key(&key)
            || names.kinds.contains_key(&key)
            || names.offers.contains_key(&key)
            || names.replies.contains_key(&key)
            || names.questions.contains_key(&key)
            || names.flows.contains_key(&key)
            || names.events.contains_key(&key)
            || self.program.questions.iter().any(system)
    }
}

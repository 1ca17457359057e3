//! How a keyword language writes: the first spelling of each keyword and the word order of each phrase, both read from
//! the language's grammar so that they stand in one place.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syntax::ast::{Keywords, OrderStage, Scope, TimeUnit};

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Keywords::English, include_str!("../../../grammar/english.pest")));
static CHINESE: LazyLock<Words> =
    LazyLock::new(|| Words::read(Keywords::Chinese, include_str!("../../../grammar/chinese.pest")));
static SPANISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Keywords::Spanish, include_str!("../../../grammar/spanish.pest")));

/// One language's keywords and phrases.
pub(super) struct Words {
    pub keywords: Keywords,
    /// By the keyword's name without `kw_`: its spellings, best first.
    spellings: HashMap<&'static str, Vec<String>>,
    /// By the rule's name: keywords and `{places}` in this language's order.
    phrases: HashMap<&'static str, String>,
}

impl Words {
    /// The words of a keyword language.
    pub fn of(keywords: Keywords) -> &'static Words {
        match keywords {
            Keywords::English => &ENGLISH,
            Keywords::Chinese => &CHINESE,
            Keywords::Spanish => &SPANISH,
        }
    }

    /// Grammar files keep one rule a line, `kw_say = @{ (^"say" | …) ~ word_end }` or `within = { kw_within ~ duration }`.
    fn read(keywords: Keywords, grammar: &'static str) -> Words {
        let mut words = Words { keywords, spellings: HashMap::new(), phrases: HashMap::new() };
        for (name, body) in grammar.lines().filter_map(|line| line.split_once('=')) {
            let name = name.trim();
            match name.strip_prefix("kw_") {
                Some(keyword) => {
                    words.spellings.insert(keyword, spellings(body));
                }
                None if body.trim_start().starts_with('{') => {
                    words.phrases.insert(name, phrase(body));
                }
                None => {}
            }
        }
        words
    }

    /// How a keyword is written; empty where this language does without it.
    pub fn spelling(&'static self, keyword: &str) -> &'static str {
        self.spellings.get(keyword).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// Whether a name is also a spelling of a keyword.
    pub fn is_spelling(&self, keyword: &str, name: &str) -> bool {
        self.spellings.get(keyword).is_some_and(|all| all.iter().any(|one| one.to_lowercase() == name.to_lowercase()))
    }

    /// The `then` of every rung but the first: Chinese goes on with 再.
    pub fn then_next(&'static self) -> &'static str {
        let further = self.spellings.get("then").and_then(|all| all.get(1));
        further.filter(|_| self.keywords == Keywords::Chinese).map_or(self.spelling("then"), String::as_str)
    }

    /// A phrase whose word order is the language's own.
    pub fn phrase(&'static self, rule: &str) -> &'static str {
        self.phrases.get(rule).map_or("", String::as_str)
    }

    /// How one or several of a unit of time are written: the grammar has several first.
    pub fn unit(&'static self, unit: TimeUnit, one: bool) -> &'static str {
        let keyword = match unit {
            TimeUnit::Second => "second",
            TimeUnit::Minute => "minute",
            TimeUnit::Hour => "hour",
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
        };
        let several = self.spelling(keyword);
        let singular = self.spellings.get(keyword).and_then(|all| all.get(1)).filter(|_| one);
        singular.filter(|_| self.keywords != Keywords::Chinese).map_or(several, String::as_str)
    }
}

/// The keyword of a scope.
pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Conversation => "conversation",
        Scope::Order => "order",
        Scope::Customer => "customer",
        Scope::Day => "day",
    }
}

/// The keyword of what happens to an order.
pub(super) fn order_stage(stage: OrderStage) -> &'static str {
    match stage {
        OrderStage::Placed => "placed",
        OrderStage::Paid => "paid",
        OrderStage::Shipped => "shipped",
        OrderStage::Delayed => "delayed",
        OrderStage::Delivered => "delivered",
        OrderStage::Reviewed => "reviewed",
        OrderStage::Returned => "returned",
        OrderStage::Cancelled => "cancelled",
    }
}

/// `@{ (^"time" ~ gap ~ ^"zone" | ^"timezone") ~ word_end }` → `time zone`, `timezone`.
fn spellings(body: &str) -> Vec<String> {
    let Some((_, inside)) = body.split_once('(') else { return Vec::new() };
    let inside = inside.split_once(')').map_or(inside, |(inside, _)| inside);
    let words = |spelling: &str| spelling.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ");
    inside.split('|').map(words).collect()
}

/// `{ kw_takes ~ arithmetic ~ comma? ~ next_order? }` → `takes {arithmetic} {next_order}`: of a choice the first, nothing
/// that repeats, no word that may be left out.
fn phrase(body: &str) -> String {
    let body = body.trim().trim_start_matches('{').trim_end_matches('}');
    let mut out = Vec::new();
    for part in split_outside(body, '~') {
        let first = part.trim_end_matches('?').trim_start_matches('(').trim_end_matches(')');
        let first = split_outside(first, '|').first().copied().unwrap_or_default();
        if part.ends_with('*') || part == "comma?" || (part.ends_with('?') && part.starts_with("kw_")) {
            continue;
        }
        out.extend(first.split('~').map(str::trim).map(|piece| match piece.strip_prefix("kw_") {
            Some(keyword) => keyword.to_owned(),
            None => format!("{{{}}}", piece.trim_end_matches('?')),
        }));
    }
    out.join(" ")
}

/// The parts of a rule between `mark`s that stand outside brackets.
fn split_outside(body: &str, mark: char) -> Vec<&str> {
    let mut depth = 0;
    body.split(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == mark && depth == 0
    })
    .map(str::trim)
    .collect()
}

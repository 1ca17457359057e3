//! How a keyword language writes: the first spelling of each keyword and the word order of each phrase, both read from
//! the language's grammar so that they stand in one place.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syntax::ast::{Keywords, OrderStage, Scope, TimeUnit};
use crate::syntax::keywords::{grammar, table};

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Keywords::English));
static CHINESE: LazyLock<Words> = LazyLock::new(|| Words::read(Keywords::Chinese));
static SPANISH: LazyLock<Words> = LazyLock::new(|| Words::read(Keywords::Spanish));

/// One language's keywords and phrases.
pub(super) struct Words {
    pub keywords: Keywords,
    /// By the keyword's name without `kw_`, best first.
    spellings: HashMap<&'static str, &'static [String]>,
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

    /// Grammar files keep one rule a line, as in `within = { kw_within ~ duration }`.
    fn read(keywords: Keywords) -> Words {
        let rules = grammar(keywords).lines().filter_map(|line| line.split_once('='));
        let phrases = rules.filter(|(_, body)| body.trim_start().starts_with('{'));
        let phrases = phrases.map(|(name, body)| (name.trim(), phrase(body))).collect();
        let words = table(keywords).keywords.iter();
        let spellings = words.map(|word| (word.rule.trim_start_matches("kw_"), word.spellings.as_slice())).collect();
        Words { keywords, spellings, phrases }
    }

    /// How a keyword is written, called without its `kw_`; empty where this language does without it.
    pub fn spelling(&self, keyword: &str) -> &'static str {
        self.spellings(keyword).first().map_or("", String::as_str)
    }

    fn spellings(&self, keyword: &str) -> &'static [String] {
        self.spellings.get(keyword).copied().unwrap_or_default()
    }

    /// The `then` of every rung but the first: Chinese goes on with 再.
    pub fn then_next(&self) -> &'static str {
        let further = self.spellings("then").get(1);
        further.filter(|_| self.keywords == Keywords::Chinese).map_or(self.spelling("then"), String::as_str)
    }

    /// A phrase whose word order is the language's own.
    pub fn phrase(&self, rule: &str) -> &str {
        self.phrases.get(rule).map_or("", String::as_str)
    }

    /// How one or several of a unit of time are written: the grammar has several first.
    pub fn unit(&self, unit: TimeUnit, one: bool) -> &'static str {
        let keyword = match unit {
            TimeUnit::Second => "second",
            TimeUnit::Minute => "minute",
            TimeUnit::Hour => "hour",
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
        };
        let singular = self.spellings(keyword).get(1).filter(|_| one && self.keywords != Keywords::Chinese);
        singular.map_or(self.spelling(keyword), String::as_str)
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

//! The neutral tree: what any of the three parsers found, in the English grammar's rule names, without keywords and signs.

use std::sync::LazyLock;

use pest::iterators::Pair;
use pest::{Parser, RuleType};

use super::ast::Keywords;
pub use super::parsers::english::Rule;
use super::parsers::{chinese, english, spanish};

/// How deep conditions, brackets and lists may stand in each other.
pub const DEEPEST_NESTING: usize = 64;

/// A construct and what it is made of.
#[derive(Debug)]
pub struct Node {
    /// Which construct.
    pub rule: Rule,
    /// Its first byte in the prepared text.
    pub start: usize,
    /// The byte behind its last significant one.
    pub end: usize,
    /// Its parts.
    pub children: Vec<Node>,
}

/// Why a text could not be read as what it was to be.
#[derive(Debug)]
pub enum Unreadable {
    /// Nothing that could follow stands at this byte of the prepared text; these would have done.
    At(usize, Vec<Rule>),
    /// The construct that begins at this byte nests deeper than [`DEEPEST_NESTING`].
    TooDeep(usize),
}

/// Reads `text` as one `rule` in the keywords of `language`.
pub fn read(language: Keywords, rule: Rule, text: &str) -> Result<Node, Unreadable> {
    match language {
        Keywords::English => parse::<english::Grammar, _>(rule, text, |found| found),
        Keywords::Chinese => {
            static NAMES: LazyLock<Vec<Rule>> =
                LazyLock::new(|| names(chinese::Rule::all_rules(), |rule| rule as usize));
            let wanted = twin(chinese::Rule::all_rules(), rule).unwrap_or(chinese::Rule::piece);
            parse::<chinese::Grammar, _>(wanted, text, |found| name(&NAMES, found as usize))
        }
        Keywords::Spanish => {
            static NAMES: LazyLock<Vec<Rule>> =
                LazyLock::new(|| names(spanish::Rule::all_rules(), |rule| rule as usize));
            let wanted = twin(spanish::Rule::all_rules(), rule).unwrap_or(spanish::Rule::piece);
            parse::<spanish::Grammar, _>(wanted, text, |found| name(&NAMES, found as usize))
        }
    }
}

/// The English rule of each rule of another grammar, by number: the lists are the same, the numbers have gaps.
fn names<R: RuleType>(rules: &[R], number: impl Fn(R) -> usize) -> Vec<Rule> {
    let mut names = Vec::new();
    for (&theirs, &ours) in rules.iter().zip(Rule::all_rules()) {
        names.resize((number(theirs) + 1).max(names.len()), Rule::EOI);
        if let Some(place) = names.get_mut(number(theirs)) {
            *place = ours;
        }
    }
    names
}

fn name(names: &[Rule], number: usize) -> Rule {
    names.get(number).copied().unwrap_or(Rule::EOI)
}

fn twin<R: RuleType>(rules: &[R], ours: Rule) -> Option<R> {
    rules.iter().zip(Rule::all_rules()).find(|&(_, &other)| other == ours).map(|(&theirs, _)| theirs)
}

fn parse<G, R>(wanted: R, text: &str, name: impl Fn(R) -> Rule + Copy) -> Result<Node, Unreadable>
where
    G: Parser<R>,
    R: RuleType,
{
    match G::parse(wanted, text) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => convert(pair, name, 0).map(|(node, _)| node),
            None => Err(Unreadable::At(0, Vec::new())),
        },
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            match error.variant {
                pest::error::ErrorVariant::ParsingError { positives, .. } => {
                    Err(Unreadable::At(at, positives.into_iter().map(name).collect()))
                }
                // The only errors of its own that pest has are about the depth of the stack.
                pest::error::ErrorVariant::CustomError { .. } => Err(Unreadable::TooDeep(at)),
            }
        }
    }
}

/// Whether a rule is a keyword, a sign or an end: its place counts, it carries no meaning of its own.
fn is_silent(rule: Rule) -> bool {
    static SILENT: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut silent = Vec::new();
        for &found in Rule::all_rules() {
            silent.resize((found as usize + 1).max(silent.len()), true);
            let sign = matches!(found, Rule::comma | Rule::colon | Rule::full_stop | Rule::open | Rule::close);
            if let Some(slot) = silent.get_mut(found as usize) {
                *slot = sign || format!("{found:?}").starts_with("kw_");
            }
        }
        silent
    });
    SILENT.get(rule as usize).copied().unwrap_or(true)
}

/// The node of a pair, and where its last word or sign ends: pest's own ends take in the blanks behind.
fn convert<R: RuleType>(
    pair: Pair<'_, R>,
    name: impl Fn(R) -> Rule + Copy,
    depth: usize,
) -> Result<(Node, usize), Unreadable> {
    let rule = name(pair.as_rule());
    let span = pair.as_span();
    let nests = matches!(rule, Rule::do_if | Rule::parenthesis | Rule::type_list);
    let depth = depth + usize::from(nests);
    if depth > DEEPEST_NESTING {
        return Err(Unreadable::TooDeep(span.start()));
    }
    let mut node = Node { rule, start: span.start(), end: span.start(), children: Vec::new() };
    let mut leaf = true;
    for inner in pair.into_inner() {
        let found = name(inner.as_rule());
        if found == Rule::EOI {
            continue;
        }
        leaf = false;
        if is_silent(found) {
            node.end = inner.as_span().end();
        } else {
            let (child, end) = convert(inner, name, depth)?;
            node.end = end;
            node.children.push(child);
        }
    }
    if leaf {
        node.end = span.end();
    }
    let end = node.end;
    Ok((node, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_grammars_define_the_same_rules_in_the_same_order() {
        let english: Vec<String> = Rule::all_rules().iter().map(|found| format!("{found:?}")).collect();
        let chinese: Vec<String> = chinese::Rule::all_rules().iter().map(|found| format!("{found:?}")).collect();
        assert_eq!(english, chinese);
        let spanish: Vec<String> = spanish::Rule::all_rules().iter().map(|found| format!("{found:?}")).collect();
        assert_eq!(english, spanish);
    }
}

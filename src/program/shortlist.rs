//! Of very many rules of one trigger, those whose condition can hold at all, found without trying each.
//!
//! A condition such as `cart.total is between 58 and 67.99 and …` can hold only while the fact lies in that range. Rules are filed under such a range or
//! value of one fact, so that a turn looks at the few that can fire, in written order, however many stand beside them.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Comparison, Expression, FactId, Rule, RuleId, Value};

/// With fewer rules than this every one is tried, and so stands in the trace.
pub const SHORTLIST_FROM: usize = 32;

/// How many places a rule may be filed under on average before the rest are simply always tried.
const PLACES_PER_RULE: usize = 16;

/// An index over the conditions of one trigger's rules.
#[derive(Clone, Debug, Default)]
pub struct Shortlist {
    always: Vec<RuleId>,
    ranges: Vec<(FactId, Ranges)>,
    words: Vec<(FactId, Words)>,
}

/// Rules by the choice they ask for.
type Words = HashMap<Arc<str>, Vec<RuleId>>;

/// A rule, and the ends between which it can hold.
type Ranged = (RuleId, Option<Decimal>, Option<Decimal>);

/// Rules by the stretches into which their bounds cut the numbers: even places are the gaps, odd ones the bounds themselves.
#[derive(Clone, Debug, Default)]
struct Ranges {
    bounds: Vec<Decimal>,
    rules: Vec<Vec<RuleId>>,
}

/// What a condition demands of one fact, as far as an index can tell.
enum Guard {
    Range(FactId, Option<Decimal>, Option<Decimal>),
    Word(FactId, Arc<str>),
}

impl Shortlist {
    /// Files `rules`, given in the order in which they are tried; nothing where there are too few to gain from it.
    pub fn new(rules: &[RuleId], all: &[Rule]) -> Option<Self> {
        if rules.len() < SHORTLIST_FROM {
            return None;
        }
        let mut list = Shortlist::default();
        let mut ranged: HashMap<FactId, Vec<Ranged>> = HashMap::new();
        let mut worded: HashMap<FactId, Words> = HashMap::new();
        for &id in rules {
            match all.get(id.index()).and_then(|rule| rule.condition.as_ref()).and_then(guard) {
                Some(Guard::Range(fact, low, high)) => ranged.entry(fact).or_default().push((id, low, high)),
                Some(Guard::Word(fact, word)) => worded.entry(fact).or_default().entry(word).or_default().push(id),
                None => list.always.push(id),
            }
        }
        for (fact, rules) in ranged {
            let filed = Ranges::new(&rules, &mut list.always);
            list.ranges.push((fact, filed));
        }
        list.always.sort_unstable();
        list.ranges.sort_by_key(|(fact, _)| *fact);
        list.words.extend(worded);
        list.words.sort_by_key(|(fact, _)| *fact);
        Some(list)
    }

    /// The rules whose condition can hold; `value` says what a fact is now.
    pub fn candidates(&self, mut value: impl FnMut(FactId) -> Option<Value>) -> Candidates<'_> {
        let mut filed: Vec<&[RuleId]> = Vec::new();
        for (fact, ranges) in &self.ranges {
            filed.extend(value(*fact).as_ref().and_then(number).and_then(|number| ranges.at(number)));
        }
        for (fact, words) in &self.words {
            filed.extend(value(*fact).as_ref().and_then(word).and_then(|word| words.get(&word)).map(Vec::as_slice));
        }
        Candidates { always: &self.always, filed }
    }
}

/// Rules to try, in written order.
#[derive(Clone, Debug)]
pub struct Candidates<'a> {
    always: &'a [RuleId],
    filed: Vec<&'a [RuleId]>,
}

impl<'a> Candidates<'a> {
    /// All of `rules`.
    pub fn all(rules: &'a [RuleId]) -> Self {
        Candidates { always: rules, filed: Vec::new() }
    }
}

impl Iterator for Candidates<'_> {
    type Item = RuleId;

    fn next(&mut self) -> Option<RuleId> {
        if self.filed.is_empty() {
            return self.always.split_off_first().copied();
        }
        let lists = std::iter::once(&mut self.always).chain(&mut self.filed);
        let next = lists.filter(|list| !list.is_empty()).min_by_key(|list| list.first().copied())?;
        let (first, rest) = next.split_first()?;
        *next = rest;
        Some(*first)
    }
}

impl Ranges {
    fn new(rules: &[Ranged], always: &mut Vec<RuleId>) -> Self {
        let mut bounds: Vec<Decimal> = rules.iter().flat_map(|(_, low, high)| [*low, *high]).flatten().collect();
        bounds.sort_unstable();
        bounds.dedup();
        let mut ranges = Ranges { rules: vec![Vec::new(); 2 * bounds.len() + 1], bounds };
        let mut room = PLACES_PER_RULE * rules.len();
        for &(id, low, high) in rules {
            let first = low.map_or(0, |low| ranges.place(low));
            let last = high.map_or(2 * ranges.bounds.len(), |high| ranges.place(high));
            let places = (last + 1).saturating_sub(first);
            if places > room {
                always.push(id);
                continue;
            }
            room -= places;
            for place in ranges.rules.iter_mut().skip(first).take(places) {
                place.push(id);
            }
        }
        ranges
    }

    fn place(&self, number: Decimal) -> usize {
        match self.bounds.binary_search(&number) {
            Ok(index) => 2 * index + 1,
            Err(index) => 2 * index,
        }
    }

    fn at(&self, number: Decimal) -> Option<&[RuleId]> {
        self.rules.get(self.place(number)).map(Vec::as_slice)
    }
}

/// The first demand on a plain fact among the parts of a condition that must all hold.
fn guard(condition: &Expression) -> Option<Guard> {
    match condition {
        Expression::And(left, right) => match (guard(left), guard(right)) {
            (Some(Guard::Range(fact, low, high)), Some(Guard::Range(other, other_low, other_high)))
                if fact == other =>
            {
                Some(Guard::Range(fact, low.max(other_low), [high, other_high].into_iter().flatten().min()))
            }
            (Some(left), _) => Some(left),
            (None, right) => right,
        },
        Expression::Compare(comparison, left, right) => match (&**left, &**right) {
            (Expression::Fact(fact, keys), Expression::Constant(value)) if keys.is_empty() => {
                compared(*fact, *comparison, value)
            }
            (Expression::Constant(value), Expression::Fact(fact, keys)) if keys.is_empty() => {
                compared(*fact, comparison.turned(), value)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Ends are taken as included: the condition itself is asked afterwards.
fn compared(fact: FactId, comparison: Comparison, value: &Value) -> Option<Guard> {
    if let Some(number) = number(value) {
        return match comparison {
            Comparison::Is => Some(Guard::Range(fact, Some(number), Some(number))),
            Comparison::Less | Comparison::LessOrEqual => Some(Guard::Range(fact, None, Some(number))),
            Comparison::Greater | Comparison::GreaterOrEqual => Some(Guard::Range(fact, Some(number), None)),
            Comparison::IsNot => None,
        };
    }
    (comparison == Comparison::Is).then(|| word(value).map(|word| Guard::Word(fact, word)))?
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) | Value::Money(number) | Value::Percent(number) => Some(*number),
        _ => None,
    }
}

/// Choices are compared by their canonical names, so they can be filed by them; free text is compared more loosely and is not.
fn word(value: &Value) -> Option<Arc<str>> {
    if let Value::Choice(name) = value { Some(name.clone()) } else { None }
}

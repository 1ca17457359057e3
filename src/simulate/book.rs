//! What customers say with each intent: the script's own phrases and examples, by language.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::dice::Dice;
use crate::program::{IntentId, LanguageId, PatternPart, Program, SlotType};

/// Of a hundred messages so many are taken from the examples, where there are some.
const FROM_EXAMPLES: f64 = 0.4;

/// Everything that can be said, ready to be drawn from.
#[derive(Debug)]
pub(super) struct Book {
    /// By intent and language.
    intents: Vec<Vec<Sayings>>,
    /// Every phrase and example as it stands in the script.
    verbatim: FxHashSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Sayings {
    phrases: Vec<Vec<Part>>,
    examples: Vec<String>,
}

#[derive(Clone, Debug)]
enum Part {
    Words(String),
    Slot(SlotType),
}

impl Book {
    /// The sayings of a script.
    pub fn of(program: &Program) -> Self {
        let languages = program.shop.languages.len().max(1);
        let mut intents = vec![vec![Sayings::default(); languages]; program.intents.len()];
        let mut verbatim = FxHashSet::default();
        for pattern in program.lexicon.patterns.iter().filter(|pattern| !pattern.except && !pattern.foreign) {
            let Some(of) = intents.get_mut(pattern.intent.index()) else { continue };
            let parts = template(&pattern.written, &pattern.parts);
            verbatim.insert(pattern.written.to_lowercase());
            for (language, sayings) in of.iter_mut().enumerate() {
                if pattern.language.is_none_or(|spoken| spoken.index() == language) {
                    sayings.phrases.push(parts.clone());
                }
            }
        }
        for (intent, of) in program.intents.iter().zip(&mut intents) {
            for (language, example) in &intent.examples {
                verbatim.insert(example.to_lowercase());
                if let Some(sayings) = of.get_mut(language.index()) {
                    sayings.examples.push(example.to_string());
                }
            }
        }
        Book { intents, verbatim }
    }

    /// One way to say it in a language; where that has none, in another.
    pub fn say(&self, intent: IntentId, language: LanguageId, worth: Decimal, dice: &mut Dice) -> Option<String> {
        let of = self.intents.get(intent.index())?;
        let own = of.get(language.index()).filter(|sayings| !sayings.is_empty());
        let sayings = own.or_else(|| of.iter().find(|sayings| !sayings.is_empty()))?;
        let example = !sayings.examples.is_empty() && (sayings.phrases.is_empty() || dice.happens(FROM_EXAMPLES));
        if example {
            return dice.one(&sayings.examples).cloned();
        }
        let parts = dice.one(&sayings.phrases)?;
        let mut said = String::new();
        for part in parts {
            match part {
                Part::Words(words) => said.push_str(words),
                Part::Slot(of) => said.push_str(&value(of, worth, dice)),
            }
        }
        Some(said.trim().to_owned())
    }

    /// Whether this is a phrase or an example as it stands in the script.
    pub fn is_verbatim(&self, message: &str) -> bool {
        self.verbatim.contains(&message.to_lowercase())
    }
}

impl Sayings {
    fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.examples.is_empty()
    }
}

/// A phrase as written, cut at its slots.
fn template(written: &str, parts: &[PatternPart]) -> Vec<Part> {
    let mut slots = parts.iter().filter_map(|part| match part {
        PatternPart::Slot(_, of) => Some(of.clone()),
        PatternPart::Words(_) => None,
    });
    let mut found = Vec::new();
    let mut rest = written.trim_end_matches('*');
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, after)) = behind.split_once('}') else { break };
        found.push(Part::Words(before.to_owned()));
        found.extend(slots.next().map(Part::Slot));
        rest = after;
    }
    found.push(Part::Words(rest.to_owned()));
    found
}

/// Something that a slot or a question takes, as a customer would write it.
pub(super) fn value(of: &SlotType, worth: Decimal, dice: &mut Dice) -> String {
    let within = |range: &Option<(Decimal, Decimal)>, low: Decimal, high: Decimal| match range {
        Some((from, to)) => (*from, (*to).min(*from + Decimal::from(500))),
        None => (low, high),
    };
    match of {
        SlotType::Number(range) => {
            let (low, high) = within(range, Decimal::ONE, Decimal::from(5));
            dice.figure(low, high, None, 0).to_string()
        }
        SlotType::Money(range) => {
            let (low, high) = within(range, worth * Decimal::new(6, 1), worth * Decimal::new(95, 2));
            dice.figure(low, high, None, 0).normalize().to_string()
        }
        SlotType::Percent => format!("{}%", dice.between(1, 6) * 5),
        SlotType::Text => "the blue one".to_owned(),
        SlotType::Date => format!("2026-03-{:02}", dice.between(10, 28)),
        SlotType::Time => format!("{:02}:00", dice.between(9, 20)),
        SlotType::Duration => format!("{} days", dice.between(2, 9)),
        SlotType::YesNo => if dice.happens(0.6) { "yes" } else { "no" }.to_owned(),
        SlotType::OneOf(choices) => dice.one(choices).map_or_else(String::new, |(said, _)| said.to_string()),
        SlotType::OrderNumber => format!("{}", dice.between(10_000_000, 99_999_999)),
        SlotType::Word => format!("lan{}", dice.between(10, 99)),
        SlotType::Email => format!("lan{}@example.com", dice.between(10, 99)),
        SlotType::Phone => format!("138{:08}", dice.between(0, 99_999_999)),
        SlotType::Address => format!("{} Green Lane, Leeds", dice.between(1, 90)),
    }
}

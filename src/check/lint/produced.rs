//! What a text can print as, where its values are of a kind of which all are known.

use super::sayings::Saying;
use crate::nlu::{contains_emoji, normalise};
use crate::program::{Expression, Given, LanguageId, Piece, Program, Type, Value};
use crate::source::{Sources, Span};

/// Stands for a value that may be anything; no phrase has it, and no word goes on behind it.
const ANYTHING: &str = " \u{fffc} ";

/// The texts one wording can print as.
pub(super) struct Produced {
    /// Normalised: with every value left open, and with each known value in its place.
    texts: Vec<String>,
    /// Whether a value can bring words that nobody can know.
    pub is_open: bool,
    /// Whether any of it has an emoji.
    pub has_emoji: bool,
}

impl Produced {
    /// What `saying` can print as. One value at a time is filled in: two side by side hardly make a banned word.
    pub fn new(program: &Program, saying: &Saying) -> Self {
        let pieces = &saying.variant.text.pieces;
        let values: Vec<Option<Vec<String>>> = pieces.iter().map(|piece| printed(program, saying, piece)).collect();
        let with = |filled: Option<(usize, &str)>| -> String {
            let pieces = pieces.iter().enumerate();
            let parts = pieces.map(|(index, piece)| match (piece, filled) {
                (Piece::Words(words), _) => words,
                (_, Some((at, value))) if at == index => value,
                _ => ANYTHING,
            });
            parts.collect()
        };
        let mut texts = vec![with(None)];
        let mut is_open = false;
        for (index, piece) in pieces.iter().enumerate() {
            match values.get(index).and_then(Option::as_ref) {
                Some(values) => texts.extend(values.iter().map(|value| with(Some((index, value))))),
                None => is_open |= matches!(piece, Piece::Value(value) if may_be_words(program, saying, value)),
            }
        }
        let has_emoji = texts.iter().any(|text| contains_emoji(text));
        Produced { texts: texts.iter().map(|text| normalise(text)).collect(), is_open, has_emoji }
    }

    /// Each, normalised; the one with all values left open first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }
}

/// All that a piece can print as, where that is known; plain words are not asked for.
fn printed(program: &Program, saying: &Saying, piece: &Piece) -> Option<Vec<String>> {
    match piece {
        Piece::Words(_) => None,
        Piece::Count(_, forms) => Some(forms.iter().map(|(_, words)| words.to_string()).collect()),
        Piece::Value(Expression::Address) => {
            let address = program.shop.address.get(saying.language.index())?.as_ref()?;
            Some(vec![address.to_string()])
        }
        Piece::Value(Expression::PromisedNames) => {
            let gifts = program.offers.iter().filter_map(|offer| match &offer.gives {
                Given::Gift(names) => names.get(saying.language.index()),
                _ => None,
            });
            Some(gifts.map(ToString::to_string).collect())
        }
        Piece::Value(Expression::Constant(Value::Text(text))) => Some(vec![text.to_string()]),
        Piece::Value(value) => match value_type(program, saying, value)? {
            Type::OneOf(choices) => Some(labels(choices, saying.language)),
            _ => None,
        },
    }
}

fn labels(choices: &[crate::program::Choice], language: LanguageId) -> Vec<String> {
    choices.iter().filter_map(|choice| choice.labels.get(language.index())).map(ToString::to_string).collect()
}

fn may_be_words(program: &Program, saying: &Saying, value: &Expression) -> bool {
    match value {
        Expression::Operate(..) | Expression::Clock(_) | Expression::Compare(..) => false,
        value => value_type(program, saying, value)
            .is_none_or(|of| matches!(of, Type::Text | Type::Product | Type::List(_) | Type::OneOf(_))),
    }
}

fn value_type<'a>(program: &'a Program, saying: &Saying, value: &Expression) -> Option<&'a Type> {
    match value {
        Expression::Fact(fact, _) => program.fact(*fact).map(|fact| &fact.of),
        Expression::Slot(name) => {
            let intent = program.intent(saying.place.intent?)?;
            intent.slots.iter().find(|(slot, _)| slot == name).map(|(_, of)| of)
        }
        Expression::Answer(id) => program.question(*id).map(|question| &question.of),
        _ => None,
    }
}

/// The place of a word in a text as written, letter case aside.
pub(super) fn find(sources: &Sources, text: Span, word: &str) -> Option<Span> {
    let written = sources.slice(text);
    let word = word.trim_end_matches('*');
    written.char_indices().find_map(|(start, _)| {
        let rest = written.get(start..)?;
        let mut wanted = word.chars().peekable();
        let mut end = start;
        for c in rest.chars() {
            if wanted.peek().is_none() {
                break;
            }
            if !c.to_lowercase().eq(wanted.next()) {
                return None;
            }
            end += c.len_utf8();
        }
        let whole = wanted.peek().is_none() && end > start;
        whole.then(|| Span::new(text.source, text.start as usize + start, text.start as usize + end))
    })
}

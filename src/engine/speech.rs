//! Which variant is said, and its words.

use std::sync::Arc;

use super::printing::Printer;
use super::state::Promise;
use super::trace::Remark;
use super::view::{Effect, View};
use super::words::Within;
use crate::program::{Clock, Expression, LanguageId, Piece, Speech, Text, Type, Value, Variant};

/// A variant chosen, its words ready.
pub(super) struct Spoken {
    pub speech: Arc<str>,
    pub variant: Arc<str>,
    pub text: String,
    /// Every sayable variant was used: a new round begins with this one.
    pub fresh: bool,
    /// There is no other wording in this language, so there is no turn to remember.
    pub only: bool,
}

/// Why nothing of a speech can be said.
pub(super) enum Silence {
    /// Every line asks for a fact that nobody supplied, or has an `if` that does not hold.
    Unknown,
    /// A policy forbids what could be said: its words.
    Policy(Arc<str>),
}

impl<'a> View<'a> {
    /// The variant to say: an unused one first, those whose `if` holds before unconditional ones.
    pub fn choose(
        &self,
        speech: &'a Speech,
        within: &Within<'_>,
        withheld: &mut Vec<Remark>,
    ) -> Result<Spoken, Silence> {
        let (variants, language) = match speech.variants.get(self.language.index()) {
            Some(variants) if !variants.is_empty() => (variants.as_slice(), self.language),
            _ => (speech.variants.first().map_or(&[][..], Vec::as_slice), LanguageId(0)),
        };
        let view = View { language, ..*self };
        let mut silence = Silence::Unknown;
        let mut any_used = false;
        for fresh in [false, true] {
            if fresh && !any_used {
                break;
            }
            for variant in self.in_turn(speech, variants) {
                if self.used(&speech.key, &variant.text.key) != fresh {
                    any_used = true;
                    continue;
                }
                if view.holds(variant.condition.as_ref()) != Some(true) {
                    continue;
                }
                let Some(text) = view.render(&variant.text) else { continue };
                let Some(policy) = view.forbids_text(&variant.text, &text, within) else {
                    let (speech, variant) = (speech.key.clone(), variant.text.key.clone());
                    return Ok(Spoken { speech, variant, text, fresh, only: variants.len() == 1 });
                };
                silence = Silence::Policy(policy.clone());
                withheld.push(Remark::Withheld { text, policy: policy.clone() });
            }
        }
        Err(silence)
    }

    /// Variants in the order in which they are tried: each group from a place drawn from the seed.
    fn in_turn(&self, speech: &Speech, variants: &'a [Variant]) -> impl Iterator<Item = &'a Variant> + use<'a> {
        let seed = self.state.seed;
        let draw = if seed == 0 { 0 } else { mix(seed, &speech.key) };
        let group = move |conditional: bool| {
            let members = move || variants.iter().filter(move |variant| variant.condition.is_some() == conditional);
            let start = if draw == 0 { 0 } else { place(draw, members().count()) };
            members().skip(start).chain(members().take(start))
        };
        group(true).chain(group(false))
    }

    fn used(&self, speech: &str, variant: &str) -> bool {
        // What was said since the last fresh round counts, in this very turn too.
        for effect in self.pending.iter().rev() {
            if let Effect::Said { speech: of, variant: said, fresh } = effect
                && **of == *speech
            {
                if **said == *variant {
                    return true;
                }
                if *fresh {
                    return false;
                }
            }
        }
        let used = self.state.customer.variants.get(speech);
        used.is_some_and(|used| used.iter().any(|said| **said == *variant))
    }

    /// The words of a text; nothing where it asks for what is not known.
    pub fn render(&self, text: &Text) -> Option<String> {
        let mut words = String::new();
        for piece in &text.pieces {
            match piece {
                Piece::Words(said) => words.push_str(said),
                Piece::Value(expression) => words.push_str(&self.print(expression)?),
                Piece::Count(count, forms) => words.push_str(&self.count(count, forms)?),
            }
        }
        Some(words)
    }

    /// The words of a text for staff, who are told even what is not known.
    pub fn render_for_staff(&self, text: &Text) -> String {
        let view = View { language: LanguageId(0), for_staff: true, ..*self };
        let piece = |piece: &Piece| match piece {
            Piece::Words(said) => said.to_string(),
            Piece::Value(expression) => view.print(expression).unwrap_or_else(|| "?".into()),
            Piece::Count(count, forms) => view.count(count, forms).unwrap_or_else(|| "?".into()),
        };
        text.pieces.iter().map(piece).collect()
    }

    fn print(&self, expression: &Expression) -> Option<String> {
        let value = match expression {
            Expression::PromisedNames => self.promises_in_words(),
            _ => match self.translated(expression) {
                Some(value) => value,
                None => self.value(expression)?,
            },
        };
        let printer = Printer::new(self.program, self.language);
        Some(match (expression, &value) {
            (Expression::Clock(Clock::ShopOpensNext), Value::Moment(opening)) => printer.opening(opening),
            _ => printer.print(&value, self.type_of(expression)),
        })
    }

    /// What was promised, as the reader calls it: a gift by its name, an offer by its own in this language.
    fn promises_in_words(&self) -> Value {
        let tag = self.program.shop.languages.get(self.language.index()).map_or("", |tag| tag);
        let words = |promise: &Promise| {
            let offer = self.program.names.offers.get(&promise.name.to_lowercase());
            let Some(offer) = offer.and_then(|offer| self.program.offer(*offer)) else { return promise.words.clone() };
            match offer.gift(self.language.index()) {
                Some(gift) => gift.clone(),
                None => offer.called(tag).replace('-', " ").into(),
            }
        };
        Value::List(self.promises().map(|promise| Value::Text(words(promise))).collect())
    }

    fn count(&self, count: &Expression, forms: &[(Arc<str>, Arc<str>)]) -> Option<String> {
        let Value::Number(count) = self.value(count)? else { return None };
        Printer::new(self.program, self.language).plural(count, forms).map(str::to_string)
    }

    /// The type of a fact or an answer, which knows how its choices are called in other languages.
    fn type_of(&self, expression: &Expression) -> Option<&'a Type> {
        match expression {
            Expression::Fact(fact, _) => self.program.fact(*fact).map(|fact| &fact.of),
            Expression::Answer(question) => self.program.question(*question).map(|question| &question.of),
            _ => None,
        }
    }
}

/// Draws a number for a speech from the state's seed, the same on every machine (FNV-1a, then SplitMix64's finish).
fn mix(seed: u64, key: &str) -> u64 {
    let hash = key
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mut drawn = hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    drawn ^ (drawn >> 31)
}

fn place(draw: u64, among: usize) -> usize {
    let among = u64::try_from(among).unwrap_or(1).max(1);
    usize::try_from(draw % among).unwrap_or(0)
}

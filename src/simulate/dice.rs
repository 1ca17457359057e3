//! Chance: streams of its own for each conversation, from the seed and the conversation's number.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// What falls for one conversation, whoever plays it and whatever was played before.
pub(super) struct Dice(ChaCha8Rng);

/// What chance decides. Each has a stream of its own, so that a customer who hears another answer is the same customer still, pays
/// as they would have paid, and is given the same parcel.
#[derive(Clone, Copy, Debug)]
pub(super) enum Luck {
    /// Who comes, and when.
    Person,
    /// What they do next.
    Choices,
    /// How they put it.
    Words,
    /// What becomes of their order.
    Order,
    /// What the shop's own systems answer.
    Systems,
}

impl Dice {
    /// One of the streams of a conversation.
    pub fn of(seed: u64, number: u64, luck: Luck) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(number.wrapping_mul(8).wrapping_add(luck as u64));
        Dice(stream)
    }

    /// Whether something of this chance comes about.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    /// Anything from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// A whole number between two, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        self.0.random_range(low..=high.max(low))
    }

    /// One of several, each as likely.
    pub fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        if of.is_empty() {
            return None;
        }
        of.get(self.0.random_range(0..of.len()))
    }

    /// One of several by their chances; none with what is left over.
    pub fn by_chance<'t, T>(&mut self, of: &'t [(T, f64)]) -> Option<&'t T> {
        let mut drawn = self.share();
        for (thing, chance) in of {
            if drawn < *chance {
                return Some(thing);
            }
            drawn -= chance;
        }
        None
    }

    /// A figure between two, mostly near a third: the triangular distribution; without a third, all are as likely.
    pub fn figure(&mut self, from: Decimal, to: Decimal, around: Option<Decimal>, digits: u32) -> Decimal {
        let plain = |figure: Decimal| figure.to_f64().unwrap_or_default();
        let (low, high) = (plain(from), plain(to));
        let drawn = self.share();
        let found = match around.map(plain) {
            Some(mode) if high > low => {
                let width = high - low;
                if drawn < (mode - low) / width {
                    low + (drawn * width * (mode - low)).sqrt()
                } else {
                    high - ((1.0 - drawn) * width * (high - mode)).sqrt()
                }
            }
            _ => low + drawn * (high - low),
        };
        Decimal::from_f64(found).unwrap_or(from).round_dp(digits).clamp(from.min(to), to.max(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_conversation_has_a_stream_of_its_own() {
        let first = |seed, number| Dice::of(seed, number, Luck::Person).share();
        assert_ne!(first(1, 7), Dice::of(1, 7, Luck::Order).share());
        assert_eq!(first(1, 7), first(1, 7));
        assert_ne!(first(1, 7), first(1, 8));
        assert_ne!(first(1, 7), first(2, 7));
    }

    #[test]
    fn figures_lie_in_their_range_and_mostly_near_what_is_usual() {
        let (from, to, around) = (Decimal::from(20), Decimal::from(400), Decimal::from(120));
        let mut dice = Dice::of(1, 1, Luck::Person);
        let drawn: Vec<Decimal> = (0..4_000).map(|_| dice.figure(from, to, Some(around), 2)).collect();
        assert!(drawn.iter().all(|figure| (from..=to).contains(figure)));
        // Its mean is that of the three.
        let mean: Decimal = drawn.iter().sum::<Decimal>() / Decimal::from(4_000);
        assert!((mean - Decimal::from(180)).abs() < Decimal::from(6), "{mean}");
        assert_eq!(dice.figure(to, to, None, 2), to);
    }
}

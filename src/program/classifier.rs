//! What was learnt from phrases and examples. `nlu` learns it and reads it; here it is only kept.

use std::fmt;

use super::IntentId;

/// A linear classifier over words and runs of letters, one row of weights an intent.
#[derive(Clone, Default)]
pub struct Classifier {
    /// The intents it tells apart, by the numbers that [`Weight`] has for them.
    pub intents: Vec<IntentId>,
    /// Every feature seen while learning, by its hash; as many places as a power of two, at least half of them free.
    pub features: Vec<Feature>,
    /// The weights for few intents, those of one feature together.
    pub few: Vec<Weight>,
    /// The weights for many: one for every bias, in rows of as many as are added at once, noughts behind them.
    pub many: Vec<[i16; Feature::AT_ONCE]>,
    /// What one unit of a weight is worth.
    pub unit: f32,
    /// How many of [`Classifier::many`] may be added up in sixteen bits.
    pub together: usize,
    /// What each intent's score begins with, and behind them that of what means none of them, where lessons tell; weights follow this order.
    pub biases: Vec<f32>,
    /// How rare a feature is that no example has: `ln(1 + examples) + 1`.
    pub unseen: f32,
    /// The lowest score at which the best intent counts.
    pub threshold: f32,
    /// Slope and start of the curve that turns a score into the share of such answers that were right.
    pub curve: (f32, f32),
}

/// A word, two words or a run of letters that examples hold.
///
/// Wherever a run stands, the shorter ones stand that begin with it, so what they say is added up beforehand: only the longest is looked up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Feature {
    /// Its hash; 0 where the place is free.
    pub hash: u32,
    /// How rare it is: `ln((1 + examples) / (1 + examples with it)) + 1`. Its weights hold that already.
    pub rarity: f32,
    /// The squares of that, its own and those of the shorter runs, added up.
    pub squares: f32,
    /// Where the weights for few intents begin in [`Classifier::few`], its own and those of the shorter runs.
    pub few: u32,
    /// How many there are.
    pub count: u32,
    /// Where those for many intents begin in [`Classifier::many`], or [`Feature::NONE`].
    pub many: u32,
}

impl Feature {
    /// There are no weights for many intents.
    pub const NONE: u32 = u32::MAX;

    /// How many weights are added at once: what the registers of most processors hold.
    pub const AT_ONCE: usize = 64;
}

/// What a feature says for or against an intent.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// The intent, by its place in [`Classifier::biases`].
    pub intent: u16,
    /// In units of [`Classifier::unit`].
    pub weight: i16,
}

impl fmt::Debug for Classifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weights = self.few.len() + self.many.len() * Feature::AT_ONCE;
        write!(f, "Classifier({} intents, {weights} weights)", self.intents.len())
    }
}

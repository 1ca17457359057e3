//! What is said otherwise of offers, rules and promises, in each keyword language.

mod chinese;
mod english;
mod spanish;

pub use chinese::CHINESE;
pub use english::ENGLISH;
pub use spanish::SPANISH;

use super::{Idiom, idiom};

/// The idioms of one language: the likeliest first; those in `last` know little, and are tried where nothing else helped.
pub struct Declared {
    /// Tried before anything else.
    pub first: &'static [Idiom],
    /// Tried at the very end, where nothing helped in part either.
    pub last: &'static [Idiom],
}

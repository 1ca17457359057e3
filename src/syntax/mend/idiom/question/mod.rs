//! What is said otherwise of questions, in each keyword language.

mod chinese;
mod english;
mod spanish;

pub use chinese::CHINESE;
pub use english::ENGLISH;
pub use spanish::SPANISH;

use super::{Idiom, idiom};

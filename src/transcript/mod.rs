//! Conversations on paper, `.chat` files: read, planned, played, compared, accepted.
//!
//! A [`Paper`] is what stands in the file; a [`Plan`] is one of its conversations with names and values settled against a
//! script; [`play`] asks the engine for its turns; [`compare`] finds where they are not what the paper expects; [`accept`]
//! writes what came in their place.

mod accept;
mod called;
mod compare;
mod coverage;
mod find;
mod line;
mod mistakes;
mod paper;
mod parse;
mod plan;
mod play;
mod spoken;
mod value;
mod why;
mod words;
mod write;

pub use accept::{Edit, accept, apply};
pub use called::fact as fact_called;
pub use compare::{Difference, DifferenceKind, compare, unwritten};
pub use coverage::{Coverage, Covered, Fraction, Item, Part};
pub use find::{turn_at, turn_lines};
pub use paper::{Answer, Chat, Day, Happens, Moment, Paper, PaperDeed, Setting, Step, Verb, What};
pub use parse::parse;
pub use plan::{Expected, ExpectedDeed, Plan, Planned, START, plan};
pub use play::{Played, play};
pub use spoken::{happening, length, settings};
pub use why::{why, why_rows};
pub use words::{Words, words};
pub use write::{Row, RowKind, answer_rows, customer_rows, deed_text, promise_text, quoted, stage, title, word_lines};

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
mod happens;
mod line;
mod merge;
mod mistakes;
mod paper;
mod parse;
mod passing;
mod plan;
mod play;
mod record;
mod settings;
mod spoken;
mod value;
mod why;
mod words;
mod write;

pub use accept::{Edit, accept, apply};
pub use called::fact as fact_called;
pub use compare::{Difference, DifferenceKind, compare, mishaps, mistake};
pub use coverage::{Coverage, Covered, Fraction, Item, Part};
pub use find::{turn_at, turn_lines};
pub use happens::SystemAnswer;
pub use merge::merged;
pub use paper::{Answer, Chat, Day, Happens, Message, Moment, Paper, PaperDeed, Setting, Step, SystemSays, Verb, What};
pub use parse::parse;
pub use plan::{Expected, ExpectedDeed, Occurs, Plan, Planned, START, plan};
pub use play::{Mishap, Passed, Played, asked_systems, let_pass, play, play_with, request_to};
pub use record::record;
pub use spoken::{brings, event, length, settings, system};
pub use why::{fill, ran_out, why, why_rows};
pub use words::{Words, event_called, events, words};
pub use write::{
    Row, RowKind, answer_rows, clock, customer_rows, deed_text, named, passed_rows, promise_text, quoted, speaker_rows,
    stage, title, word_lines,
};

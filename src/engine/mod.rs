//! The one place where a script meets a conversation: [`step`], pure, total and deterministic.

mod arithmetic;
mod bottom_line;
mod clock;
mod echo;
mod evaluate;
mod event;
mod facts;
mod hearing;
mod ladder;
mod memory;
mod migrate;
mod order;
mod perform;
mod printing;
mod rules;
mod speech;
mod state;
mod step;
mod terms;
mod trace;
mod turn;
mod turning;
mod view;
mod words;

pub use event::{Event, Happening, LARGEST_MESSAGE};
pub use state::{Due, OpenLadder, Part, Promise, State, Terms};
pub use step::{FORMAT, step};
pub use terms::{Needs, Term};
pub use trace::{Outcome, Remark, RungTried, Trace, Tried, Understood};
pub use turn::{Act, Deed, Turn};

//! The one place where a script meets a conversation: [`step`], pure, total and deterministic.

mod event;
mod state;
mod step;
mod trace;
mod turn;

pub use event::{Event, Happening, LARGEST_MESSAGE};
pub use state::{Due, OpenLadder, Part, Promise, State, Terms};
pub use step::step;
pub use trace::{Outcome, Remark, RungTried, Trace, Tried, Understood};
pub use turn::{Act, Deed, Turn};

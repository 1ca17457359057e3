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
mod offers;
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

pub use echo::LONGEST_ECHO;
pub use evaluate::DEEPEST_EXPRESSION;
pub use event::{Event, Happening, LARGEST_MESSAGE};
pub use facts::LONGEST_FACT;
pub use perform::DEEPEST_REPLY;
pub use rules::MOST_TRIED;
pub use state::{Due, OpenLadder, Part, Promise, State, Terms};
pub use step::{FORMAT, step};
pub use terms::{DEEPEST_TERM, Needs, Term};
pub use trace::{Outcome, Remark, RungTried, Trace, Tried, Understood};
pub use turn::{Act, Deed, Turn};

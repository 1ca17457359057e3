//! What a message means that no phrase matches: a linear classifier, learnt from phrases and examples while a script is compiled.
//!
//! Every intent has a score against all others; the best one counts where it reaches a threshold that the examples themselves set.

mod features;
mod groups;
mod learn;
mod score;
mod settle;
mod similar;
mod table;
mod taught;
mod train;
mod vectors;
mod weights;

pub use features::LONGEST_CLASSIFIED;
pub use groups::{MOST_GROUPED, groups};
pub use score::{Guess, Scores, Tally, confidence, guess, scores};
pub use similar::similarity;
pub use taught::taught;
pub use train::{Lesson, MOST_LESSONS, train};

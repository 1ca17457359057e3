//! How well messages are understood, by sentences of which somebody wrote down what they mean.

mod figures;
mod judge;
mod labelled;
mod own;

pub use figures::{Confusion, Figures, Point, figures};
pub use judge::{Judged, cross_validate, judge};
pub use labelled::{Labelled, LabelledMistake, read_labelled};
pub use own::{judge_by_shop, own_sentences};

//! Whether a message takes back what was said before: "no, I meant 38".

use super::normalise::normalise;

/// How such a message begins, normalised.
const OPENINGS: [&str; 12] = [
    "no, i meant",
    "i meant",
    "i mean",
    "actually",
    "correction",
    "sorry,",
    "不对",
    "我是说",
    "说错了",
    "perdon,",
    "quise decir",
    "en realidad",
];

/// Whether the message begins as a correction of what was said before.
pub fn corrects(message: &str) -> bool {
    let text = normalise(message);
    OPENINGS.iter().any(|opening| text.starts_with(opening))
}

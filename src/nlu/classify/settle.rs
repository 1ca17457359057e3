//! From which score on an answer counts, and how often such answers are right: told by the examples, each judged as if it had been left out.

/// The share of right answers that may be given up so that messages of none of the intents are refused.
///
/// On CLINC150 (small) this keeps nine of ten messages right and refuses three of four that belong nowhere: `docs/understanding.md`.
const GIVEN_UP: f32 = 0.012;

/// The lowest threshold: what has next to nothing in common with the examples scores near -1, and few examples tell little of where to stop.
const LOWEST: f32 = -0.55;

/// Answers that count beside the examples' own: at the scores the learner aims at, so many are right and so many wrong.
const AIMED_AT: f64 = 2.0;

/// Steps of Newton's method for the curve; it settles in fewer.
const STEPS: usize = 30;

/// How an example stands when it is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// The score of its own intent.
    own: f32,
    /// The best score of another.
    other: f32,
}

impl Default for Standing {
    fn default() -> Self {
        Standing { own: f32::NEG_INFINITY, other: f32::NEG_INFINITY }
    }
}

impl Standing {
    /// Takes in what one intent scores.
    pub fn take(&mut self, score: f32, is_own: bool) {
        let best = if is_own { &mut self.own } else { &mut self.other };
        *best = best.max(score);
    }

    fn is_right(self) -> bool {
        self.own > self.other
    }

    fn best(self) -> f32 {
        self.own.max(self.other)
    }
}

/// The threshold, and slope and start of the curve of confidence, by lessons that mean an intent and by such that mean `none`.
pub(super) fn settle(standings: &[Standing], none: &[Standing]) -> (f32, (f32, f32)) {
    let mut right: Vec<f32> = standings.iter().filter(|one| one.is_right()).map(|one| one.own).collect();
    right.sort_by(f32::total_cmp);
    let given_up = (standings.len() as f32 * GIVEN_UP) as usize;
    let threshold = right.get(given_up).or(right.last()).copied().unwrap_or_default();
    (threshold.max(LOWEST), curve(standings, none))
}

/// A logistic curve through right and wrong answers.
///
/// Platt, "Probabilistic outputs for support vector machines" (1999), with his targets, which keep it from being too sure of few examples.
///
/// Whatever is answered to a lesson that means none of the intents is wrong; together such lessons count no more than the others.
fn curve(standings: &[Standing], none: &[Standing]) -> (f32, f32) {
    let judged = standings.iter().map(|one| (f64::from(one.best()), one.is_right(), 1.0));
    let share = (standings.len() as f64 / none.len().max(1) as f64).min(1.0);
    let refused = none.iter().map(|one| (f64::from(one.best()), false, share));
    let aimed_at = [(1.0, true, AIMED_AT), (-1.0, false, AIMED_AT)];
    let answers: Vec<(f64, bool, f64)> = judged.chain(refused).chain(aimed_at).collect();
    let count = |wanted: bool| {
        answers.iter().filter(|(_, is_right, _)| *is_right == wanted).map(|(.., weight)| weight).sum::<f64>()
    };
    let (right, wrong) = (count(true), count(false));
    let (of_wrong, of_right) = (1.0 / (wrong + 2.0), (right + 1.0) / (right + 2.0));
    let (mut slope, mut start) = (1.0f64, ((right + 1.0) / (wrong + 1.0)).ln());
    for _ in 0..STEPS {
        let (mut by_slope, mut by_start) = (0.0, 0.0);
        let (mut slope_slope, mut slope_start, mut start_start) = (1e-6, 0.0, 1e-6);
        for &(score, is_right, weight) in &answers {
            let share = 1.0 / (1.0 + (-(slope * score + start)).exp());
            let error = weight * (share - if is_right { of_right } else { of_wrong });
            let spread = weight * share * (1.0 - share);
            by_slope += error * score;
            by_start += error;
            slope_slope += spread * score * score;
            slope_start += spread * score;
            start_start += spread;
        }
        let determinant = slope_slope * start_start - slope_start * slope_start;
        if determinant.abs() < 1e-12 {
            break;
        }
        let step = (
            (start_start * by_slope - slope_start * by_start) / determinant,
            (slope_slope * by_start - slope_start * by_slope) / determinant,
        );
        (slope, start) = (slope - step.0, start - step.1);
        if step.0.abs() + step.1.abs() < 1e-9 {
            break;
        }
    }
    // A better score is never less sure.
    (slope.max(0.0) as f32, start as f32)
}

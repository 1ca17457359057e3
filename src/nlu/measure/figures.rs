//! The figures of a measurement: how much was understood rightly, and how much of what belongs nowhere was refused.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::judge::Judged;

/// The points of the curve that are told; what lies between is counted all the same.
const POINTS: usize = 20;

/// The confusions that are told.
const WORST: usize = 20;

/// What came of a measurement. Shares are between 0 and 1; a figure of which there is nothing to count is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Sentences that mean one of the intents.
    pub in_scope: usize,
    /// Sentences that mean none.
    pub out_of_scope: usize,
    /// Of those that mean an intent, the share for which the best guess is right, whether or not it counts.
    pub accuracy: Option<f64>,
    /// Of those that mean an intent, the share that was understood, and rightly.
    pub in_scope_accuracy: Option<f64>,
    /// Of those that mean none, the share that was not understood.
    pub out_of_scope_recall: Option<f64>,
    /// Of those that were not understood, the share that means none.
    pub out_of_scope_precision: Option<f64>,
    /// Matthews correlation, for many labels: Gorodkin, "Comparing two K-category assignments" (2004).
    pub mcc: f64,
    /// The mean over all labels, none of them included where sentences mean none, of the F1 of each.
    pub macro_f1: f64,
    /// The score from which on an answer counts.
    pub threshold: f64,
    /// The area under the curve of in-scope accuracy over out-of-scope recall, every threshold counted.
    pub area: Option<f64>,
    /// What other thresholds would make of it, from the lowest to the highest.
    pub curve: Vec<Point>,
    /// What was most often taken for something else.
    pub confusions: Vec<Confusion>,
}

/// What one threshold makes of a measurement.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// The score from which on an answer counts.
    pub threshold: f64,
    /// As in [`Figures`].
    pub in_scope_accuracy: Option<f64>,
    /// As in [`Figures`].
    pub out_of_scope_recall: Option<f64>,
    /// As in [`Figures`].
    pub out_of_scope_precision: Option<f64>,
}

/// What was taken for something else; `null` is none of the intents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What the sentences mean.
    pub wanted: Option<Arc<str>>,
    /// What they were taken for.
    pub understood: Option<Arc<str>>,
    /// How many.
    pub times: usize,
}

/// Counts what was judged.
pub fn figures(judged: &[Judged], threshold: f32) -> Figures {
    let pairs: Vec<_> = judged.iter().map(|one| (one.wanted.as_ref(), one.understood())).collect();
    let in_scope = judged.iter().filter(|one| one.wanted.is_some()).count();
    let best_right = judged.iter().filter(|one| one.wanted.is_some() && one.best == one.wanted).count();
    let now = counted(&pairs, f64::from(threshold));
    let table = Table::of(&pairs);
    let points = points(judged);
    let chosen = (0..=POINTS).filter_map(|number| points.get(number * (points.len() - 1) / POINTS));
    let mut curve: Vec<Point> = chosen.cloned().collect();
    curve.dedup_by(|one, other| one.threshold == other.threshold);
    Figures {
        in_scope,
        out_of_scope: judged.len() - in_scope,
        accuracy: share(best_right, in_scope),
        in_scope_accuracy: now.in_scope_accuracy,
        out_of_scope_recall: now.out_of_scope_recall,
        out_of_scope_precision: now.out_of_scope_precision,
        mcc: table.matthews(),
        macro_f1: table.macro_f1(),
        threshold: f64::from(threshold),
        area: area(&points),
        curve,
        confusions: confusions(&pairs),
    }
}

type Pair<'a> = (Option<&'a Arc<str>>, Option<&'a Arc<str>>);

fn counted(pairs: &[Pair<'_>], threshold: f64) -> Point {
    let count = |is: fn(&Pair<'_>) -> bool| pairs.iter().filter(|pair| is(pair)).count();
    let in_scope = count(|(wanted, _)| wanted.is_some());
    let refused = count(|(wanted, understood)| wanted.is_none() && understood.is_none());
    Point {
        threshold,
        in_scope_accuracy: share(count(|(wanted, understood)| wanted.is_some() && wanted == understood), in_scope),
        out_of_scope_recall: share(refused, pairs.len() - in_scope),
        out_of_scope_precision: share(refused, count(|(_, understood)| understood.is_none()))
            .filter(|_| pairs.len() > in_scope),
    }
}

fn share(some: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| some as f64 / all as f64)
}

/// The curve at every score there is, from everything counting to nothing.
fn points(judged: &[Judged]) -> Vec<Point> {
    let mut sorted: Vec<&Judged> = judged.iter().collect();
    sorted.sort_by(|one, other| one.score.total_cmp(&other.score));
    let in_scope = judged.iter().filter(|one| one.wanted.is_some()).count();
    let out_of_scope = judged.len() - in_scope;
    let mut right = judged.iter().filter(|one| one.wanted.is_some() && one.best == one.wanted).count();
    let (mut refused, mut refused_rightly) = (0, 0);
    let mut points = Vec::with_capacity(judged.len() + 1);
    for (place, one) in sorted.iter().enumerate() {
        // Equal scores are refused together.
        let is_first = place == 0 || sorted.get(place - 1).is_none_or(|before| before.score < one.score);
        if is_first && one.score.is_finite() {
            points.push(point(one.score, right, in_scope, refused, refused_rightly, out_of_scope));
        }
        refused += 1;
        refused_rightly += usize::from(one.wanted.is_none());
        right -= usize::from(one.wanted.is_some() && one.best == one.wanted);
    }
    let highest = sorted.last().map_or(0.0, |one| one.score.max(-100.0)) + 1.0;
    points.push(point(highest, right, in_scope, refused, refused_rightly, out_of_scope));
    points
}

fn point(
    threshold: f32,
    right: usize,
    in_scope: usize,
    refused: usize,
    refused_rightly: usize,
    out_of_scope: usize,
) -> Point {
    Point {
        threshold: f64::from(threshold),
        in_scope_accuracy: share(right, in_scope),
        out_of_scope_recall: share(refused_rightly, out_of_scope),
        out_of_scope_precision: share(refused_rightly, refused).filter(|_| out_of_scope > 0),
    }
}

/// The area under in-scope accuracy over out-of-scope recall, by trapezoids.
fn area(points: &[Point]) -> Option<f64> {
    let both = |point: &Point| Some((point.out_of_scope_recall?, point.in_scope_accuracy?));
    let mut area = 0.0;
    let mut before = both(points.first()?)?;
    for point in points {
        let now = both(point)?;
        area += (now.0 - before.0) * (now.1 + before.1) / 2.0;
        before = now;
    }
    Some(area)
}

fn confusions(pairs: &[Pair<'_>]) -> Vec<Confusion> {
    let mut times: FxHashMap<Pair<'_>, usize> = FxHashMap::default();
    for pair in pairs.iter().filter(|(wanted, understood)| wanted != understood) {
        *times.entry(*pair).or_default() += 1;
    }
    let mut worst: Vec<(Pair<'_>, usize)> = times.into_iter().collect();
    worst.sort_by_key(|(pair, times)| (std::cmp::Reverse(*times), *pair));
    let told = |((wanted, understood), times): (Pair<'_>, usize)| Confusion {
        wanted: wanted.cloned(),
        understood: understood.cloned(),
        times,
    };
    worst.into_iter().take(WORST).map(told).collect()
}

/// How often each label was wanted, understood, and both.
struct Table {
    labels: Vec<[usize; 3]>,
    all: usize,
}

impl Table {
    fn of(pairs: &[Pair<'_>]) -> Self {
        let mut labels: FxHashMap<Option<&Arc<str>>, [usize; 3]> = FxHashMap::default();
        for (wanted, understood) in pairs {
            let [of_wanted, _, both] = labels.entry(*wanted).or_default();
            *of_wanted += 1;
            *both += usize::from(wanted == understood);
            let [_, of_understood, _] = labels.entry(*understood).or_default();
            *of_understood += 1;
        }
        let mut labels: Vec<[usize; 3]> = labels.into_values().collect();
        labels.sort_unstable();
        Table { labels, all: pairs.len() }
    }

    fn matthews(&self) -> f64 {
        let sum = |of: fn(&[usize; 3]) -> usize| self.labels.iter().map(|label| of(label) as f64).sum::<f64>();
        let all = self.all as f64;
        let products = sum(|[wanted, understood, _]| wanted * understood);
        let (of_wanted, of_understood) = (sum(|[wanted, ..]| wanted * wanted), sum(|[_, other, _]| other * other));
        let below = ((all * all - of_understood) * (all * all - of_wanted)).sqrt();
        if below == 0.0 { 0.0 } else { (sum(|[_, _, both]| *both) * all - products) / below }
    }

    fn macro_f1(&self) -> f64 {
        let wanted = self.labels.iter().filter(|[wanted, ..]| *wanted > 0);
        let each: Vec<f64> =
            wanted.map(|[wanted, understood, both]| 2.0 * *both as f64 / (wanted + understood) as f64).collect();
        if each.is_empty() { 0.0 } else { each.iter().sum::<f64>() / each.len() as f64 }
    }
}

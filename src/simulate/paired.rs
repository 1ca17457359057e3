//! Two scripts beside each other: the same customers with the same luck come to both.

use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::conversation::play;
use super::interval::NINETEEN_OF_TWENTY;
use super::outcome::Outcome;
use super::totals::Totals;
use super::{CHUNK, Setup};

/// What came of both scripts, and how they differ conversation by conversation.
#[derive(Clone, Debug)]
pub struct Paired {
    /// The first.
    pub one: Totals,
    /// The second.
    pub other: Totals,
    /// How they differ.
    pub differences: Differences,
}

/// What the first script has more than the second, for each conversation on average.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Differences {
    /// Paid orders.
    pub closing: Difference,
    /// What was given.
    pub given: Difference,
    /// What was paid.
    pub revenue: Difference,
    /// What was left once goods and gifts were paid for.
    pub kept: Difference,
}

/// A difference with the range in which it lies nineteen times out of twenty.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Difference {
    /// On average.
    pub mean: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
    #[serde(skip)]
    sum: f64,
    #[serde(skip)]
    squares: f64,
}

impl Difference {
    fn note(&mut self, one: f64, other: f64) {
        let more = one - other;
        self.sum += more;
        self.squares += more * more;
    }

    fn settle(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let n = count as f64;
        self.mean = self.sum / n;
        let variance = (self.squares / n - self.mean * self.mean).max(0.0);
        let spread = NINETEEN_OF_TWENTY * (variance / n).sqrt();
        (self.low, self.high) = (self.mean - spread, self.mean + spread);
    }
}

/// Plays conversations 1 to `count` with both scripts; behind each few hundred `played` hears how many there are by now.
pub fn compare(one: &Setup<'_>, other: &Setup<'_>, count: u64, mut played: impl FnMut(u64)) -> Paired {
    let (first, second) = (Totals::new(one.program), Totals::new(other.program));
    let mut paired = Paired { one: first, other: second, differences: Differences::default() };
    let mut next = 1;
    while next <= count {
        let last = count.min(next + CHUNK - 1);
        let only = |played: Option<(Outcome, _)>| played.map(|(outcome, _)| outcome);
        let chunk: Vec<(u64, Option<Outcome>, Option<Outcome>)> = (next..=last)
            .into_par_iter()
            .map(|number| (number, only(play(one, number, false)), only(play(other, number, false))))
            .collect();
        for (number, one, other) in chunk {
            let (Some(one), Some(other)) = (one, other) else { continue };
            paired.one.count(number, &one);
            paired.other.count(number, &other);
            let differences = &mut paired.differences;
            let plain = |figure: Decimal| figure.to_f64().unwrap_or_default();
            let paid = |outcome: &Outcome| f64::from(u8::from(outcome.paid));
            differences.closing.note(paid(&one), paid(&other));
            differences.given.note(plain(one.gifts()), plain(other.gifts()));
            differences.revenue.note(plain(one.revenue), plain(other.revenue));
            let kept = |outcome: &Outcome| plain(outcome.margin.unwrap_or_default());
            differences.kept.note(kept(&one), kept(&other));
        }
        played(last);
        next = last + 1;
    }
    let Differences { closing, given, revenue, kept } = &mut paired.differences;
    for difference in [closing, given, revenue, kept] {
        difference.settle(count);
    }
    paired
}

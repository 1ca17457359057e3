//! How sure a share is.

use schemars::JsonSchema;
use serde::Serialize;

/// How far from its middle nineteen of twenty draws of a normal distribution lie.
pub(super) const NINETEEN_OF_TWENTY: f64 = 1.959_964;

/// A share with the range in which it lies nineteen times out of twenty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Interval {
    /// The share, from 0 to 1.
    pub rate: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// Wilson's interval: sound for few conversations too, and for shares near nothing and all.
pub fn wilson(of: u64, all: u64) -> Interval {
    if all == 0 {
        return Interval { rate: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, rate, z) = (all as f64, of as f64 / all as f64, NINETEEN_OF_TWENTY);
    let (square, middle) = (z * z / n, 1.0 + z * z / n);
    let spread = z * (rate * (1.0 - rate) / n + square / (4.0 * n)).sqrt() / middle;
    let centre = (rate + square / 2.0) / middle;
    Interval { rate, low: (centre - spread).max(0.0), high: (centre + spread).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn wilsons_interval_as_published() {
        // Newcombe (1998), table I: 81 of 263.
        let interval = wilson(81, 263);
        assert!((interval.low - 0.2553).abs() < 0.0001 && (interval.high - 0.3662).abs() < 0.0001, "{interval:?}");
        // 0 of 20.
        let interval = wilson(0, 20);
        assert!(interval.low == 0.0 && (interval.high - 0.1611).abs() < 0.0001, "{interval:?}");
    }
}

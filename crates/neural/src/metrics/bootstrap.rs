//! How far a measure may be off because the sample is small: Efron's bootstrap
//! (1979), percentile intervals.

use super::ranking::{rate_at, roc};
use super::threshold::Scored;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// A range that holds a measure with some confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Draws as many samples as there are into `drawn`, with replacement.
pub fn resample(samples: &[Scored], drawn: &mut Vec<Scored>, rng: &mut Rng) {
    let count = samples.len() as u32;
    drawn.clear();
    drawn.extend((0..count).map(|_| samples[rng.below(count) as usize]));
}

/// What each of `resamples` resamples gives.
fn resampled<T>(
    samples: &[Scored],
    resamples: usize,
    rng: &mut Rng,
    mut take: impl FnMut(&[Scored]) -> Option<T>,
) -> Vec<T> {
    let mut drawn = Vec::new();
    let once = |_| {
        resample(samples, &mut drawn, rng);
        take(&drawn)
    };
    (0..resamples).filter_map(once).collect()
}

/// The `level` interval (0.95, say) of a measure over resamples; those in which
/// it is not defined are left out. `None` where it never is.
pub fn interval(
    samples: &[Scored],
    measure: impl FnMut(&[Scored]) -> Option<f64>,
    resamples: usize,
    level: f64,
    rng: &mut Rng,
) -> Option<Interval> {
    between(resampled(samples, resamples, rng, measure), level)
}

/// The band of the ROC curve: at each of `points` false-positive rates from 0 to
/// 1, the interval of the true-positive rate.
pub fn roc_band(
    samples: &[Scored],
    points: usize,
    resamples: usize,
    level: f64,
    rng: &mut Rng,
) -> Vec<Interval> {
    let curves = resampled(samples, resamples, rng, roc);
    let last = points.saturating_sub(1).max(1) as f64;
    let at = |point| {
        let rate = point as f64 / last;
        between(
            curves.iter().map(|curve| rate_at(curve, rate)).collect(),
            level,
        )
    };
    (0..points).filter_map(at).collect()
}

/// The middle `level` of some values; `None` without any.
pub fn between(mut values: Vec<f64>, level: f64) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Some(Interval {
        low: quantile(&values, tail)?,
        high: quantile(&values, 1.0 - tail)?,
    })
}

/// A quantile of ascending values, on the line between neighbours (Hyndman and
/// Fan's type 7, as `NumPy` takes it). `None` without values.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    Some(low + (place - below as f64) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::threshold::Counts;

    #[test]
    fn the_interval_of_a_share_is_the_binomial_one() {
        // 200 decisions, 70 % right: the standard error is √(0.7·0.3/200) = 0.0324.
        let samples: Vec<_> = (0..200)
            .map(|k| Scored {
                score: f64::from(k % 10 < 7),
                positive: true,
            })
            .collect();
        let accuracy = |drawn: &[Scored]| Counts::at(drawn, 0.5).accuracy();
        let found = interval(&samples, accuracy, 4000, 0.95, &mut Rng::new(1, 1)).unwrap();
        assert!(
            (found.low - (0.7 - 1.96 * 0.0324)).abs() < 0.01,
            "{found:?}"
        );
        assert!(
            (found.high - (0.7 + 1.96 * 0.0324)).abs() < 0.01,
            "{found:?}"
        );
    }

    #[test]
    fn a_band_holds_its_curve_and_is_the_same_for_the_same_seed() {
        let samples: Vec<_> = (0..80)
            .map(|k: u32| Scored {
                score: f64::from(k * 37 % 80) + if k.is_multiple_of(2) { 20.0 } else { 0.0 },
                positive: k.is_multiple_of(2),
            })
            .collect();
        let band = roc_band(&samples, 21, 300, 0.9, &mut Rng::new(7, 1));
        assert_eq!(band, roc_band(&samples, 21, 300, 0.9, &mut Rng::new(7, 1)));
        let curve = roc(&samples).unwrap();
        for (k, interval) in band.iter().enumerate().skip(1) {
            let rate = rate_at(&curve, k as f64 / 20.0);
            assert!(
                interval.low <= rate && rate <= interval.high,
                "{k}: {interval:?}"
            );
        }
    }

    #[test]
    fn quantiles_lie_between_neighbours() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
        assert_eq!(quantile(&[5.0], 0.3), Some(5.0));
        assert_eq!(quantile(&[], 0.3), None);
        assert_eq!(
            interval(&[], |_| Some(1.0), 0, 0.9, &mut Rng::new(1, 1)),
            None
        );
    }
}

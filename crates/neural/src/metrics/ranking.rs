//! How well scores rank, whatever the threshold: the ROC and the
//! precision–recall curve, with their areas.

use super::threshold::{Decision, Scored, decisions};

/// A point of the receiver operating characteristic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RocPoint {
    /// The threshold.
    pub threshold: f64,
    /// Of the negative samples, the share taken for positive.
    pub false_positive_rate: f64,
    /// Of the positive samples, the share found.
    pub true_positive_rate: f64,
}

/// The ROC curve from (0, 0) to (1, 1), a point a threshold. `None` where
/// positive or negative samples are missing.
pub fn roc(samples: &[Scored]) -> Option<Vec<RocPoint>> {
    let point = |Decision { threshold, counts }: Decision| {
        Some(RocPoint {
            threshold,
            false_positive_rate: counts.false_positive_rate()?,
            true_positive_rate: counts.recall()?,
        })
    };
    decisions(samples).into_iter().map(point).collect()
}

/// The area under a ROC curve, by trapezoids: the chance that a positive sample
/// has a higher score than a negative one, ties counted half (Hanley and `McNeil`
/// 1982).
pub fn roc_area(curve: &[RocPoint]) -> f64 {
    let trapezoid = |pair: &[RocPoint]| {
        (pair[1].false_positive_rate - pair[0].false_positive_rate)
            * (pair[0].true_positive_rate + pair[1].true_positive_rate)
            / 2.0
    };
    curve.windows(2).map(trapezoid).sum()
}

/// The true-positive rate of a ROC curve at a false-positive rate, between two
/// points on the line that joins them; the upper end of a vertical step.
pub fn rate_at(curve: &[RocPoint], false_positive_rate: f64) -> f64 {
    let beyond = curve.partition_point(|point| point.false_positive_rate <= false_positive_rate);
    let Some(before) = beyond.checked_sub(1).and_then(|last| curve.get(last)) else {
        return 0.0;
    };
    let Some(after) = curve.get(beyond) else {
        return before.true_positive_rate;
    };
    let width = after.false_positive_rate - before.false_positive_rate;
    let along = (false_positive_rate - before.false_positive_rate) / width;
    before.true_positive_rate + along * (after.true_positive_rate - before.true_positive_rate)
}

/// A point of the precision–recall curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrecisionRecallPoint {
    /// The threshold.
    pub threshold: f64,
    /// Of what was taken for positive, the share that is.
    pub precision: f64,
    /// Of the positive samples, the share found.
    pub recall: f64,
}

/// The precision–recall curve, a point a threshold, from the highest down; the
/// one at which nothing is taken for positive has no precision and is left out.
/// `None` without positive samples.
pub fn precision_recall(samples: &[Scored]) -> Option<Vec<PrecisionRecallPoint>> {
    let point = |Decision { threshold, counts }: Decision| {
        Some(PrecisionRecallPoint {
            threshold,
            precision: counts.precision()?,
            recall: counts.recall()?,
        })
    };
    let curve: Vec<_> = decisions(samples).into_iter().filter_map(point).collect();
    (!curve.is_empty()).then_some(curve)
}

/// The precision of a precision–recall curve at a recall: that of the highest
/// threshold which reaches it, as [`average_precision`] takes it.
pub fn precision_at(curve: &[PrecisionRecallPoint], recall: f64) -> Option<f64> {
    let at = curve.partition_point(|point| point.recall < recall);
    curve.get(at).map(|point| point.precision)
}

/// Average precision, Σ (Rₙ − Rₙ₋₁)·Pₙ: the area under the precision–recall curve
/// without interpolation, which would be too good (Davis and Goadrich 2006).
pub fn average_precision(curve: &[PrecisionRecallPoint]) -> f64 {
    let mut area = 0.0;
    let mut recall = 0.0;
    for point in curve {
        area += (point.recall - recall) * point.precision;
        recall = point.recall;
    }
    area
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scored(rows: &[(u8, bool)]) -> Vec<Scored> {
        let one = |&(score, positive): &(u8, bool)| Scored {
            score: f64::from(score),
            positive,
        };
        rows.iter().map(one).collect()
    }

    proptest! {
        /// The area's own meaning, counted pair by pair.
        #[test]
        fn the_area_is_the_chance_to_rank_a_pair_right(rows in prop::collection::vec((0_u8..9, any::<bool>()), 2..40)) {
            let samples = scored(&rows);
            let (mut pairs, mut right) = (0.0, 0.0);
            for a in samples.iter().filter(|sample| sample.positive) {
                for b in samples.iter().filter(|sample| !sample.positive) {
                    pairs += 1.0;
                    right += match a.score.total_cmp(&b.score) {
                        std::cmp::Ordering::Greater => 1.0,
                        std::cmp::Ordering::Equal => 0.5,
                        std::cmp::Ordering::Less => 0.0,
                    };
                }
            }
            match roc(&samples) {
                Some(curve) => prop_assert!((roc_area(&curve) - right / pairs).abs() < 1e-12),
                None => prop_assert!(pairs == 0.0),
            }
        }

        #[test]
        fn a_curve_rises_from_corner_to_corner(rows in prop::collection::vec((0_u8..9, any::<bool>()), 2..40)) {
            if let Some(curve) = roc(&scored(&rows)) {
                prop_assert_eq!((rate_at(&curve, -1.0), rate_at(&curve, 1.0)), (0.0, 1.0));
                for pair in curve.windows(2) {
                    prop_assert!(pair[0].false_positive_rate <= pair[1].false_positive_rate);
                    prop_assert!(pair[0].true_positive_rate <= pair[1].true_positive_rate);
                }
            }
        }
    }

    #[test]
    fn between_points_the_rate_is_on_the_line() {
        let curve = roc(&scored(&[(3, true), (2, false), (2, true), (1, false)])).unwrap();
        assert_eq!(rate_at(&curve, 0.0), 0.5);
        assert_eq!(rate_at(&curve, 0.25), 0.75);
        assert_eq!(rate_at(&curve, 0.5), 1.0);
    }

    #[test]
    fn precision_is_that_of_the_first_threshold_to_reach_a_recall() {
        let curve =
            precision_recall(&scored(&[(4, true), (3, false), (2, true), (1, false)])).unwrap();
        assert_eq!(precision_at(&curve, 0.0), Some(1.0));
        assert_eq!(precision_at(&curve, 0.5), Some(1.0));
        assert_eq!(precision_at(&curve, 0.51), Some(2.0 / 3.0));
        assert_eq!(precision_at(&curve, 1.0), Some(2.0 / 3.0));
        assert_eq!(precision_at(&curve, 1.1), None);
    }

    #[test]
    fn one_class_alone_has_no_curve() {
        assert_eq!(roc(&scored(&[(1, true), (2, true)])), None);
        assert_eq!(precision_recall(&scored(&[(1, false)])), None);
        assert_eq!(roc(&[]), None);
    }
}

//! A yes-or-no decision at a threshold, and what its mistakes cost.

use super::ratio;
use serde::{Deserialize, Serialize};

/// What a model says of one sample, and what is so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// The higher, the likelier: a probability, a logit, any finite number.
    pub score: f64,
    /// Whether the sample is of the class that is looked for.
    pub positive: bool,
}

/// How the decisions at one threshold turned out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Positive, and taken for positive.
    pub true_positives: u32,
    /// Negative, and taken for positive: a false alarm.
    pub false_positives: u32,
    /// Positive, and taken for negative: a miss.
    pub false_negatives: u32,
    /// Negative, and taken for negative.
    pub true_negatives: u32,
}

impl Counts {
    /// The decisions when a score from `threshold` upwards is taken for positive.
    pub fn at(samples: &[Scored], threshold: f64) -> Self {
        let mut counts = Self::default();
        for sample in samples {
            counts.add(sample.positive, sample.score >= threshold);
        }
        counts
    }

    /// Counts one decision.
    pub fn add(&mut self, positive: bool, taken: bool) {
        *match (positive, taken) {
            (true, true) => &mut self.true_positives,
            (false, true) => &mut self.false_positives,
            (true, false) => &mut self.false_negatives,
            (false, false) => &mut self.true_negatives,
        } += 1;
    }

    /// These decisions and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self {
            true_positives: self.true_positives + others.true_positives,
            false_positives: self.false_positives + others.false_positives,
            false_negatives: self.false_negatives + others.false_negatives,
            true_negatives: self.true_negatives + others.true_negatives,
        }
    }

    /// All positive samples.
    pub fn positives(self) -> u32 {
        self.true_positives + self.false_negatives
    }

    /// All negative samples.
    pub fn negatives(self) -> u32 {
        self.false_positives + self.true_negatives
    }

    /// Share of right decisions; `None` without samples.
    pub fn accuracy(self) -> Option<f64> {
        ratio(
            self.true_positives + self.true_negatives,
            self.positives() + self.negatives(),
        )
    }

    /// Of what was taken for positive, the share that is; `None` where nothing was.
    pub fn precision(self) -> Option<f64> {
        ratio(
            self.true_positives,
            self.true_positives + self.false_positives,
        )
    }

    /// Of the positive samples, the share that was found, the true-positive rate;
    /// `None` where there are none.
    pub fn recall(self) -> Option<f64> {
        ratio(self.true_positives, self.positives())
    }

    /// Of the negative samples, the share that was taken for positive; `None`
    /// where there are none.
    pub fn false_positive_rate(self) -> Option<f64> {
        ratio(self.false_positives, self.negatives())
    }

    /// The harmonic mean of precision and recall, 2·TP ÷ (2·TP + FP + FN); `None`
    /// where nothing is positive and nothing was taken for it.
    pub fn f1(self) -> Option<f64> {
        let mistakes = self.false_positives + self.false_negatives;
        ratio(2 * self.true_positives, 2 * self.true_positives + mistakes)
    }

    /// What the mistakes cost, in the costs' unit.
    pub fn cost(self, costs: Costs) -> f64 {
        f64::from(self.false_positives) * costs.false_positive
            + f64::from(self.false_negatives) * costs.false_negative
    }
}

/// What one mistake of each kind costs, in any one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// A false alarm.
    pub false_positive: f64,
    /// A miss.
    pub false_negative: f64,
}

/// A threshold, and the decisions at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// Scores from here upwards are taken for positive. Infinite where none is.
    pub threshold: f64,
    /// How the decisions turn out.
    pub counts: Counts,
}

/// The decisions at every threshold that changes one: first none is taken for
/// positive, then from each score, in descending order, equal ones at once.
pub fn decisions(samples: &[Scored]) -> Vec<Decision> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut counts = Counts::at(&sorted, f64::INFINITY);
    let mut all = vec![Decision {
        threshold: f64::INFINITY,
        counts,
    }];
    for equal in sorted.chunk_by(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        for sample in equal {
            if sample.positive {
                counts.false_negatives -= 1;
            } else {
                counts.true_negatives -= 1;
            }
            counts.add(sample.positive, true);
        }
        all.push(Decision {
            threshold: equal[0].score,
            counts,
        });
    }
    all
}

/// The decision whose mistakes cost least; of equal ones the highest threshold.
/// `None` without samples.
pub fn cheapest(samples: &[Scored], costs: Costs) -> Option<Decision> {
    if samples.is_empty() {
        return None;
    }
    let all = decisions(samples).into_iter();
    all.min_by(|a, b| a.counts.cost(costs).total_cmp(&b.counts.cost(costs)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn samples()(rows in prop::collection::vec((0_u8..12, any::<bool>()), 0..60)) -> Vec<Scored> {
            let scored = |(score, positive)| Scored { score: f64::from(score) / 11.0, positive };
            rows.into_iter().map(scored).collect()
        }
    }

    proptest! {
        #[test]
        fn sweeping_counts_as_each_threshold_does(samples in samples()) {
            for decision in decisions(&samples) {
                prop_assert_eq!(decision.counts, Counts::at(&samples, decision.threshold));
            }
        }

        #[test]
        fn no_threshold_is_cheaper(samples in samples(), fp in 0.0_f64..9.0, fn_ in 0.0_f64..9.0, at in -0.1_f64..1.1) {
            let costs = Costs { false_positive: fp, false_negative: fn_ };
            if let Some(best) = cheapest(&samples, costs) {
                prop_assert!(best.counts.cost(costs) <= Counts::at(&samples, at).cost(costs));
            }
        }
    }

    #[test]
    fn rates_without_samples_are_not_known() {
        let none = Counts::default();
        assert_eq!(none.accuracy().or(none.precision()).or(none.recall()), None);
        assert_eq!(none.f1().or(none.false_positive_rate()), None);
        let costs = Costs {
            false_positive: 1.0,
            false_negative: 1.0,
        };
        assert_eq!(cheapest(&[], costs), None);
    }
}

//! What follows from a model's answers, for any threshold. Pure; the measures are
//! the engine's.

use super::numbers::{log_odds, probability, shortest_between};
use neural::job::{Answers, Predictions};
use neural::metrics::calibration::{
    Bin, brier, calibration_error, negative_log_likelihood, reliability,
};
use neural::metrics::ranking::{
    PrecisionRecallPoint, RocPoint, average_precision, precision_recall, roc, roc_area,
};
use neural::metrics::threshold::{Costs, Counts, Scored, cheapest, decisions};

/// Ranges of the reliability diagram.
pub const BINS: usize = 10;
/// The log-odds that a picture reaches to, on either side of 0.
pub const REACH: f64 = 8.0;
/// Bars of the histogram.
pub const BARS: usize = 32;
/// What costs are told per.
pub const CASES: f64 = 1000.0;

/// A part that was not trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// By which a threshold and a temperature are chosen.
    Validation,
    /// By which nothing is chosen.
    Test,
}

/// The answers of a two-class model, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Rows that it was trained on.
    pub trained: usize,
    /// The test part, scored by log-odds before any scaling.
    pub test: Vec<Scored>,
    validation: Vec<Scored>,
    /// The temperature that fits the validation part.
    pub temperature: f64,
    /// The ROC curve of the test part, and its area.
    pub roc: Option<(Vec<RocPoint>, f64)>,
    /// The precision–recall curve of the test part, and the average precision.
    pub precision_recall: Option<(Vec<PrecisionRecallPoint>, f64)>,
    /// Calibration on the test part, without scaling and with it.
    pub calibration: [Calibration; 2],
}

/// How far probabilities are from shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// The reliability curve.
    pub bins: Vec<Bin>,
    /// Expected calibration error.
    pub error: Option<f64>,
    /// Brier score.
    pub brier: Option<f64>,
    /// Mean negative log-likelihood, in nats.
    pub loss: Option<f64>,
}

/// The cheapest threshold of a part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cheapest {
    /// The probability, between two scores with as few decimals as may be.
    pub threshold: f64,
    /// What its mistakes cost, per [`CASES`] cases.
    pub cost: f64,
}

/// A threshold, and whether probabilities are scaled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The probability from which on an answer is a yes.
    pub threshold: f64,
    /// Whether it is one after temperature scaling.
    pub scaled: bool,
}

impl Judged {
    /// Judges a model's answers; `None` if they are not about two classes.
    pub fn of(predictions: &Predictions) -> Option<Self> {
        if predictions.classes.len() != 2 {
            return None;
        }
        let scored = |answers: &Answers| answers.scored(1);
        let test = scored(&predictions.test);
        let labelled = predictions.test.labelled();
        let temperature = predictions.temperature.unwrap_or(1.0);
        let calibration = [1.0, temperature].map(|temperature| {
            let probabilities: Vec<_> = test
                .iter()
                .map(|sample| Scored {
                    score: probability(sample.score / temperature),
                    ..*sample
                })
                .collect();
            let bins = reliability(&probabilities, BINS);
            Calibration {
                error: calibration_error(&bins),
                brier: brier(&probabilities),
                loss: negative_log_likelihood(&labelled, temperature),
                bins,
            }
        });
        Some(Self {
            trained: predictions.train.len(),
            validation: scored(&predictions.validation),
            roc: roc(&test).map(|curve| {
                let area = roc_area(&curve);
                (curve, area)
            }),
            precision_recall: precision_recall(&test).map(|curve| {
                let area = average_precision(&curve);
                (curve, area)
            }),
            temperature,
            calibration,
            test,
        })
    }

    /// A part's rows.
    pub fn part(&self, part: Part) -> &[Scored] {
        match part {
            Part::Validation => &self.validation,
            Part::Test => &self.test,
        }
    }

    /// What log-odds are divided by.
    fn heat(&self, scaled: bool) -> f64 {
        if scaled { self.temperature } else { 1.0 }
    }

    /// The score before scaling from which on an answer is a yes. At a threshold
    /// of 1 none is, at 0 every one.
    pub fn score_at(&self, cut: Cut) -> f64 {
        log_odds(cut.threshold) * self.heat(cut.scaled)
    }

    /// How a part's answers turn out.
    pub fn counts(&self, part: Part, cut: Cut) -> Counts {
        Counts::at(self.part(part), self.score_at(cut))
    }

    /// What a part's mistakes cost, per [`CASES`] cases.
    pub fn cost(&self, part: Part, cut: Cut, costs: Costs) -> Option<f64> {
        per_cases(self.counts(part, cut), costs)
    }

    /// A part's cheapest threshold.
    pub fn cheapest(&self, part: Part, scaled: bool, costs: Costs) -> Option<Cheapest> {
        let samples = self.part(part);
        let best = cheapest(samples, costs)?;
        let threshold = if best.threshold == f64::INFINITY {
            1.0
        } else {
            self.between(samples, best.threshold, scaled)
        };
        Some(Cheapest {
            threshold,
            cost: per_cases(best.counts, costs)?,
        })
    }

    /// The shortest probability that decides as `score` does: every one down to the
    /// next score, and everything where there is none.
    fn between(&self, samples: &[Scored], score: f64, scaled: bool) -> f64 {
        let below = samples.iter().map(|sample| sample.score);
        let next = below
            .filter(|other| *other < score)
            .fold(f64::NEG_INFINITY, f64::max);
        if next == f64::NEG_INFINITY {
            return 0.0;
        }
        let heat = self.heat(scaled);
        let [low, high] = [next, score].map(|score| probability(score / heat));
        // Beyond all scores nothing would be taken.
        shortest_between(low, high.min(1.0 - f64::EPSILON))
    }

    /// A part's costs over the log-odds from −[`REACH`] to [`REACH`].
    pub fn cost_curve(&self, part: Part, scaled: bool, costs: Costs) -> Vec<(f64, f64)> {
        let heat = self.heat(scaled);
        let mut points = Vec::new();
        // From the highest threshold down, a step at each score.
        let mut last = None;
        for decision in decisions(self.part(part)) {
            let at = (decision.threshold / heat).clamp(-REACH, REACH);
            let Some(cost) = per_cases(decision.counts, costs) else {
                return points;
            };
            if let Some(before) = last {
                points.push((at, before));
            }
            points.push((at, cost));
            last = Some(cost);
        }
        points.extend(last.map(|cost| (-REACH, cost)));
        points
    }

    /// Of each class, no first, the share of the test part in each of [`BARS`]
    /// ranges of log-odds from −[`REACH`] to [`REACH`]; what lies beyond is in the
    /// outer ones.
    pub fn histogram(&self, scaled: bool) -> [Vec<f64>; 2] {
        let heat = self.heat(scaled);
        let mut bars = [vec![0.0; BARS], vec![0.0; BARS]];
        for sample in &self.test {
            let place = (sample.score / heat + REACH) / (2.0 * REACH) * BARS as f64;
            let bar = (place.floor().max(0.0) as usize).min(BARS - 1);
            bars[usize::from(sample.positive)][bar] += 1.0;
        }
        for bars in &mut bars {
            let total: f64 = bars.iter().sum();
            for bar in bars.iter_mut() {
                *bar /= total.max(1.0);
            }
        }
        bars
    }

    /// The share of the test part that is of the more frequent class: what it
    /// takes no model to reach.
    pub fn majority(&self) -> Option<f64> {
        let positives = self.test.iter().filter(|sample| sample.positive).count();
        let most = positives.max(self.test.len() - positives);
        (!self.test.is_empty()).then(|| most as f64 / self.test.len() as f64)
    }
}

fn per_cases(counts: Counts, costs: Costs) -> Option<f64> {
    let cases = counts.positives() + counts.negatives();
    (cases > 0).then(|| counts.cost(costs) / f64::from(cases) * CASES)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the values are exact")]
mod tests {
    use super::*;
    use neural::metrics::calibration::temperature;
    use proptest::prelude::*;

    fn answers(rows: &[(f32, bool)]) -> Answers {
        Answers {
            rows: (0..rows.len() as u32).collect(),
            truth: rows.iter().map(|row| u32::from(row.1)).collect(),
            logits: rows.iter().map(|row| row.0).collect(),
        }
    }

    fn judged(validation: &[(f32, bool)], test: &[(f32, bool)]) -> Judged {
        let classes = vec!["no".to_owned(), "yes".to_owned()];
        let validation = answers(validation);
        Judged::of(&Predictions {
            temperature: temperature(&validation.labelled()),
            classes,
            train: Answers::default(),
            validation,
            test: answers(test),
        })
        .unwrap()
    }

    const COSTS: Costs = Costs {
        false_positive: 1.0,
        false_negative: 3.0,
    };

    proptest! {
        #[test]
        fn the_cheapest_threshold_costs_what_it_says_and_none_costs_less(
            rows in prop::collection::vec((-6.0_f32..6.0, any::<bool>()), 1..40),
            other in 0.0_f64..=1.0,
            scaled in any::<bool>(),
        ) {
            let judged = judged(&rows, &rows);
            // Certain probabilities leave no room between them.
            prop_assume!(!scaled || (0.5..50.0).contains(&judged.temperature));
            let best = judged.cheapest(Part::Validation, scaled, COSTS).unwrap();
            let cost = |threshold| judged.cost(Part::Validation, Cut { threshold, scaled }, COSTS).unwrap();
            prop_assert!((cost(best.threshold) - best.cost).abs() < 1e-9);
            prop_assert!(cost(other) >= best.cost - 1e-9);
        }

        #[test]
        fn the_cost_curve_is_the_cost_at_each_threshold(
            rows in prop::collection::vec((-6.0_f32..6.0, any::<bool>()), 1..30),
        ) {
            let judged = judged(&rows, &rows);
            let curve = judged.cost_curve(Part::Test, false, COSTS);
            for pair in curve.windows(2) {
                prop_assert!(pair[1].0 <= pair[0].0);
                // Between two points lies a step, and half way along it a threshold.
                let middle = pair[0].0.midpoint(pair[1].0);
                if pair[0].0 - pair[1].0 > 1e-6 {
                    let cut = Cut { threshold: probability(middle), scaled: false };
                    let cost = judged.cost(Part::Test, cut, COSTS).unwrap();
                    prop_assert!((cost - pair[0].1).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn scaling_moves_the_threshold_with_the_probabilities(
            rows in prop::collection::vec((-6.0_f32..6.0, any::<bool>()), 2..40),
        ) {
            let judged = judged(&rows, &rows);
            // At ½ nothing changes: log-odds of 0 stay 0.
            let at = |scaled| judged.counts(Part::Test, Cut { threshold: 0.5, scaled });
            prop_assert_eq!(at(false), at(true));
            // Fitted to these rows themselves, scaling can't make them less likely.
            let [plain, scaled] = judged.calibration.each_ref().map(|found| found.loss.unwrap());
            prop_assert!(scaled <= plain + 1e-9);
        }
    }

    #[test]
    fn the_ends_of_the_range_take_all_or_none() {
        let judged = judged(&[(0.0, true)], &[(60.0, true), (-60.0, false), (0.5, true)]);
        let at = |threshold| {
            judged.counts(
                Part::Test,
                Cut {
                    threshold,
                    scaled: false,
                },
            )
        };
        assert_eq!((at(1.0).true_positives, at(1.0).false_negatives), (0, 2));
        assert_eq!((at(0.0).true_positives, at(0.0).false_positives), (2, 1));
        assert_eq!(judged.majority(), Some(2.0 / 3.0));
    }

    #[test]
    fn a_dear_miss_takes_everything_and_a_free_one_nothing() {
        let judged = judged(&[(1.0, true), (-2.0, true), (2.0, false)], &[]);
        let best = |fp, miss| {
            let costs = Costs {
                false_positive: fp,
                false_negative: miss,
            };
            judged.cheapest(Part::Validation, false, costs).unwrap()
        };
        assert_eq!(best(1.0, 100.0).threshold, 0.0);
        assert_eq!(best(1.0, 0.0).threshold, 1.0);
        assert_eq!(best(1.0, 0.0).cost, 0.0);
        assert_eq!(
            judged.cost(
                Part::Test,
                Cut {
                    threshold: 0.5,
                    scaled: false
                },
                COSTS
            ),
            None
        );
    }

    #[test]
    fn bars_are_shares_of_their_class() {
        let judged = judged(
            &[],
            &[(-99.0, false), (0.1, false), (0.1, true), (99.0, true)],
        );
        let [no, yes] = judged.histogram(false);
        assert_eq!((no[0], no[BARS / 2]), (0.5, 0.5));
        assert_eq!((yes[BARS / 2], yes[BARS - 1]), (0.5, 0.5));
    }
}

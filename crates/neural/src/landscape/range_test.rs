//! A learning-rate range test: the rate grows by the same factor at each step, and
//! the loss tells where training begins to work and where it breaks.

use crate::trainer::{Samples, Trainer};
use serde::{Deserialize, Serialize};

/// Steps at most.
pub const MAX_STEPS: u32 = 2000;
/// How much of the smoothed loss is kept at each step.
const KEPT: f64 = 0.9;
/// Where the smoothed loss exceeds the best by this factor, the test ends.
const BROKEN: f64 = 4.0;

/// One step of a test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangePoint {
    /// η of the step.
    pub rate: f32,
    /// The batch's loss before the step.
    pub loss: f32,
    /// The mean of the losses so far, recent ones counting more.
    pub smooth: f32,
}

/// A test under way.
#[derive(Debug)]
pub struct RangeTest {
    trainer: Trainer,
    low: f64,
    /// By which the rate grows at each step.
    growth: f64,
    steps: u32,
    mean: f64,
    best: f64,
    points: Vec<RangePoint>,
}

impl RangeTest {
    /// From rate `low` to rate `high` in so many steps.
    pub fn new(trainer: Trainer, low: f32, high: f32, steps: u32) -> Self {
        let steps = steps.clamp(2, MAX_STEPS);
        let (low, high) = (f64::from(low), f64::from(high));
        Self {
            growth: libm::pow(high / low, 1.0 / f64::from(steps - 1)),
            trainer,
            low,
            steps,
            mean: 0.0,
            best: f64::INFINITY,
            points: Vec::new(),
        }
    }

    /// Takes one step; whether there are more to take.
    pub fn step(&mut self, samples: Samples<'_>) -> bool {
        let index = self.points.len();
        let rate = (self.low * libm::pow(self.growth, index as f64)) as f32;
        let mut rules = *self.trainer.rules();
        rules.learning_rate = rate;
        self.trainer.set_rules(rules);
        let sound = self.trainer.step(samples).is_ok();
        let loss = self.trainer.batch_loss();
        self.mean = KEPT * self.mean + (1.0 - KEPT) * loss;
        // The mean starts at 0; without this the first losses would look low.
        let smooth = self.mean / (1.0 - libm::pow(KEPT, index as f64 + 1.0));
        if !loss.is_finite() || !smooth.is_finite() {
            return false;
        }
        self.points.push(RangePoint {
            rate,
            loss: loss as f32,
            smooth: smooth as f32,
        });
        self.best = self.best.min(smooth);
        sound && smooth <= BROKEN * self.best && self.points.len() < self.steps as usize
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.points.len() as f32 / self.steps as f32
    }

    /// The steps so far.
    pub fn points(&self) -> &[RangePoint] {
        &self.points
    }
}

/// The rate at which the smoothed loss falls most steeply per factor of the rate,
/// before its lowest; none where it never falls. Batches make the loss uneven, so
/// the slope is that of a line through a twentieth of the steps on either side, and
/// the first tenth, in which the mean has not settled, does not count.
pub fn suggestion(points: &[RangePoint]) -> Option<f32> {
    let lowest =
        (0..points.len()).min_by(|a, b| points[*a].smooth.total_cmp(&points[*b].smooth))?;
    let reach = (points.len() / 20).max(1);
    let first = (points.len() / 10).max(reach);
    let last = lowest.min(points.len().saturating_sub(reach + 1));
    let steepest = (first..last)
        .min_by(|a, b| slope(points, *a, reach).total_cmp(&slope(points, *b, reach)))?;
    (slope(points, steepest, reach) < 0.0).then(|| points[steepest].rate)
}

/// The slope of the line of least squares through the points around one.
fn slope(points: &[RangePoint], middle: usize, reach: usize) -> f64 {
    let (mut along, mut squares) = (0.0, 0.0);
    for (index, point) in points[middle - reach..=middle + reach].iter().enumerate() {
        let x = index as f64 - reach as f64;
        along += x * f64::from(point.smooth);
        squares += x * x;
    }
    along / squares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::init::Init;
    use crate::loss::{Head, Loss, Objective};
    use crate::network::{LayerSpec, Spec};
    use crate::rng::Rng;
    use crate::rules::Rules;

    fn test(high: f32, steps: u32) -> Vec<RangePoint> {
        let mut rng = Rng::new(2, 0);
        let rows: Vec<f32> = (0..200).map(|_| rng.normal()).collect();
        let targets: Vec<f32> = rows
            .chunks_exact(2)
            .map(|row| f32::from(u8::from(row[0] > row[1])))
            .collect();
        let spec = Spec {
            inputs: 2,
            layers: vec![
                LayerSpec::dense(4, Activation::Tanh),
                LayerSpec::dense(1, Activation::Linear),
            ],
        };
        let objective = Objective {
            head: Head::Binary,
            loss: Loss::CrossEntropy,
        };
        let trainer = Trainer::new(spec, Init::Xavier, Rules::sgd(objective, 1.0, 10), 100, 7);
        let mut test = RangeTest::new(trainer, 1e-4, high, steps);
        let samples = Samples {
            rows: &rows,
            targets: &targets,
        };
        while test.step(samples) {}
        test.points
    }

    #[test]
    fn the_rate_grows_by_one_factor_from_end_to_end() {
        let points = test(0.1, 101);
        assert_eq!(points.len(), 101);
        assert!((points[0].rate - 1e-4).abs() < 1e-9);
        assert!((points[100].rate - 0.1).abs() < 1e-6);
        assert!((points[50].rate - (1e-4_f32 * 0.1).sqrt()).abs() < 1e-6);
    }

    #[test]
    fn the_smoothed_loss_is_a_weighted_mean() {
        let points = test(10.0, 60);
        for end in [0, 1, 7, 30] {
            let weights: Vec<f64> = (0..=end).map(|k| 0.9_f64.powi(end - k)).collect();
            let sum: f64 = weights
                .iter()
                .zip(&points)
                .map(|(weight, point)| weight * f64::from(point.loss))
                .sum();
            let mean = sum / weights.iter().sum::<f64>();
            assert!((mean - f64::from(points[end as usize].smooth)).abs() < 1e-5);
        }
    }

    #[test]
    fn it_ends_where_training_breaks() {
        let points = test(1e9, 200);
        assert!(points.len() < 200);
        assert!(points.iter().all(|point| point.loss.is_finite()));
        let rate = suggestion(&points).unwrap();
        assert!((0.001..100.0).contains(&rate), "{rate}");
    }

    /// 1 ÷ (1 + e^k(x−c)) is steepest at c.
    #[test]
    fn the_steepest_descent_is_suggested() {
        let point = |index: i32| {
            let x = f64::from(index) * 0.05;
            let fall = 1.0 / (1.0 + (4.0 * (x - 2.0)).exp());
            let rise = 2.0 * (x - 4.0).max(0.0);
            RangePoint {
                rate: (1e-4 * 10f64.powf(x)) as f32,
                loss: 0.0,
                smooth: (fall + rise) as f32,
            }
        };
        let points: Vec<_> = (0..100).map(point).collect();
        let rate = suggestion(&points).unwrap();
        assert!((rate - 1e-2).abs() < 1e-3, "{rate}");
        // Batches' noise does not mislead it.
        let mut rng = Rng::new(3, 0);
        let noisy: Vec<_> = points
            .iter()
            .map(|point| RangePoint {
                smooth: point.smooth + 0.02 * rng.normal(),
                ..*point
            })
            .collect();
        let rate = suggestion(&noisy).unwrap();
        assert!((0.004..0.025).contains(&rate), "{rate}");
        assert_eq!(suggestion(&points[85..]), None);
        assert_eq!(suggestion(&[]), None);
    }
}

//! Losses on the network's raw outputs (logits), a column per sample.
//!
//! A block of outputs holds `units` rows of `width` columns, row-major; the
//! column is the sample, and `width` a multiple of [`LANE`]. What a loss compares
//! with the target depends on the [`Head`].

use crate::lane::{self, LANE, Vector};
use crate::math::{self, wide};
use serde::{Deserialize, Serialize};

/// Where the Huber loss turns from a parabola into a line (Huber 1964).
pub const HUBER_DELTA: f32 = 1.0;

/// What training makes small. The reported value is the mean over the samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Loss {
    /// Mean of the squared error over the outputs.
    Mse,
    /// Mean of the absolute error over the outputs.
    Mae,
    /// e²/2 up to [`HUBER_DELTA`], beyond it a line of the same slope.
    Huber,
    /// Negative log likelihood, computed from the logits: binary with one
    /// output, categorical with several. Needs classes.
    #[default]
    CrossEntropy,
}

impl Loss {
    /// Every loss.
    pub const ALL: [Self; 4] = [Self::Mse, Self::Mae, Self::Huber, Self::CrossEntropy];

    #[inline]
    fn of(self, error: f32) -> f32 {
        match self {
            Self::Mae => error.abs(),
            Self::Huber if error.abs() <= HUBER_DELTA => 0.5 * error * error,
            Self::Huber => HUBER_DELTA * (error.abs() - 0.5 * HUBER_DELTA),
            Self::Mse | Self::CrossEntropy => error * error,
        }
    }

    #[inline]
    fn slope(self, error: Vector) -> Vector {
        let (zero, one) = (Vector::splat(0.0), Vector::splat(1.0));
        let delta = Vector::splat(HUBER_DELTA);
        match self {
            Self::Mae => zero.if_below(error, one, error.if_below(zero, zero - one, error * 0.0)),
            Self::Huber => error.at_most(delta).at_least(zero - delta),
            Self::Mse | Self::CrossEntropy => 2.0 * error,
        }
    }
}

/// How the outputs are read, and what a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Head {
    /// The output is the value; the target is the value.
    Regression,
    /// One output for two classes; the target is 0 or 1. Under cross-entropy
    /// the probability is σ(z); the other losses compare tanh z with ±1, and
    /// the probability is (tanh z + 1)/2.
    Binary,
    /// An output per class; the target is the class's number. The
    /// probabilities are softmax z, and the other losses than cross-entropy
    /// compare them with 0 and 1.
    Multiclass,
}

/// Softmax of each column, in place.
fn softmax(z: &mut [f32], width: usize) {
    let (z, lanes) = (z.as_chunks_mut::<LANE>().0, width / LANE);
    for first in 0..lanes {
        let mut column = z[first..].iter().step_by(lanes).map(Vector::load);
        let Some(mut peak) = column.next() else {
            return;
        };
        for z in column {
            peak = peak.at_least(z);
        }
        let mut sum = Vector::splat(0.0);
        for z in z[first..].iter_mut().step_by(lanes) {
            let e = wide::exp(Vector::load(z) - peak);
            *z = e.store();
            sum = sum + e;
        }
        for z in z[first..].iter_mut().step_by(lanes) {
            *z = (Vector::load(z) / sum).store();
        }
    }
}

/// A loss and what it is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Objective {
    /// How the outputs are read.
    pub head: Head,
    /// What is made small.
    pub loss: Loss,
}

impl Objective {
    /// Turns logits into predictions in place: values for regression, else
    /// probabilities (of class 1 with one output, of each class with several).
    pub fn predict(self, z: &mut [f32], width: usize) {
        match self.head {
            Head::Regression => {}
            Head::Binary => {
                // (tanh z + 1)/2 = σ(2z)
                let factor = if self.loss == Loss::CrossEntropy {
                    1.0
                } else {
                    2.0
                };
                lane::each([], z, |[], z| wide::sigmoid(factor * z));
            }
            Head::Multiclass => softmax(z, width),
        }
    }

    /// The sum of the first `count` columns' losses, in double precision.
    /// `targets` has one entry per column.
    pub fn value(self, z: &[f32], width: usize, count: usize, targets: &[f32]) -> f64 {
        let loss = self.loss;
        let units = (z.len() / width) as f32;
        let mut sum = 0.0;
        for (column, &t) in targets.iter().enumerate().take(count) {
            let at = |k: usize| z[k * width + column];
            let value = match self.head {
                Head::Regression => loss.of(at(0) - t),
                Head::Binary if loss == Loss::CrossEntropy => math::softplus(at(0)) - t * at(0),
                Head::Binary => loss.of(math::tanh(at(0)) - (2.0 * t - 1.0)),
                Head::Multiclass => {
                    let classes = z.len() / width;
                    let peak = (0..classes)
                        .map(at)
                        .fold(f32::MIN, |m, z| if z > m { z } else { m });
                    let total: f32 = (0..classes).map(|k| math::exp(at(k) - peak)).sum();
                    if loss == Loss::CrossEntropy {
                        peak + math::ln(total) - at(t as usize)
                    } else {
                        let one = |k| f32::from(u8::from(k == t as usize));
                        let error = |k| math::exp(at(k) - peak) / total - one(k);
                        (0..classes).map(|k| loss.of(error(k))).sum::<f32>() / units
                    }
                }
            };
            sum += f64::from(value);
        }
        sum
    }

    /// The gradient of the mean loss with respect to the logits, for a block of
    /// a batch of `1 / scale` samples. Columns from `count` on are set to zero.
    pub fn gradient(
        self,
        z: &[f32],
        width: usize,
        count: usize,
        targets: &[f32],
        scale: f32,
        delta: &mut [f32],
    ) {
        let loss = self.loss;
        match self.head {
            Head::Regression => {
                lane::each([z, targets], delta, |[z, t], _| scale * loss.slope(z - t));
            }
            Head::Binary if loss == Loss::CrossEntropy => {
                lane::each([z, targets], delta, |[z, t], _| {
                    scale * (wide::sigmoid(z) - t)
                });
            }
            Head::Binary => lane::each([z, targets], delta, |[z, t], _| {
                let o = wide::tanh(z);
                scale * loss.slope(o - (2.0 * t - 1.0)) * (1.0 - o * o)
            }),
            Head::Multiclass => {
                delta.copy_from_slice(z);
                softmax(delta, width);
                if loss == Loss::CrossEntropy {
                    for (column, &t) in targets.iter().enumerate().take(count) {
                        delta[t as usize * width + column] -= 1.0;
                    }
                    lane::each([], delta, |[], d| d * scale);
                } else {
                    through_softmax(loss, width, targets, scale, delta);
                }
            }
        }
        if count < width {
            for row in delta.chunks_exact_mut(width) {
                lane::clear_from(row.as_chunks_mut::<LANE>().0, count);
            }
        }
    }
}

/// Replaces probabilities p by the gradient of the loss of p with respect to
/// the logits: p·(g − Σ g·p), where g is the loss's slope.
fn through_softmax(loss: Loss, width: usize, targets: &[f32], scale: f32, p: &mut [f32]) {
    let share = scale / (p.len() / width) as f32;
    let (p, lanes) = (p.as_chunks_mut::<LANE>().0, width / LANE);
    for (first, target) in targets.as_chunks::<LANE>().0.iter().enumerate() {
        let slope = |k: usize, p: Vector| {
            let away = (Vector::load(target) - k as f32).abs();
            let wanted = away.if_below(Vector::splat(0.5), Vector::splat(1.0), Vector::splat(0.0));
            share * loss.slope(p - wanted)
        };
        let mut inner = Vector::splat(0.0);
        for (k, p) in p[first..].iter().step_by(lanes).enumerate() {
            let p = Vector::load(p);
            inner = inner + slope(k, p) * p;
        }
        for (k, p) in p[first..].iter_mut().step_by(lanes).enumerate() {
            let now = Vector::load(p);
            *p = (now * (slope(k, now) - inner)).store();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: [(Head, usize, [f32; 2]); 3] = [
        (Head::Regression, 1, [0.7, -3.0]),
        (Head::Binary, 1, [0.0, 1.0]),
        (Head::Multiclass, 3, [2.0, 0.0]),
    ];

    #[test]
    fn gradients_agree_with_central_differences() {
        for (head, units, targets) in CASES {
            for loss in Loss::ALL {
                if head == Head::Regression && loss == Loss::CrossEntropy {
                    continue;
                }
                let objective = Objective { head, loss };
                // Four columns, of which two are samples.
                let z: Vec<f32> = (0..units * 4).map(|i| 0.3 * i as f32 - 0.8).collect();
                let targets = [targets[0], targets[1], 0.0, 0.0];
                let mut delta = vec![0.0; z.len()];
                objective.gradient(&z, 4, 2, &targets, 0.5, &mut delta);
                for i in 0..z.len() {
                    let shifted = |h: f32| {
                        let mut z = z.clone();
                        z[i] += h;
                        objective.value(&z, 4, 2, &targets) / 2.0
                    };
                    let numeric = (shifted(1e-2) - shifted(-1e-2)) / 2e-2;
                    assert!(
                        (numeric - f64::from(delta[i])).abs() < 3e-4,
                        "{head:?} {loss:?} {i}: {numeric} {}",
                        delta[i]
                    );
                }
            }
        }
    }

    #[test]
    fn cross_entropy_is_finite_for_large_logits() {
        for (head, units, targets) in &CASES[1..] {
            let objective = Objective {
                head: *head,
                loss: Loss::CrossEntropy,
            };
            let z = [60.0, -60.0].repeat(6);
            let z = &z[..units * LANE];
            assert!(objective.value(z, LANE, 2, targets).is_finite());
            let mut p = z.to_vec();
            objective.predict(&mut p, LANE);
            assert!(p.iter().all(|p| (0.0..=1.0).contains(p)));
        }
    }
}

//! What a training step does besides following the gradient.

use crate::loss::Objective;
use crate::optimiser::Optimiser;
use serde::{Deserialize, Serialize};

/// How the learning rate falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Decay {
    /// Not at all.
    #[default]
    Constant,
    /// By a factor every so many epochs.
    Step {
        /// Epochs from one fall to the next, from 1.
        every: u32,
        /// What the rate is multiplied by, 0 to 1.
        factor: f32,
    },
    /// Along half a cosine to zero (Loshchilov and Hutter 2017, without restarts),
    /// where it stays.
    Cosine {
        /// Epochs until zero, from 1.
        epochs: u32,
    },
}

/// The learning rate over a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Steps over which the rate rises in a line from zero; 0 for none.
    pub warm_up: u32,
    /// How it falls.
    pub decay: Decay,
}

impl Schedule {
    /// What the learning rate is multiplied by at a step, counted from 0.
    pub fn factor(&self, step: u64, epoch: u32, batches_per_epoch: usize) -> f32 {
        let decay = match self.decay {
            Decay::Constant => 1.0,
            Decay::Step { every, factor } => power(factor, epoch / every.max(1)),
            Decay::Cosine { epochs } => {
                let all = f64::from(epochs.max(1)) * batches_per_epoch.max(1) as f64;
                let share = (step as f64 / all).min(1.0);
                (0.5 * (1.0 + libm::cos(std::f64::consts::PI * share))) as f32
            }
        };
        if step < u64::from(self.warm_up) {
            decay * ((step + 1) as f32 / self.warm_up as f32)
        } else {
            decay
        }
    }
}

/// By squaring, as `powi` may round differently from platform to platform.
fn power(mut base: f32, mut exponent: u32) -> f32 {
    let mut result = 1.0;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    result
}

/// What training does besides following the gradient of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// What is made small.
    pub objective: Objective,
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// η.
    pub learning_rate: f32,
    /// How η changes over the run.
    pub schedule: Schedule,
    /// λ of λ·Σ|w|, applied by soft thresholding after the step, so that a weight
    /// at zero stays until its gradient outweighs λ, and comes back when it does.
    pub l1: f32,
    /// λ of λ/2·Σw², added to the gradient.
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ), apart from the gradient.
    pub weight_decay: f32,
    /// The greatest length of the gradient, to which a longer one is cut (Pascanu,
    /// Mikolov and Bengio 2013); 0 for none.
    pub clip: f32,
    /// Samples per step.
    pub batch_size: usize,
}

impl Rules {
    /// Plain SGD.
    pub fn sgd(objective: Objective, learning_rate: f32, batch_size: usize) -> Self {
        Self {
            objective,
            optimiser: Optimiser::Sgd,
            learning_rate,
            schedule: Schedule::default(),
            l1: 0.0,
            l2: 0.0,
            weight_decay: 0.0,
            clip: 0.0,
            batch_size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_follow_their_formulas() {
        let steps = Schedule {
            warm_up: 0,
            decay: Decay::Step {
                every: 10,
                factor: 0.5,
            },
        };
        assert_eq!(
            [0, 9, 10, 35].map(|e| steps.factor(0, e, 7)),
            [1.0, 1.0, 0.5, 0.125]
        );
        let cosine = Schedule {
            warm_up: 4,
            decay: Decay::Cosine { epochs: 10 },
        };
        assert!((cosine.factor(50, 5, 10) - 0.5).abs() < 1e-6);
        assert_eq!(cosine.factor(100, 10, 10), 0.0);
        assert_eq!(cosine.factor(9999, 999, 10), 0.0);
        assert_eq!(cosine.factor(0, 0, 10), 0.25);
    }
}

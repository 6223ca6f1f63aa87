//! Everything that defines a run, and the limits within which it may be chosen.

use crate::activation::Activation;
use crate::data::{FeatureSet, Shape};
use crate::init::Init;
use crate::loss::Loss;
use crate::optimiser::Optimiser;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The most hidden layers.
pub const MAX_HIDDEN_LAYERS: usize = 8;
/// Neurons in a hidden layer.
pub const UNITS: RangeInclusive<u32> = 1..=128;
/// η.
pub const LEARNING_RATE: RangeInclusive<f32> = 1e-6..=10.0;
/// λ of the L1 and the L2 penalty and of weight decay.
pub const PENALTY: RangeInclusive<f32> = 0.0..=10.0;
/// Samples per step.
pub const BATCH_SIZE: RangeInclusive<u32> = 1..=1024;
/// Synthetic points.
pub const SAMPLES: RangeInclusive<u32> = 20..=5000;
/// Noise of synthetic points, in percent.
pub const NOISE: RangeInclusive<f32> = 0.0..=50.0;
/// Training share, in percent.
pub const SPLIT: RangeInclusive<f32> = 10.0..=90.0;

/// Where the samples come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// Synthetic points in the plane.
    Shape(Shape),
    /// Handwritten digits; their bytes come with the command.
    Digits,
    /// A table; its bytes come with the command.
    Table,
}

/// A hidden layer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hidden {
    /// Neurons.
    pub units: u32,
    /// Their activation.
    pub activation: Activation,
}

/// Everything that defines a run: the same configuration and data give the same
/// run, bit for bit. Build one from [`RunConfig::default`], which later fields
/// extend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunConfig {
    /// Where the samples come from.
    pub source: Source,
    /// Synthetic points, both parts together.
    pub samples: u32,
    /// Noise of synthetic points, in percent.
    pub noise: f32,
    /// Share of the samples trained on, in percent.
    pub split: f32,
    /// Inputs made from the point; they apply where the data has two columns.
    pub features: FeatureSet,
    /// Hidden layers from the input's side.
    pub hidden: Vec<Hidden>,
    /// What training makes small; `None` takes cross-entropy for classes and the
    /// squared error for numbers.
    pub loss: Option<Loss>,
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// η.
    pub learning_rate: f32,
    /// λ of λ·Σ|w|.
    pub l1: f32,
    /// λ of λ/2·Σw².
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ), apart from the gradient.
    pub weight_decay: f32,
    /// Samples per step.
    pub batch_size: u32,
    /// Decides points, split, weights and order.
    pub seed: u32,
    /// How the weights are drawn.
    pub init: Init,
}

impl Default for RunConfig {
    /// Circle, hidden layers of 4 and 2 tanh neurons, plain SGD at 0.03 on
    /// batches of 10, seed 42, half of 500 points to train on.
    fn default() -> Self {
        Self {
            source: Source::Shape(Shape::Circle),
            samples: 500,
            noise: 0.0,
            split: 50.0,
            features: FeatureSet::default(),
            hidden: Vec::new(),
            loss: None,
            optimiser: Optimiser::Sgd,
            learning_rate: 0.03,
            l1: 0.0,
            l2: 0.0,
            weight_decay: 0.0,
            batch_size: 10,
            seed: 42,
            init: Init::Xavier,
        }
        .with_hidden(&[4, 2], Activation::Tanh)
    }
}

/// A field of [`RunConfig`], to say where a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the field of its name")]
pub enum Field {
    Source,
    Samples,
    Noise,
    Split,
    Features,
    Hidden,
    Loss,
    LearningRate,
    L1,
    L2,
    WeightDecay,
    BatchSize,
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// A number outside its limits, or not a number.
    #[error("{field:?} is {value}, not within {least} to {most}")]
    OutOfRange {
        /// Where.
        field: Field,
        /// What was given (NaN if that).
        value: f64,
        /// The least allowed.
        least: f64,
        /// The most allowed.
        most: f64,
    },
    /// More than [`MAX_HIDDEN_LAYERS`].
    #[error("{given} hidden layers, more than {most}")]
    TooManyLayers {
        /// Layers given.
        given: u32,
        /// Layers allowed.
        most: u32,
    },
    /// A layer whose size is outside [`UNITS`].
    #[error("hidden layer {layer} has {given} neurons, not 1 to {most}")]
    LayerSize {
        /// The layer's number, from 0.
        layer: u32,
        /// Neurons given.
        given: u32,
        /// Neurons allowed.
        most: u32,
    },
    /// [`Activation::Step`] in a layer: no gradient passes it.
    #[error("hidden layer {layer} has the step activation, which cannot be trained")]
    StepInLayer {
        /// The layer's number, from 0.
        layer: u32,
    },
    /// No feature is chosen for data in the plane.
    #[error("no input feature is chosen")]
    NoFeatures,
    /// Cross-entropy chosen for numbers.
    #[error("cross-entropy needs classes, and the target is a number")]
    LossNeedsClasses,
}

impl RunConfig {
    /// The same run with hidden layers of these sizes, all of one activation.
    #[must_use]
    pub fn with_hidden(mut self, units: &[u32], activation: Activation) -> Self {
        self.hidden = (units.iter())
            .map(|&units| Hidden { units, activation })
            .collect();
        self
    }

    /// Every problem that can be told without the data.
    pub fn validate(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut check = |field, value: f64, least: f64, most: f64| {
            if !(least..=most).contains(&value) {
                problems.push(Problem::OutOfRange {
                    field,
                    value,
                    least,
                    most,
                });
            }
        };
        let mut float = |field, value: f32, limits: RangeInclusive<f32>| {
            check(
                field,
                value.into(),
                (*limits.start()).into(),
                (*limits.end()).into(),
            );
        };
        float(Field::Noise, self.noise, NOISE);
        float(Field::Split, self.split, SPLIT);
        float(Field::LearningRate, self.learning_rate, LEARNING_RATE);
        float(Field::L1, self.l1, PENALTY);
        float(Field::L2, self.l2, PENALTY);
        float(Field::WeightDecay, self.weight_decay, PENALTY);
        let mut whole = |field, value: u32, limits: RangeInclusive<u32>| {
            check(
                field,
                value.into(),
                (*limits.start()).into(),
                (*limits.end()).into(),
            );
        };
        whole(Field::Samples, self.samples, SAMPLES);
        whole(Field::BatchSize, self.batch_size, BATCH_SIZE);
        if self.hidden.len() > MAX_HIDDEN_LAYERS {
            problems.push(Problem::TooManyLayers {
                given: self.hidden.len() as u32,
                most: MAX_HIDDEN_LAYERS as u32,
            });
        }
        for (layer, hidden) in self.hidden.iter().enumerate().take(MAX_HIDDEN_LAYERS) {
            let layer = layer as u32;
            if !UNITS.contains(&hidden.units) {
                problems.push(Problem::LayerSize {
                    layer,
                    given: hidden.units,
                    most: *UNITS.end(),
                });
            }
            if hidden.activation == Activation::Step {
                problems.push(Problem::StepInLayer { layer });
            }
        }
        if let Source::Shape(shape) = self.source {
            if self.features.is_empty() {
                problems.push(Problem::NoFeatures);
            }
            if !shape.has_classes() && self.loss == Some(Loss::CrossEntropy) {
                problems.push(Problem::LossNeedsClasses);
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_sound() {
        assert_eq!(RunConfig::default().validate(), []);
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let mut bad = RunConfig {
            learning_rate: f32::NAN,
            noise: 51.0,
            batch_size: 0,
            samples: u32::MAX,
            features: FeatureSet::from_iter([]),
            source: Source::Shape(Shape::Plane),
            loss: Some(Loss::CrossEntropy),
            ..RunConfig::default()
        }
        .with_hidden(&[4, 0, 1_000_000_000], Activation::Step);
        let problems = bad.validate();
        assert_eq!(problems.len(), 4 + 2 + 3 + 2, "{problems:?}");
        bad.hidden = vec![bad.hidden[0]; 1_000];
        assert!(bad.validate().contains(&Problem::TooManyLayers {
            given: 1000,
            most: 8
        }));
    }
}

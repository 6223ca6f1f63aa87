//! What can be wrong with a configuration, and the check that finds all of it.

use super::config::{
    BATCH_SIZE, CLIP, DROPOUT, Hidden, LEARNING_RATE, MAX_HIDDEN_LAYERS, NOISE, PENALTY, RunConfig,
    SAMPLES, SCHEDULE_EPOCHS, SCHEDULE_FACTOR, SPLIT, Source, UNITS, WARM_UP,
};
use crate::activation::Activation;
use crate::loss::Loss;
use crate::rules::Decay;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

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
    Schedule,
    WarmUp,
    Clip,
    Dropout,
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

/// Gathers what lies outside its limits.
#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn within<T: Copy + PartialOrd + Into<f64>>(
        &mut self,
        field: Field,
        value: T,
        limits: RangeInclusive<T>,
    ) {
        if !limits.contains(&value) {
            self.problems.push(Problem::OutOfRange {
                field,
                value: value.into(),
                least: (*limits.start()).into(),
                most: (*limits.end()).into(),
            });
        }
    }

    fn layers(&mut self, layers: &[Hidden]) {
        if layers.len() > MAX_HIDDEN_LAYERS {
            self.problems.push(Problem::TooManyLayers {
                given: layers.len() as u32,
                most: MAX_HIDDEN_LAYERS as u32,
            });
        }
        for (layer, hidden) in layers.iter().enumerate().take(MAX_HIDDEN_LAYERS) {
            let layer = layer as u32;
            if !UNITS.contains(&hidden.units) {
                self.problems.push(Problem::LayerSize {
                    layer,
                    given: hidden.units,
                    most: *UNITS.end(),
                });
            }
            if hidden.activation == Activation::Step {
                self.problems.push(Problem::StepInLayer { layer });
            }
            self.within(Field::Dropout, hidden.dropout, DROPOUT);
        }
    }
}

impl RunConfig {
    /// Every problem that can be told without the data.
    pub fn validate(&self) -> Vec<Problem> {
        let mut check = Check::default();
        check.within(Field::Noise, self.noise, NOISE);
        check.within(Field::Split, self.split, SPLIT);
        check.within(Field::LearningRate, self.learning_rate, LEARNING_RATE);
        check.within(Field::L1, self.l1, PENALTY);
        check.within(Field::L2, self.l2, PENALTY);
        check.within(Field::WeightDecay, self.weight_decay, PENALTY);
        check.within(Field::Clip, self.clip, CLIP);
        check.within(Field::Samples, self.samples, SAMPLES);
        check.within(Field::BatchSize, self.batch_size, BATCH_SIZE);
        check.within(Field::WarmUp, self.schedule.warm_up, WARM_UP);
        match self.schedule.decay {
            Decay::Constant => {}
            Decay::Step { every, factor } => {
                check.within(Field::Schedule, every, SCHEDULE_EPOCHS);
                check.within(Field::Schedule, factor, SCHEDULE_FACTOR);
            }
            Decay::Cosine { epochs } => check.within(Field::Schedule, epochs, SCHEDULE_EPOCHS),
        }
        check.layers(&self.hidden);
        if let Source::Shape(shape) = self.source {
            if self.features.is_empty() {
                check.problems.push(Problem::NoFeatures);
            }
            if shape.classes() == 0 && self.loss == Some(Loss::CrossEntropy) {
                check.problems.push(Problem::LossNeedsClasses);
            }
        }
        check.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{FeatureSet, Shape};

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

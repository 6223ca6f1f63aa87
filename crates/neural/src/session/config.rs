//! Everything that defines a run, and the limits within which it may be chosen.

use crate::activation::Activation;
use crate::data::{FeatureSet, Prepared, Shape, Task};
use crate::init::Init;
use crate::loss::{Head, Loss, Objective};
use crate::network::{LayerSpec, Norm, Spec};
use crate::optimiser::Optimiser;
use crate::rules::Schedule;
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
/// The greatest length of the gradient.
pub const CLIP: RangeInclusive<f32> = 0.0..=1000.0;
/// Dropout, in percent.
pub const DROPOUT: RangeInclusive<f32> = 0.0..=90.0;
/// Epochs of a schedule, and from one fall of the rate to the next.
pub const SCHEDULE_EPOCHS: RangeInclusive<u32> = 1..=1_000_000;
/// What the rate is multiplied by at each fall.
pub const SCHEDULE_FACTOR: RangeInclusive<f32> = 0.0..=1.0;
/// Steps over which the rate rises.
pub const WARM_UP: RangeInclusive<u32> = 0..=1_000_000;
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
    /// How the weighted sums are normalised.
    pub norm: Norm,
    /// Share of the outputs dropped in training, in percent.
    pub dropout: f32,
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
    /// How η changes over the run.
    pub schedule: Schedule,
    /// λ of λ·Σ|w|.
    pub l1: f32,
    /// λ of λ/2·Σw².
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ), apart from the gradient.
    pub weight_decay: f32,
    /// The greatest length of the gradient, to which a longer one is cut; 0 for
    /// none.
    pub clip: f32,
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
            schedule: Schedule::default(),
            l1: 0.0,
            l2: 0.0,
            weight_decay: 0.0,
            clip: 0.0,
            batch_size: 10,
            seed: 42,
            init: Init::Xavier,
        }
        .with_hidden(&[4, 2], Activation::Tanh)
    }
}

impl Hidden {
    /// A layer without normalisation or dropout.
    pub fn new(units: u32, activation: Activation) -> Self {
        Self {
            units,
            activation,
            norm: Norm::None,
            dropout: 0.0,
        }
    }

    /// A network's layer as a configuration has it.
    pub(super) fn of(layer: &LayerSpec) -> Self {
        Self {
            units: layer.units as u32,
            activation: layer.activation,
            norm: layer.norm,
            dropout: layer.dropout * 100.0,
        }
    }

    /// The layer as the network has it.
    pub(super) fn spec(&self) -> LayerSpec {
        LayerSpec {
            units: self.units as usize,
            activation: self.activation,
            norm: self.norm,
            dropout: self.dropout / 100.0,
        }
    }
}

/// The part of a [`RunConfig`] that may change while the run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tuning {
    /// η.
    pub learning_rate: f32,
    /// How η changes over the run.
    pub schedule: Schedule,
    /// λ of λ·Σ|w|.
    pub l1: f32,
    /// λ of λ/2·Σw².
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ).
    pub weight_decay: f32,
    /// The greatest length of the gradient; 0 for none.
    pub clip: f32,
}

impl RunConfig {
    /// The network that learns from this data.
    pub fn spec(&self, data: &Prepared) -> Spec {
        let output = LayerSpec::dense(data.task.outputs(), Activation::Linear);
        Spec {
            inputs: data.inputs.len(),
            layers: (self.hidden.iter().map(Hidden::spec))
                .chain([output])
                .collect(),
        }
    }

    /// What is made small: the loss chosen, or the one that the task suggests.
    pub fn objective(&self, task: &Task) -> Objective {
        let head = task.head();
        let natural = if head == Head::Regression {
            Loss::Mse
        } else {
            Loss::CrossEntropy
        };
        Objective {
            head,
            loss: self.loss.unwrap_or(natural),
        }
    }

    /// The same run with hidden layers of these sizes, all of one activation.
    #[must_use]
    pub fn with_hidden(mut self, units: &[u32], activation: Activation) -> Self {
        self.hidden = (units.iter())
            .map(|&units| Hidden::new(units, activation))
            .collect();
        self
    }

    /// What may change while the run goes on.
    pub fn tuning(&self) -> Tuning {
        Tuning {
            learning_rate: self.learning_rate,
            schedule: self.schedule,
            l1: self.l1,
            l2: self.l2,
            weight_decay: self.weight_decay,
            clip: self.clip,
        }
    }

    /// The same run tuned otherwise.
    #[must_use]
    pub fn tuned(mut self, tuning: Tuning) -> Self {
        self.learning_rate = tuning.learning_rate;
        self.schedule = tuning.schedule;
        self.l1 = tuning.l1;
        self.l2 = tuning.l2;
        self.weight_decay = tuning.weight_decay;
        self.clip = tuning.clip;
        self
    }
}

//! The part of the state that most readers leave as it is: how it is trained in
//! detail, and what the pictures show. Pure.

use super::choices::{LOSS_NAMES, LOSSES};
use super::per_layer::PerLayer;
use super::state::{State, index, real, whole};
use crate::explorables::state::{Fault, Key, choice, write_number};
use neural::init::Init;
use neural::loss::Loss;
use neural::network::Norm;
use neural::rules::{Decay, Schedule};
use neural::session::{
    CLIP, DROPOUT, PENALTY, RunConfig, SAMPLES, SCHEDULE_EPOCHS, SCHEDULE_FACTOR, WARM_UP,
};

/// Names of [`Init::ALL`] in the address.
pub const INIT_NAMES: &[&str] = &["zeros", "uniform", "normal", "xavier", "he"];
/// Normalisations.
pub const NORMS: [Norm; 3] = [Norm::None, Norm::Batch, Norm::Layer];
/// Names of [`NORMS`] in the address.
pub const NORM_NAMES: &[&str] = &["none", "batch", "layer"];
/// How the learning rate falls, by name in the address.
pub const SCHEDULE_NAMES: &[&str] = &["constant", "step", "cosine"];
/// What the decision map shows, by name in the address.
pub const MAP_NAMES: &[&str] = &["soft", "hard", "entropy"];
const SWITCH: &[&str] = &["0", "1"];

/// How the colours of a map are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The answer, paler where the network is unsure.
    #[default]
    Soft,
    /// The answer alone.
    Hard,
    /// How unsure it is.
    Entropy,
}

impl Look {
    /// Every look, in the order of [`MAP_NAMES`].
    pub const ALL: [Self; 3] = [Self::Soft, Self::Hard, Self::Entropy];
}

/// The choices. Indices are into the tables above.
#[derive(Clone, Debug, PartialEq)]
pub struct Advanced {
    /// Synthetic points, both parts together.
    pub samples: u32,
    /// The loss.
    pub loss: usize,
    /// How the weights are drawn.
    pub init: usize,
    /// The hidden layers' normalisation.
    pub norm: PerLayer<usize>,
    /// Share of each hidden layer's outputs dropped, in percent.
    pub dropout: PerLayer<f64>,
    /// How the learning rate falls.
    pub schedule: usize,
    /// Epochs from one fall to the next, or until zero.
    pub every: u32,
    /// What a fall multiplies the rate by.
    pub factor: f64,
    /// Steps over which the rate rises.
    pub warm_up: u32,
    /// The greatest length of the gradient; 0 for none.
    pub clip: f64,
    /// λ of w ← w·(1 − η·λ).
    pub weight_decay: f64,
    /// How maps are coloured.
    pub map: Look,
    /// Whether every line has its weight written on it.
    pub values: bool,
    /// Whether a regression's errors are drawn.
    pub errors: bool,
    /// Whether the loss is drawn on a logarithmic axis.
    pub logarithmic: bool,
}

impl Default for Advanced {
    fn default() -> Self {
        Self {
            samples: 500,
            loss: 0,
            init: index(INIT_NAMES, "xavier"),
            norm: PerLayer::all(0),
            dropout: PerLayer::all(0.0),
            schedule: 0,
            every: 100,
            factor: 0.5,
            warm_up: 0,
            clip: 0.0,
            weight_decay: 0.0,
            map: Look::Soft,
            values: false,
            errors: true,
            logarithmic: false,
        }
    }
}

impl Advanced {
    /// The run with these choices in it.
    pub fn apply(&self, config: RunConfig) -> RunConfig {
        let numbers =
            matches!(config.source, neural::session::Source::Shape(shape) if shape.classes() == 0);
        // Where numbers are predicted there are no classes for cross-entropy.
        let loss = LOSSES[self.loss].filter(|loss| !numbers || *loss != Loss::CrossEntropy);
        RunConfig {
            samples: self.samples,
            loss,
            init: Init::ALL[self.init],
            schedule: self.schedule(),
            clip: self.clip as f32,
            weight_decay: self.weight_decay as f32,
            ..config
        }
    }

    fn schedule(&self) -> Schedule {
        let decay = match SCHEDULE_NAMES[self.schedule] {
            "step" => Decay::Step {
                every: self.every,
                factor: self.factor as f32,
            },
            "cosine" => Decay::Cosine { epochs: self.every },
            _ => Decay::Constant,
        };
        Schedule {
            warm_up: self.warm_up,
            decay,
        }
    }

    /// Takes over a schedule.
    pub fn set_schedule(&mut self, schedule: Schedule) {
        self.warm_up = schedule.warm_up;
        let name = match schedule.decay {
            Decay::Constant => "constant",
            Decay::Step { every, factor } => {
                self.every = every;
                self.factor = f64::from(factor);
                "step"
            }
            Decay::Cosine { epochs } => {
                self.every = epochs;
                "cosine"
            }
        };
        self.schedule = index(SCHEDULE_NAMES, name);
    }

    /// Whether training differs from what most readers see.
    pub fn is_default_training(&self) -> bool {
        let default = Self::default();
        *self
            == Self {
                map: self.map,
                values: self.values,
                errors: self.errors,
                logarithmic: self.logarithmic,
                ..default
            }
    }
}

fn switch(text: &str) -> Result<bool, Fault> {
    choice(text, SWITCH).map(|index| index == 1)
}

fn write_switch(on: bool) -> String {
    SWITCH[usize::from(on)].to_owned()
}

/// Points of a synthetic set.
pub const SAMPLES_KEY: Key<State> = Key {
    name: "samples",
    get: |state| state.advanced.samples.to_string(),
    set: |state, text| whole(text, SAMPLES).map(|value| state.advanced.samples = value),
};
/// The loss.
pub const LOSS_KEY: Key<State> = Key {
    name: "loss",
    get: |state| LOSS_NAMES[state.advanced.loss].to_owned(),
    set: |state, text| choice(text, LOSS_NAMES).map(|index| state.advanced.loss = index),
};
/// How the weights are drawn.
pub const INIT_KEY: Key<State> = Key {
    name: "init",
    get: |state| INIT_NAMES[state.advanced.init].to_owned(),
    set: |state, text| choice(text, INIT_NAMES).map(|index| state.advanced.init = index),
};
/// Normalisation, for all layers or layer by layer.
pub const NORM_KEY: Key<State> = Key {
    name: "norm",
    get: |state| {
        state
            .advanced
            .norm
            .write(|index| NORM_NAMES[*index].to_owned())
    },
    set: |state, text| {
        PerLayer::read(text, |name| choice(name, NORM_NAMES)).map(|norm| state.advanced.norm = norm)
    },
};
/// Dropout in percent, for all layers or layer by layer.
pub const DROPOUT_KEY: Key<State> = Key {
    name: "dropout",
    get: |state| state.advanced.dropout.write(|share| write_number(*share)),
    set: |state, text| {
        PerLayer::read(text, |share| real(share, &DROPOUT))
            .map(|dropout| state.advanced.dropout = dropout)
    },
};
/// How the learning rate falls.
pub const SCHEDULE_KEY: Key<State> = Key {
    name: "sched",
    get: |state| SCHEDULE_NAMES[state.advanced.schedule].to_owned(),
    set: |state, text| choice(text, SCHEDULE_NAMES).map(|index| state.advanced.schedule = index),
};
/// Epochs of the schedule.
pub const EVERY_KEY: Key<State> = Key {
    name: "every",
    get: |state| state.advanced.every.to_string(),
    set: |state, text| whole(text, SCHEDULE_EPOCHS).map(|value| state.advanced.every = value),
};
/// The factor of a fall.
pub const FACTOR_KEY: Key<State> = Key {
    name: "factor",
    get: |state| write_number(state.advanced.factor),
    set: |state, text| real(text, &SCHEDULE_FACTOR).map(|value| state.advanced.factor = value),
};
/// Steps of the warm-up.
pub const WARM_UP_KEY: Key<State> = Key {
    name: "warmup",
    get: |state| state.advanced.warm_up.to_string(),
    set: |state, text| whole(text, WARM_UP).map(|value| state.advanced.warm_up = value),
};
/// The gradient's greatest length.
pub const CLIP_KEY: Key<State> = Key {
    name: "clip",
    get: |state| write_number(state.advanced.clip),
    set: |state, text| real(text, &CLIP).map(|value| state.advanced.clip = value),
};
/// Weight decay.
pub const WEIGHT_DECAY_KEY: Key<State> = Key {
    name: "wd",
    get: |state| write_number(state.advanced.weight_decay),
    set: |state, text| real(text, &PENALTY).map(|value| state.advanced.weight_decay = value),
};
/// How maps are coloured.
pub const MAP_KEY: Key<State> = Key {
    name: "map",
    get: |state| MAP_NAMES[state.advanced.map as usize].to_owned(),
    set: |state, text| choice(text, MAP_NAMES).map(|index| state.advanced.map = Look::ALL[index]),
};
/// Whether the lines have their weights written on them.
pub const VALUES_KEY: Key<State> = Key {
    name: "values",
    get: |state| write_switch(state.advanced.values),
    set: |state, text| switch(text).map(|on| state.advanced.values = on),
};
/// Whether a regression's errors are drawn.
pub const ERRORS_KEY: Key<State> = Key {
    name: "errors",
    get: |state| write_switch(state.advanced.errors),
    set: |state, text| switch(text).map(|on| state.advanced.errors = on),
};
/// Whether the loss is drawn on a logarithmic axis.
pub const LOG_KEY: Key<State> = Key {
    name: "log",
    get: |state| write_switch(state.advanced.logarithmic),
    set: |state, text| switch(text).map(|on| state.advanced.logarithmic = on),
};

//! What the figures with a network let choose by name: data sets, activations,
//! losses, optimisers, speeds.
//! The names are those of the address; their words are the reader's language's.

use crate::i18n::{Locale, td_string};
use neural::activation::Activation;
use neural::data::Shape;
use neural::loss::Loss;
use neural::optimiser::Optimiser;
use neural::session::Source;

/// Where the samples come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dataset {
    /// A disc inside a ring.
    Circle,
    /// Opposite quadrants.
    Xor,
    /// Two clouds.
    Gauss,
    /// Two arms.
    Spiral,
    /// Three arms, a class each.
    Arms,
    /// Regression on a plane.
    Plane,
    /// Regression on bumps.
    Hills,
    /// Regression on one number.
    Wave,
    /// The shipped handwritten digits.
    Digits,
    /// The shipped table of penguins.
    Penguins,
    /// The reader's table.
    Own,
}

/// Names of [`Dataset::ALL`] in the address.
pub const DATA_NAMES: &[&str] = &[
    "circle", "xor", "gauss", "spiral", "arms", "plane", "hills", "wave", "digits", "penguins",
    "own",
];

impl Dataset {
    /// Every set, in the order of [`DATA_NAMES`].
    pub const ALL: [Self; 11] = [
        Self::Circle,
        Self::Xor,
        Self::Gauss,
        Self::Spiral,
        Self::Arms,
        Self::Plane,
        Self::Hills,
        Self::Wave,
        Self::Digits,
        Self::Penguins,
        Self::Own,
    ];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        DATA_NAMES[self as usize]
    }

    /// Where the engine takes it from.
    pub fn source(self) -> Source {
        match self {
            Self::Circle => Source::Shape(Shape::Circle),
            Self::Xor => Source::Shape(Shape::Xor),
            Self::Gauss => Source::Shape(Shape::Gauss),
            Self::Spiral => Source::Shape(Shape::Spiral),
            Self::Arms => Source::Shape(Shape::Arms),
            Self::Plane => Source::Shape(Shape::Plane),
            Self::Hills => Source::Shape(Shape::Hills),
            Self::Wave => Source::Shape(Shape::Wave),
            Self::Digits => Source::Digits,
            Self::Penguins | Self::Own => Source::Table,
        }
    }

    /// The formula that it is drawn from, if it is.
    pub fn shape(self) -> Option<Shape> {
        match self.source() {
            Source::Shape(shape) => Some(shape),
            Source::Digits | Source::Table => None,
        }
    }

    /// Whether it is drawn from a formula.
    pub fn is_shape(self) -> bool {
        self.shape().is_some()
    }

    /// Sets of one kind can be learnt by the same network.
    pub fn kind(self) -> u8 {
        match self.source() {
            Source::Shape(_) => 0,
            Source::Digits => 1,
            Source::Table => 2,
        }
    }

    /// Its name for the reader.
    pub fn label(self, locale: Locale) -> &'static str {
        match self {
            Self::Circle => td_string!(locale, network.circle),
            Self::Xor => td_string!(locale, network.xor),
            Self::Gauss => td_string!(locale, network.gauss),
            Self::Spiral => td_string!(locale, network.spiral),
            Self::Arms => td_string!(locale, controls.arms),
            Self::Plane => td_string!(locale, network.plane),
            Self::Hills => td_string!(locale, network.hills),
            Self::Wave => td_string!(locale, controls.wave),
            Self::Digits => td_string!(locale, network.digits),
            Self::Penguins => td_string!(locale, network.penguins),
            Self::Own => td_string!(locale, network.own),
        }
    }
}

/// The activations of hidden layers: name in the address, function, and the
/// name that both languages use.
pub const ACTIVATIONS: [(&str, Activation); 9] = [
    ("Linear", Activation::Linear),
    ("ReLU", Activation::Relu),
    ("Leaky ReLU", Activation::LeakyRelu),
    ("ELU", Activation::Elu),
    ("GELU", Activation::Gelu),
    ("SiLU", Activation::Silu),
    ("tanh", Activation::Tanh),
    ("Sigmoid", Activation::Sigmoid),
    ("Softplus", Activation::Softplus),
];
/// Names of [`ACTIVATIONS`] in the address.
pub const ACTIVATION_NAMES: &[&str] = &[
    "linear", "relu", "leaky", "elu", "gelu", "silu", "tanh", "sigmoid", "softplus",
];

/// The activations as a list offers them: name in the address and for the reader.
pub fn activations() -> Vec<(String, String)> {
    let names = ACTIVATION_NAMES.iter().zip(ACTIVATIONS);
    names
        .map(|(key, (name, _))| ((*key).to_owned(), name.to_owned()))
        .collect()
}

/// Losses; the first is the task's own.
pub const LOSSES: [Option<Loss>; 5] = [
    None,
    Some(Loss::CrossEntropy),
    Some(Loss::Mse),
    Some(Loss::Mae),
    Some(Loss::Huber),
];
/// Names of [`LOSSES`] in the address.
pub const LOSS_NAMES: &[&str] = &["auto", "ce", "mse", "mae", "huber"];

/// The losses that go with `data`, as indices into [`LOSSES`] with their words.
pub fn losses(data: Option<Shape>, locale: Locale) -> Vec<(usize, String)> {
    let words = [
        td_string!(locale, controls.loss_auto),
        td_string!(locale, controls.loss_ce),
        td_string!(locale, controls.loss_mse),
        td_string!(locale, controls.loss_mae),
        td_string!(locale, controls.loss_huber),
    ];
    // Numbers have no classes for cross-entropy.
    let numbers = data.is_some_and(|shape| shape.classes() == 0);
    (0..)
        .zip(words)
        .filter(|(index, _)| !numbers || LOSSES[*index] != Some(Loss::CrossEntropy))
        .map(|(index, word)| (index, word.to_owned()))
        .collect()
}

/// The optimisers, by the name that both languages use.
pub const OPTIMISERS: [(&str, Optimiser); 7] = [
    ("SGD", Optimiser::Sgd),
    ("Momentum", Optimiser::Momentum),
    ("Nesterov", Optimiser::Nesterov),
    ("AdaGrad", Optimiser::AdaGrad),
    ("RMSProp", Optimiser::RmsProp),
    ("Adam", Optimiser::Adam),
    ("AdamW", Optimiser::AdamW),
];
/// Names of [`OPTIMISERS`] in the address.
pub const OPTIMISER_NAMES: &[&str] = &[
    "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw",
];

/// Epochs per second; `None` is as fast as it goes.
pub const SPEEDS: [Option<f32>; 5] = [Some(0.2), Some(1.0), Some(5.0), Some(30.0), None];
/// Names of [`SPEEDS`] in the address.
pub const SPEED_NAMES: &[&str] = &["0.2", "1", "5", "30", "full"];

/// Learning rates on offer; the address may carry any other.
pub const RATES: &[f64] = &[
    0.000_01, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0,
];
/// Penalties on offer.
pub const PENALTIES: &[f64] = &[
    0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0,
];
/// Batch sizes on offer.
pub const BATCHES: &[f64] = &[1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0];

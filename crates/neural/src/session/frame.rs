//! A run as it is shown.

use super::{Prediction, StopReason};
use crate::metrics::{Confusion, Errors, Metrics};
use serde::{Deserialize, Serialize};

/// The most points a [`Curve`] holds.
pub const MAX_CURVE_POINTS: usize = 1000;
/// The finest decision map: this many cells each way.
pub const MAX_MAP_SIDE: u32 = 256;
/// The most cells of all the neurons' maps together.
pub const MAX_MAP_CELLS: u64 = 4_000_000;

/// The most samples of a part in [`Parts`].
pub const MAX_FITTED: usize = 1000;

/// A run at one step: an immutable snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The run's name.
    pub run: u32,
    /// Mini-batches trained since the start.
    pub step: u64,
    /// Epochs completed.
    pub epoch: u32,
    /// Mini-batches done in the present epoch.
    pub batch: u32,
    /// What the run is doing.
    pub state: RunState,
    /// The rule that stopped the run, if one did.
    pub stopped: Option<StopReason>,
    /// η of the next step.
    pub learning_rate: f32,
    /// The earliest and the latest step that [`Command::Seek`](super::Command)
    /// can go to.
    pub reach: (u64, u64),
    /// Over the training part, at this step.
    pub train: Metrics,
    /// Over the test part, at this step.
    pub test: Metrics,
    /// Losses over the epochs.
    pub curve: Curve,
    /// Each layer's weights and biases, the output last.
    pub layers: Vec<Layer>,
    /// The output's decision maps: one for regression (scaled units) and for two
    /// classes (2p − 1, where p is the probability of class 1, so that the border
    /// is at 0), else one per class with its probability. Empty if not asked for.
    pub output_maps: Vec<Map>,
    /// A map per input feature, then per neuron of each hidden layer.
    pub neuron_maps: Vec<Map>,
    /// Over the test part, for classes.
    pub confusion: Option<Confusion>,
    /// Over the training part, for classes.
    pub train_confusion: Option<Confusion>,
    /// Over the training and the test part, for regression.
    pub errors: Option<[Errors; 2]>,
    /// Predictions of [`RunInfo::examples`](super::RunInfo::examples).
    pub examples: Vec<Prediction>,
    /// For regression, the predictions of [`RunInfo::targets`](super::RunInfo::targets),
    /// scaled.
    pub fitted: Parts,
}

/// A number for each sample, of the training and of the test part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// Of the first training samples, at most [`MAX_FITTED`].
    pub train: Vec<f32>,
    /// Of the first test samples, at most [`MAX_FITTED`].
    pub test: Vec<f32>,
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RunState {
    /// Waiting.
    #[default]
    Paused,
    /// Training.
    Running,
    /// Stopped before a step that would have left the finite numbers.
    Diverged,
}

/// Points of the curve that are new since the last frame.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Epochs from one point to the next; doubled when the curve is thinned.
    pub stride: u32,
    /// Whether `points` replaces what was sent before, rather than adding to it.
    pub replace: bool,
    /// New points, at most [`MAX_CURVE_POINTS`].
    pub points: Vec<CurvePoint>,
}

/// Losses and accuracies after an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Epochs completed.
    pub epoch: u32,
    /// Over the training part.
    pub train: Metrics,
    /// Over the test part.
    pub test: Metrics,
}

/// A layer's parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Inputs of the layer.
    pub inputs: u32,
    /// Neurons × inputs, row-major: a row per neuron.
    pub weights: Vec<f32>,
    /// A bias per neuron.
    pub biases: Vec<f32>,
    /// A gain per neuron, then a shift per neuron; empty without normalisation.
    pub norm: Vec<f32>,
    /// Whether each weight, then each bias, is frozen; empty if none is.
    pub frozen: Vec<bool>,
    /// Batch normalisation's running mean per neuron, then variance; else empty.
    pub running: Vec<f32>,
}

/// A value for each cell of a square grid over [`Plane::extent`](super::Plane::extent), in a byte each;
/// for data of one column, a single row of cells along it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// Cells each way.
    pub side: u32,
    /// A cell's value is (byte − 128)/127·scale; see [`Map::value`]. 1 for values
    /// within ±1, else the largest |value| in the map.
    pub scale: f32,
    /// Row by row from the top (greatest x₂), each from the left. A cell stands
    /// for its centre.
    #[serde(with = "super::bytes")]
    pub cells: Vec<u8>,
}

impl Map {
    /// A cell's value, to within scale/254.
    pub fn value(&self, cell: usize) -> f32 {
        (f32::from(self.cells[cell]) - 128.0) / 127.0 * self.scale
    }
}

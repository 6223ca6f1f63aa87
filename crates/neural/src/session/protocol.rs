//! What a session is told, and what it answers. All of it is data that
//! `postcard` or JSON can carry between a page and its worker.

use super::config::{Problem, RunConfig};
use crate::data::{DigitsError, Task};
use crate::metrics::{Confusion, Metrics};
use crate::table::{self, Preview, TableError};
use serde::{Deserialize, Serialize};

/// The most points a [`Curve`] holds.
pub const MAX_CURVE_POINTS: usize = 1000;
/// The most test samples whose predictions a [`Frame`] carries.
pub const MAX_EXAMPLES: usize = 12;
/// The finest decision map: this many cells each way.
pub const MAX_MAP_SIDE: u32 = 256;
/// The most cells of all the neurons' maps together.
pub const MAX_MAP_CELLS: u64 = 4_000_000;

/// The samples that come with a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Data {
    /// Those of the run before; synthetic points need nothing else either.
    Keep,
    /// Digits in the format of [`crate::data::digits`].
    Digits(#[serde(with = "super::bytes")] Vec<u8>),
    /// A delimited text, and how to read it.
    Table {
        /// The file's bytes.
        #[serde(with = "super::bytes")]
        bytes: Vec<u8>,
        /// How to read it.
        options: table::Options,
    },
}

/// Which decision maps a frame carries, as cells each way; 0 for none. They are
/// there only where the data has two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapSize {
    /// The output's map.
    pub output: u32,
    /// Each input feature's and hidden neuron's map.
    pub neurons: u32,
}

impl Default for MapSize {
    fn default() -> Self {
        Self {
            output: 100,
            neurons: 30,
        }
    }
}

/// What a session can be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Starts another run, paused at step 0, in place of the present one. If the
    /// configuration or the data will not do, the present run stays.
    Load {
        /// The caller's name for the run; events carry it.
        run: u32,
        /// What defines it.
        config: RunConfig,
        /// Its samples.
        data: Data,
    },
    /// Trains until paused: `None` as fast as it goes, else at this speed, which
    /// may be below one.
    Play {
        /// Epochs per second.
        epochs_per_second: Option<f32>,
    },
    /// Stops between two batches.
    Pause,
    /// Pauses and trains one mini-batch.
    StepBatch,
    /// Pauses and trains to the end of the present epoch.
    StepEpoch,
    /// Back to step 0 of the same seed, paused: the same run again, bit for bit.
    Rewind,
    /// Which maps frames carry from now on.
    Maps(MapSize),
    /// Asks for the network's answer to samples of the reader's own.
    Predict {
        /// The caller's name for the question.
        request: u32,
        /// Row-major, a row per sample, in the data's own units (digits: 0 to 1);
        /// NaN for missing.
        rows: Vec<f32>,
    },
    /// Asks how a table would be read, without touching the run.
    Preview {
        /// The caller's name for the question.
        request: u32,
        /// The file's bytes.
        #[serde(with = "super::bytes")]
        bytes: Vec<u8>,
        /// How to read it.
        options: table::Options,
    },
}

/// Why a run was not loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum LoadError {
    /// The configuration is out of its limits.
    #[error("the configuration has {} problems", .0.len())]
    Config(Vec<Problem>),
    /// The table cannot be used.
    #[error(transparent)]
    Table(TableError),
    /// The digits cannot be read.
    #[error(transparent)]
    Digits(DigitsError),
    /// [`Data::Keep`], and no earlier run brought data for this source.
    #[error("no data has been given for this source")]
    NoData,
}

/// Why a command did nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum CommandError {
    /// No run is loaded.
    #[error("no run is loaded")]
    NoRun,
    /// The run has diverged: it can be rewound or replaced.
    #[error("the run has diverged")]
    Diverged,
    /// `rows` is not a whole number of rows of this many columns, or is too long.
    #[error("rows of {columns} columns were expected")]
    WrongColumns {
        /// Columns of the data.
        columns: u32,
    },
    /// A speed that is not a positive number.
    #[error("the speed is not a positive number")]
    WrongSpeed,
}

/// What a session answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The run is there, paused at step 0.
    Loaded(Box<RunInfo>),
    /// The run was not loaded; the present one stays.
    LoadFailed {
        /// The run's name.
        run: u32,
        /// Why.
        error: LoadError,
    },
    /// The answer to [`Command::Predict`].
    Predicted {
        /// The question's name.
        request: u32,
        /// An answer per row.
        predictions: Vec<Prediction>,
    },
    /// The answer to [`Command::Preview`].
    Previewed {
        /// The question's name.
        request: u32,
        /// How the table would be read.
        result: Result<Preview, TableError>,
    },
    /// A step would have left the finite numbers. The run is paused, and frames
    /// show the last good step.
    Diverged {
        /// The run's name.
        run: u32,
        /// The last good step.
        step: u64,
    },
    /// A command did nothing.
    Refused(CommandError),
}

/// One sample's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Regression: the value in the data's own units. Two classes: the
    /// probability of class 1. More: the probability of each.
    pub outputs: Vec<f32>,
    /// The most probable class; 0 for regression.
    pub class: u32,
}

/// What stays the same through a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// The run's name.
    pub run: u32,
    /// What defines it.
    pub config: RunConfig,
    /// What is predicted, with the classes' names.
    pub task: Task,
    /// The loss in use, where the configuration left it open.
    pub loss: crate::loss::Loss,
    /// Names of the data's columns.
    pub columns: Vec<String>,
    /// Names of the network's inputs.
    pub inputs: Vec<String>,
    /// Neurons of each layer, the output last.
    pub layers: Vec<u32>,
    /// Weights and biases.
    pub parameters: u32,
    /// Samples trained on.
    pub train: u32,
    /// Samples held back.
    pub test: u32,
    /// Mini-batches per epoch.
    pub batches_per_epoch: u32,
    /// For data of two columns, the points.
    pub plane: Option<Plane>,
    /// Mean and deviation of each column over the training part: what a scaled
    /// value of 0, and a step of 1, mean.
    pub scaler: crate::data::Scaler,
    /// The same for a regression's target.
    pub target_scaler: crate::data::Scaler,
    /// The first test samples; [`Frame::examples`] has their predictions.
    pub examples: Vec<Example>,
}

/// Points in the plane, in scaled units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    /// x₁ from, x₁ to, x₂ from, x₂ to: the rectangle that the maps cover.
    pub extent: [f32; 4],
    /// Points trained on.
    pub train: Vec<Point>,
    /// Points held back.
    pub test: Vec<Point>,
}

/// A point of [`Plane`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The first column, scaled.
    pub x1: f32,
    /// The second column, scaled.
    pub x2: f32,
    /// The class's number, or the scaled value.
    pub target: f32,
}

/// A test sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Its row's number in the data.
    pub row: u32,
    /// Its columns in the data's own units (digits: 0 to 1).
    pub columns: Vec<f32>,
    /// The class's number, or the value in the data's own units.
    pub target: f32,
}

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
    /// Predictions of [`RunInfo::examples`].
    pub examples: Vec<Prediction>,
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
}

/// A value for each cell of a square grid over [`Plane::extent`], in a byte each.
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

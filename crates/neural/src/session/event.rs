//! What a session answers.

use super::{Parts, Problem, RunConfig};
use crate::data::{DigitsError, Scaler, Task};
use crate::loss::Loss;
use crate::table::{Preview, TableError};
use serde::{Deserialize, Serialize};

/// The most test samples whose predictions a [`Frame`](super::Frame) carries.
pub const MAX_EXAMPLES: usize = 12;

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
    /// The run has diverged: it can be rewound, gone back in, or replaced.
    #[error("the run has diverged")]
    Diverged,
    /// `rows` is not a whole number of rows of this many columns, or is too long.
    #[error("rows of {columns} columns were expected")]
    WrongColumns {
        /// Columns of the data.
        columns: u32,
    },
    /// The network has no such part, or the command does not apply to it.
    #[error("the network has no such part")]
    NoSuchPart,
    /// A weight that is no number, or too great.
    #[error("the weight is not within its limits")]
    WrongValue,
    /// Parameters that are not this network's, or no numbers.
    #[error("the weights are not those of this network")]
    WrongWeights,
    /// A step that the run has not been at, or that is no longer kept.
    #[error("step {least} to {most} can be gone to")]
    OutOfReach {
        /// The earliest step kept.
        least: u64,
        /// The latest step reached.
        most: u64,
    },
    /// The change would leave the limits.
    #[error("the change has {} problems", .0.len())]
    Config(Vec<Problem>),
    /// A speed that is not a positive number.
    #[error("the speed is not a positive number")]
    WrongSpeed,
}

/// What a session answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The run is there, paused at step 0.
    Loaded(Box<RunInfo>),
    /// The run's configuration is another: the hidden layers were changed as
    /// told, or the run went back to before a change.
    Reshaped(Box<RunInfo>),
    /// The run was not loaded; the present one stays.
    LoadFailed {
        /// The run's name.
        run: u32,
        /// Why.
        error: LoadError,
    },
    /// The answer to [`Command::Predict`](super::Command::Predict).
    Predicted {
        /// The question's name.
        request: u32,
        /// An answer per row.
        predictions: Vec<Prediction>,
    },
    /// The answer to [`Command::Preview`](super::Command::Preview).
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
    pub loss: Loss,
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
    /// For data of two columns, and for a number predicted from one, the points.
    pub plane: Option<Plane>,
    /// Mean and deviation of each column over the training part: what a scaled
    /// value of 0, and a step of 1, mean.
    pub scaler: Scaler,
    /// The same for a regression's target.
    pub target_scaler: Scaler,
    /// The first test samples; [`Frame::examples`](super::Frame::examples) has their predictions.
    pub examples: Vec<Example>,
    /// For regression, the targets, scaled.
    pub targets: Parts,
}

/// Points in the plane, in scaled units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    /// x₁ from, x₁ to, x₂ from, x₂ to: the rectangle that the maps cover. With
    /// one column, the target takes the place of x₂.
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
    /// The second column, scaled; of one column alone, the target.
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

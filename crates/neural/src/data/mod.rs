//! Data sets, and their way into the network without a leak from the test part.

mod digits;
mod features;
mod prepare;
mod shapes;

pub use digits::{DIGIT_BYTES, DIGIT_PIXELS, DigitsError, digits, digits_of_drawing};
pub use features::{FeatureSet, Transform};
pub use prepare::{Part, Prepared, Scaler};
pub use shapes::{SHAPE_EXTENT, Shape};

use crate::loss::Head;
use serde::{Deserialize, Serialize};

/// What is to be predicted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// A number.
    Regression,
    /// One of several classes.
    Classification {
        /// The classes' names; a target is an index into them.
        classes: Vec<String>,
    },
}

impl Task {
    /// How a network's outputs are read for this task.
    pub fn head(&self) -> Head {
        match self {
            Self::Regression => Head::Regression,
            Self::Classification { classes } if classes.len() <= 2 => Head::Binary,
            Self::Classification { .. } => Head::Multiclass,
        }
    }

    /// Outputs of the network for this task.
    pub fn outputs(&self) -> usize {
        match self {
            Self::Classification { classes } if classes.len() > 2 => classes.len(),
            _ => 1,
        }
    }

    /// Classes, 0 for regression.
    pub fn classes(&self) -> usize {
        match self {
            Self::Regression => 0,
            Self::Classification { classes } => classes.len(),
        }
    }
}

/// How raw columns are brought to the network's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scaling {
    /// As they are.
    None,
    /// Mean 0 and variance 1 over the training part.
    Standardise,
}

/// A whole data set, before it is split.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The columns' names.
    pub names: Vec<String>,
    /// Row-major, a row per sample; NaN where a value is missing.
    pub rows: Vec<f32>,
    /// The value, or the index of the class, per sample.
    pub targets: Vec<f32>,
    /// What the targets mean.
    pub task: Task,
    /// What its columns need.
    pub scaling: Scaling,
}

impl Dataset {
    /// Samples.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }
}

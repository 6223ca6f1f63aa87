//! What a session is told. All of it is data that `postcard` or JSON can carry
//! between a page and its worker.

use super::{Hidden, RunConfig, StopRule, Tuning};
use crate::table;
use serde::{Deserialize, Serialize};

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

/// The greatest weight or bias that can be set by hand.
pub const MAX_PARAMETER: f32 = 1e6;

/// A part of the network. Layers are counted from 0, the first hidden one; the
/// output layer comes after the hidden ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The weight of one input of a neuron.
    Weight {
        /// The neuron's layer.
        layer: u32,
        /// The neuron's number in it.
        unit: u32,
        /// The input's number.
        input: u32,
    },
    /// The bias of a neuron.
    Bias {
        /// The neuron's layer.
        layer: u32,
        /// The neuron's number in it.
        unit: u32,
    },
    /// A neuron's weights and bias, gain and shift.
    Neuron {
        /// Its layer.
        layer: u32,
        /// Its number in the layer.
        unit: u32,
    },
    /// All neurons of a layer.
    Layer {
        /// The layer.
        layer: u32,
    },
}

/// A change of the hidden layers, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// One more neuron at the end of a layer.
    AddNeuron {
        /// The layer.
        layer: u32,
    },
    /// One neuron less.
    RemoveNeuron {
        /// The layer.
        layer: u32,
        /// The neuron's number in it.
        unit: u32,
    },
    /// Another layer, with new weights in it and after it.
    AddLayer {
        /// The number it will have.
        at: u32,
        /// What it is.
        hidden: Hidden,
    },
    /// One layer less.
    RemoveLayer {
        /// The layer.
        layer: u32,
    },
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
    /// Goes to a step that the run has been at (see [`Frame::reach`](super::Frame)),
    /// from the nearest checkpoint, and pauses there. A run that has diverged goes
    /// on from the step reached.
    Seek {
        /// The step.
        step: u64,
    },
    /// Trains otherwise from here on.
    Tune(Tuning),
    /// Sets one weight or bias by hand.
    Set {
        /// [`Part::Weight`] or [`Part::Bias`].
        part: Part,
        /// Its value, within ±[`MAX_PARAMETER`].
        value: f32,
    },
    /// Keeps a part as it is while the rest is trained, or lets it go.
    Freeze {
        /// What.
        part: Part,
        /// Kept or let go.
        frozen: bool,
    },
    /// Changes the hidden layers and keeps what was learnt elsewhere. The
    /// configuration changes with them, so that [`Command::Rewind`] starts the new
    /// shape from the seed.
    Reshape(Change),
    /// Puts trained parameters in place of the present ones, as [`Frame`](super::Frame)
    /// gives them; the step stays what it is.
    Restore {
        /// Layer by layer weights, biases, gains and shifts.
        parameters: Vec<f32>,
        /// Layer by layer batch normalisation's running means and variances.
        running: Vec<f32>,
    },
    /// When this run and those after it stop by themselves.
    StopAt(StopRule),
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

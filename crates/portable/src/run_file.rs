//! A run as a file: its settings as the address has them, its weights, its curve.

use crate::weights::{Precision, Weights, WeightsError};
use neural::metrics::Metrics;
use neural::session::{CurvePoint, MAX_CURVE_POINTS};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the file calls itself.
pub const KIND: &str = "qimo.run";
/// The schema that is written, and the highest that is read.
pub const SCHEMA: u32 = 1;
/// The longest file that is read, in bytes.
pub const LONGEST: usize = 2_000_000;
/// The longest settings, in bytes.
const LONGEST_SETTINGS: usize = 4000;

/// A run to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct RunFile {
    /// The settings as a query, defaults left out.
    pub settings: String,
    /// The trained weights.
    pub weights: Weights,
    /// Losses and accuracies over the epochs.
    pub curve: Vec<CurvePoint>,
}

/// A file cannot be read as a run.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// It is longer than [`LONGEST`].
    #[error("the file has {0} bytes, more than a run takes")]
    TooLong(usize),
    /// It is not JSON.
    #[error("the file is not JSON (line {line})")]
    NotJson {
        /// Where it ceases to be, from 1.
        line: usize,
    },
    /// It is JSON, but something else than a run; what it calls itself, if it does.
    #[error("the file is not a run")]
    OtherKind(Option<String>),
    /// A newer version wrote it.
    #[error("a newer version wrote the file (schema {0})")]
    Newer(u32),
    /// A field is missing, or not what it should be.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Its weights cannot be read.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

#[derive(Serialize, Deserialize)]
struct Stored {
    kind: String,
    schema: u32,
    settings: String,
    weights: String,
    curve: Vec<Row>,
}

/// Epoch, training loss and accuracy, test loss and accuracy.
type Row = (u32, f32, Option<f32>, f32, Option<f32>);

/// What has to be known before the rest is read.
#[derive(Deserialize)]
struct Label {
    kind: Option<String>,
    schema: Option<u32>,
}

impl RunFile {
    /// The file's text.
    pub fn write(&self) -> String {
        let row = |p: &CurvePoint| {
            let (train, test) = (p.train, p.test);
            (
                p.epoch,
                train.loss,
                train.accuracy,
                test.loss,
                test.accuracy,
            )
        };
        let stored = Stored {
            kind: KIND.to_owned(),
            schema: SCHEMA,
            settings: self.settings.clone(),
            weights: self.weights.encode(Precision::Single),
            // JSON has no infinity; such a point says nothing anyway.
            curve: (self.curve.iter().map(row))
                .filter(|(_, a, _, b, _)| a.is_finite() && b.is_finite())
                .collect(),
        };
        // Numbers, texts and lists always serialise.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, FileError> {
        if text.len() > LONGEST {
            return Err(FileError::TooLong(text.len()));
        }
        let text = text.trim_start_matches('\u{feff}');
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| FileError::NotJson { line: error.line() })?;
        let label = Label::deserialize(&value).map_err(|_| FileError::OtherKind(None))?;
        if label.kind.as_deref() != Some(KIND) {
            return Err(FileError::OtherKind(label.kind.map(|kind| clip(&kind))));
        }
        match label.schema {
            Some(SCHEMA) => {}
            Some(schema) if schema > SCHEMA => return Err(FileError::Newer(schema)),
            _ => return Err(FileError::Damaged("schema".to_owned())),
        }
        let stored = Stored::deserialize(&value)
            .map_err(|error| FileError::Damaged(clip(&error.to_string())))?;
        if stored.settings.len() > LONGEST_SETTINGS {
            return Err(FileError::Damaged("settings".to_owned()));
        }
        let weights = Weights::decode(&stored.weights)?;
        let curve: Vec<_> = stored.curve.into_iter().map(point).collect();
        let sound = curve.len() <= MAX_CURVE_POINTS
            && curve.windows(2).all(|pair| pair[0].epoch < pair[1].epoch)
            && (curve.iter()).all(|p| p.train.loss.is_finite() && p.test.loss.is_finite());
        if !sound {
            return Err(FileError::Damaged("curve".to_owned()));
        }
        Ok(Self {
            settings: stored.settings,
            weights,
            curve,
        })
    }
}

fn point((epoch, train, train_accuracy, test, test_accuracy): Row) -> CurvePoint {
    let metrics = |loss, accuracy| Metrics { loss, accuracy };
    CurvePoint {
        epoch,
        train: metrics(train, train_accuracy),
        test: metrics(test, test_accuracy),
    }
}

/// The beginning of a text that a message quotes.
fn clip(text: &str) -> String {
    text.chars().take(80).collect()
}

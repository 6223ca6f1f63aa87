//! What a job trains, and on what.

use super::JobError;
use crate::data::{self, Dataset, Task};
use crate::loss::Loss;
use crate::rng::Rng;
use crate::session::{self, Data, LoadError, RunConfig, Source};
use crate::table;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The most epochs of a job.
pub const MAX_EPOCHS: u32 = 2000;
/// Percent of the rows that may be positive.
pub const SHARE: RangeInclusive<f32> = 1.0..=99.0;

/// Streams of randomness that a run does not draw from (see [`crate::rng::Stream`]).
pub(super) mod stream {
    /// Which rows go, so that the classes have the shares asked for.
    pub const SHARE: u64 = 100;
    /// Which rows are in which part.
    pub const PARTS: u64 = 101;
    /// What a leak adds.
    pub const LEAK: u64 = 102;
}

/// A network to train, and its samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The samples' kind, the network and how it is trained. `split` is the share
    /// of the rows that is trained on, in percent.
    pub config: RunConfig,
    /// The samples, where they are not drawn.
    pub data: Data,
    /// The class that is looked for, all the others being negative; `None` keeps
    /// the classes apart.
    pub positive: Option<u32>,
    /// Percent of the rows that are positive: of the class that there is too much
    /// of, rows are left out. `None` leaves the classes as they are.
    pub share: Option<f32>,
    /// Epochs that it is trained for.
    pub epochs: u32,
}

impl Default for Setup {
    /// The default run for 100 epochs.
    fn default() -> Self {
        Self {
            config: RunConfig::default(),
            data: Data::Keep,
            positive: None,
            share: None,
            epochs: 100,
        }
    }
}

impl Setup {
    /// A generator for one of the job's purposes.
    pub(super) fn rng(&self, stream: u64) -> Rng {
        Rng::new(u64::from(self.config.seed), stream)
    }

    /// The samples, of two classes at least.
    pub(super) fn dataset(&self) -> Result<Dataset, JobError> {
        let problems = self.config.validate();
        if !problems.is_empty() {
            return Err(LoadError::Config(problems).into());
        }
        let share_is_out = self.share.is_some_and(|share| !SHARE.contains(&share));
        if self.epochs > MAX_EPOCHS || share_is_out {
            return Err(JobError::OutOfRange);
        }
        if !matches!(self.config.loss, None | Some(Loss::CrossEntropy)) {
            return Err(JobError::NeedsClasses);
        }
        let mut data = match (self.config.source, &self.data) {
            (Source::Shape(shape), _) => session::generate(&self.config, shape),
            (Source::Digits, Data::Digits(bytes)) => {
                data::digits(bytes).map_err(LoadError::Digits)?
            }
            (Source::Table, Data::Table { bytes, options }) => {
                let read = table::dataset(bytes, options).map_err(LoadError::Table)?;
                read.1
            }
            _ => return Err(LoadError::NoData.into()),
        };
        if let Some(class) = self.positive {
            one_against_the_rest(&mut data, class as usize)?;
        }
        if data.task.classes() < 2 {
            return Err(JobError::NeedsClasses);
        }
        if let Some(share) = self.share {
            let mut rng = self.rng(stream::SHARE);
            data = with_share(&data, f64::from(share) / 100.0, &mut rng)?;
        }
        Ok(data)
    }
}

/// Makes a class 1 and all the others 0.
fn one_against_the_rest(data: &mut Dataset, class: usize) -> Result<(), JobError> {
    let Task::Classification { classes } = &data.task else {
        return Err(JobError::NeedsClasses);
    };
    let name = classes.get(class).ok_or(JobError::OutOfRange)?.clone();
    for target in &mut data.targets {
        *target = f32::from(u8::from(*target as usize == class));
    }
    data.task = Task::Classification {
        // It comes first in nobody's alphabet, and takes no translation.
        classes: vec![format!("≠ {name}"), name],
    };
    Ok(())
}

/// Leaves out rows of one class, so that `share` of the rest are of class 1.
fn with_share(data: &Dataset, share: f64, rng: &mut Rng) -> Result<Dataset, JobError> {
    if data.task.classes() != 2 {
        return Err(JobError::NeedsClasses);
    }
    let mut rows: [Vec<u32>; 2] = [Vec::new(), Vec::new()];
    for (row, target) in (0..).zip(&data.targets) {
        rows[usize::from(*target > 0.5)].push(row);
    }
    for rows in &mut rows {
        rng.shuffle(rows);
    }
    let counts = rows.each_ref().map(Vec::len);
    let wanted = |other: usize, ratio: f64| (other as f64 * ratio).round() as usize;
    let positives = wanted(counts[0], share / (1.0 - share));
    if positives <= counts[1] {
        rows[1].truncate(positives.max(1));
    } else {
        rows[0].truncate(wanted(counts[1], (1.0 - share) / share).max(1));
    }
    let mut kept = rows.concat();
    kept.sort_unstable();
    Ok(take(data, &kept))
}

/// Some rows of a data set, as one of its own.
pub(super) fn take(data: &Dataset, rows: &[u32]) -> Dataset {
    let columns = data.names.len();
    let of = |row: &u32| &data.rows[*row as usize * columns..][..columns];
    Dataset {
        names: data.names.clone(),
        rows: rows.iter().flat_map(of).copied().collect(),
        targets: rows.iter().map(|row| data.targets[*row as usize]).collect(),
        task: data.task.clone(),
        scaling: data.scaling,
    }
}

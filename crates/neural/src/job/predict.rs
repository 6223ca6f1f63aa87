//! A network's answers for every row: those it was trained on, those by which
//! decisions are chosen, and those that test them.

use super::fit::{Plan, Trainings};
use super::setup::stream;
use super::{Answers, Finding, JobError, Setup, Work};
use crate::data::{Dataset, Task};
use crate::rng::Rng;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What [`Job::Predict`](super::Job::Predict) found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Predictions {
    /// The classes' names.
    pub classes: Vec<String>,
    /// For the rows that it was trained on.
    pub train: Answers,
    /// For the rows by which a threshold or a temperature is chosen.
    pub validation: Answers,
    /// For the rows that nothing was chosen by.
    pub test: Answers,
}

/// Cuts rows at random at shares of each class, ascending from 0 to 1: into one
/// part more than there are cuts.
pub(super) fn cut<const PARTS: usize>(
    data: &Dataset,
    mut rows: Vec<u32>,
    cuts: &[f64],
    rng: &mut Rng,
) -> Result<[Vec<u32>; PARTS], JobError> {
    let count = rows.len() as u32;
    rng.shuffle(&mut rows);
    let class = |row: &u32| data.targets[*row as usize] as usize;
    rows.sort_by_key(class);
    let mut parts = [const { Vec::new() }; PARTS];
    for mut rows in rows.chunk_by(|a, b| class(a) == class(b)) {
        let (whole, mut taken) = (rows.len() as f64, 0);
        for (part, end) in parts.iter_mut().zip(cuts.iter().copied().chain([1.0])) {
            let end = (end * whole).round() as usize;
            let (these, rest) = rows.split_at((end - taken).min(rows.len()));
            part.extend(these);
            (rows, taken) = (rest, end);
        }
    }
    if parts.iter().any(Vec::is_empty) {
        return Err(JobError::TooFewRows { rows: count });
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    Ok(parts)
}

/// The training, the validation and the test part: `split` percent of each class
/// to train on, what is left by halves.
pub(super) fn parts(setup: &Setup, data: &Dataset) -> Result<[Vec<u32>; 3], JobError> {
    let share = f64::from(setup.config.split) / 100.0;
    let rows = (0..data.len() as u32).collect();
    let cuts = [share, share.midpoint(1.0)];
    cut(data, rows, &cuts, &mut setup.rng(stream::PARTS))
}

/// The names of a data set's classes.
pub(super) fn classes(data: &Dataset) -> Vec<String> {
    match &data.task {
        Task::Classification { classes } => classes.clone(),
        Task::Regression => Vec::new(),
    }
}

pub(super) fn begin(setup: &Setup) -> Result<Box<dyn Work>, JobError> {
    let data = Rc::new(setup.dataset()?);
    let parts = parts(setup, &data)?;
    let names = classes(&data);
    let plan = Plan {
        train: parts[0].clone(),
        ask: parts.map(|rows| (data.clone(), rows)).into(),
        data,
    };
    Ok(Trainings::begin(setup, vec![plan], false, move |done| {
        let part = |k: usize| done.first().and_then(|parts| parts.get(k)).cloned();
        Finding::Predictions(Predictions {
            classes: names.clone(),
            train: part(0).unwrap_or_default(),
            validation: part(1).unwrap_or_default(),
            test: part(2).unwrap_or_default(),
        })
    }))
}

//! Cross-validation: each fold is once what a network is tested on, which was
//! trained on all the others.

use super::fit::{Plan, Trainings};
use super::predict::classes;
use super::setup::stream;
use super::{Answers, Finding, JobError, Setup, Work};
use crate::metrics::Average;
use crate::metrics::calibration::negative_log_likelihood;
use crate::metrics::folds::{all_but, stratified};
use crate::metrics::ranking::{roc, roc_area};
use crate::metrics::threshold::Counts;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The most folds.
pub const MAX_FOLDS: u32 = 20;

/// A cross-validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Folding {
    /// What is trained; its split is not used.
    pub setup: Setup,
    /// Folds, 2 to [`MAX_FOLDS`].
    pub folds: u32,
    /// Whether each fold has its share of every class.
    pub stratified: bool,
}

/// How one fold was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// Rows of each class in it.
    pub classes: Vec<u32>,
    /// Share of right answers.
    pub accuracy: Option<f64>,
    /// Mean negative log-likelihood, in nats.
    pub loss: Option<f64>,
    /// F1 of class 1, or of more than two classes the mean.
    pub f1: Option<f64>,
    /// The area under the ROC curve, of two classes.
    pub area: Option<f64>,
}

impl Fold {
    fn of(answers: &Answers, classes: usize) -> Self {
        let confusion = answers.confusion(classes);
        let two = classes == 2;
        Self {
            classes: (0..classes)
                .map(|class| confusion.against_the_rest(class).positives())
                .collect(),
            accuracy: confusion.accuracy(),
            loss: negative_log_likelihood(&answers.labelled(), 1.0),
            f1: if two {
                confusion.f1(1)
            } else {
                confusion.average(Counts::f1, Average::Macro)
            },
            area: two
                .then(|| roc(&answers.scored(1)))
                .flatten()
                .map(|curve| roc_area(&curve)),
        }
    }
}

pub(super) fn begin(folding: &Folding) -> Result<Box<dyn Work>, JobError> {
    let setup = &folding.setup;
    if !(2..=MAX_FOLDS).contains(&folding.folds) {
        return Err(JobError::OutOfRange);
    }
    let data = Rc::new(setup.dataset()?);
    if data.len() < folding.folds as usize {
        return Err(JobError::TooFewRows {
            rows: data.len() as u32,
        });
    }
    let of_row: Vec<usize> = if folding.stratified {
        data.targets.iter().map(|class| *class as usize).collect()
    } else {
        vec![0; data.len()]
    };
    let mut rng = setup.rng(stream::PARTS);
    let folds = stratified(&of_row, folding.folds as usize, &mut rng);
    let whole = |rows: &[usize]| rows.iter().map(|row| *row as u32).collect::<Vec<u32>>();
    let plan = |fold: usize| Plan {
        data: data.clone(),
        train: whole(&all_but(&folds, fold)),
        ask: vec![(data.clone(), whole(&folds[fold]))],
    };
    let plans = (0..folds.len()).map(plan).collect();
    let count = classes(&data).len();
    Ok(Trainings::begin(setup, plans, true, move |done| {
        let folds = done.iter().flatten();
        Finding::Folds(folds.map(|answers| Fold::of(answers, count)).collect())
    }))
}

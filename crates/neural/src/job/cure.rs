//! Overfitting on purpose, and what helps: a training on few examples, with its
//! scores over all three parts after every epoch.

use super::few::{Course, Ground, Held};
use super::{Finding, JobError, Setup, Step, Work};
use crate::batch::WIDE;
use crate::metrics::Metrics;
use crate::network::{Network, Workspace};
use crate::session::{Grid, Map, Plane};
use crate::tuning::augment::Augmentation;
use crate::tuning::histogram::Weights;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Examples of which new ones are shown, and how many of each.
const SHOWN: (usize, usize) = (3, 5);
/// How often findings are told on the way.
const TOLD: u32 = 25;
/// The finest map.
const MAX_MAP: u32 = 100;

/// A training on few examples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curing {
    /// The samples, the network and how it is trained; `split` plays no part.
    pub setup: Setup,
    /// Training examples.
    pub examples: u32,
    /// Percent of them that have a wrong class.
    pub wrong: f32,
    /// Stops after so many epochs without a new least validation loss, and goes
    /// back to that epoch's network; 0 trains to the end.
    pub patience: u32,
    /// How each epoch's examples stray from the first ones.
    pub augmentation: Augmentation,
    /// Cells of the decision map each way, where the data is a plane; 0 for none.
    pub map: u32,
}

/// Scores after an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Epochs done.
    pub epoch: u32,
    /// Over the training examples, as they are given, wrong classes included.
    pub train: Metrics,
    /// Over the rows that the epoch to stop at is chosen by.
    pub validation: Metrics,
    /// Over the rows that nothing is chosen by.
    pub test: Metrics,
}

/// A training example, and new ones made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// The class it is given.
    pub class: u32,
    /// Its pixels.
    pub original: Vec<f32>,
    /// Those of the new ones.
    pub copies: Vec<Vec<f32>>,
}

/// What came of a training.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CureRun {
    /// The classes' names.
    pub classes: Vec<String>,
    /// Examples trained on, chosen by, tested by.
    pub counts: [u32; 3],
    /// Training examples with a wrong class.
    pub wrong: u32,
    /// Numbers that are learnt.
    pub parameters: u32,
    /// After each epoch from 0.
    pub curve: Vec<Scores>,
    /// The epoch with the least validation loss so far.
    pub best: u32,
    /// The epoch whose network is kept: the best with early stopping, else the last.
    pub kept: u32,
    /// Whether it stopped before its last epoch.
    pub stopped: bool,
    /// The kept network's weights.
    pub weights: Weights,
    /// The samples, where they are a plane.
    pub plane: Option<Plane>,
    /// The kept network's answers over the plane, as
    /// [`Frame::output_maps`](crate::session::Frame::output_maps).
    pub maps: Vec<Map>,
    /// Examples, and what augmentation makes of them.
    pub made: Vec<Made>,
}

impl CureRun {
    /// Scores of the network that is kept.
    pub fn scores(&self) -> Scores {
        let at = self.curve.iter().find(|scores| scores.epoch == self.kept);
        at.copied().unwrap_or_default()
    }
}

struct Cure {
    ground: Rc<Ground>,
    course: Course,
    epochs: u32,
    patience: u32,
    grid: Option<Grid>,
    work: Workspace,
    /// The best network so far, where it is to be gone back to.
    best: Option<Network>,
    least: f32,
    found: CureRun,
}

pub(super) fn begin(curing: &Curing) -> Result<Box<dyn Work>, JobError> {
    let setup = &curing.setup;
    if !curing.augmentation.is_sound() || curing.map > MAX_MAP {
        return Err(JobError::OutOfRange);
    }
    let ground = Rc::new(Ground::new(setup, curing.examples, curing.wrong)?);
    let course = Course::new(&setup.config, &ground, curing.augmentation);
    let mut rng = ground.augmenting();
    let targets = &ground.prepared().train.targets;
    let made = ground.images().iter().zip(targets).take(SHOWN.0);
    let made = made.map(|(image, class)| Made {
        class: *class as u32,
        original: image.to_vec(),
        copies: (0..SHOWN.1)
            .filter(|_| !curing.augmentation.is_none())
            .map(|_| curing.augmentation.apply(image, &mut rng).to_vec())
            .collect(),
    });
    let mut cure = Cure {
        epochs: setup.epochs,
        patience: curing.patience,
        grid: Grid::new(ground.prepared(), curing.map),
        work: Workspace::new(course.network().spec(), WIDE.width()),
        best: None,
        least: f32::INFINITY,
        found: CureRun {
            classes: ground.classes.clone(),
            counts: ground.counts,
            wrong: ground.wrong,
            parameters: course.network().parameters.len() as u32,
            plane: ground.plane(),
            made: made.collect(),
            ..CureRun::default()
        },
        ground,
        course,
    };
    cure.note();
    Ok(Box::new(cure))
}

impl Cure {
    /// Takes the scores after an epoch; whether the training is over.
    fn note(&mut self) -> bool {
        let [train, validation, test] =
            [Held::Train, Held::Validation, Held::Test].map(|held| self.course.score(held));
        let epoch = self.course.epoch();
        self.found.curve.push(Scores {
            epoch,
            train,
            validation,
            test,
        });
        if validation.loss < self.least {
            self.least = validation.loss;
            self.found.best = epoch;
            if self.patience > 0 {
                self.best = Some(self.course.network().clone());
            }
        }
        self.found.stopped =
            self.patience > 0 && epoch - self.found.best >= self.patience && epoch < self.epochs;
        epoch >= self.epochs || self.found.stopped
    }

    /// What is found so far; the kept network is the best once it is `over`.
    fn found(&mut self, over: bool) -> Finding {
        let best = self.best.as_ref().filter(|_| over);
        let network = best.unwrap_or_else(|| self.course.network());
        self.found.kept = if best.is_some() {
            self.found.best
        } else {
            self.course.epoch()
        };
        self.found.weights = Weights::of(network);
        if let Some(grid) = &mut self.grid {
            self.found.maps = grid.outputs(network, self.ground.objective(), &mut self.work);
        }
        Finding::Cure(self.found.clone())
    }
}

impl Work for Cure {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        if self.epochs == 0 {
            return Ok(Step::Done(self.found(true)));
        }
        if !self.course.advance(keep_going)? {
            return Ok(Step::More);
        }
        if self.note() {
            return Ok(Step::Done(self.found(true)));
        }
        let tell = self
            .course
            .epoch()
            .is_multiple_of(self.epochs.div_ceil(TOLD));
        Ok(if tell {
            Step::Interim(self.found(false))
        } else {
            Step::More
        })
    }

    fn share(&self) -> f32 {
        self.course.epoch() as f32 / self.epochs.max(1) as f32
    }
}

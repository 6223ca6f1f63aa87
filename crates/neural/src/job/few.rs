//! Training on few examples, with rows apart to choose by and rows to test by.

use super::predict::{classes, cut};
use super::{JobError, Setup};
use crate::batch::{Batch, WIDE};
use crate::data::{DIGIT_PIXELS, Dataset, Part, Prepared};
use crate::evaluate::evaluate;
use crate::loss::Objective;
use crate::metrics::Metrics;
use crate::network::{Network, Workspace};
use crate::rng::Rng;
use crate::session::{Plane, Point, RunConfig, trainer};
use crate::trainer::{Samples, Trainer};
use crate::tuning::augment::{Augmentation, Image};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::rc::Rc;

/// Training examples.
pub const EXAMPLES: RangeInclusive<u32> = 5..=2000;
/// Percent of the training examples that have a wrong class.
pub const WRONG: RangeInclusive<f32> = 0.0..=50.0;
/// The most rows to choose by, and to test by.
const MOST: [usize; 2] = [200, 500];
/// Where the rows are cut: into those that may be trained on, those to choose by,
/// and those to test by.
const CUTS: [f64; 2] = [0.4, 0.6];

/// Streams of randomness (see [`crate::rng::Stream`]).
mod stream {
    /// Which rows are in which part.
    pub const PARTS: u64 = 120;
    /// Which training examples have a wrong class.
    pub const WRONG: u64 = 121;
    /// What becomes of the examples in each epoch.
    pub const AUGMENT: u64 = 122;
}

/// Which of the three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// Trained on.
    Train,
    /// By which settings, and the epoch to stop at, are chosen.
    Validation,
    /// By which nothing is chosen.
    Test,
}

/// Samples ready to be trained on, with the parts to measure on.
pub(super) struct Ground {
    /// The classes' names.
    pub classes: Vec<String>,
    /// Training examples whose class is wrong.
    pub wrong: u32,
    /// Numbers of examples, in the order of [`Held`].
    pub counts: [u32; 3],
    prepared: Prepared,
    objective: Objective,
    sets: [Batch; 3],
    /// The training examples as pictures; empty where they are none.
    images: Vec<Image>,
    seed: u32,
}

impl Ground {
    /// `examples` rows to train on, or as many as there are, of which a share has a
    /// wrong class. More examples include the fewer.
    pub fn new(setup: &Setup, examples: u32, wrong: f32) -> Result<Self, JobError> {
        if !EXAMPLES.contains(&examples) || !WRONG.contains(&wrong) {
            return Err(JobError::OutOfRange);
        }
        let mut data = setup.dataset()?;
        let mut rng = setup.rng(stream::PARTS);
        let all = (0..data.len() as u32).collect();
        let [mut test, mut validation, pool] = cut(&data, all, &CUTS, &mut rng)?;
        for (rows, most) in [&mut validation, &mut test].into_iter().zip(MOST) {
            rng.shuffle(rows);
            rows.truncate(most);
        }
        let mut train = in_turns(&data, pool, &mut rng);
        train.truncate(examples as usize);
        let wrong = mislabel(&mut data, &train, wrong, &mut setup.rng(stream::WRONG));
        let prepared = Prepared::of_rows(&data, &train, &test, setup.config.features);
        let whole = |part: &Part| Batch::whole(&part.inputs, prepared.inputs.len(), &part.targets);
        let chosen_by = prepared.part(&data, &validation);
        let columns = data.names.len();
        let images = if columns == DIGIT_PIXELS {
            let image = |row: &u32| {
                let from = *row as usize * columns;
                data.rows[from..from + columns].try_into().ok()
            };
            train.iter().filter_map(image).collect()
        } else {
            Vec::new()
        };
        Ok(Self {
            classes: classes(&data),
            wrong,
            counts: [&train, &validation, &test].map(|rows| rows.len() as u32),
            objective: setup.config.objective(&data.task),
            sets: [
                whole(&prepared.train),
                whole(&chosen_by),
                whole(&prepared.test),
            ],
            prepared,
            images,
            seed: setup.config.seed,
        })
    }

    /// What is made small.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// The samples as the network is given them.
    pub fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// The training examples as pictures; empty where they are none.
    pub fn images(&self) -> &[Image] {
        &self.images
    }

    /// A generator for the pictures that are made of examples.
    pub fn augmenting(&self) -> Rng {
        Rng::new(u64::from(self.seed), stream::AUGMENT)
    }

    /// A network's scores over a part.
    pub fn score(&self, network: &Network, held: Held, work: &mut Workspace) -> Metrics {
        let set = &self.sets[held as usize];
        evaluate(network, self.objective, set, work, None)
    }

    /// The points of the plane, where the data is one.
    pub fn plane(&self) -> Option<Plane> {
        let points = |part: &Part| {
            let points = self.prepared.points(part);
            let pairs = points.chunks_exact(2).zip(&part.targets);
            pairs
                .map(|(x, &target)| Point {
                    x1: x[0],
                    x2: x[1],
                    target,
                })
                .collect()
        };
        Some(Plane {
            extent: self.prepared.extent?,
            train: points(&self.prepared.train),
            test: points(&self.prepared.test),
        })
    }
}

/// The rows in random order, but each class in turn, so that few of them have
/// about as many of each.
fn in_turns(data: &Dataset, mut rows: Vec<u32>, rng: &mut Rng) -> Vec<u32> {
    rng.shuffle(&mut rows);
    let mut seen = vec![0_u32; data.task.classes()];
    let mut turns: Vec<(u32, u32)> = rows
        .into_iter()
        .map(|row| {
            let turn = &mut seen[data.targets[row as usize] as usize];
            *turn += 1;
            (*turn, row)
        })
        .collect();
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, row)| row).collect()
}

/// Gives about `percent` of some rows another class, and says how many got one.
/// Whether a row gets one does not depend on those after it.
fn mislabel(data: &mut Dataset, rows: &[u32], percent: f32, rng: &mut Rng) -> u32 {
    let classes = data.task.classes() as u32;
    let mut wrong = 0;
    for row in rows {
        let (drawn, on) = (rng.unit(), 1 + rng.below(classes.max(2) - 1));
        if drawn * 100.0 < percent {
            let target = &mut data.targets[*row as usize];
            *target = ((*target as u32 + on) % classes.max(1)) as f32;
            wrong += 1;
        }
    }
    wrong
}

/// A network in training on few examples.
pub(super) struct Course {
    ground: Rc<Ground>,
    trainer: Trainer,
    work: Workspace,
    augmentation: Augmentation,
    rng: Rng,
    /// The examples of the present epoch, where they are made anew for each.
    made: Vec<f32>,
}

impl Course {
    /// A network at its start.
    pub fn new(config: &RunConfig, ground: &Rc<Ground>, augmentation: Augmentation) -> Self {
        let trainer = trainer(config, &ground.prepared, ground.objective);
        Self {
            work: Workspace::new(trainer.network().spec(), WIDE.width()),
            trainer,
            // Only pictures can be turned.
            augmentation: if ground.images.is_empty() {
                Augmentation::default()
            } else {
                augmentation
            },
            rng: ground.augmenting(),
            made: Vec::new(),
            ground: ground.clone(),
        }
    }

    /// Epochs done.
    pub fn epoch(&self) -> u32 {
        self.trainer.epoch()
    }

    /// The network.
    pub fn network(&self) -> &Network {
        self.trainer.network()
    }

    /// Scores over a part.
    pub fn score(&mut self, held: Held) -> Metrics {
        (self.ground).score(self.trainer.network(), held, &mut self.work)
    }

    /// Trains to the end of the present epoch; whether it is reached.
    pub fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<bool, JobError> {
        loop {
            for _ in 0..self.trainer.quantum() {
                if self.trainer.batch_in_epoch() == 0 && !self.augmentation.is_none() {
                    self.make_examples();
                }
                let train = &self.ground.prepared.train;
                let rows = if self.augmentation.is_none() {
                    &train.inputs
                } else {
                    &self.made
                };
                let samples = Samples {
                    rows,
                    targets: &train.targets,
                };
                if self.trainer.step(samples).map_err(|_| JobError::Diverged)? {
                    return Ok(true);
                }
            }
            if !keep_going() {
                return Ok(false);
            }
        }
    }

    /// New examples for the epoch, one from each.
    fn make_examples(&mut self) {
        self.made.clear();
        for image in &self.ground.images {
            self.made
                .extend(self.augmentation.apply(image, &mut self.rng));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ground(examples: u32, wrong: f32) -> Ground {
        Ground::new(&Setup::default(), examples, wrong).unwrap()
    }

    #[test]
    fn the_parts_share_no_row_and_more_examples_include_the_fewer() {
        let (few, more) = (ground(20, 0.0), ground(80, 0.0));
        assert_eq!((few.counts, more.counts), ([20, 100, 200], [80, 100, 200]));
        let rows = |ground: &Ground| ground.prepared.train.index.clone();
        assert_eq!(rows(&more)[..20], rows(&few));
        let test: BTreeSet<_> = more.prepared.test.index.iter().collect();
        assert!(rows(&more).iter().all(|row| !test.contains(row)));
        assert_eq!(few.prepared.test, more.prepared.test);
        // Both classes in turn.
        let positive: f32 = few.prepared.train.targets.iter().sum();
        assert_eq!(positive, 10.0);
        // No more than there are.
        assert_eq!(ground(2000, 0.0).counts, [200, 100, 200]);
    }

    #[test]
    fn wrong_classes_are_in_the_training_part_alone() {
        let (right, wrong) = (ground(100, 0.0), ground(100, 30.0));
        let differ = |a: &Part, b: &Part| {
            let pairs = a.targets.iter().zip(&b.targets);
            pairs.filter(|(a, b)| a != b).count() as u32
        };
        let count = differ(&right.prepared.train, &wrong.prepared.train);
        assert_eq!((right.wrong, wrong.wrong), (0, count));
        assert!((15..=45).contains(&count), "{count}");
        assert_eq!(differ(&right.prepared.test, &wrong.prepared.test), 0);
    }

    #[test]
    fn settings_out_of_range_are_refused() {
        for (examples, wrong) in [(4, 0.0), (2001, 0.0), (20, 51.0), (20, f32::NAN)] {
            let refused = Ground::new(&Setup::default(), examples, wrong).err();
            assert_eq!(refused, Some(JobError::OutOfRange));
        }
    }
}

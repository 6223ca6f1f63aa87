//! A search for hyperparameters by each method in turn, all with one budget. A
//! method chooses by the validation part; the test part is opened once, for what
//! it has chosen.

use super::few::{Course, Ground, Held};
use super::{Finding, JobError, Setup, Step, Work};
use crate::batch::WIDE;
use crate::metrics::Metrics;
use crate::network::{Network, Workspace};
use crate::rng::Rng;
use crate::session::RunConfig;
use crate::tuning::augment::Augmentation;
use crate::tuning::search::{Method, Search, Setting, Space};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// Settings that are searched together.
pub const DIMENSIONS: RangeInclusive<u32> = 2..=4;
/// Values of each setting on the grid.
pub const LEVELS: RangeInclusive<u32> = 2..=5;
/// Epochs of a trial on the grid.
pub const EPOCHS: RangeInclusive<u32> = 5..=100;
/// The most combinations on the grid.
pub const MAX_TRIALS: usize = 81;
/// How often findings are told on the way.
const TOLD: usize = 40;
/// The stream of randomness (see [`crate::rng::Stream`]) that draws the trials.
const DRAWS: u64 = 130;

/// A search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seeking {
    /// The samples and the network, whose searched settings are replaced; `epochs`
    /// is that of a trial on the grid, and `split` plays no part.
    pub setup: Setup,
    /// Training examples.
    pub examples: u32,
    /// Percent of them that have a wrong class.
    pub wrong: f32,
    /// Settings that are searched: the first so many of [`Space::of`].
    pub dimensions: u32,
    /// Values of each setting on the grid. All methods have its budget.
    pub levels: u32,
}

/// A combination of settings, and what it came to: the best of its epochs, whose
/// network is kept, as early stopping keeps it. Without that, whoever trains a
/// winner longer would choose by its first rounds and be given its last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// In the order of the space's dimensions.
    pub settings: Vec<f64>,
    /// Epochs it was trained for.
    pub epochs: u32,
    /// The epoch with the least validation loss.
    pub kept: u32,
    /// Scores of that over the validation part; `None` if it diverged at once, or
    /// hasn't begun.
    pub validation: Option<Metrics>,
    /// Epochs that the method had spent when these were taken.
    pub spent: u32,
}

/// One method's search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sought {
    /// The method.
    pub method: Method,
    /// The trials that have begun.
    pub trials: Vec<Trial>,
    /// Epochs spent on all of them.
    pub spent: u32,
    /// The trial chosen, or leading so far.
    pub best: Option<u32>,
    /// The chosen trial over the test part, which is opened when the search is over.
    pub test: Option<Metrics>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchRun {
    /// Examples trained on, chosen by, tested by.
    pub counts: [u32; 3],
    /// Epochs that each method may spend.
    pub budget: u32,
    /// What is searched, in the order of a trial's settings.
    pub settings: Vec<Setting>,
    /// Each method that has begun.
    pub methods: Vec<Sought>,
}

/// A trial's network, and the best it has been.
struct Candidate {
    course: Course,
    best: Option<(u32, Metrics, Network)>,
}

impl Candidate {
    /// Takes the scores after an epoch.
    fn note(&mut self) {
        let scores = self.course.score(Held::Validation);
        let least = self.best.as_ref().map_or(f32::INFINITY, |best| best.1.loss);
        if scores.loss < least {
            let network = self.course.network().clone();
            self.best = Some((self.course.epoch(), scores, network));
        }
    }
}

struct Seek {
    what: Seeking,
    ground: Rc<Ground>,
    space: Space,
    search: Search,
    /// Networks that may have to go on, or be tested.
    candidates: BTreeMap<usize, Candidate>,
    /// Epochs at which the present assignment is done; `None` between two.
    goal: Option<u32>,
    since_told: usize,
    found: SearchRun,
}

pub(super) fn begin(what: Seeking) -> Result<Box<dyn Work>, JobError> {
    let space = Space::of(what.dimensions as usize);
    let sound = DIMENSIONS.contains(&what.dimensions)
        && LEVELS.contains(&what.levels)
        && EPOCHS.contains(&what.setup.epochs)
        && space.combinations(what.levels) <= MAX_TRIALS;
    if !sound {
        return Err(JobError::OutOfRange);
    }
    let ground = Rc::new(Ground::new(&what.setup, what.examples, what.wrong)?);
    let found = SearchRun {
        counts: ground.counts,
        budget: space.combinations(what.levels) as u32 * what.setup.epochs,
        settings: space.dimensions.iter().map(|one| one.setting).collect(),
        methods: Vec::new(),
    };
    let mut seek = Seek {
        search: search(&what, &space, Method::ALL[0]),
        what,
        ground,
        space,
        candidates: BTreeMap::new(),
        goal: None,
        since_told: 0,
        found,
    };
    seek.open(Method::ALL[0]);
    Ok(Box::new(seek))
}

fn search(what: &Seeking, space: &Space, method: Method) -> Search {
    let mut rng = Rng::new(u64::from(what.setup.config.seed), DRAWS + method as u64);
    Search::new(method, space, what.levels, what.setup.epochs, &mut rng)
}

/// A configuration with a trial's settings.
fn configured(config: &RunConfig, space: &Space, settings: &[f64]) -> RunConfig {
    let mut config = config.clone();
    for (dimension, value) in space.dimensions.iter().zip(settings) {
        match dimension.setting {
            Setting::LearningRate => config.learning_rate = *value as f32,
            Setting::L2 => config.l2 = *value as f32,
            Setting::Width => config
                .hidden
                .iter_mut()
                .for_each(|h| h.units = *value as u32),
            Setting::Dropout => config
                .hidden
                .iter_mut()
                .for_each(|h| h.dropout = *value as f32),
        }
    }
    config
}

impl Seek {
    /// Begins with a method.
    fn open(&mut self, method: Method) {
        self.search = search(&self.what, &self.space, method);
        self.candidates.clear();
        self.found.methods.push(Sought {
            method,
            trials: Vec::new(),
            spent: 0,
            best: None,
            test: None,
        });
    }

    /// Tests what the method has chosen, and goes to the next; `false` after the last.
    fn close(&mut self) -> bool {
        let best = self.search.best();
        let best = best.and_then(|best| self.candidates.get(&best)?.best.as_ref());
        let test = best.map(|(_, _, network)| {
            let mut work = Workspace::new(network.spec(), WIDE.width());
            self.ground.score(network, Held::Test, &mut work)
        });
        if let Some(sought) = self.found.methods.last_mut() {
            sought.test = test;
        }
        let next = Method::ALL.get(self.found.methods.len());
        if let Some(method) = next {
            self.open(*method);
        }
        next.is_some()
    }

    /// Takes what a trial has come to.
    fn report(&mut self, trial: usize) {
        let candidate = self.candidates.get(&trial);
        let epochs = candidate.map_or(0, |candidate| candidate.course.epoch());
        let kept = candidate.and_then(|candidate| candidate.best.as_ref());
        let kept = kept.map(|(epoch, metrics, _)| (*epoch, *metrics));
        let loss = kept.map_or(f64::INFINITY, |(_, metrics)| f64::from(metrics.loss));
        self.search.report(loss);
        let best = self.search.best();
        let Some(sought) = self.found.methods.last_mut() else {
            return;
        };
        sought.spent = self.search.spent();
        sought.best = best.map(|best| best as u32);
        if let Some(entry) = sought.trials.get_mut(trial) {
            entry.epochs = epochs;
            entry.kept = kept.map_or(0, |(epoch, _)| epoch);
            entry.validation = kept.map(|(_, metrics)| metrics);
            entry.spent = sought.spent;
        }
        // Without halving a trial is done when it is over, but for the best.
        if sought.method != Method::Halving {
            self.candidates.retain(|trial, _| Some(*trial) == best);
        }
    }

    /// Works on the present assignment; whether it is done.
    fn train(&mut self, keep_going: &mut dyn FnMut() -> bool) -> bool {
        let Some(next) = self.search.next() else {
            return true;
        };
        let trial = next.trial;
        let settings = &self.search.settings()[trial];
        let candidate = self.candidates.entry(trial).or_insert_with(|| {
            let config = configured(&self.what.setup.config, &self.space, settings);
            Candidate {
                course: Course::new(&config, &self.ground, Augmentation::default()),
                best: None,
            }
        });
        let goal = *self
            .goal
            .get_or_insert(candidate.course.epoch() + next.epochs);
        if let Some(sought) = self.found.methods.last_mut()
            && sought.trials.len() <= trial
        {
            // Trials begin in the order of their numbers.
            sought.trials.push(Trial {
                settings: settings.clone(),
                ..Trial::default()
            });
        }
        while candidate.course.epoch() < goal {
            match candidate.course.advance(keep_going) {
                Ok(true) => candidate.note(),
                Ok(false) => return false,
                // What it was before it left the finite numbers counts.
                Err(_) => break,
            }
            if candidate.course.epoch() < goal && !keep_going() {
                return false;
            }
        }
        self.goal = None;
        self.report(trial);
        true
    }
}

impl Work for Seek {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        if self.search.next().is_none() {
            return Ok(if self.close() {
                Step::Interim(Finding::Search(self.found.clone()))
            } else {
                Step::Done(Finding::Search(self.found.clone()))
            });
        }
        if !self.train(keep_going) {
            return Ok(Step::More);
        }
        self.since_told += 1;
        // Each method has some twice as many assignments as there are combinations.
        if self.since_told * TOLD < 5 * self.space.combinations(self.what.levels) {
            return Ok(Step::More);
        }
        self.since_told = 0;
        Ok(Step::Interim(Finding::Search(self.found.clone())))
    }

    fn share(&self) -> f32 {
        let done: u32 = self.found.methods.iter().map(|sought| sought.spent).sum();
        done as f32 / (3 * self.found.budget).max(1) as f32
    }
}

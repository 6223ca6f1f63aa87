//! Trainings that follow each other, each in slices.

use super::{Answers, Finding, JobError, Setup, Step, Work};
use crate::batch::{Batch, WIDE};
use crate::data::{Dataset, Prepared};
use crate::evaluate::logits;
use crate::network::Workspace;
use crate::session::trainer;
use crate::trainer::{Samples, Trainer};
use std::rc::Rc;

/// A network in training.
struct Fit {
    data: Prepared,
    trainer: Trainer,
    epochs: u32,
}

impl Fit {
    fn new(setup: &Setup, plan: &Plan) -> Self {
        let config = &setup.config;
        let data = Prepared::of_rows(&plan.data, &plan.train, &[], config.features);
        let trainer = trainer(config, &data, config.objective(&data.task));
        Self {
            data,
            trainer,
            epochs: setup.epochs,
        }
    }

    /// Trains; whether it is done.
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<bool, JobError> {
        let samples = Samples {
            rows: &self.data.train.inputs,
            targets: &self.data.train.targets,
        };
        while self.trainer.epoch() < self.epochs {
            for _ in 0..self.trainer.quantum() {
                let end = self.trainer.step(samples).map_err(|_| JobError::Diverged)?;
                if end && self.trainer.epoch() >= self.epochs {
                    return Ok(true);
                }
            }
            if !keep_going() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How much of it is done, 0 to 1.
    fn share(&self) -> f32 {
        let steps = self.trainer.batches_per_epoch() as f32 * self.epochs.max(1) as f32;
        (self.trainer.step_number() as f32 / steps).min(1.0)
    }

    /// What the network says of some rows.
    fn answers(&self, data: &Dataset, rows: &[u32]) -> Answers {
        let part = self.data.part(data, rows);
        let set = Batch::whole(&part.inputs, self.data.inputs.len(), &part.targets);
        let network = self.trainer.network();
        let mut work = Workspace::new(network.spec(), WIDE.width());
        Answers {
            rows: rows.to_vec(),
            truth: part.targets.iter().map(|class| *class as u32).collect(),
            logits: logits(network, &set, &mut work),
        }
    }
}

/// A training, and whom the network is then asked about.
pub(super) struct Plan {
    /// The samples.
    pub data: Rc<Dataset>,
    /// The rows that it is trained on.
    pub train: Vec<u32>,
    /// The rows that it is asked about, part by part: of the plan's samples, or of
    /// others with the same columns.
    pub ask: Vec<(Rc<Dataset>, Vec<u32>)>,
}

/// What the parts' answers of the plans that are done amount to.
type Sum = Box<dyn Fn(&[Vec<Answers>]) -> Finding>;

/// Trainings that follow each other.
pub(super) struct Trainings {
    setup: Setup,
    plans: Vec<Plan>,
    fit: Option<Fit>,
    answers: Vec<Vec<Answers>>,
    sum: Sum,
    /// Whether what is found so far is worth telling.
    interim: bool,
}

impl Trainings {
    /// The work of `plans`, all with the same network. `sum` says what is found
    /// when one is done.
    pub fn begin(
        setup: &Setup,
        plans: Vec<Plan>,
        interim: bool,
        sum: impl Fn(&[Vec<Answers>]) -> Finding + 'static,
    ) -> Box<dyn Work> {
        Box::new(Self {
            setup: Setup {
                // What the bytes hold is in the plans.
                data: crate::session::Data::Keep,
                ..setup.clone()
            },
            plans,
            fit: None,
            answers: Vec::new(),
            sum: Box::new(sum),
            interim,
        })
    }
}

impl Work for Trainings {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        let Some(plan) = self.plans.get(self.answers.len()) else {
            return Ok(Step::Done((self.sum)(&self.answers)));
        };
        let fit = self.fit.get_or_insert_with(|| Fit::new(&self.setup, plan));
        if !fit.advance(keep_going)? {
            return Ok(Step::More);
        }
        let ask = plan.ask.iter();
        let answers = ask.map(|(data, rows)| fit.answers(data, rows)).collect();
        self.answers.push(answers);
        self.fit = None;
        Ok(if self.answers.len() == self.plans.len() {
            Step::Done((self.sum)(&self.answers))
        } else if self.interim {
            Step::Interim((self.sum)(&self.answers))
        } else {
            Step::More
        })
    }

    fn share(&self) -> f32 {
        let present = self.fit.as_ref().map_or(0.0, Fit::share);
        (self.answers.len() as f32 + present) / self.plans.len().max(1) as f32
    }
}

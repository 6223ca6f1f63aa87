//! A network's start and its samples, to be trained from again and again.

use super::JobError;
use super::setup::read;
use crate::batch::Batch;
use crate::data::Prepared;
use crate::landscape::Entrant;
use crate::loss::Objective;
use crate::rng::{Rng, Stream};
use crate::session::{Data, LEARNING_RATE, LoadError, PENALTY, RunConfig, trainer};
use crate::trainer::{Samples, Trainer};

/// Samples over which a loss is, at most.
const MOST: usize = 1000;

/// What all the trainings of a job share.
pub(super) struct Bench {
    config: RunConfig,
    data: Prepared,
    /// What is made small.
    pub objective: Objective,
    /// The samples over which losses are.
    pub set: Batch,
}

impl Bench {
    /// The start that a run of this configuration has.
    pub fn new(config: &RunConfig, data: &Data) -> Result<Self, JobError> {
        let problems = config.validate();
        if !problems.is_empty() {
            return Err(LoadError::Config(problems).into());
        }
        let dataset = read(config, data)?;
        let mut rng = Rng::for_stream(config.seed, Stream::Split);
        let data = Prepared::new(&dataset, config.split / 100.0, config.features, &mut rng);
        let shown = data.train.targets.len().min(MOST);
        let width = data.inputs.len();
        let set = Batch::whole(
            &data.train.inputs[..shown * width],
            width,
            &data.train.targets[..shown],
        );
        Ok(Self {
            objective: config.objective(&data.task),
            config: config.clone(),
            data,
            set,
        })
    }

    /// Whether an entrant's settings are within their limits.
    pub fn takes(entrant: &Entrant) -> bool {
        LEARNING_RATE.contains(&entrant.rate)
            && PENALTY.contains(&entrant.l2)
            && PENALTY.contains(&entrant.weight_decay)
    }

    /// A training at its start: the same weights and order of samples for all.
    pub fn trainer(&self, entrant: &Entrant) -> Trainer {
        let mut config = RunConfig {
            optimiser: entrant.optimiser,
            learning_rate: entrant.rate,
            l2: entrant.l2,
            weight_decay: entrant.weight_decay,
            ..self.config.clone()
        };
        if entrant.whole {
            config.batch_size = self.data.train.targets.len() as u32;
        }
        trainer(&config, &self.data, self.objective)
    }

    /// The samples that are trained on.
    pub fn samples(&self) -> Samples<'_> {
        Samples {
            rows: &self.data.train.inputs,
            targets: &self.data.train.targets,
        }
    }
}

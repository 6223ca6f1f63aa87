//! Mini-batch training: the order of the samples, the gradient, the step.

use crate::batch::Batch;
use crate::init::Init;
use crate::lane;
use crate::network::{Network, Reshape, Spec, Workspace};
use crate::optimiser::{self, State};
use crate::rng::{Rng, Stream};
use crate::rules::Rules;
use std::ops::Range;

/// Floating-point operations of a quantum, some 20 microseconds of work.
const QUANTUM: usize = 200_000;

/// The parameters would leave the finite numbers; those before the step are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("training diverged")]
pub struct Diverged;

/// The training part of a data set: rows of features, and a target per row.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'a> {
    /// Row-major, a row per sample.
    pub rows: &'a [f32],
    /// A target per sample, as [`Head`](crate::loss::Head) says.
    pub targets: &'a [f32],
}

/// Everything that the next steps depend on: with the same samples, a trainer at
/// a checkpoint goes on as it did before, bit for bit.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The network; its parameters are those of the last good step.
    pub network: Network,
    /// What a step does. The batch size stays that of the start.
    pub rules: Rules,
    state: State,
    frozen: Vec<bool>,
    order: Vec<u32>,
    order_rng: Rng,
    dropout_rng: Rng,
    position: usize,
    step: u64,
    epoch: u32,
}

impl Checkpoint {
    /// Steps taken.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// Epochs completed.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        let moments = self.state.first.len() + self.state.second.len();
        4 * (self.network.parameters.len() + moments + self.order.len()) + self.frozen.len()
    }
}

/// A network in training.
#[derive(Clone, Debug)]
pub struct Trainer {
    now: Checkpoint,
    next: Vec<f32>,
    gradient: Vec<f32>,
    work: Workspace,
    batch: Batch,
    any_frozen: bool,
}

impl Trainer {
    /// A trainer at step 0 for `samples` samples. The seed decides the weights
    /// and the order of the samples.
    pub fn new(spec: Spec, init: Init, rules: Rules, samples: usize, seed: u32) -> Self {
        let mut network = Network::new(spec);
        network.initialise(init, &mut Rng::for_stream(seed, Stream::Weights));
        let parameters = network.parameters.len();
        let batch_size = rules.batch_size.min(samples).max(1);
        Self {
            next: vec![0.0; parameters],
            gradient: vec![0.0; parameters],
            work: Workspace::new(network.spec(), batch_size),
            batch: Batch::with_capacity(network.spec().inputs, batch_size),
            any_frozen: false,
            now: Checkpoint {
                rules: Rules {
                    batch_size,
                    ..rules
                },
                state: rules.optimiser.state(parameters),
                frozen: vec![false; parameters],
                order: (0..samples as u32).collect(),
                order_rng: Rng::for_stream(seed, Stream::Order),
                dropout_rng: Rng::for_stream(seed, Stream::Dropout),
                position: 0,
                step: 0,
                epoch: 0,
                network,
            },
        }
    }

    /// The network; its parameters are those of the last good step.
    pub fn network(&self) -> &Network {
        &self.now.network
    }

    /// The parameters, to be edited by hand.
    pub fn parameters_mut(&mut self) -> &mut [f32] {
        &mut self.now.network.parameters
    }

    /// Puts other parameters and running statistics in place of the present ones;
    /// false, and nothing done, if their numbers are not this network's.
    pub fn set_network(&mut self, parameters: &[f32], running: &[f32]) -> bool {
        self.now.network.set(parameters, running)
    }

    /// What a step does.
    pub fn rules(&self) -> &Rules {
        &self.now.rules
    }

    /// Changes what the next steps do; the batch size and the optimiser stay.
    pub fn set_rules(&mut self, rules: Rules) {
        self.now.rules = Rules {
            optimiser: self.now.rules.optimiser,
            batch_size: self.now.rules.batch_size,
            ..rules
        };
    }

    /// Steps between two questions whether to keep going: the clock costs more than
    /// a step of a small network.
    pub fn quantum(&self) -> usize {
        let parameters = self.now.network.parameters.len();
        let per_step = 6 * parameters * self.now.rules.batch_size + 3000;
        (QUANTUM / per_step).max(1)
    }

    /// Steps taken.
    pub fn step_number(&self) -> u64 {
        self.now.step
    }

    /// Epochs completed.
    pub fn epoch(&self) -> u32 {
        self.now.epoch
    }

    /// Batches done in the present epoch.
    pub fn batch_in_epoch(&self) -> usize {
        self.now.position.div_ceil(self.now.rules.batch_size)
    }

    /// Batches in an epoch, the last of which may be smaller.
    pub fn batches_per_epoch(&self) -> usize {
        self.now.order.len().div_ceil(self.now.rules.batch_size)
    }

    /// η at the next step.
    pub fn learning_rate(&self) -> f32 {
        let Checkpoint {
            rules, step, epoch, ..
        } = &self.now;
        rules.learning_rate
            * rules
                .schedule
                .factor(*step, *epoch, self.batches_per_epoch())
    }

    /// Which parameters training leaves as they are.
    pub fn frozen(&self) -> &[bool] {
        &self.now.frozen
    }

    /// Freezes or thaws a range of parameters.
    pub fn freeze(&mut self, parameters: Range<usize>, frozen: bool) {
        self.now.frozen[parameters].fill(frozen);
        self.any_frozen = self.now.frozen.contains(&true);
    }

    /// Where training stands.
    pub fn checkpoint(&self) -> Checkpoint {
        self.now.clone()
    }

    /// Goes back (or forward) to where training stood.
    pub fn restore(&mut self, checkpoint: Checkpoint) {
        self.now = checkpoint;
        self.make_room();
    }

    /// Changes the network's shape between two steps. What is remembered of the
    /// parameters that stay (moments, freezes) stays with them.
    pub fn reshape(&mut self, change: Reshape, init: Init) {
        // A generator of its own per step, so that a replay draws the same weights.
        let mut rng = Rng::new(self.now.step, u64::MAX).split();
        let (network, from) = self.now.network.reshaped(change, init, &mut rng);
        let pick = |old: &[f32]| -> Vec<f32> {
            let values = from.iter().map(|f| f.map_or(0.0, |f| old[f]));
            if old.is_empty() {
                Vec::new()
            } else {
                values.collect()
            }
        };
        self.now.state.first = pick(&self.now.state.first);
        self.now.state.second = pick(&self.now.state.second);
        self.now.frozen = from
            .iter()
            .map(|f| f.is_some_and(|f| self.now.frozen[f]))
            .collect();
        self.now.network = network;
        self.make_room();
    }

    fn make_room(&mut self) {
        let network = &self.now.network;
        self.next = vec![0.0; network.parameters.len()];
        self.gradient = vec![0.0; network.parameters.len()];
        self.work = Workspace::new(network.spec(), self.now.rules.batch_size);
        self.any_frozen = self.now.frozen.contains(&true);
    }

    /// Trains on one mini-batch; `true` when it was the last of its epoch. At the
    /// first batch of an epoch the samples are put into a new order. A batch
    /// never reaches into the next epoch.
    pub fn step(&mut self, samples: Samples<'_>) -> Result<bool, Diverged> {
        let now = &mut self.now;
        if now.position == 0 {
            now.order_rng.shuffle(&mut now.order);
        }
        let end = (now.position + now.rules.batch_size).min(now.order.len());
        let order = &now.order[now.position..end];
        self.batch.fill(samples.rows, samples.targets, order);
        self.compute_gradient();
        self.update()?;
        let now = &mut self.now;
        now.network.absorb(self.batch.count, &self.work);
        now.step += 1;
        now.position = end;
        let last = end == now.order.len();
        if last {
            now.position = 0;
            now.epoch += 1;
        }
        Ok(last)
    }

    /// The loss of the latest step's batch, before the step.
    pub fn batch_loss(&mut self) -> f64 {
        let (batch, tiling) = (&self.batch, self.batch.tiling);
        let (units, objective) = (self.now.network.outputs(), self.now.rules.objective);
        let mut sum = 0.0;
        for tile in 0..tiling.tiles {
            let (targets, count) = batch.tile_targets(tile);
            let (z, _) = self.work.output_delta(units, tiling, tile);
            sum += objective.value(z, tiling.width(), count, targets);
        }
        sum / batch.count.max(1) as f64
    }

    fn compute_gradient(&mut self) {
        let (batch, tiling, now) = (&self.batch, self.batch.tiling, &mut self.now);
        now.network
            .forward_training(batch, &mut self.work, &mut now.dropout_rng);
        let scale = 1.0 / batch.count as f32;
        let units = now.network.outputs();
        let objective = now.rules.objective;
        for tile in 0..tiling.tiles {
            let (targets, count) = batch.tile_targets(tile);
            let (z, delta) = self.work.output_delta(units, tiling, tile);
            objective.gradient(z, tiling.width(), count, targets, scale, delta);
        }
        now.network
            .backward(batch, &mut self.work, &mut self.gradient);
    }

    fn update(&mut self) -> Result<(), Diverged> {
        let rate = self.learning_rate();
        let Checkpoint {
            network,
            rules,
            state,
            frozen,
            ..
        } = &mut self.now;
        let places = network.places();
        let old = &network.parameters;
        if rules.l2 > 0.0 {
            for place in places {
                let w = place.weights.clone();
                lane::each([&old[w.clone()]], &mut self.gradient[w], |[w], g| {
                    g + rules.l2 * w
                });
            }
        }
        if rules.clip > 0.0 {
            optimiser::clip(&mut self.gradient, rules.clip);
        }
        (rules.optimiser).step(rate, old, &self.gradient, state, &mut self.next);
        if rules.l1 > 0.0 || rules.weight_decay > 0.0 {
            let (threshold, decay) = (rate * rules.l1, rate * rules.weight_decay);
            for place in places {
                let w = place.weights.clone();
                lane::each([&old[w.clone()]], &mut self.next[w], |[old], w| {
                    optimiser::soft_threshold(w - decay * old, threshold)
                });
            }
        }
        if self.any_frozen {
            for ((next, old), frozen) in self.next.iter_mut().zip(old).zip(frozen) {
                *next = if *frozen { *old } else { *next };
            }
        }
        if !optimiser::is_sound(&self.next) {
            return Err(Diverged);
        }
        std::mem::swap(&mut network.parameters, &mut self.next);
        Ok(())
    }
}

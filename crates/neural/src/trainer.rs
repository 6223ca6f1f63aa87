//! Mini-batch training: the order of the samples, the gradient, the step.

use crate::batch::Batch;
use crate::init::Init;
use crate::loss::Objective;
use crate::network::{Network, Spec, Workspace};
use crate::optimiser::{self, Optimiser, State};
use crate::rng::{Rng, Stream};

/// What training does besides following the gradient of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// What is made small.
    pub objective: Objective,
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// η.
    pub learning_rate: f32,
    /// λ of λ·Σ|w|, applied by soft thresholding after the step.
    pub l1: f32,
    /// λ of λ/2·Σw², added to the gradient.
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ), apart from the gradient.
    pub weight_decay: f32,
    /// Samples per step.
    pub batch_size: usize,
}

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

/// A network in training.
#[derive(Clone, Debug)]
pub struct Trainer {
    /// The network; its parameters are those of the last good step.
    pub network: Network,
    rules: Rules,
    state: State,
    next: Vec<f32>,
    gradient: Vec<f32>,
    work: Workspace,
    batch: Batch,
    order: Vec<u32>,
    order_rng: Rng,
    position: usize,
    step: u64,
    epoch: u32,
}

impl Trainer {
    /// A trainer at step 0 for `samples` samples. The seed decides the weights
    /// and the order of the samples.
    pub fn new(spec: Spec, init: Init, rules: Rules, samples: usize, seed: u32) -> Self {
        let mut network = Network::new(spec);
        network.initialise(init, &mut Rng::for_stream(seed, Stream::Weights));
        let parameters = network.parameters.len();
        let capacity = rules.batch_size.min(samples).max(1);
        Self {
            rules: Rules {
                batch_size: capacity,
                ..rules
            },
            state: rules.optimiser.state(parameters),
            next: vec![0.0; parameters],
            gradient: vec![0.0; parameters],
            work: Workspace::new(network.spec(), capacity),
            batch: Batch::with_capacity(network.spec().inputs, capacity),
            order: (0..samples as u32).collect(),
            order_rng: Rng::for_stream(seed, Stream::Order),
            position: 0,
            step: 0,
            epoch: 0,
            network,
        }
    }

    /// Steps taken.
    pub fn step_number(&self) -> u64 {
        self.step
    }

    /// Epochs completed.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Batches done in the present epoch.
    pub fn batch_in_epoch(&self) -> usize {
        self.position.div_ceil(self.rules.batch_size)
    }

    /// Batches in an epoch, the last of which may be smaller.
    pub fn batches_per_epoch(&self) -> usize {
        self.order.len().div_ceil(self.rules.batch_size)
    }

    /// The gradient of the last step, before penalties.
    pub fn gradient(&self) -> &[f32] {
        &self.gradient
    }

    /// Trains on one mini-batch; `true` when it was the last of its epoch. At the
    /// first batch of an epoch the samples are put into a new order. A batch
    /// never reaches into the next epoch.
    pub fn step(&mut self, samples: Samples<'_>) -> Result<bool, Diverged> {
        if self.position == 0 {
            self.order_rng.shuffle(&mut self.order);
        }
        let end = (self.position + self.rules.batch_size).min(self.order.len());
        self.batch.fill(
            samples.rows,
            samples.targets,
            &self.order[self.position..end],
        );
        self.compute_gradient();
        self.update()?;
        self.step += 1;
        self.position = end;
        let last = end == self.order.len();
        if last {
            self.position = 0;
            self.epoch += 1;
        }
        Ok(last)
    }

    fn compute_gradient(&mut self) {
        let (batch, tiling) = (&self.batch, self.batch.tiling);
        self.network.forward(&batch.inputs, tiling, &mut self.work);
        let scale = 1.0 / batch.count as f32;
        let units = self.network.outputs();
        for tile in 0..tiling.tiles {
            let (targets, count) = batch.tile_targets(tile);
            let (z, delta) = self.work.output_delta(units, tiling, tile);
            self.rules
                .objective
                .gradient(z, tiling.width(), count, targets, scale, delta);
        }
        self.network
            .backward(&batch.inputs, tiling, &mut self.work, &mut self.gradient);
    }

    fn update(&mut self) -> Result<(), Diverged> {
        let rules = self.rules;
        let rate = rules.learning_rate;
        if rules.l2 > 0.0 {
            for place in self.network.places() {
                let w = &self.network.parameters[place.weights.clone()];
                for (g, w) in self.gradient[place.weights.clone()].iter_mut().zip(w) {
                    *g += rules.l2 * w;
                }
            }
        }
        let old = &self.network.parameters;
        rules
            .optimiser
            .step(rate, old, &self.gradient, &mut self.state, &mut self.next);
        if rules.l1 > 0.0 || rules.weight_decay > 0.0 {
            let (threshold, decay) = (rate * rules.l1, rate * rules.weight_decay);
            for place in self.network.places() {
                let old = &old[place.weights.clone()];
                for (w, old) in self.next[place.weights.clone()].iter_mut().zip(old) {
                    *w = soft_threshold(*w - decay * old, threshold);
                }
            }
        }
        if !optimiser::is_sound(&self.next) {
            return Err(Diverged);
        }
        std::mem::swap(&mut self.network.parameters, &mut self.next);
        Ok(())
    }
}

/// The proximal map of the L1 penalty: towards zero by `threshold`, and zero
/// within it (Parikh and Boyd 2014, §6.5.2).
#[inline]
fn soft_threshold(w: f32, threshold: f32) -> f32 {
    if w > threshold {
        w - threshold
    } else if w < -threshold {
        w + threshold
    } else {
        w * 0.0
    }
}

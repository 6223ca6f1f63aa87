//! The networks that benchmarks run, so that every host measures the same work.

use crate::activation::Activation;
use crate::init::Init;
use crate::loss::{Head, Loss, Objective};
use crate::network::{LayerSpec, Network, Spec};
use crate::reference::Reference;
use crate::rng::Rng;
use crate::rules::Rules;
use crate::trainer::{Samples, Trainer};

/// A network and a batch size.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// How it is printed.
    pub name: &'static str,
    /// Inputs, hidden layers, outputs.
    pub units: &'static [usize],
    /// Samples per step.
    pub batch: usize,
}

/// The [`COMPARED`] networks, and how cost grows with width.
pub const CASES: [Case; 8] = [
    Case {
        name: "2-4-2-1",
        units: &[2, 4, 2, 1],
        batch: 10,
    },
    Case {
        name: "7-8x6-1",
        units: &[7, 8, 8, 8, 8, 8, 8, 1],
        batch: 10,
    },
    Case {
        name: "64-64-32-10",
        units: &[64, 64, 32, 10],
        batch: 10,
    },
    Case {
        name: "64-64-32-10 b32",
        units: &[64, 64, 32, 10],
        batch: 32,
    },
    Case {
        name: "2-8-8-1",
        units: &[2, 8, 8, 1],
        batch: 32,
    },
    Case {
        name: "2-32-32-1",
        units: &[2, 32, 32, 1],
        batch: 32,
    },
    Case {
        name: "2-128-128-1",
        units: &[2, 128, 128, 1],
        batch: 32,
    },
    Case {
        name: "2-512-512-1",
        units: &[2, 512, 512, 1],
        batch: 32,
    },
];

/// So many of the first [`CASES`] are compared with other engines.
pub const COMPARED: usize = 3;

/// Samples in the set that is trained on.
pub const SAMPLES: usize = 250;

/// One network, trained by the engine and by the reference.
#[derive(Debug)]
pub struct Bench {
    trainer: Trainer,
    reference: Reference,
    batch: usize,
    rows: Vec<f32>,
    targets: Vec<f32>,
}

impl Bench {
    /// Hidden layers of one activation on random data: classes under
    /// cross-entropy.
    pub fn new(units: &[usize], activation: Activation, batch: usize) -> Self {
        let (inputs, layers) = units.split_first().unwrap_or((&1, &[]));
        let outputs = layers.last().copied().unwrap_or(1);
        let mut rng = Rng::new(1, 0);
        let rows = (0..SAMPLES * inputs)
            .map(|_| rng.uniform(-1.0, 1.0))
            .collect();
        let classes = outputs.max(2) as u32;
        let targets = (0..SAMPLES).map(|_| rng.below(classes) as f32).collect();
        let mut layers: Vec<LayerSpec> = (layers.iter())
            .map(|&units| LayerSpec::dense(units, activation))
            .collect();
        if let Some(last) = layers.last_mut() {
            last.activation = Activation::Linear;
        }
        let objective = Objective {
            head: if outputs > 1 {
                Head::Multiclass
            } else {
                Head::Binary
            },
            loss: Loss::CrossEntropy,
        };
        let rules = Rules::sgd(objective, 0.03, batch);
        let spec = Spec {
            inputs: *inputs,
            layers,
        };
        let trainer = Trainer::new(spec, Init::Xavier, rules, SAMPLES, 1);
        Self {
            reference: Reference::new(trainer.network(), objective),
            trainer,
            batch,
            rows,
            targets,
        }
    }

    /// An epoch of the engine; samples trained on.
    pub fn engine(&mut self) -> usize {
        let samples = Samples {
            rows: &self.rows,
            targets: &self.targets,
        };
        while self.trainer.step(samples) == Ok(false) {}
        SAMPLES
    }

    /// An epoch of the reference; samples trained on.
    pub fn reference(&mut self) -> usize {
        let order: Vec<u32> = (0..SAMPLES as u32).collect();
        for batch in order.chunks(self.batch) {
            self.reference.step(&self.rows, &self.targets, batch, 0.03);
        }
        SAMPLES
    }

    /// The network as the engine has trained it.
    pub fn network(&self) -> &Network {
        self.trainer.network()
    }

    /// What it is trained on.
    pub fn samples(&self) -> Samples<'_> {
        Samples {
            rows: &self.rows,
            targets: &self.targets,
        }
    }

    /// Multiplications and additions in the products of one sample, forward and
    /// backward.
    pub fn flops_per_sample(&self) -> f64 {
        let weights = |l: usize| self.trainer.network().places()[l].weights.len();
        let all: usize = (0..self.trainer.network().places().len())
            .map(weights)
            .sum();
        // Nothing is sent back to the inputs.
        (6 * all - 2 * weights(0)) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_agrees_with_the_reference() {
        for units in [&[3, 5, 4, 1][..], &[6, 9, 3]] {
            let mut bench = Bench::new(units, Activation::Silu, SAMPLES);
            for _ in 0..20 {
                bench.engine();
                bench.reference();
            }
            for (a, b) in bench
                .trainer
                .network()
                .parameters
                .iter()
                .zip(&bench.reference.parameters)
            {
                assert!((f64::from(*a) - b).abs() < 1e-5);
            }
        }
    }
}

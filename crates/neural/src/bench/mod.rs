//! The networks that benchmarks run, so that every host measures the same work.

mod matmul;

pub use matmul::Matmul;

use crate::activation::Activation;
use crate::data::{DigitsError, Prepared, Shape, Transform};
use crate::init::Init;
use crate::loss::{Head, Loss, Objective};
use crate::network::{LayerSpec, Network, Spec};
use crate::reference::Reference;
use crate::rng::Rng;
use crate::rules::Rules;
use crate::trainer::{Samples, Trainer};

/// What a network is trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// [`SAMPLES`] points of the circle, by their two coordinates.
    Circle,
    /// The same by all seven features.
    CircleFeatures,
    /// The handwritten digits, whose bytes the host has.
    Digits,
}

/// A network, its data and a batch size.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// How it is printed.
    pub name: &'static str,
    /// Inputs, hidden layers, outputs.
    pub units: &'static [usize],
    /// What it is trained on.
    pub set: Set,
    /// Samples per step.
    pub batch: usize,
}

const fn case(name: &'static str, units: &'static [usize], set: Set, batch: usize) -> Case {
    Case {
        name,
        units,
        set,
        batch,
    }
}

/// The networks that are compared with other engines.
pub const COMPARED: [Case; 3] = [
    case("2-4-2-1", &[2, 4, 2, 1], Set::Circle, 10),
    case(
        "7-8x6-1",
        &[7, 8, 8, 8, 8, 8, 8, 1],
        Set::CircleFeatures,
        10,
    ),
    case("64-64-32-10", &[64, 64, 32, 10], Set::Digits, 10),
];

/// How cost grows with width: two hidden layers of this many neurons.
pub const WIDTHS: [Case; 7] = [
    case("8", &[2, 8, 8, 1], Set::Circle, 10),
    case("16", &[2, 16, 16, 1], Set::Circle, 10),
    case("32", &[2, 32, 32, 1], Set::Circle, 10),
    case("64", &[2, 64, 64, 1], Set::Circle, 10),
    case("128", &[2, 128, 128, 1], Set::Circle, 10),
    case("256", &[2, 256, 256, 1], Set::Circle, 10),
    case("512", &[2, 512, 512, 1], Set::Circle, 10),
];

/// Points of the circle.
pub const SAMPLES: usize = 250;
/// η of all.
pub const RATE: f32 = 0.03;

/// Rows and targets of a set; `digits` are the bytes of [`Set::Digits`] as
/// [`digits`](crate::data::digits) reads them.
pub fn samples(set: Set, digits: &[u8]) -> Result<(Vec<f32>, Vec<f32>), DigitsError> {
    if set == Set::Digits {
        let data = crate::data::digits(digits)?;
        return Ok((data.rows, data.targets));
    }
    let mut rng = Rng::new(1, 0);
    // One point is held back.
    let data = Shape::Circle.generate(SAMPLES + 1, 0.0, &mut rng);
    let features = if set == Set::Circle {
        [Transform::X1, Transform::X2].into_iter().collect()
    } else {
        Transform::ALL.into_iter().collect()
    };
    let part = Prepared::new(&data, 1.0, features, &mut rng).train;
    Ok((part.inputs, part.targets))
}

/// One network, trained by the engine and by the reference.
#[derive(Debug)]
pub struct Bench {
    trainer: Trainer,
    reference: Reference,
    batch: usize,
    order: Vec<u32>,
    rows: Vec<f32>,
    targets: Vec<f32>,
}

impl Bench {
    /// Hidden layers of one activation; classes under cross-entropy.
    pub fn new(
        units: &[usize],
        activation: Activation,
        batch: usize,
        (rows, targets): (Vec<f32>, Vec<f32>),
    ) -> Self {
        let (inputs, layers) = units.split_first().unwrap_or((&1, &[]));
        let outputs = layers.last().copied().unwrap_or(1);
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
        let rules = Rules::sgd(objective, RATE, batch);
        let spec = Spec {
            inputs: *inputs,
            layers,
        };
        let trainer = Trainer::new(spec, Init::Xavier, rules, targets.len(), 1);
        Self {
            reference: Reference::new(trainer.network(), objective),
            trainer,
            batch,
            order: (0..targets.len() as u32).collect(),
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
        self.order.len()
    }

    /// An epoch of the reference; samples trained on.
    pub fn reference(&mut self) -> usize {
        for batch in self.order.chunks(self.batch) {
            self.reference
                .step(&self.rows, &self.targets, batch, f64::from(RATE));
        }
        self.order.len()
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
        let places = self.trainer.network().places();
        let all: usize = places.iter().map(|place| place.weights.len()).sum();
        let first = places.first().map_or(0, |place| place.weights.len());
        // Nothing is sent back to the inputs.
        (6 * all - 2 * first) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_agrees_with_the_reference() {
        for units in [&[3, 5, 4, 1][..], &[6, 9, 3]] {
            let mut rng = Rng::new(1, 0);
            let classes = units[units.len() - 1].max(2) as u32;
            let rows = (0..100 * units[0]).map(|_| rng.uniform(-1.0, 1.0));
            let rows = rows.collect();
            let targets = (0..100).map(|_| rng.below(classes) as f32).collect();
            for activation in [Activation::Tanh, Activation::Silu] {
                let set: (Vec<f32>, Vec<f32>) = (Vec::clone(&rows), Vec::clone(&targets));
                let mut bench = Bench::new(units, activation, 100, set);
                for _ in 0..20 {
                    bench.engine();
                    bench.reference();
                }
                let found = &bench.trainer.network().parameters;
                for (a, b) in found.iter().zip(&bench.reference.parameters) {
                    assert!((f64::from(*a) - b).abs() < 1e-5);
                }
            }
        }
    }

    #[test]
    fn every_case_has_its_data() {
        let digit: Vec<u8> = (0..65).map(|pixel| pixel % 9).collect();
        for case in COMPARED.into_iter().chain(WIDTHS) {
            let (rows, targets) = samples(case.set, &digit).unwrap();
            let count = if case.set == Set::Digits { 1 } else { SAMPLES };
            assert_eq!(
                (rows.len(), targets.len()),
                (count * case.units[0], count),
                "{}",
                case.name
            );
            let mut bench = Bench::new(case.units, Activation::Tanh, 10, (rows, targets));
            assert_eq!((bench.engine(), bench.reference()), (count, count));
        }
    }
}

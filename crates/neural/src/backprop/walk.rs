//! Batches one after the other, back and forth.

use super::pass::{Dense, Parameter, Pass, Slot, parameter_mut};
use crate::data::{Dataset, Prepared};
use crate::loss::Objective;
use crate::network::Network;
use crate::rng::{Rng, Stream};
use crate::session::{Hidden, RunConfig};
use std::ops::Range;

/// Why a configuration cannot be walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// Normalisation and dropout are not shown here.
    #[error("only plain dense layers can be walked through")]
    Layers,
    /// There is nothing to train on.
    #[error("the data set is empty")]
    Empty,
    /// A parameter left the finite numbers.
    #[error("the step made a parameter infinite")]
    Diverged,
}

/// A batch, and the network that it meets.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The batch's number, from 0.
    pub number: usize,
    /// Rows of the data set, in the order in which they are taken.
    pub rows: Vec<u32>,
    /// How the outputs are read, and the loss.
    pub objective: Objective,
    /// The parameters before the update.
    pub layers: Vec<Dense>,
    /// Forward and back.
    pub pass: Pass,
    /// The parameters after it.
    pub updated: Vec<Dense>,
    /// The mean loss of the same batch after it.
    pub loss_after: f64,
}

/// A run of plain gradient descent, kept batch by batch.
#[derive(Clone, Debug)]
pub struct Walk {
    data: Prepared,
    objective: Objective,
    rate: f64,
    batch: usize,
    /// The samples' order in the latest epoch that was begun, and what draws the next.
    order: Vec<u32>,
    shuffle: Rng,
    /// What has been walked.
    steps: Vec<Step>,
    /// Whether the batch after those has no finite step.
    diverged: bool,
    start: Vec<Dense>,
}

impl Walk {
    /// The run that `config` stands for, at its start. Its optimiser, schedule,
    /// penalties and clipping are left out: the update is w − η·∂L/∂w.
    ///
    /// # Errors
    /// [`WalkError::Layers`] for layers with normalisation or dropout,
    /// [`WalkError::Empty`] without samples.
    pub fn new(config: &RunConfig, dataset: &Dataset) -> Result<Self, WalkError> {
        let plain = |hidden: &Hidden| *hidden == Hidden::new(hidden.units, hidden.activation);
        if !config.hidden.iter().all(plain) {
            return Err(WalkError::Layers);
        }
        let mut rng = Rng::for_stream(config.seed, Stream::Split);
        let data = Prepared::new(dataset, config.split / 100.0, config.features, &mut rng);
        let samples = data.train.targets.len();
        if samples == 0 {
            return Err(WalkError::Empty);
        }
        let mut network = Network::new(config.spec(&data));
        network.initialise(
            config.init,
            &mut Rng::for_stream(config.seed, Stream::Weights),
        );
        Ok(Self {
            objective: config.objective(&data.task),
            rate: f64::from(config.learning_rate),
            batch: (config.batch_size as usize).clamp(1, samples),
            order: (0..samples as u32).collect(),
            shuffle: Rng::for_stream(config.seed, Stream::Order),
            steps: Vec::new(),
            diverged: false,
            start: dense(&network),
            data,
        })
    }

    /// What is trained on.
    pub fn data(&self) -> &Prepared {
        &self.data
    }

    /// How the outputs are read, and the loss.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// η.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// Batches in an epoch, the last of which may be smaller.
    pub fn batches_per_epoch(&self) -> usize {
        self.order.len().div_ceil(self.batch)
    }

    /// A batch, walked to if it has not been reached.
    ///
    /// # Errors
    /// [`WalkError::Diverged`] if a step on the way leaves the finite numbers.
    pub fn step(&mut self, number: usize) -> Result<&Step, WalkError> {
        while self.steps.len() <= number {
            if self.diverged {
                return Err(WalkError::Diverged);
            }
            let next = self.next();
            self.diverged = next.is_err();
            self.steps.push(next?);
        }
        Ok(&self.steps[number])
    }

    /// Batches that have been walked.
    pub fn walked(&self) -> usize {
        self.steps.len()
    }

    fn range(&self, number: usize) -> Range<usize> {
        let start = number % self.batches_per_epoch() * self.batch;
        start..(start + self.batch).min(self.order.len())
    }

    fn next(&mut self) -> Result<Step, WalkError> {
        let number = self.steps.len();
        if number.is_multiple_of(self.batches_per_epoch()) {
            self.shuffle.shuffle(&mut self.order);
        }
        let taken = &self.order[self.range(number)];
        let layers = self
            .steps
            .last()
            .map_or_else(|| self.start.clone(), |step| step.updated.clone());
        let width = self.data.inputs.len();
        let part = &self.data.train;
        let inputs: Vec<Vec<f64>> = (taken.iter())
            .map(|&at| {
                let row = &part.inputs[at as usize * width..][..width];
                row.iter().map(|&x| f64::from(x)).collect()
            })
            .collect();
        let targets = taken.iter().map(|&at| f64::from(part.targets[at as usize]));
        let samples = inputs.iter().map(Vec::as_slice).zip(targets);
        let pass = Pass::new(&layers, self.objective, samples);
        let updated = updated(&layers, &pass, self.rate);
        let finite =
            |layer: &Dense| (layer.weights.iter().chain(&layer.biases)).all(|w| w.is_finite());
        let loss_after = pass.loss_under(&updated, self.objective);
        if !updated.iter().all(finite) || !loss_after.is_finite() {
            return Err(WalkError::Diverged);
        }
        Ok(Step {
            number,
            objective: self.objective,
            rows: taken.iter().map(|&at| part.index[at as usize]).collect(),
            layers,
            pass,
            updated,
            loss_after,
        })
    }
}

/// What a central difference found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// L(w + h).
    pub above: f64,
    /// L(w − h).
    pub below: f64,
    /// (L(w + h) − L(w − h))/2h.
    pub slope: f64,
}

impl Difference {
    /// How far it is from another slope, as a share of the larger of the two;
    /// 0 where both are 0.
    pub fn relative(&self, slope: f64) -> f64 {
        let larger = self.slope.abs().max(slope.abs());
        if larger == 0.0 {
            0.0
        } else {
            (self.slope - slope).abs() / larger
        }
    }
}

impl Step {
    /// (L(w + h) − L(w − h))/2h of one parameter over the batch: what
    /// ∂L/∂w should be, found without the chain rule. `None` if there is no
    /// such parameter.
    pub fn difference(&self, at: Parameter, h: f64) -> Option<Difference> {
        let mut layers = self.layers.clone();
        let held = *parameter_mut(&mut layers, at)?;
        let mut loss = |value: f64| {
            *parameter_mut(&mut layers, at)? = value;
            Some(self.pass.loss_under(&layers, self.objective))
        };
        let (above, below) = (loss(held + h)?, loss(held - h)?);
        Some(Difference {
            above,
            below,
            slope: (above - below) / (2.0 * h),
        })
    }

    /// Every parameter, layer by layer and neuron by neuron, the bias last.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> {
        (self.layers.iter().enumerate()).flat_map(|(layer, dense)| {
            (0..dense.units()).flat_map(move |unit| {
                let weights = (0..dense.inputs).map(Slot::Weight);
                let slots = weights.chain([Slot::Bias]);
                slots.map(move |slot| Parameter { layer, unit, slot })
            })
        })
    }

    /// A parameter before the update.
    pub fn value(&self, at: Parameter) -> Option<f64> {
        value(&self.layers, at)
    }

    /// A parameter after it.
    pub fn updated_value(&self, at: Parameter) -> Option<f64> {
        value(&self.updated, at)
    }
}

fn value(layers: &[Dense], at: Parameter) -> Option<f64> {
    let layer = layers.get(at.layer)?;
    match at.slot {
        Slot::Bias => layer.biases.get(at.unit).copied(),
        Slot::Weight(input) => layer.row(at.unit).get(input).copied(),
    }
}

fn dense(network: &Network) -> Vec<Dense> {
    let wide = |values: &[f32]| values.iter().map(|&v| f64::from(v)).collect();
    let layers = network.places().iter().zip(&network.spec().layers);
    layers
        .map(|(place, spec)| Dense {
            inputs: place.inputs,
            weights: wide(&network.parameters[place.weights.clone()]),
            biases: wide(&network.parameters[place.biases.clone()]),
            activation: spec.activation,
        })
        .collect()
}

fn updated(layers: &[Dense], pass: &Pass, rate: f64) -> Vec<Dense> {
    let moved = |values: &[f64], slopes: &[f64]| {
        let pairs = values.iter().zip(slopes);
        pairs.map(|(value, slope)| value - rate * slope).collect()
    };
    let pairs = layers.iter().zip(&pass.gradient);
    pairs
        .map(|(layer, gradient)| Dense {
            weights: moved(&layer.weights, &gradient.weights),
            biases: moved(&layer.biases, &gradient.biases),
            ..*layer
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::data::Shape;
    use crate::loss::Loss;
    use crate::optimiser::Optimiser;
    use crate::rules::{Rules, Schedule};
    use crate::session::Source;
    use crate::trainer::{Samples, Trainer};

    fn config(shape: Shape, loss: Option<Loss>, hidden: &[u32], f: Activation) -> RunConfig {
        RunConfig {
            source: Source::Shape(shape),
            samples: 41,
            batch_size: 6,
            learning_rate: 0.1,
            loss,
            ..RunConfig::default()
        }
        .with_hidden(hidden, f)
    }

    fn data(config: &RunConfig) -> Dataset {
        let Source::Shape(shape) = config.source else {
            panic!("no shape")
        };
        let mut rng = Rng::for_stream(config.seed, Stream::Data);
        shape.generate(config.samples as usize, config.noise, &mut rng)
    }

    fn cases() -> Vec<RunConfig> {
        let mut cases = vec![
            config(Shape::Circle, None, &[4, 2], Activation::Tanh),
            config(Shape::Xor, Some(Loss::Mse), &[3], Activation::Gelu),
            config(Shape::Plane, None, &[4, 4, 4], Activation::Sigmoid),
            config(Shape::Gauss, Some(Loss::Huber), &[], Activation::Relu),
        ];
        for loss in [Loss::CrossEntropy, Loss::Mse] {
            cases.push(config(Shape::Arms, Some(loss), &[4], Activation::Relu));
        }
        cases
    }

    /// The parameters in the engine's order.
    fn flat(layers: &[Dense]) -> Vec<f64> {
        let each = layers.iter();
        each.flat_map(|layer| layer.weights.iter().chain(&layer.biases).copied())
            .collect()
    }

    #[test]
    fn it_walks_where_the_engine_trains() {
        for config in cases() {
            let dataset = data(&config);
            let mut walk = Walk::new(&config, &dataset).unwrap();
            let prepared = walk.data().clone();
            let rules = Rules {
                objective: walk.objective(),
                optimiser: Optimiser::Sgd,
                learning_rate: config.learning_rate,
                schedule: Schedule::default(),
                l1: 0.0,
                l2: 0.0,
                weight_decay: 0.0,
                clip: 0.0,
                batch_size: 6,
            };
            let mut trainer =
                Trainer::new(config.spec(&prepared), config.init, rules, 21, config.seed);
            let samples = Samples {
                rows: &prepared.train.inputs,
                targets: &prepared.train.targets,
            };
            // Three epochs, the last batch of each being smaller.
            for number in 0..3 * walk.batches_per_epoch() {
                trainer.step(samples).unwrap();
                let step = walk.step(number).unwrap();
                let there = flat(&step.updated);
                for (here, there) in trainer.network().parameters.iter().zip(&there) {
                    assert!(
                        (f64::from(*here) - there).abs() < 2e-5,
                        "{config:?} {number}: {here} {there}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_chain_rule_agrees_with_central_differences() {
        for config in cases() {
            let dataset = data(&config);
            let mut walk = Walk::new(&config, &dataset).unwrap();
            let step = walk.step(2).unwrap().clone();
            assert_eq!(step.parameters().count(), flat(&step.layers).len());
            for at in step.parameters() {
                let numeric = step.difference(at, 1e-5).unwrap();
                let slope = step.pass.slope(at).unwrap();
                assert!(
                    (numeric.slope - slope).abs() < 1e-7,
                    "{config:?} {at:?}: {numeric:?} {slope}"
                );
                let moved = step.value(at).unwrap() - walk.rate() * slope;
                assert_eq!(step.updated_value(at), Some(moved));
            }
            let nowhere = Parameter {
                layer: 0,
                unit: 99,
                slot: Slot::Bias,
            };
            assert_eq!(step.difference(nowhere, 1e-5), None);
            assert_eq!(step.pass.slope(nowhere), None);
        }
    }

    #[test]
    fn going_back_shows_what_was_there() {
        let config = config(Shape::Circle, None, &[4], Activation::Tanh);
        let mut walk = Walk::new(&config, &data(&config)).unwrap();
        let first = walk.step(0).unwrap().clone();
        let far = walk.step(9).unwrap().clone();
        assert_eq!(walk.step(0).unwrap(), &first);
        assert_eq!(walk.step(9).unwrap(), &far);
        assert_eq!(walk.step(1).unwrap().layers, first.updated);
        // Each step's loss after the update is that of its own batch.
        let again = first.pass.loss_under(&first.updated, first.objective);
        assert_eq!(again, first.loss_after);
        assert!(first.loss_after < first.pass.loss);
        // An epoch takes each sample once.
        let mut rows: Vec<u32> = (0..walk.batches_per_epoch())
            .flat_map(|number| walk.step(number).unwrap().rows.clone())
            .collect();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), walk.data().train.targets.len());
    }

    #[test]
    fn what_cannot_be_walked_is_refused() {
        let mut config = config(Shape::Plane, None, &[4], Activation::Tanh);
        config.hidden[0].dropout = 10.0;
        let dataset = data(&config);
        assert_eq!(Walk::new(&config, &dataset).err(), Some(WalkError::Layers));
        config.hidden[0].dropout = 0.0;
        config.learning_rate = f32::MAX;
        config.loss = Some(Loss::Mse);
        config.hidden[0].activation = Activation::Linear;
        let mut walk = Walk::new(&config, &dataset).unwrap();
        let far = (0..200).find_map(|number| walk.step(number).err());
        assert_eq!(far, Some(WalkError::Diverged));
        // It does not recover, and what was walked stays.
        let walked = walk.walked();
        assert_eq!(walk.step(walked).err(), Some(WalkError::Diverged));
        assert!(walked == 0 || walk.step(walked - 1).is_ok());
    }
}

//! One batch through a network, forward and backward, with everything kept.

use super::output::Output;
use crate::activation::Activation;
use crate::loss::Objective;

/// A dense layer's shape and parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// Numbers that come in.
    pub inputs: usize,
    /// units × inputs, a row per neuron.
    pub weights: Vec<f64>,
    /// A bias per neuron.
    pub biases: Vec<f64>,
    /// What is done to the sums; linear in the output layer.
    pub activation: Activation,
}

/// Which parameter of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The layer, from 0.
    pub layer: usize,
    /// The neuron in it, from 0.
    pub unit: usize,
    /// Which of the neuron's.
    pub slot: Slot,
}

/// A neuron's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The weight of this input, from 0.
    Weight(usize),
    /// The bias.
    Bias,
}

/// ∂L/∂W and ∂L/∂b of a layer, the mean over the batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// As [`Dense::weights`].
    pub weights: Vec<f64>,
    /// As [`Dense::biases`].
    pub biases: Vec<f64>,
}

/// What a layer computed for one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerPass {
    /// z = W·a + b, with the outputs a of the layer before.
    pub sums: Vec<f64>,
    /// a = f(z).
    pub outputs: Vec<f64>,
    /// f′(z).
    pub slopes: Vec<f64>,
    /// ∂L/∂a. For the output layer it is ∂L/∂z, since a = z there.
    pub back: Vec<f64>,
    /// δ = ∂L/∂z = ∂L/∂a·f′(z).
    pub delta: Vec<f64>,
}

/// What the network computed for one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePass {
    /// The network's inputs.
    pub inputs: Vec<f64>,
    /// What it should say.
    pub target: f64,
    /// Layer by layer, the output last.
    pub layers: Vec<LayerPass>,
    /// What it says, and the loss.
    pub output: Output,
}

impl SamplePass {
    /// What goes into a layer.
    pub fn into_layer(&self, layer: usize) -> &[f64] {
        layer
            .checked_sub(1)
            .and_then(|before| self.layers.get(before))
            .map_or(&self.inputs[..], |before| &before.outputs)
    }

    /// What a parameter's neuron multiplies it by: the input, or 1 for the bias;
    /// `None` if there is no such parameter.
    pub fn factor(&self, at: Parameter) -> Option<f64> {
        match at.slot {
            Slot::Bias => Some(1.0),
            Slot::Weight(input) => self.into_layer(at.layer).get(input).copied(),
        }
    }

    /// ∂L/∂parameter of this sample alone, δ·a; `None` if there is no such
    /// parameter.
    pub fn slope(&self, at: Parameter) -> Option<f64> {
        let delta = self.layers.get(at.layer)?.delta.get(at.unit)?;
        Some(delta * self.factor(at)?)
    }
}

/// A batch's way forward and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// Sample by sample.
    pub samples: Vec<SamplePass>,
    /// The mean loss.
    pub loss: f64,
    /// Layer by layer.
    pub gradient: Vec<Gradient>,
}

impl Dense {
    /// Neurons.
    pub fn units(&self) -> usize {
        self.biases.len()
    }

    /// A neuron's weights.
    pub fn row(&self, unit: usize) -> &[f64] {
        self.weights
            .get(unit * self.inputs..(unit + 1) * self.inputs)
            .unwrap_or_default()
    }

    fn forward(&self, x: &[f64]) -> LayerPass {
        let sums: Vec<f64> = (self.biases.iter().enumerate())
            .map(|(unit, bias)| bias + dot(self.row(unit), x))
            .collect();
        let (outputs, slopes) = sums
            .iter()
            .map(|&z| self.activation.value_and_derivative(z))
            .unzip();
        LayerPass {
            back: vec![0.0; sums.len()],
            delta: vec![0.0; sums.len()],
            sums,
            outputs,
            slopes,
        }
    }

    /// ∂L/∂a of the layer before: Wᵀ·δ.
    fn back(&self, delta: &[f64]) -> Vec<f64> {
        let into = |input: usize| {
            let column = (0..self.units()).map(|unit| self.row(unit)[input]);
            column.zip(delta).map(|(w, d)| w * d).sum()
        };
        (0..self.inputs).map(into).collect()
    }
}

fn dot(w: &[f64], x: &[f64]) -> f64 {
    w.iter().zip(x).map(|(w, x)| w * x).sum()
}

fn forward(layers: &[Dense], inputs: &[f64]) -> Vec<LayerPass> {
    let mut passes: Vec<LayerPass> = Vec::with_capacity(layers.len());
    for layer in layers {
        let x = passes.last().map_or(inputs, |before| &before.outputs[..]);
        let pass = layer.forward(x);
        passes.push(pass);
    }
    passes
}

fn sample_pass(layers: &[Dense], objective: Objective, inputs: &[f64], target: f64) -> SamplePass {
    let mut passes = forward(layers, inputs);
    let logits = passes.last().map_or(&[][..], |last| &last.outputs[..]);
    let output = Output::new(objective, logits, target);
    let mut back = output.delta.clone();
    for (layer, pass) in layers.iter().zip(&mut passes).rev() {
        pass.delta = back.iter().zip(&pass.slopes).map(|(b, s)| b * s).collect();
        pass.back = back;
        back = layer.back(&pass.delta);
    }
    SamplePass {
        inputs: inputs.to_vec(),
        target,
        layers: passes,
        output,
    }
}

/// The mean of δ·a over the samples.
fn gradient(at: usize, layer: &Dense, samples: &[SamplePass]) -> Gradient {
    let share = 1.0 / samples.len().max(1) as f64;
    let mut gradient = Gradient {
        weights: vec![0.0; layer.weights.len()],
        biases: vec![0.0; layer.biases.len()],
    };
    for sample in samples {
        let x = sample.into_layer(at);
        let Some(pass) = sample.layers.get(at) else {
            continue;
        };
        for (unit, delta) in pass.delta.iter().enumerate() {
            let row = &mut gradient.weights[unit * layer.inputs..(unit + 1) * layer.inputs];
            for (g, x) in row.iter_mut().zip(x) {
                *g += share * delta * x;
            }
            gradient.biases[unit] += share * delta;
        }
    }
    gradient
}

impl Pass {
    /// Takes samples (inputs and target) through the layers and back.
    pub fn new<'a>(
        layers: &[Dense],
        objective: Objective,
        samples: impl IntoIterator<Item = (&'a [f64], f64)>,
    ) -> Self {
        let samples: Vec<SamplePass> = samples
            .into_iter()
            .map(|(inputs, target)| sample_pass(layers, objective, inputs, target))
            .collect();
        let total: f64 = samples.iter().map(|sample| sample.output.loss).sum();
        let of_layer = |(at, layer)| gradient(at, layer, &samples);
        Self {
            loss: total / samples.len().max(1) as f64,
            gradient: layers.iter().enumerate().map(of_layer).collect(),
            samples,
        }
    }

    /// ∂L/∂parameter; `None` if there is no such parameter.
    pub fn slope(&self, parameter: Parameter) -> Option<f64> {
        let layer = self.gradient.get(parameter.layer)?;
        match parameter.slot {
            Slot::Bias => layer.biases.get(parameter.unit).copied(),
            Slot::Weight(input) => {
                let inputs = layer.weights.len() / layer.biases.len().max(1);
                let row = layer
                    .weights
                    .get(parameter.unit * inputs..(parameter.unit + 1) * inputs)?;
                row.get(input).copied()
            }
        }
    }

    /// How large the error signal is in a layer: the root of the mean of δ² over
    /// its neurons and the samples. 0 if there is no such layer.
    pub fn signal(&self, layer: usize) -> f64 {
        let (mut sum, mut count) = (0.0, 0_u32);
        for delta in self.of_layer(layer).flat_map(|pass| &pass.delta) {
            sum += delta * delta;
            count += 1;
        }
        (sum / f64::from(count.max(1))).sqrt()
    }

    /// How many neurons of a layer let no gradient through for any of the
    /// samples, f′(z) being 0.
    pub fn silent(&self, layer: usize) -> usize {
        let units = self.gradient.get(layer).map_or(0, |g| g.biases.len());
        let passes = |unit: usize| {
            self.of_layer(layer)
                .any(|pass| pass.slopes.get(unit).is_some_and(|slope| *slope != 0.0))
        };
        (0..units).filter(|&unit| !passes(unit)).count()
    }

    fn of_layer(&self, layer: usize) -> impl Iterator<Item = &LayerPass> {
        let samples = self.samples.iter();
        samples.filter_map(move |sample| sample.layers.get(layer))
    }

    /// The mean loss of the same samples under other parameters.
    pub fn loss_under(&self, layers: &[Dense], objective: Objective) -> f64 {
        let loss = |sample: &SamplePass| {
            let passes = forward(layers, &sample.inputs);
            let logits = passes.last().map_or(&[][..], |last| &last.outputs[..]);
            Output::new(objective, logits, sample.target).loss
        };
        self.samples.iter().map(loss).sum::<f64>() / self.samples.len().max(1) as f64
    }
}

/// A parameter to change; `None` if there is no such one.
pub(super) fn parameter_mut(layers: &mut [Dense], at: Parameter) -> Option<&mut f64> {
    let layer = layers.get_mut(at.layer)?;
    match at.slot {
        Slot::Bias => layer.biases.get_mut(at.unit),
        Slot::Weight(input) if input < layer.inputs => {
            layer.weights.get_mut(at.unit * layer.inputs + input)
        }
        Slot::Weight(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::{Head, Loss};

    /// Two `ReLU` neurons of one input and a linear output: everything can be
    /// worked out by hand.
    fn by_hand() -> Pass {
        let layers = [
            Dense {
                inputs: 1,
                weights: vec![2.0, -3.0],
                biases: vec![1.0, 0.0],
                activation: Activation::Relu,
            },
            Dense {
                inputs: 2,
                weights: vec![0.5, 4.0],
                biases: vec![-1.0],
                activation: Activation::Linear,
            },
        ];
        let objective = Objective {
            head: Head::Regression,
            loss: Loss::Mse,
        };
        Pass::new(&layers, objective, [(&[1.0][..], 1.0), (&[2.0][..], -1.0)])
    }

    #[test]
    fn a_batch_worked_out_by_hand() {
        let pass = by_hand();
        let [first, second] = &pass.samples[..] else {
            panic!("two samples")
        };
        // z = (3, −3), a = (3, 0), ŷ = 0.5·3 − 1 = 0.5, L = (0.5 − 1)² = 0.25.
        assert_eq!(first.layers[0].sums, [3.0, -3.0]);
        assert_eq!(first.layers[0].outputs, [3.0, 0.0]);
        assert_eq!(first.output.predictions, [0.5]);
        assert_eq!(first.output.loss, 0.25);
        // δ = 2·(−0.5) = −1; ∂L/∂a = (−0.5, −4); δ of the hidden layer (−0.5, 0).
        assert_eq!(first.layers[1].delta, [-1.0]);
        assert_eq!(first.layers[0].back, [-0.5, -4.0]);
        assert_eq!(first.layers[0].delta, [-0.5, 0.0]);
        // z = (5, −6), ŷ = 1.5, L = 2.5² = 6.25, δ = 5; hidden δ (2.5, 0).
        assert_eq!(second.output.loss, 6.25);
        assert_eq!(second.layers[0].delta, [2.5, 0.0]);
        assert_eq!(pass.loss, 3.25);
        // Means of δ·a: (−0.5·1 + 2.5·2)/2, (−1·3 + 5·5)/2.
        assert_eq!(pass.gradient[0].weights, [2.25, 0.0]);
        assert_eq!(pass.gradient[0].biases, [1.0, 0.0]);
        assert_eq!(pass.gradient[1].weights, [11.0, 0.0]);
        assert_eq!(pass.gradient[1].biases, [2.0]);
    }

    #[test]
    fn the_signal_and_the_silent_neurons() {
        let pass = by_hand();
        // √((0.25 + 0 + 6.25 + 0)/4).
        assert!((pass.signal(0) - 1.625_f64.sqrt()).abs() < 1e-15);
        assert!((pass.signal(1) - 13_f64.sqrt()).abs() < 1e-15);
        assert_eq!((pass.silent(0), pass.silent(1)), (1, 0));
        assert_eq!((pass.signal(7), pass.silent(7)), (0.0, 0));
    }

    #[test]
    fn a_samples_slope_is_delta_times_input() {
        let pass = by_hand();
        let at = Parameter {
            layer: 1,
            unit: 0,
            slot: Slot::Weight(0),
        };
        assert_eq!(pass.samples[0].slope(at), Some(-3.0));
        assert_eq!(pass.samples[1].slope(at), Some(25.0));
        assert_eq!(pass.slope(at), Some(11.0));
        let nowhere = Parameter {
            slot: Slot::Weight(2),
            ..at
        };
        assert_eq!(pass.samples[0].slope(nowhere), None);
    }
}

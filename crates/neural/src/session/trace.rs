//! One neuron's arithmetic within a network, number by number, from what a page
//! has: a run's description and a frame. Double precision.

use super::{Hidden, Layer, RunInfo};
use crate::activation::Activation;
use crate::network::{EPSILON, Norm};

/// What a neuron computes for one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What comes in: the inputs, or the outputs of the layer before.
    pub inputs: Vec<f64>,
    /// A weight per input.
    pub weights: Vec<f64>,
    /// The bias.
    pub bias: f64,
    /// Σ w·x + b.
    pub sum: f64,
    /// What normalisation makes of the sum.
    pub normed: Option<Normed>,
    /// The activation; linear in the output layer.
    pub activation: Activation,
    /// The activation of the sum, or of the normalised sum.
    pub output: f64,
}

/// value = gain·(sum − mean)/deviation + shift.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normed {
    /// Of the neuron over the batches, or of the layer in this sample.
    pub mean: f64,
    /// √(variance + ε).
    pub deviation: f64,
    /// γ.
    pub gain: f64,
    /// β.
    pub shift: f64,
    /// The result.
    pub value: f64,
}

/// The network's inputs for a row in the data's own units.
pub fn inputs_of(info: &RunInfo, row: &[f32]) -> Vec<f64> {
    let columns: Vec<f32> = (row.iter().take(info.scaler.mean.len()).enumerate())
        .map(|(column, &value)| info.scaler.apply(column, value))
        .collect();
    let values = match (&columns[..], &info.plane) {
        (&[x1, x2], _) => info.config.features.iter().map(|t| t.of(x1, x2)).collect(),
        (&[x1], Some(_)) => {
            let features = info.config.features.of_one_column();
            features.iter().map(|t| t.of(x1, 0.0)).collect()
        }
        _ => columns,
    };
    values.into_iter().map(f64::from).collect()
}

/// The arithmetic of neuron `unit` of `layer` (the output comes after the hidden
/// ones) for these inputs; `None` if there is no such neuron.
pub fn trace(
    layers: &[Layer],
    hidden: &[Hidden],
    inputs: &[f64],
    (layer, unit): (usize, usize),
) -> Option<Trace> {
    let mut x = inputs.to_vec();
    for (l, parameters) in layers.iter().enumerate().take(layer + 1) {
        let sums: Vec<f64> = (0..parameters.biases.len())
            .map(|unit| sum(parameters, unit, &x))
            .collect();
        let (norm, activation) = hidden
            .get(l)
            .map_or((Norm::None, Activation::Linear), |h| (h.norm, h.activation));
        let normed = |unit| normed(norm, parameters, &sums, unit);
        if l == layer {
            let sum = *sums.get(unit)?;
            let normed = normed(unit);
            let weights = row(parameters, unit).iter().map(|w| f64::from(*w));
            return Some(Trace {
                weights: weights.collect(),
                bias: f64::from(parameters.biases[unit]),
                inputs: x,
                sum,
                normed,
                activation,
                output: activation.value(normed.map_or(sum, |n| n.value)),
            });
        }
        x = (0..sums.len())
            .map(|unit| activation.value(normed(unit).map_or(sums[unit], |n| n.value)))
            .collect();
    }
    None
}

fn row(layer: &Layer, unit: usize) -> &[f32] {
    let inputs = layer.inputs as usize;
    &layer.weights[unit * inputs..(unit + 1) * inputs]
}

fn sum(layer: &Layer, unit: usize, x: &[f64]) -> f64 {
    let products = row(layer, unit)
        .iter()
        .zip(x)
        .map(|(w, x)| f64::from(*w) * x);
    products.sum::<f64>() + f64::from(layer.biases[unit])
}

fn normed(norm: Norm, layer: &Layer, sums: &[f64], unit: usize) -> Option<Normed> {
    let units = sums.len();
    let of = |values: &[f32], at: usize| values.get(at).map(|v| f64::from(*v));
    let (mean, variance) = match norm {
        Norm::None => return None,
        Norm::Batch => (of(&layer.running, unit)?, of(&layer.running, units + unit)?),
        Norm::Layer => {
            let mean = sums.iter().sum::<f64>() / units as f64;
            let squares = sums.iter().map(|s| (s - mean) * (s - mean));
            (mean, squares.sum::<f64>() / units as f64)
        }
    };
    let (gain, shift) = (of(&layer.norm, unit)?, of(&layer.norm, units + unit)?);
    let deviation = (variance + f64::from(EPSILON)).sqrt();
    Some(Normed {
        mean,
        deviation,
        gain,
        shift,
        value: gain * (sums[unit] - mean) / deviation + shift,
    })
}

//! A network's shape and the places of its parameters.

use super::Norm;
use crate::activation::Activation;
use std::ops::Range;

/// One layer: weighted sums, normalisation, activation, dropout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerSpec {
    /// Neurons in the layer.
    pub units: usize,
    /// Their activation.
    pub activation: Activation,
    /// How the weighted sums are normalised.
    pub norm: Norm,
    /// The share of outputs set to zero in training; the others are scaled up by
    /// 1/(1 − share) (Srivastava et al. 2014).
    pub dropout: f32,
}

impl LayerSpec {
    /// A layer without normalisation or dropout.
    pub fn dense(units: usize, activation: Activation) -> Self {
        Self {
            units,
            activation,
            norm: Norm::None,
            dropout: 0.0,
        }
    }
}

/// A network's shape. The last layer is the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Input features.
    pub inputs: usize,
    /// Layers from the first hidden one to the output.
    pub layers: Vec<LayerSpec>,
}

/// Where a layer's parameters lie in the flat vector, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Inputs of the layer.
    pub inputs: usize,
    /// Neurons of the layer.
    pub units: usize,
    /// units × inputs weights, row-major: a row per neuron.
    pub weights: Range<usize>,
    /// A bias per neuron.
    pub biases: Range<usize>,
    /// A gain per neuron, then a shift per neuron; empty without normalisation.
    pub norm: Range<usize>,
    /// In the running statistics: a mean per neuron, then a variance per neuron;
    /// empty without batch normalisation.
    pub running: Range<usize>,
}

impl Spec {
    /// The places of every layer's parameters.
    pub fn places(&self) -> Vec<Place> {
        let (mut inputs, mut end, mut running_end) = (self.inputs, 0, 0);
        let place = |layer: &LayerSpec| {
            let units = layer.units;
            let weights = end..end + units * inputs;
            let biases = weights.end..weights.end + units;
            let pairs = |there| if there { 2 * units } else { 0 };
            let norm = biases.end..biases.end + pairs(layer.norm != Norm::None);
            let running = running_end..running_end + pairs(layer.norm == Norm::Batch);
            let place = Place {
                inputs,
                units,
                weights,
                biases,
                norm,
                running,
            };
            (inputs, end, running_end) = (units, place.norm.end, place.running.end);
            place
        };
        self.layers.iter().map(place).collect()
    }
}

//! The multilayer perceptron: its shape, its parameters in one flat vector, and
//! the forward and backward pass over a batch.

mod workspace;

pub use workspace::{Workspace, lanes_for};

use crate::activation::Activation;
use crate::init::Init;
use crate::kernel::{self, Lane, Tiling};
use crate::rng::Rng;
use std::ops::Range;

/// One dense layer: `units` neurons and their activation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerSpec {
    /// Neurons in the layer.
    pub units: usize,
    /// Their activation.
    pub activation: Activation,
}

/// A network's shape. The last layer is the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Input features.
    pub inputs: usize,
    /// Layers from the first hidden one to the output.
    pub layers: Vec<LayerSpec>,
}

/// Where a layer's parameters lie in the flat vector.
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
}

/// A network with its parameters.
#[derive(Clone, Debug)]
pub struct Network {
    spec: Spec,
    places: Vec<Place>,
    /// Layer by layer, weights then biases; see [`Network::places`].
    pub parameters: Vec<f32>,
}

impl Network {
    /// A network of zeros.
    pub fn new(spec: Spec) -> Self {
        let mut places = Vec::with_capacity(spec.layers.len());
        let (mut inputs, mut end) = (spec.inputs, 0);
        for layer in &spec.layers {
            let weights = end..end + layer.units * inputs;
            let biases = weights.end..weights.end + layer.units;
            end = biases.end;
            places.push(Place {
                inputs,
                units: layer.units,
                weights,
                biases,
            });
            inputs = layer.units;
        }
        Self {
            spec,
            places,
            parameters: vec![0.0; end],
        }
    }

    /// The network's shape.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Where each layer's parameters lie.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Outputs of the last layer.
    pub fn outputs(&self) -> usize {
        self.spec
            .layers
            .last()
            .map_or(self.spec.inputs, |l| l.units)
    }

    /// Draws every layer's weights; biases become zero.
    pub fn initialise(&mut self, init: Init, rng: &mut Rng) {
        self.parameters.fill(0.0);
        for place in &self.places {
            let weights = &mut self.parameters[place.weights.clone()];
            init.fill(weights, place.inputs, place.units, rng);
        }
    }

    /// Runs the network on a batch laid out as `tiling` says, leaving every
    /// layer's outputs in the workspace.
    pub fn forward(&self, input: &[Lane], tiling: Tiling, work: &mut Workspace) {
        for (l, (place, spec)) in self.places.iter().zip(&self.spec.layers).enumerate() {
            let (before, rest) = work.layers.split_at_mut(l);
            let Some(layer) = rest.first_mut() else {
                return;
            };
            let x = before.last().map_or(input, |b| &b.a);
            let w = &self.parameters[place.weights.clone()];
            let b = &self.parameters[place.biases.clone()];
            let (rows, columns) = (place.units * tiling.lanes, place.inputs * tiling.lanes);
            for tile in 0..tiling.tiles {
                let x = &x[tile * columns..(tile + 1) * columns];
                let z = &mut layer.z[tile * rows..(tile + 1) * rows];
                kernel::forward(tiling.lanes, w, b, x, z);
            }
            let used = rows * tiling.tiles;
            let z = layer.z[..used].as_flattened();
            spec.activation
                .forward(z, layer.a[..used].as_flattened_mut());
        }
    }

    /// Given the gradient with respect to the last layer's output in the
    /// workspace ([`Workspace::output_delta`]), writes the gradient with respect
    /// to every parameter.
    pub fn backward(
        &self,
        input: &[Lane],
        tiling: Tiling,
        work: &mut Workspace,
        gradient: &mut [f32],
    ) {
        gradient.fill(0.0);
        for (l, (place, spec)) in self.places.iter().zip(&self.spec.layers).enumerate().rev() {
            let (before, rest) = work.layers.split_at_mut(l);
            let Some(layer) = rest.first_mut() else {
                return;
            };
            let (rows, columns) = (place.units * tiling.lanes, place.inputs * tiling.lanes);
            let used = rows * tiling.tiles;
            spec.activation.backward(
                layer.z[..used].as_flattened(),
                layer.a[..used].as_flattened(),
                layer.delta[..used].as_flattened_mut(),
            );
            let (gw, gb) =
                gradient[place.weights.start..place.biases.end].split_at_mut(place.weights.len());
            let w = &self.parameters[place.weights.clone()];
            let mut before = before.last_mut();
            for tile in 0..tiling.tiles {
                let delta = &layer.delta[tile * rows..(tile + 1) * rows];
                let of_input = tile * columns..(tile + 1) * columns;
                match before.as_deref_mut() {
                    None => kernel::gradient(tiling.lanes, &input[of_input], delta, gw, gb),
                    Some(b) => {
                        kernel::gradient(tiling.lanes, &b.a[of_input.clone()], delta, gw, gb);
                        kernel::backward(tiling.lanes, w, delta, &mut b.delta[of_input]);
                    }
                }
            }
        }
    }
}

//! The multilayer perceptron: its shape, its parameters in one flat vector, and
//! the forward and backward pass over a batch.

mod norm;
mod reshape;
mod spec;
mod workspace;

pub use norm::{EPSILON, Norm};
pub use reshape::Reshape;
pub use spec::{LayerSpec, Place, Spec};
pub use workspace::{Workspace, lanes_for};

use crate::activation::Activation;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{self, Lane, Tiling};
use crate::rng::Rng;
use norm::Rows;

/// A network with its parameters.
#[derive(Clone, Debug)]
pub struct Network {
    spec: Spec,
    places: Vec<Place>,
    /// Layer by layer, weights, biases, gains and shifts; see [`Network::places`].
    pub parameters: Vec<f32>,
    /// Batch normalisation's running means and variances.
    running: Vec<f32>,
}

impl Network {
    /// A network whose weights and biases are zero.
    pub fn new(spec: Spec) -> Self {
        let places = spec.places();
        let mut network = Self {
            parameters: vec![0.0; places.last().map_or(0, |p| p.norm.end)],
            running: vec![0.0; places.last().map_or(0, |p| p.running.end)],
            places,
            spec,
        };
        network.reset_norms();
        network
    }

    /// Gains of 1, shifts of 0, running variances of 1.
    fn reset_norms(&mut self) {
        for place in &self.places {
            self.parameters[place.norm.clone()].fill(0.0);
            self.parameters[place.norm.clone()][..place.norm.len() / 2].fill(1.0);
            self.running[place.running.clone()].fill(0.0);
            self.running[place.running.clone()][place.running.len() / 2..].fill(1.0);
        }
    }

    /// Takes parameters and running statistics, all layers' in order; false, and
    /// nothing done, if their numbers are not this network's.
    pub fn set(&mut self, parameters: &[f32], running: &[f32]) -> bool {
        let fits = parameters.len() == self.parameters.len() && running.len() == self.running.len();
        if fits {
            self.parameters.copy_from_slice(parameters);
            self.running.copy_from_slice(running);
        }
        fits
    }

    /// The network's shape.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Where each layer's parameters lie.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// A layer's running means, then variances; empty without batch normalisation.
    pub fn running(&self, place: &Place) -> &[f32] {
        &self.running[place.running.clone()]
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
        self.reset_norms();
    }

    /// Runs the network on a batch laid out as `tiling` says, leaving every
    /// layer's outputs in the workspace.
    pub fn forward(&self, input: &[Lane], tiling: Tiling, work: &mut Workspace) {
        self.run(input, tiling, tiling.samples(), work, None);
    }

    /// As [`Network::forward`], with batch statistics and dropout.
    pub fn forward_training(&self, batch: &Batch, work: &mut Workspace, dropout: &mut Rng) {
        self.run(
            &batch.inputs,
            batch.tiling,
            batch.count,
            work,
            Some(dropout),
        );
    }

    fn run(
        &self,
        input: &[Lane],
        tiling: Tiling,
        count: usize,
        work: &mut Workspace,
        mut training: Option<&mut Rng>,
    ) {
        for (l, (place, spec)) in self.places.iter().zip(&self.spec.layers).enumerate() {
            let (before, rest) = work.layers.split_at_mut(l);
            let Some(layer) = rest.first_mut() else {
                return;
            };
            let x = before.last().map_or(input, |b| &b.a);
            let w = &self.parameters[place.weights.clone()];
            let b = &self.parameters[place.biases.clone()];
            let (rows, columns) = (place.units * tiling.lanes, place.inputs * tiling.lanes);
            // The sums of a plain linear layer are its outputs.
            let plain = spec.activation == Activation::Linear && spec.norm == Norm::None;
            let sums = if plain { &mut layer.a } else { &mut layer.z };
            for tile in 0..tiling.tiles {
                let x = &x[tile * columns..(tile + 1) * columns];
                let z = &mut sums[tile * rows..(tile + 1) * rows];
                kernel::forward(tiling.lanes, w, b, x, z);
            }
            let used = rows * tiling.tiles;
            let z = layer.z[..used].as_flattened_mut();
            if spec.norm != Norm::None {
                let running = training
                    .is_none()
                    .then(|| &self.running[place.running.clone()]);
                let rows = Rows {
                    units: place.units,
                    tiling,
                    count,
                };
                let parameters = &self.parameters[place.norm.clone()];
                norm::forward(spec.norm, rows, z, parameters, running, &mut layer.norm);
            }
            if !plain {
                spec.activation
                    .forward(z, layer.a[..used].as_flattened_mut());
            }
            if let Some(rng) = training.as_deref_mut().filter(|_| spec.dropout > 0.0) {
                layer.drop_out(used, spec.dropout, rng);
            }
        }
    }

    /// Given the gradient with respect to the last layer's output in the
    /// workspace ([`Workspace::output_delta`]) after
    /// [`Network::forward_training`], writes the gradient with respect to every
    /// parameter.
    pub fn backward(&self, batch: &Batch, work: &mut Workspace, gradient: &mut [f32]) {
        let tiling = batch.tiling;
        for (l, (place, spec)) in self.places.iter().zip(&self.spec.layers).enumerate().rev() {
            let (before, rest) = work.layers.split_at_mut(l);
            let Some(layer) = rest.first_mut() else {
                return;
            };
            let (rows, columns) = (place.units * tiling.lanes, place.inputs * tiling.lanes);
            let used = rows * tiling.tiles;
            if spec.dropout > 0.0 {
                layer.undo_drop_out(used, spec.dropout);
            }
            spec.activation.backward(
                layer.z[..used].as_flattened(),
                layer.a[..used].as_flattened(),
                layer.delta[..used].as_flattened_mut(),
            );
            let (dense, of_norm) = gradient[place.weights.start..place.norm.end]
                .split_at_mut(place.biases.end - place.weights.start);
            if spec.norm != Norm::None {
                of_norm.fill(0.0);
                let rows = Rows {
                    units: place.units,
                    tiling,
                    count: batch.count,
                };
                let delta = layer.delta[..used].as_flattened_mut();
                let parameters = &self.parameters[place.norm.clone()];
                norm::backward(spec.norm, rows, delta, parameters, of_norm, &layer.norm);
            }
            let (gw, gb) = dense.split_at_mut(place.weights.len());
            let w = &self.parameters[place.weights.clone()];
            let mut before = before.last_mut();
            for tile in 0..tiling.tiles {
                let delta = &layer.delta[tile * rows..(tile + 1) * rows];
                let of_input = tile * columns..(tile + 1) * columns;
                let x = match before.as_deref() {
                    None => &batch.inputs[of_input.clone()],
                    Some(b) => &b.a[of_input.clone()],
                };
                kernel::gradient(tiling.lanes, tile == 0, x, delta, gw, gb);
                if let Some(b) = before.as_deref_mut() {
                    kernel::backward(tiling.lanes, w, delta, &mut b.delta[of_input]);
                }
            }
        }
    }

    /// Takes a trained batch's statistics into the running ones.
    pub fn absorb(&mut self, count: usize, work: &Workspace) {
        for (place, layer) in self.places.iter().zip(&work.layers) {
            if !place.running.is_empty() {
                norm::absorb(&mut self.running[place.running.clone()], count, &layer.norm);
            }
        }
    }
}

//! The buffers of a forward and backward pass, allocated once.

use super::norm::{Norm, NormBuffers};
use super::spec::{LayerSpec, Spec};
use crate::kernel::{LANE, Lane, MAX_TILE, Tiling};
use crate::rng::Rng;

/// One layer's values for a batch: rows of neurons, tile by tile.
#[derive(Clone, Debug)]
pub(super) struct Buffers {
    /// What the activation is applied to.
    pub z: Vec<Lane>,
    /// Outputs.
    pub a: Vec<Lane>,
    /// The loss's gradient with respect to the outputs, then to the sums.
    pub delta: Vec<Lane>,
    /// What normalisation needs on the way back.
    pub norm: NormBuffers,
    /// What dropout multiplied the outputs by.
    mask: Vec<Lane>,
}

impl Buffers {
    fn new(layer: &LayerSpec, lanes: usize) -> Self {
        let (units, rows) = (layer.units, layer.units * lanes);
        let lanes_if = |there| vec![[0.0; LANE]; if there { rows } else { 0 }];
        let values = match layer.norm {
            Norm::None => (0, 0),
            Norm::Batch => (units, units),
            Norm::Layer => (0, lanes * LANE),
        };
        Self {
            z: lanes_if(true),
            a: lanes_if(true),
            delta: lanes_if(true),
            norm: NormBuffers {
                unit: lanes_if(layer.norm != Norm::None),
                mean: vec![0.0; values.0],
                variance: vec![0.0; values.0],
                inverse: vec![0.0; values.1],
            },
            mask: lanes_if(layer.dropout > 0.0),
        }
    }

    /// Sets a share of the outputs to zero and scales the others up.
    pub fn drop_out(&mut self, used: usize, share: f32, rng: &mut Rng) {
        let kept = 1.0 / (1.0 - share);
        let mask = self.mask[..used].as_flattened_mut();
        let a = self.a[..used].as_flattened_mut();
        for (mask, a) in mask.iter_mut().zip(a) {
            *mask = if rng.unit() < share { 0.0 } else { kept };
            *a *= *mask;
        }
    }

    /// Takes the gradient through dropout, and gives the outputs that were kept
    /// the value that the activation's derivative is computed from.
    pub fn undo_drop_out(&mut self, used: usize, share: f32) {
        let delta = self.delta[..used].as_flattened_mut();
        for (delta, mask) in delta.iter_mut().zip(self.mask[..used].as_flattened()) {
            *delta *= mask;
        }
        for a in self.a[..used].as_flattened_mut() {
            *a *= 1.0 - share;
        }
    }
}

/// Room for a batch up to the size it was made for.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) layers: Vec<Buffers>,
}

/// Lanes that any tiling of up to `batch` samples takes per row.
pub fn lanes_for(batch: usize) -> usize {
    batch.div_ceil(LANE) + MAX_TILE
}

impl Workspace {
    /// Buffers for batches of up to `batch` samples.
    pub fn new(spec: &Spec, batch: usize) -> Self {
        let lanes = lanes_for(batch);
        Self {
            layers: spec.layers.iter().map(|l| Buffers::new(l, lanes)).collect(),
        }
    }

    /// A layer's outputs in one tile: a row of `tiling.width()` samples per neuron.
    pub fn tile(&self, layer: usize, units: usize, tiling: Tiling, tile: usize) -> &[f32] {
        let rows = units * tiling.lanes;
        self.layers[layer].a[tile * rows..(tile + 1) * rows].as_flattened()
    }

    /// The last layer's outputs and the place for the gradient with respect to
    /// them, in one tile.
    pub fn output_delta(
        &mut self,
        units: usize,
        tiling: Tiling,
        tile: usize,
    ) -> (&[f32], &mut [f32]) {
        let rows = units * tiling.lanes;
        let range = tile * rows..(tile + 1) * rows;
        match self.layers.last_mut() {
            Some(last) => (
                last.a[range.clone()].as_flattened(),
                last.delta[range].as_flattened_mut(),
            ),
            None => (&[], &mut []),
        }
    }
}

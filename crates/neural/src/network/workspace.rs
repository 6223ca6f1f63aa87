//! The buffers of a forward and backward pass, allocated once.

use super::Spec;
use crate::kernel::{LANE, Lane, MAX_TILE, Tiling};

/// One layer's values for a batch: rows of neurons, tile by tile.
#[derive(Clone, Debug)]
pub(super) struct Buffers {
    /// Weighted sums.
    pub z: Vec<Lane>,
    /// Outputs.
    pub a: Vec<Lane>,
    /// The loss's gradient with respect to the outputs, then to the sums.
    pub delta: Vec<Lane>,
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
        let buffers = |units: usize| Buffers {
            z: vec![[0.0; LANE]; units * lanes],
            a: vec![[0.0; LANE]; units * lanes],
            delta: vec![[0.0; LANE]; units * lanes],
        };
        Self {
            layers: spec.layers.iter().map(|l| buffers(l.units)).collect(),
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

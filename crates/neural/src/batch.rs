//! Samples in the kernel's feature-major layout.

use crate::kernel::{LANE, Lane, Tiling};
use crate::network::lanes_for;

/// The tiling of whole sets: the widest tile, which does the most per weight.
pub const WIDE: Tiling = Tiling { lanes: 4, tiles: 1 };

/// A batch of samples: inputs as tiles of rows of features, and targets.
#[derive(Clone, Debug)]
pub struct Batch {
    features: usize,
    /// How the samples lie in [`Batch::inputs`].
    pub tiling: Tiling,
    /// Samples without the padding.
    pub count: usize,
    /// Tile by tile, a row per feature; padding is zero.
    pub inputs: Vec<Lane>,
    /// A target per sample, padding included.
    pub targets: Vec<f32>,
}

impl Batch {
    /// An empty batch with room for `capacity` samples.
    pub fn with_capacity(features: usize, capacity: usize) -> Self {
        let lanes = lanes_for(capacity);
        Self {
            features,
            tiling: Tiling::of(1),
            count: 0,
            inputs: vec![[0.0; LANE]; features * lanes],
            targets: vec![0.0; lanes * LANE],
        }
    }

    /// All of a set, in the widest tiles.
    pub fn whole(rows: &[f32], features: usize, targets: &[f32]) -> Self {
        let mut batch = Self::with_capacity(features, targets.len());
        let tiling = Tiling {
            lanes: WIDE.lanes,
            tiles: targets.len().div_ceil(WIDE.width()),
        };
        let order: Vec<u32> = (0..targets.len() as u32).collect();
        batch.fill_as(tiling, rows, targets, &order);
        batch
    }

    /// Takes the samples named by `order` out of `rows` (row-major, a row per
    /// sample) and `targets`. Allocates nothing within the capacity.
    pub fn fill(&mut self, rows: &[f32], targets: &[f32], order: &[u32]) {
        self.fill_as(Tiling::of(order.len()), rows, targets, order);
    }

    fn fill_as(&mut self, tiling: Tiling, rows: &[f32], targets: &[f32], order: &[u32]) {
        self.tiling = tiling;
        self.count = order.len();
        let (width, features) = (tiling.width(), self.features);
        let used = tiling.tiles * features * tiling.lanes;
        let inputs = self.inputs[..used].as_flattened_mut();
        if features > 0 {
            for (tile, order) in inputs
                .chunks_exact_mut(features * width)
                .zip(order.chunks(width))
            {
                for (column, &sample) in order.iter().enumerate() {
                    let row = &rows[sample as usize * features..][..features];
                    let mut place = column;
                    for &value in row {
                        tile[place] = value;
                        place += width;
                    }
                }
                for column in order.len()..width {
                    for value in tile[column..].iter_mut().step_by(width) {
                        *value = 0.0;
                    }
                }
            }
        }
        let lanes = self.targets[..tiling.samples()].as_chunks_mut::<LANE>().0;
        for (at, lane) in lanes.iter_mut().enumerate() {
            let target = |sample: &u32| targets[*sample as usize];
            *lane = std::array::from_fn(|l| order.get(at * LANE + l).map_or(0.0, target));
        }
    }

    /// The inputs of one tile.
    pub fn tile(&self, tile: usize) -> &[Lane] {
        let rows = self.features * self.tiling.lanes;
        &self.inputs[tile * rows..(tile + 1) * rows]
    }

    /// The targets of one tile, and how many of its columns are samples.
    pub fn tile_targets(&self, tile: usize) -> (&[f32], usize) {
        let width = self.tiling.width();
        let start = tile * width;
        let count = self.count.saturating_sub(start).min(width);
        (&self.targets[start..start + width], count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_land_feature_major_with_zero_padding() {
        let rows = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0];
        let mut batch = Batch::with_capacity(2, 3);
        batch.fill(&rows, &[0.1, 0.2, 0.3], &[2, 0]);
        assert_eq!(
            batch.tile(0),
            [[3.0, 1.0, 0.0, 0.0], [30.0, 10.0, 0.0, 0.0]]
        );
        assert_eq!(batch.tile_targets(0), (&[0.3, 0.1, 0.0, 0.0][..], 2));
        let whole = Batch::whole(&rows, 2, &[0.0; 3]);
        assert_eq!(whole.inputs[4], [10.0, 20.0, 30.0, 0.0]);
        assert_eq!(whole.tile_targets(0).1, 3);
    }
}

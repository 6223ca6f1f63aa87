//! The dense layer's three products, vectorised across the batch.
//!
//! A batch is laid out feature-major: a row per feature, the samples of the
//! batch along it, in lanes of [`LANE`] and tiles of 1 to [`MAX_TILE`] lanes.
//! One weight then meets a whole vector of samples, so a layer of two neurons
//! fills the vector unit as well as one of two hundred. The arrays' sizes are
//! known to the compiler, which keeps the sums in registers.
//!
//! Every sum is taken in one fixed order, so that the bits do not depend on how
//! the compiler vectorises.

// The inner steps must be inlined for their sums to stay in registers.
#![allow(clippy::inline_always)]

use crate::lane::Vector;
use std::array::from_fn;

pub use crate::lane::{LANE, Lane};

/// The most lanes in a tile.
pub const MAX_TILE: usize = 4;

/// How a batch is cut: `tiles` tiles of `lanes` lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiling {
    /// Lanes in a tile, 1 to [`MAX_TILE`].
    pub lanes: usize,
    /// Tiles in the batch.
    pub tiles: usize,
}

impl Tiling {
    /// The tiling of a batch with the least work: padding costs as much as
    /// samples, and a tile costs about half a lane by itself.
    pub fn of(batch: usize) -> Self {
        let needed = batch.div_ceil(LANE).max(1);
        let cost = |lanes: usize| needed.div_ceil(lanes) * (2 * lanes + 1);
        let lanes = (1..=MAX_TILE).rev().min_by_key(|&l| cost(l)).unwrap_or(1);
        Self {
            lanes,
            tiles: needed.div_ceil(lanes),
        }
    }

    /// Samples in a tile, padding included.
    pub fn width(self) -> usize {
        self.lanes * LANE
    }

    /// Samples in the batch, padding included.
    pub fn samples(self) -> usize {
        self.tiles * self.width()
    }
}

/// z = W·x + b for one tile. `w` is outputs × inputs, row-major; `x` has a row
/// per input, `z` a row per output, of `lanes` lanes each.
pub fn forward(lanes: usize, w: &[f32], b: &[f32], x: &[Lane], z: &mut [Lane]) {
    match lanes {
        1 => forward_tile::<1, 4>(w, b, x, z),
        2 => forward_tile::<2, 4>(w, b, x, z),
        3 => forward_tile::<3, 2>(w, b, x, z),
        _ => forward_tile::<4, 2>(w, b, x, z),
    }
}

/// d = Wᵀ·δ for one tile: the gradient with respect to the layer's input.
pub fn backward(lanes: usize, w: &[f32], delta: &[Lane], d: &mut [Lane]) {
    match lanes {
        1 => backward_tile::<1, 4>(w, delta, d),
        2 => backward_tile::<2, 4>(w, delta, d),
        3 => backward_tile::<3, 2>(w, delta, d),
        _ => backward_tile::<4, 2>(w, delta, d),
    }
}

/// Puts δ·xᵀ into `gw` and the rows' sums of δ into `gb` for the first tile of a
/// batch, and adds those of each tile that follows.
pub fn gradient(
    lanes: usize,
    first: bool,
    x: &[Lane],
    delta: &[Lane],
    gw: &mut [f32],
    gb: &mut [f32],
) {
    match (lanes, first) {
        (1, true) => gradient_tile::<1, true>(x, delta, gw, gb),
        (2, true) => gradient_tile::<2, true>(x, delta, gw, gb),
        (3, true) => gradient_tile::<3, true>(x, delta, gw, gb),
        (_, true) => gradient_tile::<4, true>(x, delta, gw, gb),
        (1, false) => gradient_tile::<1, false>(x, delta, gw, gb),
        (2, false) => gradient_tile::<2, false>(x, delta, gw, gb),
        (3, false) => gradient_tile::<3, false>(x, delta, gw, gb),
        (_, false) => gradient_tile::<4, false>(x, delta, gw, gb),
    }
}

#[inline(always)]
fn add_scaled<const T: usize>(sum: &mut [Vector; T], factor: f32, x: &[Lane; T]) {
    let factor = Vector::splat(factor);
    for t in 0..T {
        sum[t] = sum[t].plus(factor.times(Vector::load(&x[t])));
    }
}

#[inline(always)]
fn store<const T: usize>(sum: [Vector; T]) -> [Lane; T] {
    sum.map(Vector::store)
}

/// Computes `R` rows at a time: their `R × T` sums, the lanes of one input and a
/// weight fit into the sixteen registers of a processor with 128-bit vectors.
fn forward_tile<const T: usize, const R: usize>(w: &[f32], b: &[f32], x: &[Lane], z: &mut [Lane]) {
    let (x, z) = (x.as_chunks::<T>().0, z.as_chunks_mut::<T>().0);
    let inputs = x.len();
    let mut w = w;
    let (blocks, rest) = z.as_chunks_mut::<R>();
    let (bias_blocks, bias_rest) = b.as_chunks::<R>();
    for (block, b) in blocks.iter_mut().zip(bias_blocks) {
        let rows = from_fn::<_, R, _>(|_| {
            let row;
            (row, w) = w.split_at(inputs);
            row
        });
        let mut sums = b.map(|b| [Vector::splat(b); T]);
        for (i, x) in x.iter().enumerate() {
            for (sum, row) in sums.iter_mut().zip(rows) {
                add_scaled(sum, row[i], x);
            }
        }
        *block = sums.map(store);
    }
    for (z, &b) in rest.iter_mut().zip(bias_rest) {
        let row;
        (row, w) = w.split_at(inputs);
        let mut sum = [Vector::splat(b); T];
        for (x, &w) in x.iter().zip(row) {
            add_scaled(&mut sum, w, x);
        }
        *z = store(sum);
    }
}

/// Computes `R` rows at a time, as [`forward_tile`] does.
fn backward_tile<const T: usize, const R: usize>(w: &[f32], delta: &[Lane], d: &mut [Lane]) {
    let (delta, d) = (delta.as_chunks::<T>().0, d.as_chunks_mut::<T>().0);
    let inputs = d.len();
    let (blocks, rest) = d.as_chunks_mut::<R>();
    let first_of_rest = blocks.len() * R;
    for (at, block) in blocks.iter_mut().enumerate() {
        let mut sums = [[Vector::splat(0.0); T]; R];
        let mut first = R * at;
        for delta in delta {
            if let Some(w) = w.get(first..).and_then(<[f32]>::first_chunk::<R>) {
                for (sum, &w) in sums.iter_mut().zip(w) {
                    add_scaled(sum, w, delta);
                }
            }
            first += inputs;
        }
        *block = sums.map(store);
    }
    for (at, d) in rest.iter_mut().enumerate() {
        let mut sum = [Vector::splat(0.0); T];
        let mut place = first_of_rest + at;
        for delta in delta {
            add_scaled(&mut sum, w[place], delta);
            place += inputs;
        }
        *d = store(sum);
    }
}

#[inline(always)]
fn dot<const T: usize>(a: &[Vector; T], b: &[Lane; T]) -> Vector {
    let mut sum = a[0].times(Vector::load(&b[0]));
    for t in 1..T {
        sum = sum.plus(a[t].times(Vector::load(&b[t])));
    }
    sum
}

#[inline(always)]
fn total(v: Vector) -> f32 {
    Vector::sums([v; 4]).store()[0]
}

fn gradient_tile<const T: usize, const FIRST: bool>(
    x: &[Lane],
    delta: &[Lane],
    gw: &mut [f32],
    gb: &mut [f32],
) {
    let (x, delta) = (x.as_chunks::<T>().0, delta.as_chunks::<T>().0);
    let inputs = x.len();
    let mut gw_left = gw;
    for (gb, delta) in gb.iter_mut().zip(delta) {
        let gw;
        (gw, gw_left) = gw_left.split_at_mut(inputs);
        let delta = delta.each_ref().map(Vector::load);
        let mut sum = delta[0];
        for d in &delta[1..] {
            sum = sum.plus(*d);
        }
        let sum = total(sum);
        *gb = if FIRST { sum } else { *gb + sum };
        let (gw, gw_rest) = gw.as_chunks_mut::<4>();
        let (x, x_rest) = x.as_chunks::<4>();
        for (gw, x) in gw.iter_mut().zip(x) {
            let rows = x.each_ref().map(|x| dot(&delta, x));
            let sums = Vector::sums(rows);
            let all = if FIRST {
                sums
            } else {
                Vector::load(gw).plus(sums)
            };
            *gw = all.store();
        }
        for (gw, x) in gw_rest.iter_mut().zip(x_rest) {
            let sum = total(dot(&delta, x));
            *gw = if FIRST { sum } else { *gw + sum };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn lanes(count: usize, rng: &mut Rng) -> Vec<Lane> {
        (0..count)
            .map(|_| std::array::from_fn(|_| rng.uniform(-1.0, 1.0)))
            .collect()
    }

    #[test]
    fn the_products_agree_with_plain_loops() {
        let mut rng = Rng::new(9, 0);
        for tile in 1..=MAX_TILE {
            for (inputs, outputs) in [(1, 1), (2, 4), (4, 2), (7, 8), (5, 9), (64, 10), (3, 13)] {
                let width = tile * LANE;
                let w: Vec<f32> = (0..inputs * outputs)
                    .map(|_| rng.uniform(-1.0, 1.0))
                    .collect();
                let b: Vec<f32> = (0..outputs).map(|_| rng.uniform(-1.0, 1.0)).collect();
                let x = lanes(inputs * tile, &mut rng);
                let delta = lanes(outputs * tile, &mut rng);
                let (mut z, mut d) = (delta.clone(), x.clone());
                let (mut gw, mut gb) = (w.clone(), b.clone());
                let (mut first_gw, mut first_gb) = (w.clone(), b.clone());
                forward(tile, &w, &b, &x, &mut z);
                backward(tile, &w, &delta, &mut d);
                gradient(tile, false, &x, &delta, &mut gw, &mut gb);
                gradient(tile, true, &x, &delta, &mut first_gw, &mut first_gb);
                let (x, delta) = (x.as_flattened(), delta.as_flattened());
                let (z, d) = (z.as_flattened(), d.as_flattened());
                for s in 0..width {
                    for j in 0..outputs {
                        let sum: f32 = (0..inputs)
                            .map(|i| w[j * inputs + i] * x[i * width + s])
                            .sum();
                        assert!((z[j * width + s] - b[j] - sum).abs() < 1e-5);
                    }
                    for i in 0..inputs {
                        let sum: f32 = (0..outputs)
                            .map(|j| w[j * inputs + i] * delta[j * width + s])
                            .sum();
                        assert!((d[i * width + s] - sum).abs() < 1e-5);
                    }
                }
                for j in 0..outputs {
                    let row = &delta[j * width..(j + 1) * width];
                    let sum: f32 = row.iter().sum();
                    assert!((gb[j] - b[j] - sum).abs() < 1e-5);
                    assert!((first_gb[j] - sum).abs() < 1e-5);
                    for i in 0..inputs {
                        let sum: f32 = row.iter().zip(&x[i * width..]).map(|(d, x)| d * x).sum();
                        assert!((gw[j * inputs + i] - w[j * inputs + i] - sum).abs() < 1e-5);
                        assert!((first_gw[j * inputs + i] - sum).abs() < 1e-5);
                    }
                }
            }
        }
    }

    #[test]
    fn a_tiling_holds_its_batch_and_wastes_little() {
        for batch in 1..500 {
            let tiling = Tiling::of(batch);
            assert!(tiling.samples() >= batch && tiling.lanes <= MAX_TILE);
            assert!(tiling.samples() < batch + 16);
        }
        assert_eq!(Tiling::of(10), Tiling { lanes: 3, tiles: 1 });
        assert_eq!(Tiling::of(32), Tiling { lanes: 4, tiles: 2 });
    }
}

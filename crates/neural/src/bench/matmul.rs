//! A matrix product as fast as plain multiplying and adding goes: what part of
//! the machine a network's training uses is measured against it.

use crate::kernel::LANE;
use crate::lane::{Lane, Vector};
use crate::rng::Rng;

/// Rows and columns of the matrices, which a first-level cache holds in part.
const SIDE: usize = 96;
/// Rows of the product in registers at a time.
const ROWS: usize = 4;
/// Lanes of the product's columns in registers at a time.
const LANES: usize = 2;

/// C ← A·B, with B's columns in panels of `LANES` lanes.
#[derive(Clone, Debug)]
pub struct Matmul {
    a: Vec<f32>,
    /// Panel by panel, a row of `LANES` lanes for each row of B.
    b: Vec<[Lane; LANES]>,
    /// Panel by panel, a row of `LANES` lanes for each row of C.
    c: Vec<[Lane; LANES]>,
}

impl Default for Matmul {
    fn default() -> Self {
        let mut rng = Rng::new(3, 0);
        let panels = SIDE / (LANES * LANE);
        let mut draw = || rng.uniform(-1.0, 1.0);
        Self {
            a: (0..SIDE * SIDE).map(|_| draw()).collect(),
            b: (0..panels * SIDE)
                .map(|_| std::array::from_fn(|_| std::array::from_fn(|_| draw())))
                .collect(),
            c: vec![[[0.0; LANE]; LANES]; panels * SIDE],
        }
    }
}

impl Matmul {
    /// Multiplies once; multiplications and additions done.
    pub fn run(&mut self) -> f64 {
        for (b, c) in self.b.chunks_exact(SIDE).zip(self.c.chunks_exact_mut(SIDE)) {
            let blocks = c.as_chunks_mut::<ROWS>().0;
            for (a, c) in self.a.chunks_exact(ROWS * SIDE).zip(blocks) {
                block(a, b, c);
            }
        }
        2.0 * (SIDE * SIDE * SIDE) as f64
    }
}

#[inline]
fn block(a: &[f32], b: &[[Lane; LANES]], c: &mut [[Lane; LANES]; ROWS]) {
    let rows: [&[f32]; ROWS] = std::array::from_fn(|r| &a[r * SIDE..(r + 1) * SIDE]);
    let mut sums = [[Vector::splat(0.0); LANES]; ROWS];
    for (k, b) in b[..SIDE].iter().enumerate() {
        let b = b.each_ref().map(Vector::load);
        for (sums, row) in sums.iter_mut().zip(rows) {
            let a = Vector::splat(row[k]);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = sum.plus(a.times(b));
            }
        }
    }
    *c = sums.map(|sums| sums.map(Vector::store));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_product() {
        let mut matmul = Matmul::default();
        matmul.run();
        let width = LANES * LANE;
        let place = |row: usize, column: usize| (column / width * SIDE + row, column % width);
        for (row, column) in [(0, 0), (5, 9), (95, 95), (2, 50)] {
            let exact: f64 = (0..SIDE)
                .map(|k| {
                    let (at, within) = place(k, column);
                    f64::from(matmul.a[row * SIDE + k])
                        * f64::from(matmul.b[at].as_flattened()[within])
                })
                .sum();
            let (at, within) = place(row, column);
            let found = f64::from(matmul.c[at].as_flattened()[within]);
            assert!(
                (found - exact).abs() < 1e-4,
                "{row} {column}: {found} {exact}"
            );
        }
    }
}

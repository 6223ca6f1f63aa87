//! Products of matrices, the Transformer's work.
//!
//! C = A·B with any strides, so that a transposed matrix is a view and costs no
//! copy. Blocks of A and B are packed into panels (Goto and van de Geijn 2008,
//! *Anatomy of High-Performance Matrix Multiplication*) and met tile by tile.
//!
//! Every element of C is one sum, taken over k from first to last, without fused
//! multiplication: the bits are those of three plain loops, whatever the tile,
//! the vector unit, or the number of rows asked for at once. A row computed
//! alone equals the same row computed with others, so a cache of keys and values
//! changes no bit of what a model says.

mod kernel;
mod pack;
mod thin;

pub use pack::Packed;

use kernel::{COLUMNS, ROWS};

/// The share of k that is packed at once: a panel of B then fits the first cache.
const DEPTH: usize = 256;
/// Rows of A that are packed at once: a block then fits the second cache.
const HEIGHT: usize = 16 * ROWS;
/// Below this many rows packing costs more than it saves.
const THIN: usize = 4;

/// A matrix in somebody's memory.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    data: &'a [f32],
    rows: usize,
    columns: usize,
    row_step: usize,
    column_step: usize,
}

impl<'a> View<'a> {
    /// A matrix of whole rows, one after the other.
    pub fn new(data: &'a [f32], rows: usize, columns: usize) -> Self {
        Self::strided(data, rows, columns, columns)
    }

    /// A matrix whose rows begin `row_step` elements apart.
    pub fn strided(data: &'a [f32], rows: usize, columns: usize, row_step: usize) -> Self {
        debug_assert!(rows == 0 || columns == 0 || data.len() >= (rows - 1) * row_step + columns);
        Self {
            data,
            rows,
            columns,
            row_step,
            column_step: 1,
        }
    }

    /// The same memory, read as the transposed matrix.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self {
            data: self.data,
            rows: self.columns,
            columns: self.rows,
            row_step: self.column_step,
            column_step: self.row_step,
        }
    }

    #[inline]
    fn at(&self, row: usize, column: usize) -> f32 {
        self.data[row * self.row_step + column * self.column_step]
    }
}

/// What happens to what the result's place held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// It is overwritten.
    Set,
    /// The product is added to it, as further terms of the same sums.
    Add,
}

/// Memory that products reuse.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    a: Vec<f32>,
    b: Packed,
}

/// C = A·B, or C += A·B. Row i of C begins at `c[i·c_step]`.
pub fn product(a: View, b: View, c: &mut [f32], c_step: usize, into: Into, scratch: &mut Scratch) {
    debug_assert_eq!(a.columns, b.rows);
    if into == Into::Set {
        for row in c.chunks_mut(c_step.max(1)).take(a.rows) {
            row[..b.columns].fill(0.0);
        }
    }
    if a.rows < THIN {
        thin::add_product(a, b, c, c_step);
        return;
    }
    scratch.b.pack(b);
    add_packed(a, &scratch.b, c, c_step, &mut scratch.a);
}

/// C = A·B or C += A·B with B packed before, as a model's weights are for
/// generation.
pub fn product_packed(
    a: View,
    b: &Packed,
    c: &mut [f32],
    c_step: usize,
    into: Into,
    scratch: &mut Scratch,
) {
    debug_assert_eq!(a.columns, b.rows());
    if into == Into::Set {
        for row in c.chunks_mut(c_step.max(1)).take(a.rows) {
            row[..b.columns()].fill(0.0);
        }
    }
    if a.rows < THIN && a.column_step == 1 {
        for (i, c) in c.chunks_mut(c_step.max(1)).take(a.rows).enumerate() {
            let row = &a.data[i * a.row_step..][..a.columns];
            b.add_row_times(row, &mut c[..b.columns()]);
        }
        return;
    }
    add_packed(a, b, c, c_step, &mut scratch.a);
}

/// Adds A·B to C, block by block.
fn add_packed(a: View, b: &Packed, c: &mut [f32], c_step: usize, block: &mut Vec<f32>) {
    for (depth, first) in (0..a.columns).step_by(DEPTH).enumerate() {
        let count = DEPTH.min(a.columns - first);
        for top in (0..a.rows).step_by(HEIGHT) {
            let height = HEIGHT.min(a.rows - top);
            pack::rows(a, top..top + height, first..first + count, block);
            for (at, b_panel) in b.panels(depth).enumerate() {
                let left = at * COLUMNS;
                let columns = COLUMNS.min(b.columns() - left);
                for (tile, a_panel) in block.chunks_exact(count * ROWS).enumerate() {
                    let row = top + tile * ROWS;
                    let rows = ROWS.min(top + height - row);
                    kernel::tile(
                        a_panel,
                        b_panel,
                        &mut c[row * c_step + left..],
                        c_step,
                        rows,
                        columns,
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn numbers(count: usize, rng: &mut Rng) -> Vec<f32> {
        (0..count).map(|_| rng.uniform(-1.0, 1.0)).collect()
    }

    /// Three plain loops.
    fn plain(a: View, b: View, c: &mut [f32], c_step: usize) {
        for i in 0..a.rows {
            for j in 0..b.columns {
                for k in 0..a.columns {
                    c[i * c_step + j] += a.at(i, k) * b.at(k, j);
                }
            }
        }
    }

    #[test]
    fn every_path_gives_the_bits_of_plain_loops() {
        let mut rng = Rng::new(5, 0);
        let mut scratch = Scratch::default();
        for (m, k, n) in [
            (1, 1, 1),
            (1, 300, 37),
            (3, 19, 16),
            (7, 5, 3),
            (13, 270, 33),
            (100, 64, 17),
        ] {
            let (a, b) = (numbers(m * k, &mut rng), numbers(k * n, &mut rng));
            let start = numbers(m * (n + 3), &mut rng);
            for (a, b) in [
                (View::new(&a, m, k), View::new(&b, k, n)),
                (View::new(&a, k, m).transposed(), View::new(&b, k, n)),
                (View::new(&a, m, k), View::new(&b, n, k).transposed()),
            ] {
                let mut expected = start.clone();
                plain(a, b, &mut expected, n + 3);
                let mut got = start.clone();
                product(a, b, &mut got, n + 3, Into::Add, &mut scratch);
                assert_eq!(got, expected, "{m} {k} {n}");

                let mut expected = start.clone();
                for row in expected.chunks_mut(n + 3) {
                    row[..n].fill(0.0);
                }
                plain(a, b, &mut expected, n + 3);
                let mut packed = Packed::default();
                packed.pack(b);
                let mut got = start.clone();
                product_packed(a, &packed, &mut got, n + 3, Into::Set, &mut scratch);
                assert_eq!(got, expected, "packed {m} {k} {n}");
            }
        }
    }
}

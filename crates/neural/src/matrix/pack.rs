//! Copies of matrices in the order in which the kernel reads them.

use super::kernel::{COLUMNS, ROWS};
use super::{DEPTH, View};
use crate::lane::{LANE, Vector};
use std::ops::Range;

/// A right-hand matrix, cut into panels of [`COLUMNS`] columns for each
/// [`DEPTH`] of its rows; the last panel is filled up with zeros.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    data: Vec<f32>,
    rows: usize,
    columns: usize,
}

impl Packed {
    /// A packed copy.
    pub fn of(matrix: View) -> Self {
        let mut packed = Self::default();
        packed.pack(matrix);
        packed
    }

    /// Packs another matrix into the same memory.
    pub fn pack(&mut self, matrix: View) {
        self.rows = matrix.rows;
        self.columns = matrix.columns;
        let panels = self.columns.div_ceil(COLUMNS);
        self.data.clear();
        self.data.resize(self.rows * panels * COLUMNS, 0.0);
        let mut data = self.data.as_mut_slice();
        for first in (0..self.rows).step_by(DEPTH) {
            let count = DEPTH.min(self.rows - first);
            for left in (0..self.columns).step_by(COLUMNS) {
                let width = COLUMNS.min(self.columns - left);
                let panel;
                (panel, data) = data.split_at_mut(count * COLUMNS);
                if matrix.column_step == 1 {
                    for (k, row) in panel.chunks_exact_mut(COLUMNS).enumerate() {
                        let from = (first + k) * matrix.row_step + left;
                        row[..width].copy_from_slice(&matrix.data[from..from + width]);
                    }
                } else {
                    for j in 0..width {
                        let from = first * matrix.row_step + (left + j) * matrix.column_step;
                        let column = matrix.data[from..].iter().step_by(matrix.row_step);
                        for (row, &value) in panel.chunks_exact_mut(COLUMNS).zip(column) {
                            row[j] = value;
                        }
                    }
                }
            }
        }
    }

    /// Rows of the matrix.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns of the matrix.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Bytes of memory held.
    pub fn bytes(&self) -> usize {
        size_of_val(self.data.as_slice())
    }

    /// The panels of one block of rows, from left to right.
    pub(super) fn panels(&self, depth: usize) -> impl Iterator<Item = &[f32]> {
        let padded = self.columns.div_ceil(COLUMNS) * COLUMNS;
        let first = (depth * DEPTH).min(self.rows);
        let count = DEPTH.min(self.rows - first);
        self.data[first * padded..(first + count) * padded].chunks_exact((count * COLUMNS).max(1))
    }

    /// Adds a row times the matrix to `c`: the step of generation, where the
    /// weights are read once for one token.
    pub(super) fn add_row_times(&self, row: &[f32], c: &mut [f32]) {
        for (depth, part) in row.chunks(DEPTH).enumerate() {
            for (panel, c) in self.panels(depth).zip(c.chunks_mut(COLUMNS)) {
                let mut sums = [Vector::splat(0.0); COLUMNS / LANE];
                let mut tail = [0.0; COLUMNS];
                tail[..c.len()].copy_from_slice(c);
                for (sum, c) in sums.iter_mut().zip(tail.as_chunks::<LANE>().0) {
                    *sum = Vector::load(c);
                }
                for (&factor, b) in part.iter().zip(panel.as_chunks::<COLUMNS>().0) {
                    let factor = Vector::splat(factor);
                    for (sum, b) in sums.iter_mut().zip(b.as_chunks::<LANE>().0) {
                        *sum = sum.plus(factor.times(Vector::load(b)));
                    }
                }
                for (sum, c) in sums.iter().zip(tail.as_chunks_mut::<LANE>().0) {
                    *c = sum.store();
                }
                c.copy_from_slice(&tail[..c.len()]);
            }
        }
    }
}

/// Packs a block of a left-hand matrix into panels of [`ROWS`] rows, the last
/// filled up with zeros.
pub(super) fn rows(matrix: View, rows: Range<usize>, depth: Range<usize>, block: &mut Vec<f32>) {
    let count = depth.len();
    block.clear();
    block.resize(rows.len().div_ceil(ROWS) * ROWS * count, 0.0);
    for (panel, top) in block
        .chunks_exact_mut(ROWS * count)
        .zip(rows.clone().step_by(ROWS))
    {
        let height = ROWS.min(rows.end - top);
        let first = top * matrix.row_step + depth.start * matrix.column_step;
        if matrix.row_step == 1 {
            for (k, column) in panel.as_chunks_mut::<ROWS>().0.iter_mut().enumerate() {
                let from = first + k * matrix.column_step;
                column[..height].copy_from_slice(&matrix.data[from..from + height]);
            }
        } else if height == ROWS && matrix.column_step == 1 {
            let rows: [&[f32]; ROWS] =
                std::array::from_fn(|i| &matrix.data[first + i * matrix.row_step..][..count]);
            for (k, column) in panel.as_chunks_mut::<ROWS>().0.iter_mut().enumerate() {
                *column = rows.map(|row| row[k]);
            }
        } else {
            for i in 0..height {
                let row = matrix.data[first + i * matrix.row_step..].iter();
                let row = row.step_by(matrix.column_step);
                for (place, &value) in panel[i..].iter_mut().step_by(ROWS).zip(row) {
                    *place = value;
                }
            }
        }
    }
}

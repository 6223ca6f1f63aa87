//! Products with few rows, without packing.

use super::View;
use crate::lane::LANE;

/// Columns whose sums are taken side by side, so that none waits for another.
const SIDE_BY_SIDE: usize = 2 * LANE;

/// Adds A·B to C, row by row.
pub(super) fn add_product(a: View, b: View, c: &mut [f32], c_step: usize) {
    for (i, c) in c.chunks_mut(c_step.max(1)).take(a.rows).enumerate() {
        let c = &mut c[..b.columns];
        if b.column_step == 1 {
            for k in 0..a.columns {
                let factor = a.at(i, k);
                let row = &b.data[k * b.row_step..][..b.columns];
                for (c, &b) in c.iter_mut().zip(row) {
                    *c += factor * b;
                }
            }
        } else {
            for (block, c) in c.chunks_mut(SIDE_BY_SIDE).enumerate() {
                let first = block * SIDE_BY_SIDE;
                for k in 0..a.columns {
                    let factor = a.at(i, k);
                    for (j, c) in c.iter_mut().enumerate() {
                        *c += factor * b.at(k, first + j);
                    }
                }
            }
        }
    }
}

//! The innermost step: a tile of C from a panel of A and a panel of B.
//!
//! The tile's sums stay in registers. On x86 the 256-bit unit is used where the
//! processor has one, found at run time; multiplications and additions are
//! not fused, so the bits are those of every other platform.

/// Rows of a tile.
pub const ROWS: usize = 6;

/// Columns of a tile: with [`ROWS`], twelve of sixteen vector registers.
#[cfg(target_arch = "x86_64")]
pub const COLUMNS: usize = 16;
/// Columns of a tile: with [`ROWS`], twelve of sixteen vector registers.
#[cfg(not(target_arch = "x86_64"))]
pub const COLUMNS: usize = 8;

type Tile = [[f32; COLUMNS]; ROWS];

/// Adds Σₖ aₖ·bₖᵀ to `rows` × `columns` elements of C, whose rows are `c_step`
/// apart. `a` holds [`ROWS`] elements for each k, `b` holds [`COLUMNS`].
#[inline]
pub fn tile(a: &[f32], b: &[f32], c: &mut [f32], c_step: usize, rows: usize, columns: usize) {
    let mut sums: Tile = [[0.0; COLUMNS]; ROWS];
    for (sums, c) in sums.iter_mut().zip(c.chunks(c_step)).take(rows) {
        sums[..columns].copy_from_slice(&c[..columns]);
    }
    add(
        a.as_chunks::<ROWS>().0,
        b.as_chunks::<COLUMNS>().0,
        &mut sums,
    );
    for (sums, c) in sums.iter().zip(c.chunks_mut(c_step)).take(rows) {
        c[..columns].copy_from_slice(&sums[..columns]);
    }
}

#[cfg(target_arch = "x86_64")]
fn add(a: &[[f32; ROWS]], b: &[[f32; COLUMNS]], sums: &mut Tile) {
    if std::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has the instructions.
        #[allow(unsafe_code)]
        unsafe {
            add_avx2(a, b, sums);
        }
    } else {
        add_arrays(a, b, sums);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn add_avx2(a: &[[f32; ROWS]], b: &[[f32; COLUMNS]], sums: &mut Tile) {
    use std::arch::x86_64::{
        __m256, _mm256_add_ps, _mm256_mul_ps, _mm256_set1_ps, _mm256_setr_ps, _mm256_setzero_ps,
    };
    let load = |v: &[f32; 8]| _mm256_setr_ps(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
    let mut registers: [[__m256; 2]; ROWS] = [[_mm256_setzero_ps(); 2]; ROWS];
    for (r, s) in registers.iter_mut().zip(&*sums) {
        let halves = s.as_chunks::<8>().0;
        *r = [load(&halves[0]), load(&halves[1])];
    }
    for (a, b) in a.iter().zip(b) {
        let halves = b.as_chunks::<8>().0;
        let (low, high) = (load(&halves[0]), load(&halves[1]));
        for i in 0..ROWS {
            let factor = _mm256_set1_ps(a[i]);
            registers[i][0] = _mm256_add_ps(registers[i][0], _mm256_mul_ps(factor, low));
            registers[i][1] = _mm256_add_ps(registers[i][1], _mm256_mul_ps(factor, high));
        }
    }
    for (r, s) in registers.iter().zip(sums) {
        for (r, half) in r.iter().zip(s.as_chunks_mut::<8>().0) {
            // SAFETY: eight floats have the room of one register.
            #[allow(unsafe_code)]
            unsafe {
                std::arch::x86_64::_mm256_storeu_ps(half.as_mut_ptr(), *r);
            }
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn add(a: &[[f32; ROWS]], b: &[[f32; COLUMNS]], sums: &mut Tile) {
    add_arrays(a, b, sums);
}

/// The same in lanes of four.
fn add_arrays(a: &[[f32; ROWS]], b: &[[f32; COLUMNS]], sums: &mut Tile) {
    use crate::lane::{LANE, Vector};
    const LANES: usize = COLUMNS / LANE;
    let mut registers = [[Vector::splat(0.0); LANES]; ROWS];
    for (r, s) in registers.iter_mut().zip(&*sums) {
        for (r, s) in r.iter_mut().zip(s.as_chunks::<LANE>().0) {
            *r = Vector::load(s);
        }
    }
    for (a, b) in a.iter().zip(b) {
        let b: [Vector; LANES] = std::array::from_fn(|l| Vector::load(&b.as_chunks::<LANE>().0[l]));
        for i in 0..ROWS {
            let factor = Vector::splat(a[i]);
            for l in 0..LANES {
                registers[i][l] = registers[i][l].plus(factor.times(b[l]));
            }
        }
    }
    for (r, s) in registers.iter().zip(sums) {
        for (r, s) in r.iter().zip(s.as_chunks_mut::<LANE>().0) {
            *s = r.store();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn the_wide_unit_and_the_lanes_give_the_same_bits() {
        let mut rng = Rng::new(8, 0);
        let a: Vec<[f32; ROWS]> = (0..70)
            .map(|_| std::array::from_fn(|_| rng.normal()))
            .collect();
        let b: Vec<[f32; COLUMNS]> = (0..70)
            .map(|_| std::array::from_fn(|_| rng.normal()))
            .collect();
        let (mut wide, mut lanes) = ([[0.5; COLUMNS]; ROWS], [[0.5; COLUMNS]; ROWS]);
        add(&a, &b, &mut wide);
        add_arrays(&a, &b, &mut lanes);
        assert_eq!(wide, lanes);
    }
}

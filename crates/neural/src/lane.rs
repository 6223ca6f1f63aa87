//! Four f32 at once.
//!
//! On WebAssembly with SIMD these are the vector instructions themselves: left
//! to itself, the compiler vectorises the kernel's small fixed arrays only in
//! part, which costs a factor of two to three. Elsewhere they are arrays, which
//! are vectorised where the target allows. Both take every operation in one
//! order, so the bits are the same.

// A vector that is not inlined does not stay in its register.
#![allow(clippy::inline_always)]

/// Samples in a lane: the four f32 of a 128-bit vector.
pub const LANE: usize = 4;

/// One row's values for four samples, in memory.
pub type Lane = [f32; LANE];

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use super::Lane;
    use core::arch::wasm32::{
        f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, i32x4_shuffle, v128,
    };

    /// A lane in a register.
    #[derive(Clone, Copy)]
    pub struct Vector(v128);

    impl Vector {
        #[inline(always)]
        pub fn load(lane: &Lane) -> Self {
            Self(f32x4(lane[0], lane[1], lane[2], lane[3]))
        }

        #[inline(always)]
        pub fn store(self) -> Lane {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline(always)]
        pub fn splat(value: f32) -> Self {
            Self(f32x4_splat(value))
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        /// Each vector's (v₀ + v₁) + (v₂ + v₃).
        #[inline(always)]
        pub fn sums([a, b, c, d]: [Self; 4]) -> Self {
            let pairs = |a: Self, b: Self| {
                let even = i32x4_shuffle::<0, 2, 4, 6>(a.0, b.0);
                let odd = i32x4_shuffle::<1, 3, 5, 7>(a.0, b.0);
                Self(f32x4_add(even, odd))
            };
            pairs(pairs(a, b), pairs(c, d))
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod vector {
    use super::Lane;
    use std::array::from_fn;

    /// A lane in a register.
    #[derive(Clone, Copy)]
    pub struct Vector(Lane);

    impl Vector {
        #[inline(always)]
        pub fn load(lane: &Lane) -> Self {
            Self(*lane)
        }

        #[inline(always)]
        pub fn store(self) -> Lane {
            self.0
        }

        #[inline(always)]
        pub fn splat(value: f32) -> Self {
            Self([value; 4])
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(from_fn(|l| self.0[l] + other.0[l]))
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            Self(from_fn(|l| self.0[l] * other.0[l]))
        }

        /// Each vector's (v₀ + v₁) + (v₂ + v₃).
        #[inline(always)]
        pub fn sums(vectors: [Self; 4]) -> Self {
            Self(vectors.map(|Self(v)| (v[0] + v[1]) + (v[2] + v[3])))
        }
    }
}

pub use vector::Vector;

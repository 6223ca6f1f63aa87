//! Four f32 at once.
//!
//! On WebAssembly with SIMD these are the vector instructions themselves. The
//! compiler would not find them: the program is optimised for size when it is
//! linked, and at that level no loop is vectorised. Elsewhere they are arrays.
//! Both take every operation in one order, so the bits are the same.

// A vector that is not inlined does not stay in its register.
#![allow(clippy::inline_always)]

use std::ops::{Add, Div, Mul, Sub};

/// Samples in a lane: the four f32 of a 128-bit vector.
pub const LANE: usize = 4;

/// One row's values for four samples, in memory.
pub type Lane = [f32; LANE];

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use super::Lane;
    use core::arch::wasm32::{
        f32x4_abs, f32x4_add, f32x4_convert_i32x4, f32x4_div, f32x4_lt, f32x4_mul, f32x4_pmax,
        f32x4_pmin, f32x4_splat, f32x4_sqrt, f32x4_sub, i32x4_add, i32x4_shl, i32x4_shr,
        i32x4_shuffle, i32x4_splat, i32x4_sub, v128, v128_bitselect,
    };

    /// A lane in a register.
    #[derive(Clone, Copy)]
    pub struct Vector(v128);

    impl Vector {
        #[inline(always)]
        pub fn load(lane: &Lane) -> Self {
            Self(bytemuck::must_cast(*lane))
        }

        #[inline(always)]
        pub fn store(self) -> Lane {
            bytemuck::must_cast(self.0)
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
        pub fn minus(self, other: Self) -> Self {
            Self(f32x4_sub(self.0, other.0))
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        #[inline(always)]
        pub fn over(self, other: Self) -> Self {
            Self(f32x4_div(self.0, other.0))
        }

        #[inline(always)]
        pub fn abs(self) -> Self {
            Self(f32x4_abs(self.0))
        }

        #[inline(always)]
        pub fn sqrt(self) -> Self {
            Self(f32x4_sqrt(self.0))
        }

        /// `limit` where it is less, else this: NaN stays.
        #[inline(always)]
        pub fn at_most(self, limit: Self) -> Self {
            Self(f32x4_pmin(self.0, limit.0))
        }

        /// `limit` where it is more, else this: NaN stays.
        #[inline(always)]
        pub fn at_least(self, limit: Self) -> Self {
            Self(f32x4_pmax(self.0, limit.0))
        }

        /// `then` where this is less than `limit`, else `otherwise`.
        #[inline(always)]
        pub fn if_below(self, limit: Self, then: Self, otherwise: Self) -> Self {
            Self(v128_bitselect(
                then.0,
                otherwise.0,
                f32x4_lt(self.0, limit.0),
            ))
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

        /// 2ᵏ, where k is the number in the lowest eight bits.
        #[inline(always)]
        pub fn power_of_low_bits(self) -> Self {
            Self(i32x4_add(i32x4_shl(self.0, 23), i32x4_splat(127 << 23)))
        }

        /// (k, m) with x = m·2ᵏ and m from `least` to its double.
        #[inline(always)]
        pub fn split(self, least: f32) -> (Self, Self) {
            let k = i32x4_shr(i32x4_sub(self.0, i32x4_splat(least.to_bits() as i32)), 23);
            (
                Self(f32x4_convert_i32x4(k)),
                Self(i32x4_sub(self.0, i32x4_shl(k, 23))),
            )
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
        fn with(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
            Self(from_fn(|l| f(self.0[l], other.0[l])))
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            self.with(other, |a, b| a + b)
        }

        #[inline(always)]
        pub fn minus(self, other: Self) -> Self {
            self.with(other, |a, b| a - b)
        }

        #[inline(always)]
        pub fn times(self, other: Self) -> Self {
            self.with(other, |a, b| a * b)
        }

        #[inline(always)]
        pub fn over(self, other: Self) -> Self {
            self.with(other, |a, b| a / b)
        }

        #[inline(always)]
        pub fn abs(self) -> Self {
            Self(self.0.map(f32::abs))
        }

        #[inline(always)]
        pub fn sqrt(self) -> Self {
            Self(self.0.map(f32::sqrt))
        }

        /// `limit` where it is less, else this: NaN stays.
        #[inline(always)]
        pub fn at_most(self, limit: Self) -> Self {
            self.with(limit, |a, b| if b < a { b } else { a })
        }

        /// `limit` where it is more, else this: NaN stays.
        #[inline(always)]
        pub fn at_least(self, limit: Self) -> Self {
            self.with(limit, |a, b| if a < b { b } else { a })
        }

        /// `then` where this is less than `limit`, else `otherwise`.
        #[inline(always)]
        pub fn if_below(self, limit: Self, then: Self, otherwise: Self) -> Self {
            let choose = |l| {
                if self.0[l] < limit.0[l] {
                    then.0[l]
                } else {
                    otherwise.0[l]
                }
            };
            Self(from_fn(choose))
        }

        /// Each vector's (v₀ + v₁) + (v₂ + v₃).
        #[inline(always)]
        pub fn sums(vectors: [Self; 4]) -> Self {
            Self(vectors.map(|Self(v)| (v[0] + v[1]) + (v[2] + v[3])))
        }

        /// 2ᵏ, where k is the number in the lowest eight bits.
        #[inline(always)]
        pub fn power_of_low_bits(self) -> Self {
            Self((self.0).map(|v| f32::from_bits((v.to_bits() << 23).wrapping_add(127 << 23))))
        }

        /// (k, m) with x = m·2ᵏ and m from `least` to its double.
        #[inline(always)]
        pub fn split(self, least: f32) -> (Self, Self) {
            let exponent = |v: f32| (v.to_bits().wrapping_sub(least.to_bits()) as i32) >> 23;
            let mantissa =
                |v: f32| f32::from_bits(v.to_bits().wrapping_sub((exponent(v) as u32) << 23));
            (
                Self(self.0.map(|v| exponent(v) as f32)),
                Self(self.0.map(mantissa)),
            )
        }
    }
}

pub use vector::Vector;

impl Vector {
    /// The first of the four.
    #[inline(always)]
    pub fn first(self) -> f32 {
        self.store()[0]
    }
}

macro_rules! operator {
    ($operator:ident, $name:ident, $method:ident) => {
        impl $operator for Vector {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                self.$method(other)
            }
        }

        impl $operator<f32> for Vector {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: f32) -> Self {
                self.$method(Self::splat(other))
            }
        }

        impl $operator<Vector> for f32 {
            type Output = Vector;

            #[inline(always)]
            fn $name(self, other: Vector) -> Vector {
                Vector::splat(self).$method(other)
            }
        }
    };
}

operator!(Add, add, plus);
operator!(Sub, sub, minus);
operator!(Mul, mul, times);
operator!(Div, div, over);

/// Runs over slices of one length, four values at a time: `f` has a vector of
/// each slice of `from` and the present one of `to`, and gives the new one. What
/// is left over at the end is filled up with zeros, whose results are dropped.
#[inline(always)]
pub fn each<const N: usize>(
    from: [&[f32]; N],
    to: &mut [f32],
    f: impl Fn([Vector; N], Vector) -> Vector,
) {
    let whole = to.len() / LANE * LANE;
    let (lanes, rest) = to.as_chunks_mut::<LANE>();
    let from_lanes = from.map(|from| &from[..whole]);
    for (at, to) in lanes.iter_mut().enumerate() {
        let from = from_lanes.map(|from| Vector::load(&from.as_chunks::<LANE>().0[at]));
        *to = f(from, Vector::load(to)).store();
    }
    if !rest.is_empty() {
        let from = from.map(|from| padded(&from[whole..]));
        let done = f(from, padded(rest)).store();
        for (at, to) in rest.iter_mut().take(LANE - 1).enumerate() {
            *to = done[at];
        }
    }
}

/// Takes a slice together, four values at a time; after its end come zeros.
#[inline(always)]
pub fn fold(of: &[f32], start: Vector, f: impl Fn(Vector, Vector) -> Vector) -> Vector {
    let (lanes, rest) = of.as_chunks::<LANE>();
    let taken = lanes
        .iter()
        .fold(start, |taken, lane| f(taken, Vector::load(lane)));
    if rest.is_empty() {
        taken
    } else {
        f(taken, padded(rest))
    }
}

/// The rest of a slice, shorter than a lane, with zeros after it. Value by value:
/// copying so few bytes as a block is a call out of WebAssembly, and costs more
/// than the work on them.
#[inline(always)]
fn padded(rest: &[f32]) -> Vector {
    Vector::load(&match *rest {
        [a] => [a, 0.0, 0.0, 0.0],
        [a, b] => [a, b, 0.0, 0.0],
        [a, b, c] => [a, b, c, 0.0],
        _ => [0.0; LANE],
    })
}

/// Sets the values from `first` on to zero; [`padded`] says why not as a block.
#[inline(always)]
pub fn clear_from(lanes: &mut [Lane], first: usize) {
    for (at, lane) in lanes.iter_mut().enumerate().skip(first / LANE) {
        for (l, value) in lane.iter_mut().enumerate() {
            if at * LANE + l >= first {
                *value = 0.0;
            }
        }
    }
}

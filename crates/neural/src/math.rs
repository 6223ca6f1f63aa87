//! The transcendental functions that training uses, four values at a time and
//! branch-free, and made of IEEE basic operations alone, so that every platform
//! gives the same bits.
//!
//! Stated errors hold for every finite input; NaN stays NaN.

// The coefficients are meant to be read to the last digit they were fitted to.
#![allow(clippy::excessive_precision, clippy::unreadable_literal)]
// A vector that is not inlined does not stay in its register.
#![allow(clippy::inline_always)]

use crate::lane::Vector;

/// The largest relative error of [`tanh`].
pub const TANH_ERROR: f64 = 7e-7;
/// The largest relative error of [`exp`] on −87…88.
pub const EXP_ERROR: f64 = 4e-7;
/// The largest relative error of [`ln`] away from 1; near 1 it is an absolute one.
pub const LN_ERROR: f64 = 3e-7;
/// The largest absolute error of [`sigmoid`].
pub const SIGMOID_ERROR: f64 = 4e-7;

/// tanh x, with a relative error below [`TANH_ERROR`]; never beyond ±1; odd.
pub fn tanh(x: f32) -> f32 {
    wide::tanh(Vector::splat(x)).first()
}

/// The logistic function 1/(1 + e⁻ˣ), through [`tanh`]: absolute error below
/// [`SIGMOID_ERROR`].
pub fn sigmoid(x: f32) -> f32 {
    wide::sigmoid(Vector::splat(x)).first()
}

/// eˣ with a relative error below [`EXP_ERROR`]. Inputs are limited to −87…88, so
/// that neither a subnormal nor an infinity arises.
pub fn exp(x: f32) -> f32 {
    wide::exp(Vector::splat(x)).first()
}

/// ln x for positive normal x. Error below [`LN_ERROR`].
pub fn ln(x: f32) -> f32 {
    wide::ln(Vector::splat(x)).first()
}

/// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), stable at both ends.
pub fn softplus(x: f32) -> f32 {
    wide::softplus(Vector::splat(x)).first()
}

/// The functions of four values at once.
pub(crate) mod wide {
    use super::Vector;

    /// Where tanh is taken as saturated: 1 − tanh 8 = 2.3 × 10⁻⁷.
    const TANH_LIMIT: f32 = 8.0;

    /// tanh as x·P(x²)/Q(x²) with P of degree 3 and Q of degree 4, the minimax
    /// fit of the relative error on −8…8 (weighted least squares iterated to
    /// equal ripple).
    #[inline(always)]
    pub fn tanh(x: Vector) -> Vector {
        let x = x.at_most(Vector::splat(TANH_LIMIT));
        let x = x.at_least(Vector::splat(-TANH_LIMIT));
        let u = x * x;
        let p = ((1.1428425265147732e-05 * u + 0.0029510239322494583) * u + 0.1292566308594041) * u
            + 0.9999998542966296;
        let q = (((2.4592114462756437e-07 * u + 0.00023866919171944663) * u
            + 0.023815554710044262)
            * u
            + 0.46258878662876274)
            * u
            + 1.0;
        let t = x * p / q;
        t.at_most(Vector::splat(1.0)).at_least(Vector::splat(-1.0))
    }

    #[inline(always)]
    pub fn sigmoid(x: Vector) -> Vector {
        0.5 + 0.5 * tanh(0.5 * x)
    }

    /// 1.5 × 2²³: adding it rounds to the nearest integer, which is then in the
    /// low bits of the sum.
    const ROUND: f32 = 12_582_912.0;
    /// ln 2 in two parts, the first exact in 11 bits, so that k·high is exact for
    /// every exponent k.
    const LN_2_HIGH: f32 = 0.693359375;
    const LN_2_LOW: f32 = -2.12194440e-4;

    /// eˣ as 2ᵏ·R(r), x = k·ln 2 + r, |r| ≤ ln 2 / 2, where R is the Padé
    /// approximant [3/3].
    #[inline(always)]
    pub fn exp(x: Vector) -> Vector {
        let x = x
            .at_most(Vector::splat(88.0))
            .at_least(Vector::splat(-87.0));
        let shifted = x * std::f32::consts::LOG2_E + ROUND;
        let k = shifted - ROUND;
        let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
        let r2 = r * r;
        let even = 120.0 + 12.0 * r2;
        let odd = r * (60.0 + r2);
        let ratio = (even + odd) / (even - odd);
        ratio * shifted.power_of_low_bits()
    }

    /// ln x as k·ln 2 + 2·artanh((m − 1)/(m + 1)) with m in [√½, √2).
    #[inline(always)]
    pub fn ln(x: Vector) -> Vector {
        let (k, m) = x.split(std::f32::consts::FRAC_1_SQRT_2);
        let s = (m - 1.0) / (m + 1.0);
        let s2 = s * s;
        let series = s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0))));
        let log_m = 2.0 * s + 2.0 * s * series;
        let log = k * LN_2_HIGH + (log_m + k * LN_2_LOW);
        // NaN's bits would pass for a number's.
        x.if_below(Vector::splat(f32::INFINITY), log, x)
    }

    #[inline(always)]
    pub fn softplus(x: Vector) -> Vector {
        let zero = Vector::splat(0.0);
        let positive = zero.if_below(x, x, x * 0.0);
        positive + ln(1.0 + exp(zero - x.abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every 97th float of both signs up to `limit`, and the special points.
    fn sweep(limit: f32, mut check: impl FnMut(f32)) {
        let mut bits = 0_u32;
        while f32::from_bits(bits) <= limit {
            check(f32::from_bits(bits));
            check(-f32::from_bits(bits));
            bits += 97;
        }
    }

    #[test]
    fn tanh_is_within_its_stated_error() {
        let mut worst = 0.0_f64;
        sweep(20.0, |x| {
            let exact = f64::from(x).tanh();
            let error = (f64::from(tanh(x)) - exact).abs();
            assert!(tanh(x).abs() <= 1.0);
            assert_eq!(tanh(-x).to_bits(), (-tanh(x)).to_bits());
            if exact.abs() > 1e-37 {
                worst = worst.max(error / exact.abs());
            }
        });
        assert!(worst < TANH_ERROR, "{worst:e}");
        assert!((tanh(f32::MAX) - 1.0).abs() < 7e-7);
        assert!((tanh(f32::NEG_INFINITY) + 1.0).abs() < 7e-7);
        assert!(tanh(f32::NAN).is_nan());
    }

    #[test]
    fn exp_is_within_its_stated_error() {
        let mut worst = 0.0_f64;
        sweep(87.0, |x| {
            let exact = f64::from(x).exp();
            worst = worst.max((f64::from(exp(x)) / exact - 1.0).abs());
        });
        assert!(worst < EXP_ERROR, "{worst:e}");
        assert!(exp(1e30).is_finite());
        assert!(exp(-1e30) > 0.0);
        assert!(exp(f32::NAN).is_nan());
    }

    #[test]
    fn ln_is_within_its_stated_error() {
        let mut worst = 0.0_f64;
        let mut bits = f32::MIN_POSITIVE.to_bits();
        while bits < f32::MAX.to_bits() {
            let x = f32::from_bits(bits);
            let exact = f64::from(x).ln();
            worst = worst.max((f64::from(ln(x)) - exact).abs() / exact.abs().max(1.0));
            bits += 211;
        }
        assert!(worst < LN_ERROR, "{worst:e}");
        assert!(ln(f32::NAN).is_nan());
    }

    #[test]
    fn sigmoid_and_softplus_agree_with_double_precision() {
        for step in -4000..=4000 {
            let x = step as f32 / 100.0;
            let d = f64::from(x);
            let exact = 1.0 / (1.0 + (-d).exp());
            assert!((f64::from(sigmoid(x)) - exact).abs() < SIGMOID_ERROR);
            let exact = d.max(0.0) + (-d.abs()).exp().ln_1p();
            assert!((f64::from(softplus(x)) - exact).abs() < 5e-7 * exact.max(1.0));
        }
        assert!(softplus(f32::NAN).is_nan());
    }
}

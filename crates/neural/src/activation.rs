//! Activation functions, elementwise: f32 over slices for training, f64 for
//! a single value, exactly as far as `libm` goes, for display and reference.

// A vector that is not inlined does not stay in its register.
#![allow(clippy::inline_always)]

use crate::lane::{self, Vector};
use crate::math::wide;
use serde::{Deserialize, Serialize};

/// The slope of [`Activation::LeakyRelu`] below zero.
pub const LEAK: f32 = 0.01;

/// √(2/π), in GELU's tanh form.
const GELU_SCALE: f32 = 0.797_884_6;
/// The cubic term in GELU's tanh form (Hendrycks and Gimpel 2016, §2).
const GELU_CUBIC: f32 = 0.044_715;

/// An elementwise activation function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Activation {
    /// z.
    Linear,
    /// max(z, 0); derivative 0 at 0.
    Relu,
    /// z, or [`LEAK`]·z below zero.
    LeakyRelu,
    /// z, or eᶻ − 1 below zero (Clevert, Unterthiner and Hochreiter 2016).
    Elu,
    /// z·Φ(z) in its tanh form, as in GPT-2 (Hendrycks and Gimpel 2016).
    Gelu,
    /// z·σ(z), also called Swish (Elfwing, Uchibe and Doya 2018).
    Silu,
    /// tanh z.
    #[default]
    Tanh,
    /// 1/(1 + e⁻ᶻ).
    Sigmoid,
    /// ln(1 + eᶻ).
    Softplus,
    /// 1 from zero upwards, else 0. Its derivative is zero everywhere it exists,
    /// so it serves the single neuron only: no gradient passes.
    Step,
}

impl Activation {
    /// Every activation that a trained layer may have: all but [`Step`](Self::Step).
    pub const TRAINABLE: [Self; 9] = [
        Self::Linear,
        Self::Relu,
        Self::LeakyRelu,
        Self::Elu,
        Self::Gelu,
        Self::Silu,
        Self::Tanh,
        Self::Sigmoid,
        Self::Softplus,
    ];

    /// The largest |output|, where there is one.
    pub fn bound(self) -> Option<f32> {
        matches!(self, Self::Tanh | Self::Sigmoid | Self::Step).then_some(1.0)
    }

    /// a = f(z), elementwise over slices of one length.
    pub fn forward(self, z: &[f32], a: &mut [f32]) {
        let zero = Vector::splat(0.0);
        match self {
            Self::Linear => a.copy_from_slice(z),
            Self::Relu => map(z, a, |z| z.at_least(zero)),
            Self::LeakyRelu => map(z, a, |z| z.if_below(zero, LEAK * z, z)),
            Self::Elu => map(z, a, |z| z.if_below(zero, wide::exp(z) - 1.0, z)),
            Self::Gelu => map(z, a, |z| 0.5 * z * (1.0 + wide::tanh(gelu_inner(z)))),
            Self::Silu => map(z, a, |z| z * wide::sigmoid(z)),
            Self::Tanh => map(z, a, wide::tanh),
            Self::Sigmoid => map(z, a, wide::sigmoid),
            Self::Softplus => map(z, a, wide::softplus),
            Self::Step => map(z, a, |z| z.if_below(zero, zero, Vector::splat(1.0))),
        }
    }

    /// δ ← δ·f′(z), elementwise, given z and a = f(z).
    pub fn backward(self, z: &[f32], a: &[f32], delta: &mut [f32]) {
        let (zero, one) = (Vector::splat(0.0), Vector::splat(1.0));
        let leak = Vector::splat(LEAK);
        match self {
            Self::Linear => {}
            Self::Relu => scale(z, a, delta, |z, _| zero.if_below(z, one, zero)),
            Self::LeakyRelu => scale(z, a, delta, |z, _| zero.if_below(z, one, leak)),
            Self::Elu => scale(z, a, delta, |z, a| zero.if_below(z, one, a + 1.0)),
            Self::Gelu => scale(z, a, delta, |z, _| {
                let t = wide::tanh(gelu_inner(z));
                let inner = GELU_SCALE * (1.0 + 3.0 * GELU_CUBIC * z * z);
                0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * inner
            }),
            Self::Silu => scale(z, a, delta, |z, a| {
                let s = wide::sigmoid(z);
                s + a * (1.0 - s)
            }),
            Self::Tanh => scale(z, a, delta, |_, a| 1.0 - a * a),
            Self::Sigmoid => scale(z, a, delta, |_, a| a * (1.0 - a)),
            Self::Softplus => scale(z, a, delta, |z, _| wide::sigmoid(z)),
            Self::Step => delta.fill(0.0),
        }
    }

    /// f(z) in double precision.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Relu => z.max(0.0),
            Self::LeakyRelu if z < 0.0 => f64::from(LEAK) * z,
            Self::Elu if z < 0.0 => libm::expm1(z),
            Self::Linear | Self::LeakyRelu | Self::Elu => z,
            Self::Gelu => 0.5 * z * (1.0 + gelu_tanh(z)),
            Self::Silu => z * logistic(z),
            Self::Tanh => libm::tanh(z),
            Self::Sigmoid => logistic(z),
            Self::Softplus => z.max(0.0) + libm::log1p(libm::exp(-z.abs())),
            Self::Step => f64::from(u8::from(z >= 0.0)),
        }
    }

    /// [`value`](Self::value) and [`derivative`](Self::derivative), with one
    /// exponential where one is enough.
    pub fn value_and_derivative(self, z: f64) -> (f64, f64) {
        let a = self.value(z);
        let slope = match self {
            Self::Tanh => 1.0 - a * a,
            Self::Sigmoid => a * (1.0 - a),
            _ => self.derivative(z),
        };
        (a, slope)
    }

    /// f′(z) in double precision; at a kink, the derivative from below.
    pub fn derivative(self, z: f64) -> f64 {
        match self {
            Self::Relu => f64::from(u8::from(z > 0.0)),
            Self::LeakyRelu if z <= 0.0 => f64::from(LEAK),
            Self::Elu if z <= 0.0 => libm::exp(z),
            Self::Linear | Self::LeakyRelu | Self::Elu => 1.0,
            Self::Gelu => {
                let t = gelu_tanh(z);
                let inner = f64::from(GELU_SCALE) * (1.0 + 3.0 * f64::from(GELU_CUBIC) * z * z);
                0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * inner
            }
            Self::Silu => {
                let s = logistic(z);
                s + z * s * (1.0 - s)
            }
            Self::Tanh => {
                let t = libm::tanh(z);
                1.0 - t * t
            }
            Self::Sigmoid => {
                let s = logistic(z);
                s * (1.0 - s)
            }
            Self::Softplus => logistic(z),
            Self::Step => 0.0,
        }
    }
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

fn gelu_tanh(z: f64) -> f64 {
    libm::tanh(f64::from(GELU_SCALE) * (z + f64::from(GELU_CUBIC) * z * z * z))
}

/// What tanh is taken of in GELU: √(2/π)·(z + 0.044715·z³).
#[inline(always)]
fn gelu_inner(z: Vector) -> Vector {
    GELU_SCALE * (z + GELU_CUBIC * z * z * z)
}

#[inline(always)]
fn map(z: &[f32], a: &mut [f32], f: impl Fn(Vector) -> Vector) {
    lane::each([z], a, |[z], _| f(z));
}

#[inline(always)]
fn scale(z: &[f32], a: &[f32], delta: &mut [f32], f: impl Fn(Vector, Vector) -> Vector) {
    lane::each([z, a], delta, |[z, a], delta| delta * f(z, a));
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [f32; 9] = [-9.0, -3.3, -1.0, -0.2, 0.1, 0.5, 1.7, 4.0, 12.0];

    #[test]
    fn single_precision_follows_double_precision() {
        for f in Activation::TRAINABLE.into_iter().chain([Activation::Step]) {
            let mut a = [0.0; POINTS.len()];
            f.forward(&POINTS, &mut a);
            let mut delta = [1.0; POINTS.len()];
            f.backward(&POINTS, &a, &mut delta);
            for ((&z, a), d) in POINTS.iter().zip(a).zip(delta) {
                let z = f64::from(z);
                assert!(
                    (f64::from(a) - f.value(z)).abs() < 1e-6 * z.abs().max(2.0),
                    "{f:?} {z}"
                );
                // In GELU's tail the error of tanh meets a factor of some 40.
                let tolerance = if f == Activation::Gelu { 1e-4 } else { 5e-6 };
                assert!(
                    (f64::from(d) - f.derivative(z)).abs() < tolerance,
                    "{f:?} {z}"
                );
            }
        }
    }

    #[test]
    fn derivatives_agree_with_central_differences() {
        for f in Activation::TRAINABLE {
            for z in POINTS.map(f64::from) {
                let h = 1e-5;
                let numeric = (f.value(z + h) - f.value(z - h)) / (2.0 * h);
                assert!((numeric - f.derivative(z)).abs() < 1e-8, "{f:?} {z}");
                let (value, slope) = f.value_and_derivative(z);
                assert_eq!(value, f.value(z));
                assert!((slope - f.derivative(z)).abs() < 1e-12, "{f:?} {z}");
            }
        }
    }

    #[test]
    fn no_activation_hides_a_nan() {
        for f in Activation::TRAINABLE {
            let mut a = [0.0];
            f.forward(&[f32::NAN], &mut a);
            assert!(a[0].is_nan(), "{f:?}");
        }
    }
}

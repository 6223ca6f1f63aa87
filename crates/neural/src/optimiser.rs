//! Optimisers over a flat vector of parameters.
//!
//! The formulas are `PyTorch`'s, with its defaults for what is not chosen here.
//! A step reads the parameters and writes the new ones elsewhere, so that a
//! step which diverges leaves the last good parameters in place.

// A vector that is not inlined does not stay in its register.
#![allow(clippy::inline_always)]

use crate::lane::{self, Vector};
use serde::{Deserialize, Serialize};

/// How far a parameter may go before the run counts as diverged: its square,
/// times the widest layer, is still finite in f32.
pub const PARAMETER_LIMIT: f32 = 1e15;

/// The share of the velocity kept by momentum and Nesterov.
pub const MOMENTUM: f32 = 0.9;
/// The share of the squared gradients' mean kept by `RMSProp`.
pub const RMS_DECAY: f32 = 0.99;
/// The shares of the first and second moment kept by Adam.
pub const BETAS: (f32, f32) = (0.9, 0.999);

/// Which rule turns gradients into steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Optimiser {
    /// w ← w − η·g.
    #[default]
    Sgd,
    /// v ← 0.9·v + g; w ← w − η·v (Polyak 1964).
    Momentum,
    /// v ← 0.9·v + g; w ← w − η·(g + 0.9·v) (Nesterov 1983, as Sutskever et al. 2013).
    Nesterov,
    /// s ← s + g²; w ← w − η·g/(√s + 10⁻¹⁰) (Duchi, Hazan and Singer 2011).
    AdaGrad,
    /// s ← 0.99·s + 0.01·g²; w ← w − η·g/(√s + 10⁻⁸) (Tieleman and Hinton 2012).
    RmsProp,
    /// Moments with bias correction (Kingma and Ba 2015).
    Adam,
    /// Adam with the weight decay taken out of the gradient (Loshchilov and Hutter 2019).
    AdamW,
}

/// What an optimiser remembers between steps.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Velocity, or the first moment; empty where the rule has none.
    pub first: Vec<f32>,
    /// Sum or mean of the squared gradients; empty where the rule has none.
    pub second: Vec<f32>,
    /// β₁ᵗ and β₂ᵗ after t steps, for Adam's bias correction.
    pub powers: (f32, f32),
}

impl Optimiser {
    /// Every optimiser.
    pub const ALL: [Self; 7] = [
        Self::Sgd,
        Self::Momentum,
        Self::Nesterov,
        Self::AdaGrad,
        Self::RmsProp,
        Self::Adam,
        Self::AdamW,
    ];

    /// The memory before the first step.
    pub fn state(self, parameters: usize) -> State {
        let (first, second) = match self {
            Self::Sgd => (0, 0),
            Self::Momentum | Self::Nesterov => (parameters, 0),
            Self::AdaGrad | Self::RmsProp => (0, parameters),
            Self::Adam | Self::AdamW => (parameters, parameters),
        };
        State {
            first: vec![0.0; first],
            second: vec![0.0; second],
            powers: (1.0, 1.0),
        }
    }

    /// One step at learning rate `rate`: writes the new parameters into `next`.
    /// The gradient's place in `g` is free to be overwritten by the caller
    /// afterwards; all slices have one length.
    pub fn step(self, rate: f32, w: &[f32], g: &[f32], state: &mut State, next: &mut [f32]) {
        let State {
            first: v,
            second: s,
            powers,
        } = state;
        match self {
            Self::Sgd => lane::each([w, g], next, |[w, g], _| w - rate * g),
            Self::Momentum => {
                lane::each([g], v, |[g], v| MOMENTUM * v + g);
                lane::each([w, v], next, |[w, v], _| w - rate * v);
            }
            Self::Nesterov => {
                lane::each([g], v, |[g], v| MOMENTUM * v + g);
                lane::each([w, g, v], next, |[w, g, v], _| {
                    w - rate * (g + MOMENTUM * v)
                });
            }
            Self::AdaGrad => {
                lane::each([g], s, |[g], s| s + g * g);
                lane::each([w, g, s], next, |[w, g, s], _| {
                    w - rate * g / (s.sqrt() + 1e-10)
                });
            }
            Self::RmsProp => {
                lane::each([g], s, |[g], s| RMS_DECAY * s + (1.0 - RMS_DECAY) * g * g);
                lane::each([w, g, s], next, |[w, g, s], _| {
                    w - rate * g / (s.sqrt() + 1e-8)
                });
            }
            Self::Adam | Self::AdamW => {
                powers.0 *= BETAS.0;
                powers.1 *= BETAS.1;
                let rate = rate / (1.0 - powers.0);
                let unbias = 1.0 / (1.0 - powers.1).sqrt();
                lane::each([g], v, |[g], m| BETAS.0 * m + (1.0 - BETAS.0) * g);
                lane::each([g], s, |[g], s| BETAS.1 * s + (1.0 - BETAS.1) * g * g);
                lane::each([w, v, s], next, |[w, m, s], _| {
                    w - rate * m / (s.sqrt() * unbias + 1e-8)
                });
            }
        }
    }
}

/// Whether every parameter is finite and below [`PARAMETER_LIMIT`].
pub fn is_sound(parameters: &[f32]) -> bool {
    let (limit, broken) = (Vector::splat(PARAMETER_LIMIT), Vector::splat(f32::NAN));
    // Stays zero, or becomes NaN for good: the loop has no branch.
    let sound = lane::fold(parameters, Vector::splat(0.0), |sound, p| {
        p.abs().if_below(limit, sound, broken)
    });
    Vector::sums([sound; 4]).first() == 0.0
}

/// Scales a gradient longer than `most` to that length.
pub fn clip(gradient: &mut [f32], most: f32) {
    let length = gradient.iter().map(|g| g * g).sum::<f32>().sqrt();
    if length > most {
        let factor = most / length;
        for g in gradient {
            *g *= factor;
        }
    }
}

/// The proximal map of the L1 penalty: towards zero by `threshold`, and zero
/// within it (Parikh and Boyd 2014, §6.5.2).
#[inline(always)]
pub(crate) fn soft_threshold(w: Vector, threshold: f32) -> Vector {
    let (up, down) = (Vector::splat(threshold), Vector::splat(-threshold));
    let below = w.if_below(down, w + threshold, w * 0.0);
    up.if_below(w, w - threshold, below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finds_the_bottom_of_a_bowl() {
        for optimiser in Optimiser::ALL {
            let mut w = vec![3.0_f32, -2.0];
            let mut next = w.clone();
            let mut state = optimiser.state(2);
            for _ in 0..3000 {
                let g = [2.0 * w[0], 8.0 * w[1]];
                optimiser.step(0.02, &w, &g, &mut state, &mut next);
                std::mem::swap(&mut w, &mut next);
            }
            let reached = w.iter().all(|w| w.abs() < 0.03);
            assert!(
                reached || optimiser == Optimiser::AdaGrad && w[0].abs() < 2.5,
                "{optimiser:?} {w:?}"
            );
        }
    }

    #[test]
    fn unsound_parameters_are_seen() {
        assert!(is_sound(&[0.0, -1.0]));
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e16] {
            assert!(!is_sound(&[0.0, bad, 1.0]));
        }
    }
}

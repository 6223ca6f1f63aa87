//! Initial weights. Biases start at zero.

use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// How a layer's weights are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Init {
    /// All zero: every neuron of a layer then stays like its neighbours.
    Zeros,
    /// Uniform on −0.5…0.5.
    Uniform,
    /// Normal with standard deviation 0.5.
    Normal,
    /// Uniform on ±√(6/(inputs + outputs)) (Glorot and Bengio 2010, eq. 16).
    #[default]
    Xavier,
    /// Normal with variance 2/inputs (He et al. 2015, eq. 10).
    He,
}

impl Init {
    /// Every initialiser.
    pub const ALL: [Self; 5] = [
        Self::Zeros,
        Self::Uniform,
        Self::Normal,
        Self::Xavier,
        Self::He,
    ];

    /// Fills a layer's weights.
    pub fn fill(self, weights: &mut [f32], inputs: usize, outputs: usize, rng: &mut Rng) {
        let limit = (6.0 / (inputs + outputs).max(1) as f32).sqrt();
        let deviation = (2.0 / inputs.max(1) as f32).sqrt();
        for w in weights {
            *w = match self {
                Self::Zeros => 0.0,
                Self::Uniform => rng.uniform(-0.5, 0.5),
                Self::Normal => 0.5 * rng.normal(),
                Self::Xavier => rng.uniform(-limit, limit),
                Self::He => deviation * rng.normal(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variances_are_as_published() {
        let mut weights = vec![0.0; 200 * 100];
        for (init, variance) in [
            (Init::Zeros, 0.0),
            (Init::Uniform, 1.0 / 12.0),
            (Init::Normal, 0.25),
            (Init::Xavier, 2.0 / 300.0),
            (Init::He, 2.0 / 200.0),
        ] {
            init.fill(&mut weights, 200, 100, &mut Rng::new(3, 0));
            let n = weights.len() as f32;
            let measured = weights.iter().map(|w| w * w).sum::<f32>() / n;
            assert!((measured - variance).abs() <= 0.04 * variance, "{init:?}");
        }
    }
}

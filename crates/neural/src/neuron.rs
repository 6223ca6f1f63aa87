//! A single neuron with every step of its arithmetic, in double precision.

use crate::activation::Activation;
use serde::{Deserialize, Serialize};

/// Weights, a bias and an activation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neuron {
    /// A weight per input.
    pub weights: Vec<f64>,
    /// Added to the weighted sum.
    pub bias: f64,
    /// Applied to the sum.
    pub activation: Activation,
}

/// What a neuron computes for one input, step by step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// wᵢ·xᵢ, each.
    pub products: Vec<f64>,
    /// z = Σ wᵢ·xᵢ + b.
    pub z: f64,
    /// f(z).
    pub output: f64,
    /// f′(z): how much the output moves with z.
    pub derivative: f64,
}

/// Where a neuron of two inputs has z = 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum DecisionLine {
    /// x₂ = slope·x₁ + intercept.
    Sloped {
        /// −w₁/w₂.
        slope: f64,
        /// −b/w₂.
        intercept: f64,
    },
    /// x₁ = this everywhere, as w₂ is zero.
    Vertical {
        /// −b/w₁.
        x1: f64,
    },
    /// No line: both weights are zero, so z is the bias everywhere.
    Nowhere,
}

impl Neuron {
    /// Evaluates the neuron. Inputs beyond the weights, or the reverse, are not read.
    pub fn evaluate(&self, inputs: &[f64]) -> Evaluation {
        let products: Vec<f64> = self
            .weights
            .iter()
            .zip(inputs)
            .map(|(w, x)| w * x)
            .collect();
        let z = products.iter().sum::<f64>() + self.bias;
        Evaluation {
            products,
            z,
            output: self.activation.value(z),
            derivative: self.activation.derivative(z),
        }
    }

    /// The line on which z is zero; `None` unless there are two inputs.
    pub fn decision_line(&self) -> Option<DecisionLine> {
        let &[w1, w2] = self.weights.as_slice() else {
            return None;
        };
        Some(if w2 != 0.0 {
            DecisionLine::Sloped {
                slope: -w1 / w2,
                intercept: -self.bias / w2,
            }
        } else if w1 != 0.0 {
            DecisionLine::Vertical {
                x1: -self.bias / w1,
            }
        } else {
            DecisionLine::Nowhere
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neuron(w1: f64, w2: f64, bias: f64, activation: Activation) -> Neuron {
        Neuron {
            weights: vec![w1, w2],
            bias,
            activation,
        }
    }

    #[test]
    fn every_step_is_there() {
        let e = neuron(1.2, 0.8, -0.4, Activation::Tanh).evaluate(&[1.0, -0.5]);
        assert_eq!(e.products, [1.2, -0.4]);
        assert!((e.z - 0.4).abs() < 1e-12);
        assert!((e.output - 0.4_f64.tanh()).abs() < 1e-15);
        assert!((e.derivative - (1.0 - e.output * e.output)).abs() < 1e-15);
        let step = neuron(1.0, 0.0, 0.0, Activation::Step).evaluate(&[0.0, 9.0]);
        assert_eq!((step.output, step.derivative), (1.0, 0.0));
    }

    #[test]
    fn the_decision_line_is_where_z_is_zero() {
        let n = neuron(1.2, 0.8, -0.4, Activation::Linear);
        let Some(DecisionLine::Sloped { slope, intercept }) = n.decision_line() else {
            panic!("a line has a slope");
        };
        for x1 in [-2.0, 0.0, 3.0] {
            assert!(n.evaluate(&[x1, slope * x1 + intercept]).z.abs() < 1e-12);
        }
        let vertical = neuron(2.0, 0.0, -4.0, Activation::Linear).decision_line();
        assert_eq!(vertical, Some(DecisionLine::Vertical { x1: 2.0 }));
        let nowhere = neuron(0.0, 0.0, 1.0, Activation::Linear).decision_line();
        assert_eq!(nowhere, Some(DecisionLine::Nowhere));
    }
}

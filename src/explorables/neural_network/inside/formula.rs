//! A neuron's arithmetic with its numbers, as lines of text. Pure.

use super::super::readings::compact;
use neural::activation::Activation;
use neural::session::trace::{Normed, Trace};
use std::fmt::Write;

/// Products that are written out one by one.
const WRITTEN: usize = 8;
const DECIMALS: usize = 3;

/// A number in a formula.
pub fn value(value: f64) -> String {
    compact(value, DECIMALS)
}

/// A number after an operator: negative ones in brackets.
fn factor(x: f64) -> String {
    let text = value(x);
    if text.starts_with('−') {
        format!("({text})")
    } else {
        text
    }
}

/// z = w·x + … + b = …
pub fn sum(trace: &Trace) -> String {
    let mut line = "z = ".to_owned();
    let products = trace.weights.iter().zip(&trace.inputs);
    for (index, (w, x)) in products.clone().take(WRITTEN).enumerate() {
        if index > 0 {
            line.push_str(" + ");
        }
        let _ = write!(line, "{}·{}", factor(*w), factor(*x));
    }
    let rest: f64 = products.skip(WRITTEN).map(|(w, x)| w * x).sum();
    if trace.weights.len() > WRITTEN {
        let _ = write!(line, " + … ({})", value(rest));
    }
    format!("{line} + {} = {}", factor(trace.bias), value(trace.sum))
}

/// ẑ = γ·(z − μ)/σ + β = …
pub fn norm(trace: &Trace) -> Option<String> {
    let Normed {
        mean,
        deviation,
        gain,
        shift,
        value: normed,
    } = trace.normed?;
    Some(format!(
        "ẑ = γ·(z − μ)/σ + β = {}·({} − {})/{} + {} = {}",
        factor(gain),
        value(trace.sum),
        factor(mean),
        value(deviation),
        factor(shift),
        value(normed)
    ))
}

/// a = f(z) = …
pub fn activation(trace: &Trace) -> String {
    let z = if trace.normed.is_some() { "ẑ" } else { "z" };
    let f = match trace.activation {
        Activation::Linear | Activation::Step => z.to_owned(),
        Activation::Relu => format!("max({z}, 0)"),
        Activation::LeakyRelu => format!("max({z}, 0.01·{z})"),
        Activation::Elu => format!("ELU({z})"),
        Activation::Gelu => format!("GELU({z})"),
        Activation::Silu => format!("{z}·σ({z})"),
        Activation::Tanh => format!("tanh({z})"),
        Activation::Sigmoid => format!("1/(1 + e^−{z})"),
        Activation::Softplus => format!("ln(1 + e^{z})"),
    };
    format!("a = {f} = {}", value(trace.output))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(weights: &[f64], activation: Activation) -> Trace {
        let sum: f64 = weights.iter().map(|w| w * 2.0).sum::<f64>() - 0.5;
        Trace {
            inputs: vec![2.0; weights.len()],
            weights: weights.to_vec(),
            bias: -0.5,
            sum,
            normed: None,
            activation,
            output: activation.value(sum),
        }
    }

    #[test]
    fn every_number_stands_in_its_place() {
        let trace = trace(&[1.25, -0.5], Activation::Relu);
        assert_eq!(
            sum(&trace),
            "z = 1.250·2.000 + (−0.500)·2.000 + (−0.500) = 1.000"
        );
        assert_eq!(activation(&trace), "a = max(z, 0) = 1.000");
        assert_eq!(norm(&trace), None);
    }

    #[test]
    fn many_inputs_are_summed_up() {
        let line = sum(&trace(&[1.0; 64], Activation::Tanh));
        assert_eq!(line.matches('·').count(), WRITTEN);
        assert!(
            line.ends_with("+ … (112.000) + (−0.500) = 127.500"),
            "{line}"
        );
    }

    #[test]
    fn a_normalised_sum_is_shown_before_its_activation() {
        let mut trace = trace(&[1.0], Activation::Tanh);
        trace.normed = Some(Normed {
            mean: -1.0,
            deviation: 2.0,
            gain: 1.5,
            shift: 0.0,
            value: 1.875,
        });
        let line = norm(&trace).unwrap();
        assert!(
            line.ends_with("= 1.500·(1.500 − (−1.000))/2.000 + 0.000 = 1.875"),
            "{line}"
        );
        assert!(activation(&trace).starts_with("a = tanh(ẑ)"));
    }
}

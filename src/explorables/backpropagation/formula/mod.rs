//! The present sub-step as formulas with their numbers. The results are the
//! engine's; here they only get their places. Pure.

mod backward;
mod forward;

pub use backward::mean;

use super::math::{CLOSE, DOTS, Line, Math, OPEN, PLUS, TIMES, joined, number, of};
use super::present::Present;
use backward::{backs, deltas, gradients, mean_gradient, update};
use forward::{activations, loss, sums};
use neural::activation::{Activation, LEAK};
use neural::backprop::{Dense, Stage};
use neural::loss::{Head, Objective};

/// Neurons of a layer that are written out; of a larger layer one is.
const NEURONS: usize = 4;
/// Products of a sum that are written out.
const PRODUCTS: usize = 6;

/// The lines of the present sub-step, for the sample that is looked at or, of
/// gradients and updates, the mean.
pub fn lines(present: &Present) -> Vec<Line> {
    let stage = present.stage();
    match (stage, present.sample()) {
        (Stage::Update(layer), _) => update(present, layer),
        (Stage::Gradient(layer), None) => mean_gradient(present, layer),
        (Stage::Loss, sample) => loss(present, sample),
        (_, None) | (Stage::Batch, _) => Vec::new(),
        (Stage::Sum(layer), Some(sample)) => sums(present, sample, layer),
        (Stage::Activation(layer), Some(sample)) => activations(present, sample, layer),
        (Stage::Delta(layer), Some(sample)) => deltas(present, sample, layer),
        (Stage::Gradient(layer), Some(sample)) => gradients(present, sample, layer),
        (Stage::Back(layer), Some(sample)) => backs(present, sample, layer),
    }
}

/// The neurons of a layer that are written out.
pub fn neurons(present: &Present, layer: usize) -> Vec<usize> {
    let units = present.scene.step.layers.get(layer).map_or(0, Dense::units);
    if units <= NEURONS {
        (0..units).collect()
    } else if present.focus.layer == layer {
        vec![present.focus.unit]
    } else {
        vec![0]
    }
}

/// What a layer's input `index` is called: x of the network, a of a layer.
pub fn input(layer: usize, index: usize) -> Math {
    if layer == 0 {
        Math::Indexed("x", (index + 1).to_string(), None)
    } else {
        of("a", index, layer)
    }
}

/// Products, of which the first are written out.
fn products(pairs: &[(f64, f64)]) -> Line {
    let first = pairs.iter().take(PRODUCTS);
    let mut line = joined(
        first.map(|(a, b)| vec![number(*a), TIMES, number(*b)]),
        &PLUS,
    );
    if pairs.len() > PRODUCTS {
        line.extend([PLUS, DOTS]);
    }
    line
}

/// f of something.
fn applied(f: Activation, z: Math) -> Line {
    let call = |name: &'static str, z: Math| vec![Math::Name(name), OPEN, z, CLOSE];
    match f {
        Activation::Linear | Activation::Step => vec![z],
        Activation::Relu => vec![
            Math::Name("max"),
            OPEN,
            Math::Number("0".to_owned()),
            Math::Operator(","),
            z,
            CLOSE,
        ],
        Activation::LeakyRelu => vec![
            Math::Name("max"),
            OPEN,
            number(f64::from(LEAK)),
            TIMES,
            z.clone(),
            Math::Operator(","),
            z,
            CLOSE,
        ],
        Activation::Elu => call("ELU", z),
        Activation::Gelu => call("GELU", z),
        Activation::Silu => call("SiLU", z),
        Activation::Tanh => call("tanh", z),
        Activation::Sigmoid => call("σ", z),
        Activation::Softplus => call("softplus", z),
    }
}

fn whole(value: u32) -> Math {
    Math::Number(value.to_string())
}

/// How what an output says is called.
pub fn predicted_name(objective: Objective, unit: usize) -> Math {
    match objective.head {
        Head::Regression => Math::Name("ŷ"),
        Head::Binary => Math::Name("p"),
        Head::Multiclass => Math::Indexed("p", (unit + 1).to_string(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::math::text;
    use super::super::scene::Walker;
    use super::super::state::State;
    use super::*;
    use crate::explorables::choices::Dataset;

    fn texts(change: impl FnOnce(&mut State)) -> Vec<String> {
        let mut state = State::default();
        change(&mut state);
        let scene = Walker::default().go(&state).scene.unwrap();
        let present = Present::new(scene, &state);
        lines(&present).iter().map(|line| text(line)).collect()
    }

    /// What a written sum of products, a sum or a difference comes to.
    fn worked_out(text: &str) -> f64 {
        let text = text.replace('−', "-");
        let term = |term: &str| -> f64 {
            let factor = |factor: &str| factor.trim_matches(['(', ')']).parse::<f64>().unwrap();
            term.split('·').map(factor).product()
        };
        text.split(" + ").map(term).sum()
    }

    #[test]
    fn a_sum_is_written_out_and_comes_to_its_result() {
        let lines = texts(|state| state.at = Stage::Sum(1));
        // The names, then both neurons.
        assert_eq!(lines.len(), 3);
        assert!(
            lines[0].starts_with("z1(2) = w11(2)a1(1) + w12(2)a2(1)"),
            "{lines:?}"
        );
        for line in &lines[1..] {
            let parts: Vec<_> = line.split(" = ").collect();
            let result: f64 = parts[2].replace('−', "-").parse().unwrap();
            assert!((worked_out(parts[1]) - result).abs() < 5e-3, "{line}");
        }
    }

    #[test]
    fn what_flows_back_is_written_out_and_comes_to_its_result() {
        let lines = texts(|state| state.at = Stage::Back(0));
        assert_eq!(lines.len(), 4);
        for line in &lines[1..] {
            let parts: Vec<_> = line.split(" = ").collect();
            assert!(parts[0].starts_with("∂L/∂a"), "{line}");
            let result: f64 = parts[2].replace('−', "-").parse().unwrap();
            assert!((worked_out(parts[1]) - result).abs() < 5e-3, "{line}");
        }
    }

    #[test]
    fn an_update_subtracts_the_rate_times_the_gradient() {
        let lines = texts(|state| state.at = Stage::Update(2));
        assert_eq!(lines.len(), 3);
        for line in &lines {
            let (_, right) = line.split_once(" ← ").unwrap();
            let (terms, result) = right.split_once(" = ").unwrap();
            let (held, moved) = terms.split_once(" − ").unwrap();
            let result: f64 = result.replace('−', "-").parse().unwrap();
            assert!(
                (worked_out(held) - worked_out(moved) - result).abs() < 5e-3,
                "{line}"
            );
        }
    }

    #[test]
    fn every_sub_step_of_every_task_has_its_formula() {
        for data in Dataset::ALL.into_iter().filter(|data| data.is_shape()) {
            for loss in 0..5 {
                let mut state = State {
                    data,
                    loss,
                    ..State::default()
                };
                let scene = Walker::default().go(&state).scene.unwrap();
                for at in neural::backprop::stages(3) {
                    for sample in [Some(1), None] {
                        (state.at, state.sample) = (at, sample);
                        let lines = lines(&Present::new(scene.clone(), &state));
                        let told = match at {
                            Stage::Batch => false,
                            Stage::Loss | Stage::Gradient(_) | Stage::Update(_) => true,
                            _ => sample.is_some(),
                        };
                        assert_eq!(!lines.is_empty(), told, "{data:?} {at:?} {sample:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_loss_of_a_sample_and_the_mean() {
        let lines = texts(|state| state.at = Stage::Loss);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("Ls =  − ln"), "{lines:?}");
        let (_, right) = lines[1].split_once('(').unwrap();
        let (terms, result) = right.split_once(")/4 = ").unwrap();
        assert!((worked_out(terms) / 4.0 - result.parse::<f64>().unwrap()).abs() < 5e-3);
    }
}

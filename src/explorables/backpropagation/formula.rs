//! The present sub-step as formulas with their numbers. The results are the
//! engine's; here they only get their places. Pure.

use super::math::{
    CLOSE, DOTS, EQUALS, Line, MINUS, Math, OPEN, PLUS, TIMES, joined, number, of, result, slope,
    weight,
};
use super::present::Present;
use neural::activation::{Activation, LEAK};
use neural::backprop::{Dense, Parameter, SamplePass, Slot, Stage};
use neural::loss::{Head, Loss, Objective};

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

fn sums(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    let Some(dense) = present.scene.step.layers.get(layer) else {
        return Vec::new();
    };
    let x = sample.into_layer(layer);
    let line = |unit: usize| {
        let pairs: Vec<_> = dense
            .row(unit)
            .iter()
            .copied()
            .zip(x.iter().copied())
            .collect();
        let mut line = vec![of("z", unit, layer + 1), EQUALS];
        line.extend(products(&pairs));
        line.extend([PLUS, number(dense.biases[unit]), EQUALS]);
        line.push(result(sample.layers[layer].sums[unit]));
        line
    };
    let named = neurons(present, layer).first().map(|&unit| {
        let inputs = (0..dense.inputs.min(PRODUCTS))
            .map(|index| vec![weight(unit, index, layer + 1), input(layer, index)]);
        let mut line = vec![of("z", unit, layer + 1), EQUALS];
        line.extend(joined(inputs, &PLUS));
        if dense.inputs > PRODUCTS {
            line.extend([PLUS, DOTS]);
        }
        line.extend([PLUS, of("b", unit, layer + 1)]);
        line
    });
    named
        .into_iter()
        .chain(neurons(present, layer).into_iter().map(line))
        .collect()
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

fn activations(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    if present.scene.is_output(layer) {
        return predictions(present, sample, layer);
    }
    let Some(dense) = present.scene.step.layers.get(layer) else {
        return Vec::new();
    };
    let line = |unit: usize| {
        let pass = &sample.layers[layer];
        let mut line = vec![of("a", unit, layer + 1), EQUALS];
        line.extend(applied(dense.activation, number(pass.sums[unit])));
        line.extend([EQUALS, result(pass.outputs[unit])]);
        line
    };
    neurons(present, layer).into_iter().map(line).collect()
}

/// What an output says.
fn predictions(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    let objective = present.scene.objective();
    let z = |unit: usize| sample.layers[layer].sums[unit];
    let line = |unit: usize| {
        let predicted = result(sample.output.predictions[unit]);
        let name = vec![predicted_name(objective, unit), EQUALS];
        let middle = match (objective.head, objective.loss) {
            (Head::Regression, _) => vec![of("z", unit, layer + 1)],
            (Head::Binary, Loss::CrossEntropy) => applied(Activation::Sigmoid, number(z(unit))),
            (Head::Binary, _) => {
                let mut line = vec![OPEN];
                line.extend(applied(Activation::Tanh, number(z(unit))));
                line.extend([PLUS, whole(1), CLOSE, Math::Operator("/"), whole(2)]);
                line
            }
            (Head::Multiclass, _) => {
                let power = |unit: usize| vec![Math::Name("exp"), OPEN, number(z(unit)), CLOSE];
                let all = (0..sample.output.predictions.len())
                    .take(PRODUCTS)
                    .map(power);
                let mut below = joined(all, &PLUS);
                if sample.output.predictions.len() > PRODUCTS {
                    below.extend([PLUS, DOTS]);
                }
                vec![Math::Fraction(power(unit), below)]
            }
        };
        [name, middle, vec![EQUALS, predicted]].concat()
    };
    neurons(present, layer).into_iter().map(line).collect()
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

fn loss(present: &Present, sample: Option<&SamplePass>) -> Vec<Line> {
    let pass = &present.scene.step.pass;
    let own = sample.map(|sample| of_sample(present.scene.objective(), sample));
    let all = pass
        .samples
        .iter()
        .map(|sample| vec![number(sample.output.loss)]);
    let mut mean = vec![Math::Name("L"), EQUALS, OPEN];
    mean.extend(joined(all, &PLUS));
    mean.extend([
        CLOSE,
        Math::Operator("/"),
        whole(pass.samples.len() as u32),
        EQUALS,
        result(pass.loss),
    ]);
    own.into_iter().flatten().chain([mean]).collect()
}

/// The loss of one sample.
fn of_sample(objective: Objective, sample: &SamplePass) -> Vec<Line> {
    let name = Math::Indexed("L", "s".to_owned(), None);
    let came = result(sample.output.loss);
    let first = sample
        .output
        .predictions
        .first()
        .copied()
        .unwrap_or_default();
    let line = |middle: Line| {
        [
            vec![name.clone(), EQUALS],
            middle,
            vec![EQUALS, came.clone()],
        ]
        .concat()
    };
    let square = |a: Math, b: Math| vec![OPEN, a, MINUS, b, CLOSE, Math::Operator("²")];
    match (objective.head, objective.loss) {
        (Head::Binary, Loss::CrossEntropy) => {
            let mut middle = vec![MINUS, Math::Name("ln"), OPEN];
            if sample.target < 0.5 {
                middle.extend([whole(1), MINUS]);
            }
            middle.extend([number(first), CLOSE]);
            vec![line(middle)]
        }
        (Head::Multiclass, Loss::CrossEntropy) => {
            let class = sample.target as usize;
            let p = sample
                .output
                .predictions
                .get(class)
                .copied()
                .unwrap_or_default();
            vec![line(vec![MINUS, Math::Name("ln"), OPEN, number(p), CLOSE])]
        }
        (Head::Regression, Loss::Mse) => vec![line(square(number(first), number(sample.target)))],
        (Head::Binary, Loss::Mse) => {
            // tanh z against ±1.
            let z = sample.layers.last().and_then(|last| last.sums.first());
            let z = applied(Activation::Tanh, number(z.copied().unwrap_or_default()));
            let wanted = if sample.target > 0.5 { 1.0 } else { -1.0 };
            let middle = [
                vec![OPEN],
                z,
                vec![MINUS, number(wanted), CLOSE, Math::Operator("²")],
            ];
            vec![line(middle.concat())]
        }
        (_, loss) => {
            let kind = match loss {
                Loss::Mae => "MAE",
                Loss::Huber => "Huber",
                Loss::Mse | Loss::CrossEntropy => "MSE",
            };
            let p = sample.output.predictions.iter().take(PRODUCTS);
            let p = joined(p.map(|p| vec![number(*p)]), &Math::Operator(";"));
            let wanted = match objective.head {
                Head::Multiclass => whole(sample.target as u32 + 1),
                _ => number(sample.target),
            };
            let middle = [
                vec![Math::Name(kind), OPEN],
                p,
                vec![Math::Operator("|"), wanted, CLOSE],
            ];
            vec![line(middle.concat())]
        }
    }
}

fn deltas(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    let objective = present.scene.objective();
    let pass = &sample.layers[layer];
    let output = present.scene.is_output(layer);
    let line = |unit: usize| {
        let z = of("z", unit, layer + 1);
        let mut line = vec![of("δ", unit, layer + 1), EQUALS, slope(z)];
        let p = sample
            .output
            .predictions
            .get(unit)
            .copied()
            .unwrap_or_default();
        if !output {
            line.extend([EQUALS, number(pass.back[unit]), TIMES]);
            line.extend([Math::Name("f′"), OPEN, number(pass.sums[unit]), CLOSE]);
            line.extend([
                EQUALS,
                number(pass.back[unit]),
                TIMES,
                number(pass.slopes[unit]),
            ]);
        } else if objective.loss == Loss::CrossEntropy {
            let wanted = match objective.head {
                Head::Multiclass => f64::from(u8::from(unit == sample.target as usize)),
                _ => sample.target,
            };
            line.extend([
                EQUALS,
                predicted_name(objective, unit),
                MINUS,
                Math::Name("y"),
            ]);
            line.extend([EQUALS, number(p), MINUS, whole(wanted as u32)]);
        } else if (objective.head, objective.loss) == (Head::Regression, Loss::Mse) {
            line.extend([EQUALS, whole(2), TIMES, OPEN, number(p), MINUS]);
            line.extend([number(sample.target), CLOSE]);
        }
        line.extend([EQUALS, result(pass.delta[unit])]);
        line
    };
    neurons(present, layer).into_iter().map(line).collect()
}

/// The parameters of a layer whose gradients are written out: all of a small
/// layer, else those of one neuron, the first few.
fn parameters(present: &Present, layer: usize) -> Vec<Parameter> {
    let inputs = present
        .scene
        .step
        .layers
        .get(layer)
        .map_or(0, |dense| dense.inputs);
    let at = |unit: usize, slot: Slot| Parameter { layer, unit, slot };
    let few = inputs.min(NEURONS);
    let units = neurons(present, layer);
    let all = units
        .iter()
        .flat_map(|&unit| (0..few).map(move |input| (unit, input)));
    let mut all: Vec<_> = all
        .map(|(unit, input)| at(unit, Slot::Weight(input)))
        .collect();
    all.extend(units.into_iter().map(|unit| at(unit, Slot::Bias)));
    if present.focus.layer == layer && !all.contains(&present.focus) {
        all.insert(0, present.focus);
    }
    all
}

fn parameter_name(at: Parameter) -> Math {
    match at.slot {
        Slot::Weight(input) => weight(at.unit, input, at.layer + 1),
        Slot::Bias => of("b", at.unit, at.layer + 1),
    }
}

fn gradients(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    let line = |at: Parameter| {
        let delta = sample.layers.get(layer)?.delta.get(at.unit)?;
        let mut line = vec![
            slope(parameter_name(at)),
            EQUALS,
            of("δ", at.unit, layer + 1),
        ];
        if let Slot::Weight(index) = at.slot {
            line.extend([TIMES, input(layer, index), EQUALS]);
            line.extend([number(*delta), TIMES, number(sample.factor(at)?)]);
        }
        line.extend([EQUALS, result(sample.slope(at)?)]);
        Some(line)
    };
    parameters(present, layer)
        .into_iter()
        .filter_map(line)
        .collect()
}

/// The mean of the samples' own gradients.
pub fn mean(present: &Present, at: Parameter) -> Option<Line> {
    let pass = &present.scene.step.pass;
    let own = pass.samples.iter();
    let own = own.filter_map(|sample| Some(vec![number(sample.slope(at)?)]));
    let mut line = vec![slope(parameter_name(at)), EQUALS, OPEN];
    line.extend(joined(own, &PLUS));
    line.extend([CLOSE, Math::Operator("/"), whole(pass.samples.len() as u32)]);
    line.extend([EQUALS, result(pass.slope(at)?)]);
    Some(line)
}

fn mean_gradient(present: &Present, layer: usize) -> Vec<Line> {
    let parameters = parameters(present, layer).into_iter();
    parameters.filter_map(|at| mean(present, at)).collect()
}

fn backs(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
    let step = &present.scene.step;
    let (Some(next), Some(after)) = (step.layers.get(layer + 1), sample.layers.get(layer + 1))
    else {
        return Vec::new();
    };
    let line = |unit: usize| {
        let pairs: Vec<_> = (0..next.units())
            .map(|to| (next.row(to)[unit], after.delta[to]))
            .collect();
        let mut line = vec![slope(of("a", unit, layer + 1)), EQUALS];
        line.extend(products(&pairs));
        line.extend([EQUALS, result(sample.layers[layer].back[unit])]);
        line
    };
    let units = neurons(present, layer);
    let named = units.first().map(|&unit| {
        let all = (0..next.units().min(PRODUCTS))
            .map(|to| vec![weight(to, unit, layer + 2), of("δ", to, layer + 2)]);
        let mut line = vec![slope(of("a", unit, layer + 1)), EQUALS];
        line.extend(joined(all, &PLUS));
        if next.units() > PRODUCTS {
            line.extend([PLUS, DOTS]);
        }
        line
    });
    named
        .into_iter()
        .chain(units.into_iter().map(line))
        .collect()
}

fn update(present: &Present, layer: usize) -> Vec<Line> {
    let step = &present.scene.step;
    let line = |at: Parameter| {
        Some(vec![
            parameter_name(at),
            Math::Operator("←"),
            number(step.value(at)?),
            MINUS,
            number(present.scene.rate),
            TIMES,
            number(step.pass.slope(at)?),
            EQUALS,
            result(step.updated_value(at)?),
        ])
    };
    parameters(present, layer)
        .into_iter()
        .filter_map(line)
        .collect()
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

//! The way back, and the update.

use super::super::math::{
    CLOSE, DOTS, EQUALS, Line, MINUS, Math, OPEN, PLUS, TIMES, joined, number, of, result, slope,
    weight,
};
use super::super::present::Present;
use super::{NEURONS, PRODUCTS, input, neurons, predicted_name, products, whole};
use neural::backprop::{Parameter, SamplePass, Slot};
use neural::loss::{Head, Loss};

/// δ of a layer.
pub fn deltas(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
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

/// ∂L/∂w and ∂L/∂b of a layer, of the sample.
pub fn gradients(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
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

/// The same, as the batch's mean.
pub fn mean_gradient(present: &Present, layer: usize) -> Vec<Line> {
    let parameters = parameters(present, layer).into_iter();
    parameters.filter_map(|at| mean(present, at)).collect()
}

/// ∂L/∂a of a layer, from the one after it.
pub fn backs(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
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

/// w ← w − η·∂L/∂w of a layer.
pub fn update(present: &Present, layer: usize) -> Vec<Line> {
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

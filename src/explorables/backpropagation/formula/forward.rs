//! The way forward: sums, outputs, the prediction, the loss.

use super::super::math::{
    CLOSE, DOTS, EQUALS, Line, MINUS, Math, OPEN, PLUS, joined, number, of, result, weight,
};
use super::super::present::Present;
use super::{PRODUCTS, applied, input, neurons, predicted_name, products, whole};
use neural::activation::Activation;
use neural::backprop::SamplePass;
use neural::loss::{Head, Loss, Objective};

/// z = w·a + … + b of a layer.
pub fn sums(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
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

/// a = f(z) of a layer; of the output, what it says.
pub fn activations(present: &Present, sample: &SamplePass, layer: usize) -> Vec<Line> {
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

/// The loss of the sample, and the mean of all.
pub fn loss(present: &Present, sample: Option<&SamplePass>) -> Vec<Line> {
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

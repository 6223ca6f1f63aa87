//! Weights as JSON for people and small programs: what each layer computes, in
//! the order in which it does.

use crate::Model;
use crate::model::Module;
use neural::activation::Activation;
use neural::data::{Scaler, Task, Transform};
use neural::loss::Head;
use neural::network::Norm;
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    kind: &'static str,
    schema: u32,
    columns: &'a [String],
    /// x ↦ (x − mean)/deviation, a pair per column.
    scaler: &'a Scaler,
    #[serde(skip_serializing_if = "Option::is_none")]
    transforms: Option<Vec<&'static str>>,
    layers: Vec<Stage<'a>>,
    output: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    classes: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_scaler: Option<&'a Scaler>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Stage<'a> {
    /// A row of weights per neuron.
    Linear {
        weight: Vec<&'a [f32]>,
        bias: &'a [f32],
    },
    BatchNorm {
        gain: &'a [f32],
        shift: &'a [f32],
        mean: &'a [f32],
        variance: &'a [f32],
        epsilon: f32,
    },
    LayerNorm {
        gain: &'a [f32],
        shift: &'a [f32],
        epsilon: f32,
    },
    Activation {
        function: Activation,
    },
    Dropout {
        share: f32,
    },
}

fn stage(module: Module<'_>) -> Stage<'_> {
    let epsilon = neural::network::EPSILON;
    match module {
        Module::Linear(layer) => Stage::Linear {
            weight: (layer.weights)
                .chunks_exact((layer.inputs as usize).max(1))
                .collect(),
            bias: &layer.biases,
        },
        Module::Norm(norm, layer) => {
            let units = layer.biases.len();
            let (gain, shift) = layer.norm.split_at(units.min(layer.norm.len()));
            if norm == Norm::Batch {
                let (mean, variance) = layer.running.split_at(units.min(layer.running.len()));
                Stage::BatchNorm {
                    gain,
                    shift,
                    mean,
                    variance,
                    epsilon,
                }
            } else {
                Stage::LayerNorm {
                    gain,
                    shift,
                    epsilon,
                }
            }
        }
        Module::Activation(function) => Stage::Activation { function },
        Module::Dropout(share) => Stage::Dropout { share },
    }
}

/// The file's text.
pub fn weights_json(model: &Model<'_>) -> String {
    let info = model.info;
    let file = File {
        kind: "qimo.weights",
        schema: 1,
        columns: &info.columns,
        scaler: &info.scaler,
        transforms: model
            .transforms()
            .map(|all| all.into_iter().map(Transform::name).collect()),
        layers: model.modules().into_iter().map(stage).collect(),
        output: match (model.head(), model.logit_scale()) {
            (Head::Regression, _) => "value",
            (Head::Binary, 1) => "sigmoid",
            (Head::Binary, _) => "sigmoid of twice the sum",
            (Head::Multiclass, _) => "softmax",
        },
        classes: match &info.task {
            Task::Classification { classes } => Some(classes),
            Task::Regression => None,
        },
        target_scaler: (model.head() == Head::Regression).then_some(&info.target_scaler),
    };
    // Numbers, names and lists always serialise.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

//! `PyTorch` code with the same forward pass: a program that stands alone, with
//! the weights in it. The arrays' names are those of the safetensors file, which
//! `load_state_dict` therefore takes as well.

use crate::Model;
use crate::model::{Module, Tensor, Values};
use neural::activation::{Activation, LEAK};
use neural::data::{Task, Transform};
use neural::loss::Head;
use neural::network::{EPSILON, Norm};
use std::fmt::Write;

/// Rows of the data that the program predicts when it is run.
const SHOWN: usize = 3;

/// The program's text.
pub fn torch_code(model: &Model<'_>) -> String {
    let mut code = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut code, model);
    code
}

fn write(out: &mut String, model: &Model<'_>) -> std::fmt::Result {
    let info = model.info;
    out.push_str(HEAD);
    writeln!(out, "COLUMNS = {}", names(&info.columns))?;
    if let Task::Classification { classes } = &info.task {
        writeln!(out, "CLASSES = {}", names(classes))?;
    }
    writeln!(out, "\nWEIGHTS = {{")?;
    for tensor in model.tensors() {
        array(out, &tensor)?;
    }
    out.push_str("}\n\n\nclass Network(nn.Module):\n    def __init__(self):\n");
    out.push_str("        super().__init__()\n        self.layers = nn.Sequential(\n");
    for module in model.modules() {
        writeln!(out, "            {},", constructor(module))?;
    }
    out.push_str(
        "        )\n        # Mean and deviation of each column over the training part.\n",
    );
    let scaler = &info.scaler;
    buffer(out, "mean", &scaler.mean)?;
    buffer(out, "deviation", &scaler.deviation)?;
    if model.head() == Head::Regression {
        let target = &info.target_scaler;
        buffer(out, "target_mean", &target.mean)?;
        buffer(out, "target_deviation", &target.deviation)?;
    }
    out.push_str(
        "\n    def forward(self, rows):\n        x = (rows - self.mean) / self.deviation\n",
    );
    out.push_str("        x = torch.where(torch.isnan(x), torch.zeros_like(x), x)\n");
    if let Some(transforms) = model.transforms() {
        if info.columns.len() == 2 {
            out.push_str("        x1, x2 = x[:, 0], x[:, 1]\n");
        } else {
            out.push_str("        x1 = x[:, 0]\n");
        }
        let made: Vec<_> = transforms.into_iter().map(transform).collect();
        writeln!(out, "        x = torch.stack([{}], dim=1)", made.join(", "))?;
    }
    out.push_str("        return self.layers(x)\n\n    @torch.no_grad()\n");
    out.push_str("    def predict(self, rows):\n");
    let (meaning, outputs) = match (model.head(), model.logit_scale()) {
        (Head::Regression, _) => (
            "Each row's value.",
            "self(rows)[:, 0] * self.target_deviation + self.target_mean",
        ),
        (Head::Binary, 1) => (
            "Each row's probability of CLASSES[1].",
            "torch.sigmoid(self(rows)[:, 0])",
        ),
        (Head::Binary, _) => (
            "Each row's probability of CLASSES[1].",
            "torch.sigmoid(2 * self(rows)[:, 0])",
        ),
        (Head::Multiclass, _) => (
            "Each row's probability of each class.",
            "torch.softmax(self(rows), dim=1)",
        ),
    };
    writeln!(
        out,
        "        \"\"\"{meaning}\"\"\"\n        return {outputs}"
    )?;
    out.push_str(LOAD);
    let rows: Vec<_> = (info.examples.iter().take(SHOWN))
        .map(|example| list(&example.columns))
        .collect();
    writeln!(out, "    rows = torch.tensor([{}])", rows.join(", "))?;
    out.push_str("    print(load().predict(rows))\n");
    Ok(())
}

const HEAD: &str = r#""""A neural network that was trained in Qimo.

    pip install torch
    python network.py

Rows are in the data's own units, with NaN where a value is missing.
"""

import torch
from torch import nn

NAN = float("nan")
"#;

const LOAD: &str = r#"

def load():
    network = Network()
    network.load_state_dict({name: torch.tensor(values) for name, values in WEIGHTS.items()})
    return network.eval()


if __name__ == "__main__":
"#;

/// Names as a list of Python strings, which JSON's are, too.
fn names(names: &[String]) -> String {
    let quoted = |name| serde_json::to_string(name).unwrap_or_default();
    let names: Vec<_> = names.iter().map(quoted).collect();
    format!("[{}]", names.join(", "))
}

/// The shortest digits that read back as the same single-precision number.
fn float(value: f32) -> String {
    if value.is_nan() {
        "NAN".to_owned()
    } else {
        format!("{value:?}")
    }
}

fn list(values: &[f32]) -> String {
    let values: Vec<_> = values.iter().copied().map(float).collect();
    format!("[{}]", values.join(", "))
}

fn array(out: &mut String, tensor: &Tensor<'_>) -> std::fmt::Result {
    let name = &tensor.name;
    match tensor.values {
        Values::Whole(value) => writeln!(out, "    \"{name}\": {value},"),
        Values::Floats(values) => {
            if let [_, columns] = tensor.shape[..] {
                writeln!(out, "    \"{name}\": [")?;
                for row in values.chunks_exact(columns.max(1)) {
                    writeln!(out, "        {},", list(row))?;
                }
                writeln!(out, "    ],")
            } else {
                writeln!(out, "    \"{name}\": {},", list(values))
            }
        }
    }
}

fn buffer(out: &mut String, name: &str, values: &[f32]) -> std::fmt::Result {
    let values = list(values);
    writeln!(
        out,
        "        self.register_buffer(\"{name}\", torch.tensor({values}), persistent=False)"
    )
}

fn constructor(module: Module<'_>) -> String {
    match module {
        Module::Linear(layer) => format!("nn.Linear({}, {})", layer.inputs, layer.biases.len()),
        Module::Norm(Norm::Batch, layer) => {
            format!("nn.BatchNorm1d({}, eps={EPSILON:?})", layer.biases.len())
        }
        Module::Norm(_, layer) => format!("nn.LayerNorm({}, eps={EPSILON:?})", layer.biases.len()),
        Module::Dropout(share) => format!("nn.Dropout({share:?})"),
        Module::Activation(activation) => match activation {
            Activation::Linear => "nn.Identity()".to_owned(),
            Activation::Relu => "nn.ReLU()".to_owned(),
            Activation::LeakyRelu => format!("nn.LeakyReLU({LEAK:?})"),
            Activation::Elu => "nn.ELU()".to_owned(),
            Activation::Gelu => "nn.GELU(approximate=\"tanh\")".to_owned(),
            Activation::Silu => "nn.SiLU()".to_owned(),
            Activation::Tanh => "nn.Tanh()".to_owned(),
            Activation::Sigmoid => "nn.Sigmoid()".to_owned(),
            Activation::Softplus => "nn.Softplus()".to_owned(),
            // No trained layer has it.
            Activation::Step => "nn.Threshold(0, 0)".to_owned(),
        },
    }
}

fn transform(transform: Transform) -> &'static str {
    match transform {
        Transform::X1 => "x1",
        Transform::X2 => "x2",
        Transform::X1Squared => "x1 * x1",
        Transform::X2Squared => "x2 * x2",
        Transform::Product => "x1 * x2",
        Transform::SinX1 => "torch.sin(x1)",
        Transform::SinX2 => "torch.sin(x2)",
    }
}

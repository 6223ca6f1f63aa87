//! A trained network as other programs see it: modules in a row, named as
//! `PyTorch` names those of an `nn.Sequential`.

use neural::data::Transform;
use neural::loss::{Head, Loss};
use neural::network::Norm;
use neural::session::{Frame, Hidden, Layer, RunInfo};

/// A trained network, and what stands around it: the scaling of its inputs and
/// the reading of its outputs.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// What defines the run.
    pub info: &'a RunInfo,
    /// Its parameters.
    pub layers: &'a [Layer],
}

/// A module of the row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Module<'a> {
    Linear(&'a Layer),
    Norm(Norm, &'a Layer),
    Activation(neural::activation::Activation),
    /// A share, 0 to 1.
    Dropout(f32),
}

/// A named array of a model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tensor<'a> {
    pub name: String,
    pub shape: Vec<usize>,
    pub values: Values<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Values<'a> {
    Floats(&'a [f32]),
    /// A single 64-bit integer.
    Whole(i64),
}

impl<'a> Model<'a> {
    /// The model of a snapshot; `None` while the snapshot is of another run, or of
    /// other layers.
    pub fn of(info: &'a RunInfo, frame: &'a Frame) -> Option<Self> {
        let sizes = frame.layers.iter().map(|l| l.biases.len() as u32);
        let hidden = info.config.hidden.len() + 1;
        let same = frame.run == info.run
            && frame.layers.len() == hidden
            && sizes.eq(info.layers.iter().copied());
        same.then_some(Self {
            info,
            layers: &frame.layers,
        })
    }

    /// The transforms that make the inputs out of the scaled columns; `None`
    /// where the columns are the inputs.
    pub fn transforms(&self) -> Option<Vec<Transform>> {
        let features = self.info.config.features;
        match (self.info.columns.len(), &self.info.plane) {
            (2, _) => Some(features.iter().collect()),
            (1, Some(_)) => Some(features.of_one_column().iter().collect()),
            _ => None,
        }
    }

    /// How the outputs are read.
    pub fn head(&self) -> Head {
        self.info.task.head()
    }

    /// What a binary network's only output is multiplied by before the sigmoid:
    /// 2 where it was trained as tanh.
    pub fn logit_scale(&self) -> u32 {
        if self.info.loss == Loss::CrossEntropy {
            1
        } else {
            2
        }
    }

    pub(crate) fn modules(&self) -> Vec<Module<'a>> {
        let mut modules = Vec::new();
        for (at, layer) in self.layers.iter().enumerate() {
            modules.push(Module::Linear(layer));
            let Some(Hidden {
                activation,
                norm,
                dropout,
                ..
            }) = self.info.config.hidden.get(at).copied()
            else {
                continue;
            };
            if norm != Norm::None {
                modules.push(Module::Norm(norm, layer));
            }
            if activation != neural::activation::Activation::Linear {
                modules.push(Module::Activation(activation));
            }
            if dropout > 0.0 {
                modules.push(Module::Dropout(dropout / 100.0));
            }
        }
        modules
    }

    /// Every array, by the names that `state_dict()` has for them.
    pub(crate) fn tensors(&self) -> Vec<Tensor<'a>> {
        let mut tensors = Vec::new();
        for (at, module) in self.modules().into_iter().enumerate() {
            let mut add = |name: &str, shape: Vec<usize>, values: Values<'a>| {
                tensors.push(Tensor {
                    name: format!("layers.{at}.{name}"),
                    shape,
                    values,
                });
            };
            match module {
                Module::Linear(layer) => {
                    let (units, inputs) = (layer.biases.len(), layer.inputs as usize);
                    add(
                        "weight",
                        vec![units, inputs],
                        Values::Floats(&layer.weights),
                    );
                    add("bias", vec![units], Values::Floats(&layer.biases));
                }
                Module::Norm(norm, layer) => {
                    let units = layer.biases.len();
                    let (gain, shift) = layer.norm.split_at(units.min(layer.norm.len()));
                    add("weight", vec![units], Values::Floats(gain));
                    add("bias", vec![units], Values::Floats(shift));
                    if norm == Norm::Batch {
                        let running = &layer.running;
                        let (mean, variance) = running.split_at(units.min(running.len()));
                        add("running_mean", vec![units], Values::Floats(mean));
                        add("running_var", vec![units], Values::Floats(variance));
                        add("num_batches_tracked", Vec::new(), Values::Whole(0));
                    }
                }
                Module::Activation(_) | Module::Dropout(_) => {}
            }
        }
        tensors
    }
}

//! Where each tensor lies in the flat vector of parameters.

use super::{Config, Mlp, Norm, Placement, Positions};
use std::ops::Range;

/// A tensor's place among the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first element.
    pub start: usize,
    /// Rows; 1 for gains and biases.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

impl Place {
    /// Its elements.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.len()
    }

    /// How many elements it has.
    pub fn len(self) -> usize {
        self.rows * self.columns
    }

    /// Whether it has no element.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A linear map: outputs × inputs, and a bias if the model has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linear {
    /// Outputs × inputs.
    pub weight: Place,
    /// One for each output.
    pub bias: Option<Place>,
}

/// A norm's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormPlaces {
    /// What each number is multiplied by.
    pub gain: Place,
    /// What is added to each.
    pub bias: Option<Place>,
}

/// The tensors of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerPlaces {
    /// Before attention, or after its sum.
    pub attention_norm: NormPlaces,
    /// Queries of all heads.
    pub query: Linear,
    /// Keys of all key–value heads.
    pub key: Linear,
    /// Values of all key–value heads.
    pub value: Linear,
    /// From the heads back to the residual stream.
    pub output: Linear,
    /// Before the MLP, or after its sum.
    pub mlp_norm: NormPlaces,
    /// The gate of a `SwiGLU`.
    pub gate: Option<Linear>,
    /// Into the MLP.
    pub up: Linear,
    /// Out of the MLP.
    pub down: Linear,
}

/// Where everything lies, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// A row for each token.
    pub embedding: Place,
    /// A row for each position, where positions are learned.
    pub positions: Option<Place>,
    /// The blocks.
    pub layers: Vec<LayerPlaces>,
    /// The norm before the output, where norms stand before.
    pub norm: Option<NormPlaces>,
    /// The output's own vectors, where they are not the embedding's.
    pub head: Option<Place>,
    tensors: Vec<(String, Place)>,
}

struct Builder {
    tensors: Vec<(String, Place)>,
    end: usize,
    width: usize,
    linear_bias: bool,
    norm_bias: bool,
}

impl Builder {
    fn tensor(&mut self, name: &str, rows: usize, columns: usize) -> Place {
        let place = Place {
            start: self.end,
            rows,
            columns,
        };
        self.end += place.len();
        self.tensors.push((name.into(), place));
        place
    }

    fn norm(&mut self, name: &str) -> NormPlaces {
        let gain = self.tensor(&format!("{name}.gain"), 1, self.width);
        let bias = self
            .norm_bias
            .then(|| self.tensor(&format!("{name}.bias"), 1, self.width));
        NormPlaces { gain, bias }
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) -> Linear {
        let weight = self.tensor(&format!("{name}.weight"), outputs, inputs);
        let bias = self
            .linear_bias
            .then(|| self.tensor(&format!("{name}.bias"), 1, outputs));
        Linear { weight, bias }
    }

    fn layer(&mut self, at: usize, config: &Config) -> LayerPlaces {
        let name = |part: &str| format!("layers.{at}.{part}");
        let (width, hidden, kv) = (config.width, config.hidden, config.kv_width());
        LayerPlaces {
            attention_norm: self.norm(&name("attention_norm")),
            query: self.linear(&name("query"), width, width),
            key: self.linear(&name("key"), kv, width),
            value: self.linear(&name("value"), kv, width),
            output: self.linear(&name("output"), width, width),
            mlp_norm: self.norm(&name("mlp_norm")),
            gate: (config.mlp == Mlp::SwiGlu).then(|| self.linear(&name("gate"), hidden, width)),
            up: self.linear(&name("up"), hidden, width),
            down: self.linear(&name("down"), width, hidden),
        }
    }
}

impl Layout {
    /// The layout of a checked configuration.
    pub fn new(config: &Config) -> Self {
        let mut builder = Builder {
            tensors: Vec::new(),
            end: 0,
            width: config.width,
            linear_bias: config.bias,
            norm_bias: config.bias && config.norm == Norm::Layer,
        };
        let embedding = builder.tensor("embedding", config.vocabulary, config.width);
        let positions = (config.positions == Positions::Learned)
            .then(|| builder.tensor("positions", config.context, config.width));
        let layers = (0..config.layers)
            .map(|at| builder.layer(at, config))
            .collect();
        let norm = (config.placement == Placement::Pre).then(|| builder.norm("norm"));
        let head = (!config.tied).then(|| builder.tensor("head", config.vocabulary, config.width));
        Self {
            embedding,
            positions,
            layers,
            norm,
            head,
            tensors: builder.tensors,
        }
    }

    /// Every tensor with its name, in the order of their places, which leave no gap.
    pub fn tensors(&self) -> &[(String, Place)] {
        &self.tensors
    }

    /// How many parameters there are.
    pub fn len(&self) -> usize {
        self.tensors
            .last()
            .map_or(0, |(_, place)| place.range().end)
    }

    /// Never: there is always an embedding.
    pub fn is_empty(&self) -> bool {
        self.tensors.is_empty()
    }

    /// What the output reads the tokens with.
    pub fn output(&self) -> Place {
        self.head.unwrap_or(self.embedding)
    }
}

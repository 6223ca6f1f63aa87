//! Every value between tokens and logits, by name.

use super::attention::{Inputs, Shape};
use super::norm::Found;
use super::{Config, Mlp, Model, Placement};
use crate::matrix::Scratch;

/// The values of one block. Rows are tokens, text by text.
#[derive(Clone, Debug, Default)]
pub struct LayerActivations {
    /// What attention reads, where a norm stands before it; otherwise the
    /// residual stream is read and this is empty.
    pub attention_input: Vec<f32>,
    /// Queries, turned by their position if positions are rotary.
    pub q: Vec<f32>,
    /// Keys of the new tokens, likewise.
    pub k: Vec<f32>,
    /// Values of the new tokens.
    pub v: Vec<f32>,
    /// The attention rows: text × head × query × key; 0 where the mask hides.
    pub attention: Vec<f32>,
    /// What the heads took from the values, side by side.
    pub mixed: Vec<f32>,
    /// What attention adds to the residual stream.
    pub attention_output: Vec<f32>,
    /// The residual stream after attention's sum.
    pub middle: Vec<f32>,
    /// What the MLP reads.
    pub mlp_input: Vec<f32>,
    /// The gate before its activation; empty without one.
    pub gate: Vec<f32>,
    /// The gate after its activation; empty without one.
    pub gate_active: Vec<f32>,
    /// The MLP's neurons before the activation, or before they meet the gate.
    pub up: Vec<f32>,
    /// The MLP's neurons.
    pub hidden: Vec<f32>,
    /// What the MLP adds to the residual stream.
    pub mlp_output: Vec<f32>,
    /// The MLP's sum, where a norm stands after it; otherwise empty.
    pub sum: Vec<f32>,
    pub(super) attention_norm: Vec<Found>,
    pub(super) mlp_norm: Vec<Found>,
}

/// The values of a forward pass, and memory for the backward one.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    /// The residual stream before each block, and after the last.
    pub stream: Vec<Vec<f32>>,
    /// The blocks.
    pub layers: Vec<LayerActivations>,
    /// What the output reads: the stream's end, normed where a norm stands there.
    pub last: Vec<f32>,
    /// A row of logits per token, or for the last token only where that was
    /// asked for.
    pub logits: Vec<f32>,
    /// Texts.
    pub sequences: usize,
    /// Tokens in each that were given to this pass.
    pub length: usize,
    /// Positions that could be looked at: `length`, and those of the cache.
    pub keys: usize,
    pub(super) norm: Vec<Found>,
    pub(super) scratch: Scratch,
    pub(super) gradients: Gradients,
}

/// Memory for gradients with respect to activations.
#[derive(Clone, Debug, Default)]
pub struct Gradients {
    pub stream: Vec<f32>,
    pub middle: Vec<f32>,
    pub input: Vec<f32>,
    pub mixed: Vec<f32>,
    pub q: Vec<f32>,
    pub k: Vec<f32>,
    pub v: Vec<f32>,
    pub hidden: Vec<f32>,
    pub gate: Vec<f32>,
}

impl Activations {
    /// Makes room for a pass.
    pub(super) fn fit(
        &mut self,
        config: &Config,
        sequences: usize,
        length: usize,
        keys: usize,
        logits: usize,
    ) {
        (self.sequences, self.length, self.keys) = (sequences, length, keys);
        let rows = sequences * length;
        let (stream, kv, hidden) = (
            rows * config.width,
            rows * config.kv_width(),
            rows * config.hidden,
        );
        self.stream.resize_with(config.layers + 1, Vec::new);
        for s in &mut self.stream {
            s.resize(stream, 0.0);
        }
        let when = |wanted: bool, size: usize| if wanted { size } else { 0 };
        let gated = config.mlp == Mlp::SwiGlu;
        let pre = config.placement == Placement::Pre;
        self.layers
            .resize_with(config.layers, LayerActivations::default);
        for layer in &mut self.layers {
            layer.attention_input.resize(when(pre, stream), 0.0);
            layer.q.resize(stream, 0.0);
            layer.k.resize(kv, 0.0);
            layer.v.resize(kv, 0.0);
            layer.attention.resize(rows * config.heads * keys, 0.0);
            layer.mixed.resize(stream, 0.0);
            layer.attention_output.resize(stream, 0.0);
            layer.middle.resize(stream, 0.0);
            layer.mlp_input.resize(stream, 0.0);
            layer.gate.resize(when(gated, hidden), 0.0);
            layer.gate_active.resize(when(gated, hidden), 0.0);
            layer.up.resize(hidden, 0.0);
            layer.hidden.resize(hidden, 0.0);
            layer.mlp_output.resize(stream, 0.0);
            layer.sum.resize(when(!pre, stream), 0.0);
            layer.attention_norm.resize(rows, Found::default());
            layer.mlp_norm.resize(rows, Found::default());
        }
        self.last.resize(stream, 0.0);
        self.norm.resize(rows, Found::default());
        self.logits.resize(logits * config.vocabulary, 0.0);
    }

    /// The attention row of one query: a weight for each key.
    pub fn attention_row(
        &self,
        config: &Config,
        layer: usize,
        text: usize,
        head: usize,
        query: usize,
    ) -> &[f32] {
        let row = (text * config.heads + head) * self.length + query;
        &self.layers[layer].attention[row * self.keys..(row + 1) * self.keys]
    }

    /// The scores of one head of one text before mask and softmax, scaled by
    /// 1/√d: queries × keys. Without a cache: the keys are those of this pass.
    pub fn scores(&mut self, model: &Model, layer: usize, text: usize, head: usize) -> Vec<f32> {
        let config = model.config();
        let kept = &self.layers[layer];
        let of = Inputs {
            q: text_of(&kept.q, text, self.sequences),
            k: text_of(&kept.k, text, self.sequences),
            v: text_of(&kept.v, text, self.sequences),
            first: 0,
        };
        Shape::new(config).scores(of, head, &mut self.scratch)
    }
}

/// One text's share of rows that belong to `count` texts.
pub fn text_of(rows: &[f32], text: usize, count: usize) -> &[f32] {
    let share = rows.len() / count;
    &rows[text * share..(text + 1) * share]
}

/// As [`text_of`], to be written to.
pub fn text_of_mut(rows: &mut [f32], text: usize, count: usize) -> &mut [f32] {
    let share = rows.len() / count;
    &mut rows[text * share..(text + 1) * share]
}

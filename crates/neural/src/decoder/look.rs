//! The values of a text that was read, as a page asks for them.

use super::reading::{Prediction, predict};
use crate::tokenizer::Tokenizer;
use crate::transformer::sample::Sampling;
use crate::transformer::{Activations, Model};
use serde::{Deserialize, Serialize};

/// Which values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// One head, from its queries to its output.
    Head {
        /// The block, from 0.
        layer: u32,
        /// The head, from 0.
        head: u32,
    },
    /// The attention of all heads.
    Heads,
    /// The residual stream at one token, and what each block adds.
    Token {
        /// The token, from 0.
        position: u32,
    },
    /// A block's MLP at one token.
    Mlp {
        /// The block, from 0.
        layer: u32,
        /// The token, from 0.
        position: u32,
    },
    /// What the output would read after each block: the logit lens
    /// (nostalgebraist 2020).
    Lens {
        /// The token, from 0.
        position: u32,
        /// How chances are told.
        sampling: Sampling,
    },
}

/// The values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum View {
    /// Of [`Look::Head`].
    Head(HeadView),
    /// Of [`Look::Heads`].
    Heads(Heads),
    /// Of [`Look::Token`].
    Token(TokenView),
    /// Of [`Look::Mlp`].
    Mlp(MlpView),
    /// Of [`Look::Lens`].
    Lens(Lens),
}

/// One head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadView {
    /// The block.
    pub layer: u32,
    /// The head.
    pub head: u32,
    /// Numbers in a query.
    pub size: u32,
    /// tokens × size, turned by their positions if these are rotary.
    pub queries: Vec<f32>,
    /// tokens × size, likewise; shared with the other heads of the group.
    pub keys: Vec<f32>,
    /// tokens × size, likewise shared.
    pub values: Vec<f32>,
    /// tokens × tokens, q·k/√size, before mask and softmax.
    pub scores: Vec<f32>,
    /// tokens × tokens, after them: what each query takes of each value.
    pub attention: Vec<f32>,
    /// tokens × size: attention × values.
    pub output: Vec<f32>,
}

/// The attention of all heads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heads {
    /// Blocks.
    pub layers: u32,
    /// Heads in a block.
    pub heads: u32,
    /// Tokens.
    pub length: u32,
    /// layers × heads × query × key.
    pub attention: Vec<f32>,
}

/// The residual stream at one token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenView {
    /// The token.
    pub position: u32,
    /// Before each block, and after the last.
    pub stream: Vec<Vec<f32>>,
    /// What each block's attention adds.
    pub attention: Vec<Vec<f32>>,
    /// What each block's MLP adds.
    pub mlp: Vec<Vec<f32>>,
}

/// An MLP at one token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MlpView {
    /// The block.
    pub layer: u32,
    /// The token.
    pub position: u32,
    /// The gate before its activation; empty without one.
    pub gate: Vec<f32>,
    /// The other half, or the neurons before the activation.
    pub up: Vec<f32>,
    /// The neurons.
    pub hidden: Vec<f32>,
    /// What they add to the stream.
    pub output: Vec<f32>,
}

/// The logit lens at one token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lens {
    /// The token.
    pub position: u32,
    /// Before the first block, and after each.
    pub layers: Vec<Prediction>,
}

/// One row of a matrix, if there is one.
fn row(rows: &[f32], at: usize, width: usize) -> Option<Vec<f32>> {
    rows.get(at * width..(at + 1) * width).map(<[f32]>::to_vec)
}

/// Some columns of each row.
fn columns(rows: &[f32], width: usize, first: usize, count: usize) -> Vec<f32> {
    rows.chunks_exact(width)
        .flat_map(|row| &row[first..first + count])
        .copied()
        .collect()
}

/// Takes values out of a text that was read at once; `None` where there is no
/// such place.
pub fn look(
    look: Look,
    model: &Model,
    tokenizer: &Tokenizer,
    activations: &mut Activations,
) -> Option<View> {
    Some(match look {
        Look::Head { layer, head } => View::Head(head_view(model, activations, layer, head)?),
        Look::Heads => {
            let attention = activations.layers.iter();
            View::Heads(Heads {
                layers: model.config().layers as u32,
                heads: model.config().heads as u32,
                length: activations.length as u32,
                attention: attention.flat_map(|l| &l.attention).copied().collect(),
            })
        }
        Look::Token { position } => {
            let (at, width) = (position as usize, model.config().width);
            let stream = activations.stream.iter().map(|s| row(s, at, width));
            let layers = activations.layers.iter();
            let attention = layers.clone().map(|l| row(&l.attention_output, at, width));
            let mlp = layers.map(|l| row(&l.mlp_output, at, width));
            View::Token(TokenView {
                position,
                stream: stream.collect::<Option<_>>()?,
                attention: attention.collect::<Option<_>>()?,
                mlp: mlp.collect::<Option<_>>()?,
            })
        }
        Look::Mlp { layer, position } => {
            let (at, hidden) = (position as usize, model.config().hidden);
            let of = activations.layers.get(layer as usize)?;
            View::Mlp(MlpView {
                layer,
                position,
                gate: row(&of.gate, at, hidden).unwrap_or_default(),
                up: row(&of.up, at, hidden)?,
                hidden: row(&of.hidden, at, hidden)?,
                output: row(&of.mlp_output, at, model.config().width)?,
            })
        }
        Look::Lens { position, sampling } => {
            let (at, width) = (position as usize, model.config().width);
            let stream = activations.stream.iter().map(|s| row(s, at, width));
            let stream: Vec<_> = stream.collect::<Option<_>>()?;
            let read = |row: &Vec<f32>| predict(&model.lens(row), sampling, tokenizer);
            View::Lens(Lens {
                position,
                layers: stream.iter().map(read).collect(),
            })
        }
    })
}

fn head_view(
    model: &Model,
    activations: &mut Activations,
    layer: u32,
    head: u32,
) -> Option<HeadView> {
    let config = *model.config();
    let (at, of) = (layer as usize, head as usize);
    if at >= activations.layers.len() || of >= config.heads {
        return None;
    }
    let scores = activations.scores(model, at, 0, of);
    let values = &activations.layers[at];
    let (size, group) = (config.head_size(), config.heads / config.kv_heads);
    let shared = |rows: &[f32]| columns(rows, config.kv_width(), of / group * size, size);
    let own = |rows: &[f32]| columns(rows, config.width, of * size, size);
    let cells = activations.length * activations.keys;
    Some(HeadView {
        layer,
        head,
        size: size as u32,
        queries: own(&values.q),
        keys: shared(&values.k),
        values: shared(&values.v),
        scores,
        attention: values.attention.get(of * cells..(of + 1) * cells)?.to_vec(),
        output: own(&values.mixed),
    })
}

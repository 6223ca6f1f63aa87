//! From tokens to logits.

use super::activations::{text_of, text_of_mut};
use super::attention::{Inputs, Shape};
use super::generate::Cache;
use super::layout::{Linear, NormPlaces, Place};
use super::norm::{self, Found};
use super::vector::add;
use super::{Activations, Model, Placement};
use crate::activation::Activation;
use crate::matrix::{Into, Packed, Scratch, View, product, product_packed};

/// Why tokens cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// There is nothing to read.
    #[error("there are no tokens")]
    Empty,
    /// A text that does not fit the context.
    #[error("{tokens} tokens do not fit a context of {context}")]
    TooLong {
        /// The text's tokens, those of the cache included.
        tokens: usize,
        /// The most that fit.
        context: usize,
    },
    /// A token that the vocabulary does not have.
    #[error("token {0} is not in the vocabulary")]
    Unknown(u32),
    /// Texts of one pass have one length.
    #[error("the tokens cannot be shared out among the texts")]
    Ragged,
}

/// A place in the forward pass at which its values can be read or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// The residual stream before the first block.
    Embedded,
    /// A block's queries, turned by their positions.
    Queries,
    /// A block's keys, likewise.
    Keys,
    /// A block's values.
    Values,
    /// A block's attention rows.
    Attention,
    /// What a block's heads took from the values; a head is switched off by
    /// setting its columns to zero.
    Mixed,
    /// What a block's attention adds to the stream.
    AttentionOutput,
    /// A block's MLP neurons.
    Hidden,
    /// What a block's MLP adds to the stream.
    MlpOutput,
    /// The residual stream after a block.
    Stream,
}

/// Reads or changes values on their way: gets the site, the block, the values.
pub type Hook<'a> = &'a mut dyn FnMut(Site, usize, &mut [f32]);

/// The weights as products want them.
#[derive(Clone, Copy)]
pub enum Weights<'a> {
    /// As they lie among the parameters; packed anew for each product.
    Plain,
    /// Packed before: for each tensor, by where it starts.
    Packed(&'a std::collections::BTreeMap<usize, Packed>),
}

/// A forward pass on its way.
pub struct Pass<'a, 'h> {
    pub model: &'a Model,
    pub weights: Weights<'a>,
    /// Costs nothing where there is none.
    pub hook: Option<Hook<'h>>,
    /// Whether only the last token's logits are wanted.
    pub last_only: bool,
}

impl Model {
    /// Reads `sequences` texts of one length, which `ids` holds one after the
    /// other, each from position 0. Leaves every value in `activations`.
    pub fn forward(
        &self,
        ids: &[u32],
        sequences: usize,
        activations: &mut Activations,
    ) -> Result<(), InputError> {
        self.pass(ids, sequences, activations, None)
    }

    /// As [`forward`](Self::forward), with a hook that sees, and may change,
    /// the values on their way.
    pub fn forward_through(
        &self,
        ids: &[u32],
        sequences: usize,
        activations: &mut Activations,
        hook: Hook,
    ) -> Result<(), InputError> {
        self.pass(ids, sequences, activations, Some(hook))
    }

    fn pass(
        &self,
        ids: &[u32],
        sequences: usize,
        activations: &mut Activations,
        hook: Option<Hook>,
    ) -> Result<(), InputError> {
        let pass = Pass {
            model: self,
            weights: Weights::Plain,
            hook,
            last_only: false,
        };
        pass.run(ids, sequences, None, activations)
    }

    /// The logits that the output reads from any rows of the residual stream:
    /// the logit lens (nostalgebraist 2020).
    pub fn lens(&self, stream: &[f32]) -> Vec<f32> {
        let rows = stream.len() / self.config().width;
        let mut normed = stream.to_vec();
        if let Some(place) = self.layout().norm {
            self.norm(
                place,
                stream,
                &mut normed,
                &mut vec![Found::default(); rows],
            );
        }
        let mut logits = vec![0.0; rows * self.config().vocabulary];
        let head = self.view(self.layout().output()).transposed();
        let from = View::new(&normed, rows, self.config().width);
        product(
            from,
            head,
            &mut logits,
            self.config().vocabulary,
            Into::Set,
            &mut Scratch::default(),
        );
        logits
    }

    /// A tensor as a matrix.
    pub(super) fn view(&self, place: Place) -> View<'_> {
        View::new(self.tensor(place), place.rows, place.columns)
    }

    pub(super) fn norm(&self, place: NormPlaces, x: &[f32], y: &mut [f32], found: &mut [Found]) {
        let bias = place.bias.map(|bias| self.tensor(bias));
        norm::forward(
            self.config().norm,
            x,
            self.tensor(place.gain),
            bias,
            y,
            found,
        );
    }

    fn check(&self, ids: &[u32], sequences: usize, past: usize) -> Result<usize, InputError> {
        if ids.is_empty() || sequences == 0 {
            return Err(InputError::Empty);
        }
        if !ids.len().is_multiple_of(sequences) {
            return Err(InputError::Ragged);
        }
        let length = ids.len() / sequences;
        if past + length > self.config().context {
            return Err(InputError::TooLong {
                tokens: past + length,
                context: self.config().context,
            });
        }
        match ids
            .iter()
            .find(|&&id| id as usize >= self.config().vocabulary)
        {
            Some(&id) => Err(InputError::Unknown(id)),
            None => Ok(length),
        }
    }
}

impl Pass<'_, '_> {
    pub fn run(
        mut self,
        ids: &[u32],
        sequences: usize,
        mut cache: Option<&mut Cache>,
        a: &mut Activations,
    ) -> Result<(), InputError> {
        let (model, config) = (self.model, self.model.config());
        let past = cache.as_ref().map_or(0, |cache| cache.len());
        let length = model.check(ids, sequences, past)?;
        let rows = ids.len();
        let logits = if self.last_only { 1 } else { rows };
        a.fit(config, sequences, length, past + length, logits);
        self.embed(ids, length, past, &mut a.stream[0]);
        self.visit(Site::Embedded, 0, &mut a.stream[0]);
        for layer in 0..config.layers {
            self.attend(layer, past, cache.as_deref_mut(), a);
            self.think(layer, a);
            self.visit(Site::Stream, layer, &mut a.stream[layer + 1]);
        }
        if let Some(cache) = cache {
            cache.grow(length);
        }
        let end = &a.stream[config.layers];
        match model.layout().norm {
            Some(place) => model.norm(place, end, &mut a.last, &mut a.norm),
            None => a.last.copy_from_slice(end),
        }
        let read = &a.last[(rows - logits) * config.width..];
        self.times(read, model.layout().output(), &mut a.logits, &mut a.scratch);
        Ok(())
    }

    fn visit(&mut self, site: Site, layer: usize, values: &mut [f32]) {
        if let Some(hook) = &mut self.hook {
            hook(site, layer, values);
        }
    }

    fn embed(&self, ids: &[u32], length: usize, past: usize, stream: &mut [f32]) {
        let (model, width) = (self.model, self.model.config().width);
        let embedding = model.tensor(model.layout().embedding);
        let positions = model.layout().positions.map(|place| model.tensor(place));
        let positions = positions.or(model.tables.waves());
        for (at, (row, &id)) in stream.chunks_exact_mut(width).zip(ids).enumerate() {
            row.copy_from_slice(&embedding[id as usize * width..][..width]);
            if let Some(positions) = positions {
                add(&positions[(past + at % length) * width..][..width], row);
            }
        }
    }

    /// y = x·Wᵀ for the rows of x.
    fn times(&self, x: &[f32], weight: Place, y: &mut [f32], scratch: &mut Scratch) {
        let x = View::new(x, x.len() / weight.columns, weight.columns);
        match self.weights {
            Weights::Packed(packed) if packed.contains_key(&weight.start) => {
                product_packed(
                    x,
                    &packed[&weight.start],
                    y,
                    weight.rows,
                    Into::Set,
                    scratch,
                );
            }
            _ => {
                let w = self.model.view(weight).transposed();
                product(x, w, y, weight.rows, Into::Set, scratch);
            }
        }
    }

    fn linear(&self, x: &[f32], map: Linear, y: &mut [f32], scratch: &mut Scratch) {
        self.times(x, map.weight, y, scratch);
        if let Some(bias) = map.bias {
            let bias = self.model.tensor(bias);
            for row in y.chunks_exact_mut(bias.len()) {
                add(bias, row);
            }
        }
    }

    /// Attention, up to its sum with the stream.
    fn attend(&mut self, at: usize, past: usize, cache: Option<&mut Cache>, a: &mut Activations) {
        let (model, config) = (self.model, self.model.config());
        let places = model.layout().layers[at];
        let (stream, layer, scratch) = (&a.stream[at], &mut a.layers[at], &mut a.scratch);
        let input = match config.placement {
            Placement::Pre => {
                model.norm(
                    places.attention_norm,
                    stream,
                    &mut layer.attention_input,
                    &mut layer.attention_norm,
                );
                &layer.attention_input
            }
            Placement::Post => stream,
        };
        self.linear(input, places.query, &mut layer.q, scratch);
        self.linear(input, places.key, &mut layer.k, scratch);
        self.linear(input, places.value, &mut layer.v, scratch);
        let size = config.head_size();
        for text in 0..a.sequences {
            let q = text_of_mut(&mut layer.q, text, a.sequences);
            model.tables.turn(q, config.width, size, past, false);
            let k = text_of_mut(&mut layer.k, text, a.sequences);
            model.tables.turn(k, config.kv_width(), size, past, false);
        }
        self.visit(Site::Queries, at, &mut layer.q);
        self.visit(Site::Keys, at, &mut layer.k);
        self.visit(Site::Values, at, &mut layer.v);

        let shape = Shape::new(config);
        let (keys, values) = match cache {
            Some(cache) => cache.append(at, &layer.k, &layer.v),
            None => (&*layer.k, &*layer.v),
        };
        let of = |text| Inputs {
            q: text_of(&layer.q, text, a.sequences),
            k: text_of(keys, text, a.sequences),
            v: text_of(values, text, a.sequences),
            first: past,
        };
        for text in 0..a.sequences {
            let rows = text_of_mut(&mut layer.attention, text, a.sequences);
            let mixed = text_of_mut(&mut layer.mixed, text, a.sequences);
            shape.forward(of(text), rows, mixed, scratch);
        }
        if self.hook.is_some() {
            let before = layer.attention.clone();
            self.visit(Site::Attention, at, &mut layer.attention);
            if before != layer.attention {
                for text in 0..a.sequences {
                    let rows = text_of(&layer.attention, text, a.sequences);
                    let mixed = text_of_mut(&mut layer.mixed, text, a.sequences);
                    shape.remix(of(text), rows, mixed, scratch);
                }
            }
        }
        self.visit(Site::Mixed, at, &mut layer.mixed);
        self.linear(
            &layer.mixed,
            places.output,
            &mut layer.attention_output,
            scratch,
        );
        self.visit(Site::AttentionOutput, at, &mut layer.attention_output);
        layer.middle.copy_from_slice(stream);
        add(&layer.attention_output, &mut layer.middle);
    }

    /// The MLP, up to the next block's stream.
    fn think(&mut self, at: usize, a: &mut Activations) {
        let (model, config) = (self.model, self.model.config());
        let places = model.layout().layers[at];
        let (layer, next, scratch) = (&mut a.layers[at], &mut a.stream[at + 1], &mut a.scratch);
        let pre = config.placement == Placement::Pre;
        let (norm, found) = if pre {
            (places.mlp_norm, &mut layer.mlp_norm)
        } else {
            (places.attention_norm, &mut layer.attention_norm)
        };
        model.norm(norm, &layer.middle, &mut layer.mlp_input, found);
        self.linear(&layer.mlp_input, places.up, &mut layer.up, scratch);
        if let Some(gate) = places.gate {
            self.linear(&layer.mlp_input, gate, &mut layer.gate, scratch);
            Activation::Silu.forward(&layer.gate, &mut layer.gate_active);
            let both = layer.gate_active.iter().zip(&layer.up);
            for (hidden, (gate, up)) in layer.hidden.iter_mut().zip(both) {
                *hidden = gate * up;
            }
        } else {
            Activation::Gelu.forward(&layer.up, &mut layer.hidden);
        }
        self.visit(Site::Hidden, at, &mut layer.hidden);
        self.linear(&layer.hidden, places.down, &mut layer.mlp_output, scratch);
        self.visit(Site::MlpOutput, at, &mut layer.mlp_output);
        if pre {
            next.copy_from_slice(&layer.middle);
            add(&layer.mlp_output, next);
        } else {
            layer.sum.copy_from_slice(&layer.mlp_input);
            add(&layer.mlp_output, &mut layer.sum);
            model.norm(places.mlp_norm, &layer.sum, next, &mut layer.mlp_norm);
        }
    }
}

//! Generation: the model reads each token once and keeps its keys and values.

use super::forward::{Hook, InputError, Pass, Weights};
use super::{Activations, Model};
use crate::matrix::Packed;
use std::collections::BTreeMap;
use std::ops::Deref;

/// The keys and values of the tokens read so far.
#[derive(Clone, Debug)]
pub struct Cache {
    layers: Vec<(Vec<f32>, Vec<f32>)>,
    length: usize,
    kv_width: usize,
}

impl Cache {
    /// An empty cache for a model.
    pub fn new(model: &Model) -> Self {
        Self {
            layers: vec![(Vec::new(), Vec::new()); model.config().layers],
            length: 0,
            kv_width: model.config().kv_width(),
        }
    }

    /// Tokens read so far.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing has been read.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Bytes that the keys and values take.
    pub fn bytes(&self) -> usize {
        2 * self.layers.len() * self.length * self.kv_width * size_of::<f32>()
    }

    /// Keys and values of a block, a row per token.
    pub fn layer(&self, at: usize) -> (&[f32], &[f32]) {
        (&self.layers[at].0, &self.layers[at].1)
    }

    /// Forgets all but the first `length` tokens, so that another continuation
    /// can be tried.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
        for (keys, values) in &mut self.layers {
            keys.truncate(self.length * self.kv_width);
            values.truncate(self.length * self.kv_width);
        }
    }

    pub(super) fn append(&mut self, at: usize, k: &[f32], v: &[f32]) -> (&[f32], &[f32]) {
        let (keys, values) = &mut self.layers[at];
        keys.extend_from_slice(k);
        values.extend_from_slice(v);
        (keys, values)
    }

    pub(super) fn grow(&mut self, length: usize) {
        self.length += length;
    }
}

/// A model, borrowed or shared, made ready for generation: its weights packed
/// once.
#[derive(Clone, Debug)]
pub struct Generator<M> {
    model: M,
    packed: BTreeMap<usize, Packed>,
}

impl<M: Deref<Target = Model>> Generator<M> {
    /// Packs the weights.
    pub fn new(model: M) -> Self {
        let layout = model.layout();
        let maps = layout.layers.iter().flat_map(|layer| {
            let maps = [
                layer.query,
                layer.key,
                layer.value,
                layer.output,
                layer.up,
                layer.down,
            ];
            maps.into_iter().chain(layer.gate).map(|map| map.weight)
        });
        let packed = maps
            .chain([layout.output()])
            .map(|place| (place.start, Packed::of(model.view(place).transposed())))
            .collect();
        Self { model, packed }
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads tokens after those of the cache. The activations are those of the
    /// new tokens, the logits those of the last. Equal, to the bit, to reading
    /// all tokens at once, where the mask is not bidirectional.
    pub fn read(
        &self,
        ids: &[u32],
        cache: &mut Cache,
        activations: &mut Activations,
    ) -> Result<(), InputError> {
        self.pass(ids, cache, activations, None, true)
    }

    /// As [`read`](Self::read), with a hook that sees, and may change, the
    /// values on their way.
    pub fn read_through(
        &self,
        ids: &[u32],
        cache: &mut Cache,
        activations: &mut Activations,
        hook: Hook,
    ) -> Result<(), InputError> {
        self.pass(ids, cache, activations, Some(hook), true)
    }

    /// As [`read_through`](Self::read_through), with logits for every new token.
    pub fn read_whole(
        &self,
        ids: &[u32],
        cache: &mut Cache,
        activations: &mut Activations,
        hook: Option<Hook>,
    ) -> Result<(), InputError> {
        self.pass(ids, cache, activations, hook, false)
    }

    fn pass(
        &self,
        ids: &[u32],
        cache: &mut Cache,
        activations: &mut Activations,
        hook: Option<Hook>,
        last_only: bool,
    ) -> Result<(), InputError> {
        let pass = Pass {
            model: &self.model,
            weights: Weights::Packed(&self.packed),
            hook,
            last_only,
        };
        pass.run(ids, 1, Some(cache), activations)
    }
}

//! A share of a step's texts, with memory of its own, so that shares can be
//! worked on by as many threads as there are.

use super::{Activations, InputError, Model, loss};

/// A share of a step's texts: their gradient and loss.
#[derive(Clone, Debug, Default)]
pub struct Shard {
    /// The gradient of the loss, summed over the share's tokens.
    pub gradient: Vec<f32>,
    /// The sum of −ln p over the tokens that counted, in nats.
    pub loss: f64,
    /// How many tokens counted.
    pub count: u32,
    activations: Activations,
}

impl Shard {
    /// Forward and backward through `texts` texts of one length. `scale` is one
    /// over the number of tokens of the whole step.
    pub fn work(
        &mut self,
        model: &Model,
        inputs: &[u32],
        targets: &[u32],
        texts: usize,
        scale: f32,
    ) -> Result<(), InputError> {
        model.forward(inputs, texts, &mut self.activations)?;
        let logits = &mut self.activations.logits;
        (self.loss, self.count) =
            loss::cross_entropy(logits, model.config().vocabulary, targets, scale);
        self.gradient.clear();
        self.gradient.resize(model.parameters.len(), 0.0);
        model.backward(inputs, &mut self.activations, &mut self.gradient);
        Ok(())
    }

    /// Forward only: the loss and the count.
    pub fn evaluate(
        &mut self,
        model: &Model,
        inputs: &[u32],
        targets: &[u32],
        texts: usize,
    ) -> Result<(), InputError> {
        model.forward(inputs, texts, &mut self.activations)?;
        let logits = &mut self.activations.logits;
        (self.loss, self.count) =
            loss::cross_entropy(logits, model.config().vocabulary, targets, 1.0);
        Ok(())
    }

    /// Adds the others' gradients to the first's, in their order: the same bits
    /// whoever worked on which.
    pub fn gather(shards: &mut [Self]) -> Option<&mut [f32]> {
        let (first, others) = shards.split_first_mut()?;
        for other in others {
            super::vector::add(&other.gradient, &mut first.gradient);
        }
        Some(&mut first.gradient)
    }
}

//! The order in which a step is shown.

/// A sub-step. Layers are numbered from 0, the last one being the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The batch is laid out; nothing is computed yet.
    Batch,
    /// z = W·a + b of a layer.
    Sum(usize),
    /// a = f(z) of a layer; of the output, what it predicts.
    Activation(usize),
    /// L of each sample, and the mean.
    Loss,
    /// δ = ∂L/∂z of a layer.
    Delta(usize),
    /// ∂L/∂W and ∂L/∂b of a layer, the mean over the batch.
    Gradient(usize),
    /// ∂L/∂a of a layer, from the layer after it.
    Back(usize),
    /// W ← W − η·∂L/∂W of a layer.
    Update(usize),
}

impl Stage {
    /// The layer it is about, if it is about one.
    pub fn layer(self) -> Option<usize> {
        match self {
            Self::Batch | Self::Loss => None,
            Self::Sum(layer)
            | Self::Activation(layer)
            | Self::Delta(layer)
            | Self::Gradient(layer)
            | Self::Back(layer)
            | Self::Update(layer) => Some(layer),
        }
    }
}

/// All sub-steps of a step of a network with so many layers, in order.
pub fn stages(layers: usize) -> Vec<Stage> {
    let forward = (0..layers).flat_map(|l| [Stage::Sum(l), Stage::Activation(l)]);
    let backward = (0..layers).rev().flat_map(|l| {
        let own = [Some(Stage::Delta(l)), Some(Stage::Gradient(l))];
        let before = l.checked_sub(1).map(Stage::Back);
        own.into_iter().chain([before]).flatten()
    });
    [Stage::Batch]
        .into_iter()
        .chain(forward)
        .chain([Stage::Loss])
        .chain(backward)
        .chain((0..layers).map(Stage::Update))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forward_then_backward_then_the_update() {
        use Stage::{Activation, Back, Batch, Delta, Gradient, Loss, Sum, Update};
        let expected = [
            Batch,
            Sum(0),
            Activation(0),
            Sum(1),
            Activation(1),
            Loss,
            Delta(1),
            Gradient(1),
            Back(0),
            Delta(0),
            Gradient(0),
            Update(0),
            Update(1),
        ];
        assert_eq!(stages(2), expected);
    }
}

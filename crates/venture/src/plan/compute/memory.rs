//! Memory of training: parameters, gradients, optimiser states, activations.

use serde::{Deserialize, Serialize};

use super::error::ComputeError;
use crate::plan::computed::{Computed, Formula};

const STATES: Formula = Formula {
    id: "training_memory",
    text: "16 B per parameter: 2 weights, 2 gradients, 12 Adam (18 with fp32 gradients); \
           ZeRO over G: stage 1 4N + 12N/G, stage 2 2N + 14N/G, stage 3 16N/G",
    source: "Rajbhandari et al. (ZeRO), arXiv 1910.02054, §3.1 and figure 1",
};
const ACTIVATIONS: Formula = Formula {
    id: "activation_memory",
    text: "per layer s·b·h·(34 + 5·a·s/h) B; selective recomputation 34·s·b·h; full 2·s·b·h",
    source: "Korthikanti et al., arXiv 2205.05198, equations 1 and 2 and §5",
};

/// What is split over the data-parallel accelerators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Zero {
    /// Nothing.
    #[default]
    Stage0,
    /// Optimiser states.
    Stage1,
    /// And gradients.
    Stage2,
    /// And parameters.
    Stage3,
}

/// What is computed again in the backward pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recompute {
    /// Nothing.
    #[default]
    None,
    /// Attention scores; `FlashAttention` does the same.
    Selective,
    /// Every layer.
    Full,
}

/// The shape of a batch on one accelerator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Activations {
    /// Layers.
    pub layers: u32,
    /// Width of the residual stream: h.
    pub hidden: u32,
    /// Attention heads: a.
    pub heads: u32,
    /// Tokens in a sequence: s.
    pub sequence: u32,
    /// Sequences in the micro-batch: b.
    pub batch: u32,
    /// What is computed again.
    pub recompute: Recompute,
}

/// A training set-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TrainingMemory {
    /// All parameters, the idle experts' too.
    pub parameters: u64,
    /// Accelerators that the data are split over: G.
    pub accelerators: u32,
    /// What is split over them.
    pub zero: Zero,
    /// Whether gradients are kept in 32 bits.
    pub fp32_gradients: bool,
}

/// Bytes of model states on each accelerator, rounded up.
pub fn training_memory(setup: &TrainingMemory) -> Result<Computed<u128>, ComputeError> {
    if setup.accelerators == 0 {
        return Err(ComputeError::Zero("accelerators"));
    }
    let (weights, gradients, adam) = (2, if setup.fp32_gradients { 4 } else { 2 }, 12);
    let (whole, split) = match setup.zero {
        Zero::Stage0 => (weights + gradients + adam, 0),
        Zero::Stage1 => (weights + gradients, adam),
        Zero::Stage2 => (weights, gradients + adam),
        Zero::Stage3 => (0, weights + gradients + adam),
    };
    // At most 18 bytes times 2⁶⁴ parameters: fits.
    let parameters = u128::from(setup.parameters);
    let bytes = parameters * whole + (parameters * split).div_ceil(u128::from(setup.accelerators));
    Ok(Computed::new(bytes, STATES)
        .with("N", setup.parameters)
        .with("G", setup.accelerators)
        .with("bytes kept whole", whole)
        .with("bytes split", split))
}

/// Bytes of activations on one accelerator without tensor parallelism.
pub fn activations(shape: &Activations) -> Result<Computed<u128>, ComputeError> {
    let [layers, hidden, heads, sequence, batch] = [
        shape.layers,
        shape.hidden,
        shape.heads,
        shape.sequence,
        shape.batch,
    ]
    .map(u128::from);
    // Each factor is below 2³²: s·b·h below 2⁹⁶, and 5·a·s²·b below 2¹³¹.
    let linear = sequence * batch * hidden;
    let scores = || {
        (5 * heads * sequence)
            .checked_mul(sequence * batch)
            .ok_or(ComputeError::Overflow)
    };
    let layer = match shape.recompute {
        Recompute::None => scores()?.checked_add(34 * linear),
        Recompute::Selective => Some(34 * linear),
        Recompute::Full => Some(2 * linear),
    };
    let bytes = layer.and_then(|layer| layer.checked_mul(layers));
    Ok(
        Computed::new(bytes.ok_or(ComputeError::Overflow)?, ACTIVATIONS)
            .with("layers", layers)
            .with("h", hidden)
            .with("a", heads)
            .with("s", sequence)
            .with("b", batch),
    )
}

//! What is trained, and how: everything that decides the run's numbers.

use neural::tokenizer::{Han, Options};
use neural::transformer::{Config, Mask, Mlp, Norm, Placement, Plan, Positions};

/// Everything that is drawn is drawn from this.
pub const SEED: u64 = 20_261_125;

/// What each sequence of drawn numbers is for.
#[derive(Clone, Copy)]
pub enum Stream {
    /// The parameters before training.
    Weights = 1,
    /// Which documents are held out.
    Split,
    /// The order of the Chinese texts; the epoch is added to the seed.
    Chinese,
    /// The order of the English texts.
    English,
    /// The samples.
    Samples,
}

/// The tokenizer.
pub const TOKENIZER: Options = Options {
    vocabulary: 4096,
    characters: 3000,
    han: Han::Alone,
};

/// The model: 3.8 million parameters, of which eight bits each stay below 4 MB.
pub const CONFIG: Config = Config {
    vocabulary: 4096,
    context: 512,
    width: 256,
    layers: 4,
    heads: 8,
    kv_heads: 4,
    hidden: 640,
    positions: Positions::Rotary,
    norm: Norm::Rms,
    placement: Placement::Pre,
    mlp: Mlp::SwiGlu,
    mask: Mask::Causal,
    tied: true,
    bias: false,
};

/// The training.
pub const PLAN: Plan = Plan {
    steps: 3000,
    warm_up: 200,
    rate: 2e-3,
    weight_decay: 0.1,
    clip: 1.0,
};

/// Tokens in a row, the model's context.
pub const LENGTH: usize = CONFIG.context;
/// Shares of a step, each worked on by one thread. More threads than this do not help.
pub const SHARDS: usize = 4;
/// Rows in a shard, half of them Chinese.
pub const ROWS_PER_SHARD: usize = 2;
/// Tokens in a step.
pub const TOKENS_PER_STEP: usize = SHARDS * ROWS_PER_SHARD * LENGTH;
/// Of so many documents one is held out.
pub const HELD_OUT: u32 = 50;
/// A line of the log stands for so many steps, after the first few.
pub const LOG_EVERY: u32 = 20;
/// The first steps have a line each.
pub const LOG_SINGLY: u32 = 5;
/// Steps between measurements on held-out text.
pub const EVALUATE_EVERY: u32 = 200;
/// Held-out rows of each language that these look at.
pub const EVALUATION_ROWS: usize = 16;
/// Steps between saves.
pub const CHECKPOINT_EVERY: u32 = 100;
/// The unit test repeats so many steps.
pub const OPENING_STEPS: u32 = 2;

//! What training and serving a model take: operations, GPU-hours, memory, money.

mod accelerators;
mod budget;
mod error;
mod inference;
mod memory;
mod training;

pub use accelerators::{ACCELERATORS, Accelerator, Certainty, accelerator};
pub use budget::{Bill, Budget, bill};
pub use error::ComputeError;
pub use inference::{KvCache, Serving, inference_memory, kv_cache};
pub use memory::{Activations, Recompute, TrainingMemory, Zero, activations, training_memory};
pub use training::{
    Training, chinchilla_tokens, gpu_hours, model_flops, training_flops, training_optimal,
};
